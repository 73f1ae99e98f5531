//! CodeContests: `contest_problem.proto` as JSON, the Hugging Face form with lists instead of repeated messages, and SandboxFusion's.

use super::stdio;
use crate::{
    Assembly, BenchError, Case, Checker, CheckerProgram, Task, Tests,
    json::{Json, Row},
};

/// DeepMind's limit for one test without a `time_limit`, seconds.
const SECONDS: f64 = 10.0;

/// SandboxFusion's limit for one test, seconds.
const FUSION_SECONDS: f64 = 20.0;

/// A problem. Its tests are the public, the private and the generated ones, in this order.
pub(super) fn task(row: &Row) -> Result<Task, BenchError> {
    let id = row.id("name")?;
    let mut cases = Vec::new();
    for names in
        [["public_tests", "publicTests"], ["private_tests", "privateTests"], ["generated_tests", "generatedTests"]]
    {
        cases.extend(stdio::cases(row, either(row, names))?);
    }
    let by_file = ["input_file", "inputFile", "output_file", "outputFile"]
        .into_iter()
        .find(|name| row.get(name).and_then(Json::as_str).is_some_and(|file| !file.is_empty()));
    let tests = match by_file {
        Some(field) => {
            Tests::Unsupported { why: format!("it reads or writes a file, not the standard streams (`{field}`)") }
        }
        None if cases.is_empty() => Tests::Unsupported { why: "it has no tests".into() },
        None => Tests::Stdio { cases, checker: checker(&id) },
    };
    Ok(Task {
        id,
        language: "python".into(),
        prompt: String::new(),
        assembly: Assembly::default(),
        entry_point: None,
        reference: reference(row)?,
        tests,
        seconds: seconds(row)?,
        memory_bytes: memory(row)?,
    })
}

/// The dataset has no checkers: ours, where the problem accepts several answers and we have one.
fn checker(id: &str) -> Checker {
    CheckerProgram::of_task("codecontests", id).map_or(Checker::TokensFloat, Checker::Program)
}

/// A problem in SandboxFusion's form: `id, content, test: [{input: {stdin}, output: {stdout}}]`.
pub(super) fn fusion(row: &Row) -> Result<Task, BenchError> {
    let cases = row
        .list("test")?
        .iter()
        .map(|test| {
            let text = |side, name| test.get(side).and_then(|side: &Json| side.get(name)).and_then(Json::as_str);
            match (text("input", "stdin"), text("output", "stdout")) {
                (Some(stdin), Some(stdout)) => Ok(Case { stdin: stdin.into(), expected: vec![stdout.into()] }),
                _ => Err(row.wrong("test", test, "`{input: {stdin}, output: {stdout}}`")),
            }
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Task {
        id: row.id("id")?,
        language: "python".into(),
        prompt: String::new(),
        assembly: Assembly::default(),
        entry_point: None,
        reference: None,
        tests: match cases.is_empty() {
            true => Tests::Unsupported { why: "it has no tests".into() },
            false => Tests::Stdio { cases, checker: Checker::TokensFloat },
        },
        seconds: FUSION_SECONDS,
        memory_bytes: None,
    })
}

/// The name of the two that the row has.
fn either(row: &Row, names: [&'static str; 2]) -> &'static str {
    if row.has(names[1]) { names[1] } else { names[0] }
}

/// The first solution in Python 3.
fn reference(row: &Row) -> Result<Option<String>, BenchError> {
    let wrong = |found: &Json| {
        row.wrong("solutions", found, "a list of `{language, solution}`, or `{language: […], solution: […]}`")
    };
    let python = |language: &Json| -> Result<bool, BenchError> {
        match language {
            Json::Str(name) => Ok(name == "PYTHON3"),
            // 0 unknown, 1 PYTHON (2), 2 CPP, 3 PYTHON3, 4 JAVA
            Json::Number(number) if matches!(number.as_str(), "0" | "1" | "2" | "3" | "4") => Ok(number == "3"),
            other => Err(row.wrong("solutions", other, "a language: 0 to 4, or a name such as PYTHON3")),
        }
    };
    let pairs: Vec<(&Json, &Json)> = match row.get("solutions") {
        None | Some(Json::Null) => Vec::new(),
        Some(Json::List(items)) => items
            .iter()
            .map(|item| item.get("language").zip(item.get("solution")).ok_or_else(|| wrong(item)))
            .collect::<Result<_, _>>()?,
        Some(object @ Json::Object(_)) => {
            let list = |name: &str| object.get(name).and_then(Json::as_list).ok_or_else(|| wrong(object));
            let (languages, solutions) = (list("language")?, list("solution")?);
            stdio::same_length(row, "solutions", languages.len(), solutions.len())?;
            languages.iter().zip(solutions).collect()
        }
        Some(other) => return Err(wrong(other)),
    };
    for (language, solution) in pairs {
        if python(language)? {
            return solution.as_str().map(|text| Some(text.to_owned())).ok_or_else(|| wrong(solution));
        }
    }
    Ok(None)
}

/// The time limit: a Duration as `{seconds, nanos}`, as `"2.5s"`, or as a number of seconds.
fn seconds(row: &Row) -> Result<f64, BenchError> {
    let field = either(row, ["time_limit", "timeLimit"]);
    let number = |json: Option<&Json>| match json {
        Some(Json::Number(text)) => text.parse().ok(),
        Some(Json::Str(text)) => text.parse().ok(),
        None | Some(Json::Null) => Some(0.0),
        Some(_) => None,
    };
    let json = match row.get(field) {
        None | Some(Json::Null) => return Ok(SECONDS),
        Some(json) => json,
    };
    let seconds: Option<f64> = match json {
        Json::Number(text) => text.parse().ok(),
        Json::Str(text) => text.strip_suffix('s').and_then(|text| text.parse().ok()),
        Json::Object(_) => number(json.get("seconds"))
            .zip(number(json.get("nanos")))
            .map(|(whole, nanos): (f64, f64)| whole + nanos * 1e-9),
        _ => None,
    };
    seconds
        .filter(|seconds| seconds.is_finite() && (0.0..=86_400.0).contains(seconds))
        .map(|seconds| if seconds == 0.0 { SECONDS } else { seconds })
        .ok_or_else(|| row.wrong(field, json, "a duration such as `{\"seconds\": 2, \"nanos\": 0}`, `\"2.5s\"` or 2.5"))
}

/// The memory limit in bytes, which proto-JSON writes as text; 0 is none.
fn memory(row: &Row) -> Result<Option<u64>, BenchError> {
    let field = either(row, ["memory_limit_bytes", "memoryLimitBytes"]);
    let bytes = match row.get(field) {
        None | Some(Json::Null) => return Ok(None),
        Some(Json::Number(text) | Json::Str(text)) => text.parse::<u64>().ok(),
        Some(_) => None,
    };
    match (bytes, row.get(field)) {
        (Some(bytes), _) => Ok((bytes > 0).then_some(bytes)),
        (None, Some(json)) => Err(row.wrong(field, json, "a number of bytes")),
        (None, None) => Ok(None),
    }
}
