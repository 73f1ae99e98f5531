//! The rows of a scored run as a frame, and what is counted in it.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use polars::prelude::*;
use trommel_bench::{Judged, Verdict};
use trommel_score::{Outcome, Summary};

use super::order::natural;
use super::scale::spelt;
use crate::ReportError;

/// Columns that are read. The texts stay where they are: a report has no use for them, and they are most of the bytes.
const NEEDED: [(&str, DataType); 8] = [
    ("task_id", DataType::String),
    ("ordinal", DataType::Int64),
    ("verdict", DataType::String),
    ("detail", DataType::String),
    ("passed", DataType::Boolean),
    ("ran", DataType::Boolean),
    ("tests_unprotected", DataType::Int64),
    ("fuel", DataType::Int64),
];

/// One row a completion.
#[derive(Debug, Clone)]
pub(crate) struct Verdicts {
    frame: DataFrame,
    /// Columns of metrics: every column of floats, since the verdicts themselves have none.
    pub metrics: Vec<String>,
    /// The rows by task and ordinal, tasks in natural order.
    pub rows: Vec<Row>,
}

/// A completion.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub task: String,
    pub ordinal: u32,
    /// Only its verdict is known.
    pub judged: Judged,
    pub fuel: u64,
    /// Has a test that was decided in the program's own room.
    pub unprotected: bool,
}

/// What a task's completions that count come to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TaskCounts {
    pub task: String,
    /// Completions that count.
    pub n: u32,
    /// Those that pass.
    pub passed: u32,
    /// Those that ran to their end.
    pub ran: u32,
}

/// A task's mean of a metric beside its executions, over completions that count and have a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TaskMean {
    pub task: String,
    /// The metric's mean.
    pub mean: f64,
    /// The share that passes, in [0, 1].
    pub passed: f64,
    /// The share that runs to its end, in [0, 1].
    pub ran: f64,
    /// Completions that count and have a value.
    pub n: u32,
}

impl Verdicts {
    /// Reads the columns a report needs.
    pub fn read(path: &Path) -> Result<Verdicts, ReportError> {
        let file = File::open(path).map_err(|source| ReportError::Read { path: path.to_owned(), source })?;
        // What a torn file has in place of its footer, only the reader can say.
        let torn = |error: PolarsError| ReportError::Foreign {
            path: path.to_owned(),
            line: None,
            found: first_line(&error.to_string()),
            expected: "a whole Parquet file of verdicts; `trommel score` writes it anew".to_owned(),
        };
        let mut reader = ParquetReader::new(file);
        let schema = reader.schema().map_err(torn)?;
        for (name, _) in &NEEDED {
            if !schema.iter_names().any(|column| column == name) {
                return Err(foreign(path, &format!("no column `{name}`")));
            }
        }
        let float = |dtype: &ArrowDataType| matches!(dtype, ArrowDataType::Float32 | ArrowDataType::Float64);
        let metrics: Vec<String> =
            schema.iter_values().filter(|field| float(&field.dtype)).map(|field| field.name.to_string()).collect();
        let columns = NEEDED.iter().map(|(name, _)| (*name).to_owned()).chain(metrics.iter().cloned()).collect();
        let mut frame = reader.with_columns(Some(columns)).finish().map_err(torn)?;
        for (name, dtype) in &NEEDED {
            let found = frame.column(name).map_err(torn)?.dtype();
            if found != dtype {
                return Err(foreign(path, &format!("column `{name}` of type {found}, not {dtype}")));
            }
        }
        let metrics = spell(&mut frame, metrics).map_err(torn)?;
        let rows = rows(&frame).map_err(torn)?;
        let mut rows = rows.into_iter().collect::<Result<Vec<Row>, String>>().map_err(|found| foreign(path, &found))?;
        rows.sort_by(|a, b| natural(&a.task, &b.task).then(a.ordinal.cmp(&b.ordinal)));
        if let Some(pair) =
            rows.windows(2).find(|pair| pair[0].task == pair[1].task && pair[0].ordinal == pair[1].ordinal)
        {
            return Err(foreign(path, &format!("completion {} of {} twice", pair[0].ordinal, pair[0].task)));
        }
        Ok(Verdicts { frame, metrics, rows })
    }

    /// Whether the summary is of these rows.
    pub fn check(&self, path: &Path, summary: &Summary) -> Result<(), ReportError> {
        let endings = self.endings()?;
        if self.rows.iter().all(|row| !row.judged.verdict.counts()) {
            return Err(foreign(path, &format!("{} rows of which none counts", self.rows.len())));
        }
        if endings == summary.endings && self.rows.len() as u64 == summary.completions {
            return Ok(());
        }
        let told = |endings: &BTreeMap<String, u64>| {
            endings.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
        };
        Err(ReportError::Foreign {
            path: path.to_owned(),
            line: None,
            found: format!("{} rows ({})", self.rows.len(), told(&endings)),
            expected: format!(
                "the {} rows of summary.json ({}): the files are of two runs; score again",
                summary.completions,
                told(&summary.endings)
            ),
        })
    }

    /// How many completions have each verdict, by its name.
    pub fn endings(&self) -> Result<BTreeMap<String, u64>, ReportError> {
        let counted =
            self.frame.clone().lazy().group_by([col("verdict")]).agg([len().cast(DataType::UInt64).alias("n")]);
        let read = || -> PolarsResult<BTreeMap<String, u64>> {
            let counted = counted.collect()?;
            let names = counted.column("verdict")?.str()?.iter();
            Ok(names
                .zip(counted.column("n")?.u64()?.iter())
                .filter_map(|(name, n)| Some((name?.to_owned(), n?)))
                .collect())
        };
        read().map_err(frame_error)
    }

    /// Every task with completions that count, in natural order.
    pub fn tasks(&self) -> Result<Vec<TaskCounts>, ReportError> {
        let number = |name: &str| col(name).cast(DataType::UInt32).sum();
        let grouped = self.counting().group_by([col("task_id")]).agg([
            len().cast(DataType::UInt32).alias("n"),
            number("passed").alias("passed"),
            number("ran").alias("ran"),
        ]);
        let read = || -> PolarsResult<Vec<TaskCounts>> {
            let grouped = grouped.collect()?;
            let number = |name: &str| -> PolarsResult<Vec<u32>> {
                Ok(grouped
                    .column(name)?
                    .cast(&DataType::UInt32)?
                    .u32()?
                    .iter()
                    .map(Option::unwrap_or_default)
                    .collect())
            };
            let (n, passed, ran) = (number("n")?, number("passed")?, number("ran")?);
            let tasks = grouped.column("task_id")?.str()?;
            let one = |(at, task): (usize, Option<&str>)| TaskCounts {
                task: task.unwrap_or_default().to_owned(),
                n: n[at],
                passed: passed[at],
                ran: ran[at],
            };
            Ok(tasks.iter().enumerate().map(one).collect())
        };
        let mut tasks = read().map_err(frame_error)?;
        tasks.sort_by(|a, b| natural(&a.task, &b.task));
        Ok(tasks)
    }

    /// A metric beside executions, by task; tasks without a value are left out.
    pub fn means(&self, metric: &str) -> Result<Vec<TaskMean>, ReportError> {
        let mean = |name: &str| col(name).cast(DataType::Float64).mean();
        let value = col(metric).cast(DataType::Float64);
        let grouped =
            self.counting().filter(value.clone().is_not_null().and(value.is_not_nan())).group_by([col("task_id")]).agg(
                [
                    mean(metric).alias("mean"),
                    mean("passed").alias("share_passed"),
                    mean("ran").alias("share_ran"),
                    len().cast(DataType::UInt32).alias("n"),
                ],
            );
        let read = || -> PolarsResult<Vec<TaskMean>> {
            let grouped = grouped.collect()?;
            let number = |name: &str| -> PolarsResult<Vec<f64>> {
                Ok(grouped.column(name)?.f64()?.iter().map(Option::unwrap_or_default).collect())
            };
            let (means, passed, ran) = (number("mean")?, number("share_passed")?, number("share_ran")?);
            let n: Vec<u32> = grouped.column("n")?.u32()?.iter().map(Option::unwrap_or_default).collect();
            let tasks = grouped.column("task_id")?.str()?;
            let one = |(at, task): (usize, Option<&str>)| TaskMean {
                task: task.unwrap_or_default().to_owned(),
                mean: means[at],
                passed: passed[at],
                ran: ran[at],
                n: n[at],
            };
            Ok(tasks.iter().enumerate().map(one).collect())
        };
        let mut means = read().map_err(frame_error)?;
        means.sort_by(|a, b| natural(&a.task, &b.task));
        Ok(means)
    }

    /// The metric of each completion that counts and has a value, by task and ordinal.
    pub fn by_completion(&self, metric: &str) -> Result<BTreeMap<(String, u32), f64>, ReportError> {
        let chosen = self.counting().select([
            col("task_id"),
            col("ordinal").cast(DataType::UInt32),
            col(metric).cast(DataType::Float64).alias("value"),
        ]);
        let read = || -> PolarsResult<BTreeMap<(String, u32), f64>> {
            let chosen = chosen.collect()?;
            let tasks = chosen.column("task_id")?.str()?.iter();
            let ordinals = chosen.column("ordinal")?.u32()?.iter();
            let values = chosen.column("value")?.f64()?.iter();
            let one = |((task, ordinal), value): ((Option<&str>, Option<u32>), Option<f64>)| {
                Some(((task?.to_owned(), ordinal?), value.filter(|value| value.is_finite())?))
            };
            Ok(tasks.zip(ordinals).zip(values).filter_map(one).collect())
        };
        read().map_err(frame_error)
    }

    /// For each completion that counts and has a value: its task, the value, whether it passed.
    pub fn values(&self, metric: &str) -> Result<Vec<(String, f64, bool)>, ReportError> {
        let chosen =
            self.counting().select([col("task_id"), col(metric).cast(DataType::Float64).alias("value"), col("passed")]);
        let read = || -> PolarsResult<Vec<(String, f64, bool)>> {
            let chosen = chosen.collect()?;
            let tasks = chosen.column("task_id")?.str()?.iter();
            let values = chosen.column("value")?.f64()?.iter();
            let passed = chosen.column("passed")?.bool()?.iter();
            let one = |((task, value), passed): ((Option<&str>, Option<f64>), Option<bool>)| {
                Some((task?.to_owned(), value.filter(|value| value.is_finite())?, passed?))
            };
            Ok(tasks.zip(values).zip(passed).filter_map(one).collect())
        };
        read().map_err(frame_error)
    }

    /// The rows as `trommel_score` compares them.
    pub fn outcomes(&self) -> Vec<Outcome<'_>> {
        self.rows.iter().map(|row| Outcome { task: &row.task, ordinal: row.ordinal, judged: &row.judged }).collect()
    }

    fn counting(&self) -> LazyFrame {
        let counts = col("verdict").neq(lit("INFRA")).and(col("verdict").neq(lit("SKIPPED_UNSUPPORTED")));
        self.frame.clone().lazy().filter(counts)
    }
}

/// Names columns of metrics as the metrics are called.
fn spell(frame: &mut DataFrame, metrics: Vec<String>) -> PolarsResult<Vec<String>> {
    let mut names = Vec::with_capacity(metrics.len());
    for name in &metrics {
        let spelt = spelt(name);
        if spelt != *name && !metrics.contains(&spelt) {
            frame.rename(name, spelt.as_str().into())?;
            names.push(spelt);
        } else {
            names.push(name.clone());
        }
    }
    Ok(names)
}

/// Every row, or what is wrong with it.
fn rows(frame: &DataFrame) -> PolarsResult<Vec<Result<Row, String>>> {
    let text = |name: &str| -> PolarsResult<Vec<Option<String>>> {
        Ok(frame.column(name)?.str()?.iter().map(|text| text.map(str::to_owned)).collect())
    };
    let number = |name: &str| -> PolarsResult<Vec<Option<i64>>> { Ok(frame.column(name)?.i64()?.iter().collect()) };
    let (tasks, verdicts, details) = (text("task_id")?, text("verdict")?, text("detail")?);
    let (ordinals, fuels, open) = (number("ordinal")?, number("fuel")?, number("tests_unprotected")?);
    let row = |at: usize| -> Result<Row, String> {
        let missing = |name: &str| format!("row {}: no {name}", at + 1);
        let verdict = verdicts[at].as_deref().ok_or_else(|| missing("verdict"))?;
        let ordinal = ordinals[at].ok_or_else(|| missing("ordinal"))?;
        Ok(Row {
            task: tasks[at].clone().ok_or_else(|| missing("task_id"))?,
            ordinal: u32::try_from(ordinal).map_err(|_| format!("row {}: ordinal {ordinal}", at + 1))?,
            judged: Judged::not_run(named(verdict, details[at].as_deref(), at)?, ""),
            fuel: u64::try_from(fuels[at].unwrap_or_default()).unwrap_or_default(),
            unprotected: open[at].unwrap_or_default() > 0,
        })
    };
    Ok((0..frame.height()).map(row).collect())
}

/// The verdict of a table's two columns.
fn named(name: &str, detail: Option<&str>, at: usize) -> Result<Verdict, String> {
    let value = match detail {
        Some(detail) => serde_json::json!({ name: detail }),
        None => serde_json::Value::String(name.to_owned()),
    };
    serde_json::from_value(value).map_err(|_| format!("row {}: the verdict `{name}`", at + 1))
}

fn foreign(path: &Path, found: &str) -> ReportError {
    ReportError::Foreign {
        path: path.to_owned(),
        line: None,
        found: found.to_owned(),
        expected: "the verdicts of `trommel score`".to_owned(),
    }
}

fn frame_error(source: PolarsError) -> ReportError {
    ReportError::Frame { table: "verdicts.parquet".to_owned(), source }
}

/// Errors of polars go on with a plan that says nothing to a reader.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
