//! What can be typed for the model half.

use std::path::PathBuf;

use clap::Args;

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
