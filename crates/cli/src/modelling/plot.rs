//! Curves as SVG.

use anyhow::{Result, anyhow};
use plotters::prelude::*;
use trommel_train::CurvePoint;

/// Colours that people with any colour vision tell apart (Okabe and Ito).
const COLOURS: [RGBColor; 2] = [RGBColor(0, 114, 178), RGBColor(213, 94, 0)];

/// A drawing of curves over optimiser steps, each with its name.
///
/// # Errors
/// There is no point to draw.
pub fn curves(title: &str, curves: &[(&str, &[CurvePoint])]) -> Result<String> {
    let points = || curves.iter().flat_map(|(_, points)| points.iter());
    let steps = points().map(|point| point.step).max().ok_or_else(|| anyhow!("no point to draw"))?;
    let (low, high) = points()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| (low.min(point.value), high.max(point.value)));
    let room = ((high - low) * 0.05).max(1e-3);
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (800, 480)).into_drawing_area();
        area.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&area)
            .caption(title, ("sans-serif", 20))
            .margin(12)
            .x_label_area_size(36)
            .y_label_area_size(56)
            .build_cartesian_2d(0..steps.max(1), low - room..high + room)?;
        chart.configure_mesh().x_desc("optimiser steps").draw()?;
        for ((name, points), colour) in curves.iter().zip(COLOURS) {
            let line = LineSeries::new(points.iter().map(|point| (point.step, point.value)), colour.stroke_width(2));
            let key = move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(2));
            chart.draw_series(line)?.label(*name).legend(key);
        }
        chart.configure_series_labels().border_style(BLACK).background_style(WHITE).draw()?;
        area.present()?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_curves_and_their_names_are_drawn() {
        let points: Vec<CurvePoint> =
            (0..5).map(|step| CurvePoint { step, value: 1.0 / (1.0 + step as f64) }).collect();
        let svg = curves("loss", &[("full", &points), ("lora", &points[..3])]).unwrap();
        for part in ["<svg", "loss", "full", "lora", "#0072B2", "#D55E00", "optimiser steps"] {
            assert!(svg.contains(part), "{part} is missing");
        }
        assert!(curves("loss", &[("full", &[])]).is_err());
    }
}
