//! The curriculum: in which order documents are learnt, and how surprising they are.

use std::collections::BTreeMap;

use serde_json::Value;

use super::RecipeRun;
use super::tally::{BINS, PLACES};
use crate::chart::{Axis, Histogram, Lines, Part, Series, Tone, Unit, histogram, lines};
use crate::{Block, Figure, LeftOut, Perhaps, ReportError, Section, Table, number};

/// Strata with a colour of their own; later ones share one.
const COLOURED: usize = 7;

/// The section.
pub fn section(run: &RecipeRun) -> Result<Perhaps, ReportError> {
    let title = "Curriculum";
    let Some(stage) = run.stage("order") else {
        return Ok(Err(LeftOut::new(title, "the recipe has no stage `order`")));
    };
    let strata = stage.facts["strata"].as_array().map_or(&[][..], Vec::as_slice);
    if strata.is_empty() || run.tallies.along.is_empty() {
        return Ok(Err(LeftOut::new(title, "no document is for training")));
    }
    let quantiles: Vec<f64> =
        stage.facts["quantiles"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let within = stage.config["entropy"].as_str() == Some("within");
    let measure =
        if within { "entropy within a document, 0 to 1".to_owned() } else { "surprisal, nats a token".to_owned() };
    let blocks = vec![
        Block::Figure(along(run, &measure)?),
        Block::Figure(distribution(run, &measure, &quantiles, strata)?),
        Block::Table(table(strata, &measure)),
    ];
    let quartiles = quantiles.iter().map(|value| number::value(*value)).collect::<Vec<_>>().join(", ");
    Ok(Ok(Section {
        id: "curriculum".into(),
        title: title.into(),
        lead: format!(
            "Training documents are ordered by phase, then by the mean of their group, then by their own {}. Least, quartiles \
             and greatest: {quartiles}.",
            if within { "entropy" } else { "surprisal under the corpus's token counts" }
        ),
        blocks,
    }))
}

fn along(run: &RecipeRun, measure: &str) -> Result<Figure, ReportError> {
    let share = |place: u32| (f64::from(place) + 0.5) / f64::from(PLACES);
    let along = &run.tallies.along;
    let points: Vec<[f64; 2]> = along.iter().map(|(place, mean, ..)| [share(*place), *mean]).collect();
    let (first, last) = (points.first().map_or(0.0, |point| point[1]), points.last().map_or(0.0, |point| point[1]));
    lines(&Lines {
        caption: "How surprising documents are, along the order of training".into(),
        alt: format!(
            "Mean surprisal from {} at the beginning to {} at the end, with the range at each place. Each phase begins low again.",
            number::value(first),
            number::value(last)
        ),
        x: Axis::new("share of the order").unit(Unit::Fraction).including(&[0.0, 1.0]),
        y: Axis::new(format!("mean {measure}")),
        series: vec![Series {
            points,
            band: along.iter().map(|(place, _, low, high)| [share(*place), *low, *high]).collect(),
            ..Series::default()
        }],
    })
}

fn distribution(run: &RecipeRun, measure: &str, quantiles: &[f64], strata: &[Value]) -> Result<Figure, ReportError> {
    let (low, high) = (quantiles.first().copied().unwrap_or(0.0), quantiles.last().copied().unwrap_or(1.0));
    let step = (high - low).max(1e-9) / f64::from(BINS);
    let edges: Vec<f64> = (0..=BINS).map(|at| low + f64::from(at) * step).collect();
    let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
    for ((stratum, bin), documents) in &run.tallies.surprisal {
        let at = (*stratum as usize).min(COLOURED);
        let part = parts.entry(at).or_insert_with(|| Part {
            name: if at < COLOURED { name(strata, at) } else { "others".to_owned() },
            tone: Tone::Nth(at),
            values: vec![0.0; BINS as usize],
        });
        part.values[*bin as usize] += *documents as f64;
    }
    histogram(&Histogram {
        caption: format!("Training documents by {measure}"),
        alt: format!(
            "A histogram of {} bins from {} to {}, stacked by stratum in the order of training.",
            BINS,
            number::value(low),
            number::value(high)
        ),
        axis: Axis::new(measure),
        of: "documents".into(),
        edges,
        parts: parts.into_values().collect(),
    })
}

/// A stratum's phase and group, without saying the same twice.
fn name(strata: &[Value], at: usize) -> String {
    let text = |key: &str| strata.get(at).and_then(|stratum| stratum[key].as_str());
    match (text("phase"), text("group")) {
        (Some(phase), Some(group)) if phase != group => format!("{phase}: {group}"),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        (None, None) => format!("stratum {at}"),
    }
}

fn table(strata: &[Value], measure: &str) -> Table {
    let mean = format!("mean {measure}#");
    let mut table = Table::new(
        "Phases and groups, in the order of training",
        &["place#", "phase and group", "documents#", &mean, "buckets#"],
    );
    for (at, stratum) in strata.iter().enumerate() {
        let buckets = stratum["buckets"].as_object().map_or(0, serde_json::Map::len);
        table.row([
            (at + 1).to_string(),
            name(strata, at),
            number::count(stratum["documents"].as_u64().unwrap_or(0)),
            stratum["mean"].as_f64().map_or("—".to_owned(), number::value),
            buckets.to_string(),
        ]);
    }
    table
}
