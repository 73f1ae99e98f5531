//! What became of every single one: a cell each.

use std::fmt::Write as _;

use super::{Tone, canvas};
use crate::{Figure, ReportError, Table, number};

/// Rows of cells, such as a task's completions by verdict.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Strip {
    /// What it shows.
    pub caption: String,
    /// The same in words for those who cannot see it.
    pub alt: String,
    /// What a row is, such as `task`: the first column's heading.
    pub of: String,
    /// What a cell can be.
    pub kinds: Vec<(String, Tone)>,
    /// The rows.
    pub rows: Vec<StripRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StripRow {
    /// Its name.
    pub label: String,
    /// Its cells, as indices into the kinds.
    pub cells: Vec<usize>,
}

const WIDTH: u32 = canvas::WIDTH;
const LABEL: u32 = 104;
const GAP: u32 = 12;
const ROW: u32 = 18;
/// Letters of a label that fit beside its cells.
const LETTERS: usize = 14;

/// Draws the rows in two columns. Cells of a kind are one path, runs of them one rectangle, so that thousands take a few kilobytes.
/// The library draws every cell as an element of its own, ten times as many bytes; hence no library here.
///
/// # Errors
/// There is no cell.
pub fn strip(spec: &Strip) -> Result<Figure, ReportError> {
    let longest = spec.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if longest == 0 {
        return Err(ReportError::EmptyFigure(spec.caption.clone()));
    }
    let columns = if spec.rows.len() > 1 { 2 } else { 1 };
    let column = (WIDTH - GAP * (columns - 1)) / columns;
    let lines = (spec.rows.len() as u32).div_ceil(columns);
    let cell = f64::from(column - LABEL) / longest as f64;
    let mut paths = vec![String::new(); spec.kinds.len()];
    let mut labels = String::new();
    let top = canvas::legend_height(&keys(spec));
    for (at, row) in spec.rows.iter().enumerate() {
        let (left, y) = ((at as u32 / lines) * (column + GAP), top + (at as u32 % lines) * ROW);
        let label = canvas::escaped(&number::short(&row.label, LETTERS));
        let _ = writeln!(labels, "<text x=\"{left}\" y=\"{}\">{label}</text>", y + 13);
        for (kind, from, to) in runs(&row.cells) {
            let x = f64::from(left + LABEL) + from as f64 * cell;
            // A hair of space between cells, as long as they are wide enough to have one.
            let wide = ((to - from) as f64 * cell - if cell >= 4.0 { 0.0 } else { 0.1 }).max(0.1);
            if let Some(path) = paths.get_mut(kind) {
                let _ = write!(path, "M{} {}h{}v12h-{}z", tidy(x), y + 3, tidy(wide), tidy(wide));
            }
        }
    }
    let mut svg = canvas::head(&spec.alt, WIDTH, top + lines * ROW + 4);
    svg.push_str(&canvas::plain_legend(&keys(spec)));
    for (path, (_, tone)) in paths.iter().zip(&spec.kinds).filter(|(path, _)| !path.is_empty()) {
        let _ = writeln!(svg, "<path fill=\"var(--{})\" d=\"{path}\"/>", tone.variable());
    }
    let _ = write!(svg, "<g font-size=\"12.5\" fill=\"var(--ink)\">\n{labels}</g>\n</svg>\n");
    Ok(Figure { caption: spec.caption.clone(), alt: spec.alt.clone(), svg, data: table(spec) })
}

fn keys(spec: &Strip) -> Vec<(&str, Tone)> {
    spec.kinds.iter().map(|(name, tone)| (name.as_str(), *tone)).collect()
}

/// Neighbours of one kind: the kind, from which cell, to before which.
fn runs(cells: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, &kind) in cells.iter().enumerate() {
        match runs.last_mut() {
            Some((last, _, to)) if *last == kind => *to = at + 1,
            _ => runs.push((kind, at, at + 1)),
        }
    }
    runs
}

/// A coordinate with at most one decimal.
fn tidy(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// How many of each kind every row has.
fn table(spec: &Strip) -> Table {
    let mut columns = vec![spec.of.clone()];
    columns.extend(spec.kinds.iter().map(|(name, _)| format!("{name}#")));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(spec.caption.clone(), &columns);
    for row in &spec.rows {
        let counts =
            (0..spec.kinds.len()).map(|kind| row.cells.iter().filter(|&&cell| cell == kind).count().to_string());
        table.row(std::iter::once(row.label.clone()).chain(counts));
    }
    table
}
