//! HumanEval-X: HumanEval by hand in other languages, with canonical solutions.

use super::{head, languages};
use crate::{Assembly, BenchError, Task, Tests, json::Row};

/// The limit of CodeGeeX's own harness, seconds.
const SECONDS: f64 = 5.0;

/// The headers that CodeGeeX's harness puts before a C++ program.
const CPP_HEADERS: &[&str] = &[
    "using namespace std;",
    "#include<stdlib.h>",
    "#include<algorithm>",
    "#include<math.h>",
    "#include<stdio.h>",
    "#include<vector>",
    "#include<string>",
    "#include<climits>",
    "#include<cstring>",
    "#include<iostream>",
];

/// A task: `task_id, prompt, declaration, canonical_solution, test`. The id's first part names the language.
pub(super) fn task(row: &Row) -> Result<Task, BenchError> {
    let id = row.id("task_id")?;
    let language = languages::need(row, id.split('/').next().unwrap_or_default())?;
    let test = row.text("test")?;
    let prompt = prompt(row, language)?;
    Ok(Task {
        language: language.into(),
        assembly: Assembly { preamble: head::head(language, &prompt), ..Assembly::default() },
        entry_point: head::entry_point(language, &prompt),
        reference: Some(format!("{prompt}{}", row.text("canonical_solution")?)),
        tests: Tests::Script { source: test.into() },
        seconds: SECONDS,
        memory_bytes: None,
        prompt,
        id,
    })
}

/// What stands before a completion: the prompt, and what the harness puts before that.
fn prompt(row: &Row, language: &str) -> Result<String, BenchError> {
    let prompt = row.text("prompt")?;
    Ok(match language {
        "cpp" => {
            let headers: Vec<&str> = CPP_HEADERS.iter().copied().filter(|line| !prompt.contains(line)).collect();
            // `using` before any header does not compile: it comes last.
            let (using, includes): (Vec<&str>, Vec<&str>) =
                headers.into_iter().partition(|line| line.starts_with("using"));
            let lines: String = includes.into_iter().chain(using).map(|line| format!("{line}\n")).collect();
            format!("{lines}{prompt}")
        }
        // The prompt's imports follow those of the tests; what these have already is taken out of them.
        "go" => {
            let setup = row.text("test_setup")?;
            let imports = row.text_or_empty("import")?;
            let rest: String = imports
                .lines()
                .filter(|line| !(line.contains('"') && setup.contains(line.trim())))
                .map(|line| format!("{line}\n"))
                .collect();
            let body = prompt.strip_prefix(imports).unwrap_or(prompt);
            format!("{setup}\n{rest}{body}")
        }
        // The prompt is only a comment; the function's head is the declaration.
        "rust" => format!("{prompt}{}", row.text("declaration")?),
        _ => prompt.into(),
    })
}
