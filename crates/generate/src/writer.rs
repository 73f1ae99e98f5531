//! The text of an answer while it is written, and where a stop word ends it.

use std::collections::BTreeSet;

use trommel_tokens::Tokenizer;

use crate::bytes::TokenBytes;
use crate::error::Result;
use crate::prompt::Prompt;

/// Ids of the prompt that are decoded together with the answer: some tokenizers write a text's first token differently.
const CONTEXT: usize = 4;

/// What is needed to write one prompt's answers.
pub(crate) struct Writer<'a> {
    tokenizer: &'a Tokenizer,
    special: &'a BTreeSet<u32>,
    /// The prompt's last ids, and their text with what the answer owes.
    context: Vec<u32>,
    base: String,
    stops: Vec<&'a str>,
    /// Ids at the end of an answer in which a stop word lies that was not there before.
    window: usize,
}

impl<'a> Writer<'a> {
    pub fn new(
        tokenizer: &'a Tokenizer,
        special: &'a BTreeSet<u32>,
        prompt: &'a Prompt,
        ids: &[u32],
        stops: Vec<&'a str>,
    ) -> Result<Self> {
        let context = ids[ids.len().saturating_sub(CONTEXT)..].to_vec();
        let base = tokenizer.decode(&context, false)? + std::str::from_utf8(&prompt.owed).unwrap_or_default();
        // A token that stands for text has a byte or more.
        let window = stops.iter().map(|stop| stop.len()).max().unwrap_or(0) + CONTEXT;
        Ok(Self { tokenizer, special, context, base, stops, window })
    }

    /// The answer's text, before any stop word is looked for.
    pub fn text(&self, ids: &[u32]) -> Result<String> {
        let all: Vec<u32> = self.context.iter().chain(ids).copied().collect();
        let text = self.tokenizer.decode(&all, false)?;
        match text.strip_prefix(self.base.as_str()) {
            Some(answer) => Ok(answer.to_owned()),
            // What is owed is not written yet.
            None if self.base.starts_with(text.as_str()) => Ok(String::new()),
            None => Ok(self.tokenizer.decode(ids, false)?),
        }
    }

    /// The answer up to the first stop word, if the last token completed one.
    pub fn stopped(&self, ids: &[u32]) -> Result<Option<String>> {
        if self.stops.is_empty() {
            return Ok(None);
        }
        let mut last: Vec<u32> =
            ids.iter().rev().filter(|id| !self.special.contains(id)).take(self.window).copied().collect();
        last.reverse();
        let tail = self.tokenizer.decode(&last, false)?;
        if !self.stops.iter().any(|stop| tail.contains(stop)) {
            return Ok(None);
        }
        let text = self.text(ids)?;
        let first = self.stops.iter().filter_map(|stop| text.find(stop)).min();
        Ok(first.map(|at| text[..at].to_owned()))
    }
}

/// What an answer still owes to its prompt after it wrote `written`.
pub(crate) fn owed<'p>(prompt: &'p Prompt, written: &[u8]) -> &'p [u8] {
    let paid = written.len().min(prompt.owed.len());
    &prompt.owed[paid..]
}

/// The ids that may come next while something is owed; None when nothing is.
pub(crate) fn paying(prompt: &Prompt, ids: &[u32], tokens: Option<&TokenBytes>) -> Option<Vec<u32>> {
    let tokens = tokens?;
    let owed = owed(prompt, &tokens.all(ids));
    (!owed.is_empty()).then(|| tokens.leading_to(owed))
}
