//! Text for a tokenizer's training, reduced to what training needs: words with counts, by language.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::error::{Result, TokensError};
use crate::split::{Digits, Splitter};

/// Documents that are split at a time.
const BATCH: usize = 1024;

/// Documents that one thread counts in one go.
const CHUNK: usize = 32;

/// One language's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageText {
    /// The language's name, as in `<|python|>`.
    pub name: String,
    /// Documents.
    pub documents: u64,
    /// Bytes of text.
    pub bytes: u64,
    /// Each distinct word with its count, in the words' order.
    pub words: Vec<(Box<str>, u64)>,
}

/// Counted text: the same whatever the order of its documents and the number of threads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corpus {
    /// How numbers were split.
    pub digits: Digits,
    /// The languages, in the order of their names.
    pub languages: Vec<LanguageText>,
}

impl Corpus {
    /// Counts a stream of (language, text).
    ///
    /// # Errors
    /// When there is no text in it, or a language's name cannot be a token's.
    pub fn count<L: Into<String>, T: AsRef<str> + Sync>(
        documents: impl IntoIterator<Item = (L, T)>,
        digits: Digits,
    ) -> Result<Self> {
        let mut counter = CorpusCounter::new(digits)?;
        let mut batch = Vec::with_capacity(BATCH);
        for (language, text) in documents {
            batch.push((language.into(), text));
            if batch.len() == BATCH {
                counter.add(&batch)?;
                batch.clear();
            }
        }
        counter.add(&batch)?;
        counter.finish()
    }

    /// Bytes of all languages.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.languages.iter().map(|language| language.bytes).sum()
    }

    /// All languages' words together, each count times its language's factor, rounded; sorted by word.
    pub(crate) fn weighted_words(&self, factors: &[f64]) -> Vec<(&str, u64)> {
        let mut words: Vec<(&str, u64)> = Vec::new();
        for (language, &factor) in self.languages.iter().zip(factors) {
            let weigh = |count: u64| (count as f64 * factor).round() as u64;
            words.extend(language.words.iter().map(|(word, count)| (&**word, weigh(*count))));
        }
        words.par_sort_unstable();
        words.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        words
    }
}

/// Counts words batch by batch, for a caller whose reading can fail in between.
pub struct CorpusCounter {
    splitter: Splitter,
    digits: Digits,
    languages: BTreeMap<String, Counted>,
}

#[derive(Default)]
struct Counted {
    documents: u64,
    bytes: u64,
    words: HashMap<Box<str>, u64>,
}

impl CorpusCounter {
    /// An empty count.
    ///
    /// # Errors
    /// When the pattern does not compile, which would be a fault of this crate.
    pub fn new(digits: Digits) -> Result<Self> {
        Ok(Self { splitter: Splitter::new(digits)?, digits, languages: BTreeMap::new() })
    }

    /// Adds (language, text) documents; split by several threads.
    ///
    /// # Errors
    /// When a language's name cannot be a token's.
    pub fn add<L: AsRef<str> + Sync, T: AsRef<str> + Sync>(&mut self, documents: &[(L, T)]) -> Result<()> {
        for (language, _) in documents {
            crate::special::check_language(language.as_ref())?;
        }
        let splitter = &self.splitter;
        let counted: Vec<_> = documents
            .par_chunks(CHUNK)
            .map(|chunk| {
                let mut here: BTreeMap<&str, (u64, u64, HashMap<&str, u64>)> = BTreeMap::new();
                for (language, text) in chunk {
                    let (documents, bytes, words) = here.entry(language.as_ref()).or_default();
                    *documents += 1;
                    *bytes += text.as_ref().len() as u64;
                    splitter.words(text.as_ref(), |word| *words.entry(word).or_default() += 1);
                }
                here
            })
            .collect();
        for (language, (documents, bytes, words)) in counted.into_iter().flatten() {
            let all = self.languages.entry(language.to_owned()).or_default();
            all.documents += documents;
            all.bytes += bytes;
            for (word, count) in words {
                match all.words.get_mut(word) {
                    Some(known) => *known += count,
                    None => _ = all.words.insert(word.into(), count),
                }
            }
        }
        Ok(())
    }

    /// The whole count.
    ///
    /// # Errors
    /// When there was no text.
    pub fn finish(self) -> Result<Corpus> {
        let documents: u64 = self.languages.values().map(|language| language.documents).sum();
        let languages: Vec<LanguageText> = self
            .languages
            .into_iter()
            .filter(|(_, counted)| counted.bytes > 0)
            .map(|(name, counted)| {
                let mut words: Vec<_> = counted.words.into_iter().collect();
                words.par_sort_unstable();
                LanguageText { name, documents: counted.documents, bytes: counted.bytes, words }
            })
            .collect();
        if languages.is_empty() {
            return Err(TokensError::NoText(format!("{documents} documents came, and none has a byte of text")));
        }
        Ok(Corpus { digits: self.digits, languages })
    }
}
