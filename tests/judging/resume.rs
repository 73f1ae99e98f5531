//! A killed run leaves its log, and takes up there; a damaged one is mended or said.

use std::time::{Duration, Instant};

use super::Court;

/// Many distinct programs, some of them slow.
fn many(court: &Court) -> String {
    court.tasks();
    let text = |index: usize| format!("    for _ in range({}):\n        pass\n    return a + b\n", 200_000 + index);
    let texts: Vec<String> = (0..60).map(text).collect();
    let mut completions: Vec<(&str, &str)> = texts.iter().map(|text| ("Ours/0", text.as_str())).collect();
    completions.extend([("Ours/1", "    return x / 2\n"), ("Ours/2", "    items.sort()\n")]);
    court.samples("samples.jsonl", &completions)
}

#[test]
fn a_killed_run_takes_up_where_its_log_ends() {
    let court = Court::new("resume");
    let samples = many(&court);
    court.score(&samples, &["--no-cache", "--out", "whole"]).ends(0);

    let log = court.scratch.path("killed/log.jsonl");
    let mut child = court.command(&["score", "tasks.jsonl", &samples, "--json", "--no-cache", "--out", "killed"]);
    let mut child = child.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    let lines = || std::fs::read_to_string(&log).map_or(0, |text| text.lines().count());
    while lines() < 5 && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let known = lines();
    assert!(known >= 5, "the run was killed before it had begun");
    // As if the kill had come in the middle of a line.
    let text = std::fs::read(&log).unwrap();
    std::fs::write(&log, &text[..text.len() - 3]).unwrap();

    let report = court.score(&samples, &["--no-cache", "--out", "killed"]).ends(0).json();
    assert!(report["rows"]["resumed"].as_u64().unwrap() >= known as u64 - 2, "{report}");
    let read = |out: &str| std::fs::read(court.scratch.path(out).join("verdicts.jsonl")).unwrap();
    assert_eq!(read("whole"), read("killed"));
}
