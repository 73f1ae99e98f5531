//! Candidate pairs: documents that share a band key, found by sorting (key, document) under the memory pool.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{AsArray, RecordBatch, UInt32Array, UInt64Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt32Type, UInt64Type};
use datafusion::catalog::streaming::StreamingTable;
use datafusion::execution::TaskContext;
use datafusion::physical_plan::SendableRecordBatchStream;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use datafusion::prelude::col;
use futures::StreamExt;
use trommel_dedup::{Bands, Buckets, HOT_BUCKET, Signature, Tally, distinct_pairs, pair_key};

use super::Documents;
use crate::Result;
use crate::stage::Context;

/// Skipped pairs of hot buckets that are looked at again, to say what skipping cost.
const SKIPPED_SAMPLE: usize = 2000;

pub(super) struct Candidates {
    /// Distinct pairs, sorted; see [`pair_key`].
    pub pairs: Vec<u64>,
    pub tally: Tally,
    /// A sample of the pairs that hot buckets skipped.
    pub skipped: Vec<(u32, u32)>,
    pub spilled: usize,
}

impl Candidates {
    pub(super) fn find(context: &Context<'_>, documents: &Documents, bands: Bands) -> Result<Candidates> {
        let signatures = &documents.signatures;
        let groups = Groups::of(documents);
        let value = |document: u32, position: usize| signatures[document as usize][position];
        let mut buckets = Buckets::new(bands, &value).ranked(&documents.rank).sampling(SKIPPED_SAMPLE, 0);
        let mut pairs: Vec<u64> = Vec::new();
        let mut compacted = 0;

        let mut bucket = |key: u64, members: &[u32]| {
            // Only a hot bucket needs to know which band it is.
            let band = match members.len() > HOT_BUCKET {
                true => bands.hashes(&signatures[members[0] as usize]).position(|hash| hash == key).unwrap_or(0),
                false => 0,
            };
            buckets.add(band as u32, members, |a, b| pairs.push(pair_key(a, b)));
            if pairs.len() > 2 * compacted + (1 << 22) {
                distinct_pairs(&mut pairs);
                compacted = pairs.len();
            }
        };
        let mut current: (u64, Vec<u32>) = (0, Vec::new());
        let spilled = sorted(context, signatures, &groups.hubs, bands, |key, document| {
            if key != current.0 {
                if current.1.len() > 1 {
                    bucket(current.0, &current.1);
                }
                current.1.clear();
                current.0 = key;
            }
            current.1.push(document);
        })?;
        if current.1.len() > 1 {
            bucket(current.0, &current.1);
        }
        let (tally, skipped) = (buckets.tally(), buckets.sampled());
        groups.expand(&mut pairs);
        distinct_pairs(&mut pairs);
        Ok(Candidates { pairs, tally, skipped, spilled })
    }
}

/// Documents with the same signature; only the best-ranked of each, the hub, takes part in bands.
struct Groups {
    hubs: Vec<u32>,
    /// The other members, by hub.
    members: HashMap<u32, Vec<u32>>,
}

impl Groups {
    fn of(documents: &Documents) -> Groups {
        let mut order: Vec<u32> = (0..documents.len() as u32).collect();
        let signature = |document: u32| &documents.signatures[document as usize];
        let rank = |document: u32| documents.rank[document as usize];
        order.sort_unstable_by(|a, b| signature(*a).cmp(signature(*b)).then(rank(*a).cmp(&rank(*b))));
        let mut groups = Groups { hubs: Vec::new(), members: HashMap::new() };
        for group in order.chunk_by(|a, b| signature(*a) == signature(*b)) {
            groups.hubs.push(group[0]);
            if group.len() > 1 {
                groups.members.insert(group[0], group[1..].to_vec());
            }
        }
        groups.hubs.sort_unstable();
        groups
    }

    /// Adds the pairs of a hub with its members, and of each hub with the members of hubs that it was paired with.
    fn expand(&self, pairs: &mut Vec<u64>) {
        let between_hubs = pairs.len();
        for index in 0..between_hubs {
            let (a, b) = trommel_dedup::pair_of(pairs[index]);
            for (hub, other) in [(a, b), (b, a)] {
                let members = self.members.get(&other).into_iter().flatten();
                pairs.extend(members.map(|member| pair_key(hub, *member)));
            }
        }
        for (hub, members) in &self.members {
            pairs.extend(members.iter().map(|member| pair_key(*hub, *member)));
        }
    }
}

/// Every (band key, document) in order of key, sorted by the query engine, which spills when memory is short.
fn sorted(
    context: &Context<'_>,
    signatures: &Arc<Vec<Signature>>,
    documents: &[u32],
    bands: Bands,
    mut each: impl FnMut(u64, u32),
) -> Result<usize> {
    let schema = Arc::new(Schema::new(vec![
        Field::new("key", DataType::UInt64, false),
        Field::new("document", DataType::UInt32, false),
    ]));
    let partition = |documents: &[u32]| {
        let (signatures, schema) = (Arc::clone(signatures), Arc::clone(&schema));
        Arc::new(BandKeys { signatures, documents: documents.to_vec(), bands, schema }) as Arc<dyn PartitionStream>
    };
    let share = documents.len().div_ceil(rayon::current_num_threads()).max(1);
    let mut partitions: Vec<_> = documents.chunks(share).map(partition).collect();
    if partitions.is_empty() {
        partitions.push(partition(&[]));
    }
    let table = Arc::new(StreamingTable::try_new(Arc::clone(&schema), partitions)?);
    let plan = context.engine.block_on(async {
        let keys = context.engine.session().read_table(table)?;
        keys.sort(vec![col("key").sort(true, false)])?.create_physical_plan().await
    })?;
    let spilled = context.engine.execute(plan, |batch| {
        context.check()?;
        let (keys, documents) =
            (batch.column(0).as_primitive::<UInt64Type>(), batch.column(1).as_primitive::<UInt32Type>());
        for (key, document) in keys.values().iter().zip(documents.values()) {
            each(*key, *document);
        }
        Ok(())
    })?;
    Ok(spilled.bytes)
}

struct BandKeys {
    signatures: Arc<Vec<Signature>>,
    documents: Vec<u32>,
    bands: Bands,
    schema: SchemaRef,
}

impl std::fmt::Debug for BandKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "band keys of {} documents", self.documents.len())
    }
}

impl PartitionStream for BandKeys {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let documents_a_batch = (context.session_config().batch_size() / self.bands.bands.max(1) as usize).max(1);
        let (signatures, bands, schema) = (Arc::clone(&self.signatures), self.bands, Arc::clone(&self.schema));
        let chunks: Vec<Vec<u32>> = self.documents.chunks(documents_a_batch).map(<[u32]>::to_vec).collect();
        let batches = futures::stream::iter(chunks).map(move |documents| {
            let rows = documents.len() * bands.bands as usize;
            let (mut keys, mut numbers) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
            for document in documents {
                keys.extend(bands.hashes(&signatures[document as usize]));
                numbers.resize(keys.len(), document);
            }
            let columns: Vec<arrow::array::ArrayRef> =
                vec![Arc::new(UInt64Array::from(keys)), Arc::new(UInt32Array::from(numbers))];
            Ok(RecordBatch::try_new(Arc::clone(&schema), columns)?)
        });
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), batches))
    }
}
