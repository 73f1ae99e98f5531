//! `trommel why`: what happened to a document.

use anyhow::{Result, bail};
use serde_json::json;
use trommel_pipeline::why::Fate;
use trommel_store::RunManifest;

use crate::DONE;
use crate::args::{Arguments, WhyArguments};
use crate::verbs::{print, print_json};
use crate::world::World;

/// More than this many matches are counted, not listed.
const SHOWN: usize = 20;

pub fn why(arguments: &Arguments, why: &WhyArguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let run = RunManifest::load(&world.store, &why.run)?;
    let fates = trommel_pipeline::why::why(&world.store, &run, &why.document)?;
    if fates.is_empty() {
        bail!(
            "run {} knows no document `{}`; give its path from the source's root, the end of it from a slash on, or six digits of its id (`trommel sql \"select path from docs where path like '%…%'\"` finds it)",
            run.number,
            why.document
        );
    }
    if arguments.json {
        print_json(&json!({ "run": run.number, "documents": fates }))?;
        return Ok(DONE);
    }
    for fate in fates.iter().take(SHOWN) {
        print(&line(fate));
    }
    if fates.len() > SHOWN {
        print(&format!("… and {} more", fates.len() - SHOWN));
    }
    Ok(DONE)
}

fn line(fate: &Fate) -> String {
    let edited = match (fate.edited, fate.reverted) {
        (_, Some(true)) => "\n  normalize  an edit was reverted: it would have changed what parses",
        (Some(true), _) => "\n  normalize  edited",
        _ => "",
    };
    let head = format!("{} ({}, {})", fate.path, fate.source, fate.id);
    let (Some(stage), false) = (&fate.dropped_by, fate.kept) else {
        return format!("{head}{edited}\n  kept");
    };
    let reason = fate.reason.as_deref().unwrap_or("no reason was given");
    let what = match (&fate.survivor, fate.value, fate.threshold) {
        (Some(survivor), Some(value), Some(threshold)) if stage == "near-dup" => {
            let outranks = reason.split_once(": ").map_or(reason, |(_, why)| why);
            format!("Jaccard {value:.4} with {} (τ {threshold}), which outranks it: {outranks}", survivor.path)
        }
        (None, Some(value), Some(threshold)) => format!("{reason}: measured {value}, threshold {threshold}"),
        _ => reason.to_owned(),
    };
    format!("{head}{edited}\n  {stage}  dropped  {what}")
}
