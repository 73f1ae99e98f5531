//! MBPP: `mbpp.jsonl`, `sanitized-mbpp.json`, and MultiPL-E's typed form.
//!
//! The program is the code, then the set-up, then the tests: tasks 367 and 927 have a `test_setup_code` that uses classes which the
//! solution defines.

use trommel_lang::{Language, TokenKind, tokens};

use crate::{
    Assembly, BenchError, Task, Tests,
    extract::{defined, preamble},
    json::Row,
};

/// The limit of the harness that most published MBPP numbers come from, seconds (bigcode-evaluation-harness).
const SECONDS: f64 = 3.0;

/// Where that harness cuts a completion (`bigcode_eval/tasks/mbpp.py`).
const STOPS: &[&str] = &["\nclass", "\nassert", "\n\"\"\"", "\nprint", "\nif", "\n<|/", "\n```"];

/// A task of the full set: `text, code, task_id, test_setup_code, test_list`. `challenge_test_list` is not used, as nowhere else.
pub(super) fn full(row: &Row) -> Result<Task, BenchError> {
    task(row, row.text_or_empty("test_setup_code")?.to_owned())
}

/// A task of the sanitized set: `prompt, code, task_id, test_imports, test_list`.
pub(super) fn sanitized(row: &Row) -> Result<Task, BenchError> {
    task(row, row.texts_or_empty("test_imports")?.join("\n"))
}

fn task(row: &Row, setup: String) -> Result<Task, BenchError> {
    let code = row.text("code")?;
    let tests = row.texts("test_list")?;
    if tests.is_empty() {
        return Err(BenchError::bad(&row.place, "an empty `test_list`", "at least one test"));
    }
    Ok(Task {
        id: row.id("task_id")?,
        language: "python".into(),
        prompt: String::new(),
        assembly: Assembly { stops: STOPS.iter().map(|stop| (*stop).to_owned()).collect(), ..Assembly::default() },
        entry_point: entry_point(code, &tests),
        reference: Some(code.into()),
        tests: Tests::Asserts { setup, source: tests.join("\n"), check: false },
        seconds: SECONDS,
        memory_bytes: None,
    })
}

/// The function that the tests call: the first name in them that the reference defines.
fn entry_point(code: &str, tests: &[&str]) -> Option<String> {
    let defined = defined(code);
    tests.iter().find_map(|test| {
        tokens(Some(Language::Python), test)
            .filter(|token| token.kind == TokenKind::Identifier)
            .filter_map(|token| std::str::from_utf8(token.bytes).ok())
            .find(|name| defined.contains(*name))
            .map(str::to_owned)
    })
}

/// A task in MultiPL-E's typed form: `name, prompt, entry_point, test`, in which `test` defines `check` and calls it. It has no
/// reference.
pub(super) fn typed(row: &Row) -> Result<Task, BenchError> {
    let prompt = row.text("prompt")?;
    let entry_point = row.text("entry_point")?;
    let test = row.text("test")?;
    // What follows `check` calls it, which is the judge's business.
    let call = format!("\ndef test_check():\n    check({entry_point})\n\ntest_check()");
    let Some((check, "")) = test.split_once(&call).map(|(check, rest)| (check, rest.trim())) else {
        return Err(BenchError::bad(
            &row.place,
            "a `test` with another ending",
            format!("`def check(candidate)`, and `test_check` that calls it with `{entry_point}`"),
        ));
    };
    Ok(Task {
        id: row.id("name")?,
        language: "python".into(),
        prompt: prompt.into(),
        assembly: Assembly {
            preamble: preamble(prompt, entry_point),
            stops: row.texts("stop_tokens")?.into_iter().map(str::to_owned).collect(),
            ..Assembly::default()
        },
        entry_point: Some(entry_point.into()),
        reference: None,
        tests: Tests::Asserts { setup: String::new(), source: format!("{}\n", check.trim_end()), check: true },
        seconds: SECONDS,
        memory_bytes: None,
    })
}
