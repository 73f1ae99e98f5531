//! HumanEval-X and MultiPL-E in C++, JavaScript and Ruby: the reference solutions, and solutions in the place of references where a
//! benchmark has none.

use std::io::Read;

use serde_json::{Value, json};

use super::languages::court;
use super::{Court, shared};

/// The rows of a benchmark of the shared data.
fn rows(file: &std::path::Path) -> Vec<Value> {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut text).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn slow() -> bool {
    std::env::var_os("TROMMEL_SLOW").is_some()
}

/// How many of a set are run where nobody asks for all with TROMMEL_SLOW=1: a C++ program takes half a second to compile.
fn first(all: usize, few: usize) -> usize {
    if slow() { all } else { few }
}

/// References of HumanEval-X that do not pass here, nor in Node: the benchmark's own mistakes.
const KNOWN: [&str; 2] = ["JavaScript/112", "JavaScript/155"];

#[test]
fn references_of_humaneval_x() {
    for (name, file, language, few) in [
        ("humaneval-x-cpp", "humaneval-x-cpp.jsonl.gz", "cpp", 12),
        ("humaneval-x-js", "humaneval-x-js.jsonl.gz", "javascript", 164),
    ] {
        let Some(path) = shared(name, &format!("benchmarks/{file}")) else { return };
        let Some(court) = court(name, &[language]) else { return };
        let all = rows(&path);
        assert_eq!(all.len(), 164);
        let report = match first(164, few) {
            // By the name that it has in the catalogue, whose hash is checked.
            164 => {
                court.trommel(&["bench", "import", name, path.to_str().unwrap()]).ends(0);
                court.trommel(&["bench", "validate", name, "--json"]).ends(0).json()
            }
            few => {
                court.lines("few.jsonl", &all[..few]);
                court.trommel(&["bench", "validate", "few.jsonl", "--json"]).ends(0).json()
            }
        };
        let failing: Vec<&str> =
            report["failing"].as_array().unwrap().iter().map(|it| it["task"].as_str().unwrap()).collect();
        let known: Vec<&str> = if language == "javascript" { KNOWN.to_vec() } else { Vec::new() };
        assert_eq!(failing, known, "{report:#}");
        let count = first(164, few);
        assert_eq!(report["references"], json!({ "of": count - known.len(), "all": count }));
        assert_eq!(report["tests"], json!({ "host": 0, "second": 0, "unprotected": count }));
    }
}

#[test]
fn multipl_e_has_no_references() {
    let name = "multipl-e-js";
    let Some(path) = shared(name, "benchmarks/multipl-e-humaneval-js.jsonl.gz") else { return };
    let Some(court) = court("multipl-e-none", &["javascript"]) else { return };
    court.trommel(&["bench", "import", name, path.to_str().unwrap()]).ends(0);
    let said = court.trommel(&["bench", "validate", name]).ends(0);
    assert!(said.out.contains("none of 161 tasks has a reference here"), "{said}");
    assert!(said.out.contains("unprotected 161"), "{said}");
}

/// Solutions that are judged by MultiPL-E's tests, the verdicts by task.
fn judged(court: &Court, name: &str, path: &std::path::Path, samples: &[Value]) -> Vec<(String, String)> {
    court.trommel(&["bench", "import", name, path.to_str().unwrap()]).ends(0);
    court.lines("samples.jsonl", samples);
    let more = ["--extract", "raw", "--allow-missing", "--out", "scored", "--json"];
    court.trommel(&[&["score", name, "samples.jsonl"][..], &more].concat()).ends(0);
    let text = |row: &Value, field: &str| row[field].as_str().unwrap().to_owned();
    court.rows("scored").iter().map(|row| (text(row, "task_id"), text(row, "verdict"))).collect()
}

/// HumanEval-X's solutions that MultiPL-E's tests do not accept: HumanEval-X asks for something else than HumanEval, or solves it
/// otherwise; and the tests of 51 do not compile (a line break within a string).
const OTHERS: [(&str, &str); 6] = [
    ("HumanEval_51_remove_vowels", "NOT_COMPILED"),
    ("HumanEval_87_get_row", "ASSERTION"),
    ("HumanEval_92_any_int", "ASSERTION"),
    ("HumanEval_103_rounded_avg", "ASSERTION"),
    ("HumanEval_112_reverse_delete", "ASSERTION"),
    ("HumanEval_155_even_odd_count", "ASSERTION"),
];

#[test]
fn multipl_e_in_javascript() {
    let Some(path) = shared("multipl-e-js", "benchmarks/multipl-e-humaneval-js.jsonl.gz") else { return };
    let Some(solutions) = shared("multipl-e-js", "benchmarks/humaneval-x-js.jsonl.gz") else { return };
    let Some(court) = court("multipl-e-js", &["javascript"]) else { return };
    let solutions = rows(&solutions);
    let sample = |task: &Value| {
        let name = task["name"].as_str().unwrap();
        let (_, rest) = name.split_once('_').unwrap();
        let (number, function) = rest.split_once('_').unwrap();
        let solution = &solutions[number.parse::<usize>().unwrap()];
        let text = |field: &str| solution[field].as_str().unwrap();
        let theirs = text("declaration").rsplit("const ").next().unwrap().split(' ').next().unwrap();
        let alias = if theirs == function { String::new() } else { format!("\nconst {function} = {theirs};\n") };
        json!({ "task_id": name, "solution": format!("{}{}{alias}", text("prompt"), text("canonical_solution")) })
    };
    let samples: Vec<Value> = rows(&path).iter().map(sample).collect();
    assert_eq!(samples.len(), 161);
    let mut failing: Vec<_> = judged(&court, "multipl-e-js", &path, &samples);
    failing.retain(|(_, verdict)| verdict != "PASSED");
    let mut wanted: Vec<_> = OTHERS.map(|(task, verdict)| (task.to_owned(), verdict.to_owned())).into();
    failing.sort();
    wanted.sort();
    assert_eq!(failing, wanted);
}

/// Solutions that we wrote.
const RUBY: &str = include_str!("ruby_solutions.jsonl");

#[test]
fn multipl_e_in_ruby() {
    let Some(path) = shared("multipl-e-rb", "benchmarks/multipl-e-humaneval-rb.jsonl.gz") else { return };
    let Some(court) = court("multipl-e-rb", &["ruby"]) else { return };
    let samples: Vec<Value> = RUBY.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(samples.len() >= 26);
    // And a wrong one of each.
    let wrong = samples.iter().map(|sample| json!({ "task_id": sample["task_id"], "completion": "  :wrong\nend\n" }));
    let both: Vec<Value> = samples.iter().cloned().chain(wrong).collect();
    let verdicts = judged(&court, "multipl-e-rb", &path, &both);
    let of = |wanted: &str| verdicts.iter().filter(|(_, verdict)| verdict == wanted).count();
    assert_eq!((of("PASSED"), of("ASSERTION")), (samples.len(), samples.len()), "{verdicts:#?}");
}
