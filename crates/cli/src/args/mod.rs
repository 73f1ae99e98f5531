//! What can be typed. The comments here are the help.

mod judging;
mod modelling;
mod reporting;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use trommel_pipeline::run::Selection;
use trommel_pipeline::{Override, PipelineError, Recipe};

pub use judging::{
    BenchVerb, Estimator, ExecArguments, LimitsChoice, MetricsArguments, MetricsVerb, SandboxVerb, ScoreArguments,
};
pub use modelling::{
    CompareArguments, CompareVerb, ExportArguments, GenerateArguments, OnlySide, QuantisationChoice,
    TokenizerArguments, TrainArguments,
};
pub use reporting::{ReportArguments, ReportFormat};

use crate::stages;

/// Screens source-code corpora into training data.
#[derive(Parser, Debug)]
#[command(name = "trommel", version, max_term_width = 110)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// Where tables and runs live: a folder, s3://bucket/prefix, gs:// or az:// [default: $TROMMEL_STORE, else .trommel/store]
    #[arg(long, global = true, value_name = "URL")]
    pub store: Option<String>,
    /// Print one JSON object on stdout instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// Work on this many shards at once, with as many threads [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Memory that plans and tables may take, about, e.g. 4GiB [default: 2GiB]
    #[arg(long, global = true, value_name = "SIZE", value_parser = parse_size)]
    pub memory: Option<u64>,
}

/// The verbs.
#[derive(Subcommand, Debug)]
pub enum Verb {
    /// Run a recipe: only what is not in the store is computed; a new run is committed whole or not at all
    Run(RunArguments),
    /// Say what a run would do, and why, without doing it
    Plan(RecipeArguments),
    /// Say whether the last run of a recipe is up to date
    Status(StatusArguments),
    /// Say why a document is in a run's dataset, or is not
    Why(WhyArguments),
    /// Compare two runs: parameters, rows by stage and reason, documents, distributions; of scored runs, verdicts
    Diff(DiffArguments),
    /// Show a recipe as a graph: what each stage reads, adds and decides, and how many rows went through last time
    Dag(DagArguments),
    /// List the runs of the store
    Ls,
    /// Query a run's tables: `docs`, one table for each stage, and `ledger`
    Sql(SqlArguments),
    /// Read a run again, every byte, and compute its root hash anew
    Verify {
        /// Number of the run, or `latest`
        #[arg(default_value = "latest")]
        run: String,
    },
    /// Write a run's recipe with every default and what it expects: with other inputs or another result it is refused
    Freeze(FreezeArguments),
    /// Take a run off the list, so that `gc` may delete what only it uses
    Forget(ForgetArguments),
    /// Delete what no run names and no live run holds
    Gc(GcArguments),
    /// Repeat the last run that failed or was interrupted; nothing is done if it succeeded
    Retry,
    /// Near-duplicates: tune bands for a target recall
    #[command(subcommand)]
    Dedup(DedupVerb),
    /// Judge completions of a benchmark in the sandbox: pass@k with intervals, CESR, RSR, FPR, endings
    Score(ScoreArguments),
    /// Compare predictions with references as texts: BLEU, ROUGE-L, exact match, each with its interval and signature
    Metrics(MetricsArguments),
    /// Write a report of runs, one HTML file and Markdown, or a paper's table of scored runs
    Report(ReportArguments),
    /// Run one program in the sandbox
    Exec(ExecArguments),
    /// Benchmarks: list, fetch, import, validate
    #[command(subcommand)]
    Bench(BenchVerb),
    /// Guests: build, list, check, move
    #[command(subcommand)]
    Sandbox(SandboxVerb),
    /// Learn a tokenizer from a dataset
    Tokenizer(TokenizerArguments),
    /// Train a model on a dataset
    Train(TrainArguments),
    /// Train twice and compare
    #[command(subcommand)]
    Compare(CompareVerb),
    /// Put the tasks of a benchmark to a model
    Generate(GenerateArguments),
    /// Write a model down again: its adapter merged, as a directory for transformers or as GGUF for llama.cpp
    Export(ExportArguments),
    /// A worker process of this binary: jobs on standard input, answers on standard output
    #[command(hide = true)]
    Worker {
        /// Its guests, as JSON
        guests: String,
    },
}

impl Verb {
    /// Whether the verb, when it fails, can be taken up again.
    pub fn resumes(&self) -> bool {
        matches!(self, Verb::Run(_) | Verb::Retry | Verb::Score(_))
    }
}

/// A recipe with changes.
#[derive(Args, Debug, Clone)]
pub struct RecipeArguments {
    /// The recipe, e.g. pipelines/quickstart.toml
    pub recipe: PathBuf,
    /// Change a value of the recipe, e.g. -S near-dup.threshold=0.8
    #[arg(short = 'S', value_name = "STAGE.KEY=VALUE")]
    pub set: Vec<Override>,
    /// Read every input instead of trusting size, times and inode
    #[arg(long)]
    pub verify_inputs: bool,
    /// Try the recipe on N documents, chosen by a hash; the run is one of recipe `<name>-sample`
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub sample: Option<u64>,
}

impl RecipeArguments {
    /// Reads and checks the recipe, with what was typed.
    pub fn load(&self) -> Result<Recipe, PipelineError> {
        let sample = self.sample.map(|documents| Override {
            stage: "ingest".to_owned(),
            key: "sample".to_owned(),
            value: documents.to_string(),
        });
        let changes: Vec<Override> = self.set.iter().cloned().chain(sample.clone()).collect();
        let mut recipe = Recipe::load(&self.recipe, &changes, &stages::registry())?;
        if sample.is_some() {
            // Never the run before one of the whole.
            recipe.name.push_str("-sample");
        }
        Ok(recipe)
    }
}

/// Arguments of `run`.
#[derive(Args, Debug, Clone)]
pub struct RunArguments {
    /// The recipe and its changes.
    #[command(flatten)]
    pub recipe: RecipeArguments,
    /// Do this stage and all after it anew, whatever the store holds
    #[arg(long, value_name = "STAGE", conflicts_with = "only")]
    pub from: Option<String>,
    /// Stop after this stage; no run is committed
    #[arg(long, value_name = "STAGE")]
    pub to: Option<String>,
    /// Do this stage anew; the others are reused where they can be
    #[arg(long, value_name = "STAGE")]
    pub only: Option<String>,
    /// Say what would be done, like `plan`
    #[arg(long)]
    pub dry_run: bool,
}

impl RunArguments {
    /// Which stages to do.
    pub fn selection(&self) -> Selection {
        Selection { from: self.from.clone(), to: self.to.clone(), only: self.only.clone() }
    }
}

/// Arguments of `status`.
#[derive(Args, Debug)]
pub struct StatusArguments {
    /// The recipe and its changes.
    #[command(flatten)]
    pub recipe: RecipeArguments,
    /// Print nothing; exit 1 when a run would do something
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `why`.
#[derive(Args, Debug)]
pub struct WhyArguments {
    /// Number of the run, or `latest`
    pub run: String,
    /// Path of the document (or the end of it, from a slash), or the first digits of its id
    pub document: String,
}

/// Arguments of `diff`.
#[derive(Args, Debug)]
pub struct DiffArguments {
    /// Number of the run before, or `latest`; or the folder of a scored run
    pub before: String,
    /// Number of the run after, or `latest`; or the folder of a scored run
    pub after: String,
    /// Print every document that was added, removed or moved, one a line
    #[arg(long)]
    pub ids: bool,
    /// Documents of each kind of change to show
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub first: usize,
    /// Print nothing; exit 1 when the published rows differ
    #[arg(short, long)]
    pub quiet: bool,
}

/// Arguments of `dag`.
#[derive(Args, Debug)]
pub struct DagArguments {
    /// The recipe, e.g. pipelines/quickstart.toml
    pub recipe: PathBuf,
    /// Change a value of the recipe, e.g. -S near-dup.threshold=0.8
    #[arg(short = 'S', value_name = "STAGE.KEY=VALUE")]
    pub set: Vec<Override>,
    /// Print a Mermaid flowchart
    #[arg(long)]
    pub mermaid: bool,
}

/// Arguments of `freeze`.
#[derive(Args, Debug)]
pub struct FreezeArguments {
    /// Number of the run, or `latest`
    pub run: String,
    /// Write the recipe to this new file instead of stdout
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `forget`.
#[derive(Args, Debug)]
pub struct ForgetArguments {
    /// Number of the run, or `latest`
    pub run: String,
    /// Also when it is the latest run of its recipe
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `sql`.
#[derive(Args, Debug)]
pub struct SqlArguments {
    /// The query
    pub query: String,
    /// Number of the run, or `latest`
    #[arg(long, default_value = "latest")]
    pub run: String,
    /// A table more: a file of Parquet, JSONL or JSONL.gz, or the folder of a scored run; without runs it is enough by itself
    #[arg(long = "table", value_name = "NAME=PATH", value_parser = parse_table)]
    pub tables: Vec<(String, std::path::PathBuf)>,
}

fn parse_table(text: &str) -> Result<(String, std::path::PathBuf), String> {
    match text.split_once('=') {
        Some((name, path)) if !name.is_empty() && !path.is_empty() => Ok((name.to_owned(), path.into())),
        _ => Err("expected NAME=PATH, such as pairs=pairs.jsonl".to_owned()),
    }
}

/// Arguments of `gc`.
#[derive(Args, Debug)]
pub struct GcArguments {
    /// Only say what would be deleted
    #[arg(long)]
    pub dry_run: bool,
    /// Leave what is younger, e.g. 30s, 15m, 2h, 7d
    #[arg(long, default_value = "1h", value_name = "AGE", value_parser = parse_age)]
    pub min_age: std::time::Duration,
    /// Keep the newest N runs and delete the others, with what only they use
    #[arg(long, value_name = "N")]
    pub keep_runs: Option<usize>,
}

/// Verbs about near-duplicates.
#[derive(Subcommand, Debug)]
pub enum DedupVerb {
    /// Choose bands for a threshold and a target recall, and print the curve beside the usual choice
    Tune {
        /// Jaccard similarity from which two documents are near-duplicates
        #[arg(long, default_value_t = 0.7)]
        threshold: f64,
        /// Share of pairs with J in [threshold, threshold + 0.05) to find
        #[arg(long, default_value_t = 0.95)]
        recall: f64,
    },
}

pub(crate) fn parse_size(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is no size; expected e.g. 512MiB, 4GiB or 2GB, and at least 64MiB");
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number: f64 = text[..digits].parse().map_err(|_| wrong())?;
    let unit: f64 = match text[digits..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "kib" | "k" => 1024.0,
        "mib" | "m" => 1024.0 * 1024.0,
        "gib" | "g" => 1024.0 * 1024.0 * 1024.0,
        "kb" => 1e3,
        "mb" => 1e6,
        "gb" => 1e9,
        _ => return Err(wrong()),
    };
    let bytes = number * unit;
    if bytes >= (64 << 20) as f64 { Ok(bytes as u64) } else { Err(wrong()) }
}

fn parse_age(text: &str) -> Result<std::time::Duration, String> {
    let wrong = || format!("`{text}` is no age; expected e.g. 30s, 15m, 2h or 7d");
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..digits].parse().map_err(|_| wrong())?;
    let unit = match &text[digits..] {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    Ok(std::time::Duration::from_secs(number.saturating_mul(unit)))
}
