//! In how many documents each n-gram is: which are idioms.

use super::index::Index;
use super::judge::stretches;
use super::scan::Hit;

/// In how many documents of a corpus each n-gram of an index is, copies of units left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frequencies {
    documents: u64,
    of_gram: Vec<u32>,
}

/// A document is a copy of a unit of at least this many n-grams …
const LONG: usize = 24;

/// … if it has this share of them in one stretch.
const COPIED: f64 = 0.8;

impl Frequencies {
    /// Of no documents yet.
    pub fn new(index: &Index) -> Frequencies {
        Frequencies { documents: 0, of_gram: vec![0; index.grams()] }
    }

    /// Counts a document, by its hits in the same index.
    ///
    /// The n-grams of a long unit that it is a copy of are not counted: the more often a benchmark is copied, the more its n-grams
    /// would otherwise look like idioms. Of short units no copy can be told from an idiom.
    pub fn add(&mut self, index: &Index, hits: &[Hit]) {
        self.documents += 1;
        let is_long = |unit: u32| index.units[unit as usize].grams.len() >= LONG;
        let mut copied: Vec<u32> = vec![];
        for stretch in stretches(index, hits, is_long, |_| true) {
            let unit = &index.units[stretch.unit as usize];
            if f64::from(stretch.covered) >= COPIED * unit.grams.len() as f64 {
                copied.extend(&unit.grams);
            }
        }
        copied.sort_unstable();
        let mut grams: Vec<u32> = hits.iter().map(|hit| hit.gram).collect();
        grams.sort_unstable();
        grams.dedup();
        for gram in grams.into_iter().filter(|gram| copied.binary_search(gram).is_err()) {
            if let Some(count) = self.of_gram.get_mut(gram as usize) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Adds what was counted of other documents.
    pub fn merge(&mut self, other: &Frequencies) {
        self.documents += other.documents;
        for (count, more) in self.of_gram.iter_mut().zip(&other.of_gram) {
            *count = count.saturating_add(*more);
        }
    }

    /// Documents counted.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// In how many documents the n-gram is, copies left out.
    pub fn of(&self, gram: u32) -> u32 {
        self.of_gram.get(gram as usize).copied().unwrap_or(0)
    }
}
