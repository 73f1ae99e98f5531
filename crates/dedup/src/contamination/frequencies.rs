//! In how many documents each n-gram is: which are idioms.

use super::grams::Form;
use super::index::{Index, Part};
use super::judge::stretches;
use super::scan::Hit;

/// In how many documents of a corpus each n-gram of an index is, copies of units left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frequencies {
    documents: u64,
    of_gram: Vec<u32>,
}

/// Of a unit that is copied, a document has this share of the n-grams, in one stretch.
const COPIED: f64 = 0.8;

/// A document is a copy of an item if two of code, prompt and tests are copied as they are, or one of them with so many n-grams: no
/// idiom is so long, …
const ENOUGH: u32 = 20;

/// … or so many with other names.
const ENOUGH_RENAMED: u32 = 24;

impl Frequencies {
    /// Of no documents yet.
    pub fn new(index: &Index) -> Frequencies {
        Frequencies { documents: 0, of_gram: vec![0; index.grams()] }
    }

    /// Counts a document, by its hits in the same index.
    ///
    /// The n-grams of items that it is a copy of are not counted: the more often a benchmark is copied, the more its n-grams
    /// would otherwise look like idioms. Of an item that is short in all its parts no copy can be told from an idiom.
    pub fn add(&mut self, index: &Index, hits: &[Hit]) {
        self.documents += 1;
        let copied = copied_items(index, hits);
        let of_copy = |gram: u32| {
            let items = index.units_with(gram).iter().map(|unit| index.units[*unit as usize].item);
            !copied.is_empty() && items.into_iter().any(|item| copied.binary_search(&item).is_ok())
        };
        let mut grams: Vec<u32> = hits.iter().map(|hit| hit.gram).collect();
        grams.sort_unstable();
        grams.dedup();
        for gram in grams {
            if (gram as usize) < self.of_gram.len() && !of_copy(gram) {
                self.of_gram[gram as usize] = self.of_gram[gram as usize].saturating_add(1);
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

/// The items that a document is a copy of, ascending.
fn copied_items(index: &Index, hits: &[Hit]) -> Vec<u32> {
    let mut parts: Vec<(u32, (Form, Part), u32)> = vec![];
    for stretch in stretches(index, hits, |_| COPIED, |_| true) {
        let unit = &index.units[stretch.unit as usize];
        if f64::from(stretch.covered) >= COPIED * unit.grams.len() as f64 {
            // The solution is a part of the whole: they are not to count twice.
            let part = if unit.part == Part::Solution { Part::Whole } else { unit.part };
            parts.push((unit.item, (unit.form, part), stretch.covered));
        }
    }
    parts.sort_unstable();
    let is_copy = |parts: &[(u32, (Form, Part), u32)]| {
        let (mut different, mut as_is, mut renamed) = (0, 0, 0);
        for &(_, (form, _), covered) in parts.chunk_by(|a, b| a.1 == b.1).filter_map(|same| same.last()) {
            match form {
                Form::Exact | Form::Prose => (different, as_is) = (different + 1, as_is + covered),
                Form::Shape => renamed = renamed.max(covered),
            }
        }
        different >= 2 || as_is >= ENOUGH || renamed >= ENOUGH_RENAMED
    };
    parts.chunk_by(|a, b| a.0 == b.0).filter(|parts| is_copy(parts)).map(|parts| parts[0].0).collect()
}
