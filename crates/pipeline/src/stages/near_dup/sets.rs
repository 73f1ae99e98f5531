//! Shingle sets of some documents, as many as memory allows at a time.

use arrow::array::AsArray;
use arrow::datatypes::UInt32Type;
use rayon::prelude::*;
use trommel_store::View;

use super::Documents;
use crate::Result;
use crate::stage::Context;

/// The shingle sets of a sorted list of documents.
pub(super) struct Sets {
    documents: Vec<u32>,
    offsets: Vec<usize>,
    shingles: Vec<u32>,
}

impl Sets {
    /// Loads the sets of `wanted`, sorted and distinct.
    pub(super) fn load(context: &Context<'_>, view: &View, documents: &Documents, wanted: &[u32]) -> Result<Sets> {
        let by_shard: Vec<&[u32]> =
            wanted.chunk_by(|a, b| documents.place[*a as usize].0 == documents.place[*b as usize].0).collect();
        let load = |wanted: &&[u32]| -> Result<Vec<u32>> {
            context.check()?;
            let shard = documents.place[wanted[0] as usize].0 as usize;
            let batch = view.read_shard(shard, &["shingles"])?;
            let lists = batch.column(0).as_list::<i32>();
            let values = lists.values().as_primitive::<UInt32Type>().values();
            let mut shingles = Vec::new();
            for document in *wanted {
                let row = documents.place[*document as usize].1 as usize;
                shingles.extend_from_slice(&values[lists.offsets()[row] as usize..lists.offsets()[row + 1] as usize]);
            }
            Ok(shingles)
        };
        let loaded: Vec<Vec<u32>> = by_shard.par_iter().map(load).collect::<Result<_>>()?;
        let mut sets = Sets { documents: wanted.to_vec(), offsets: vec![0], shingles: loaded.concat() };
        let mut end = 0;
        for document in wanted {
            end += documents.sizes[*document as usize] as usize;
            sets.offsets.push(end);
        }
        Ok(sets)
    }

    /// The set of a document that was loaded; empty for any other.
    pub(super) fn of(&self, document: u32) -> &[u32] {
        match self.documents.binary_search(&document) {
            Ok(index) => &self.shingles[self.offsets[index]..self.offsets[index + 1]],
            Err(_) => &[],
        }
    }
}
