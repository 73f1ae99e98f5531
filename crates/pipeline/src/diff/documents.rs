//! Published documents that only one of two runs has, or that moved between splits.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::AsArray;
use serde::Serialize;

use super::shards::{Entry, NO_SPLIT, Shards, Splits};
use super::{Counts, Moved};
use crate::Result;
use crate::stages::hex;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// Only the run after publishes it.
    Added,
    /// Only the run before publishes it.
    Removed,
    /// It went to another split.
    Moved,
}

/// A document that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What became of it.
    pub change: Changed,
    /// Its id.
    pub id: String,
    /// Its source.
    pub source: String,
    /// Its path.
    pub path: String,
    /// The split that it was in, for one that moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The split that it is in, for one that moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

type Id = [u8; 16];

/// A run's shards, those of them that the other run has not, and the documents in these.
type Run = (Shards, Vec<usize>, Vec<Entry>);

/// The documents that differ, by id.
pub(super) struct Documents {
    before: Shards,
    after: Shards,
    only_before: Vec<usize>,
    only_after: Vec<usize>,
    removed: Vec<Id>,
    added: Vec<Id>,
    moved: BTreeMap<Id, (u16, u16)>,
    splits: Arc<Splits>,
}

impl Documents {
    pub fn of(before: Run, after: Run, splits: Arc<Splits>) -> Documents {
        let ((before, only_before, mut old), (after, only_after, mut new)) = (before, after);
        old.sort_unstable();
        new.sort_unstable();
        let (mut removed, mut added, mut moved) = (Vec::new(), Vec::new(), BTreeMap::new());
        let (mut left, mut right) = (old.iter().peekable(), new.iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (Some(old), Some(new)) => old.id.cmp(&new.id),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            // What was peeked at is there.
            match order {
                Ordering::Less => removed.extend(left.next().map(|entry| entry.id)),
                Ordering::Greater => added.extend(right.next().map(|entry| entry.id)),
                Ordering::Equal => {
                    if let (Some(old), Some(new)) = (left.next(), right.next())
                        && old.split != new.split
                        && old.split != NO_SPLIT
                        && new.split != NO_SPLIT
                    {
                        moved.insert(old.id, (old.split, new.split));
                    }
                }
            }
        }
        Documents { before, after, only_before, only_after, removed, added, moved, splits }
    }

    /// How many there are, with the first few of each kind. Says nothing of those that both runs have.
    pub fn counts(&self, first: usize) -> Result<Counts> {
        let mut counts = Counts {
            added: self.added.len() as u64,
            removed: self.removed.len() as u64,
            moved: self.moves(),
            ..Counts::default()
        };
        // Words of (source, path): removed, added.
        let mut places: [Vec<u64>; 2] = [Vec::new(), Vec::new()];
        let mut shown: [usize; 3] = [0; 3];
        self.each(&mut |change| {
            match change.change {
                Changed::Removed => places[0].push(place(&change)),
                Changed::Added => places[1].push(place(&change)),
                Changed::Moved => {}
            }
            let shown = &mut shown[change.change as usize];
            *shown += 1;
            if *shown <= first {
                counts.first.push(change);
            }
            Ok(())
        })?;
        let [removed, added] = &mut places;
        counts.same_path = common(removed, added);
        Ok(counts)
    }

    /// Hands each to `sink`: the removed in the order of the run before, then the others in that of the run after.
    pub fn each(&self, sink: &mut dyn FnMut(Change) -> Result<()>) -> Result<()> {
        let removed = |id: &Id| self.removed.binary_search(id).ok().map(|_| (Changed::Removed, None));
        if !self.removed.is_empty() {
            self.walk(&self.before, &self.only_before, &removed, sink)?;
        }
        let added_or_moved = |id: &Id| match self.moved.get(id) {
            Some(splits) => Some((Changed::Moved, Some(*splits))),
            None => self.added.binary_search(id).ok().map(|_| (Changed::Added, None)),
        };
        if !self.added.is_empty() || !self.moved.is_empty() {
            self.walk(&self.after, &self.only_after, &added_or_moved, sink)?;
        }
        Ok(())
    }

    fn moves(&self) -> Vec<Moved> {
        let mut moves: BTreeMap<(String, String), u64> = BTreeMap::new();
        for (from, to) in self.moved.values() {
            *moves.entry((self.splits.name(*from), self.splits.name(*to))).or_default() += 1;
        }
        moves.into_iter().map(|((from, to), rows)| Moved { from, to, rows }).collect()
    }

    fn walk(
        &self,
        shards: &Shards,
        which: &[usize],
        fate: &dyn Fn(&Id) -> Fate,
        sink: &mut dyn FnMut(Change) -> Result<()>,
    ) -> Result<()> {
        for shard in which {
            let batch = shards.view.read_shard(*shard, &["id", "source", "path"])?;
            let ids = batch.column(0).as_fixed_size_binary();
            let (sources, paths) = (batch.column(1).as_string::<i32>(), batch.column(2).as_string::<i32>());
            for row in 0..batch.num_rows() {
                let id: Id = ids.value(row).try_into().unwrap_or_default();
                let Some((change, splits)) = fate(&id) else { continue };
                sink(Change {
                    change,
                    id: hex(&id),
                    source: sources.value(row).to_owned(),
                    path: paths.value(row).to_owned(),
                    from: splits.map(|(from, _)| self.splits.name(from)),
                    to: splits.map(|(_, to)| self.splits.name(to)),
                })?;
            }
        }
        Ok(())
    }
}

/// What a document became, and its splits if it moved.
type Fate = Option<(Changed, Option<(u16, u16)>)>;

/// A number for a document's source and path; 64 bits suffice to count.
fn place(change: &Change) -> u64 {
    let hash = trommel_store::KeyBuilder::new("place").field(&change.source).field(&change.path).finish();
    u64::from_le_bytes(hash.0[..8].try_into().unwrap_or_default())
}

/// How many numbers two lists have in common, repeats counted.
fn common(left: &mut [u64], right: &mut [u64]) -> u64 {
    left.sort_unstable();
    right.sort_unstable();
    let (mut left, mut right, mut both) = (left.iter().peekable(), right.iter().peekable(), 0);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            Ordering::Less => _ = left.next(),
            Ordering::Greater => _ = right.next(),
            Ordering::Equal => {
                both += 1;
                left.next();
                right.next();
            }
        }
    }
    both
}
