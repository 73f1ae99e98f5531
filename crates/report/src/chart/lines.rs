//! Curves along an axis.

use plotters::prelude::*;

use super::{Axis, Tone, canvas, data_caption, shown};
use crate::{Figure, ReportError, Table};

/// Curves to draw.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// What they show.
    pub caption: String,
    /// The same in words for those who cannot see it.
    pub alt: String,
    /// The axis across.
    pub x: Axis,
    /// The axis up.
    pub y: Axis,
    /// The curves.
    pub series: Vec<Series>,
}

/// One curve.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Its points, from left to right: `[x, y]`.
    pub points: Vec<[f64; 2]>,
    /// An interval around it, `[x, low, high]`, or none.
    pub band: Vec<[f64; 3]>,
    /// Whether its points are marked.
    pub marks: bool,
    /// Whether its points are unconnected; its interval is then a bar through each.
    pub loose: bool,
    /// Whether it only guides the eye, such as a threshold: it is not in the table.
    pub guide: bool,
    /// Its colour; by its place among the others if it has none.
    pub tone: Option<Tone>,
}

/// Draws curves; the table behind them has a row for each x of any curve.
///
/// # Errors
/// There is no point that can be drawn.
pub fn lines(spec: &Lines) -> Result<Figure, ReportError> {
    let points = || spec.series.iter().flat_map(|series| &series.points);
    let bands = || spec.series.iter().flat_map(|series| &series.band);
    let empty = || ReportError::EmptyFigure(spec.caption.clone());
    let across = spec.x.range(points().map(|point| point[0]), 0.0).ok_or_else(empty)?;
    let values = points().map(|point| point[1]).chain(bands().flat_map(|band| [band[1], band[2]]));
    let up = spec.y.range(values, 0.05).ok_or_else(empty)?;
    let svg = canvas::svg(&spec.caption, &spec.alt, 320, |area| {
        let keys: Vec<(&str, Tone)> =
            spec.series.iter().enumerate().map(|(at, series)| (series.name.as_str(), tone(series, at))).collect();
        let area = canvas::legend(area, &keys)?;
        let mut chart = canvas::axes(&area, (&spec.x, across), (&spec.y, up))?;
        for (at, series) in spec.series.iter().enumerate() {
            draw(&mut chart, spec, series, tone(series, at))?;
        }
        Ok(())
    })?;
    Ok(Figure { caption: spec.caption.clone(), alt: spec.alt.clone(), svg, data: table(spec) })
}

fn tone(series: &Series, at: usize) -> Tone {
    series.tone.unwrap_or(Tone::Nth(at))
}

fn draw(
    chart: &mut canvas::Chart<'_, '_>,
    spec: &Lines,
    series: &Series,
    tone: Tone,
) -> Result<(), Box<dyn std::error::Error>> {
    let place = |x: f64, y: f64| Some((spec.x.place(x)?, spec.y.place(y)?));
    let colour = tone.colour();
    if series.loose {
        for band in &series.band {
            let (Some(low), Some(high)) = (place(band[0], band[1]), place(band[0], band[2])) else { continue };
            chart.draw_series([PathElement::new(vec![low, high], colour.stroke_width(canvas::FINE))])?;
        }
    }
    let below = series.band.iter().filter_map(|band| place(band[0], band[1]));
    let above = series.band.iter().rev().filter_map(|band| place(band[0], band[2]));
    let outline: Vec<(f64, f64)> = below.chain(above).collect();
    if !series.loose && outline.len() > 2 {
        chart.draw_series([Polygon::new(outline, colour.mix(0.18))])?;
    }
    let points: Vec<(f64, f64)> = series.points.iter().filter_map(|point| place(point[0], point[1])).collect();
    if !series.loose && points.len() > 1 {
        chart.draw_series([PathElement::new(points.clone(), colour.stroke_width(2 * canvas::FINE))])?;
    }
    if series.marks || series.loose || points.len() == 1 {
        chart.draw_series(points.into_iter().map(|point| Circle::new(point, 3 * canvas::FINE, colour.filled())))?;
    }
    Ok(())
}

/// A row for each x, in order; a curve without a point there has `—`.
fn table(spec: &Lines) -> Table {
    let listed: Vec<&Series> = spec.series.iter().filter(|series| !series.guide).collect();
    let mut places: Vec<f64> = listed.iter().flat_map(|series| &series.points).map(|point| point[0]).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    let names = listed.iter().map(|series| if series.name.is_empty() { &spec.y.label } else { &series.name });
    let columns: Vec<String> = std::iter::once(&spec.x.label).chain(names).map(|name| format!("{name}#")).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(data_caption(&spec.caption, places.len()), &columns);
    for at in shown(places.len()) {
        let x = places[at];
        let values = listed.iter().map(|series| {
            let point = series.points.iter().find(|point| point[0] == x);
            point.map_or_else(|| "—".to_owned(), |point| spec.y.cell(point[1]))
        });
        table.row(std::iter::once(spec.x.cell(x)).chain(values));
    }
    table
}
