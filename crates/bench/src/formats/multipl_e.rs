//! MultiPL-E: HumanEval and MBPP in other languages. The tests are text to put behind the program.

use super::languages;
use crate::{Assembly, BenchError, Task, Tests, json::Row};

/// The limits of MultiPL-E's own runners, seconds: 5 for JavaScript and Ruby, 15 for the rest.
fn seconds(language: &str) -> f64 {
    if matches!(language, "javascript" | "ruby") { 5.0 } else { 15.0 }
}

/// A task: `name, language, prompt, tests, stop_tokens`. It has no reference.
pub(super) fn task(row: &Row) -> Result<Task, BenchError> {
    let language = languages::need(row, row.text("language")?)?;
    let tests = row.text("tests")?;
    let prompt = row.text("prompt")?;
    // The tests of some languages start by closing the function that the prompt opens.
    let braces = tests.chars().filter(|char| !char.is_whitespace()).take_while(|char| *char == '}').count();
    Ok(Task {
        id: row.id("name")?,
        language: language.into(),
        prompt: prompt.into(),
        assembly: Assembly {
            preamble: super::head::head(language, prompt),
            stops: row.texts("stop_tokens")?.into_iter().map(str::to_owned).collect(),
            // In Java the class is still open, too, and the tests close it at their end.
            braces: if language == "java" { braces + 1 } else { braces },
            ..Assembly::default()
        },
        entry_point: super::head::entry_point(language, prompt),
        reference: None,
        tests: Tests::Script { source: tests.into() },
        seconds: seconds(language),
        memory_bytes: None,
    })
}
