//! How well the model does: pass@k and the rates.

use trommel_score::{PassAtK, Rate, Rates, Summary};

use super::{ScoredRun, fraction, with_interval};
use crate::chart::{Axis, Bar, BarSeries, Bars, bars};
use crate::number::count;
use crate::{Block, ReportError, Section, Table};

pub(super) fn section(run: &ScoredRun) -> Result<Section, ReportError> {
    let summary = &run.told.summary;
    let mut blocks = Vec::new();
    if summary.infra > 0 {
        blocks.push(Block::Warning(format!(
            "Incomplete: {} of {} completions are undecided (INFRA) and left out. The same `trommel score` command tries them again.",
            count(summary.infra),
            count(summary.completions)
        )));
    }
    blocks.extend(run.told.warnings.iter().map(|warning| Block::Warning(warning.clone())));
    blocks.push(Block::Table(passes(summary)));
    blocks.push(Block::Figure(figure(summary)?));
    blocks.push(Block::Table(rates(&summary.rates)));
    if run.told.first_failure_only {
        blocks.push(Block::Warning(
            "Programs were judged to their first failure: FPR is a lower bound (`--all-tests` runs all tests).".into(),
        ));
    }
    blocks.extend(left_out(run).map(Block::Text));
    Ok(Section { id: "score".into(), title: "Score".into(), lead: lead(run), blocks })
}

fn lead(run: &ScoredRun) -> String {
    let (summary, programs) = (&run.told.summary, &run.told.rows);
    format!(
        "{}: {} completions of {} tasks ({} a task), {} of which count; {} distinct programs, {} of them executed in this run.",
        run.told.benchmark,
        count(summary.completions),
        count(u64::from(summary.tasks)),
        completions_a_task(summary),
        count(summary.counted),
        count(programs.programs),
        count(programs.executed)
    )
}

/// `10`, or `8 to 10`.
pub(super) fn completions_a_task(summary: &Summary) -> String {
    if summary.n_min == summary.n_max {
        summary.n_min.to_string()
    } else {
        format!("{} to {}", summary.n_min, summary.n_max)
    }
}

/// With EvalPlus's tests, and by the benchmark's own alone.
fn kinds(summary: &Summary) -> Vec<(&'static str, &[PassAtK])> {
    if summary.pass_base.is_empty() {
        vec![("all tests", &summary.pass)]
    } else {
        vec![("base and plus", &summary.pass), ("base alone", &summary.pass_base)]
    }
}

fn passes(summary: &Summary) -> Table {
    let mut table = Table::new(
        "pass@k: how likely it is that one of k completions passes every test, the mean over tasks",
        &["k#", "tests", "pass@k#", "95 % over tasks#", "estimator"],
    );
    for (tests, passes) in kinds(summary) {
        for pass in passes {
            table.row([
                pass.k.to_string(),
                tests.to_owned(),
                format!("{:.3}", pass.value),
                format!("[{:.3}, {:.3}]", pass.interval.low, pass.interval.high),
                pass.estimator.to_string(),
            ]);
        }
    }
    table
}

fn figure(summary: &Summary) -> Result<crate::Figure, ReportError> {
    let said = summary
        .pass
        .iter()
        .map(|pass| format!("pass@{} {}", pass.k, with_interval(pass.value, pass.interval.low, pass.interval.high)));
    let alt = format!("Bars with 95 % intervals: {}.", said.collect::<Vec<_>>().join(", "));
    let bar = |pass: &PassAtK| Some(Bar { value: pass.value, interval: Some((pass.interval.low, pass.interval.high)) });
    let several = kinds(summary).len() > 1;
    let series = kinds(summary).into_iter().map(|(tests, passes)| BarSeries {
        name: if several { tests.to_owned() } else { String::new() },
        values: passes.iter().map(bar).collect(),
        tone: None,
    });
    bars(&Bars {
        caption: "pass@k with 95 % intervals over tasks".into(),
        alt,
        of: "k".into(),
        axis: Axis::new("pass@k").including(&[0.0, 1.0]),
        rows: summary.pass.iter().map(|pass| format!("pass@{}", pass.k)).collect(),
        series: series.collect(),
    })
}

fn rates(rates: &Rates) -> Table {
    let mut table = Table::new(
        "Rates of completions that count, and of their test cases; FPR is the function pass rate, not a rate of false positives",
        &["rate", "value#", "numerator#", "denominator#", "what is counted"],
    );
    let mut row = |name: &str, rate: Rate, what: &str| {
        table.row([name.to_owned(), fraction(rate.value()), count(rate.of), count(rate.all), what.to_owned()]);
    };
    row("CESR", rates.cesr, "completions that compile and whose body runs to its end");
    row("RSR", rates.rsr, "completions that run to their end, tests included, whatever the tests say");
    row("FPR", rates.fpr, "test cases that pass");
    row("FPR-all", rates.fpr_all, "completions that pass every test");
    table.row([
        "FPR, macro".to_owned(),
        fraction(rates.fpr_macro),
        "—".to_owned(),
        "—".to_owned(),
        "mean over tasks of the share of their test cases that pass".to_owned(),
    ]);
    table
}

/// What the numbers do not cover.
fn left_out(run: &ScoredRun) -> impl Iterator<Item = String> {
    let summary = &run.told.summary;
    let skipped = (summary.skipped > 0)
        .then(|| format!("{} completions are of tasks that cannot run here and are left out.", count(summary.skipped)));
    let missing = (!run.told.missing.is_empty())
        .then(|| format!("{} tasks have no completion and are left out.", count(run.told.missing.len() as u64)));
    let near = (summary.near_misses > 0).then(|| {
        format!(
            "{} completions differ from what is expected only in order, case or a millionth; none of them counts as passed.",
            count(summary.near_misses)
        )
    });
    skipped.into_iter().chain(missing).chain(near)
}
