//! The flow: rows into and out of every stage, and why they were dropped.

use std::collections::BTreeMap;

use super::RecipeRun;
use crate::chart::{Axis, Part, Stacked, Tone, Unit, stacked};
use crate::{Block, Perhaps, ReportError, Section, Table, number};

/// What went through a stage.
pub struct Step {
    /// The stage.
    pub name: String,
    /// Rows that reached it, those that an earlier stage dropped left out.
    pub rows_in: u64,
    /// Rows that left it undropped.
    pub rows_out: u64,
    /// Rows that it dropped.
    pub dropped: u64,
    /// Whether it made something other than rows.
    pub product: bool,
    /// What else it counted, in words.
    pub note: String,
}

/// Reasons of a stage that are listed; the rarer ones are summed.
const REASONS: usize = 12;

/// Every stage of the run, in order.
pub fn steps(run: &RecipeRun) -> Vec<Step> {
    let mut rows = 0;
    let mut steps = Vec::new();
    for stage in &run.manifest.stages {
        let facts = &stage.facts;
        let number = |name: &str| facts[name].as_u64();
        let bad = facts["bad"].as_array().map_or(0, |bad| bad.len() as u64);
        let product = stage.parts.is_empty() && stage.name != "dataset";
        let (rows_in, dropped, rows_out) = match (facts["marks"]["rows"].as_u64(), facts["marks"]["dropped"].as_u64()) {
            (Some(rows_in), Some(dropped)) => (rows_in, dropped, rows_in.saturating_sub(dropped)),
            _ if stage.name == "ingest" => {
                let documents = number("documents").unwrap_or(0);
                (documents + bad, bad, documents)
            }
            _ if stage.restarts || stage.name == "dataset" => (rows, 0, number("rows").unwrap_or(rows)),
            _ => (rows, 0, rows),
        };
        if !product {
            rows = rows_out;
        }
        steps.push(Step { name: stage.name.clone(), rows_in, rows_out, dropped, product, note: note(stage) });
    }
    steps
}

fn note(stage: &trommel_store::RunStage) -> String {
    let facts = &stage.facts;
    let count = |name: &str| number::count(facts[name].as_u64().unwrap_or(0));
    match stage.name.as_str() {
        "ingest" => format!("{} of text", number::bytes(facts["bytes"].as_u64().unwrap_or(0))),
        "expand" => "new rows, made from those before".to_owned(),
        "normalize" => format!("{} edited, {} reverted", count("edited"), count("reverted")),
        "describe" => format!("{} parse without error", count("parses")),
        "secrets" => format!("{} with secrets, {} masked", count("has_secrets"), count("was_masked")),
        "decontaminate" => format!("{} of {} benchmark items found", count("items_found"), count("items")),
        "near-dup" => format!("{} candidates, {} similar pairs", count("candidates"), count("edges")),
        "split" => facts["splits"].as_object().map_or(String::new(), |splits| {
            let each = splits.iter().map(|(name, split)| format!("{name} {}", split["rows"]));
            each.collect::<Vec<_>>().join(", ")
        }),
        "dataset" => format!("{} of text published", number::bytes(facts["bytes"].as_u64().unwrap_or(0))),
        "tokenizer" => format!("{} tokens", count("vocabulary")),
        "train" => format!("{} steps, {} tokens", count("steps"), count("tokens")),
        "generate" => format!("{} completions", count("completions")),
        "evaluate" => format!("{} completions judged", number::count(facts["rows"]["counted"].as_u64().unwrap_or(0))),
        _ => String::new(),
    }
}

/// The section.
pub fn section(run: &RecipeRun) -> Result<Perhaps, ReportError> {
    let steps = steps(run);
    let mut blocks = Vec::new();
    let drawn: Vec<&Step> = steps.iter().filter(|step| !step.product).collect();
    if drawn.iter().any(|step| step.rows_in > 0) {
        blocks.push(Block::Figure(figure(&drawn)?));
    }
    blocks.push(Block::Table(table(&steps)));
    blocks.extend(reasons(run, &steps));
    Ok(Ok(Section {
        id: "flow".into(),
        title: "The flow".into(),
        lead: "Rows into and out of every stage. A stage that drops rows marks them, with its reason; a row that an earlier \
               stage dropped does not reach a later one."
            .into(),
        blocks,
    }))
}

fn figure(steps: &[&Step]) -> Result<crate::Figure, ReportError> {
    let dropped: u64 = steps.iter().map(|step| step.dropped).sum();
    let most = steps.iter().max_by_key(|step| step.dropped).filter(|step| step.dropped > 0);
    let most = most.map_or(String::new(), |step| format!(" Most by {}: {}.", step.name, number::count(step.dropped)));
    stacked(&Stacked {
        caption: "Rows that each stage kept and dropped".into(),
        alt: format!(
            "One bar a stage, from the first to the last. In all, {} rows are dropped.{most}",
            number::count(dropped)
        ),
        of: "stage".into(),
        axis: Axis::new("rows").unit(Unit::Count),
        shares: false,
        rows: steps.iter().map(|step| step.name.clone()).collect(),
        parts: vec![
            part("kept", Tone::Good, steps, |step| step.rows_out),
            part("dropped", Tone::Bad, steps, |step| step.dropped),
        ],
    })
}

fn part(name: &str, tone: Tone, steps: &[&Step], of: impl Fn(&Step) -> u64) -> Part {
    Part { name: name.into(), tone, values: steps.iter().map(|step| of(step) as f64).collect() }
}

fn table(steps: &[Step]) -> Table {
    let mut table =
        Table::new("Every stage", &["stage", "rows in#", "rows out#", "dropped#", "share dropped#", "beside"]);
    for step in steps {
        let rows = |number: u64| if step.product { "—".to_owned() } else { number::count(number) };
        let dropped = if step.dropped == 0 { String::new() } else { number::count(step.dropped) };
        let share = if step.dropped == 0 { String::new() } else { number::share(step.dropped, step.rows_in) };
        table.row([step.name.clone(), rows(step.rows_in), rows(step.rows_out), dropped, share, step.note.clone()]);
    }
    table
}

/// Why rows were dropped, as the tables say it, and whether that is as many as the stages counted.
fn reasons(run: &RecipeRun, steps: &[Step]) -> Vec<Block> {
    let mut table =
        Table::new("Rows dropped, by stage and reason", &["stage", "reason", "rows#", "share of its drops#"]);
    let mut blocks = Vec::new();
    let none = BTreeMap::new();
    for step in steps.iter().filter(|step| step.dropped > 0) {
        let bad = bad_inputs(run, &step.name);
        let tallied = run.tallies.reasons.get(&step.name).unwrap_or(&none);
        let found: BTreeMap<&str, u64> =
            tallied.iter().chain(&bad).map(|(reason, rows)| (reason.as_str(), *rows)).collect();
        let sum: u64 = found.values().sum();
        if sum != step.dropped {
            blocks.push(Block::Warning(format!(
                "{} says that it dropped {} rows, and its table marks {}.",
                step.name,
                number::count(step.dropped),
                number::count(sum)
            )));
        }
        let mut sorted: Vec<(&str, u64)> = found.into_iter().collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let rest: u64 = sorted.iter().skip(REASONS).map(|(_, rows)| rows).sum();
        let others = format!("{} other reasons", sorted.len().saturating_sub(REASONS));
        sorted.truncate(REASONS);
        sorted.extend((rest > 0).then_some((others.as_str(), rest)));
        for (reason, rows) in sorted {
            table.row([step.name.clone(), reason.to_owned(), number::count(rows), number::share(rows, step.dropped)]);
        }
    }
    if !table.rows.is_empty() {
        blocks.insert(0, Block::Table(table));
    }
    blocks
}

/// Inputs that became no document, by kind of reason: they are in no table.
fn bad_inputs(run: &RecipeRun, stage: &str) -> BTreeMap<String, u64> {
    let mut kinds = BTreeMap::new();
    if stage != "ingest" {
        return kinds;
    }
    let bad = run.stage("ingest").and_then(|stage| stage.facts["bad"].as_array()).into_iter().flatten();
    for input in bad {
        let kind = match &input["reason"] {
            serde_json::Value::Object(reason) => reason.keys().next().cloned().unwrap_or_default(),
            serde_json::Value::String(reason) => reason.clone(),
            _ => "unreadable".to_owned(),
        };
        *kinds.entry(format!("bad input: {kind}")).or_default() += 1;
    }
    kinds
}
