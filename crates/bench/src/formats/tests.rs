//! Every real file reads, and every wrong one is refused with its line.

use trommel_sandbox::Value;

use super::*;
use crate::{Tests, shared::shared};

#[track_caller]
fn counts(file: &str, format: Format, tasks: usize) -> Vec<Task> {
    let Some(bytes) = shared(&format!("benchmarks/{file}")) else { return Vec::new() };
    let (found, read) = read(&bytes, file).unwrap();
    assert_eq!((found, read.len()), (format, tasks), "{file}");
    read
}

#[test]
fn humaneval_reads() {
    let tasks = counts("HumanEval.jsonl.gz", Format::HumanEval, 164);
    let Some(task) = tasks.first() else { return };
    assert_eq!((task.id.as_str(), task.entry_point.as_deref()), ("HumanEval/0", Some("has_close_elements")));
    assert_eq!(task.assembly.preamble, "from typing import List\n");
    assert!(tasks[38].assembly.preamble.contains("def encode_cyclic"), "{}", tasks[38].assembly.preamble);
    assert!(!tasks[38].assembly.preamble.contains("def decode_cyclic"));
}

#[test]
fn mbpp_reads() {
    let tasks = counts("mbpp.jsonl.gz", Format::Mbpp, 974);
    let Some(task) = tasks.iter().find(|task| task.id == "367") else { return };
    let Tests::Asserts { setup, source, check: false } = &task.tests else { panic!("{task:?}") };
    assert!(setup.contains("Node(1)") && source.contains("assert is_tree_balanced(root)"), "{setup}");
    assert_eq!(task.entry_point.as_deref(), Some("is_tree_balanced"));
    assert_eq!(tasks.iter().filter(|task| task.entry_point.is_none()).count(), 0);

    let tasks = counts("sanitized-mbpp.json", Format::MbppSanitized, 427);
    assert_eq!(tasks.iter().filter(|task| task.entry_point.is_none()).count(), 0);
    let imports = tasks.iter().filter(|task| matches!(&task.tests, Tests::Asserts { setup, .. } if !setup.is_empty()));
    assert_eq!(imports.count(), 13);
}

#[test]
fn mbpp_typed_reads() {
    let tasks = counts("mbpp-typed-multipl-e-py.jsonl.gz", Format::MbppTyped, 397);
    let Some(task) = tasks.first() else { return };
    let Tests::Asserts { source, check: true, .. } = &task.tests else { panic!("{task:?}") };
    assert_eq!(source.lines().count(), 4, "{source}");
}

#[test]
fn the_plus_benchmarks_read() {
    let tests = |tasks: &[Task], plus: bool| -> usize {
        tasks
            .iter()
            .map(|task| match &task.tests {
                Tests::Calls(calls) => calls.calls.iter().filter(|call| call.plus == plus).count(),
                _ => 0,
            })
            .sum()
    };
    let tasks = counts("HumanEvalPlus.jsonl.gz", Format::HumanEvalPlus, 164);
    if !tasks.is_empty() {
        assert_eq!((tests(&tasks, false), tests(&tasks, true)), (1_570, 122_683));
        let Tests::Calls(calls) = &tasks[32].tests else { panic!() };
        assert_eq!((calls.oracle.atol, calls.oracle.special.as_deref()), (1e-4, Some("find_zero")));
    }
    let tasks = counts("MbppPlus.jsonl.gz", Format::MbppPlus, 378);
    if !tasks.is_empty() {
        assert_eq!((tests(&tasks, false), tests(&tasks, true)), (1_174, 39_841));
        let special = |name: &str| {
            let is = |task: &&Task| matches!(&task.tests, Tests::Calls(calls) if calls.oracle.special.as_deref() == Some(name));
            tasks.iter().filter(is).count()
        };
        assert_eq!((special("as-sets"), special("not-none")), (7, 3));
        for name in ["are_equivalent", "sum_div", "surface_Area", "digit_distance_nums"] {
            assert_eq!(special(name), 1, "{name}");
        }
        let first = |id: &str| {
            let task = tasks.iter().find(|task| task.id == id).unwrap();
            let Tests::Calls(calls) = &task.tests else { panic!() };
            calls.calls.clone()
        };
        assert!(matches!(first("Mbpp/2")[0].arguments[0], Value::Tuple(_)));
        assert_eq!(first("Mbpp/124")[0].arguments, [Value::Float(0.0), Value::Complex(0.0, 1.0)]);
        let infinite = |call: &crate::Call| call.arguments.contains(&Value::Float(f64::INFINITY));
        assert!(first("Mbpp/404").iter().any(infinite));
    }
}

#[track_caller]
fn refused(file: &str, message: &str) {
    let error = read(file.as_bytes(), "tasks.jsonl").unwrap_err();
    assert_eq!(error.to_string(), message);
}

const TASK: &str = r#"{"task_id":"HumanEval/0","prompt":"def f():\n","entry_point":"f","canonical_solution":"  pass","test":"def check(candidate):\n  pass"}"#;

#[test]
fn wrong_files_are_refused_with_their_line() {
    refused("", "tasks.jsonl: found no task, expected one task a line");
    refused(
        "\n\n 7\n",
        "tasks.jsonl:3: found a number, expected an object\nhint: a file has one JSON object a line, or one list of objects",
    );
    refused(
        "{\"a\": 1,\n\"b\": 2}",
        "tasks.jsonl:1: found the end of the line within a row, expected the rest of its value\n\
         hint: a row must be on one line; is this a torn row, or a file of indented JSON?",
    );
    refused(
        &format!("{TASK}\n{TASK}"),
        "tasks.jsonl:2: found the task `HumanEval/0` of line 1 again, expected distinct ids",
    );
    refused(&format!("{TASK} x"), "tasks.jsonl:1: found `x` after the row's value, expected the end of the line");
    refused(
        &format!("{TASK}\n{{\"task_id\":\"HumanEval/1\"}}"),
        "tasks.jsonl:2: found the fields `task_id`, expected a field `prompt`",
    );
    refused(&TASK.replace("\"def f():\\n\"", "3"), "tasks.jsonl:1: found a number in `prompt`, expected a string");
    refused(
        &TASK.replace("def check(candidate)", "x"),
        "tasks.jsonl:1: found a `test` without `def check(`, expected the definition of `check(candidate)`",
    );
    refused("{\"a\":1,\"a\":2}", "tasks.jsonl:1: found the key `a` twice in one object, expected distinct keys");
    refused("{\"a\":01}", "tasks.jsonl:1: found `01`, expected a number");
    refused("{\"a\":\"\u{7}\"}", "tasks.jsonl:1: found the control character 0x07 in a string, expected an escape");
    let error = read(&[b"{\"a\":\"".as_slice(), &[0xFF], b"\"}"].concat(), "tasks.jsonl").unwrap_err();
    assert!(
        error.to_string().starts_with("tasks.jsonl:1: found bytes that are no UTF-8 at byte 0 of a string"),
        "{error}"
    );
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(500), "]".repeat(500));
    refused(&deep, "tasks.jsonl:1: found values nested 201 deep, expected at most 200");
    let unknown = read(b"{\"question\":1,\"answer\":2}", "tasks.jsonl").unwrap_err().to_string();
    assert!(
        unknown
            .starts_with("tasks.jsonl:1: no known benchmark has the fields `question`, `answer`; expected those of "),
        "{unknown}"
    );
}

#[test]
fn rows_may_have_a_mark_carriage_returns_and_blank_lines() {
    let file = format!("\u{FEFF}\r\n{TASK}\r\n\r\n");
    assert_eq!(read(file.as_bytes(), "t").unwrap().1.len(), 1);
    let list = format!("[\n{TASK}\n,{}\n]\n", TASK.replace("Eval/0", "Eval/1"));
    assert_eq!(read(list.as_bytes(), "t").unwrap().1.len(), 2);
}
