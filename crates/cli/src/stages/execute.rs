//! `execute`: documents are programs that answer tasks; each is run in the sandbox and judged by its task's tests.

use std::sync::{Arc, OnceLock};

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_bench::{Claim, Preset};
use trommel_pipeline::PipelineError;
use trommel_pipeline::rows::{Cell, text_list};
use trommel_pipeline::stage::{Document, Map, Stage, Work};
use trommel_store::Key;

use crate::args::LimitsChoice;
use crate::judging::court::Court;

/// Runs every document in the sandbox and judges it by the tests of its task.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Execute {
    /// The benchmark whose tests decide: a name of `trommel bench list`, or a file of tasks.
    pub benchmark: String,
    /// The column that holds the task's id.
    pub id: IdColumn,
    /// How a program is taken out of a document: `raw`, `fence-first`, `fence-last`, `sanitize`, `auto`.
    pub extract: String,
    /// Fuel: a multiple of what the task's reference used, or the benchmark's own seconds.
    pub limits: ExecuteLimits,
    #[serde(skip)]
    court: OnceLock<Court>,
}

/// The column that holds the task's id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdColumn {
    /// `path`, which a source's `fields` may take from any field of a record.
    #[default]
    Path,
    /// `task`.
    Task,
}

/// How much a program may use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExecuteLimits {
    /// By the task's reference.
    #[default]
    Calibrated,
    /// As the benchmark's own harness has it.
    Upstream,
}

impl From<ExecuteLimits> for LimitsChoice {
    fn from(limits: ExecuteLimits) -> Self {
        match limits {
            ExecuteLimits::Calibrated => LimitsChoice::Calibrated,
            ExecuteLimits::Upstream => LimitsChoice::Upstream,
        }
    }
}

impl Default for Execute {
    fn default() -> Self {
        Execute {
            benchmark: "humaneval".to_owned(),
            id: IdColumn::Path,
            extract: "auto".to_owned(),
            limits: ExecuteLimits::Calibrated,
            court: OnceLock::new(),
        }
    }
}

impl IdColumn {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            IdColumn::Path => "path",
            IdColumn::Task => "task",
        }
    }
}

impl Stage for Execute {
    fn kind(&self) -> &'static str {
        "execute"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn work(&self) -> Work<'_> {
        Work::Map(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        match Preset::of_name(&self.extract) {
            Some(_) => Vec::new(),
            None => {
                let expected = "expected raw, fence-first, fence-last, sanitize or auto";
                vec![("extract", format!("is `{}`, {expected}", self.extract))]
            }
        }
    }

    fn prepare(&self) -> trommel_pipeline::Result<()> {
        if self.court.get().is_none() {
            let preset = Preset::of_name(&self.extract).unwrap_or_default();
            let court = Court::open(&self.benchmark, preset);
            let court = court.map_err(|error| PipelineError::stage("execute", format!("{error:#}")))?;
            let _ = self.court.set(court); // Another thread's is as good.
        }
        Ok(())
    }

    fn fingerprint(&self) -> Option<Key> {
        self.court.get().map(|court| court.fingerprint)
    }
}

impl Map for Execute {
    fn also_reads(&self) -> &[&'static str] {
        match self.id {
            IdColumn::Path => &["path"],
            IdColumn::Task => &["task"],
        }
    }

    /// `verdict`: `PASSED`, `WRONG_ANSWER`, …; null where no task has the document's id. `verdict_detail`: the exception's type,
    /// the module. `passed`; `compiled`: the language accepted it; `body_ran`: the module's body ran without the tests; `ran`: body and
    /// tests ran to their end. `tests` and `tests_passed`: how many. `fuel`: what it used. `failures`: the verdicts of tests
    /// that did not pass.
    fn adds(&self) -> SchemaRef {
        Arc::new(Schema::new(vec![
            Field::new("verdict", DataType::Utf8, true),
            Field::new("verdict_detail", DataType::Utf8, true),
            Field::new("passed", DataType::Boolean, true),
            Field::new("compiled", DataType::Boolean, true),
            Field::new("body_ran", DataType::Boolean, true),
            Field::new("ran", DataType::Boolean, true),
            Field::new("tests", DataType::UInt32, true),
            Field::new("tests_passed", DataType::UInt32, true),
            Field::new("fuel", DataType::UInt64, true),
            Field::new("failures", text_list(), true),
        ]))
    }

    fn row(&self, document: &mut Document) -> Vec<Cell> {
        let id = document.field(self.id.name()).unwrap_or_default().to_owned();
        let judged =
            self.court.get().and_then(|court| court.judge(&id, document.text(), Claim::Unsaid, self.limits.into()));
        let Some(judged) = judged else { return vec![Cell::Null; 10] };
        let failed = judged.tests.iter().filter(|test| !test.verdict.passed());
        vec![
            Cell::Text(judged.verdict.name().to_owned()),
            judged.verdict.detail().map_or(Cell::Null, |detail| Cell::Text(detail.to_owned())),
            Cell::Bool(judged.verdict.passed()),
            Cell::Bool(judged.compiled),
            Cell::Bool(judged.body_ran),
            Cell::Bool(judged.ran),
            Cell::U32(judged.tests.len() as u32),
            Cell::U32(judged.passed_tests() as u32),
            Cell::U64(judged.usage.fuel),
            Cell::Texts(failed.map(|test| test.verdict.to_string()).collect()),
        ]
    }
}
