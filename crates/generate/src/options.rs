//! What a run of generation is asked to do.

use serde::{Deserialize, Serialize};

use crate::beam::Beams;
use crate::error::{GenerateError, Result};
use crate::sampling::Sampling;

/// How completions are made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Completions of each task.
    pub samples: u32,
    /// The seed. With the same seed, every sample of every task is the same, byte for byte.
    pub seed: u64,
    /// How tokens are drawn.
    pub sampling: Sampling,
    /// Beam search in place of drawing; `samples` are then the best ones of each task, in order.
    pub beams: Option<Beams>,
    /// The most tokens of one completion.
    pub max_new_tokens: usize,
    /// After each stage of a progressive prompt but the last, the model writes a draft of at most so many tokens, reads it
    /// with the next stage, and goes on; 0 shows all stages at once.
    pub draft_tokens: usize,
    /// A completion ends before the first of these, wherever tokens begin and end.
    pub stops: Vec<String>,
    /// Whether the benchmark's own stop words end a completion, too.
    pub task_stops: bool,
    /// The most rows that are computed at a time.
    pub batch: usize,
    /// What becomes of a prompt that leaves no room for an answer.
    pub long_prompts: LongPrompts,
}

impl Default for Options {
    /// One greedy completion a task of at most 512 tokens.
    fn default() -> Self {
        Self {
            samples: 1,
            seed: 0,
            sampling: Sampling::default(),
            beams: None,
            max_new_tokens: 512,
            draft_tokens: 0,
            stops: Vec::new(),
            task_stops: true,
            batch: 16,
            long_prompts: LongPrompts::Error,
        }
    }
}

/// What becomes of a prompt that leaves no room for an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LongPrompts {
    /// The run does not begin.
    #[default]
    Error,
    /// Its first tokens are left out, so that an answer of `max_new_tokens`, but of no more than half the context, has
    /// room. The completion's row says how many.
    TruncateLeft,
}

impl Options {
    /// Refuses what is out of range.
    ///
    /// # Errors
    /// [`GenerateError::Option`] with the range.
    pub fn check(&self) -> Result<()> {
        let least =
            [("samples", self.samples as usize), ("max_new_tokens", self.max_new_tokens), ("batch", self.batch)];
        if let Some((option, _)) = least.into_iter().find(|(_, value)| *value == 0) {
            return Err(GenerateError::option(option, 0, "at least 1"));
        }
        if self.stops.iter().any(String::is_empty) {
            return Err(GenerateError::option("stops", "an empty text", "texts of at least one letter"));
        }
        self.sampling.check()?;
        let Some(beams) = &self.beams else { return Ok(()) };
        beams.check()?;
        if self.samples as usize > beams.width {
            return Err(GenerateError::option(
                "samples",
                self.samples,
                format!("at most the {} beams: the samples of a beam search are its best ones", beams.width),
            ));
        }
        if self.sampling.temperature > 0.0 {
            return Err(GenerateError::option(
                "temperature",
                self.sampling.temperature,
                "0 with beams: nothing is drawn in a beam search",
            ));
        }
        Ok(())
    }
}
