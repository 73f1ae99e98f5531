//! Sample files as people have them, right and wrong.

use std::io::Read;

use super::*;
use crate::{Assembly, Claim, Task, Tests, tests::shared::shared};

fn tasks(ids: &[&str]) -> Tasks {
    let tasks: Vec<Task> = ids
        .iter()
        .map(|id| Task {
            id: (*id).to_owned(),
            language: "python".into(),
            prompt: String::new(),
            assembly: Assembly::default(),
            entry_point: None,
            reference: None,
            tests: Tests::Unsupported { why: String::new() },
            seconds: 1.0,
            memory_bytes: None,
        })
        .collect();
    Tasks::new("humaneval", &tasks)
}

/// Each sample as `task#ordinal claim text`, then the missing tasks, then the warnings; or the error.
fn shown(bytes: &[u8]) -> Result<Vec<String>, String> {
    let tasks = tasks(&["HumanEval/0", "HumanEval/1"]);
    let mut samples = Samples::new(bytes, "s.jsonl", &tasks).map_err(|error| error.to_string())?;
    let mut lines = Vec::new();
    for sample in samples.by_ref() {
        let Sample { task, ordinal, place, claim, completion } = sample.map_err(|error| error.to_string())?;
        let text = match completion {
            Completion::Text(text) => text,
            other => format!("{other:?}"),
        };
        lines.push(format!("{}#{ordinal}@{} {claim:?} {text}", tasks.id(task), place.line));
    }
    lines.extend(samples.missing().map(|id| format!("missing {id}")));
    lines.extend(samples.warnings().iter().cloned());
    Ok(lines)
}

#[track_caller]
fn reads(file: &str, expected: &[&str]) {
    assert_eq!(shown(file.as_bytes()).unwrap(), expected, "{file}");
}

#[track_caller]
fn refused(file: &str, message: &str) {
    assert_eq!(shown(file.as_bytes()).unwrap_err(), message);
}

#[test]
fn the_usual_shapes_are_read() {
    reads(
        "{\"task_id\":\"HumanEval/0\",\"completion\":\"a\"}\n{\"task_id\":\"HumanEval/0\",\"solution\":\"b\"}\n",
        &["HumanEval/0#0@1 Continues a", "HumanEval/0#1@2 Alone b", "missing HumanEval/1"],
    );
    reads(
        "\u{FEFF}{\"name\":\"HumanEval_1\",\"completions\":[\"a\",\"b\"]}\r\n\r\n{\"question_id\":\"humaneval/0\",\"code_list\":[]}",
        &["HumanEval/1#0@1 Continues a", "HumanEval/1#1@1 Continues b", "missing HumanEval/0"],
    );
    reads(
        "[[\"a\",\"b\"],[\"c\"]]",
        &["HumanEval/0#0@1 Unsaid a", "HumanEval/0#1@1 Unsaid b", "HumanEval/1#0@1 Unsaid c"],
    );
    reads(
        "[{\"task_id\":\"HumanEval/0\",\"predict\":[\"a\"]},\n{\"problem_id\":\"HumanEval/1\",\"output\":null}]",
        &["HumanEval/0#0@1 Unsaid a", "HumanEval/1#0@2 Unsaid "],
    );
    reads(
        "{\"HumanEval/0\": [\"a\"], \"HumanEval/1\": [\"b\"]}",
        &["HumanEval/0#0@1 Unsaid a", "HumanEval/1#0@1 Unsaid b"],
    );
    reads("", &["missing HumanEval/0", "missing HumanEval/1"]);
}

#[test]
fn rows_that_were_read_elsewhere_are_the_same() {
    let tasks = tasks(&["HumanEval/0"]);
    let serde_json::Value::Object(object) = serde_json::json!({"task_id": "HumanEval/0", "generation": "x"}) else {
        panic!()
    };
    let samples: Vec<_> = Samples::from_objects([object], "s.parquet", &tasks).collect::<Result<_, _>>().unwrap();
    assert_eq!(
        (samples.len(), samples[0].claim, samples[0].place.to_string()),
        (1, Claim::Unsaid, "s.parquet:1".into())
    );
}

#[test]
fn wrong_rows_are_refused() {
    refused(
        "{\"task_id\":\"HumanEval/7\",\"completion\":\"\"}",
        "s.jsonl:1: task `HumanEval/7` is not in the benchmark humaneval of 2 tasks; did you mean `HumanEval/0` or `HumanEval/1`?",
    );
    refused(
        "{\"task_id\":\"HumanEval/0\"}\n",
        "s.jsonl:1: found the fields `task_id`, expected one that holds a completion: `solution`, `completion`, `completions`, `generation`, `generations`, `code`, `code_list`, `raw_generation`, `predict`, `output`",
    );
    refused(
        "{\"completion\":\"\"}\n",
        "s.jsonl:1: found the fields `completion`, expected one that names the task: `task_id`, `question_id`, `name`, `problem_id`",
    );
    refused(
        "{\"task_id\":\"HumanEval/0\",\"completion\":3}\n",
        "s.jsonl:1: found a number in `completion`, expected a string or a list of strings",
    );
    refused(
        "{\"task_id\":\"HumanEval/0\",\"completion\":\"\",\"completion_id\":0}\n\n{\"task_id\":\"HumanEval/0\",\"completion\":\"\",\"completion_id\":0}\n",
        "s.jsonl:3: found completion 0 of `HumanEval/0` again, after s.jsonl:1, expected distinct numbers for a task's completions\n\
         hint: were two sample files put together? number them again, or leave the numbers out",
    );
    refused(
        "[[],[],[]]",
        "s.jsonl:1: found completions of 3 tasks, expected one list of completions for each of the 2 tasks",
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_line() {
    let mut file =
        b"{\"task_id\":\"HumanEval/0\",\"completion\":\"ok\"}\n{\"task_id\":\"HumanEval/0\",\"completion\":\"caf"
            .to_vec();
    file.extend_from_slice(&[0xE9, b'"', b'}', b'\n']);
    let error = shown(&file).unwrap_err();
    assert_eq!(
        error,
        "s.jsonl:2: found bytes that are no UTF-8 at byte 3 of a string, expected text in UTF-8\n\
         hint: write the file again with `errors=\"surrogatepass\"` or without the broken row"
    );
    reads(
        "{\"task_id\":\"HumanEval/0\",\"completion\":\"\\ud800\"}\n",
        &["HumanEval/0#0@1 Continues NotText", "missing HumanEval/1"],
    );
    reads(
        "{\"task_id\":\"HumanEval/0\",\"completion\":\"\\ud83d\\ude00\"}\n",
        &["HumanEval/0#0@1 Continues 😀", "missing HumanEval/1"],
    );
}

#[test]
fn a_torn_last_line_is_left_out_and_told() {
    let warning = "s.jsonl:2: the last line is torn (no end of line) and was left out: whatever wrote the file was interrupted; \
                   write that completion again";
    for torn in [
        "{\"task_id\":\"Hum",
        "{\"task_id\":\"HumanEval/1\",\"completion\":\"a\\",
        "{\"task_id\":",
        "{",
        "{\"task_id\":\"HumanEval/1\",\"completion\":\"a\"",
    ] {
        let file = format!("{{\"task_id\":\"HumanEval/0\",\"completion\":\"a\"}}\n{torn}");
        reads(&file, &["HumanEval/0#0@1 Continues a", "missing HumanEval/1", warning]);
        // Within the file it is an error.
        let error =
            shown(format!("{torn}\n{{\"task_id\":\"HumanEval/0\",\"completion\":\"a\"}}\n").as_bytes()).unwrap_err();
        assert!(error.starts_with("s.jsonl:1: found "), "{error}");
    }
    // A torn list is no list of which to believe the rest.
    refused(
        "[{\"task_id\":\"HumanEval/0\",\"completion\":\"a\"}",
        "s.jsonl:1: found the end of the file, expected the list's `]`",
    );
}

#[test]
fn a_completion_of_a_hundred_megabytes_is_counted_and_not_kept() {
    let text = std::io::repeat(b'x').take(100 << 20);
    let file = b"{\"completion\":\""
        .chain(text)
        .chain(b"\",\"task_id\":\"HumanEval/0\"}\n{\"task_id\":\"HumanEval/1\",\"completion\":\"a\"}".as_slice());
    let tasks = tasks(&["HumanEval/0", "HumanEval/1"]);
    let samples: Vec<Sample> = Samples::new(file, "s", &tasks).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(samples[0].completion, Completion::TooLong { bytes: 100 << 20 });
    assert_eq!(samples[1].completion, Completion::Text("a".into()));
}

#[test]
fn the_published_samples_are_read() {
    let Some(bytes) = shared("samples/verdicts.jsonl.gz") else { return };
    let Some(humaneval) = shared("benchmarks/HumanEval.jsonl.gz") else { return };
    let (_, tasks) = crate::read(&humaneval, "HumanEval").unwrap();
    let tasks = Tasks::new("humaneval", &tasks);
    let of_humaneval = Samples::new(bytes.as_slice(), "v", &tasks).unwrap().take_while(Result::is_ok).count();
    assert!(of_humaneval >= 164, "{of_humaneval}");
}

#[test]
fn a_folder_of_files_is_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("HumanEval_1/10.py", "c"),
        ("HumanEval_1/2.py", "b"),
        ("HumanEval_0/0.py", "a"),
        ("HumanEval_0/notes.txt", ""),
    ] {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let tasks = tasks(&["HumanEval/0", "HumanEval/1"]);
    let mut samples = Samples::of_folder(folder.path(), &tasks).unwrap();
    let read: Vec<_> = samples
        .by_ref()
        .map(|sample| sample.unwrap())
        .map(|sample| (sample.task, sample.ordinal, sample.completion))
        .collect();
    let text = |text: &str| Completion::Text(text.into());
    assert_eq!(read, [(0, 0, text("a")), (1, 0, text("b")), (1, 1, text("c"))]);
    assert_eq!(samples.warnings().len(), 1);
    let empty = tempfile::tempdir().unwrap();
    assert!(
        Samples::of_folder(empty.path(), &tasks)
            .err()
            .unwrap()
            .to_string()
            .contains("found no file like `HumanEval_0/0.py`")
    );
}
