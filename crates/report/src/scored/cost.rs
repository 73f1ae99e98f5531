//! What the programs cost: fuel, which every machine counts alike, and time, which none does.

use trommel_bench::FUEL_PER_SECOND;

use super::ScoredRun;
use crate::chart::{Axis, Histogram, Part, Tone, bins, histogram};
use crate::number::{count, value};
use crate::{Block, ReportError, Section};

/// Bins of both histograms.
const BINS: usize = 24;

pub(super) fn section(run: &ScoredRun) -> Result<Section, ReportError> {
    let passed = |row: &&super::verdicts::Row| row.judged.verdict.passed();
    let fuels = |of: &dyn Fn(&&super::verdicts::Row) -> bool| -> Vec<f64> {
        run.verdicts.rows.iter().filter(|row| row.fuel > 0 && of(row)).map(|row| row.fuel as f64).collect()
    };
    let (all, passing, others) = (fuels(&|_| true), fuels(&passed), fuels(&|row| !passed(row)));
    let mut blocks = Vec::new();
    if !all.is_empty() {
        let axis = Axis::new("fuel of a completion").log();
        let edges = bins(&all, BINS, &axis);
        let part = |name: &str, tone, values: &[f64]| Part {
            name: name.into(),
            tone,
            values: Histogram::counts(&edges, values),
        };
        let parts = vec![part("passed", Tone::Good, &passing), part("did not pass", Tone::Bad, &others)];
        blocks.push(Block::Figure(histogram(&Histogram {
            caption: "Fuel of completions".into(),
            alt: format!(
                "Histogram on a logarithmic axis: {} completions from {} to {} fuel, median {}.",
                count(all.len() as u64),
                value(quantile(&all, 0.0)),
                value(quantile(&all, 1.0)),
                value(quantile(&all, 0.5))
            ),
            axis,
            of: "completions".into(),
            edges,
            parts,
        })?));
    }
    let walls: Vec<f64> = run.walls.iter().copied().filter(|seconds| *seconds > 0.0).collect();
    if walls.is_empty() {
        blocks.push(Block::Text(no_times(run.told.rows.executed)));
    } else {
        let axis = Axis::new("seconds inside the sandbox").log();
        let edges = bins(&walls, BINS, &axis);
        let values = Histogram::counts(&edges, &walls);
        blocks.push(Block::Figure(histogram(&Histogram {
            caption: "Wall time of the programs that were executed in this run".into(),
            alt: format!(
                "Histogram on a logarithmic axis: {} programs, median {} s, the slowest {} s.",
                count(walls.len() as u64),
                value(quantile(&walls, 0.5)),
                value(quantile(&walls, 1.0))
            ),
            axis,
            of: "programs".into(),
            edges,
            parts: vec![Part { name: String::new(), tone: Tone::Nth(0), values }],
        })?));
    }
    Ok(Section { id: "cost".into(), title: "Fuel and time".into(), lead: lead(run), blocks })
}

/// Why there is no wall time: whether programs were executed only the summary knows, for the log need not have been kept.
fn no_times(executed: u64) -> String {
    match executed {
        0 => "No program was executed in this run, all verdicts being known before: it has no wall times.".to_owned(),
        _ => format!(
            "{} programs were executed in this run; their wall times were not kept, for there is no `log.jsonl` with them beside the verdicts.",
            count(executed)
        ),
    }
}

fn lead(run: &ScoredRun) -> String {
    let fuel = run.told.summary.fuel;
    format!(
        "Fuel is what limits are set in, and the same on every machine: {} G a second by convention. All completions together used {} G. \
         Wall time depends on the machine and its load, and on no verdict.",
        FUEL_PER_SECOND / 1_000_000_000,
        value(fuel as f64 / 1e9)
    )
}

/// By the nearest rank; of at least one value.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.clamp(1, sorted.len().max(1)) - 1).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_are_values_of_the_list() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!([0.0, 0.5, 0.51, 1.0].map(|share| quantile(&values, share)), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(quantile(&[7.0], 0.5), 7.0);
    }
}
