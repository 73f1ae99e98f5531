//! The documents that take part: those that earlier stages kept, numbered in order of shards and rows.

use std::sync::Arc;

use arrow::array::AsArray;
use arrow::datatypes::UInt32Type;
use rayon::prelude::*;
use trommel_dedup::{PERMUTATIONS, Signature};
use trommel_store::View;

use crate::stage::Context;
use crate::stages::ranks::{self, Ranked};
use crate::{Result, marks};

pub(super) struct Documents {
    /// Shard and row of each document.
    pub place: Vec<(u32, u32)>,
    pub fields: Vec<Ranked>,
    /// Positions in the order of survival, 0 best.
    pub rank: Vec<u32>,
    pub signatures: Arc<Vec<Signature>>,
    /// Distinct shingles.
    pub sizes: Vec<u32>,
    /// The hash of each document's shingle set.
    pub sets: Vec<[u8; 16]>,
    /// Which rows of each shard take part.
    pub kept: Vec<Vec<bool>>,
    /// The first document of each shard, and the number of documents at the end.
    starts: Vec<usize>,
}

struct Shard {
    kept: Vec<bool>,
    rows: Vec<u32>,
    fields: Vec<Ranked>,
    signatures: Vec<Signature>,
    sizes: Vec<u32>,
    sets: Vec<[u8; 16]>,
}

impl Documents {
    pub(super) fn load(context: &Context<'_>, view: &View) -> Result<Documents> {
        let load = |shard: usize| {
            context.check()?;
            Shard::load(view, shard)
        };
        let shards: Vec<Shard> = (0..view.shards().len()).into_par_iter().map(load).collect::<Result<_>>()?;
        let mut documents = Documents {
            place: Vec::new(),
            fields: Vec::new(),
            rank: Vec::new(),
            signatures: Arc::default(),
            sizes: Vec::new(),
            sets: Vec::new(),
            kept: Vec::new(),
            starts: vec![0],
        };
        let mut signatures = Vec::new();
        for (number, shard) in shards.into_iter().enumerate() {
            documents.place.extend(shard.rows.iter().map(|row| (number as u32, *row)));
            documents.fields.extend(shard.fields);
            documents.sizes.extend(shard.sizes);
            documents.sets.extend(shard.sets);
            signatures.extend(shard.signatures);
            documents.kept.push(shard.kept);
            documents.starts.push(documents.place.len());
        }
        documents.rank = ranks::positions(&documents.fields);
        documents.signatures = Arc::new(signatures);
        Ok(documents)
    }

    pub(super) fn len(&self) -> usize {
        self.place.len()
    }

    pub(super) fn of_shard(&self, shard: usize) -> std::ops::Range<usize> {
        self.starts[shard]..self.starts[shard + 1]
    }
}

impl Shard {
    fn load(view: &View, shard: usize) -> Result<Shard> {
        let kept = marks::kept(view, shard)?;
        let batch = view.read_shard(shard, &["minhash", "shingle_count", "shingles_hash"])?;
        let (bytes, counts) = (batch.column(0).as_fixed_size_binary(), batch.column(1).as_primitive::<UInt32Type>());
        let rows: Vec<u32> = (0..kept.len()).filter(|row| kept[*row]).map(|row| row as u32).collect();
        let signature = |row: &u32| {
            let mut values = [0; PERMUTATIONS];
            for (value, bytes) in values.iter_mut().zip(bytes.value(*row as usize).chunks_exact(4)) {
                *value = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            }
            values
        };
        let signatures = rows.iter().map(signature).collect();
        let sizes = rows.iter().map(|row| counts.value(*row as usize)).collect();
        let hashes = batch.column(2).as_fixed_size_binary();
        let sets = rows.iter().map(|row| ranks::id_at(hashes, *row as usize)).collect();
        let all = ranks::of_shard(view, shard)?.into_iter().zip(&kept);
        let fields = all.filter(|(_, kept)| **kept).map(|(fields, _)| fields).collect();
        Ok(Shard { kept, rows, fields, signatures, sizes, sets })
    }
}
