//! Reference solutions pass; with one expected value changed they fail; wrong programs fail.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::{Court, shared};

/// `bench validate` of a file.
#[track_caller]
fn validation(court: &Court, file: &Path) -> Value {
    court.trommel(&["bench", "validate", file.to_str().unwrap(), "--json", "--least", "0"]).ends(0).json()
}

/// The same in short: how many pass, of how many, and what failed.
#[track_caller]
fn validated(court: &Court, file: &Path) -> (u64, u64, Vec<Value>) {
    let report = validation(court, file);
    let count = |name: &str| report["references"][name].as_u64().unwrap();
    (count("of"), count("all"), report["failing"].as_array().unwrap().clone())
}

#[test]
fn human_eval_and_mbpp() {
    let test = "human_eval_and_mbpp";
    // Tasks; tests that the host decides, at least; tests that can only run beside the program, at most.
    for (file, tasks, host, unprotected) in [
        ("HumanEval.jsonl.gz", 164, 1_112, 0),
        ("mbpp.jsonl.gz", 974, 2_904, 12),
        ("sanitized-mbpp.json", 427, 1_267, 0),
    ] {
        let Some(path) = shared(test, &format!("benchmarks/{file}")) else { return };
        let court = Court::new("references");
        let report = validation(&court, &path);
        assert_eq!(report["references"], json!({ "of": tasks, "all": tasks }), "{file}: {:#}", report["failing"]);
        let rooms = &report["tests"];
        assert!(rooms["host"].as_u64().unwrap() >= host, "{file}: {rooms}");
        assert!(rooms["unprotected"].as_u64().unwrap() <= unprotected, "{file}: {rooms}");
    }
}

/// Minutes of fuel: EvalPlus's inputs. Asked for with TROMMEL_SLOW=1.
#[test]
fn eval_plus() {
    if std::env::var_os("TROMMEL_SLOW").is_none() {
        crate::scratch::skip("eval_plus", "it takes minutes; TROMMEL_SLOW=1 asks for it");
        return;
    }
    for (file, least, known) in [
        ("HumanEvalPlus.jsonl.gz", 164, [].as_slice()),
        ("MbppPlus.jsonl.gz", 374, &["Mbpp/255", "Mbpp/590", "Mbpp/596", "Mbpp/599"]),
    ] {
        let Some(path) = shared("eval_plus", &format!("benchmarks/{file}")) else { return };
        let court = Court::new("references-plus");
        let (of, all, failing) = validated(&court, &path);
        assert!(of >= least, "{file}: {of} of {all}, {failing:#?}");
        for failed in &failing {
            assert!(known.contains(&failed["task"].as_str().unwrap()), "{file}: {failed}");
        }
    }
}

/// Minutes. Asked for with TROMMEL_SLOW=1.
#[test]
fn contests_and_what_fails_when_an_output_is_changed() {
    let test = "contests";
    if std::env::var_os("TROMMEL_SLOW").is_none() {
        crate::scratch::skip(test, "it takes minutes; TROMMEL_SLOW=1 asks for it");
        return;
    }
    let Some(path) = shared(test, "benchmarks/codecontests_100_moretests.jsonl.gz") else { return };
    let court = Court::new("contests");
    let report = validation(&court, &path);
    assert_eq!(report["broken"], json!([]));
    // The rest is known one by one: `contests.jsonl` says which test of which row is not as its problem's statement has it.
    let known = contests();
    let told: Vec<&Value> = known.iter().map(|row| &row["task"]).collect();
    let failing: Vec<&Value> = report["failing"].as_array().unwrap().iter().map(|failed| &failed["task"]).collect();
    assert_eq!(failing, told, "{:#}", report["failing"]);
    assert_eq!(report["references"], json!({ "of": 100 - known.len(), "all": 100 }));
    for (failed, known) in report["failing"].as_array().unwrap().iter().zip(&known) {
        assert!(failed["verdict"].as_str().unwrap().starts_with(known["verdict"].as_str().unwrap()), "{failed}");
    }
    let rows: Vec<Value> = unpacked(&path).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for known in &known {
        let row = &rows[known["line"].as_u64().unwrap() as usize - 1];
        let (field, index) = known["case"].as_str().unwrap().split_once(".input").unwrap();
        let index: usize = index.trim_matches(['[', ']']).parse().unwrap();
        assert_eq!((&row["name"], &row[field]["input"][index]), (&known["task"], &known["input"]));
    }
    // One expected output of each problem with another line: whoever passed no longer does, or its own checker calls it broken.
    let mut changed = rows;
    changed.iter_mut().for_each(change_an_output);
    court.lines("changed.jsonl", &changed);
    let (of, all, _) = validated(&court, &court.scratch.path("changed.jsonl"));
    assert_eq!((of, all), (0, 100));
}

/// The problems whose labelled solutions do not pass, and why.
fn contests() -> Vec<Value> {
    include_str!("contests.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn unpacked(path: &Path) -> String {
    String::from_utf8(Command::new("gzip").args(["-dc"]).arg(path).output().unwrap().stdout).unwrap()
}

/// The first expected output, wherever it is.
fn change_an_output(task: &mut Value) {
    for name in ["public_tests", "private_tests", "generated_tests"] {
        match &mut task[name] {
            Value::Object(lists) => {
                if let Some(Value::Array(outputs)) = lists.get_mut("output")
                    && let Some(first) = outputs.first_mut()
                {
                    *first = json!(format!("{} changed", first.as_str().unwrap_or_default()));
                    return;
                }
            }
            Value::Array(cases) => {
                if let Some(first) = cases.first_mut() {
                    first["output"] = json!(format!("{} changed", first["output"].as_str().unwrap_or_default()));
                    return;
                }
            }
            _ => {}
        }
    }
    panic!("no output in {task}");
}

#[test]
fn a_changed_expectation_fails_human_evals_references() {
    let Some(path) = shared("a_changed_expectation", "benchmarks/HumanEval.jsonl.gz") else { return };
    let court = Court::new("changed");
    let changed: Vec<Value> = unpacked(&path)
        .lines()
        .map(|line| {
            let mut task: Value = serde_json::from_str(line).unwrap();
            // One more assertion of the same kind, about what no result is equal to.
            let test = task["test"].as_str().unwrap().trim_end().to_owned();
            task["test"] = json!(format!("{test}\n    assert candidate == 'changed'\n"));
            task
        })
        .collect();
    court.lines("changed.jsonl", &changed);
    let (of, all, _) = validated(&court, &court.scratch.path("changed.jsonl"));
    assert_eq!((of, all), (0, 164));
}

/// Programs that their authors call wrong: of APPS, by CodeRL's verdicts; of QuixBugs, the buggy versions.
#[test]
fn wrong_programs_of_apps_fail() {
    let Some(path) = shared("apps", "benchmarks/coderl_apps_train5.jsonl") else { return };
    let court = Court::new("apps");
    let text = std::fs::read_to_string(&path).unwrap();
    let (mut samples, mut wanted) = (Vec::new(), Vec::new());
    for task in text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        for program in ["gen_solutions", "baseline_solutions"].iter().flat_map(|set| task[*set].as_array().unwrap()) {
            samples.push(json!({ "problem_id": task["problem_id"], "solution": program["code"] }));
            wanted.push(program["result"].clone());
        }
    }
    court.lines("samples.jsonl", &samples);
    let tasks = path.to_str().unwrap();
    court.trommel(&["score", tasks, "samples.jsonl", "--extract", "raw", "--json"]).ends(0);
    let found = court.verdicts("samples.scored");
    let right = wanted.iter().filter(|wanted| wanted.as_bool() == Some(true)).count();
    assert!(right > 0 && right < wanted.len(), "{wanted:?}");
    let passed: Vec<bool> = found.iter().map(|verdict| verdict == "PASSED").collect();
    let wrong: Vec<usize> =
        (0..wanted.len()).filter(|index| passed[*index] && wanted[*index].as_bool() != Some(true)).collect();
    assert!(wrong.is_empty(), "wrong programs that pass: {wrong:?}");
}

#[test]
fn the_bugs_of_quixbugs_fail() {
    let Some(path) = shared("quixbugs", "repair/quixbugs.jsonl") else { return };
    let court = Court::new("quixbugs");
    let text = std::fs::read_to_string(&path).unwrap();
    let all = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    // Those on graphs have tests in pytest alone; the right programs of two take minutes, also natively; two are generators, of which
    // QuixBugs' harness makes lists, and one has a tolerance of its own.
    let apart = ["knapsack", "levenshtein", "flatten", "kheapsort", "sqrt"];
    let tasks: Vec<Value> = all
        .filter(|task| task["json_testcases"].is_array() && !apart.contains(&task["name"].as_str().unwrap()))
        .collect();
    assert!(tasks.len() >= 26);
    court.lines("tasks.jsonl", &tasks);
    for (field, passes) in [("correct_python", true), ("buggy_python", false)] {
        let samples: Vec<Value> =
            tasks.iter().map(|task| json!({ "task_id": task["name"], "solution": task[field] })).collect();
        court.lines(&format!("{field}.jsonl"), &samples);
        let map = "id=name,entry_point=name,reference=correct_python,calls=json_testcases,atol=1e-9";
        let samples = format!("{field}.jsonl");
        court.trommel(&["score", "tasks.jsonl", &samples, "--map", map, "--extract", "raw", "--json"]).ends(0);
        let wrong: Vec<String> = court
            .rows(&format!("{field}.scored"))
            .iter()
            .filter(|row| (row["verdict"] == "PASSED") != passes)
            .map(|row| format!("{}: {} {}", row["task_id"], row["verdict"], row["message"]))
            .collect();
        assert!(wrong.is_empty(), "{field}: {wrong:#?}");
    }
}
