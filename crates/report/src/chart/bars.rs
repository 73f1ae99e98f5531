//! Named things by their size, with intervals.

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::{Axis, Tone, canvas, frame};
use crate::{Figure, ReportError, Table};

/// Bars to draw, one under the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bars {
    /// What they show.
    pub caption: String,
    /// The same in words for those who cannot see it.
    pub alt: String,
    /// What a row is, such as `language`: the first column's heading.
    pub of: String,
    /// The axis across; it always holds 0.
    pub axis: Axis,
    /// Names of the rows, from the top.
    pub rows: Vec<String>,
    /// One bar a row each.
    pub series: Vec<BarSeries>,
}

/// Bars of one colour.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BarSeries {
    /// Its name in the legend.
    pub name: String,
    /// One for each row; none where there is no value.
    pub values: Vec<Option<Bar>>,
    /// Its colour; by its place among the others if it has none.
    pub tone: Option<Tone>,
}

/// A value, perhaps with an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// How long the bar is.
    pub value: f64,
    /// From where to where the value may lie.
    pub interval: Option<(f64, f64)>,
}

impl From<f64> for Bar {
    fn from(value: f64) -> Self {
        Bar { value, interval: None }
    }
}

/// Draws bars with their values written at their ends.
///
/// # Errors
/// There is no value, or a series has another number of values than there are rows.
pub fn bars(spec: &Bars) -> Result<Figure, ReportError> {
    for series in &spec.series {
        super::stacked::fits(&spec.caption, &series.name, series.values.len(), spec.rows.len())?;
    }
    let bars = || spec.series.iter().flat_map(|series| series.values.iter().flatten());
    let reach = bars().flat_map(|bar| [bar.value, bar.interval.map_or(bar.value, |(_, high)| high)]);
    let include: Vec<f64> = spec.axis.include.iter().copied().chain([0.0]).collect();
    let axis = Axis { include, log: false, ..spec.axis.clone() };
    let (low, high) = axis.range(reach, 0.0).ok_or_else(|| ReportError::EmptyFigure(spec.caption.clone()))?;
    let (low, high) = (low.min(0.0), if high > low { high } else { 1.0 });
    let thick = 16;
    let row = (thick * spec.series.len() + 10) as u32;
    let keys: Vec<(&str, Tone)> =
        spec.series.iter().enumerate().map(|(at, series)| (series.name.as_str(), tone(series, at))).collect();
    let height = spec.rows.len() as u32 * row + 34 + canvas::legend_height(&keys);
    let svg = canvas::svg(&spec.caption, &spec.alt, height, |area| {
        let area = canvas::legend(area, &keys)?;
        let frame = frame::rows(&area, &axis, (low, high), &spec.rows, row)?;
        for (at, series) in spec.series.iter().enumerate() {
            for (line, bar) in series.values.iter().enumerate() {
                let Some(bar) = bar else { continue };
                let top = frame.top(line) + (5 + at * thick) as i32 * canvas::FINE as i32;
                let bottom = top + (thick as i32 - 2) * canvas::FINE as i32;
                let (from, to) = (frame.across(0.0), frame.across(bar.value));
                area.draw(&Rectangle::new(
                    [(from.min(to), top), (from.max(to), bottom)],
                    tone(series, at).colour().filled(),
                ))?;
                let middle = i32::midpoint(top, bottom);
                let mut end = to.max(from);
                if let Some((low, high)) = bar.interval {
                    let (low, high) = (frame.across(low), frame.across(high));
                    let style = canvas::INK.stroke_width(canvas::FINE);
                    area.draw(&PathElement::new(vec![(low, middle), (high, middle)], style))?;
                    for x in [low, high] {
                        area.draw(&PathElement::new(vec![(x, middle - 6), (x, middle + 6)], style))?;
                    }
                    end = end.max(high);
                }
                let style = canvas::hung(canvas::INK, HPos::Left);
                area.draw(&Text::new(axis.cell(bar.value), (end + 10, middle), style))?;
            }
        }
        Ok(())
    })?;
    Ok(Figure { caption: spec.caption.clone(), alt: spec.alt.clone(), svg, data: table(spec) })
}

fn tone(series: &BarSeries, at: usize) -> Tone {
    series.tone.unwrap_or(Tone::Nth(at))
}

fn table(spec: &Bars) -> Table {
    let named = |series: &BarSeries| {
        let name = if series.name.is_empty() { &spec.axis.label } else { &series.name };
        format!("{name}#")
    };
    let columns: Vec<String> = std::iter::once(spec.of.clone()).chain(spec.series.iter().map(named)).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(spec.caption.clone(), &columns);
    for (line, name) in spec.rows.iter().enumerate() {
        let values = spec.series.iter().map(|series| match series.values[line] {
            None => "—".to_owned(),
            Some(Bar { value, interval: None }) => spec.axis.cell(value),
            Some(Bar { value, interval: Some((low, high)) }) => {
                format!("{} [{}, {}]", spec.axis.cell(value), spec.axis.cell(low), spec.axis.cell(high))
            }
        });
        table.row(std::iter::once(name.clone()).chain(values));
    }
    table
}
