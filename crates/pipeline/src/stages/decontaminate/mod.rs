//! `decontaminate`: documents that hold tasks of the benchmarks in use, also with names changed.
//!
//! A task is held where a document has most of the n-grams of its solution, prompt or tests within one stretch. N-grams are of
//! lexical tokens, as they are and with names replaced, and of words of comments. Those that many documents have are idioms and
//! do not count. What it cannot find: a solution that was written anew, and a renamed one-liner.

mod benchmark;
mod overlap;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::{SchemaRef, UInt32Type};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_dedup::contamination::{Form, Frequencies, Hit, Index, Match, Part, Settings, judge};
use trommel_store::{Key, View};

use crate::marks::{self, Drop};
use crate::stage::{Barrier, Context, Decision, Stage, Work};
use crate::stages::{BLAST_RADIUS, config_of, share_problem};
use crate::{PipelineError, Result};

pub use benchmark::Benchmark;
use benchmark::Loaded;
use overlap::Overlap;

/// Drops documents that hold tasks of benchmarks: prompt, solution or tests, verbatim or renamed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Decontaminate {
    /// The benchmarks: JSONL files, also compressed.
    pub benchmarks: Vec<Benchmark>,
    /// Tokens in an n-gram.
    pub n: usize,
    /// The share of a task's n-grams that a document has to have as they are.
    pub coverage: f64,
    /// The same of n-grams with names replaced.
    pub renamed_coverage: f64,
    /// An n-gram in more documents is an idiom, and does not count.
    pub common_documents: u32,
    /// The largest share of any language or source that may be dropped.
    pub blast_radius: f64,
    #[serde(skip)]
    loaded: Loaded,
}

impl Default for Decontaminate {
    fn default() -> Self {
        let settings = Settings::default();
        Decontaminate {
            benchmarks: Vec::new(),
            n: 10,
            coverage: settings.exact.coverage,
            renamed_coverage: settings.shape.coverage,
            common_documents: settings.common_documents,
            blast_radius: BLAST_RADIUS,
            loaded: Loaded::default(),
        }
    }
}

impl Decontaminate {
    fn settings(&self) -> Settings {
        let mut settings = Settings { common_documents: self.common_documents, ..Settings::default() };
        (settings.exact.coverage, settings.prose.coverage) = (self.coverage, self.coverage);
        settings.shape.coverage = self.renamed_coverage;
        settings
    }
}

impl Stage for Decontaminate {
    fn kind(&self) -> &'static str {
        "decontaminate"
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
        if self.benchmarks.is_empty() {
            let message = "is empty; give `benchmarks = [{ path = \"HumanEval.jsonl.gz\" }]`".to_owned();
            problems.push(("benchmarks", message));
        }
        if !(3..=63).contains(&self.n) {
            problems.push(("n", format!("is {}, expected 3 to 63 tokens; 10 is usual", self.n)));
        }
        for (key, share) in [("coverage", self.coverage), ("renamed_coverage", self.renamed_coverage)] {
            if !(share > 0.0 && share <= 1.0) {
                problems.push((key, format!("is {share}, expected above 0.0 and at most 1.0")));
            }
        }
        problems
    }

    fn prepare(&self) -> Result<()> {
        self.loaded.load(&self.benchmarks, self.n)
    }

    fn fingerprint(&self) -> Option<Key> {
        self.loaded.fingerprint()
    }

    fn half(&self) -> Option<Box<dyn Stage>> {
        Some(Box::new(Overlap { benchmarks: self.benchmarks.clone(), n: self.n, loaded: self.loaded.clone() }))
    }
}

impl Barrier for Decontaminate {
    fn reads(&self) -> Vec<String> {
        ["id", "hit_grams", "hit_positions", "hit_ranges"].map(str::to_owned).to_vec()
    }

    fn adds(&self) -> SchemaRef {
        marks::schema()
    }

    fn blast_radius(&self) -> f64 {
        self.blast_radius
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision> {
        self.prepare()?;
        let index =
            self.loaded.index().ok_or_else(|| PipelineError::stage("decontaminate", "no benchmark was read"))?;
        let shards = (0..view.shards().len()).into_par_iter().map(|shard| {
            context.check()?;
            Shard::load(view, shard)
        });
        let shards: Vec<Shard> = shards.collect::<Result<_>>()?;
        let counted = |shard: &Shard| {
            let mut frequencies = Frequencies::new(&index);
            let kept = shard.hits.iter().zip(&shard.kept).filter(|(_, kept)| **kept);
            kept.for_each(|(hits, _)| frequencies.add(&index, hits));
            frequencies
        };
        let mut frequencies = Frequencies::new(&index);
        shards.par_iter().map(counted).collect::<Vec<_>>().iter().for_each(|more| frequencies.merge(more));

        let settings = self.settings();
        let decide = |shard: &Shard| -> Vec<Option<Match>> {
            let found = shard.hits.par_iter().zip(&shard.kept).map(|(hits, kept)| match kept {
                true => clearest(judge(&index, &frequencies, &settings, hits)),
                false => None,
            });
            found.collect()
        };
        let found: Vec<Vec<Option<Match>>> = shards.iter().map(decide).collect();
        let table = |(shard, found): (&Shard, &Vec<Option<Match>>)| -> Result<RecordBatch> {
            let drops: Vec<Option<Drop>> =
                found.iter().map(|found| found.as_ref().map(|found| drop_of(&index, found))).collect();
            marks::to_batch("decontaminate", &shard.ids, &shard.kept, &drops)
        };
        let tables = shards.iter().zip(&found).map(table).collect::<Result<_>>()?;
        Ok(Decision { tables, facts: facts(&index, &found), objects: Vec::new() })
    }
}

/// Of the items that a document holds, the one it has most of.
fn clearest(matches: Vec<Match>) -> Option<Match> {
    let more = |a: &Match, b: &Match| {
        a.coverage.total_cmp(&b.coverage).then(a.counted.cmp(&b.counted)).then(b.item.cmp(&a.item))
    };
    matches.into_iter().max_by(more)
}

fn drop_of(index: &Index, found: &Match) -> Drop {
    let form = match found.form {
        Form::Exact => "verbatim",
        Form::Shape => "with names changed",
        Form::Prose => "in words",
    };
    let (item, part) = (&index.items()[found.item as usize], part_name(found.part));
    Drop {
        reason: format!("holds the {part} of {item} {form}, in bytes {} to {}", found.range.0, found.range.1),
        value: Some(found.coverage),
        threshold: Some(found.threshold),
        survivor: None,
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Whole => "function",
        Part::Solution => "solution",
        Part::Prompt => "prompt",
        Part::Tests => "tests",
    }
}

fn facts(index: &Index, found: &[Vec<Option<Match>>]) -> Value {
    let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
    let mut items: BTreeMap<&str, u64> = BTreeMap::new();
    for found in found.iter().flatten().flatten() {
        *reasons
            .entry(format!("{} {}", part_name(found.part), format!("{:?}", found.form).to_lowercase()))
            .or_default() += 1;
        *items.entry(&index.items()[found.item as usize]).or_default() += 1;
    }
    json!({
        "items": index.items().len(), "grams": index.grams(), "items_too_short": index.unseen().len(),
        "items_found": items.len(), "found": items, "reasons": reasons,
    })
}

/// What deciding needs of a shard.
struct Shard {
    ids: ArrayRef,
    kept: Vec<bool>,
    hits: Vec<Vec<Hit>>,
}

impl Shard {
    fn load(view: &View, shard: usize) -> Result<Shard> {
        let batch = view.read_shard(shard, &["id", "hit_grams", "hit_positions", "hit_ranges"])?;
        let numbers = |column: usize, row: usize| -> Vec<u32> {
            batch.column(column).as_list::<i32>().value(row).as_primitive::<UInt32Type>().values().to_vec()
        };
        let hits = |row: usize| -> Vec<Hit> {
            let (grams, positions, ranges) = (numbers(1, row), numbers(2, row), numbers(3, row));
            let places = positions.into_iter().zip(ranges.chunks_exact(2));
            grams
                .into_iter()
                .zip(places)
                .map(|(gram, (position, range))| Hit { gram, position, range: (range[0], range[1]) })
                .collect()
        };
        Ok(Shard {
            ids: Arc::clone(batch.column(0)),
            kept: marks::kept(view, shard)?,
            hits: (0..batch.num_rows()).map(hits).collect(),
        })
    }
}
