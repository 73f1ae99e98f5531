//! `score`: pass@k, rates and endings of what `execute` judged, as facts of the run; it drops nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float32Array, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt32Type};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_bench::{Judged, Room, TestResult, Verdict};
use trommel_pipeline::PipelineError;
use trommel_pipeline::rows::with_id;
use trommel_pipeline::stage::{Barrier, Context, Decision, Stage, Work};
use trommel_score::{Outcome, Wanted, summarise};
use trommel_store::View;

use crate::judging::compared::named;
use crate::stages::execute::IdColumn;

/// Scores what `execute` judged: pass@k with intervals, CESR, RSR, FPR, endings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Score {
    /// pass@k for these k.
    pub k: Vec<u32>,
    /// The column that holds the task's id.
    pub id: IdColumn,
    /// Seed of the bootstrap.
    pub seed: u64,
}

impl Default for Score {
    fn default() -> Self {
        Score { k: vec![1], id: IdColumn::Path, seed: 0 }
    }
}

const COLUMNS: [&str; 7] = ["verdict", "verdict_detail", "compiled", "body_ran", "ran", "tests", "tests_passed"];

impl Stage for Score {
    fn kind(&self) -> &'static str {
        "score"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn work(&self) -> Work<'_> {
        Work::Barrier(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        match self.k.as_slice() {
            [] => vec![("k", "is empty, expected at least one k".to_owned())],
            ks if ks.contains(&0) => vec![("k", "holds 0, expected 1 or more".to_owned())],
            _ => Vec::new(),
        }
    }
}

impl Barrier for Score {
    fn reads(&self) -> Vec<String> {
        COLUMNS.iter().copied().chain(["id", self.id.name()]).map(str::to_owned).collect()
    }

    /// `task_pass_rate`: the share of the task's documents that pass, in [0, 1]; null where `execute` knew no task.
    fn adds(&self) -> SchemaRef {
        Arc::new(Schema::new(vec![Field::new("task_pass_rate", DataType::Float32, true)]))
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> trommel_pipeline::Result<Decision> {
        let mut shards = Vec::new();
        for shard in 0..view.shards().len() {
            context.check()?;
            shards.push(Shard::load(view, shard, self.id.name())?);
        }
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        let mut outcomes = Vec::new();
        for (task, judged) in shards.iter().flat_map(|shard| &shard.rows).flatten() {
            let ordinal = counts.entry(task).or_default();
            outcomes.push(Outcome { task, ordinal: *ordinal, judged });
            *ordinal += 1;
        }
        let wanted = Wanted { ks: self.k.clone(), seed: self.seed, ..Wanted::default() };
        let summary =
            summarise(&outcomes, &wanted).map_err(|error| PipelineError::stage("score", error.to_string()))?;
        let rates: BTreeMap<&str, f32> =
            summary.per_task.iter().map(|task| (task.task.as_str(), task.c as f32 / task.n.max(1) as f32)).collect();
        let table = |shard: &Shard| -> trommel_pipeline::Result<RecordBatch> {
            let rate =
                |row: &Option<(String, Judged)>| row.as_ref().and_then(|(task, _)| rates.get(task.as_str()).copied());
            let column: ArrayRef = Arc::new(shard.rows.iter().map(rate).collect::<Float32Array>());
            Ok(RecordBatch::try_new(with_id(&self.adds()), vec![Arc::clone(&shard.ids), column])?)
        };
        let tables = shards.iter().map(table).collect::<trommel_pipeline::Result<_>>()?;
        let facts = json!({
            "tasks": summary.tasks, "completions": summary.completions, "counted": summary.counted,
            "infra": summary.infra, "skipped": summary.skipped,
            "pass": summary.pass, "rates": summary.rates, "endings": summary.endings,
        });
        Ok(Decision { tables, facts, objects: Vec::new() })
    }
}

/// Task and judgement of each row; none where there is no verdict.
struct Shard {
    ids: ArrayRef,
    rows: Vec<Option<(String, Judged)>>,
}

impl Shard {
    fn load(view: &View, shard: usize, id: &str) -> trommel_pipeline::Result<Shard> {
        if let Some(absent) = COLUMNS.iter().find(|column| view.schema().index_of(column).is_err()) {
            let message = format!("there is no `{absent}`; put `execute` before it");
            return Err(PipelineError::stage("score", message));
        }
        let columns: Vec<&str> = COLUMNS.iter().copied().chain([id, "id"]).collect();
        let batch = view.read_shard(shard, &columns)?;
        let text = |column: usize, row: usize| {
            let column = batch.column(column).as_string::<i32>();
            column.is_valid(row).then(|| column.value(row).to_owned())
        };
        let flag = |column: usize, row: usize| batch.column(column).as_boolean().value(row);
        let number = |column: usize, row: usize| batch.column(column).as_primitive::<UInt32Type>().value(row);
        let row = |row: usize| {
            let verdict = named(&text(0, row)?, text(1, row).as_deref()).ok()?;
            let mut judged = Judged::not_run(verdict.clone(), "");
            (judged.compiled, judged.body_ran, judged.ran) = (flag(2, row), flag(3, row), flag(4, row));
            let passed = number(6, row);
            let test = |index: u32| TestResult {
                room: Room::Host,
                verdict: if index < passed { Verdict::Passed } else { verdict.clone() },
                reached: true,
                plus: false,
                near_miss: false,
                claims_equality: false,
            };
            judged.tests = (0..number(5, row)).map(test).collect();
            Some((text(7, row)?, judged))
        };
        Ok(Shard { ids: Arc::clone(batch.column(8)), rows: (0..batch.num_rows()).map(row).collect() })
    }
}
