//! `near-dup`: of documents whose shingle sets are similar, the best-ranked stays.
//!
//! ```text
//! signatures ─► band keys ─► sorted (spills) ─► buckets ─► candidate pairs ─► exact Jaccard ─► which stay
//! ```
//!
//! Moving the threshold reads no text: signatures and shingle sets are columns that `describe` wrote, and the
//! similarity of a pair is kept from run to run.

mod candidates;
mod documents;
mod edges;
mod measure;
mod sets;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, FixedSizeBinaryArray, RecordBatch};
use arrow::datatypes::{Field, Schema, SchemaRef};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_corpus::rank;
use trommel_dedup::{
    Bands, Edge, Survivor, cluster_sizes, components, distinct_pairs, pair_key, survivors, transitive,
};
use trommel_store::View;

use crate::events::Event;
use crate::marks::{self, Drop};
use crate::rows::{ID, with_id};
use crate::stage::{Barrier, Context, Decision, Stage, Work};
use crate::stages::{BLAST_RADIUS, config_of, ranks, share_problem};
use crate::{PipelineError, Result};

use candidates::Candidates;
use documents::Documents;

/// Drops documents that are near-duplicates of better-ranked ones (MinHash, banded LSH, exact verification).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NearDup {
    /// The Jaccard similarity of shingle sets from which two documents are near-duplicates.
    pub threshold: f64,
    /// The share of pairs with J in [threshold, threshold + 0.05) that the bands are to find.
    pub recall: f64,
    /// Whether candidates are verified.
    pub verify: Verify,
    /// Documents among which recall is measured by brute force; 0 for none.
    pub sample: usize,
    /// The largest share of any language or source that may be dropped.
    pub blast_radius: f64,
}

/// Whether candidates are verified.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verify {
    /// By the exact Jaccard similarity of their shingle sets.
    Exact,
    /// Not at all, and clusters are closed transitively: what BigCode did, for comparison.
    None,
}

impl Default for NearDup {
    fn default() -> Self {
        NearDup { threshold: 0.7, recall: 0.95, verify: Verify::Exact, sample: 2000, blast_radius: BLAST_RADIUS }
    }
}

impl NearDup {
    fn bands(&self) -> Result<Bands> {
        Bands::for_recall(self.threshold, self.recall)
            .map_err(|error| PipelineError::stage("near-dup", error.to_string()))
    }
}

impl Stage for NearDup {
    fn kind(&self) -> &'static str {
        "near-dup"
    }

    fn version(&self) -> u32 {
        2
    }

    fn config(&self) -> Value {
        config_of(self)
    }

    fn work(&self) -> Work<'_> {
        Work::Barrier(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems: Vec<_> = share_problem("blast_radius", self.blast_radius).into_iter().collect();
        if !(self.threshold > 0.0 && self.threshold <= 1.0) {
            let way = "0.7 merges files that share about seven tenths of their shingles";
            problems.push(("threshold", format!("is {}, expected above 0.0 and at most 1.0; {way}", self.threshold)));
        } else if !(self.recall > 0.0 && self.recall < 1.0) {
            problems.push(("recall", format!("is {}, expected above 0.0 and below 1.0", self.recall)));
        } else if let Err(error) = Bands::for_recall(self.threshold, self.recall) {
            problems.push(("recall", error.to_string()));
        }
        problems
    }
}

impl Barrier for NearDup {
    fn reads(&self) -> Vec<String> {
        let own = ["minhash", "shingles", "shingles_hash", "shingle_count"];
        ranks::COLUMNS.iter().copied().chain(own).map(str::to_owned).collect()
    }

    /// Marks, and `cluster`: the id of the best-ranked document that verified edges lead to, null for one that stands
    /// alone. Documents of a cluster need not be near-duplicates of each other; each is one of its survivor.
    fn adds(&self) -> SchemaRef {
        let cluster = Arc::new(Field::new("cluster", ID, true));
        Arc::new(Schema::new(marks::schema().fields().iter().cloned().chain([cluster]).collect::<Vec<_>>()))
    }

    fn blast_radius(&self) -> f64 {
        self.blast_radius
    }

    fn decide(&self, context: &Context<'_>, view: &View) -> Result<Decision> {
        if view.schema().index_of("minhash").is_err() {
            return Err(PipelineError::stage("near-dup", "there is no `minhash`; put `describe` before it"));
        }
        let bands = self.bands()?;
        context.events.on(Event::Note(&format!("near-dup: {} bands of {} rows", bands.bands, bands.rows)));
        let documents = Documents::load(context, view)?;
        let candidates = Candidates::find(context, &documents, bands)?;
        let (edges, fates, checked) = match self.verify {
            Verify::Exact => {
                // What hot buckets skipped is sampled and verified with the rest, to say what skipping costs.
                let mut pairs = candidates.pairs.clone();
                pairs.extend(candidates.skipped.iter().map(|(a, b)| pair_key(*a, *b)));
                distinct_pairs(&mut pairs);
                let (edges, checked) = edges::verify(context, view, &documents, &pairs, self.threshold)?;
                let fates = survivors(documents.len(), &edges, &documents.rank);
                (edges, fates, checked)
            }
            Verify::None => {
                let edges = unverified(&documents, &candidates.pairs);
                let fates = transitive(documents.len(), &edges, &documents.rank);
                (edges, fates, edges::Checked::default())
            }
        };
        let labels = components(documents.len(), &edges);
        let mut facts = self.facts(&documents, bands, &candidates, &edges, &checked);
        let clusters: BTreeMap<u32, u32> = cluster_sizes(&labels).into_iter().filter(|(size, _)| *size > 1).collect();
        facts["clusters"] = json!(clusters);
        if self.verify == Verify::Exact {
            facts["recall"] = measure::recall(context, view, &documents, bands, self)?;
        }
        let tables = self.tables(view, &documents, &fates, &labels)?;
        Ok(Decision { tables, facts, objects: checked.object.into_iter().collect() })
    }
}

impl NearDup {
    fn facts(
        &self,
        documents: &Documents,
        bands: Bands,
        candidates: &Candidates,
        edges: &[Edge],
        checked: &edges::Checked,
    ) -> Value {
        json!({
            "bands": bands.bands,
            "rows": bands.rows,
            "threshold": self.threshold,
            "target_recall": self.recall,
            "documents": documents.len(),
            "candidates": candidates.pairs.len(),
            "verified": checked.verified,
            "reused": checked.reused,
            "edges": edges.len(),
            "edges_object": checked.object,
            "precision_of_removals": (self.verify == Verify::Exact).then_some(1.0),
            "hot": measure::hot(candidates, edges),
            "spilled_bytes": candidates.spilled,
        })
    }

    fn tables(
        &self,
        view: &View,
        documents: &Documents,
        fates: &[Option<Survivor>],
        labels: &[u32],
    ) -> Result<Vec<RecordBatch>> {
        let best = best_of(labels, &documents.rank);
        let table = |shard: usize| {
            let kept = &documents.kept[shard];
            let mut drops: Vec<Option<Drop>> = vec![None; kept.len()];
            let mut clusters: Vec<Option<[u8; 16]>> = vec![None; kept.len()];
            for document in documents.of_shard(shard) {
                if let Some(best) = best[labels[document] as usize] {
                    clusters[documents.place[document].1 as usize] = Some(documents.fields[best as usize].id);
                }
                let Some(survivor) = &fates[document] else { continue };
                let (winner, loser) = (&documents.fields[survivor.document as usize], &documents.fields[document]);
                let why = rank::why(&winner.fields(), &loser.fields());
                drops[documents.place[document].1 as usize] = Some(Drop {
                    reason: format!("near-duplicate of {}: {why}", winner.path),
                    // Without verification nothing was measured.
                    value: (self.verify == Verify::Exact).then_some(survivor.jaccard),
                    threshold: Some(self.threshold),
                    survivor: Some(winner.id),
                });
            }
            let ids = view.read_shard(shard, &["id"])?;
            let marks = marks::to_batch("near-dup", ids.column(0), kept, &drops)?;
            let clusters = FixedSizeBinaryArray::try_from_sparse_iter_with_size(clusters.into_iter(), 16)?;
            let columns = marks.columns().iter().cloned().chain([Arc::new(clusters) as ArrayRef]).collect();
            Ok(RecordBatch::try_new(with_id(&self.adds()), columns)?)
        };
        (0..view.shards().len()).into_par_iter().map(table).collect()
    }
}

/// The best-ranked document of each component by its label, `None` for one of a single document.
fn best_of(labels: &[u32], rank: &[u32]) -> Vec<Option<u32>> {
    let mut best: Vec<Option<u32>> = vec![None; labels.len()];
    let mut sizes = vec![0u32; labels.len()];
    for (document, label) in labels.iter().map(|label| *label as usize).enumerate() {
        sizes[label] += 1;
        if best[label].is_none_or(|known| rank[document] < rank[known as usize]) {
            best[label] = Some(document as u32);
        }
    }
    best.iter().zip(sizes).map(|(best, size)| best.filter(|_| size > 1)).collect()
}

fn unverified(documents: &Documents, pairs: &[u64]) -> Vec<Edge> {
    let edge = |key: &u64| {
        let (a, b) = trommel_dedup::pair_of(*key);
        let (left, right) = (&documents.signatures[a as usize], &documents.signatures[b as usize]);
        Edge { a, b, jaccard: trommel_dedup::estimate(left, right) }
    };
    pairs.iter().map(edge).collect()
}
