//! HumanEval+ and MBPP+: `HumanEvalPlus.jsonl.gz` and `MbppPlus.jsonl.gz` of evalplus.
//!
//! Tests are inputs, and what must come back is what the reference returns. The `test` text that some copies carry is not used: it
//! needs numpy, and rejects the reference of HumanEval/32.

use trommel_sandbox::Value;

use super::mbpp_types;
use crate::{
    Assembly, BenchError, Call, Calls, Oracle, Task, Tests,
    json::{Json, Row, value},
};

/// evalplus's least limit for one test and its most for a task, seconds (`DEFAULT_MIN_TIME_LIMIT`, `EVALPLUS_TIMEOUT_PER_TASK`; 0.3.1).
/// A test's limit there is four times what the reference took on that machine, if that is more.
const TEST_SECONDS: f64 = 1.0;
const TASK_SECONDS: f64 = 60.0;

/// The limit for all of these calls.
fn seconds(calls: &[Call]) -> f64 {
    (calls.len() as f64 * TEST_SECONDS).min(TASK_SECONDS) + 1.0
}

/// Leaves out the tests that EvalPlus added, if it is one of its tasks.
pub fn keep_base(task: &mut Task) {
    if let Tests::Calls(Calls { calls, .. }) = &mut task.tests
        && calls.iter().any(|call| call.plus)
    {
        calls.retain(|call| !call.plus);
        task.seconds = seconds(calls);
    }
}

/// MBPP+ tasks whose results are compared as sets, by entry point (Mbpp/2, 7, 111, 140, 232, 249, 579, 769).
const AS_SETS: &[&str] = &[
    "similar_elements",
    "find_char_long",
    "common_in_nested_lists",
    "extract_singly",
    "larg_nnum",
    "intersection_array",
    "find_dissimilar",
    "Diff",
];

/// MBPP+ tasks that return a match object or `None`: what counts is which of the two.
const NOT_NONE: &[&str] = &["check_str", "text_match_three", "text_starta_endb"];

/// MBPP+ tasks with a rule of their own (Mbpp/164, 295, 581, 558).
const OWN_RULE: &[&str] = &["are_equivalent", "sum_div", "surface_Area", "digit_distance_nums"];

/// A task of HumanEval+.
pub(super) fn humaneval(row: &Row) -> Result<Task, BenchError> {
    let special = (row.text("entry_point")? == "find_zero").then(|| "find_zero".to_owned());
    task(row, special, Ok)
}

/// A task of MBPP+, whose inputs JSON has robbed of their types.
pub(super) fn mbpp(row: &Row) -> Result<Task, BenchError> {
    let id = row.text("task_id")?;
    let number: u32 = id
        .strip_prefix("Mbpp/")
        .and_then(|number| number.parse().ok())
        .ok_or_else(|| BenchError::bad(&row.place, format!("the id `{id}`"), "one like `Mbpp/2`"))?;
    let entry_point = row.text("entry_point")?;
    let special = if AS_SETS.contains(&entry_point) {
        Some("as-sets".to_owned())
    } else if NOT_NONE.contains(&entry_point) {
        Some("not-none".to_owned())
    } else {
        OWN_RULE.contains(&entry_point).then(|| entry_point.to_owned())
    };
    task(row, special, |arguments| mbpp_types::restore(number, arguments))
}

fn task(
    row: &Row,
    special: Option<String>,
    restore: impl Fn(Vec<Value>) -> Result<Vec<Value>, String>,
) -> Result<Task, BenchError> {
    let prompt = row.text("prompt")?;
    let mut calls = Vec::new();
    for (field, plus) in [("base_input", false), ("plus_input", true)] {
        for input in inputs(row, field)? {
            let arguments = arguments(input).and_then(&restore).map_err(|found| {
                BenchError::bad(
                    &row.place,
                    format!("{found} in test {} of `{field}`", calls.len()),
                    "a list of arguments",
                )
            })?;
            calls.push(Call { arguments, expected: None, plus });
        }
    }
    if calls.is_empty() {
        return Err(BenchError::bad(&row.place, "no inputs", "at least one in `base_input`"));
    }
    let seconds = seconds(&calls);
    Ok(Task {
        id: row.id("task_id")?,
        language: "python".into(),
        prompt: prompt.into(),
        // evalplus judges a solution as it stands: what it does not import it does not have.
        assembly: Assembly::default(),
        entry_point: Some(row.text("entry_point")?.into()),
        reference: Some(format!("{prompt}{}", row.text("canonical_solution")?)),
        tests: Tests::Calls(Calls { calls, oracle: Oracle { atol: row.float("atol")?, special } }),
        seconds,
        memory_bytes: Some(4 << 30),
    })
}

/// The inputs of a field; an empty object is how a writer left a list of none.
fn inputs<'r>(row: &'r Row, field: &str) -> Result<&'r [Json], BenchError> {
    match row.need(field)? {
        Json::Object(none) if none.is_empty() => Ok(&[]),
        _ => row.list(field),
    }
}

fn arguments(input: &Json) -> Result<Vec<Value>, String> {
    match input {
        Json::List(items) => items.iter().map(value).collect(),
        other => Err(other.kind().into()),
    }
}
