//! What benchmarks of programs that read standard input have in common.

use crate::{
    BenchError, Case,
    json::{Json, Row},
};

/// The cases of a field: a list of `{input, output}`, or one object of two lists; absent and null are none.
pub(super) fn cases(row: &Row, field: &str) -> Result<Vec<Case>, BenchError> {
    let wrong = |found: &Json| row.wrong(field, found, "a list of `{input, output}`, or `{input: […], output: […]}`");
    let text = |json: &Json| json.as_str().map(str::to_owned).ok_or_else(|| wrong(json));
    match row.get(field) {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::List(items)) => items
            .iter()
            .map(|item| match (item.get("input"), item.get("output")) {
                (Some(input), Some(output)) => Ok(Case { stdin: text(input)?, expected: vec![text(output)?] }),
                // Proto-JSON leaves out what is empty.
                (Some(input), None) => Ok(Case { stdin: text(input)?, expected: vec![String::new()] }),
                (None, Some(output)) => Ok(Case { stdin: String::new(), expected: vec![text(output)?] }),
                (None, None) => Err(wrong(item)),
            })
            .collect(),
        Some(object @ Json::Object(_)) => {
            let list = |name: &str| object.get(name).and_then(Json::as_list).ok_or_else(|| wrong(object));
            let (inputs, outputs) = (list("input")?, list("output")?);
            same_length(row, field, inputs.len(), outputs.len())?;
            inputs
                .iter()
                .zip(outputs)
                .map(|(input, output)| Ok(Case { stdin: text(input)?, expected: vec![text(output)?] }))
                .collect()
        }
        Some(other) => Err(wrong(other)),
    }
}

pub(super) fn same_length(row: &Row, field: &str, inputs: usize, outputs: usize) -> Result<(), BenchError> {
    if inputs == outputs {
        return Ok(());
    }
    Err(BenchError::bad(
        &row.place,
        format!("{inputs} inputs and {outputs} outputs in `{field}`"),
        "as many outputs as inputs",
    ))
}
