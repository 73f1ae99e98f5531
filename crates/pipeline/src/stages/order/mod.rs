//! `order`: the curriculum, training documents from predictable to surprising.
//!
//! MFTCoder++ (eq. 14) orders tasks by C_i = E[H(x)]. Its H is the entropy within a sample, which orders mostly by length, so
//! the default is the corpus surprisal −(1/|x|) Σ ln p̂(x_j), p̂ from add-one counts of lexical tokens. The counts and the
//! borders of buckets are **frozen** with the first run and taken from the last one after that, so that one changed file
//! does not change every row; `rebuild = true` makes them anew.

mod frozen;
mod ranking;
mod vocabulary;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float32Array, RecordBatch, UInt32Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_store::{Key, RunManifest, View};

use crate::Result;
use crate::rows::with_id;
use crate::stage::{Barrier, Context, Decision, Stage, Work};
use crate::stages::balance::By;
use crate::stages::config_of;

use frozen::Frozen;
use ranking::{Document, load};
use vocabulary::Vocabulary;

pub(crate) use ranking::training_rows;

/// Orders training documents by how surprising they are: phases, then tasks, then documents.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Order {
    /// Which groups are ordered by their mean; without it all documents are one group.
    pub by: Option<By>,
    /// What is measured.
    pub entropy: Entropy,
    /// Languages in the order in which they are trained; those not named come last, together.
    pub phases: Vec<String>,
    /// Documents are shuffled inside this many quantile buckets of each group; without it they are sorted.
    pub buckets: Option<u32>,
    /// About how many bytes of text a published file of sorted documents holds.
    pub shard_bytes: u64,
    /// Counts tokens and draws borders anew instead of taking the last run's.
    pub rebuild: bool,
    /// Seed of the shuffle.
    pub seed: u64,
}

/// What is measured of a document, in nats a lexical token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entropy {
    /// The mean surprisal of its tokens under the corpus's counts.
    Corpus,
    /// The entropy of its own tokens, as printed in eq. 14, divided by ln(distinct tokens): 0 to 1.
    Within,
}

impl Default for Order {
    fn default() -> Self {
        Order {
            by: Some(By::Language),
            entropy: Entropy::Corpus,
            phases: Vec::new(),
            buckets: None,
            shard_bytes: 64 << 20,
            rebuild: false,
            seed: 0,
        }
    }
}

impl Stage for Order {
    fn kind(&self) -> &'static str {
        "order"
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
        let mut problems = Vec::new();
        for name in &self.phases {
            if let Err(error) = name.parse::<trommel_lang::Language>() {
                problems.push(("phases", format!("has an {error}")));
            }
        }
        if self.buckets == Some(0) {
            problems.push(("buckets", "is 0, expected at least 1".to_owned()));
        }
        if self.shard_bytes == 0 {
            problems.push(("shard_bytes", "is 0, expected at least 1".to_owned()));
        }
        problems
    }

    fn half(&self) -> Option<Box<dyn Stage>> {
        Some(Box::new(Vocabulary))
    }
}

impl Barrier for Order {
    fn reads(&self) -> Vec<String> {
        let group = self.by.map(By::column);
        let own = ["id", "language", "bytes", "token_hashes", "token_counts"];
        own.into_iter().chain(group).map(str::to_owned).collect()
    }

    fn may_read(&self) -> Vec<String> {
        vec!["split".to_owned()]
    }

    /// Null for rows that are not for training:
    /// * `surprisal`: what `entropy` asks for
    /// * `stratum`: phase and group, in the order of training; `bucket`: the quantile bucket inside it
    /// * `rank`: the place in the whole order
    fn adds(&self) -> SchemaRef {
        Arc::new(Schema::new(vec![
            Field::new("surprisal", DataType::Float32, true),
            Field::new("stratum", DataType::UInt32, true),
            Field::new("bucket", DataType::UInt32, true),
            Field::new("rank", DataType::UInt32, true),
        ]))
    }

    fn history(&self, previous: Option<&RunManifest>) -> Vec<Key> {
        previous.filter(|_| !self.rebuild).and_then(|run| frozen::digest(run, self)).into_iter().collect()
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision> {
        let known = match self.rebuild {
            true => None,
            false => Frozen::of_last_run(context, self)?,
        };
        let was_known = known.is_some();
        let mut frozen = match known {
            Some(frozen) => frozen,
            None => Frozen::count(context, view)?,
        };
        let mut documents = load(context, view, self, &frozen)?;
        if !was_known {
            frozen.draw_borders(&documents, self);
        }
        let strata = ranking::rank(&mut documents, &frozen, self);
        let object = frozen.keep(context)?;
        let facts = json!({
            "frozen": frozen.facts(object, self),
            "taken_from_last_run": was_known,
            "tokens": frozen.total, "distinct_tokens": frozen.counts.len(),
            "strata": strata,
            "quantiles": quantiles(&documents),
        });
        Ok(Decision { tables: self.tables(view, &documents)?, facts, objects: object.into_iter().collect() })
    }
}

impl Order {
    fn tables(&self, view: &View, documents: &[Document]) -> Result<Vec<RecordBatch>> {
        let mut by_shard: Vec<Vec<&Document>> = vec![Vec::new(); view.shards().len()];
        documents.iter().for_each(|document| by_shard[document.shard as usize].push(document));
        let table = |(shard, mut documents): (usize, Vec<&Document>)| {
            documents.sort_unstable_by_key(|document| document.row);
            let ids = view.read_shard(shard, &["id"])?;
            let rows = ids.num_rows();
            let mut surprisal: Vec<Option<f32>> = vec![None; rows];
            let mut numbers: [Vec<Option<u32>>; 3] = std::array::from_fn(|_| vec![None; rows]);
            for document in documents {
                let row = document.row as usize;
                surprisal[row] = Some(document.surprisal);
                for (column, value) in numbers.iter_mut().zip([document.stratum, document.bucket, document.rank]) {
                    column[row] = Some(value);
                }
            }
            let mut columns: Vec<ArrayRef> = vec![Arc::clone(ids.column(0)), Arc::new(Float32Array::from(surprisal))];
            columns.extend(numbers.into_iter().map(|column| Arc::new(UInt32Array::from(column)) as ArrayRef));
            Ok(RecordBatch::try_new(with_id(&self.adds()), columns)?)
        };
        by_shard.into_iter().enumerate().map(table).collect()
    }
}

/// Smallest, quartiles and largest.
fn quantiles(documents: &[Document]) -> Vec<f32> {
    let mut values: Vec<f32> = documents.iter().map(|document| document.surprisal).collect();
    values.sort_unstable_by(f32::total_cmp);
    let at = |quarter: usize| values.get((values.len().saturating_sub(1)) * quarter / 4).copied();
    (0..=4).filter_map(at).collect()
}

/// What is told of a phase and group.
#[derive(Debug, Serialize)]
struct Stratum {
    phase: Option<String>,
    group: Option<String>,
    documents: u64,
    mean: f64,
    buckets: BTreeMap<u32, u64>,
}
