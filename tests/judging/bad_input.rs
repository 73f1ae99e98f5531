//! What is wrong with tasks or completions is said clearly, before anything is run; never a wrong number.

use super::Court;

/// Completions that cannot be scored, and what is said of them.
#[track_caller]
fn refused(name: &str, samples: &[(&str, &str)], more: &[&str], tells: &[&str]) {
    let court = Court::new(name);
    court.tasks();
    let samples = court.samples("samples.jsonl", samples);
    court.score(&samples, more).ends(2).tells(tells);
    assert!(!court.scratch.path("samples.scored").exists(), "nothing is written");
}

const RIGHT: [(&str, &str); 3] =
    [("Ours/0", "    return a + b\n"), ("Ours/1", "    return x / 2\n"), ("Ours/2", "    items.sort()\n")];

#[test]
fn an_unknown_task() {
    let samples = [RIGHT[0], ("Ours/7", "    return 1\n")];
    refused("unknown-task", &samples, &[], &["samples.jsonl:2", "Ours/7", "Ours/"]);
}

#[test]
fn a_missing_task() {
    refused("missing-task", &RIGHT[..2], &[], &["no completion of 1 of 3 tasks: Ours/2", "--allow-missing"]);
}

#[test]
fn a_missing_task_that_is_allowed_is_counted() {
    let court = Court::new("allowed");
    court.tasks();
    let samples = court.samples("samples.jsonl", &RIGHT[..2]);
    let report = court.score(&samples, &["--allow-missing"]).ends(0).json();
    assert_eq!((report["missing"].as_array().unwrap().len(), report["summary"]["tasks"].as_u64()), (1, Some(2)));
}

#[test]
fn a_k_over_n() {
    refused("large-k", &RIGHT, &["--k", "1,10"], &["pass@10", "Ours/0 has 1", "never 1"]);
}

#[test]
fn a_torn_last_line_is_left_out_and_said() {
    let court = Court::new("torn");
    court.tasks();
    let samples = court.samples("samples.jsonl", &RIGHT);
    let mut text = std::fs::read_to_string(court.scratch.path(&samples)).unwrap();
    text.push_str("{\"task_id\": \"Ours/0\", \"compl");
    court.scratch.write(&samples, text);
    let said = court.score(&samples, &[]).ends(1).tells(&["samples.jsonl:4", "torn"]);
    assert_eq!(said.json()["summary"]["completions"], 3);
    // Where it was the only completion of its task, that is said beside what is missing.
    let all = std::fs::read_to_string(court.scratch.path(&samples)).unwrap();
    let without: Vec<&str> = all.split_inclusive('\n').filter(|line| !line.contains("return a + b")).collect();
    court.scratch.write(&samples, without.concat());
    court.score(&samples, &[]).ends(2).tells(&["samples.jsonl:3", "torn", "no completion of 1 of 3 tasks: Ours/0"]);
}

#[test]
fn two_texts_in_a_row() {
    let court = Court::new("two-texts");
    court.tasks();
    let row = |task: &str, solution: &str, completion: &str| serde_json::json!({ "task_id": task, "solution": solution, "completion": completion });
    let rows = [
        row("Ours/0", "def add(a, b):\n    return a + b\n", "    return 0\n"),
        row("Ours/1", "def half(x):\n    return x / 2\n", "    return x / 2\n"),
        row("Ours/2", "def sort(items):\n    items.sort()\n", "    pass\n"),
    ];
    let samples = court.lines("samples.jsonl", &rows);
    let said =
        court.score(&samples, &[]).ends(1).tells(&["samples.jsonl:1: `solution` and `completion` are two texts"]);
    assert!(!said.err.contains("samples.jsonl:3"), "once: {said}");
    assert_eq!(court.verdicts("samples.scored"), ["PASSED"; 3]);
}

#[test]
fn a_torn_line_in_the_middle() {
    let court = Court::new("torn-middle");
    court.tasks();
    let samples =
        court.scratch.write("samples.jsonl", "{\"task_id\": \"Ours/0\", \"compl\n{\"task_id\": \"Ours/1\"}\n");
    court.score(samples.to_str().unwrap(), &[]).ends(2).tells(&["samples.jsonl:1"]);
}

#[test]
fn invalid_utf8() {
    let court = Court::new("utf8");
    court.tasks();
    let mut bytes = b"{\"task_id\": \"Ours/0\", \"completion\": \"    return a + b\"}\n{\"task_id\": \"Ours/1\", \"completion\": \"".to_vec();
    bytes.extend(b"\xff\xfe\"}\n");
    court.scratch.write("samples.jsonl", bytes);
    court.score("samples.jsonl", &[]).ends(2).tells(&["samples.jsonl:2", "UTF-8"]);
}

#[test]
fn the_same_completion_number_twice() {
    let court = Court::new("twice");
    court.tasks();
    let line = serde_json::json!({ "task_id": "Ours/0", "completion_id": 0, "completion": "    return a + b\n" });
    court.lines("samples.jsonl", &[line.clone(), line]);
    court.score("samples.jsonl", &[]).ends(2).tells(&["samples.jsonl:2", "again"]);
}

#[test]
fn empty_and_enormous_completions_are_rows() {
    let court = Court::new("enormous");
    court.tasks();
    let enormous = format!("    return a + b\n#{}", "x".repeat(100 << 20));
    let samples = court.samples("samples.jsonl", &[("Ours/0", ""), ("Ours/0", &enormous), RIGHT[1], RIGHT[2]]);
    court.score(&samples, &[]).ends(0);
    assert_eq!(court.verdicts("samples.scored"), ["NO_CODE", "NOT_COMPILED", "PASSED", "PASSED"]);
    let said = court.trommel(&["score", "tasks.jsonl", &samples]).ends(0);
    assert!(said.out.contains("1 completions over 1 MiB"), "{said}");
}

#[test]
fn tasks_of_no_known_form() {
    let court = Court::new("form");
    court.lines("tasks.jsonl", &[serde_json::json!({ "a": 1 })]);
    let samples = court.samples("samples.jsonl", &RIGHT);
    court.score(&samples, &[]).ends(2).tells(&["tasks.jsonl:1", "--map"]);
}

#[test]
fn a_benchmark_that_nobody_knows() {
    let court = Court::new("benchmark");
    let samples = court.samples("samples.jsonl", &RIGHT);
    court.trommel(&["score", "humanevil", &samples]).ends(2).tells(&["humanevil", "humaneval"]);
}

#[test]
fn a_benchmark_to_be_brought_by_hand_says_how() {
    let court = Court::new("by-hand");
    let samples = court.samples("samples.jsonl", &RIGHT);
    court.trommel(&["score", "mbpp", &samples]).ends(2).tells(&["mbpp", "trommel bench import mbpp"]);
}

#[test]
fn tests_that_are_no_python() {
    let court = Court::new("no-python");
    let task = serde_json::json!({
        "task_id": "T/0", "prompt": "def f():\n", "entry_point": "f", "canonical_solution": "    return 1\n", "test": "def check(candidate:\n",
    });
    court.lines("tasks.jsonl", &[task]);
    let samples = court.samples("samples.jsonl", &[("T/0", "    return 1\n")]);
    court.score(&samples, &[]).ends(2).tells(&["T/0"]);
}
