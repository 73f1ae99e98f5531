//! Which parameters are trained.

use serde::{Deserialize, Serialize};

/// Which parameters are trained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Method {
    /// All of the decoder's.
    Full {
        /// Parameters that stay as they are, by the end of their name or a part of it between dots: `wpe` freezes GPT-2's
        /// positions.
        #[serde(default)]
        freeze: Vec<String>,
    },
    /// Low-rank updates of frozen layers (LoRA, Hu et al., arXiv 2106.09685).
    Lora(AdapterSpec),
    /// LoRA with updates scaled by alpha / √r (Kalajdzievski, arXiv 2312.03732).
    Rslora(AdapterSpec),
    /// LoRA with trained magnitudes (DoRA, Liu et al., arXiv 2402.09353).
    Dora(AdapterSpec),
    /// LoRA that begins along the gradient of a few batches (LoRA-GA, Wang et al., arXiv 2407.05000).
    LoraGa {
        /// Its updates.
        adapter: AdapterSpec,
        /// Micro-batches whose gradient is taken.
        #[serde(default = "eight")]
        batches: usize,
    },
    /// LoRA in stages: the upper blocks first, lower ones unlocked later (PLoRA of CodeFusion-Qwen72B, whose equation is
    /// not printed; this is a reconstruction from its prose).
    Plora {
        /// Its updates.
        adapter: AdapterSpec,
        /// When the next group of blocks is unlocked.
        #[serde(default)]
        boundaries: Boundaries,
        /// Blocks of the groups as shares of the depth from the top, adding up to 1; by default three thirds.
        #[serde(default = "thirds")]
        groups: Vec<f64>,
        /// Rank of each group's updates; empty: the adapter's `r` for all.
        #[serde(default)]
        ranks: Vec<usize>,
        /// The learning rate of a group is multiplied by this once for each later stage, in [0, 1]; 0 freezes it.
        #[serde(default = "half")]
        rho: f64,
        /// Steps over which the learning rate rises anew when a stage begins.
        #[serde(default)]
        rewarm: u64,
    },
    /// Rows of the embedding alone: those of these tokens.
    VocabularyAdapters {
        /// Names of tokens, as in `tokenizer.json`.
        tokens: Vec<String>,
    },
}

impl Method {
    /// Its name in files and tables.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Full { .. } => "full",
            Self::Lora(_) => "lora",
            Self::Rslora(_) => "rslora",
            Self::Dora(_) => "dora",
            Self::LoraGa { .. } => "lora-ga",
            Self::Plora { .. } => "plora",
            Self::VocabularyAdapters { .. } => "vocabulary-adapters",
        }
    }

    /// The adapter that it asks for, if it has low-rank updates.
    #[must_use]
    pub fn adapter(&self) -> Option<&AdapterSpec> {
        match self {
            Self::Lora(adapter) | Self::Rslora(adapter) | Self::Dora(adapter) => Some(adapter),
            Self::LoraGa { adapter, .. } | Self::Plora { adapter, .. } => Some(adapter),
            Self::Full { .. } | Self::VocabularyAdapters { .. } => None,
        }
    }
}

/// Low-rank updates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdapterSpec {
    /// Rank, at least 1.
    pub r: usize,
    /// Updates are multiplied by alpha / r.
    pub alpha: f64,
    /// Dropout of the updates' inputs, in [0, 1).
    #[serde(default)]
    pub dropout: f64,
    /// Names of linear layers (`q_proj`, `c_attn`) or ends of their paths; empty: PEFT's default of the family; `all`
    /// alone: every linear layer of the blocks.
    #[serde(default)]
    pub modules: Vec<String>,
    /// Tokens whose rows of the embedding are trained too (vocabulary adapters).
    #[serde(default)]
    pub tokens: Vec<String>,
    /// Write the merged model beside the adapter at the end.
    #[serde(default)]
    pub merge: bool,
}

/// When PLoRA's stages begin.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Boundaries {
    /// Stages of equal length.
    #[default]
    Even,
    /// The second, third, … stage begin after these steps.
    Steps(Vec<u64>),
    /// The next stage begins when this many evaluations in a row have not lowered the evaluation loss.
    Plateau(u32),
}

fn eight() -> usize {
    8
}

fn thirds() -> Vec<f64> {
    vec![1.0 / 3.0; 3]
}

fn half() -> f64 {
    0.5
}
