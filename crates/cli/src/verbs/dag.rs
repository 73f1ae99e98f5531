//! `trommel dag`: a recipe as a graph.

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use trommel_pipeline::dag::{Dag, DagStage};
use trommel_pipeline::{Recipe, Registry};
use trommel_store::Store;

use crate::args::{Arguments, DagArguments};
use crate::verbs::{print, print_json};
use crate::world::store_url;
use crate::{DONE, show};

/// More columns than this are counted, not listed.
const COLUMNS: usize = 6;

pub fn dag(arguments: &Arguments, dag: &DagArguments) -> Result<u8> {
    let recipe = Recipe::load(&dag.recipe, &dag.set, &Registry::new())?;
    let store = existing(&store_url(arguments))?;
    let graph = trommel_pipeline::dag::dag(&recipe, store.as_ref())?;
    if arguments.json {
        let mut shown = json!(graph);
        if dag.mermaid {
            shown["mermaid"] = json!(graph.mermaid());
        }
        print_json(&shown)?;
    } else if dag.mermaid {
        print(&graph.mermaid());
    } else {
        print(&screen(&graph));
    }
    Ok(DONE)
}

/// Opens a store that is there: a graph makes none.
fn existing(url: &str) -> Result<Option<Store>> {
    let path = url.strip_prefix("file://").unwrap_or(url);
    let there = path.contains("://") || Path::new(path).exists();
    Ok(if there { Some(Store::open(url)?) } else { None })
}

fn screen(dag: &Dag) -> String {
    let head = match dag.run {
        Some(run) => format!("{}: {} → dataset, rows of run {run}", dag.recipe, dag.sources.join(", ")),
        None => format!("{}: {} → dataset, not run yet", dag.recipe, dag.sources.join(", ")),
    };
    let number = |rows: Option<u64>| rows.map_or("–".to_owned(), show::count);
    let row = |stage: &DagStage| {
        let mut adds = stage.adds.clone();
        if stage.marks {
            adds.push("marks".to_owned());
        }
        let decides = stage.decides.join(" · ");
        vec![
            stage.stage.clone(),
            stage.work.to_owned(),
            number(stage.rows_in),
            number(stage.rows_out),
            columns(&stage.reads),
            columns(&adds),
            decides,
        ]
    };
    let rows: Vec<Vec<String>> = dag.stages.iter().map(row).collect();
    let header = ["stage", "work", "in", "out", "reads", "adds", "says"];
    format!("{head}\n{}", show::table(&header, &rows, &[2, 3]).trim_end())
}

fn columns(names: &[String]) -> String {
    match names.len() {
        0 => "–".to_owned(),
        many if many > COLUMNS => format!("{} and {} more", names[..COLUMNS].join(", "), many - COLUMNS),
        _ => names.join(", "),
    }
}
