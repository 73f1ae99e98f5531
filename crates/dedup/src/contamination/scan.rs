//! One document: which n-grams of the index it has, and where.

use super::grams::{Grams, Token};
use super::index::Index;

/// An n-gram of the index that a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// Its number in the index, `0..Index::grams()`.
    pub gram: u32,
    /// The number of its last token among those of its stream (code or prose) in the document, counted from 0.
    pub position: u32,
    /// From its first token to the end of its last, in bytes of the text.
    pub range: (u32, u32),
}

/// Looks for the n-grams of an index in one document after another: a bit test for most, a look-up for few.
#[derive(Debug, Clone)]
pub struct Scanner<'index> {
    index: &'index Index,
    grams: Grams,
    hits: Vec<Hit>,
}

impl<'index> Scanner<'index> {
    /// Ready for a document.
    pub fn new(index: &'index Index) -> Self {
        Scanner { index, grams: Grams::new(index.n, &index.short), hits: vec![] }
    }

    /// Adds the next token of the document.
    #[inline]
    pub fn push(&mut self, token: Token) {
        let Self { index, grams, hits } = self;
        grams.push(token, |found| {
            if let Some(gram) = index.lookup.get(found.hash) {
                hits.push(Hit { gram, position: found.position, range: found.range });
            }
        });
    }

    /// The document's hits in the order of the text; then starts the next document.
    pub fn finish(&mut self) -> Vec<Hit> {
        self.grams.clear();
        std::mem::take(&mut self.hits)
    }
}
