//! Named things and what they are made of.

use plotters::prelude::*;

use super::{Axis, Tone, Unit, canvas, frame};
use crate::{Figure, ReportError, Table};

/// Bars made of parts, one under the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stacked {
    /// What they show.
    pub caption: String,
    /// The same in words for those who cannot see it.
    pub alt: String,
    /// What a row is, such as `stage`: the first column's heading.
    pub of: String,
    /// The axis across, from 0.
    pub axis: Axis,
    /// Whether every row is drawn equally long, its parts as shares of it; the table keeps the numbers.
    pub shares: bool,
    /// Names of the rows, from the top.
    pub rows: Vec<String>,
    /// The parts, from the left.
    pub parts: Vec<Part>,
}

/// One part of every row.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name in the legend.
    pub name: String,
    /// Its colour.
    pub tone: Tone,
    /// How much of it each row has; not negative.
    pub values: Vec<f64>,
}

/// Draws stacked bars.
///
/// # Errors
/// Nothing is positive, or a part has another number of values than there are rows.
pub fn stacked(spec: &Stacked) -> Result<Figure, ReportError> {
    for part in &spec.parts {
        fits(&spec.caption, &part.name, part.values.len(), spec.rows.len())?;
    }
    let whole = |line: usize| spec.parts.iter().map(|part| part.values[line].max(0.0)).sum::<f64>();
    let longest = (0..spec.rows.len()).map(whole).fold(0.0, f64::max);
    if longest <= 0.0 {
        return Err(ReportError::EmptyFigure(spec.caption.clone()));
    }
    let axis = if spec.shares { spec.axis.clone().unit(Unit::Fraction) } else { spec.axis.clone() };
    let reach = if spec.shares { 1.0 } else { longest };
    let keys: Vec<(&str, Tone)> = spec.parts.iter().map(|part| (part.name.as_str(), part.tone)).collect();
    let row = 26;
    let height = spec.rows.len() as u32 * row + 34 + canvas::legend_height(&keys);
    let svg = canvas::svg(&spec.caption, &spec.alt, height, |area| {
        let area = canvas::legend(area, &keys)?;
        let frame = frame::rows(&area, &axis, (0.0, reach), &spec.rows, row)?;
        for line in 0..spec.rows.len() {
            let scale = if spec.shares { whole(line).max(f64::MIN_POSITIVE) } else { 1.0 };
            let top = frame.top(line) + 5 * canvas::FINE as i32;
            let bottom = top + 16 * canvas::FINE as i32;
            let mut sum = 0.0;
            for part in &spec.parts {
                let from = frame.across(sum / scale);
                sum += part.values[line].max(0.0);
                let to = frame.across(sum / scale);
                if to > from {
                    area.draw(&Rectangle::new([(from, top), (to, bottom)], part.tone.colour().filled()))?;
                }
            }
        }
        Ok(())
    })?;
    Ok(Figure { caption: spec.caption.clone(), alt: spec.alt.clone(), svg, data: table(spec) })
}

/// Whether a series has a value for each row.
pub(super) fn fits(figure: &str, series: &str, found: usize, expected: usize) -> Result<(), ReportError> {
    if found == expected {
        return Ok(());
    }
    Err(ReportError::Ragged { figure: figure.to_owned(), series: series.to_owned(), found, expected })
}

fn table(spec: &Stacked) -> Table {
    let columns: Vec<String> =
        std::iter::once(spec.of.clone()).chain(spec.parts.iter().map(|part| format!("{}#", part.name))).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(spec.caption.clone(), &columns);
    for (line, name) in spec.rows.iter().enumerate() {
        let values = spec.parts.iter().map(|part| spec.axis.cell(part.values[line]));
        table.row(std::iter::once(name.clone()).chain(values));
    }
    table
}
