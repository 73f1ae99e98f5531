//! Lineage: from the sources to the score, each step with the hash of what it made; and the signatures of the stages.

use serde_json::Value;
use trommel_store::{KeyBuilder, RunStage};

use super::RecipeRun;
use crate::{Block, LeftOut, Perhaps, Section, Table, number};

/// Letters of a hash that tell it from others.
const SHORT: usize = 16;

/// The section.
pub fn section(run: &RecipeRun) -> Perhaps {
    if run.manifest.stages.is_empty() {
        return Err(LeftOut::new("Lineage", "the run has no stage"));
    }
    let mut blocks = vec![Block::Table(steps(run))];
    blocks.extend(sources(run));
    blocks.push(Block::Details("Published files".to_owned(), vec![Block::Table(files(run))]));
    Ok(Section {
        id: "lineage".into(),
        title: "Lineage".into(),
        lead: "From the sources to the score: what each step made, with a hash of its content (BLAKE3 unless said otherwise).".into(),
        blocks,
    })
}

fn steps(run: &RecipeRun) -> Table {
    let manifest = &run.manifest;
    let mut table = Table::new("From sources to score", &["step", "what", "hash"]);
    if let Some(ingest) = run.stage("ingest") {
        let what = format!(
            "{} documents, {} of text",
            number::count(ingest.facts["documents"].as_u64().unwrap_or(0)),
            number::bytes(ingest.facts["bytes"].as_u64().unwrap_or(0))
        );
        table.row(["sources".to_owned(), what, text_hash(ingest)]);
    }
    table.row(["recipe".to_owned(), format!("{} with its inputs and code", manifest.recipe), manifest.key.to_string()]);
    if let Some(root) = &manifest.root {
        let dataset = run.stage("dataset").map_or(String::new(), |stage| {
            let rows = stage.facts["rows"].as_u64().unwrap_or(0);
            format!("{} rows, every column (root hash)", number::count(rows))
        });
        table.row(["dataset".to_owned(), dataset, root.to_string()]);
    }
    for stage in manifest.stages.iter().filter(|stage| stage.parts.is_empty() && stage.name != "dataset") {
        table.row([stage.name.clone(), made(stage), made_hash(run, stage)]);
    }
    table
}

/// What a product is, in words.
fn made(stage: &RunStage) -> String {
    let facts = &stage.facts;
    let count = |value: &Value| number::count(value.as_u64().unwrap_or(0));
    match stage.name.as_str() {
        "tokenizer" => format!("{} tokens", count(&facts["vocabulary"])),
        "train" => format!(
            "a model after {} steps and {} tokens{}",
            count(&facts["chosen_step"]),
            count(&facts["tokens"]),
            facts["best"]["loss"]
                .as_f64()
                .map_or(String::new(), |loss| format!(", held-out loss {}", number::value(loss)))
        ),
        "generate" => format!("{} completions of {}", count(&facts["completions"]), word(&stage.config["benchmark"])),
        "evaluate" => {
            let rates = facts["summary"]["pass"].as_array().into_iter().flatten().filter_map(|pass| {
                let interval = &pass["interval"];
                let interval = interval["low"].as_f64().zip(interval["high"].as_f64());
                let interval = interval.map_or(String::new(), |(low, high)| format!(" [{low:.3}, {high:.3}]"));
                Some(format!("pass@{} {:.3}{interval}", pass["k"], pass["value"].as_f64()?))
            });
            format!("{} on {}", rates.collect::<Vec<_>>().join(", "), word(&facts["benchmark"]))
        }
        _ => String::new(),
    }
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or("an unnamed benchmark").to_owned()
}

/// The file that a product is, where there is one; else its key, which names all that it depends on.
fn made_hash(run: &RecipeRun, stage: &RunStage) -> String {
    let file = match stage.name.as_str() {
        "tokenizer" => "tokenizer/tokenizer.json",
        "train" => "train/model/model.safetensors",
        "generate" => "generate/samples.jsonl",
        "evaluate" => "evaluate/verdicts.jsonl",
        _ => "",
    };
    let published = run.manifest.files.iter().find(|published| published.path == file);
    match (published, stage.objects.first()) {
        (Some(published), _) => format!("{} ({file})", published.hash),
        (None, Some(key)) => format!("{key} (key)"),
        (None, None) => "—".to_owned(),
    }
}

/// A hash of the text of all documents: of the digests of its column in every shard, in order.
fn text_hash(ingest: &RunStage) -> String {
    let key = ingest.parts.iter().filter_map(|part| part.columns.get("content"));
    let key = key.fold(KeyBuilder::new("text"), |key, digest| key.field(*digest));
    format!("{} (digests of the text in {} shards)", key.finish(), number::count(ingest.parts.len() as u64))
}

fn sources(run: &RecipeRun) -> Option<Block> {
    if run.tallies.sources.is_empty() {
        return None;
    }
    let mut table = Table::new("Sources", &["source", "rows#", "rows published#", "share published#"]);
    for source in &run.tallies.sources {
        table.row([
            source.name.clone(),
            number::count(source.all.documents),
            number::count(source.kept.documents),
            number::share(source.kept.documents, source.all.documents),
        ]);
    }
    Some(Block::Table(table))
}

fn files(run: &RecipeRun) -> Table {
    let mut table = Table::new("Files of the run", &["file", "size#", "rows#", "hash"]);
    for file in &run.manifest.files {
        let rows = file.rows.map_or("—".to_owned(), number::count);
        table.row([file.path.clone(), number::bytes(file.size), rows, short(&file.hash.to_string())]);
    }
    table
}

/// What each stage is: its code, its settings, what it made.
pub fn signatures(run: &RecipeRun) -> Perhaps {
    let mut table = Table::new("Stages", &["stage", "code version#", "objects#", "objects' keys, hashed"]);
    let mut settings = Vec::new();
    for stage in &run.manifest.stages {
        let key = stage.objects.iter().fold(KeyBuilder::new("objects"), |key, object| key.field(*object)).finish();
        table.row([
            stage.name.clone(),
            stage.version.to_string(),
            number::count(stage.objects.len() as u64),
            short(&key.to_string()),
        ]);
        settings.push(format!("{} = {}", stage.name, stage.config));
    }
    let mut blocks =
        vec![Block::Table(table), Block::Details("Every setting".to_owned(), vec![Block::Code(settings.join("\n"))])];
    let signature = run.stage("evaluate").and_then(|stage| stage.facts["signature"].as_str());
    if let Some(signature) = signature {
        blocks.push(Block::Text("The signature of the score:".to_owned()));
        blocks.push(Block::Code(signature.to_owned()));
    }
    Ok(Section {
        id: "run-signatures".into(),
        title: "Signatures".into(),
        lead: "The same inputs, recipe and code versions give the same hashes, whatever the number of threads.".into(),
        blocks,
    })
}

fn short(hash: &str) -> String {
    hash.chars().take(SHORT).collect()
}
