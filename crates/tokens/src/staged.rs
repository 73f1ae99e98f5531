//! Examples for training whose prompts have stages (CodeFusion's section 6.2): tokenised once, read up to any stage.

use rayon::prelude::*;

use crate::error::{Result, TokensError};
use crate::example::{Example, ExampleEncoder, Label};
use crate::progressive::{ProgressivePrompt, parts};

/// An example that can be cut after any stage of its prompt; the answer then follows that stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    whole: Example,
    /// Where each stage ends, in ids; empty for a prompt of one part.
    ends: Vec<usize>,
}

impl Staged {
    /// The number of stages, at least 1.
    #[must_use]
    pub fn stages(&self) -> usize {
        self.ends.len().max(1)
    }

    /// The example with all of its prompt.
    #[must_use]
    pub fn whole(&self) -> &Example {
        &self.whole
    }

    /// The example with the first `stage` stages of its prompt (from 1): the ids of [`ExampleEncoder::encode_after`].
    ///
    /// # Errors
    /// When there is no such stage.
    pub fn at(&self, stage: usize) -> Result<Example> {
        let stages = self.stages();
        if !(1..=stages).contains(&stage) {
            return Err(TokensError::Progressive(format!("there is no stage {stage}; stages are 1 to {stages}")));
        }
        let mut example = self.whole.clone();
        if let (Some(&end), Some(&answer)) = (self.ends.get(stage - 1), self.ends.last()) {
            example.ids.drain(end..answer);
            example.learned.drain(end..answer);
        }
        Ok(example)
    }

    /// The stage that a random number stands for: the last one with probability `whole`, else one of the others, all
    /// alike. A prompt of one part has no others.
    #[must_use]
    pub fn choose(&self, whole: f64, draw: u64) -> usize {
        let last = self.stages() as u64;
        let (first, second) = (draw >> 32, draw & u64::from(u32::MAX));
        let others = first as f64 / 2f64.powi(32) >= whole;
        if last > 1 && others { 1 + (((last - 1) * second) >> 32) as usize } else { last as usize }
    }
}

impl From<Example> for Staged {
    /// An example whose prompt is of one part.
    fn from(whole: Example) -> Self {
        Self { whole, ends: Vec::new() }
    }
}

impl ExampleEncoder<'_> {
    /// The examples of many (label, prompt, answer), by several threads, in their order: prompts are cut at `separator`
    /// (see [`parts`]) and tokenised as [`ProgressivePrompt`] does, the answer on its own, with the separators before it
    /// that end the prompt. A prompt of one part is as in [`ExampleEncoder::encode`].
    ///
    /// # Errors
    /// When the tokenizer fails, or lacks a language's prefix; an example's own, where its parts cannot be tokenised one
    /// by one.
    pub fn encode_staged(&self, examples: &[(Label<'_>, &str, &str)], separator: &str) -> Result<Vec<Result<Staged>>> {
        let cut: Vec<_> = examples.iter().map(|(_, prompt, _)| parts(prompt, separator)).collect();
        let simple = examples.iter().zip(&cut).filter(|(_, (parts, _))| parts.len() < 2);
        let mut simple = self.encode_all(&simple.map(|(example, _)| *example).collect::<Vec<_>>())?.into_iter();
        let staged: Vec<Option<Result<Staged>>> = examples
            .par_iter()
            .zip(&cut)
            .map(|((label, _, answer), (parts, tail))| {
                (parts.len() > 1).then(|| self.staged(*label, parts, separator, &format!("{tail}{answer}")))
            })
            .collect();
        let all = staged.into_iter().map(|staged| staged.or_else(|| simple.next().map(|example| Ok(example.into()))));
        Ok(all.flatten().collect())
    }

    fn staged(&self, label: Label<'_>, parts: &[&str], separator: &str, answer: &str) -> Result<Staged> {
        let prompt = ProgressivePrompt::new(self.tokenizer, parts, separator)?;
        let last = prompt.stages();
        let whole = self.encode_after(label, &prompt, last, answer)?;
        // What stands before the prompt: the language's prefix.
        let before = whole.learned.iter().take_while(|&&learned| learned == 0).count() - prompt.ids(last)?.len();
        let ends = (1..=last).map(|stage| Ok(before + prompt.ids(stage)?.len())).collect::<Result<_>>()?;
        Ok(Staged { whole, ends })
    }
}
