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
