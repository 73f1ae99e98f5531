//! Recall, measured: by brute force on a seeded sample, and what hot buckets skipped.

use serde_json::{Value, json};
use trommel_dedup::{Bands, Edge, Found, RecallSample, pair_key};
use trommel_store::{KeyBuilder, View};

use super::candidates::Candidates;
use super::sets::Sets;
use super::{Documents, NearDup};
use crate::stage::Context;
use crate::{PipelineError, Result};

/// Compares every two documents of a sample and says which of the similar pairs share a band.
///
/// The sample holds the documents whose ids hash lowest, so it hardly changes from run to run; as long as it does not,
/// nothing is measured again.
pub(super) fn recall(
    context: &Context<'_>,
    view: &View,
    documents: &Documents,
    bands: Bands,
    stage: &NearDup,
) -> Result<Value> {
    let mut order: Vec<([u8; 8], u32)> = documents.fields.iter().zip(0u32..).map(|(f, d)| (draw(&f.id), d)).collect();
    order.sort_unstable();
    order.truncate(stage.sample);
    let mut sample: Vec<u32> = order.into_iter().map(|(_, document)| document).collect();
    sample.sort_unstable();

    let mut key = KeyBuilder::new("recall").field(stage.threshold.to_le_bytes());
    key.push(&bands.bands.to_le_bytes());
    key.push(&bands.rows.to_le_bytes());
    let mut sets: Vec<&[u8; 16]> = sample.iter().map(|document| &documents.sets[*document as usize]).collect();
    sets.sort_unstable();
    sets.iter().for_each(|set| key.push(*set));
    let key = json!(key.finish());
    let before = context.previous.and_then(|run| run.stage("near-dup")).map(|stage| &stage.facts["recall"]);
    if let Some(before) = before.filter(|before| before["key"] == key) {
        return Ok(before.clone());
    }

    let loaded = Sets::load(context, view, documents, &sample)?;
    let of = |document: &u32| (*document, loaded.of(*document).to_vec());
    let mut measured = RecallSample::new(sample.iter().map(of).collect(), stage.threshold)
        .map_err(|error| PipelineError::stage("near-dup", error.to_string()))?;
    let keys = |document: u32| -> Vec<u64> { bands.hashes(&documents.signatures[document as usize]).collect() };
    for document in &sample {
        let own = loaded.of(*document);
        measured.compare(*document, own, |a, b| keys(a).iter().zip(keys(b)).any(|(a, b)| *a == b));
    }
    let shown = |found: Found| json!({ "found": found.found, "total": found.total, "recall": found.recall() });
    let recall = measured.recall();
    let bins: Vec<Value> = recall
        .bins
        .iter()
        .map(|bin| {
            json!({
                "from": bin.from, "to": bin.to, "all": shown(bin.all()),
                "short": shown(bin.short), "mixed": shown(bin.mixed), "long": shown(bin.long),
            })
        })
        .collect();
    Ok(json!({ "key": key, "sample": sample.len(), "bins": bins, "all": shown(recall.all()) }))
}

/// What hot buckets skipped, and how many near-duplicates that cost, estimated from a sample.
pub(super) fn hot(candidates: &Candidates, edges: &[Edge]) -> Value {
    let found: Vec<u64> = edges.iter().map(|edge| pair_key(edge.a, edge.b)).collect(); // Sorted as the pairs were.
    let lost = |(a, b): &&(u32, u32)| {
        let key = pair_key(*a, *b);
        candidates.pairs.binary_search(&key).is_err() && found.binary_search(&key).is_ok()
    };
    let sampled = candidates.skipped.len();
    let lost = candidates.skipped.iter().filter(lost).count();
    json!({
        "buckets": candidates.tally.hot,
        "largest": candidates.tally.largest,
        "skipped": candidates.tally.skipped,
        "sampled": sampled,
        "sampled_similar": lost,
        "lost": (sampled > 0).then(|| (lost as f64 / sampled as f64 * candidates.tally.skipped as f64).round()),
    })
}

fn draw(id: &[u8; 16]) -> [u8; 8] {
    let hash = blake3::hash(id);
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    first
}
