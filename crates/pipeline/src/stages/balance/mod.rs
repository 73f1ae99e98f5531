//! `balance`: how much of each language or task there is for training.
//!
//! P(t) ∝ |D_t|^a with `exponent = a`. At 1 the corpus stays as it is, at 0 every group weighs the same. MFTCoder++ (eq. 13)
//! prints |D|^(1/T) with T = 0.7, which is an exponent of 1.43 and **amplifies** large groups; `temperature` takes it as printed.

mod apportion;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, UInt32Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt32Type};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_store::View;

use crate::marks::{self, Drop};
use crate::rows::with_id;
use crate::stage::{Barrier, Context, Decision, Stage, Work};
use crate::stages::order::training_rows;
use crate::stages::ranks::id_at;
use crate::stages::{config_of, draw, share_problem};
use crate::{PipelineError, Result};

use apportion::{apportion, probabilities};

/// Draws fewer or more of each group's training documents, by size to a power.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Balance {
    /// What the groups are.
    pub by: By,
    /// What size is counted in.
    pub measure: Measure,
    /// The exponent a in P(t) ∝ |D_t|^a; 0.7 unless `temperature` is given.
    pub exponent: Option<f64>,
    /// T of eq. 13 as MFTCoder++ prints it: an exponent of 1/T.
    pub temperature: Option<f64>,
    /// Says that a temperature below 1, which makes large groups larger, is meant.
    pub as_printed: bool,
    /// Size of the result, in `measure`; by default that of the input.
    pub total: Option<u64>,
    /// The most often a document is repeated where a group is to grow.
    pub max_repeats: u32,
    /// Seed of the draw.
    pub seed: u64,
    /// The largest share of any language or source that may be dropped.
    pub blast_radius: f64,
}

/// What groups are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The programming language.
    Language,
    /// The task of an instruction.
    Task,
}

impl By {
    pub(crate) fn column(self) -> &'static str {
        match self {
            By::Language => "language",
            By::Task => "task",
        }
    }
}

/// What size is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Lexical tokens.
    Tokens,
    /// Bytes of text.
    Bytes,
    /// Documents.
    Documents,
}

impl Default for Balance {
    fn default() -> Self {
        Balance {
            by: By::Language,
            measure: Measure::Tokens,
            exponent: None,
            temperature: None,
            as_printed: false,
            total: None,
            max_repeats: 4,
            seed: 0,
            blast_radius: 0.95,
        }
    }
}

impl Balance {
    fn power(&self) -> f64 {
        self.exponent.or(self.temperature.map(|temperature| 1.0 / temperature)).unwrap_or(0.7)
    }
}

impl Stage for Balance {
    fn kind(&self) -> &'static str {
        "balance"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Barrier(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems: Vec<_> = share_problem("blast_radius", self.blast_radius).into_iter().collect();
        match (self.exponent, self.temperature) {
            (Some(_), Some(_)) => {
                problems.push(("temperature", "and `exponent` say the same; give one of them".to_owned()))
            }
            (Some(exponent), _) if !(0.0..=10.0).contains(&exponent) => {
                problems.push((
                    "exponent",
                    format!("is {exponent}, expected 0.0 (all equal) to 1.0 (as they are), or more"),
                ));
            }
            (_, Some(temperature)) if temperature.is_nan() || temperature <= 0.0 => {
                problems.push(("temperature", format!("is {temperature}, expected above 0.0")));
            }
            (_, Some(temperature)) if temperature < 1.0 && !self.as_printed => {
                let message = format!(
                    "is {temperature}: eq. 13 as printed, |D|^(1/T), then has the exponent {:.2}, which makes large groups \
                     larger (at T = 0.7, 100k/10k/1k documents become 96.3/3.6/0.1 %); give `exponent = {temperature}` to \
                     flatten, or `as_printed = true` if this is what you want",
                    1.0 / temperature
                );
                problems.push(("temperature", message));
            }
            _ => {}
        }
        if self.max_repeats == 0 {
            problems.push(("max_repeats", "is 0, expected at least 1".to_owned()));
        }
        if self.total == Some(0) {
            problems.push(("total", "is 0, expected at least 1".to_owned()));
        }
        problems
    }
}

impl Barrier for Balance {
    fn reads(&self) -> Vec<String> {
        let size = match self.measure {
            Measure::Tokens => Some("tokens"),
            Measure::Bytes => Some("bytes"),
            Measure::Documents => None,
        };
        ["id", self.by.column()].into_iter().chain(size).map(str::to_owned).collect()
    }

    fn may_read(&self) -> Vec<String> {
        vec!["split".to_owned()]
    }

    /// Marks, and `repeats`: how often a document is to be seen in an epoch, 1 outside of train, 0 for one that is dropped.
    fn adds(&self) -> SchemaRef {
        let repeats = Arc::new(Field::new("repeats", DataType::UInt32, false));
        Arc::new(Schema::new(marks::schema().fields().iter().cloned().chain([repeats]).collect::<Vec<_>>()))
    }

    fn blast_radius(&self) -> f64 {
        self.blast_radius
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision> {
        let mut groups: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        let mut kept = Vec::new();
        for shard in 0..view.shards().len() {
            context.check()?;
            kept.push(marks::kept(view, shard)?);
            self.load(view, shard, &mut groups)?;
        }
        let sizes: Vec<u64> = groups.values().map(|group| group.iter().map(|entry| entry.size).sum()).collect();
        let total = self.total.unwrap_or(sizes.iter().sum());
        let targets = apportion(&probabilities(&sizes, self.power()), total);

        let mut repeats: Vec<Vec<u32>> = kept.iter().map(|kept| vec![1; kept.len()]).collect();
        let mut drops: Vec<Vec<Option<Drop>>> = kept.iter().map(|kept| vec![None; kept.len()]).collect();
        let mut told = BTreeMap::new();
        for ((name, entries), (size, target)) in groups.iter_mut().zip(sizes.iter().zip(&targets)) {
            entries.sort_unstable_by_key(|entry| (entry.draw, entry.shard, entry.row));
            let drawn = self.draw(entries, *size, *target);
            let mut after = 0;
            for (position, (entry, times)) in entries.iter().zip(&drawn).enumerate() {
                let (shard, row) = (entry.shard as usize, entry.row as usize);
                repeats[shard][row] = *times;
                after += entry.size * u64::from(*times);
                drops[shard][row] = (*times == 0).then(|| Drop {
                    reason: format!("drawn less often: {} {name}", self.by.column()),
                    value: Some((position as f64 + 0.5) / entries.len() as f64),
                    threshold: Some(*target as f64 / *size as f64),
                    survivor: None,
                });
            }
            told.insert(
                name.clone(),
                json!({ "documents": entries.len(), "size": size, "target": target, "after": after,
                "documents_after": drawn.iter().filter(|times| **times > 0).count(),
                "repeats_at_most": drawn.iter().max() }),
            );
        }
        let table = |shard: usize| -> Result<RecordBatch> {
            let ids = view.read_shard(shard, &["id"])?;
            let marks = marks::to_batch("balance", ids.column(0), &kept[shard], &drops[shard])?;
            let times = UInt32Array::from(repeats[shard].clone());
            let columns = marks.columns().iter().cloned().chain([Arc::new(times) as ArrayRef]).collect();
            Ok(RecordBatch::try_new(with_id(&self.adds()), columns)?)
        };
        let tables = (0..kept.len()).map(table).collect::<Result<_>>()?;
        let names: Vec<&String> = groups.keys().collect();
        Ok(Decision { tables, facts: self.facts(&names, &sizes, &targets, told), objects: Vec::new() })
    }
}

/// A training document of a group.
struct Entry {
    draw: u64,
    size: u64,
    shard: u32,
    row: u32,
}

impl Balance {
    fn load(&self, view: &View, shard: usize, groups: &mut BTreeMap<String, Vec<Entry>>) -> Result<()> {
        let mut columns = vec!["id", self.by.column()];
        columns.extend(match self.measure {
            Measure::Tokens => Some("tokens"),
            Measure::Bytes => Some("bytes"),
            Measure::Documents => None,
        });
        let batch = view.read_shard(shard, &columns)?;
        let (ids, names) = (batch.column(0).as_fixed_size_binary(), batch.column(1).as_string::<i32>());
        let sizes = batch.columns().get(2).and_then(|column| column.as_primitive_opt::<UInt32Type>());
        for row in training_rows(view, shard)? {
            let size = match (self.measure, sizes) {
                (Measure::Documents, _) => 1,
                (_, Some(sizes)) => u64::from(sizes.value(row)),
                _ => return Err(PipelineError::stage("balance", "the column it counts is no number")),
            };
            let name = if names.is_valid(row) { names.value(row) } else { "unknown" };
            let draw = draw("balance", self.seed, &id_at(ids, row));
            let entry = Entry { draw, size, shard: shard as u32, row: row as u32 };
            match groups.get_mut(name) {
                Some(group) => group.push(entry),
                None => drop(groups.insert(name.to_owned(), vec![entry])),
            }
        }
        Ok(())
    }

    /// How often each of a group's documents is drawn, in the order of their draw: whole passes first, then a beginning of
    /// one more, so that a larger target takes all that a smaller one takes.
    fn draw(&self, entries: &[Entry], size: u64, target: u64) -> Vec<u32> {
        let passes = target.checked_div(size).unwrap_or(0);
        if passes >= u64::from(self.max_repeats) {
            return vec![self.max_repeats; entries.len()];
        }
        let (passes, rest) = (passes as u32, target.checked_rem(size).unwrap_or(0));
        let mut before = 0;
        let times = |entry: &Entry| {
            let again = before < rest;
            before += entry.size;
            passes + u32::from(again)
        };
        entries.iter().map(times).collect()
    }

    fn facts(&self, names: &[&String], sizes: &[u64], targets: &[u64], told: BTreeMap<String, Value>) -> Value {
        let range: BTreeMap<String, BTreeMap<&str, f64>> = [0.0, 1.0 / 3.0, 0.5, 0.7, 1.0, 1.0 / 0.7]
            .into_iter()
            .chain([self.power()])
            .map(|exponent| {
                let of = names.iter().map(|name| name.as_str()).zip(probabilities(sizes, exponent));
                (format!("{exponent:.2}"), of.collect())
            })
            .collect();
        json!({
            "by": self.by, "measure": self.measure, "exponent": self.power(),
            "total": targets.iter().sum::<u64>(), "groups": told, "probabilities": range,
        })
    }
}
