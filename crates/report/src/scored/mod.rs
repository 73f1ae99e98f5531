//! Scored runs: one in detail, or several side by side.
//!
//! | module | question it answers |
//! |---|---|
//! | `run`, [`ScoredRun`] | what did `trommel score` leave in a folder |
//! | `verdicts` | what do its rows say, counted |
//! | `score` | how well does the model do |
//! | `endings` | how did its programs end |
//! | `cost` | what did they cost |
//! | `tasks` | which tasks are solved, which are hard |
//! | `trust` | can the verdicts be believed |
//! | `texts` | what do metrics of texts say |
//! | `scale` | on which scale does a metric stand, and how is it written |
//! | `trade_off` | do metrics agree with execution |
//! | `correlation` | do two measures go together |
//! | `signatures` | can two numbers be compared |
//! | `beside`, `paired`, `flips` | does one run differ from another, in passing, in metrics, and where |
//! | `order` | in which order do tasks stand |
//!
//! **Sizes.** What is said of one run is bounded whatever the run's length: the strip has at most 400 rows, each with its cells in order of
//! verdict (seven runs of cells) beyond 60; a scatter draws 500 tasks at most, evenly chosen, and says so; lists of tasks, cheats and
//! flips are cut with a line that says how many more there are and where they stand.

mod beside;
mod correlation;
mod cost;
mod endings;
mod flips;
mod order;
mod paired;
mod run;
mod scale;
mod score;
mod signatures;
mod tasks;
mod texts;
mod trade_off;
mod trust;
mod verdicts;

#[cfg(test)]
pub(crate) mod made_up;
#[cfg(test)]
mod tests;

pub use run::{Extraction, MetricValue, Programs, ScoredRun, Told};
pub(crate) use signatures::differences;

use crate::number::fixed;
use crate::{Block, ReportError, Section};

/// Most runs that stand side by side: more colours and columns than that nobody tells apart.
pub const MOST_RUNS: usize = 6;

/// Lines of a list before it is cut.
const MOST_LINES: usize = 50;

/// The sections about one run, or about two to six side by side followed by each of them in detail, folded. The first run is the one
/// that others are compared with.
///
/// Runs of different benchmarks, or otherwise different signatures, are shown with a warning that names what differs; pairs without a
/// task in common are not compared.
///
/// # Errors
/// No run, or more than six; a table cannot be aggregated.
pub fn sections(runs: &[ScoredRun]) -> Result<Vec<Section>, ReportError> {
    match runs {
        [] => Err(ReportError::Runs { found: 0, most: MOST_RUNS }),
        [run] => of_one(run),
        runs if runs.len() > MOST_RUNS => Err(ReportError::Runs { found: runs.len(), most: MOST_RUNS }),
        runs => {
            let runs = distinct(runs);
            let mut sections = beside::sections(&runs)?;
            for (at, run) in runs.iter().enumerate() {
                sections.push(folded(at, run)?);
            }
            Ok(sections)
        }
    }
}

fn of_one(run: &ScoredRun) -> Result<Vec<Section>, ReportError> {
    let mut sections = vec![
        score::section(run)?,
        endings::section(run)?,
        tasks::section(run)?,
        cost::section(run)?,
        trust::section(run),
    ];
    sections.extend(texts::section(run));
    sections.push(trade_off::section(run)?);
    sections.push(signatures::section(run));
    Ok(sections)
}

/// A run among others: each of its sections behind a line.
fn folded(at: usize, run: &ScoredRun) -> Result<Section, ReportError> {
    let fold = |section: Section| {
        let lead = (!section.lead.is_empty()).then_some(Block::Text(section.lead));
        Block::Details(section.title, lead.into_iter().chain(section.blocks).collect())
    };
    Ok(Section {
        id: format!("run-{}", at + 1),
        title: run.name.clone(),
        lead: format!("{}, by itself.", run.told.benchmark),
        blocks: of_one(run)?.into_iter().map(fold).collect(),
    })
}

/// Runs of one name get a number, so that columns and rows can be told apart.
fn distinct(runs: &[ScoredRun]) -> Vec<ScoredRun> {
    let same = |at: usize| runs.iter().filter(|run| run.name == runs[at].name).count();
    let before = |at: usize| runs[..at].iter().filter(|run| run.name == runs[at].name).count();
    let numbered = |(at, run): (usize, &ScoredRun)| match same(at) {
        1 => run.clone(),
        _ => run.clone().named(format!("{} ({})", run.name, before(at) + 1)),
    };
    runs.iter().enumerate().map(numbered).collect()
}

/// `0.634 [0.561, 0.707]`
pub(crate) fn with_interval(value: f64, low: f64, high: f64) -> String {
    format!("{} {}", fixed(value, 3), interval(low, high, 3))
}

/// `[0.561, 0.707]`
fn interval(low: f64, high: f64, decimals: usize) -> String {
    format!("[{}, {}]", fixed(low, decimals), fixed(high, decimals))
}

/// `0.970`, and a dash of nothing.
fn fraction(value: Option<f64>) -> String {
    value.map_or("—".to_owned(), |value| format!("{value:.3}"))
}

/// How many more there are than a list shows.
fn more(all: usize, place: &str) -> Option<Block> {
    let hidden = all.checked_sub(MOST_LINES).filter(|hidden| *hidden > 0)?;
    Some(Block::Text(format!("… and {} more: {place}.", crate::number::count(hidden as u64))))
}
