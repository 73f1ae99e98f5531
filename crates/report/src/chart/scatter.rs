//! Two measures of the same things.

use plotters::prelude::*;

use super::{Axis, Tone, canvas, data_caption, shown};
use crate::{Figure, ReportError, Table};

/// Points to draw.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scatter {
    /// What they show.
    pub caption: String,
    /// The same in words for those who cannot see it.
    pub alt: String,
    /// The axis across.
    pub x: Axis,
    /// The axis up.
    pub y: Axis,
    /// What a point is, such as `task`: the first column's heading.
    pub of: String,
    /// Names of the groups, each with its own colour; one empty name for a single group.
    pub groups: Vec<String>,
    /// The points.
    pub points: Vec<Point>,
}

/// One point.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// What it is.
    pub label: String,
    /// Its group, as an index into the names.
    pub group: usize,
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
}

/// Draws points, translucent, so that many at one place are seen as many.
///
/// # Errors
/// There is no point that can be drawn.
pub fn scatter(spec: &Scatter) -> Result<Figure, ReportError> {
    let empty = || ReportError::EmptyFigure(spec.caption.clone());
    let across = spec.x.range(spec.points.iter().map(|point| point.x), 0.04).ok_or_else(empty)?;
    let up = spec.y.range(spec.points.iter().map(|point| point.y), 0.04).ok_or_else(empty)?;
    let svg = canvas::svg(&spec.caption, &spec.alt, 340, |area| {
        let keys: Vec<(&str, Tone)> =
            spec.groups.iter().enumerate().map(|(at, name)| (name.as_str(), Tone::Nth(at))).collect();
        let area = canvas::legend(area, &keys)?;
        let mut chart = canvas::axes(&area, (&spec.x, across), (&spec.y, up))?;
        chart.draw_series(spec.points.iter().filter_map(|point| {
            let place = (spec.x.place(point.x)?, spec.y.place(point.y)?);
            let colour = Tone::Nth(point.group).colour().mix(0.6);
            Some(Circle::new(place, 4 * canvas::FINE, colour.filled()))
        }))?;
        Ok(())
    })?;
    Ok(Figure { caption: spec.caption.clone(), alt: spec.alt.clone(), svg, data: table(spec) })
}

fn table(spec: &Scatter) -> Table {
    let (x, y) = (format!("{}#", spec.x.label), format!("{}#", spec.y.label));
    let grouped = spec.groups.len() > 1;
    let mut columns = vec![if spec.of.is_empty() { "point" } else { &spec.of }];
    if grouped {
        columns.push("group");
    }
    columns.extend([x.as_str(), y.as_str()]);
    let mut table = Table::new(data_caption(&spec.caption, spec.points.len()), &columns);
    for at in shown(spec.points.len()) {
        let point = &spec.points[at];
        let mut cells = vec![point.label.clone()];
        if grouped {
            cells.push(spec.groups.get(point.group).cloned().unwrap_or_default());
        }
        cells.extend([spec.x.cell(point.x), spec.y.cell(point.y)]);
        table.row(cells);
    }
    table
}
