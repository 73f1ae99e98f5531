//! `trommel run` and `trommel retry`.

use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::json;
use trommel_pipeline::refresh::{self, Tidied};
use trommel_pipeline::run::{Outcome, Report, StageReport};

use crate::args::{Arguments, RunArguments, Verb};
use crate::invocation::Invocation;
use crate::progress::Progress;
use crate::verbs::{print, print_json};
use crate::world::{self, World};
use crate::{DONE, WITH_FAILURES, show};

pub fn run(arguments: &Arguments, run: &RunArguments) -> Result<u8> {
    start(arguments, run, Invocation::current())
}

fn start(arguments: &Arguments, run: &RunArguments, mut invocation: Invocation) -> Result<u8> {
    let started = Instant::now();
    let recipe = run.recipe.load()?;
    let world = World::open(arguments)?;
    invocation.save(&world)?;
    world::catch_interrupts();
    let engine = world.engine()?;
    let progress = Progress::new();
    let environment = world.environment(&engine, &progress, run.recipe.verify_inputs);
    let outcome = trommel_pipeline::run::run(&recipe, &run.selection(), &environment)?;
    invocation.done = true;
    invocation.save(&world)?;

    let cost = Cost {
        seconds: started.elapsed().as_secs_f64(),
        peak: world::peak_memory(),
        store_read: world.store.counters().bytes_read.load(Relaxed),
        text_read: world.store.counters().text_read.load(Relaxed),
        requests: world.store.counters().requests.load(Relaxed),
    };
    let committed = matches!(outcome, Outcome::Committed(_));
    let tidied = match &outcome {
        Outcome::Stopped(_) => Ok(None),
        _ => refresh::tidy(&recipe, committed, &environment),
    };
    if arguments.json {
        let mut shown = as_json(&outcome, &cost);
        if let Ok(Some(tidied)) = &tidied {
            shown["refresh"] = json!(tidied);
        }
        print_json(&shown)?;
    } else {
        print(&screen(&outcome, &cost));
    }
    if world.store.local_root().is_none() {
        eprintln!("{}: {} requests", world.store.url(), show::count(cost.requests));
    }
    eprintln!("{}", ending(&outcome));
    match tidied {
        Ok(tidied) => {
            tidied.iter().for_each(tell);
            // Bad inputs are within what the recipe allows, or the run would have failed.
            Ok(DONE)
        }
        Err(error) => {
            eprintln!("warning: runs that are not kept could not be deleted: {error}; the next run tries again");
            Ok(WITH_FAILURES)
        }
    }
}

/// Whether there is a new version, for whoever reads a scheduler's log.
fn ending(outcome: &Outcome) -> String {
    let report = outcome.report();
    let (recipe, run) = (&report.recipe, report.run.unwrap_or_default());
    match outcome {
        Outcome::Committed(_) => format!("{recipe}: new version, run {run}"),
        Outcome::UpToDate(_) => format!("{recipe}: nothing to do, run {run} is up to date"),
        Outcome::Stopped(_) => format!("{recipe}: stopped as told, no new version"),
    }
}

fn tell(tidied: &Tidied) {
    let forgotten: Vec<String> = tidied.forgotten.iter().map(u64::to_string).collect();
    if !forgotten.is_empty() || tidied.deleted > 0 {
        let runs = if forgotten.is_empty() { "no runs".to_owned() } else { format!("runs {}", forgotten.join(", ")) };
        let (objects, bytes) = (show::count(tidied.deleted), show::bytes(tidied.deleted_bytes));
        eprintln!("forgot {runs}; deleted {objects} objects, {bytes}");
    }
}

pub fn retry(arguments: &Arguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let Some(last) = Invocation::last(&world)? else {
        anyhow::bail!("nothing to retry: no run was started on this machine with this store");
    };
    if last.done {
        eprintln!("the last run ended well; nothing to retry");
        return Ok(DONE);
    }
    std::env::set_current_dir(&last.folder).with_context(|| format!("going back to `{}`", last.folder))?;
    let typed = std::iter::once("trommel".to_owned()).chain(last.arguments.iter().cloned());
    let mut again = Arguments::try_parse_from(typed)?;
    if again.store.is_none() {
        again.store = Some(world.store.url().to_owned());
    }
    again.json |= arguments.json;
    match &again.verb {
        Verb::Run(run) => start(&again, run, last),
        _ => anyhow::bail!("the last command was no run: {}", last.arguments.join(" ")),
    }
}

struct Cost {
    seconds: f64,
    peak: Option<u64>,
    store_read: u64,
    text_read: u64,
    requests: u64,
}

fn as_json(outcome: &Outcome, cost: &Cost) -> serde_json::Value {
    let mut shown = json!(outcome.report());
    shown["outcome"] = json!(match outcome {
        Outcome::Committed(_) => "committed",
        Outcome::UpToDate(_) => "up-to-date",
        Outcome::Stopped(_) => "stopped",
    });
    shown["seconds"] = json!(cost.seconds);
    shown["peak_bytes"] = json!(cost.peak);
    shown["store_read_bytes"] = json!(cost.store_read);
    shown["text_read_bytes"] = json!(cost.text_read);
    shown["requests"] = json!(cost.requests);
    shown
}

/// One screen: what went in, what each stage dropped and why, what came out, what it cost, where it lies.
fn screen(outcome: &Outcome, cost: &Cost) -> String {
    let report = outcome.report();
    let mut lines = Vec::new();
    let peak = cost.peak.map_or(String::new(), |peak| format!(", {} peak", show::bytes(peak)));
    let took = format!("{}{peak}", show::seconds(cost.seconds));
    let came_in = format!("{} documents, {}", show::count(report.documents_in), show::bytes(report.bytes_in));
    match outcome {
        Outcome::UpToDate(_) => {
            let run = report.run.unwrap_or_default();
            lines.push(format!("{came_in}: nothing changed, run {run} is up to date    {took}"));
        }
        Outcome::Stopped(_) => lines.push(format!("{came_in}: stopped as told, nothing published    {took}")),
        Outcome::Committed(_) => {
            let published = &report.published;
            let languages: std::collections::BTreeSet<&String> = published.languages.keys().collect();
            lines.push(format!(
                "{came_in}, {} languages → {} documents, {}, {} files    {took}",
                languages.len(),
                show::count(published.rows),
                show::bytes(published.bytes),
                report.files,
            ));
        }
    }
    lines.push(stages(report));
    let skipped: u64 = report.skipped.values().sum();
    let mut input = vec![format!("{} other files skipped", show::count(skipped))];
    if report.bad > 0 {
        input.push(format!(
            "{} bad inputs in the ledger (`trommel sql 'select * from ledger'`)",
            show::count(report.bad)
        ));
    }
    lines.push(format!("  input: {}", input.join(" · ")));
    lines.extend(languages(report));
    lines.extend(dedup_quality(report));
    lines.push(reading(report, cost));
    if let Some(root) = &report.root {
        lines.push(format!("  root {root}"));
    }
    if let (Some(dataset), Some(run)) = (&report.dataset, report.run) {
        lines.push(format!("  run {run}: {dataset}"));
    }
    lines.join("\n")
}

/// What was read: deciding reads columns; text is read to describe it, and to copy what survives.
fn reading(report: &Report, cost: &Cost) -> String {
    let copied = report.stages.iter().find(|stage| stage.stage == "dataset");
    let copied_bytes = copied.map_or(0, |stage| stage.text_read);
    let text = match cost.text_read - copied_bytes.min(cost.text_read) {
        0 => "no text".to_owned(),
        bytes => format!("{} of text", show::bytes(bytes)),
    };
    let copy = match copied.filter(|stage| stage.computed > 0) {
        Some(stage) => {
            format!("; copied {} of text into {} of {} files", show::bytes(copied_bytes), stage.computed, stage.shards)
        }
        None => String::new(),
    };
    let (hashed, tables) = (show::bytes(report.hashed_bytes), show::bytes(cost.store_read));
    format!("  read: {hashed} of sources to recognise changes, {tables} of tables, {text}{copy}")
}

fn stages(report: &Report) -> String {
    let row = |stage: &StageReport| {
        let dropped = if stage.dropped > 0 { show::count(stage.dropped) } else { String::new() };
        vec![
            stage.stage.clone(),
            show::count(stage.rows),
            dropped,
            format!("{}/{}", stage.computed, stage.shards),
            if stage.text_read > 0 { show::bytes(stage.text_read) } else { "–".to_owned() },
            details(stage),
        ]
    };
    let rows: Vec<Vec<String>> = report.stages.iter().map(row).collect();
    let header = ["stage", "rows", "dropped", "computed", "text read", ""];
    show::table(&header, &rows, &[1, 2, 3, 4]).trim_end().to_owned()
}

fn details(stage: &StageReport) -> String {
    let facts = &stage.facts;
    let number = |name: &str| facts[name].as_u64().unwrap_or(0);
    match stage.stage.as_str() {
        "normalize" => {
            format!("{} edited, {} reverted", show::count(number("edited")), show::count(number("reverted")))
        }
        "describe" => format!("{} parse without error", show::count(number("parses"))),
        "keep-if" => {
            let reasons = facts["reasons"].as_object().into_iter().flatten();
            let reasons: Vec<(u64, &String)> = reasons.map(|(rule, n)| (n.as_u64().unwrap_or(0), rule)).collect();
            let mut shown: Vec<(u64, &String)> = reasons.into_iter().filter(|(n, _)| *n > 0).collect();
            shown.sort_by(|a, b| b.cmp(a));
            shown.iter().map(|(n, rule)| format!("not {rule} {}", show::count(*n))).collect::<Vec<_>>().join(" · ")
        }
        "near-dup" => format!(
            "{} bands × {} rows, {} candidates, {} edges",
            number("bands"),
            number("rows"),
            show::count(number("candidates")),
            show::count(number("edges"))
        ),
        "tokenizer" => format!("{} tokens", show::count(number("vocabulary"))),
        "train" => {
            let best =
                facts["best"]["loss"].as_f64().map_or(String::new(), |loss| format!(", validation loss {loss:.4}"));
            format!(
                "{} after {} steps{best}",
                facts["ended"].as_str().unwrap_or_default(),
                show::count(number("steps"))
            )
        }
        "generate" => format!("{} completions", show::count(number("completions"))),
        "evaluate" => pass_rates(facts),
        _ => String::new(),
    }
}

/// `pass@1 0.412 [0.341, 0.480]` for each k of a scored run's summary.
fn pass_rates(facts: &serde_json::Value) -> String {
    let rates = facts["summary"]["pass"].as_array().into_iter().flatten().map(|pass| {
        let number = |name: &str| pass[name].as_f64().unwrap_or(f64::NAN);
        let (low, high) = (&pass["interval"]["low"], &pass["interval"]["high"]);
        let interval =
            low.as_f64().zip(high.as_f64()).map_or(String::new(), |(low, high)| format!(" [{low:.3}, {high:.3}]"));
        format!("pass@{} {:.3}{interval}", pass["k"], number("value"))
    });
    rates.collect::<Vec<_>>().join(" · ")
}

fn languages(report: &Report) -> Option<String> {
    let mut languages: Vec<_> = report.published.languages.iter().collect();
    languages.sort_by_key(|(_, (_, bytes))| std::cmp::Reverse(*bytes));
    let shown: Vec<String> =
        languages.iter().map(|(name, (_, bytes))| format!("{name} {}", show::bytes(*bytes))).collect();
    (!shown.is_empty()).then(|| format!("  languages: {}", shown.join(" · ")))
}

fn dedup_quality(report: &Report) -> Option<String> {
    let facts = &report.stages.iter().find(|stage| stage.stage == "near-dup")?.facts;
    let bin = facts["recall"]["bins"].get(0)?;
    let shown = |kind: &str| match bin[kind]["recall"].as_f64() {
        Some(recall) => format!("{recall:.3} ({}/{})", bin[kind]["found"], bin[kind]["total"]),
        None => "no such pairs".to_owned(),
    };
    Some(format!(
        "  near-dup: recall by brute force on {} documents at J in [{:.2}, {:.2}): {}; under 256 shingles {}",
        facts["recall"]["sample"],
        bin["from"].as_f64()?,
        bin["to"].as_f64()?,
        shown("all"),
        shown("short"),
    ))
}
