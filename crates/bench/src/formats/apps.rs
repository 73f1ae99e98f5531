//! APPS: problems with tests in `input_output`, for programs that read standard input or for a function.

use trommel_sandbox::Value;

use super::{method, stdio};
use crate::{
    Assembly, BenchError, Call, Calls, Case, Checker, Oracle, Task, Tests,
    json::{Json, Row, parse, value},
};

/// The limit of APPS's own harness for one test, seconds (`eval/testing_util.py`).
const SECONDS: f64 = 4.0;

/// A problem: `problem_id, input_output, solutions`, the last two as JSON or as JSON within a string; `input_output` may be empty.
pub(super) fn task(row: &Row) -> Result<Task, BenchError> {
    let id = row.id(if row.has("problem_id") { "problem_id" } else { "id" })?;
    let data = inner(row, "input_output")?;
    let function = data.as_ref().and_then(|data| data.get("fn_name")).and_then(Json::as_str).map(str::to_owned);
    let suffix = function.as_deref().map(method::adapter).unwrap_or_default();
    let prefix = if function.is_some() { method::IMPORTS } else { "" };
    let reference = solution(row)?.map(|code| format!("{prefix}{code}{suffix}"));
    Ok(Task {
        id,
        language: "python".into(),
        prompt: String::new(),
        assembly: Assembly { prefix: prefix.into(), suffix, ..Assembly::default() },
        tests: tests(row, data.as_ref(), function.as_deref())?,
        entry_point: function,
        reference,
        seconds: SECONDS,
        memory_bytes: None,
    })
}

/// A field that holds JSON, or a string with JSON in it; `None` for an empty string and null.
fn inner(row: &Row, field: &str) -> Result<Option<Json>, BenchError> {
    match row.get(field) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Str(text)) if text.trim().is_empty() => Ok(None),
        Some(Json::Str(text)) => parse(text, &row.place.within(field)).map(Some),
        Some(json) => Ok(Some(json.clone())),
    }
}

/// The first solution.
fn solution(row: &Row) -> Result<Option<String>, BenchError> {
    match inner(row, "solutions")? {
        None => Ok(None),
        Some(Json::List(items)) => match items.first() {
            None => Ok(None),
            Some(Json::Str(code)) => Ok(Some(code.clone())),
            Some(other) => Err(row.wrong("solutions", other, "a list of programs")),
        },
        Some(other) => Err(row.wrong("solutions", &other, "a list of programs")),
    }
}

fn tests(row: &Row, data: Option<&Json>, function: Option<&str>) -> Result<Tests, BenchError> {
    let Some(data) = data else { return Ok(Tests::Unsupported { why: "it has no tests".into() }) };
    let list = |name: &str| {
        data.get(name)
            .and_then(Json::as_list)
            .ok_or_else(|| row.wrong("input_output", data, "`{inputs: […], outputs: […]}`"))
    };
    let (inputs, outputs) = (list("inputs")?, list("outputs")?);
    stdio::same_length(row, "input_output", inputs.len(), outputs.len())?;
    if inputs.is_empty() {
        return Ok(Tests::Unsupported { why: "it has no tests".into() });
    }
    if function.is_some() {
        return calls(row, inputs, outputs);
    }
    let cases = inputs
        .iter()
        .zip(outputs)
        .map(|(input, output)| Ok(Case { stdin: lines(row, input)?, expected: vec![lines(row, output)?] }))
        .collect::<Result<_, BenchError>>()?;
    Ok(Tests::Stdio { cases, checker: Checker::TokensFloat })
}

/// Calls. Their results are compared as APPS does it: a tuple as a list, and where a list is expected, its only element will do, too.
fn calls(row: &Row, inputs: &[Json], outputs: &[Json]) -> Result<Tests, BenchError> {
    let wrong = |found: String| {
        BenchError::bad(&row.place, format!("{found} in `input_output`"), "arguments and results as JSON")
    };
    let calls = inputs
        .iter()
        .zip(outputs)
        .map(|(input, output)| {
            let Json::List(arguments) = input else {
                return Err(row.wrong("input_output", input, "a list of arguments"));
            };
            let mut arguments = arguments.iter().map(value).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
            if let Some(first) = arguments.first_mut() {
                integer_keys(first);
            }
            let mut expected = value(output).map_err(wrong)?;
            match &mut expected {
                Value::List(items) => items.first_mut().into_iter().for_each(integer_keys),
                other => integer_keys(other),
            }
            Ok(Call { arguments, expected: Some(expected), plus: false })
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Tests::Calls(Calls { calls, oracle: Oracle { atol: 0.0, special: Some("apps".into()) } }))
}

/// Keys that are all integers were integers before JSON made text of them: APPS's harness takes them so.
fn integer_keys(value: &mut Value) {
    let Value::Dict(entries) = value else { return };
    let keys: Option<Vec<i64>> = entries
        .iter()
        .map(|(key, _)| match key {
            Value::Str(text) => text.trim().parse().ok(),
            _ => None,
        })
        .collect();
    for ((key, _), int) in entries.iter_mut().zip(keys.into_iter().flatten()) {
        *key = Value::Int(int);
    }
}

/// The text of a stream; a list is its lines.
fn lines(row: &Row, json: &Json) -> Result<String, BenchError> {
    match json {
        Json::Str(text) => Ok(text.clone()),
        Json::List(items) => {
            let lines: Option<Vec<&str>> = items.iter().map(Json::as_str).collect();
            lines
                .map(|lines| lines.join("\n"))
                .ok_or_else(|| row.wrong("input_output", json, "text, or a list of lines"))
        }
        other => Err(row.wrong("input_output", other, "text, or a list of lines")),
    }
}
