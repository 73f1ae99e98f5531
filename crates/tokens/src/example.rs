//! A prompt and its answer as token ids, with the ids that are learned.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::progressive::ProgressivePrompt;
use crate::tokenizer::Tokenizer;

/// One example for training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The caller's number for it: which row of which dataset.
    pub origin: u64,
    /// Its task, under which its tokens are counted.
    pub task: String,
    /// Its language, under which its tokens are counted.
    pub language: String,
    /// Prefix, prompt, answer, end of text.
    pub ids: Vec<u32>,
    /// 1 for each id that is learned (answer and end of text), else 0; as long as `ids`. The first is never 1, since
    /// nothing comes before it from which it could be told.
    pub learned: Vec<u8>,
}

/// Where an example belongs.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// See [`Example::origin`].
    pub origin: u64,
    /// See [`Example::task`].
    pub task: &'a str,
    /// See [`Example::language`].
    pub language: &'a str,
}

/// Makes examples with one tokenizer.
pub struct ExampleEncoder<'t> {
    pub(crate) tokenizer: &'t Tokenizer,
    end: u32,
    language_prefix: bool,
}

impl<'t> ExampleEncoder<'t> {
    /// An encoder; with `language_prefix` each example begins with its language's token.
    ///
    /// # Errors
    /// When the tokenizer has no token that ends texts.
    pub fn new(tokenizer: &'t Tokenizer, language_prefix: bool) -> Result<Self> {
        Ok(Self { tokenizer, end: tokenizer.end_of_text()?, language_prefix })
    }

    /// The ids of `prompt` and `answer`, tokenised together as they will stand. The answer begins on token ids: after
    /// the longest prefix that those of the prompt alone share with those of both. So a token that has letters of both
    /// is learned, and no token of the answer is missed. An answer without any such prefix follows the token that ends
    /// texts.
    ///
    /// # Errors
    /// When the tokenizer fails, or lacks the language's prefix.
    pub fn encode(&self, label: Label<'_>, prompt: &str, answer: &str) -> Result<Example> {
        let alone = self.tokenizer.encode(prompt)?;
        let both = self.tokenizer.encode(&format!("{prompt}{answer}"))?;
        let boundary = shared(&alone, &both);
        self.example(label, both, boundary)
    }

    /// [`ExampleEncoder::encode`] of many (label, prompt, answer), by several threads, in their order; several times
    /// faster than one by one.
    ///
    /// # Errors
    /// As `encode`.
    pub fn encode_all(&self, examples: &[(Label<'_>, &str, &str)]) -> Result<Vec<Example>> {
        let prompts: Vec<&str> = examples.iter().map(|(_, prompt, _)| *prompt).collect();
        let whole: Vec<String> = examples.iter().map(|(_, prompt, answer)| format!("{prompt}{answer}")).collect();
        let (alone, both) = (self.tokenizer.encode_all(&prompts)?, self.tokenizer.encode_all(&whole)?);
        let ids = alone.iter().zip(both);
        examples
            .iter()
            .zip(ids)
            .map(|((label, ..), (alone, both))| {
                let boundary = shared(alone, &both);
                self.example(*label, both, boundary)
            })
            .collect()
    }

    /// As [`ExampleEncoder::encode`], after the first `stage` stages of a progressive prompt (from 1), whose ids stay
    /// as they are: the answer is tokenised on its own.
    ///
    /// # Errors
    /// As `encode`, and when there is no such stage.
    pub fn encode_after(
        &self,
        label: Label<'_>,
        prompt: &ProgressivePrompt,
        stage: usize,
        answer: &str,
    ) -> Result<Example> {
        let mut ids = prompt.ids(stage)?.to_vec();
        let boundary = ids.len();
        ids.extend(self.tokenizer.encode(answer)?);
        self.example(label, ids, boundary)
    }

    fn example(&self, label: Label<'_>, body: Vec<u32>, boundary: usize) -> Result<Example> {
        let prefix = if self.language_prefix {
            Some(self.tokenizer.language(label.language)?)
        } else {
            (boundary == 0).then_some(self.end)
        };
        let unlearned = boundary + usize::from(prefix.is_some());
        let ids: Vec<u32> = prefix.into_iter().chain(body).chain([self.end]).collect();
        let learned = (0..ids.len()).map(|at| u8::from(at >= unlearned)).collect();
        let (task, language) = (label.task.to_owned(), label.language.to_owned());
        Ok(Example { origin: label.origin, task, language, ids, learned })
    }
}

/// The length of the longest prefix that two lists share.
fn shared(one: &[u32], other: &[u32]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}
