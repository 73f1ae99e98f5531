//! `execute` and `score` as stages of a recipe: programs that pass are kept, with their verdicts as columns.

use super::Court;
use crate::scratch::stage;

const RECIPE: &str = r#"
[[stage]]
ingest = { sources = [{ records = { path = "answers.jsonl", fields = { content = "completion", path = "task_id" } } }] }

[[stage]]
execute = { benchmark = "tasks.jsonl" }

[[stage]]
score = { k = [1, 2] }

[[stage]]
keep-if = { sql = "passed", blast_radius = 1.0 }

[[stage]]
dataset = {}
"#;

#[test]
fn what_passes_is_published() {
    let court = Court::new("stages");
    court.tasks();
    court.samples(
        "answers.jsonl",
        &[
            ("Ours/0", "def add(a, b):\n    return a + b\n"),
            ("Ours/0", "def add(a, b):\n    return a\n"),
            ("Ours/1", "def half(x):\n    return x / 2\n"),
            ("Ours/1", "def half(x):\n    return 0.5 * x\n"),
            ("Ours/2", "def sort(items):\n    return 1 / 0\n"),
            ("Ours/2", "def sort(items):\n    items.sort()\n"),
        ],
    );
    court.scratch.write("recipe.toml", RECIPE);
    let report = court.trommel(&["run", "recipe.toml", "--json"]).ends(0).json();
    let facts = &stage(&report, "score")["facts"];
    assert_eq!(facts["counted"], 6, "{report}");
    assert!((facts["pass"][0]["value"].as_f64().unwrap() - 4.0 / 6.0).abs() < 1e-12, "{facts}");
    assert_eq!(facts["pass"][1]["value"], 1.0);
    let query = "select path, verdict, verdict_detail, tests, tests_passed, task_pass_rate, keep from docs order by path, verdict";
    let rows = court.trommel(&["sql", query, "--json"]).ends(0).json()["rows"].take();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.iter().filter(|row| row["keep"] == true).count(), 4);
    let raising = rows.iter().find(|row| row["verdict"] == "RUNTIME_ERROR").unwrap();
    assert_eq!((&raising["verdict_detail"], &raising["task_pass_rate"]), (&"ZeroDivisionError".into(), &0.5.into()));

    // Nothing changed, so nothing is run; a program that changed is run alone.
    let again = court.trommel(&["run", "recipe.toml", "--json"]).ends(0).json();
    assert_eq!(again["root"], report["root"]);
    // The same programs in a scored run, where they are whole too: their verdicts are known.
    let answers = std::fs::read_to_string(court.scratch.path("answers.jsonl")).unwrap();
    court.scratch.write("solutions.jsonl", answers.replace("\"completion\"", "\"solution\""));
    let scored = court.score("solutions.jsonl", &[]).ends(0).json();
    assert_eq!((&scored["rows"]["executed"], &scored["summary"]["counted"]), (&0.into(), &6.into()), "{scored}");
}

#[test]
fn score_without_execute_says_so() {
    let court = Court::new("stages-order");
    court.samples("answers.jsonl", &[("Ours/0", "def add(a, b):\n    return a + b\n")]);
    let recipe = RECIPE.replace("[[stage]]\nexecute = { benchmark = \"tasks.jsonl\" }\n", "");
    court.scratch.write("recipe.toml", recipe);
    court.trommel(&["run", "recipe.toml"]).ends(2).tells(&["stage `score` reads the column `verdict`"]);
}
