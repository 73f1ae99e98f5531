//! Renaming on real texts: how often, how often undone, and whether the programs stay what they are. Needs the shared data
//! (`TROMMEL_SHARED`, default `../shared` beside the workspace) and `python3`; skips loudly what is absent.

mod data;

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use data::{Record, records};
use serde_json::{Value, json};
use trommel_lang::{Language, NameKind, Renamed, Renaming, parse, rename};

const BOTH: [Renaming; 2] = [Renaming::Unified, Renaming::Anonymous];

/// CPython makes the same code of old and new texts, names aside.
#[test]
fn functions_stay_the_same_code() {
    let Some(records) = records("functions/edinburgh_code_docstring_python.jsonl.gz") else { return };
    let texts: Vec<String> = records.iter().map(|record| record.text("code") + "\n").collect();
    for renaming in BOTH {
        let outcomes = rename_all("functions", Language::Python, &texts, renaming);
        let renamed = outcomes.iter().filter(|outcome| outcome.text.is_some()).count();
        assert!(renamed >= if renaming == Renaming::Anonymous { 18_000 } else { 1_300 }, "only {renamed}");
        let (old, new): (Vec<&String>, Vec<&Renamed>) =
            texts.iter().zip(&outcomes).filter(|(_, outcome)| outcome.text.is_some()).unzip();
        let inputs = old.iter().zip(&new).map(|(old, new)| {
            let names: Vec<_> = new.names.iter().map(|pair| (&pair.old, &pair.new)).collect();
            json!([old, new.text, names])
        });
        let Some(verdicts) = python("same", inputs.collect()) else { return };
        let count = |want: Value| verdicts.iter().filter(|verdict| **verdict == want).count();
        println!(
            "functions, {renaming:?}: {} the same code, {} not Python 3",
            count(json!("same")),
            count(Value::Null)
        );
        for (verdict, new) in verdicts.iter().zip(&new) {
            let right = verdict.is_null() || *verdict == json!("same");
            assert!(right, "{verdict}:\n{}", new.text.as_deref().unwrap_or_default());
        }
    }
}

/// The reference solutions pass their tests under new names.
#[test]
fn references_still_pass() {
    let human_eval = |record: &Record| {
        let tests = format!("{}\ncheck({})\n", record.text("test"), record.text("entry_point"));
        (record.text("prompt") + &record.text("canonical_solution"), tests)
    };
    let mbpp = |record: &Record| {
        let tests = [record.texts("test_list"), record.texts("challenge_test_list")].concat().join("\n");
        (record.text("code"), format!("{}\n{tests}\n", record.text("test_setup_code")))
    };
    check_references("HumanEval", "benchmarks/HumanEval.jsonl.gz", 164, human_eval);
    check_references("MBPP", "benchmarks/mbpp.jsonl.gz", 974, mbpp);
}

/// `parts`: program and tests of a record. `want`: how many of them pass as they are.
fn check_references(set: &str, path: &str, want: usize, parts: impl Fn(&Record) -> (String, String)) {
    let Some(records) = records(path) else { return };
    let (programs, tests): (Vec<String>, Vec<String>) = records.iter().map(parts).unzip();
    let passing = |texts: Vec<String>| {
        let verdicts = python("run", texts.into_iter().map(|text| json!([text])).collect())?;
        Some(verdicts.iter().filter(|verdict| **verdict == json!(true)).count())
    };
    let whole = |program: &str, between: &str, tests: &str| format!("{program}\n{between}\n{tests}");
    let Some(before) = passing(programs.iter().zip(&tests).map(|(a, b)| whole(a, "", b)).collect()) else { return };
    assert_eq!(before, want, "{set}: references that pass as they are");
    for renaming in BOTH {
        let outcomes = rename_all(set, Language::Python, &programs, renaming);
        let texts = outcomes.iter().zip(&programs).zip(&tests).map(|((outcome, program), tests)| {
            // Tests use the old names; what is local is not there to be named.
            let old_names: Vec<String> = outcome
                .names
                .iter()
                .map(|pair| format!("try: {} = {}\nexcept NameError: pass\n", pair.old, pair.new))
                .collect();
            whole(outcome.text.as_deref().unwrap_or(program), &old_names.concat(), tests)
        });
        let after = passing(texts.collect());
        println!("{set}, {renaming:?}: {before} pass before, {after:?} after");
        assert_eq!(after, Some(before), "{set}, {renaming:?}");
    }
}

#[test]
fn other_languages_are_never_undone() {
    for (language, name, fields) in [
        (Language::Cpp, "cpp", ["declaration", "canonical_solution", "test"]),
        (Language::Go, "go", ["declaration", "canonical_solution", "test"]),
        (Language::Java, "java", ["prompt", "canonical_solution", "test"]),
        (Language::JavaScript, "js", ["prompt", "canonical_solution", "test"]),
        (Language::Rust, "rust", ["declaration", "canonical_solution", "test"]),
    ] {
        let Some(records) = records(&format!("benchmarks/humaneval-x-{name}.jsonl.gz")) else { return };
        let text = |record: &Record| fields.map(|field| record.text(field)).join("\n");
        let texts: Vec<String> = records.iter().map(text).collect();
        for renaming in BOTH {
            let outcomes = rename_all(name, language, &texts, renaming);
            let renamed = outcomes.iter().filter(|outcome| outcome.text.is_some()).count();
            assert!(renaming == Renaming::Unified || renamed >= 161, "{language}: only {renamed}");
        }
    }
}

/// Renames all, prints what came of it, and asserts that nothing was undone and every result parses; unified ones are stable.
fn rename_all(set: &str, language: Language, texts: &[String], renaming: Renaming) -> Vec<Renamed> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (mut names, mut kept) = ([0; 3], 0);
    let outcomes: Vec<Renamed> = texts
        .iter()
        .map(|text| {
            let outcome = rename(&parse(language, text).expect("within its budget"), text, renaming, "");
            assert!(!outcome.reverted, "{set}, {renaming:?}: undone: {text}");
            let what = outcome.left.map_or("renamed".to_owned(), |left| format!("{left:?}"));
            *counts.entry(what).or_default() += 1;
            for pair in &outcome.names {
                names[match pair.kind {
                    NameKind::Variable => 0,
                    NameKind::Function => 1,
                    NameKind::Class => 2,
                }] += 1;
            }
            kept += outcome.kept;
            if let (Some(new), Some(tree)) = (&outcome.text, &outcome.parse) {
                assert!(!tree.tree().root_node().has_error(), "{set}, {renaming:?}: does not parse: {new}");
                let stable = renaming == Renaming::Anonymous || rename(tree, new, renaming, "").text.is_none();
                assert!(stable, "{set}: not stable: {new}");
            }
            outcome
        })
        .collect();
    println!(
        "{set}, {renaming:?}: {} texts, {counts:?}; {} variables, {} functions, {} classes renamed, {kept} names kept",
        texts.len(),
        names[0],
        names[1],
        names[2]
    );
    outcomes
}

/// What `run.py` says of each input; `None`, said loudly, without `python3`.
fn python(verb: &str, inputs: Vec<Value>) -> Option<Vec<Value>> {
    let child = Command::new("python3")
        .args(["-W", "ignore", "-c", include_str!("run.py"), verb])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        println!("SKIPPED: no python3 to run the programs");
        return None;
    };
    let mut input = child.stdin.take().expect("piped");
    let wanted = inputs.len();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            for value in inputs {
                writeln!(input, "{value}").expect("python3 reads");
            }
        });
        child.wait_with_output().expect("python3 runs")
    });
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let verdicts: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(verdicts.len(), wanted, "python3 stopped early");
    Some(verdicts)
}
