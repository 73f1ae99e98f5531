//! The recipes that come with the project, run on the samples that come with it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::scratch::{Said, Scratch, skip, stage};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs a recipe as somebody in a clone would, on a store of the test's own.
#[track_caller]
fn run(scratch: &Scratch, recipe: &str, more: &[&str]) -> Value {
    let store = scratch.path("store");
    let (recipe, store) = (format!("pipelines/{recipe}.toml"), store.to_str().expect("UTF-8").to_owned());
    let mut command = scratch.command(&[&["run", &recipe, "--json", "--store", &store], more].concat());
    Said::of(command.current_dir(root())).ends(0).json()
}

fn one(scratch: &Scratch, query: &str) -> Value {
    scratch.sql(query)[0]["it"].clone()
}

#[test]
fn instructions_are_prepared_whole() {
    let scratch = Scratch::new("instruct");
    let report = run(&scratch, "instruct", &[]);
    assert_eq!(report["documents_in"], 120);
    // What the sample's card says is to be found.
    assert_eq!(stage(&report, "keep-if")["dropped"], 6, "five that do not parse, one with a secret");
    assert!(stage(&report, "decontaminate")["dropped"].as_u64() >= Some(1));
    assert!(stage(&report, "exact-dup")["dropped"].as_u64() >= Some(6), "copies, and renamed ones after anonymisation");
    assert_eq!(one(&scratch, "select dialect it from docs where dialect is not null"), "python2");
    let tasks = stage(&report, "decontaminate")["facts"]["found"].clone();
    assert!(tasks["tasks/TinyEval/0"].as_u64() >= Some(1), "{tasks}");

    let renamed = one(&scratch, "select count(*) it from docs where renamed");
    assert!(renamed.as_u64() > Some(80), "{renamed}");
    assert_eq!(one(&scratch, "select count(*) it from docs where names_reverted or reverted"), 0);
    assert_eq!(one(&scratch, "select count(*) it from docs where prompt is null"), 0);
    let wordings = one(&scratch, "select count(distinct variant) it from docs");
    assert_eq!(wordings, 4);
    // Python is trained first, and names that an instruction speaks of are in its answer.
    let first = scratch.sql("select language from docs where rank is not null order by rank limit 1");
    assert_eq!(first[0]["language"], "python");
    let spoken = "select count(*) it from docs where input like '%class LruCache%' and content not like '%LruCache%'";
    assert_eq!(one(&scratch, spoken), 0);
    scratch.verifies(report["root"].as_str().expect("a root"));
    assert_eq!(run(&scratch, "instruct", &[])["run"], 1, "nothing changed");
}

#[test]
fn docstrings_prompt_for_code_that_does_not_hold_them() {
    let scratch = Scratch::new("codexglue");
    let report = run(&scratch, "codexglue", &[]);
    assert!(report["published"]["rows"].as_u64() >= Some(55), "{}", report["published"]);
    assert_eq!(report["published"]["languages"].as_object().map(|languages| languages.len()), Some(6));
    let wrong = "select count(*) it from docs where keep and not (prompt like 'Prompt: % Code: ' or prompt like 'Prompt: %\\n% Code: ')";
    assert_eq!(one(&scratch, wrong), 0);
    let told = "select count(*) it from docs where keep and strpos(content, docstring) > 0";
    assert_eq!(one(&scratch, told), 0, "no prompt stands in its answer");
}

#[test]
fn functions_lose_their_near_duplicates_and_gain_tags() {
    let scratch = Scratch::new("codefusion");
    let report = run(&scratch, "codefusion", &[]);
    assert!(stage(&report, "near-dup")["dropped"].as_u64() >= Some(6), "pairs planted across files");
    assert_eq!(one(&scratch, "select count(distinct language) it from docs"), 11);
    let tagged = "select count(*) it from docs where keep and tag_line is not null and tag_line like '%arity: %'";
    assert!(one(&scratch, tagged).as_u64() > Some(80));
    let file = one(&scratch, "select path it from docs where function is not null and path not like '%#%' limit 1");
    assert_eq!(file, Value::Null, "every row is called after its function");
}

/// The recipe for pairs, on the functions that the GPT-2 study's data comes from.
#[test]
fn docstring_code_pairs_of_real_functions() {
    let shared = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let file = shared.join("data/functions/edinburgh_code_docstring_python.jsonl.gz");
    if !file.exists() {
        return skip("docstring_code_pairs_of_real_functions", &format!("no {}", file.display()));
    }
    let scratch = Scratch::new("functions");
    let path = format!("ingest.path={}", std::path::absolute(&file).expect("a path").display());
    let text = std::fs::read_to_string(root().join("pipelines/codexglue.toml")).expect("the recipe");
    let sample = "\"datasets/codexglue/sample.jsonl\"";
    assert!(text.contains(sample));
    let real = format!("{:?}", path.trim_start_matches("ingest.path="));
    scratch.write("recipe.toml", text.replace(sample, &real));
    let report = scratch.run(&[]);
    assert_eq!(report["documents_in"], 19_301);
    let pairs = report["published"]["rows"].as_u64().unwrap_or(0);
    println!("{pairs} pairs of 19,301 records; {}", report["stages"]);
    assert!(pairs > 15_000, "{pairs}");
    assert_eq!(one(&scratch, "select count(*) it from docs where keep and (prompt is null or not parses)"), 0);
}
