//! Others load what we publish: `datasets`, pyarrow, polars, DuckDB, mlcroissant and the Hub's library see the rows,
//! columns, types and values that `trommel sql` tells; OpenLineage's library could have written our events.

mod lineage;
mod texts;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::fixture::{Fixture, RECIPE};
use crate::program::{LANGUAGES, Program};
use crate::scratch::Scratch;
use crate::venv;

/// What is published unless a recipe says otherwise, with the types of columns as `tests/python/wanted.py` names them.
const USUAL: &[(&str, &str)] = &[
    ("id", "text"),
    ("source", "text"),
    ("repo", "text"),
    ("path", "text"),
    ("language", "text"),
    ("license", "text"),
    ("version", "text"),
    ("stars", "i64"),
    ("content", "text"),
    ("bytes", "u32"),
    ("lines", "u32"),
    ("tokens", "u32"),
    ("entropy", "f32"),
    ("alnum_fraction", "f32"),
    ("comment_fraction", "f32"),
    ("parses", "bool"),
    ("dialect", "text"),
];

/// At least one column of every type that there is.
const EVERY_TYPE: &[(&str, &str)] = &[
    ("id", "text"),
    ("path", "text"),
    ("license", "text"),
    ("stars", "i64"),
    ("content", "text"),
    ("instruction", "text"),
    ("task", "text"),
    ("parses", "bool"),
    ("errors", "u32s"),
    ("error_fraction", "f32"),
    ("line_mean", "f32"),
    ("is_generated", "bool"),
    ("content_hash", "bytes"),
    ("shingle_count", "u32"),
    ("shingles", "u32s"),
    ("shingles_hash", "bytes"),
    ("minhash", "bytes"),
    ("keep", "bool"),
];

/// Every loader opens the dataset of the latest run and finds these columns; `split` is what SQL says of a row's split.
#[track_caller]
fn everybody_loads(test: &str, scratch: &Scratch, columns: &[(&str, &str)], split: &str) {
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let told = scratch.sql(&format!("select {}, {split} as of_split from docs where keep", names.join(", ")));
    let mut splits: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for mut row in told.as_array().expect("rows").iter().cloned() {
        let split = row["of_split"].take();
        row.as_object_mut().expect("an object").remove("of_split");
        splits.entry(split.as_str().expect("a name").to_owned()).or_default().push(row);
    }
    assert!(splits.values().all(|rows| rows.len() > 1), "there is something to load");
    let wanted = scratch.write("wanted.json", json!({ "columns": columns, "splits": splits }).to_string());
    let latest = scratch.runs().last().copied().expect("a run");
    let folder = scratch.path(format!("store/runs/{latest}/dataset"));
    for script in ["loads.py", "croissant.py", "card.py"] {
        let Some(said) = venv::script(test, scratch, script, &[&folder, &wanted]) else { return };
        eprint!("{}", said.ends(0).out);
    }
}

#[test]
fn the_usual_columns() {
    let scratch = Scratch::new("loaders");
    Fixture::new(12).plant(&scratch);
    let report = scratch.run(&[]);
    assert!(report["files"].as_u64() > Some(1), "{} files", report["files"]);
    everybody_loads("the_usual_columns", &scratch, USUAL, "'train'");
}

#[test]
fn several_splits() {
    let scratch = Scratch::new("splits-loaded");
    Fixture::new(12).plant(&scratch);
    let split = "[[stage]]\nsplit = { train = 0.5, validation = 0.25, test = 0.25 }\n\n[[stage]]\ndataset";
    scratch.write("recipe.toml", RECIPE.replace("[[stage]]\ndataset", split));
    scratch.run(&[]);
    everybody_loads("several_splits", &scratch, USUAL, "split");
}

#[test]
fn columns_of_every_type() {
    let scratch = Scratch::new("types");
    scratch.write("records.jsonl", records());
    let columns: Vec<&str> = EVERY_TYPE.iter().map(|(name, _)| *name).collect();
    let recipe = format!(
        "[[stage]]\ningest = {{ path = \"records.jsonl\", shard_bytes = 4096 }}\n\
         [[stage]]\nnormalize = {{}}\n[[stage]]\ndescribe = {{}}\n[[stage]]\nexact-dup = {{ blast_radius = 1.0 }}\n\
         [[stage]]\ndataset = {{ shard_bytes = 16384, columns = {columns:?} }}\n"
    );
    scratch.write("recipe.toml", recipe);
    let report = scratch.run(&[]);
    assert!(report["files"].as_u64() > Some(1), "{} files", report["files"]);
    everybody_loads("columns_of_every_type", &scratch, EVERY_TYPE, "'train'");
}

/// Records with and without each field, with text that loaders may trip over.
fn records() -> String {
    let texts =
        ["", "x = \"\u{1F600} \u{4E2D}\u{6587} e\u{301}\"\n", "print('a\\u0000b', \"\\\"\")\n", "def broken(:\n"];
    let programs = LANGUAGES.iter().map(|language| Program::new(language, 1).text());
    let texts = texts.into_iter().map(str::to_owned).chain(programs.cycle().take(24));
    let record = |(index, text): (usize, String)| {
        let language = if index < 4 { "py" } else { LANGUAGES[(index - 4) % LANGUAGES.len()].extension };
        // Each text its own, but for the first two copies of nothing.
        let text = if index < 4 { text } else { format!("{text}\n{index}\n") };
        let mut record = json!({ "path": format!("some/p{index}.{language}"), "content": text });
        if index % 2 == 0 {
            record["stars"] = json!([0, -1, i64::MAX >> 1, 7][index / 2 % 4]);
            record["license"] = json!("MIT AND Unicode-3.0");
        }
        if index % 3 == 0 {
            record["instruction"] = json!("Say \"a\tb\"\r\nand nothing else.");
            record["task"] = json!("");
        }
        record.to_string()
    };
    texts.enumerate().map(record).collect::<Vec<_>>().join("\n")
}
