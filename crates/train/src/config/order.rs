//! Which rows are read, in what order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trommel_tokens::SEPARATOR;

/// The data and their order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataConfig {
    /// The order of rows within an epoch.
    pub order: RowOrder,
    /// Easy examples first; needs `order = { shuffled = .. }` and reads all rows once before the start.
    pub curriculum: Option<Curriculum>,
    /// Phases of the run by language, in order; empty: one phase of everything. Needs the column `language`.
    pub phases: Vec<Phase>,
    /// Begin each example with its language's token. Needs the column `language`.
    pub language_prefix: bool,
    /// Weights of tasks in `weighting = "case3"` and `"case4"`; 1 for those that are not named.
    pub task_weights: BTreeMap<String, f64>,
    /// The control of an ablation: answers are dealt to other prompts at random (by the seed), so that nothing but the
    /// answers' own distribution can be learned.
    pub shuffled_pairs: bool,
    /// Progressive prompts: each row is read up to a stage of its prompt; without it prompts are read whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progressive: Option<Progressive>,
}

/// Progressive prompts (CodeFusion's section 6.2), those of generation's style `progressive`: a description, then also the
/// signature, then also the constraints. A prompt is cut at `separator`, no part of it may contain that otherwise, and the
/// answer follows one of its stages, which each row draws anew in each epoch. A prompt of one part stays whole, and so do
/// the prompts of evaluation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Progressive {
    /// What stands between the parts of a prompt. Generation puts a blank line there.
    pub separator: String,
    /// The probability of the last stage, the whole prompt; the others are alike.
    pub whole: f64,
}

impl Default for Progressive {
    fn default() -> Self {
        Self { separator: SEPARATOR.to_owned(), whole: 0.5 }
    }
}

/// The order of rows within an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum RowOrder {
    /// As in the files.
    File,
    /// Another order each epoch, by the seed: row groups of the files are permuted, and the rows of `groups` row groups
    /// together. More groups mix better and take more memory.
    Shuffled {
        /// Row groups that are in memory together; at least 1.
        groups: usize,
    },
}

impl Default for RowOrder {
    fn default() -> Self {
        Self::Shuffled { groups: 16 }
    }
}

/// A curriculum paced by competence (Platanios et al., NAACL 2019): after a share x of `duration` epochs, rows are drawn
/// from the easiest c(x) = min(1, √(x (1 − c₀²) + c₀²)) of them, without repetition until those are used up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Curriculum {
    /// What makes a row easy.
    pub difficulty: Difficulty,
    /// The share c₀ to begin with, in (0, 1].
    pub start: f64,
    /// Epochs until all rows are drawn from, more than 0.
    pub duration: f64,
}

impl Default for Curriculum {
    fn default() -> Self {
        Self { difficulty: Difficulty::default(), start: 0.1, duration: 1.0 }
    }
}

/// What makes a row easy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difficulty {
    /// Mean surprisal of its tokens, −(1/n) Σ ln p, where p is the unigram share among all tokens of the data, each
    /// counted once more than it occurs.
    #[default]
    Surprisal,
    /// Entropy of its own tokens' shares, divided by the logarithm of how many distinct ones there are (eq. 14 of
    /// MFTCoder++ as printed, normalised because its value grows with length alone).
    Entropy,
    /// Number of tokens.
    Tokens,
}

/// A phase of the run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Languages whose rows are read.
    pub languages: Vec<String>,
    /// Its share of all steps; the phases' shares add up to 1.
    pub share: f64,
    /// The probability, in [0, 1), that a row comes from the earlier phases' languages instead.
    #[serde(default)]
    pub replay: f64,
}
