//! The same verdicts and the same fuel on an idle machine, on a loaded one, from one worker and from eight.

use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use super::{Court, shared};
use crate::scratch::skip;

/// Processes that do nothing but burn time, eight for each core; gone when dropped.
struct Overload(Vec<Child>);

impl Overload {
    fn new() -> Overload {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let burn = || Command::new("sh").args(["-c", "while :; do :; done"]).stdout(Stdio::null()).spawn().unwrap();
        Overload((0..8 * cores).map(|_| burn()).collect())
    }
}

impl Drop for Overload {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Minutes. Asked for with TROMMEL_SLOW=1.
#[test]
fn two_thousand_completions() {
    let test = "two_thousand_completions";
    if std::env::var_os("TROMMEL_SLOW").is_none() {
        skip(test, "it takes minutes; TROMMEL_SLOW=1 asks for it");
        return;
    }
    check(test, 2_000);
}

#[test]
fn two_hundred_completions() {
    check("two_hundred_completions", 200);
}

fn check(test: &str, wanted: usize) {
    let (Some(samples), Some(tasks)) =
        (shared(test, "samples/verdicts.jsonl.gz"), shared(test, "benchmarks/HumanEval.jsonl.gz"))
    else {
        return;
    };
    let text = Command::new("gzip").args(["-dc"]).arg(&samples).output().unwrap().stdout;
    let rows = String::from_utf8(text).unwrap();
    let rows = rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of = rows.filter(|row| row["dataset"] == "humaneval");
    // Spread over all runs, right and wrong ones.
    let all: Vec<Value> =
        of.map(|row| json!({ "task_id": row["task_id"], "code": row["code"], "shape": row["shape"] })).collect();
    let step = (all.len() / wanted).max(1);
    let chosen: Vec<Value> = all.into_iter().step_by(step).take(wanted).collect();
    assert_eq!(chosen.len(), wanted);
    let court = Court::new("determinism");
    court.lines("samples.jsonl", &chosen);
    let run = |out: &str, workers: &str| {
        let more = ["--no-cache", "--no-audit", "--allow-missing", "--workers", workers, "--out", out, "--json"];
        let arguments = [&["score", tasks.to_str().unwrap(), "samples.jsonl"][..], &more].concat();
        let report = court.trommel(&arguments).ends(0).json();
        assert_eq!(report["summary"]["infra"], 0, "{report}");
        std::fs::read(court.scratch.path(out).join("verdicts.jsonl")).unwrap()
    };
    let idle = run("one", "1");
    assert!(idle == run("eight", "8"), "eight workers give other verdicts or fuel than one");
    let _overload = Overload::new();
    assert!(idle == run("overload", "2"), "an overloaded machine gives other verdicts or fuel");
}
