//! What can be typed for the model half.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `tokenizer`.
#[derive(Args, Debug, Clone)]
pub struct TokenizerArguments {
    /// The dataset: the folder of a run, or a Parquet file with a column `content`
    pub dataset: PathBuf,
    /// Where its files go
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The split to learn from
    #[arg(long, default_value = "train")]
    pub split: String,
    /// Settings of the stage `tokenizer`, as TOML
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Change a setting, e.g. -S vocabulary=1024 -S mode.unigram-union.tau=100
    #[arg(short = 'S', value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// Arguments of `generate`.
#[derive(Args, Debug, Clone)]
pub struct GenerateArguments {
    /// The model: a directory in Hugging Face's layout (GPT-2, Llama, Qwen2, Qwen3), or a GGUF file
    pub checkpoint: PathBuf,
    /// The benchmark: a name that `trommel bench list` shows, or a file of tasks
    pub benchmark: String,
    /// Where samples.jsonl, samples.parquet and the log go
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// A directory with an adapter in PEFT's layout
    #[arg(long, value_name = "DIR")]
    pub adapter: Option<PathBuf>,
    /// The tokenizer, where it is not beside the model
    #[arg(long, value_name = "PATH")]
    pub tokenizer: Option<PathBuf>,
    /// Completions of each task
    #[arg(short = 'n', long, value_name = "N")]
    pub samples: Option<u32>,
    /// Temperature; 0 takes the likeliest token
    #[arg(long, value_name = "T")]
    pub temperature: Option<f64>,
    /// Seed of what is drawn: the same seed gives the same bytes
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Texts that are computed at a time; decides speed and memory, on a CPU nothing else
    #[arg(long, value_name = "N")]
    pub batch: Option<usize>,
    /// Settings of the stage `generate`, as TOML
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Change a setting, e.g. -S style=instruct -S top_p=0.95 -S max_new_tokens=256
    #[arg(short = 'S', value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// Arguments of `train`.
#[derive(Args, Debug, Clone)]
pub struct TrainArguments {
    /// The dataset: the folder of a run, or a Parquet file with the columns `prompt` and `content`
    pub dataset: PathBuf,
    /// The folder of the tokenizer
    #[arg(long, value_name = "DIR")]
    pub tokenizer: PathBuf,
    /// Where checkpoints, logs and the model go
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Settings by name: mftcoder-plus-plus, gpt2-study, module-matching, mftcoder, tiny [default: tiny, unless -S names a checkpoint]
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// Settings of the stage `train`, as TOML
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Change a setting, e.g. -S length.steps=400 -S optimiser.lr=1e-3 -S method.lora.r=8
    #[arg(short = 'S', value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Go on from the last checkpoint in the folder
    #[arg(long)]
    pub resume: bool,
    /// Say what it will cost, and train nothing
    #[arg(long)]
    pub preview: bool,
}

/// Arguments of `export`.
#[derive(Args, Debug, Clone)]
pub struct ExportArguments {
    /// The model: a directory in Hugging Face's layout (GPT-2, Llama, Qwen2, Qwen3), or a GGUF file
    pub checkpoint: PathBuf,
    /// Where it goes: a file that ends in `.gguf`, for llama.cpp; else a directory in Hugging Face's layout
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// A directory with an adapter in PEFT's layout, which is merged
    #[arg(long, value_name = "DIR")]
    pub adapter: Option<PathBuf>,
    /// The tokenizer, where it is not beside the model
    #[arg(long, value_name = "PATH")]
    pub tokenizer: Option<PathBuf>,
    /// How GGUF stores matrices
    #[arg(long, value_enum, default_value_t)]
    pub quantisation: QuantisationChoice,
}

/// How GGUF stores matrices.
#[derive(ValueEnum, Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum QuantisationChoice {
    /// 32-bit floats
    F32,
    /// 16-bit floats
    #[default]
    F16,
    /// Eight bits and a scale for each 32 numbers
    #[value(name = "q8_0")]
    Q8_0,
}

/// What can be compared.
#[derive(Subcommand, Debug, Clone)]
pub enum CompareVerb {
    /// Full fine-tuning beside LoRA: the same parameters to begin with, the same rows in the same order
    FullVsLora(CompareArguments),
}

/// Arguments of `compare full-vs-lora`.
#[derive(Args, Debug, Clone)]
pub struct CompareArguments {
    /// What to train
    #[command(flatten)]
    pub train: TrainArguments,
    /// Rank of LoRA's updates; their alpha is twice it
    #[arg(long, value_name = "R", default_value_t = 16)]
    pub rank: u32,
    /// LoRA's learning rate
    #[arg(long, value_name = "RATE", default_value_t = 5e-3)]
    pub lora_lr: f64,
    /// Do this side alone, in this process, and print it as JSON: how the comparison runs itself
    #[arg(long, value_name = "SIDE", hide = true)]
    pub only: Option<OnlySide>,
}

/// A side of a comparison.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnlySide {
    /// Full fine-tuning
    Full,
    /// The adapter
    Lora,
}
