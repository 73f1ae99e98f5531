//! The tables of the papers that Trommel is after, filled from scored runs.
//!
//! | module | question it answers |
//! |---|---|
//! | `papers` | which rows and columns does a paper's table have |
//! | `quantity` | which number of a run stands in a column |
//! | `sheet` | what does the table say, before it is Markdown, CSV or LaTeX |
//! | `markdown`, `csv`, `latex` | how is it written |
//!
//! A run's row is named as the run is ([`ScoredRun::named`]). In the tables of MFTCoder++ and CodeFusion a name that begins with `w/o ` is
//! an ablation: it stands below the models, in italics, as there. The best value of a column among the rows of one benchmark is strong, in
//! the table of the GPT-2 study, whose columns are models, the best of a row. A number that a run does not have is a dash, and a note says
//! which command gives it.

mod csv;
mod latex;
mod markdown;
mod papers;
mod quantity;
mod sheet;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use crate::ReportError;
use crate::scored::ScoredRun;

/// Whose table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Table 1 of MFTCoder++ (Yu 2025, "Hybrid Modal Decoupled Fusion for Stable Multilingual Code Generation").
    Mftcoder,
    /// Table 1 of CodeFusion-Qwen72B.
    Codefusion,
    /// "Key Results" of the GPT-2 LoRA study.
    Gpt2Study,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Markdown with pipes, notes below.
    Markdown,
    /// RFC 4180: a header, the rows, and a last column `notes`. Numbers in full, without units; a column with 95 % intervals is followed by
    /// `<column>_low` and `<column>_high`. Missing numbers are empty, nothing is strong.
    Csv,
    /// A `table` for LaTeX with the package booktabs.
    Latex,
}

/// The table of a paper with these runs in it, in their order within a benchmark; benchmarks in the order in which they first come.
///
/// # Errors
/// No run.
pub fn render(kind: TableKind, format: TableFormat, runs: &[ScoredRun]) -> Result<String, ReportError> {
    if runs.is_empty() {
        return Err(ReportError::Runs { found: 0, most: usize::MAX });
    }
    let sheet = papers::sheet(kind, runs);
    Ok(match format {
        TableFormat::Markdown => markdown::write(&sheet),
        TableFormat::Csv => csv::write(&sheet),
        TableFormat::Latex => latex::write(&sheet),
    })
}

impl TableKind {
    /// All of them, by the name they are asked for.
    pub const ALL: [(&'static str, TableKind); 3] = [
        ("mftcoder", TableKind::Mftcoder),
        ("codefusion", TableKind::Codefusion),
        ("gpt2-study", TableKind::Gpt2Study),
    ];
}

impl TableFormat {
    /// All of them, by the name they are asked for.
    pub const ALL: [(&'static str, TableFormat); 3] =
        [("markdown", TableFormat::Markdown), ("csv", TableFormat::Csv), ("latex", TableFormat::Latex)];

    /// The ending of a file of this format, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            TableFormat::Markdown => "md",
            TableFormat::Csv => "csv",
            TableFormat::Latex => "tex",
        }
    }
}

impl fmt::Display for TableKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(name_of(*self, &Self::ALL))
    }
}

impl fmt::Display for TableFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(name_of(*self, &Self::ALL))
    }
}

impl FromStr for TableKind {
    type Err = ReportError;

    fn from_str(text: &str) -> Result<Self, ReportError> {
        of_name("table", text, &Self::ALL)
    }
}

impl FromStr for TableFormat {
    type Err = ReportError;

    fn from_str(text: &str) -> Result<Self, ReportError> {
        of_name("format", text, &Self::ALL)
    }
}

fn name_of<T: PartialEq>(wanted: T, all: &[(&'static str, T)]) -> &'static str {
    all.iter().find(|(_, one)| *one == wanted).map_or("", |(name, _)| name)
}

fn of_name<T: Copy>(what: &'static str, text: &str, all: &[(&'static str, T)]) -> Result<T, ReportError> {
    let found = all.iter().find(|(name, _)| *name == text).map(|(_, one)| *one);
    found.ok_or_else(|| ReportError::Unknown {
        what,
        found: text.to_owned(),
        expected: all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "),
    })
}
