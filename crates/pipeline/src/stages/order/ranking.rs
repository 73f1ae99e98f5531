//! Each training document's surprisal, and its place.

use std::collections::BTreeMap;

use arrow::array::{Array, AsArray};
use arrow::datatypes::UInt32Type;
use rayon::prelude::*;
use trommel_store::View;

use super::frozen::Frozen;
use super::{Entropy, Order, Stratum};
use crate::stage::Context;
use crate::stages::balance::By;
use crate::stages::draw;
use crate::stages::ranks::id_at;
use crate::{Result, marks};

/// A training document.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub shard: u32,
    pub row: u32,
    pub id: [u8; 16],
    pub bytes: u32,
    phase: u32,
    pub group: String,
    pub surprisal: f32,
    pub stratum: u32,
    pub bucket: u32,
    pub rank: u32,
}

/// Rows of a shard that are kept and for training.
pub(crate) fn training_rows(view: &View, shard: usize) -> Result<Vec<usize>> {
    let kept = marks::kept(view, shard)?;
    let split = match view.schema().index_of("split") {
        Ok(_) => Some(view.read_shard(shard, &["split"])?),
        Err(_) => None,
    };
    let train =
        |row: &usize| split.as_ref().is_none_or(|split| split.column(0).as_string::<i32>().value(*row) == "train");
    Ok((0..kept.len()).filter(|row| kept[*row]).filter(train).collect())
}

/// The training documents with their surprisal, in order of shards and rows.
pub(super) fn load(context: &Context<'_>, view: &View, order: &Order, frozen: &Frozen) -> Result<Vec<Document>> {
    let shards = (0..view.shards().len()).into_par_iter().map(|shard| {
        context.check()?;
        of_shard(view, shard, order, frozen)
    });
    Ok(shards.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn of_shard(view: &View, shard: usize, order: &Order, frozen: &Frozen) -> Result<Vec<Document>> {
    let mut columns = vec!["id", "language", "bytes", "token_hashes", "token_counts"];
    columns.extend(order.by.map(By::column).filter(|column| *column != "language"));
    let batch = view.read_shard(shard, &columns)?;
    let (ids, languages) = (batch.column(0).as_fixed_size_binary(), batch.column(1).as_string::<i32>());
    let bytes = batch.column(2).as_primitive::<UInt32Type>();
    let (hashes, counts) = (batch.column(3).as_list::<i32>(), batch.column(4).as_list::<i32>());
    let groups = match order.by {
        Some(By::Task) => Some(batch.column(5).as_string::<i32>()),
        Some(By::Language) => Some(languages),
        None => None,
    };
    let document = |row: usize| {
        let (hashes, counts) = (hashes.value(row), counts.value(row));
        let tokens =
            hashes.as_primitive::<UInt32Type>().values().iter().zip(counts.as_primitive::<UInt32Type>().values());
        let language = if languages.is_valid(row) { languages.value(row) } else { "unknown" };
        let group = groups.map(|groups| if groups.is_valid(row) { groups.value(row) } else { "unknown" });
        Document {
            shard: shard as u32,
            row: row as u32,
            id: id_at(ids, row),
            bytes: bytes.value(row),
            phase: order.phases.iter().position(|name| name == language).unwrap_or(order.phases.len()) as u32,
            group: group.unwrap_or_default().to_owned(),
            surprisal: match order.entropy {
                Entropy::Corpus => frozen.surprisal(tokens),
                Entropy::Within => within(tokens),
            },
            stratum: 0,
            bucket: 0,
            rank: 0,
        }
    };
    Ok(training_rows(view, shard)?.into_iter().map(document).collect())
}

/// H(x) / ln(distinct tokens): 0 for one kind of token, 1 when all are equally frequent.
fn within<'a>(tokens: impl Iterator<Item = (&'a u32, &'a u32)>) -> f32 {
    let counts: Vec<f64> = tokens.map(|(_, count)| f64::from(*count)).collect();
    let all: f64 = counts.iter().sum();
    if counts.len() < 2 {
        return 0.0;
    }
    let entropy: f64 = counts.iter().map(|count| -count / all * (count / all).ln()).sum();
    (entropy / (counts.len() as f64).ln()) as f32
}

/// Gives every document its stratum, bucket and rank: phases in order, groups of a phase by their mean, documents by
/// surprisal, or shuffled inside their bucket.
pub(super) fn rank(documents: &mut [Document], frozen: &Frozen, order: &Order) -> Vec<Stratum> {
    let mut sums: BTreeMap<(u32, &str), (f64, u64)> = BTreeMap::new();
    for document in documents.iter() {
        let sum = sums.entry((document.phase, &document.group)).or_default();
        *sum = (sum.0 + f64::from(document.surprisal), sum.1 + 1);
    }
    // Documents come in order of shards and rows, so the sums are the same on every run.
    let mut strata: Vec<(u32, f64, String, u64)> = sums
        .into_iter()
        .map(|((phase, group), (sum, count))| (phase, sum / count as f64, group.to_owned(), count))
        .collect();
    strata.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then_with(|| a.2.cmp(&b.2)));
    let place: BTreeMap<(u32, String), u32> = strata
        .iter()
        .enumerate()
        .map(|(index, (phase, _, group, _))| ((*phase, group.clone()), index as u32))
        .collect();
    let mut told: Vec<Stratum> = strata
        .into_iter()
        .map(|(phase, mean, group, documents)| Stratum {
            phase: order.phases.get(phase as usize).cloned(),
            group: order.by.map(|_| group),
            documents,
            mean,
            buckets: BTreeMap::new(),
        })
        .collect();
    for document in documents.iter_mut() {
        document.stratum = place.get(&(document.phase, document.group.clone())).copied().unwrap_or_default();
        document.bucket = frozen.bucket(&document.group, document.surprisal);
        *told[document.stratum as usize].buckets.entry(document.bucket).or_default() += 1;
    }
    let shuffle = |document: &Document| match order.buckets {
        Some(_) => (draw("order", order.seed, &document.id), 0),
        // The bits of a float that is not negative sort as it does.
        None => (0, document.surprisal.to_bits()),
    };
    let key = |document: &Document| (document.stratum, document.bucket, shuffle(document), document.id);
    let mut sorted: Vec<_> = documents.iter().enumerate().map(|(index, document)| (key(document), index)).collect();
    sorted.par_sort_unstable();
    for (rank, (_, index)) in sorted.into_iter().enumerate() {
        documents[index].rank = rank as u32;
    }
    told
}
