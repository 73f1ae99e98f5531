//! `trommel ls`: the runs of a store.

use anyhow::Result;
use serde_json::json;
use trommel_pipeline::run::Report;
use trommel_store::{RunManifest, Survey};

use crate::args::Arguments;
use crate::verbs::{print, print_json};
use crate::world::World;
use crate::{DONE, show};

pub fn ls(arguments: &Arguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let survey = Survey::of(&world.store)?;
    let mut runs = Vec::new();
    for number in &survey.committed {
        let run = RunManifest::read(&world.store, *number)?;
        runs.push(Report::load(&world.store, &run)?);
    }
    if arguments.json {
        let abandoned: Vec<u64> = survey.claimed.iter().copied().collect();
        print_json(&json!({ "store": world.store.url(), "runs": runs, "uncommitted": abandoned }))?;
        return Ok(DONE);
    }
    let row = |report: &Report| {
        vec![
            report.run.unwrap_or_default().to_string(),
            report.recipe.clone(),
            show::count(report.documents_in),
            show::count(report.published.rows),
            show::bytes(report.published.bytes),
            report.root.as_deref().unwrap_or_default().chars().take(12).collect(),
        ]
    };
    let rows: Vec<Vec<String>> = runs.iter().map(row).collect();
    print(show::table(&["run", "recipe", "in", "out", "text", "root"], &rows, &[0, 2, 3, 4]).trim_end());
    Ok(DONE)
}
