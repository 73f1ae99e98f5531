//! How a measure is distributed.

use plotters::prelude::*;

use super::stacked::{Part, fits};
use super::{Axis, Tone, Unit, canvas};
use crate::{Figure, ReportError, Table};

/// Counts in bins, perhaps by kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Histogram {
    /// What it shows.
    pub caption: String,
    /// The same in words for those who cannot see it.
    pub alt: String,
    /// The measure across.
    pub axis: Axis,
    /// What is counted, such as `completions`: the axis up.
    pub of: String,
    /// Borders of the bins, ascending: one more than bins.
    pub edges: Vec<f64>,
    /// Counts in each bin by kind, stacked; one with an empty name for a single kind.
    pub parts: Vec<Part>,
}

/// Borders of `bins` bins over the finite values, equally wide on this axis; empty where there is no value that the axis can show.
#[must_use]
pub fn bins(values: &[f64], bins: usize, axis: &Axis) -> Vec<f64> {
    let Some((low, high)) = axis.range(values.iter().copied(), 0.0) else { return Vec::new() };
    let place = |at: usize| low + (high - low) * at as f64 / bins.max(1) as f64;
    (0..=bins.max(1)).map(|at| if axis.log { 10f64.powf(place(at)) } else { place(at) }).collect()
}

impl Histogram {
    /// How many of the values lie in each bin; the last one includes its upper border, and a value outside counts with the nearest bin.
    #[must_use]
    pub fn counts(edges: &[f64], values: &[f64]) -> Vec<f64> {
        let mut counts = vec![0.0; edges.len().saturating_sub(1)];
        let Some(last) = counts.len().checked_sub(1) else { return counts };
        for value in values.iter().filter(|value| value.is_finite()) {
            let at = edges.partition_point(|edge| edge <= value).saturating_sub(1).min(last);
            counts[at] += 1.0;
        }
        counts
    }
}

/// Draws a histogram.
///
/// # Errors
/// Nothing was counted, or a part has another number of values than there are bins.
pub fn histogram(spec: &Histogram) -> Result<Figure, ReportError> {
    let bins = spec.edges.len().saturating_sub(1);
    for part in &spec.parts {
        fits(&spec.caption, &part.name, part.values.len(), bins)?;
    }
    let whole = |bin: usize| spec.parts.iter().map(|part| part.values[bin]).sum::<f64>();
    let highest = (0..bins).map(whole).fold(0.0, f64::max);
    let across = spec.axis.range(spec.edges.iter().copied(), 0.0);
    let (Some(across), true) = (across, highest > 0.0) else {
        return Err(ReportError::EmptyFigure(spec.caption.clone()));
    };
    let up = Axis::new(spec.of.clone()).unit(Unit::Count);
    let svg = canvas::svg(&spec.caption, &spec.alt, 300, |area| {
        let keys: Vec<(&str, Tone)> = spec.parts.iter().map(|part| (part.name.as_str(), part.tone)).collect();
        let area = canvas::legend(area, &keys)?;
        let mut chart = canvas::axes(&area, (&spec.axis, across), (&up, (0.0, highest * 1.05)))?;
        for bin in 0..bins {
            let (Some(left), Some(right)) = (spec.axis.place(spec.edges[bin]), spec.axis.place(spec.edges[bin + 1]))
            else {
                continue;
            };
            let mut sum = 0.0;
            for part in spec.parts.iter().filter(|part| part.values[bin] > 0.0) {
                let top = sum + part.values[bin];
                let mut bar = Rectangle::new([(left, sum), (right, top)], part.tone.colour().filled());
                bar.set_margin(0, 0, 1, 1);
                chart.draw_series([bar])?;
                sum = top;
            }
        }
        Ok(())
    })?;
    Ok(Figure { caption: spec.caption.clone(), alt: spec.alt.clone(), svg, data: table(spec) })
}

fn table(spec: &Histogram) -> Table {
    let named = |part: &Part| format!("{}#", if part.name.is_empty() { &spec.of } else { &part.name });
    let mut columns = vec![format!("{} from#", spec.axis.label), "to#".to_owned()];
    columns.extend(spec.parts.iter().map(named));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(spec.caption.clone(), &columns);
    for bin in 0..spec.edges.len().saturating_sub(1) {
        let mut cells = vec![spec.axis.cell(spec.edges[bin]), spec.axis.cell(spec.edges[bin + 1])];
        cells.extend(spec.parts.iter().map(|part| crate::number::count(part.values[bin].max(0.0) as u64)));
        table.row(cells);
    }
    table
}
