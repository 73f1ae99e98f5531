//! A prompt as token ids.

use sha2::{Digest, Sha256};
use trommel_bench::Claim;
use trommel_tokens::{ProgressivePrompt, Tokenizer};

use crate::bytes::TokenBytes;
use crate::error::Result;

/// What a model is shown for a task, and what it is expected to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The task's id.
    pub task: String,
    /// The text.
    pub text: String,
    /// Its ids, what stands before every text included.
    pub ids: Vec<u32>,
    /// What the answer begins with before it is an answer: the last token of the text may have been taken back, so that
    /// the model can choose a longer one in its place (`heal`).
    pub owed: Vec<u8>,
    /// Where each stage of a progressive prompt ends, in ids, but for the last; empty for other prompts.
    pub stages: Vec<usize>,
    /// What a completion is: it goes on where the prompt ends, or is a whole function.
    pub claim: Claim,
    /// Texts before which a completion ends, of the task itself.
    pub stops: Vec<String>,
    /// SHA-256 of the text, as 64 hex digits.
    pub sha256: String,
}

impl Prompt {
    /// A plain prompt. `prefix` stands before the text; `marked` reads special tokens in it (rendered chats).
    ///
    /// # Errors
    /// When the tokenizer fails.
    pub fn new(
        task: impl Into<String>,
        text: &str,
        claim: Claim,
        tokenizer: &Tokenizer,
        prefix: &[u32],
        marked: bool,
    ) -> Result<Self> {
        let encoded = if marked { tokenizer.encode_marked(text)? } else { tokenizer.encode(text)? };
        let ids = prefix.iter().copied().chain(encoded).collect();
        Ok(Self {
            task: task.into(),
            text: text.to_owned(),
            ids,
            owed: Vec::new(),
            stages: Vec::new(),
            claim,
            stops: Vec::new(),
            sha256: sha256(text),
        })
    }

    /// A progressive prompt.
    ///
    /// # Errors
    /// Never in practice: its last stage exists.
    pub fn progressive(
        task: impl Into<String>,
        prompt: &ProgressivePrompt,
        claim: Claim,
        prefix: &[u32],
    ) -> Result<Self> {
        let last = prompt.stages();
        let text = prompt.text(last)?.to_owned();
        let ids = prefix.iter().chain(prompt.ids(last)?).copied().collect();
        let ends = (1..last).map(|stage| Ok(prefix.len() + prompt.ids(stage)?.len()));
        let stages = ends.collect::<Result<_>>()?;
        let sha256 = sha256(&text);
        Ok(Self { task: task.into(), text, ids, owed: Vec::new(), stages, claim, stops: Vec::new(), sha256 })
    }

    /// Takes the last token back where longer ones begin with its bytes: in training, text is cut into tokens without
    /// regard for where a prompt ends, so that a blank at its end is a part of the answer's first token. The answer must
    /// then begin with those bytes.
    ///
    /// A single token stays, so that there is something to continue, and so do special ones.
    #[must_use]
    pub fn healed(mut self, tokens: &TokenBytes) -> Self {
        if let Some(&last) = self.ids.last().filter(|_| self.ids.len() > 1 && self.owed.is_empty()) {
            let bytes = tokens.of(last);
            // Bytes of a letter that is not whole are left alone: a text could not be cut there.
            let whole = !bytes.is_empty() && std::str::from_utf8(bytes).is_ok();
            if whole && tokens.beginning_with(bytes).any(|id| tokens.of(id).len() > bytes.len()) {
                self.owed = bytes.to_vec();
                self.ids.pop();
            }
        }
        self
    }
}

/// SHA-256 of a text, as 64 hex digits.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
