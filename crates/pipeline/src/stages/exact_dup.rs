//! `exact-dup`: of documents with the same normalised text, the best-ranked stays.

use std::collections::BTreeMap;

use arrow::array::AsArray;
use arrow::datatypes::SchemaRef;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_corpus::rank::{self, RankKey};
use trommel_store::View;

use crate::marks::{self, Drop};
use crate::stage::{Barrier, Context, Decision, Stage, Work};
use crate::stages::{BLAST_RADIUS, config_of, ranks, share_problem};
use crate::{PipelineError, Result};

/// Drops documents whose normalised text another has; rank decides which stays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExactDup {
    /// The largest share of any language or source that may be dropped.
    pub blast_radius: f64,
}

impl Default for ExactDup {
    fn default() -> Self {
        ExactDup { blast_radius: BLAST_RADIUS }
    }
}

impl Stage for ExactDup {
    fn kind(&self) -> &'static str {
        "exact-dup"
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
        share_problem("blast_radius", self.blast_radius).into_iter().collect()
    }
}

impl Barrier for ExactDup {
    fn reads(&self) -> Vec<String> {
        ranks::COLUMNS.iter().copied().chain(["content_hash"]).map(str::to_owned).collect()
    }

    fn adds(&self) -> SchemaRef {
        marks::schema()
    }

    fn blast_radius(&self) -> f64 {
        self.blast_radius
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision> {
        if view.schema().index_of("content_hash").is_err() {
            return Err(PipelineError::stage("exact-dup", "there is no `content_hash`; put `describe` before it"));
        }
        let load = |shard: usize| {
            context.check()?;
            Shard::load(view, shard)
        };
        let shards: Vec<Shard> = (0..view.shards().len()).into_par_iter().map(load).collect::<Result<_>>()?;
        let mut documents: Vec<([u8; 16], u32, u32)> = Vec::new();
        for (number, shard) in shards.iter().enumerate() {
            let rows = (0..shard.kept.len()).filter(|row| shard.kept[*row]);
            documents.extend(rows.map(|row| (shard.hashes[row], number as u32, row as u32)));
        }
        documents.sort_unstable();

        let mut drops: Vec<Vec<Option<Drop>>> = shards.iter().map(|shard| vec![None; shard.kept.len()]).collect();
        let mut sizes: BTreeMap<usize, u64> = BTreeMap::new();
        for group in documents.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            *sizes.entry(group.len()).or_default() += 1;
            let rank = |(_, shard, row): &([u8; 16], u32, u32)| &shards[*shard as usize].ranked[*row as usize];
            let Some(best) = group.iter().min_by_key(|document| RankKey::new(&rank(document).fields())) else {
                continue;
            };
            for document in group.iter().filter(|document| *document != best) {
                let (winner, loser) = (rank(best), rank(document));
                drops[document.1 as usize][document.2 as usize] = Some(Drop {
                    reason: format!("same text as {}: {}", winner.path, rank::why(&winner.fields(), &loser.fields())),
                    value: Some(1.0),
                    threshold: Some(1.0),
                    survivor: Some(winner.id),
                });
            }
        }
        let table = |(shard, drops): (&Shard, &Vec<Option<Drop>>)| {
            marks::to_batch("exact-dup", &ranks::ids(&shard.ranked)?, &shard.kept, drops)
        };
        let tables = shards.iter().zip(&drops).map(table).collect::<Result<_>>()?;
        Ok(Decision { tables, facts: json!({ "groups": sizes }), objects: Vec::new() })
    }
}

/// What deciding needs of a shard, in order of rows.
struct Shard {
    kept: Vec<bool>,
    ranked: Vec<ranks::Ranked>,
    hashes: Vec<[u8; 16]>,
}

impl Shard {
    fn load(view: &View, shard: usize) -> Result<Shard> {
        let batch = view.read_shard(shard, &["content_hash"])?;
        let hashes = batch.column(0).as_fixed_size_binary();
        Ok(Shard {
            kept: marks::kept(view, shard)?,
            ranked: ranks::of_shard(view, shard)?,
            hashes: (0..batch.num_rows()).map(|row| ranks::id_at(hashes, row)).collect(),
        })
    }
}
