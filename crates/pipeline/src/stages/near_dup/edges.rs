//! Verification: the exact Jaccard similarity of every candidate pair.
//!
//! The similarity of two shingle sets depends on nothing else, so it is kept from run to run under the hashes of the
//! sets: a run computes what no earlier one did.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, FixedSizeBinaryBuilder, Float64Array, Float64Builder, RecordBatch};
use arrow::datatypes::{DataType, Field, Float64Type, Schema, SchemaRef};
use rayon::prelude::*;
use trommel_dedup::{Edge, jaccard_at_least, pair_key, pair_of};
use trommel_store::{Key, KeyBuilder, Manifest, Pending, ShardTables, TableDigester, View};

use super::Documents;
use super::sets::Sets;
use crate::stage::Context;
use crate::{PipelineError, Result};

const STAGE: &str = "similarities";

/// How the pairs were checked.
#[derive(Default)]
pub(super) struct Checked {
    /// Pairs computed now.
    pub verified: usize,
    /// Pairs known from an earlier run.
    pub reused: usize,
    /// The object that holds all of them.
    pub object: Option<Key>,
}

/// What is known of a pair.
#[derive(Clone, Copy)]
enum Known {
    Exactly(f64),
    Below(f64),
}

impl Known {
    /// What it says about a threshold: `None` when it does not say.
    fn at(self, threshold: f64) -> Option<Option<f64>> {
        match self {
            Known::Exactly(jaccard) => Some((jaccard >= threshold).then_some(jaccard)),
            Known::Below(bound) => (bound <= threshold).then_some(None),
        }
    }
}

/// The edges among `pairs` (sorted and distinct): those whose similarity reaches the threshold.
pub(super) fn verify(
    context: &Context<'_>,
    view: &View,
    documents: &Documents,
    pairs: &[u64],
    threshold: f64,
) -> Result<(Vec<Edge>, Checked)> {
    let previous = previous(context, documents)?;
    let known: Vec<Option<Known>> =
        pairs.iter().map(|pair| previous.pairs.get(&previous.canonical(*pair)).copied()).collect();
    let unknown: Vec<usize> =
        (0..pairs.len()).filter(|i| known[*i].is_none_or(|known| known.at(threshold).is_none())).collect();
    let mut results: Vec<Known> = known.into_iter().map(|known| known.unwrap_or(Known::Below(0.0))).collect();
    let computed = compute(context, view, documents, pairs, &unknown, threshold)?;
    for (index, jaccard) in unknown.iter().zip(&computed) {
        results[*index] = match jaccard {
            Some(jaccard) => Known::Exactly(*jaccard),
            None => Known::Below(threshold),
        };
    }
    let edge = |(pair, known): (&u64, &Known)| {
        let (a, b) = pair_of(*pair);
        known.at(threshold).flatten().map(|jaccard| Edge { a, b, jaccard })
    };
    let edges = pairs.iter().zip(&results).filter_map(edge).collect();
    let object = match (unknown.is_empty(), previous.object) {
        (true, Some(key)) => key,
        _ => keep(context, documents, pairs, &results)?,
    };
    Ok((edges, Checked { verified: unknown.len(), reused: pairs.len() - unknown.len(), object: Some(object) }))
}

/// Computes pairs block by block, so that the sets of two blocks fit in memory.
fn compute(
    context: &Context<'_>,
    view: &View,
    documents: &Documents,
    pairs: &[u64],
    unknown: &[usize],
    threshold: f64,
) -> Result<Vec<Option<f64>>> {
    let blocks = Blocks::new(documents, context.memory / 4);
    let mut grouped: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
    for (position, index) in unknown.iter().enumerate() {
        let (a, b) = pair_of(pairs[*index]);
        grouped.entry((blocks.of(a), blocks.of(b))).or_default().push(position);
    }
    let mut groups: Vec<_> = grouped.into_iter().collect();
    groups.sort_unstable_by_key(|(blocks, _)| *blocks);
    let mut results = vec![None; unknown.len()];
    for (_, positions) in groups {
        context.check()?;
        let mut wanted: Vec<u32> = positions
            .iter()
            .flat_map(|position| {
                let (a, b) = pair_of(pairs[unknown[*position]]);
                [a, b]
            })
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let sets = Sets::load(context, view, documents, &wanted)?;
        let similarity = |position: &usize| {
            let (a, b) = pair_of(pairs[unknown[*position]]);
            (*position, jaccard_at_least(sets.of(a), sets.of(b), threshold))
        };
        let found: Vec<(usize, Option<f64>)> = positions.par_iter().map(similarity).collect();
        for (position, jaccard) in found {
            results[position] = jaccard;
        }
    }
    Ok(results)
}

/// Consecutive documents whose sets take at most half a budget together.
struct Blocks {
    /// The first document of each block but the first.
    starts: Vec<u32>,
}

impl Blocks {
    fn new(documents: &Documents, budget: usize) -> Blocks {
        let mut starts = Vec::new();
        let mut bytes = 0;
        for (document, size) in documents.sizes.iter().enumerate() {
            if bytes > 0 && bytes + 4 * *size as usize > budget / 2 {
                starts.push(document as u32);
                bytes = 0;
            }
            bytes += 4 * *size as usize;
        }
        Blocks { starts }
    }

    fn of(&self, document: u32) -> u32 {
        self.starts.partition_point(|start| *start <= document) as u32
    }
}

struct Previous {
    object: Option<Key>,
    /// For each document the first with the same set.
    first: Vec<u32>,
    pairs: HashMap<u64, Known>,
}

impl Previous {
    fn canonical(&self, pair: u64) -> u64 {
        let (a, b) = pair_of(pair);
        pair_key(self.first[a as usize], self.first[b as usize])
    }
}

/// What the last run found about pairs of sets that are still there.
fn previous(context: &Context<'_>, documents: &Documents) -> Result<Previous> {
    let mut by_set: HashMap<[u8; 16], u32> = HashMap::with_capacity(documents.len());
    let first =
        documents.sets.iter().zip(0u32..).map(|(set, document)| *by_set.entry(*set).or_insert(document)).collect();
    let mut found = Previous { object: None, first, pairs: HashMap::new() };
    let object = context.previous.and_then(|run| run.stage("near-dup")).map(|stage| &stage.facts["edges_object"]);
    let Some(key) = object.and_then(|key| key.as_str()?.parse::<Key>().ok()) else { return Ok(found) };
    let Some(manifest) = Manifest::find(context.store, STAGE, key)? else { return Ok(found) };
    found.object = Some(key);
    let view = View::open(Arc::clone(context.store), vec![ShardTables { tables: manifest.parts }])?;
    for batch in view.read(0, &["a", "b", "jaccard", "below"], 1 << 16, false)? {
        let batch = batch?;
        let (a, b) = (batch.column(0).as_fixed_size_binary(), batch.column(1).as_fixed_size_binary());
        let jaccard = batch.column(2).as_primitive::<Float64Type>();
        let below = batch.column(3).as_primitive::<Float64Type>();
        for row in 0..batch.num_rows() {
            if let (Some(a), Some(b)) = (by_set.get(a.value(row)), by_set.get(b.value(row))) {
                let known = match jaccard.is_valid(row) {
                    true => Known::Exactly(jaccard.value(row)),
                    false => Known::Below(below.value(row)),
                };
                found.pairs.insert(pair_key(*a, *b), known);
            }
        }
    }
    Ok(found)
}

/// Writes what is known to an object named by its content.
fn keep(context: &Context<'_>, documents: &Documents, pairs: &[u64], results: &[Known]) -> Result<Key> {
    let schema: SchemaRef = Arc::new(Schema::new(vec![
        Field::new("a", DataType::FixedSizeBinary(16), false),
        Field::new("b", DataType::FixedSizeBinary(16), false),
        Field::new("jaccard", DataType::Float64, true),
        Field::new("below", DataType::Float64, true),
    ]));
    let (mut a, mut b) = (FixedSizeBinaryBuilder::new(16), FixedSizeBinaryBuilder::new(16));
    let mut jaccard = Float64Builder::new();
    let mut below = Vec::new();
    for (pair, known) in pairs.iter().zip(results) {
        let (left, right) = pair_of(*pair);
        a.append_value(documents.sets[left as usize])?;
        b.append_value(documents.sets[right as usize])?;
        jaccard.append_option(match known {
            Known::Exactly(jaccard) => Some(*jaccard),
            Known::Below(_) => None,
        });
        below.push(match known {
            Known::Exactly(_) => None,
            Known::Below(bound) => Some(*bound),
        });
    }
    let columns: Vec<ArrayRef> = vec![
        Arc::new(a.finish()),
        Arc::new(b.finish()),
        Arc::new(jaccard.finish()),
        Arc::new(Float64Array::from(below)),
    ];
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns)?;
    let mut digester = TableDigester::new(&schema)?;
    digester.update(&batch);
    let key = digester.finish().values().fold(KeyBuilder::new(STAGE), |key, digest| key.field(digest)).finish();
    if Manifest::find(context.store, STAGE, key)?.is_none() {
        let mut pending = Pending::new(context.store, STAGE, key);
        pending.table(&schema, &[batch])?;
        pending.commit(serde_json::Value::Null).map_err(PipelineError::from)?;
    }
    Ok(key)
}
