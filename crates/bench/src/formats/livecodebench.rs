//! LiveCodeBench: problems with public and private tests, for programs that read standard input or for a method of `Solution`.

use super::{method, pickle};
use crate::{
    Assembly, BenchError, Call, Calls, Case, Checker, Oracle, Task, Tests,
    json::{Json, Row, parse, value},
};

/// The limit of LiveCodeBench's own harness for one test, seconds.
const SECONDS: f64 = 6.0;

/// A problem: `question_id, public_test_cases, private_test_cases, metadata`, each of the last three as JSON in a string.
pub(super) fn task(row: &Row) -> Result<Task, BenchError> {
    let mut tests = list(row, "public_test_cases", public(row)?)?;
    tests.extend(list(row, "private_test_cases", private(row)?)?);
    let function = function(row)?;
    let kind = |test: &Json| test.get("testtype").and_then(Json::as_str).map(str::to_owned);
    let functional = tests.iter().any(|test| kind(test).as_deref() == Some("functional"));
    let tests = match (&function, functional) {
        _ if tests.is_empty() => Tests::Unsupported { why: "it has no tests".into() },
        (Some(_), true) => calls(row, &tests)?,
        (None, true) => {
            return Err(BenchError::bad(
                &row.place,
                "tests of a function without its name",
                "`func_name` in `metadata`",
            ));
        }
        (_, false) => stdio(row, &tests)?,
    };
    let entry_point = function.filter(|_| functional);
    Ok(Task {
        id: row.id("question_id")?,
        language: "python".into(),
        prompt: String::new(),
        assembly: Assembly {
            prefix: method::IMPORTS.into(),
            suffix: entry_point.as_deref().map(method::adapter).unwrap_or_default(),
            ..Assembly::default()
        },
        entry_point,
        reference: None,
        tests,
        seconds: SECONDS,
        memory_bytes: None,
    })
}

fn public(row: &Row) -> Result<Json, BenchError> {
    parse(row.text("public_test_cases")?, &row.place.within("public_test_cases"))
}

/// Private tests are JSON, or base64 of zlib of a pickle of a string of JSON.
fn private(row: &Row) -> Result<Json, BenchError> {
    let text = row.text_or_empty("private_test_cases")?.trim();
    let place = row.place.within("private_test_cases");
    if text.is_empty() {
        return Ok(Json::List(Vec::new()));
    }
    if text.starts_with('[') {
        return parse(text, &place);
    }
    let text = pickle::packed_text(text).map_err(|found| {
        BenchError::bad(&place, found, "a list of tests as JSON, or base64 of zlib of a pickled string of it")
    })?;
    parse(&text, &place)
}

fn list(row: &Row, field: &str, json: Json) -> Result<Vec<Json>, BenchError> {
    match json {
        Json::List(tests) => Ok(tests),
        other => Err(row.wrong(field, &other, "a list of tests")),
    }
}

/// The function's name out of `metadata`.
fn function(row: &Row) -> Result<Option<String>, BenchError> {
    let text = row.text_or_empty("metadata")?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    let metadata = parse(text, &row.place.within("metadata"))?;
    match metadata.get("func_name") {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Str(name)) if is_name(name) => Ok(Some(name.clone())),
        Some(other) => Err(row.wrong("metadata", other, "the name of a function in `func_name`")),
    }
}

/// Whether it is a plain name: it becomes part of a program.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|char: char| char.is_ascii_digit())
}

fn sides<'t>(row: &Row, test: &'t Json) -> Result<(&'t str, &'t str), BenchError> {
    let text = |name| test.get(name).and_then(Json::as_str);
    text("input").zip(text("output")).ok_or_else(|| row.wrong("public_test_cases", test, "`{input, output, testtype}`"))
}

fn stdio(row: &Row, tests: &[Json]) -> Result<Tests, BenchError> {
    let cases = tests
        .iter()
        .map(|test| sides(row, test).map(|(input, output)| Case { stdin: input.into(), expected: vec![output.into()] }))
        .collect::<Result<_, _>>()?;
    Ok(Tests::Stdio { cases, checker: Checker::DecimalLines })
}

/// A functional test's input is one JSON value a line, one for each argument; its output is one.
fn calls(row: &Row, tests: &[Json]) -> Result<Tests, BenchError> {
    let calls = tests
        .iter()
        .map(|test| {
            let (input, output) = sides(row, test)?;
            let place = row.place.within("tests");
            let read = |text: &str| {
                value(&parse(text, &place)?).map_err(|found| BenchError::bad(&place, found, "a plain value"))
            };
            let arguments = input.lines().filter(|line| !line.trim().is_empty()).map(read).collect::<Result<_, _>>()?;
            Ok(Call { arguments, expected: Some(read(output)?), plus: false })
        })
        .collect::<Result<_, BenchError>>()?;
    // LiveCodeBench compares with `==`, a tuple as a list.
    Ok(Tests::Calls(Calls { calls, oracle: Oracle { atol: 0.0, special: Some("tuple-as-list".into()) } }))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_function_name_is_a_plain_name() {
        assert!(is_name("twoSum") && is_name("_f2"));
        assert!(!is_name("2f") && !is_name("a b") && !is_name("f()") && !is_name(""));
    }
}
