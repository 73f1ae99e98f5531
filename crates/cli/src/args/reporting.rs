//! What can be typed after `report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use trommel_report::tables::TableKind;

/// Arguments of `report`.
#[derive(Args, Debug, Clone)]
pub struct ReportArguments {
    /// What it is about: the number of a run or `latest`, the folder of a scored run, the folder of a training; several side by side
    #[arg(required = true, value_name = "RUN|FOLDER")]
    pub runs: Vec<String>,
    /// Where the files go [default: of one folder, the folder itself; else `report` here, with the runs' numbers]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What is written; of a table: md, csv or latex
    #[arg(long, value_enum, value_name = "FORMAT,…", value_delimiter = ',')]
    pub format: Vec<ReportFormat>,
    /// Print a paper's table instead, of scored runs: mftcoder, codefusion or gpt2-study
    #[arg(long, value_name = "PAPER", value_parser = str::parse::<TableKind>)]
    pub table: Option<TableKind>,
    /// Name of a scored run, once for each in order [default: its folder's]
    #[arg(long, value_name = "NAME")]
    pub label: Vec<String>,
}

/// What is written.
#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// One HTML file that needs nothing else
    Html,
    /// Markdown
    #[value(alias = "markdown")]
    Md,
    /// Comma-separated values, of a table
    Csv,
    /// LaTeX, of a table
    Latex,
}
