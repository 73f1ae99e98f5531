//! Which tokens may be chosen at all.

use std::collections::BTreeSet;

use crate::bytes::TokenBytes;
use crate::error::{GenerateError, Result};

/// A rule for what is written. Implementors say, for the bytes that an answer has so far, which tokens may follow.
///
/// The mask is laid over the logits before anything else is done to them but the repetition penalty, in drawing and in
/// beam search alike.
pub trait Constraint: Send + Sync {
    /// What may follow `written`, the bytes of the answer so far. Never nothing at all, for anything that it allowed
    /// before.
    fn allowed(&self, written: &[u8], tokens: &TokenBytes) -> Allowed;

    /// A name that differs between rules: part of a run's identity.
    fn fingerprint(&self) -> String;

    /// The most tokens that an answer may need, its end included, if there is a bound: the run is refused when there is
    /// no room for them, since a cut answer would break the rule.
    fn most_tokens(&self) -> Option<usize> {
        None
    }
}

/// What may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// Ids of tokens, ascending, each once; None is all that stand for text.
    pub ids: Option<Vec<u32>>,
    /// Whether the answer may end here.
    pub end: bool,
}

/// The answer is one of a list of texts: names of modules, labels. Every answer is in the list, also where one text
/// begins with another.
#[derive(Debug, Clone)]
pub struct OneOf {
    texts: Vec<Vec<u8>>,
    /// For each text and each of its bytes, whether tokens can spell the rest.
    spellable: Vec<Vec<bool>>,
    longest_token: usize,
}

impl OneOf {
    /// Of these texts; their order and repetitions do not matter.
    ///
    /// # Errors
    /// When there is none, one is empty, or one cannot be spelled with the tokenizer's tokens.
    pub fn new<T: AsRef<str>>(texts: &[T], tokens: &TokenBytes) -> Result<Self> {
        let sorted: BTreeSet<&str> = texts.iter().map(AsRef::as_ref).collect();
        if sorted.is_empty() || sorted.contains("") {
            let found = if sorted.is_empty() { "an empty list" } else { "a list with an empty text" };
            return Err(GenerateError::option("one-of", found, "at least one text, none of them empty"));
        }
        let longest_token = tokens.longest();
        let spellable: Vec<Vec<bool>> =
            sorted.iter().map(|text| spellable(text.as_bytes(), tokens, longest_token)).collect();
        if let Some((text, _)) = sorted.iter().zip(&spellable).find(|(_, from)| !from[0]) {
            return Err(GenerateError::option(
                "one-of",
                format!("{text:?}, which the tokenizer has no tokens for"),
                "texts that it can spell: a tokenizer with all 256 bytes spells any",
            ));
        }
        Ok(Self { texts: sorted.iter().map(|text| text.as_bytes().to_vec()).collect(), spellable, longest_token })
    }

    /// The texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| std::str::from_utf8(text).unwrap_or_default())
    }
}

/// For each place in a text, its end included, whether tokens can spell the rest.
fn spellable(text: &[u8], tokens: &TokenBytes, longest: usize) -> Vec<bool> {
    let mut from = vec![false; text.len() + 1];
    from[text.len()] = true;
    for at in (0..text.len()).rev() {
        let ends = at + 1..=text.len().min(at + longest);
        from[at] = ends.into_iter().any(|end| from[end] && tokens.exactly(&text[at..end]).next().is_some());
    }
    from
}

impl Constraint for OneOf {
    fn allowed(&self, written: &[u8], tokens: &TokenBytes) -> Allowed {
        let first = self.texts.partition_point(|text| text.as_slice() < written);
        let (mut pieces, mut end) = (BTreeSet::new(), false);
        for (text, spellable) in self.texts[first..].iter().zip(&self.spellable[first..]) {
            let Some(rest) = text.strip_prefix(written) else { break };
            end |= rest.is_empty();
            let lengths = 1..=rest.len().min(self.longest_token);
            pieces.extend(lengths.filter(|length| spellable[written.len() + length]).map(|length| &rest[..length]));
        }
        let ids: BTreeSet<u32> = pieces.into_iter().flat_map(|piece| tokens.exactly(piece)).collect();
        Allowed { ids: Some(ids.into_iter().collect()), end }
    }

    fn fingerprint(&self) -> String {
        let mut hash = blake3::Hasher::new();
        for text in &self.texts {
            hash.update(&(text.len() as u64).to_le_bytes()).update(text);
        }
        format!("one-of {} {}", self.texts.len(), &hash.finalize().to_hex()[..16])
    }

    fn most_tokens(&self) -> Option<usize> {
        self.texts.iter().map(|text| text.len() + 1).max()
    }
}
