//! The cheap half: barriers decide over columns of all shards, and guards check what they dropped.

use arrow::array::{Array, AsArray, RecordBatch};
use rayon::prelude::*;
use serde_json::{Value, json};
use trommel_store::{Lease, Manifest, Part, Pending, RunStage, View};

use super::describe::adds;
use super::keys::barrier_key;
use super::report::{Report, StageReport};
use super::{Groups, Job, Tables};
use crate::events::Event;
use crate::rows::with_id;
use crate::stage::{Barrier, Context, Stage, Work};
use crate::{PipelineError, Result, marks};

/// Smaller groups say nothing about a filter: losing three of five files is not a blast.
const LEAST_GROUP: u64 = 20;

pub(super) fn decide(
    job: &Job<'_>,
    stage: &dyn Stage,
    tables: &mut Tables,
    context: &Context<'_>,
    lease: &mut Lease<'_>,
    report: &mut Report,
) -> Result<RunStage> {
    let Work::Barrier(barrier) = stage.work() else {
        return Err(PipelineError::stage(stage.kind(), "is no barrier"));
    };
    let key = barrier_key(stage, barrier, context.previous, &tables.shards);
    // What the last run left for this stage is used as well.
    let last = context.previous.and_then(|run| run.stage(stage.kind()));
    let left: Vec<Part> = last.map(|stage| stage.parts.clone()).unwrap_or_default();
    let homes = left.iter().filter_map(Part::home);
    let objects = last.map(|stage| stage.objects.clone()).unwrap_or_default();
    lease.hold(objects.into_iter().chain(homes).chain([key]), job.environment.clock)?;
    let found = match job.forces(stage.kind()) {
        true => None,
        false => Manifest::find(context.store, stage.kind(), key)?.filter(|m| m.parts.len() == tables.shards.len()),
    };
    let reused = found.is_some();
    let text_before = context.text_read();
    let manifest = match found {
        Some(manifest) => manifest,
        None => {
            context.events.on(Event::Begin { name: stage.kind(), total: 0 });
            let view = tables.view(context.store);
            let decision = barrier.decide(context, &view)?;
            let mut facts = decision.facts;
            facts["objects"] = json!(decision.objects);
            facts["marks"] = json!(Marks::count(context, &view, &decision.tables)?);
            let mut pending = Pending::new(context.store, stage.kind(), key);
            let schema = with_id(&barrier.adds());
            pending.tables(&schema, &decision.tables, &left)?;
            let written: Vec<Part> = pending.parts().to_vec();
            let manifest = pending.commit(facts)?;
            if !same(&manifest.parts, &written) {
                return Err(PipelineError::NotDeterministic { stage: stage.kind().to_owned(), key: key.to_string() });
            }
            context.events.on(Event::End);
            manifest
        }
    };
    let counted: Marks = serde_json::from_value(manifest.facts["marks"].clone()).unwrap_or_default();
    tables.push(&adds(stage), manifest.parts.clone());
    guard(stage.kind(), barrier, &counted, context, tables)?;
    let mut row = StageReport::of_barrier(stage.kind(), &manifest.facts, counted.rows, counted.dropped);
    row.text_read = context.text_read() - text_before;
    row.count_shards(tables.shards.len(), reused);
    report.stages.push(row);
    let mut objects = vec![key];
    objects.extend(
        serde_json::from_value::<Vec<trommel_store::Key>>(manifest.facts["objects"].clone()).unwrap_or_default(),
    );
    Ok(RunStage {
        name: stage.kind().to_owned(),
        kind: stage.kind().to_owned(),
        version: stage.version(),
        config: stage.config(),
        objects,
        parts: manifest.parts,
        facts: manifest.facts,
        restarts: false,
    })
}

fn same(left: &[Part], right: &[Part]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.columns == b.columns)
}

/// Rows that came in and rows dropped, in all and by group.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Marks {
    pub rows: u64,
    pub dropped: u64,
    /// Rows in and dropped by `language …` and `source …`.
    pub groups: Groups,
}

impl Marks {
    fn count(context: &Context<'_>, view: &View, tables: &[RecordBatch]) -> Result<Marks> {
        let shards = tables.par_iter().enumerate().map(|(shard, table)| {
            context.check()?;
            Marks::of_shard(view, shard, table)
        });
        let shards: Vec<Marks> = shards.collect::<Result<_>>()?;
        let mut counted = Marks::default();
        for shard in shards {
            counted.rows += shard.rows;
            counted.dropped += shard.dropped;
            for (name, (rows, dropped)) in shard.groups {
                let group = counted.groups.entry(name).or_default();
                *group = (group.0 + rows, group.1 + dropped);
            }
        }
        Ok(counted)
    }

    fn of_shard(view: &View, shard: usize, table: &RecordBatch) -> Result<Marks> {
        let mut counted = Marks::default();
        let kept = marks::kept(view, shard)?;
        let batch = view.read_shard(shard, &["language", "source"])?;
        // A stage without `keep` drops nothing.
        let now = table.column_by_name("keep").and_then(|column| column.as_boolean_opt());
        for row in (0..kept.len()).filter(|row| kept[*row]) {
            let dropped = u64::from(now.is_some_and(|now| !now.value(row)));
            counted.rows += 1;
            counted.dropped += dropped;
            for (kind, column) in [("language", batch.column(0)), ("source", batch.column(1))] {
                let column = column.as_string::<i32>();
                let name = if column.is_valid(row) { column.value(row) } else { "unknown" };
                let group = counted.groups.entry(format!("{kind} {name}")).or_default();
                *group = (group.0 + 1, group.1 + dropped);
            }
        }
        Ok(counted)
    }
}

/// Refuses a stage that dropped everything, or more than its share of a language or source.
fn guard(stage: &str, barrier: &dyn Barrier, counted: &Marks, context: &Context<'_>, tables: &Tables) -> Result<()> {
    let allowed = barrier.blast_radius();
    let over = |rows: u64, dropped: u64| dropped as f64 > allowed * rows as f64;
    let everything = (counted.rows > 0 && counted.dropped == counted.rows && allowed < 1.0)
        .then(|| ("all".to_owned(), counted.rows, counted.dropped));
    let group = counted
        .groups
        .iter()
        .filter(|(_, (rows, dropped))| *rows >= LEAST_GROUP && over(*rows, *dropped))
        .map(|(name, (rows, dropped))| (name.clone(), *rows, *dropped))
        .max_by_key(|(_, _, dropped)| *dropped);
    let Some((group, rows, dropped)) = everything.or(group) else { return Ok(()) };
    Err(PipelineError::BlastRadius {
        stage: stage.to_owned(),
        examples: examples(&tables.view(context.store), stage, &group)?,
        group,
        dropped,
        rows,
        share: 100.0 * dropped as f64 / rows as f64,
        allowed: 100.0 * allowed,
    })
}

/// The first few rows of a group that a stage dropped.
fn examples(view: &View, stage: &str, group: &str) -> Result<String> {
    let mut shown = Vec::new();
    for shard in 0..view.shards().len() {
        let batch = view.read_shard(shard, &["path", "language", "source", "dropped_by", "reason"])?;
        let text = |column: usize, row: usize| {
            let column = batch.column(column).as_string::<i32>();
            if column.is_valid(row) { column.value(row) } else { "unknown" }
        };
        for row in 0..batch.num_rows() {
            let of_group = group == "all"
                || group == format!("language {}", text(1, row))
                || group == format!("source {}", text(2, row));
            if of_group && text(3, row) == stage {
                shown.push(format!("  {}: {}", text(0, row), text(4, row)));
            }
            if shown.len() == 5 {
                return Ok(shown.join("\n"));
            }
        }
    }
    Ok(shown.join("\n"))
}

/// Facts of a barrier that reports repeat, without what only the run itself needs.
pub(super) fn public(facts: &Value) -> Value {
    let mut facts = facts.clone();
    if let Some(map) = facts.as_object_mut() {
        for private in ["objects", "marks", "edges_object", "frozen"] {
            map.remove(private);
        }
    }
    facts
}
