//! `trommel metrics train-crs`: a readability model of rated texts.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::json;
use trommel_score::{TrainOptions, read_ratings, train};

use crate::DONE;
use crate::args::Arguments;
use crate::judging::table;
use crate::verbs::{print, print_json};

/// Arguments of `metrics train-crs`.
#[derive(Args, Debug, Clone)]
pub struct TrainCrsArguments {
    /// Rows of `{"snippet": …, "language": …, "ratings": [1 to 5, …]}`, JSONL
    pub ratings: PathBuf,
    /// Write the model to this file, and its card beside it as Markdown; without it, both are computed and the card is shown
    #[arg(long, value_name = "MODEL.json")]
    pub out: Option<PathBuf>,
    /// Seed of the folds
    #[arg(long, default_value_t = TrainOptions::default().seed)]
    pub seed: u64,
    /// Folds of the cross-validation
    #[arg(long, default_value_t = TrainOptions::default().folds)]
    pub folds: usize,
    /// How often the cross-validation is repeated with other folds
    #[arg(long, default_value_t = TrainOptions::default().repeats)]
    pub repeats: u32,
    /// How much it counts, beside one rating, that a snippet is to be better than itself made worse; 0: ratings alone
    #[arg(long, default_value_t = TrainOptions::default().pull)]
    pub pull: f64,
}

/// `--json` prints the model's facts, its hash, and where it went.
pub fn train_crs(arguments: &Arguments, asked: &TrainCrsArguments) -> Result<u8> {
    let file = asked.ratings.display().to_string();
    let text = std::fs::read_to_string(&asked.ratings).with_context(|| format!("reading `{file}`"))?;
    let TrainCrsArguments { seed, folds, repeats, pull, .. } = *asked;
    let options = TrainOptions { seed, folds, repeats, pull };
    let trained = train(&read_ratings(&file, &text)?, &options)?;
    if let Some(out) = &asked.out {
        write(out, &trained.model.text())?;
        write(&out.with_extension("md"), &trained.card)?;
    }
    if arguments.json {
        let model = &trained.model;
        print_json(&json!({ "out": asked.out, "hash": model.hash(), "trained_on": model.trained_on }))?;
    } else {
        print(trained.card.trim_end());
    }
    Ok(DONE)
}

fn write(path: &Path, text: &str) -> Result<()> {
    table::whole(path, |mut file| Ok(file.write_all(text.as_bytes())?))
}
