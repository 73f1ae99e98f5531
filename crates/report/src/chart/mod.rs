//! Plots: from named numbers to one `<svg>` element with its alternative text and the numbers behind it.
//!
//! | module | question it answers |
//! |---|---|
//! | [`lines`] | how does something develop along an axis |
//! | [`bars`] | how large are named things, with intervals |
//! | [`stacked`] | what are named things made of |
//! | [`histogram`] | how is a measure distributed |
//! | [`scatter`] | do two measures go together |
//! | [`strip`] | what became of every single one |
//!
//! Every drawing is 440 units wide, so that its text can be read on a column of 400 px, and its colours are variables of the page
//! (`--c0` … `--c7`, `--k0` … `--k6`, `--good`, `--bad`, `--warn`, `--ink`, `--muted`, `--grid`). The same numbers give the same bytes.

mod bars;
mod canvas;
mod frame;
mod histogram;
mod lines;
mod scatter;
mod stacked;
mod strip;

pub use bars::{Bar, BarSeries, Bars, bars};
pub use histogram::{Histogram, bins, histogram};
pub use lines::{Lines, Series, lines};
pub use scatter::{Point, Scatter, scatter};
pub use stacked::{Part, Stacked, stacked};
pub use strip::{Strip, StripRow, strip};

use crate::number;

/// A colour of the page; what it looks like depends on whether the page is light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The n-th of eight colours that stay apart for any colour vision; counted round.
    Nth(usize),
    /// For what succeeded or was kept.
    Good,
    /// For what failed or was dropped.
    Bad,
    /// For what needs a look.
    Warning,
    /// For what stands back, such as a reference line.
    Muted,
    /// The n-th of seven colours further apart than all of the above, for cells too small for anything but a colour; counted round.
    Kind(usize),
}

/// What the numbers of an axis are, which decides how they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// A measured value.
    #[default]
    Value,
    /// A whole number of things.
    Count,
    /// A fraction of one, written in per cent.
    Fraction,
    /// Bytes.
    Bytes,
}

/// An axis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// What it measures, with its unit.
    pub label: String,
    /// How its numbers are written.
    pub unit: Unit,
    /// Whether equal ratios are equally far apart; values that are not positive are then left out of the drawing.
    pub log: bool,
    /// What it must at least show; the data may reach further.
    pub include: Vec<f64>,
}

impl Axis {
    /// A linear axis of measured values.
    #[must_use]
    pub fn new(label: impl Into<String>) -> Self {
        Axis { label: label.into(), ..Axis::default() }
    }

    /// The same with numbers written so.
    #[must_use]
    pub fn unit(self, unit: Unit) -> Self {
        Axis { unit, ..self }
    }

    /// The same with equal ratios equally far apart.
    #[must_use]
    pub fn log(self) -> Self {
        Axis { log: true, ..self }
    }

    /// The same, showing at least these values.
    #[must_use]
    pub fn including(self, values: &[f64]) -> Self {
        Axis { include: values.to_vec(), ..self }
    }

    /// A value as a table shows it.
    #[must_use]
    pub fn cell(&self, number: f64) -> String {
        match self.unit {
            Unit::Value => number::value(number),
            Unit::Count if number >= 0.0 && number.is_finite() => number::count(number.round() as u64),
            Unit::Count => number::value(number),
            Unit::Fraction => format!("{:.1} %", number * 100.0),
            Unit::Bytes => number::bytes(number.max(0.0).round() as u64),
        }
    }

    /// A value as the axis shows it.
    fn tick(&self, position: f64) -> String {
        let number = if self.log { 10f64.powf(position) } else { position };
        match self.unit {
            Unit::Fraction => format!("{} %", number::tick((number * 1000.0).round() / 10.0)),
            Unit::Bytes => number::bytes(number.max(0.0).round() as u64).replace(".0 ", " "),
            Unit::Count if !self.log && number.fract().abs() > 1e-9 => String::new(),
            Unit::Value | Unit::Count => number::tick(if self.log { (number * 10.0).round() / 10.0 } else { number }),
        }
    }

    /// The same on an axis that shows this range: one of several decades names the whole decades only.
    fn label_within(&self, position: f64, (low, high): (f64, f64)) -> String {
        let between = self.log && high - low > 1.5 && (position - position.round()).abs() > 1e-6;
        if between { String::new() } else { self.tick(position) }
    }

    /// Where a value lies on the drawing; `None` where it cannot be drawn.
    fn place(&self, number: f64) -> Option<f64> {
        let position = if self.log { number.log10() } else { number };
        position.is_finite().then_some(position)
    }

    /// From where to where the drawing reaches, with `room` of the length free at both ends unless `include` bounds it.
    fn range(&self, numbers: impl IntoIterator<Item = f64>, room: f64) -> Option<(f64, f64)> {
        let mut range: Option<(f64, f64)> = None;
        for position in numbers.into_iter().filter_map(|number| self.place(number)) {
            range = Some(range.map_or((position, position), |(low, high)| (low.min(position), high.max(position))));
        }
        let (mut low, mut high) = range?;
        let length = if high > low { high - low } else { high.abs().max(1.0) };
        (low, high) = (low - length * room, high + length * room);
        let bounds: Vec<f64> = self.include.iter().filter_map(|&bound| self.place(bound)).collect();
        // A bound such as 0 is an edge of the axis, without room beyond it.
        for bound in bounds {
            if bound <= low + length * room * 1.001 {
                low = bound;
            } else if bound >= high - length * room * 1.001 {
                high = bound;
            }
        }
        if high - low < f64::EPSILON * low.abs().max(1.0) {
            high = low + 1.0;
        }
        Some((low, high))
    }
}

/// Rows of a figure's table: more are thinned evenly, so that Markdown stays readable.
pub(crate) const MOST_ROWS: usize = 40;

/// Which of so many rows the table shows, the first and the last always.
pub(crate) fn shown(rows: usize) -> Vec<usize> {
    if rows <= MOST_ROWS {
        return (0..rows).collect();
    }
    (0..MOST_ROWS).map(|at| at * (rows - 1) / (MOST_ROWS - 1)).collect()
}

/// The caption of a figure's table, which says when rows were thinned.
pub(crate) fn data_caption(caption: &str, rows: usize) -> String {
    if rows <= MOST_ROWS {
        caption.to_owned()
    } else {
        format!("{caption} ({MOST_ROWS} of {} rows, evenly chosen)", number::count(rows as u64))
    }
}

#[cfg(test)]
mod tests;
