//! Near-duplicates: how large their clusters are, how many pairs are found, and how many should be.

use serde_json::Value;

use super::RecipeRun;
use crate::chart::{Axis, Bar, BarSeries, Bars, Lines, Series, Tone, Unit, bars, lines};
use crate::{Block, Figure, LeftOut, Perhaps, ReportError, Section, Table, number};

/// Clusters as large as this or larger are one bar.
const LARGE: u64 = 10;

/// The section.
pub fn section(run: &RecipeRun) -> Result<Perhaps, ReportError> {
    let title = "Near-duplicates";
    let Some(stage) = run.stage("near-dup") else {
        return Ok(Err(LeftOut::new(title, "the recipe has no stage `near-dup`")));
    };
    let facts = &stage.facts;
    let count = |name: &str| number::count(facts[name].as_u64().unwrap_or(0));
    let mut blocks = Vec::new();
    if let Some(figure) = curve(facts)? {
        blocks.push(Block::Figure(figure));
    }
    match clusters(facts)? {
        Some(figure) => blocks.push(Block::Figure(figure)),
        None => blocks.push(Block::Text("No two documents are near-duplicates: there is no cluster.".to_owned())),
    }
    blocks.extend(recall(facts).map(Block::Table));
    blocks.extend(hot(facts));
    Ok(Ok(Section {
        id: "near-duplicates".into(),
        title: title.into(),
        lead: format!(
            "{} documents compared by MinHash with {} bands of {} rows: {} candidate pairs, of which {} are as similar as {} \
             (Jaccard, measured).",
            count("documents"),
            count("bands"),
            count("rows"),
            count("candidates"),
            count("edges"),
            facts["threshold"].as_f64().map_or("—".to_owned(), number::value),
        ),
        blocks,
    }))
}

/// How likely two documents of this similarity share a band: 1 − (1 − s^r)^b.
fn chance(similarity: f64, bands: f64, rows: f64) -> f64 {
    1.0 - (1.0 - similarity.powf(rows)).powf(bands)
}

fn curve(facts: &Value) -> Result<Option<Figure>, ReportError> {
    let (Some(bands), Some(rows)) = (facts["bands"].as_f64(), facts["rows"].as_f64()) else { return Ok(None) };
    let steps = (0..=100).map(|step| f64::from(step) / 100.0);
    let mut series = vec![Series {
        name: "expected, 1 − (1 − s^r)^b".into(),
        points: steps.map(|s| [s, chance(s, bands, rows)]).collect(),
        ..Series::default()
    }];
    let bins = facts["recall"]["bins"].as_array().map_or(&[][..], Vec::as_slice);
    let measured: Vec<(f64, u64, u64)> = bins.iter().filter_map(bin).filter(|(_, _, total)| *total > 0).collect();
    if !measured.is_empty() {
        series.push(Series {
            name: "measured, with 95 % interval".into(),
            points: measured.iter().map(|(s, found, total)| [*s, *found as f64 / *total as f64]).collect(),
            band: measured.iter().map(|(s, found, total)| wilson(*found, *total, *s)).collect(),
            loose: true,
            ..Series::default()
        });
    }
    let threshold = facts["threshold"].as_f64();
    if let Some(threshold) = threshold {
        series.push(Series {
            name: format!("threshold {}", number::value(threshold)),
            points: vec![[threshold, 0.0], [threshold, 1.0]],
            tone: Some(Tone::Muted),
            guide: true,
            ..Series::default()
        });
    }
    let at = threshold
        .map_or(String::new(), |s| format!(" At the threshold it expects {:.1} %.", chance(s, bands, rows) * 100.0));
    Ok(Some(lines(&Lines {
        caption: "Pairs that become candidates, by similarity".into(),
        alt: format!("An S-curve from 0 to 1.{at} {} measured points lie beside it.", measured.len()),
        x: Axis::new("similarity s (Jaccard)").including(&[0.0, 1.0]),
        y: Axis::new("share of pairs found").unit(Unit::Fraction).including(&[0.0, 1.0]),
        series,
    })?))
}

/// The middle of a bin, pairs found, pairs there are.
fn bin(bin: &Value) -> Option<(f64, u64, u64)> {
    let middle = f64::midpoint(bin["from"].as_f64()?, bin["to"].as_f64()?);
    Some((middle, bin["all"]["found"].as_u64()?, bin["all"]["total"].as_u64()?))
}

/// Wilson's 95 % interval of a share, which stays within 0 and 1 for few pairs too: `[x, low, high]`.
fn wilson(found: u64, total: u64, x: f64) -> [f64; 3] {
    const Z: f64 = 1.959_963_984_540_054;
    let (n, p) = (total as f64, found as f64 / total as f64);
    let scale = 1.0 + Z * Z / n;
    let middle = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    [x, (middle - half).max(0.0), (middle + half).min(1.0)]
}

fn clusters(facts: &Value) -> Result<Option<Figure>, ReportError> {
    let sizes = facts["clusters"].as_object().into_iter().flatten();
    let mut counted: Vec<(u64, u64)> =
        sizes.filter_map(|(size, count)| Some((size.parse().ok()?, count.as_u64()?))).collect();
    counted.sort_unstable();
    let Some((largest, _)) = counted.last().copied() else { return Ok(None) };
    let all: u64 = counted.iter().map(|(_, count)| count).sum();
    let documents: u64 = counted.iter().map(|(size, count)| size * count).sum();
    let mut rows: Vec<(String, u64)> = (2..LARGE.min(largest + 1))
        .map(|size| {
            let of = counted.iter().filter(|(found, _)| *found == size).map(|(_, count)| count).sum();
            (format!("{size} documents"), of)
        })
        .collect();
    if largest >= LARGE {
        let of = counted.iter().filter(|(size, _)| *size >= LARGE).map(|(_, count)| count).sum();
        rows.push((format!("{LARGE} to {largest} documents"), of));
    }
    let values = rows.iter().map(|(_, count)| Some(Bar::from(*count as f64))).collect();
    Ok(Some(bars(&Bars {
        caption: "Clusters of near-duplicates, by size".into(),
        alt: format!(
            "{} clusters hold {} documents; the largest holds {}.",
            number::count(all),
            number::count(documents),
            number::count(largest)
        ),
        of: "cluster of".into(),
        axis: Axis::new("clusters").unit(Unit::Count),
        rows: rows.into_iter().map(|(name, _)| name).collect(),
        series: vec![BarSeries { values, ..BarSeries::default() }],
    })?))
}

/// Recall by brute force on a sample.
fn recall(facts: &Value) -> Option<Table> {
    let bins = facts["recall"]["bins"].as_array()?;
    let caption = format!(
        "Recall, measured by brute force on {} documents; short: under 256 shingles",
        number::count(facts["recall"]["sample"].as_u64()?)
    );
    let columns = ["similarity", "pairs#", "found#", "recall#", "95 % interval#", "short#", "mixed#", "long#"];
    let mut table = Table::new(caption, &columns);
    for each in bins {
        let (from, to) = (each["from"].as_f64()?, each["to"].as_f64()?);
        let (_, found, total) = bin(each)?;
        let of = |kind: &str| match each[kind]["total"].as_u64() {
            Some(0) | None => "—".to_owned(),
            Some(total) => format!("{}/{}", each[kind]["found"], number::count(total)),
        };
        let (recall, interval) = if total == 0 {
            ("—".to_owned(), "—".to_owned())
        } else {
            let [_, low, high] = wilson(found, total, 0.0);
            (format!("{:.3}", found as f64 / total as f64), format!("[{low:.3}, {high:.3}]"))
        };
        let name = format!("[{from:.2}, {to:.2})");
        let cells =
            [name, number::count(total), number::count(found), recall, interval, of("short"), of("mixed"), of("long")];
        table.row(cells);
    }
    Some(table)
}

/// What very frequent bands skipped.
fn hot(facts: &Value) -> Option<Block> {
    let hot = &facts["hot"];
    let skipped = hot["skipped"].as_u64().filter(|skipped| *skipped > 0)?;
    let lost = hot["lost"].as_f64().map_or("unknown".to_owned(), |lost| number::count(lost.max(0.0) as u64));
    Some(Block::Warning(format!(
        "{} pairs of very frequent bands were not compared; about {lost} of them are near-duplicates, estimated from a sample.",
        number::count(skipped)
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_and_the_interval_are_the_formulas() {
        assert!((chance(0.7, 31.0, 7.0) - 0.930_35).abs() < 5e-5, "{}", chance(0.7, 31.0, 7.0));
        assert_eq!([chance(0.0, 31.0, 7.0), chance(1.0, 31.0, 7.0)], [0.0, 1.0]);
        // Wilson (1927), as tabulated for 8 of 10.
        let [_, low, high] = wilson(8, 10, 0.0);
        assert!((low - 0.4902).abs() < 1e-3 && (high - 0.9433).abs() < 1e-3, "{low} {high}");
        let [_, low, high] = wilson(10, 10, 0.0);
        assert!((low - 0.7225).abs() < 1e-3 && (high - 1.0).abs() < 1e-12, "{low} {high}");
    }
}
