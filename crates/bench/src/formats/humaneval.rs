//! HumanEval: `HumanEval.jsonl.gz` of `openai/human-eval`.

use crate::{Assembly, BenchError, Task, Tests, extract::preamble, json::Row};

/// human-eval's own limit for one program, seconds (`evaluate_functional_correctness --timeout`).
const SECONDS: f64 = 3.0;

/// A task. Its program is `prompt + completion`, and `test` defines `check(candidate)`.
pub(super) fn task(row: &Row) -> Result<Task, BenchError> {
    let prompt = row.text("prompt")?;
    let entry_point = row.text("entry_point")?;
    let test = row.text("test")?;
    if !test.contains("def check(") {
        return Err(BenchError::bad(
            &row.place,
            "a `test` without `def check(`",
            "the definition of `check(candidate)`",
        ));
    }
    if test.contains("import numpy") {
        return Err(BenchError::bad(&row.place, "a `test` that imports numpy", "HumanEval's own tests").with_hint(
            "this is HumanEval+ as generated tests, which reject a reference of their own (HumanEval/32); take the file with \
             `base_input` and `plus_input` (HumanEvalPlus.jsonl.gz of evalplus)",
        ));
    }
    Ok(Task {
        id: row.id("task_id")?,
        language: "python".into(),
        prompt: prompt.into(),
        assembly: Assembly { preamble: preamble(prompt, entry_point), ..Assembly::default() },
        entry_point: Some(entry_point.into()),
        reference: Some(format!("{prompt}{}", row.text("canonical_solution")?)),
        tests: Tests::Asserts { setup: String::new(), source: test.into(), check: true },
        seconds: SECONDS,
        memory_bytes: None,
    })
}
