//! Training: the loss with its parts, and pass@1, over optimiser steps, from `metrics.jsonl`.

mod curves;

use std::path::{Path, PathBuf};

use crate::chart::{Axis, Lines, Series, Unit, lines};
use crate::{Block, Figure, Report, ReportError, Section, Table, number};

pub use curves::Curves;

/// Curves of the parts that are drawn; the table has the last value of all.
const DRAWN: usize = 8;

/// A report of a training folder, such as `trommel train --out` leaves: its `metrics.jsonl`.
///
/// # Errors
/// There is no such file, or it does not hold a training's rows.
pub fn report(folder: &Path) -> Result<Report, ReportError> {
    let path = folder.join("metrics.jsonl");
    let bytes = std::fs::read(&path).map_err(|source| ReportError::Read { path: path.clone(), source })?;
    let curves = Curves::read(&bytes, &path)?;
    let last = |points: &[[f64; 2]]| points.last().map_or("—".to_owned(), |point| number::value(point[1]));
    let mut facts =
        vec![("steps".to_owned(), number::count(curves.steps())), ("last loss".to_owned(), last(&curves.loss))];
    if let Some(best) = curves.best_held_out() {
        facts.push(("best held-out loss".to_owned(), number::value(best[1])));
    }
    if !curves.pass_rate.is_empty() {
        facts.push(("last pass@1".to_owned(), last(&curves.pass_rate)));
    }
    Ok(Report {
        title: format!("Training {}", name(folder)),
        facts,
        sections: vec![section("training", "Training", &curves)?],
        ..Report::default()
    })
}

/// Several trainings in one drawing each of their losses: the section.
///
/// # Errors
/// As [`report`].
pub fn beside(folders: &[PathBuf]) -> Result<Section, ReportError> {
    let mut trainings = Vec::new();
    for folder in folders {
        let path = folder.join("metrics.jsonl");
        let bytes = std::fs::read(&path).map_err(|source| ReportError::Read { path: path.clone(), source })?;
        trainings.push((name(folder), Curves::read(&bytes, &path)?));
    }
    let of = |points: fn(&Curves) -> &Vec<[f64; 2]>| -> Vec<(String, Vec<[f64; 2]>)> {
        let each = trainings.iter().map(|(name, curves)| (name.clone(), points(curves).clone()));
        each.filter(|(_, points)| !points.is_empty()).collect()
    };
    let mut blocks = vec![Block::Figure(parts("Training loss", "training loss, nats a token", &of(|one| &one.loss))?)];
    let held_out = of(|one| &one.held_out);
    if !held_out.is_empty() {
        blocks.push(Block::Figure(parts("Held-out loss", "held-out loss, nats a token", &held_out)?));
    }
    Ok(Section {
        id: "trainings".into(),
        title: "Trainings side by side".into(),
        lead: format!("{} trainings, by optimiser steps.", trainings.len()),
        blocks,
    })
}

fn name(folder: &Path) -> String {
    folder.file_name().map_or_else(|| "training".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The section of one training.
///
/// # Errors
/// A figure cannot be drawn.
pub fn section(id: &str, title: &str, curves: &Curves) -> Result<Section, ReportError> {
    let mut blocks = vec![Block::Figure(loss(curves)?)];
    if curves.parts.len() > 1 {
        blocks.push(Block::Figure(parts("Training loss of each part", "training loss, nats a token", &curves.parts)?));
    }
    if curves.held_out_parts.len() > 1 {
        blocks.push(Block::Figure(parts(
            "Held-out loss of each language",
            "held-out loss, nats a token",
            &curves.held_out_parts,
        )?));
    }
    let pass = pass(curves)?;
    let unmeasured = pass.is_none();
    blocks.extend(pass.map(Block::Figure));
    blocks.push(Block::Figure(rate(curves)?));
    if unmeasured {
        let why = "pass@1 was not measured while it trained; `pass` of the stage `train` measures it.";
        blocks.push(Block::Text(why.to_owned()));
    }
    blocks.extend(evaluations(curves).map(Block::Table));
    let best = curves.best_held_out().map_or(String::new(), |best| {
        format!(" The best held-out loss is {} at step {}.", number::value(best[1]), number::count(best[0] as u64))
    });
    let lead = format!(
        "{} optimiser steps, {} tokens. Losses are means over tokens, in nats.{best}",
        number::count(curves.steps()),
        number::count(curves.tokens)
    );
    Ok(Section { id: id.to_owned(), title: title.to_owned(), lead, blocks })
}

/// The ratio of the largest to the smallest loss beyond which the small ones would lie on a linear axis' ground.
const WIDE: f64 = 50.0;

/// The axis of a loss: logarithmic where losses are of very different sizes.
fn loss_axis<'a>(label: &str, points: impl Iterator<Item = &'a [f64; 2]>) -> Axis {
    let values = points.map(|point| point[1]).filter(|loss| *loss > 0.0 && loss.is_finite());
    let (low, high) =
        values.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), loss| (low.min(loss), high.max(loss)));
    if high > WIDE * low { Axis::new(format!("{label} (logarithmic)")).log() } else { Axis::new(label) }
}

fn steps_axis() -> Axis {
    Axis::new("optimiser steps").unit(Unit::Count)
}

fn loss(curves: &Curves) -> Result<Figure, ReportError> {
    let ends = |points: &[[f64; 2]]| match points {
        [first, .., last] => format!("falls from {} to {}", number::value(first[1]), number::value(last[1])),
        [one] => format!("is {}", number::value(one[1])),
        [] => "was not measured".to_owned(),
    };
    let mut series = vec![Series { name: "training".into(), points: curves.loss.clone(), ..Series::default() }];
    if !curves.held_out.is_empty() {
        let points = curves.held_out.clone();
        series.push(Series { name: "held out".into(), points, marks: true, ..Series::default() });
    }
    lines(&Lines {
        caption: "Loss by step".into(),
        alt: format!("Training loss {}; held-out loss {}.", ends(&curves.loss), ends(&curves.held_out)),
        x: steps_axis(),
        y: loss_axis("loss, nats a token", curves.loss.iter().chain(&curves.held_out)),
        series,
    })
}

fn parts(caption: &str, label: &str, parts: &[(String, Vec<[f64; 2]>)]) -> Result<Figure, ReportError> {
    let last = |(name, points): &(String, Vec<[f64; 2]>)| {
        format!("{name} ends at {}", points.last().map_or("—".to_owned(), |point| number::value(point[1])))
    };
    let series = parts.iter().take(DRAWN).map(|(name, points)| Series {
        name: name.clone(),
        points: points.clone(),
        marks: points.len() < 30,
        ..Series::default()
    });
    lines(&Lines {
        caption: caption.to_owned(),
        alt: format!("A curve each: {}.", parts.iter().map(last).collect::<Vec<_>>().join(", ")),
        x: steps_axis(),
        y: loss_axis(label, parts.iter().take(DRAWN).flat_map(|(_, points)| points)),
        series: series.collect(),
    })
}

fn pass(curves: &Curves) -> Result<Option<Figure>, ReportError> {
    let named = [("pass@1", &curves.pass_rate), ("runs to its end", &curves.ran), ("parses", &curves.parsed)];
    let series: Vec<Series> = named
        .iter()
        .filter(|(_, points)| !points.is_empty())
        .map(|(name, points)| Series {
            name: (*name).to_owned(),
            points: (*points).clone(),
            marks: true,
            ..Series::default()
        })
        .collect();
    if series.is_empty() {
        return Ok(None);
    }
    let last = curves.pass_rate.last().map_or("—".to_owned(), |point| format!("{:.1} %", point[1] * 100.0));
    Ok(Some(lines(&Lines {
        caption: "pass@1 over steps".into(),
        alt: format!("Shares of completions that pass, run and parse at each evaluation; pass@1 ends at {last}."),
        x: steps_axis(),
        y: Axis::new("share of completions").unit(Unit::Fraction).including(&[0.0]),
        series,
    })?))
}

fn rate(curves: &Curves) -> Result<Figure, ReportError> {
    let highest = curves.learning_rate.iter().map(|point| point[1]).fold(0.0, f64::max);
    lines(&Lines {
        caption: "Learning rate by step".into(),
        alt: format!("The learning rate rises to {} and falls from there.", number::value(highest)),
        x: steps_axis(),
        y: Axis::new("learning rate").including(&[0.0]),
        series: vec![Series { points: curves.learning_rate.clone(), ..Series::default() }],
    })
}

fn evaluations(curves: &Curves) -> Option<Table> {
    let shown = crate::chart::shown(curves.held_out.len());
    let best = curves.best_held_out();
    let mut table = Table::new(
        crate::chart::data_caption("Evaluations", curves.held_out.len()),
        &["step#", "held-out loss#", "perplexity#", "pass@1#"],
    );
    for at in shown {
        let [step, loss] = curves.held_out[at];
        let pass = curves.pass_rate.iter().find(|point| point[0] == step);
        let pass = pass.map_or("—".to_owned(), |point| format!("{:.3}", point[1]));
        table.row([number::count(step as u64), format!("{loss:.4}"), number::value(loss.exp()), pass]);
        if let (Some(row), true) = (table.rows.last_mut(), best.is_some_and(|best| best[0] == step)) {
            row.iter_mut().take(2).for_each(|cell| cell.strong = true);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}
