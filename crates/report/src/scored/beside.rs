//! Several runs side by side: scores, paired differences, endings, metrics.

use trommel_score::{Comparison, McNemar, RESAMPLES, ScoreError, compare};

use super::scale::Scale;
use super::{ScoredRun, flips, fraction, interval, paired, score, signatures};
use crate::chart::{Axis, Bar, BarSeries, Bars, bars};
use crate::number::{count, fixed, signed};
use crate::{Block, Cell, ReportError, Section, Table};

/// A second run compared with a first; none where they have no task in common.
pub(super) struct Pair<'a> {
    pub first: &'a ScoredRun,
    pub second: &'a ScoredRun,
    pub comparison: Option<Comparison>,
}

pub(super) fn sections(runs: &[ScoredRun]) -> Result<Vec<Section>, ReportError> {
    let pairs = pairs(runs)?;
    let mut sections = vec![scores(runs)?, differences(&pairs)?];
    sections.push(flips::section(runs, &pairs)?);
    sections.push(endings(runs)?);
    sections.extend(metrics(runs));
    Ok(sections)
}

/// All pairs, those with the first run first.
fn pairs(runs: &[ScoredRun]) -> Result<Vec<Pair<'_>>, ReportError> {
    let mut pairs = Vec::new();
    for (at, first) in runs.iter().enumerate() {
        for second in &runs[at + 1..] {
            let comparison = match compare(&first.verdicts.outcomes(), &second.verdicts.outcomes(), RESAMPLES, 0) {
                Ok(comparison) => Some(comparison),
                Err(ScoreError::Apart { .. }) => None,
                Err(error) => return Err(error.into()),
            };
            pairs.push(Pair { first, second, comparison });
        }
    }
    Ok(pairs)
}

fn scores(runs: &[ScoredRun]) -> Result<Section, ReportError> {
    let mut blocks = Vec::new();
    let differences = signatures::differences(runs);
    if !differences.is_empty() {
        blocks.push(Block::Warning(format!(
            "The signatures differ, so that differences between the numbers are not only of the models. {}.",
            differences.join(". ")
        )));
    }
    for run in runs.iter().filter(|run| run.told.summary.infra > 0) {
        let infra = count(run.told.summary.infra);
        blocks.push(Block::Warning(format!("{} is incomplete: {infra} completions are undecided (INFRA).", run.name)));
    }
    let ks = ks(runs);
    // What is the same of all runs is said once, and takes no columns.
    let shapes: Vec<[String; 3]> = runs.iter().map(shape).collect();
    let differing: Vec<usize> =
        (0..SHAPE.len()).filter(|at| shapes.windows(2).any(|pair| pair[0][*at] != pair[1][*at])).collect();
    let mut columns = vec!["run".to_owned()];
    columns.extend(ks.iter().map(|k| format!("pass@{k} [95 %]#")));
    columns.extend(["CESR#", "RSR#", "FPR#", "FPR-all#", "references#"].map(str::to_owned));
    columns.extend(differing.iter().map(|at| SHAPE[*at].to_owned()));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(
        "Runs side by side; rates with their counts. FPR is the function pass rate, of test cases",
        &columns,
    );
    for (run, shape) in runs.iter().zip(&shapes) {
        let rates = &run.told.summary.rates;
        let mut cells = vec![run.name.clone()];
        cells.extend(ks.iter().map(|k| {
            run.pass_at(*k).map_or("—".to_owned(), |pass| {
                format!("{}\n{}", fixed(pass.value, 3), interval(pass.interval.low, pass.interval.high, 3))
            })
        }));
        for rate in [rates.cesr, rates.rsr, rates.fpr, rates.fpr_all, run.told.references] {
            cells.push(format!("{}\n({}/{})", fraction(rate.value()), rate.of, rate.all));
        }
        cells.extend(differing.iter().map(|at| shape[*at].clone()));
        table.row(cells);
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::Figure(figure(runs, &ks)?));
    let lines: Vec<String> = runs.iter().map(|run| format!("{}  {}", run.name, run.told.signature)).collect();
    blocks.push(Block::Details("Signatures".into(), vec![Block::Code(lines.join("\n"))]));
    let lead = shapes.first().map_or(String::new(), |shape| in_common(shape, &differing));
    Ok(Section { id: "side-by-side".into(), title: "Side by side".into(), lead, blocks })
}

/// What a run is of.
const SHAPE: [&str; 3] = ["benchmark", "tasks#", "completions a task#"];

/// `All runs: humaneval, 164 tasks.` Nothing where they differ in everything.
fn in_common([benchmark, tasks, each]: &[String; 3], differing: &[usize]) -> String {
    let plural = |number: &str| if number == "1" { "" } else { "s" };
    let said = [
        benchmark.clone(),
        format!("{tasks} task{}", plural(tasks)),
        format!("{each} completion{} a task", plural(each)),
    ];
    let common: Vec<&str> =
        said.iter().enumerate().filter(|(at, _)| !differing.contains(at)).map(|(_, text)| text.as_str()).collect();
    if common.is_empty() { String::new() } else { format!("All runs: {}.", common.join(", ")) }
}

/// The values of [`SHAPE`].
fn shape(run: &ScoredRun) -> [String; 3] {
    let summary = &run.told.summary;
    [run.told.benchmark.clone(), count(u64::from(summary.tasks)), score::completions_a_task(summary)]
}

/// Every k of any run, ascending.
fn ks(runs: &[ScoredRun]) -> Vec<u32> {
    let ks: std::collections::BTreeSet<u32> =
        runs.iter().flat_map(|run| run.told.summary.pass.iter().map(|pass| pass.k)).collect();
    ks.into_iter().collect()
}

fn figure(runs: &[ScoredRun], ks: &[u32]) -> Result<crate::Figure, ReportError> {
    let bar = |run: &ScoredRun, k: u32| {
        run.pass_at(k).map(|pass| Bar { value: pass.value, interval: Some((pass.interval.low, pass.interval.high)) })
    };
    let series = ks.iter().map(|k| BarSeries {
        name: format!("pass@{k}"),
        values: runs.iter().map(|run| bar(run, *k)).collect(),
        tone: None,
    });
    let first = ks.first().copied().unwrap_or(1);
    let said = runs.iter().filter_map(|run| Some(format!("{} {:.3}", run.name, run.pass_at(first)?.value)));
    bars(&Bars {
        caption: "pass@k with 95 % intervals over tasks".into(),
        alt: format!("Bars with intervals; pass@{first}: {}.", said.collect::<Vec<_>>().join(", ")),
        of: "run".into(),
        axis: Axis::new("pass@k").including(&[0.0, 1.0]),
        rows: runs.iter().map(|run| run.name.clone()).collect(),
        series: series.collect(),
    })
}

fn differences(pairs: &[Pair<'_>]) -> Result<Section, ReportError> {
    let mut table = Table::new(
        "Differences of pass@1 over the tasks that both runs have: paired bootstrap (95 %), randomisation test, and McNemar's exact test over \
         tasks, one being solved when a completion passes. Strong: the interval does not hold 0",
        &[
            "runs",
            "difference [95 %]#",
            "p (randomisation)#",
            "first#",
            "second#",
            "only first solves#",
            "only second solves#",
            "p (McNemar)#",
            "tasks#",
        ],
    );
    let mut apart = Vec::new();
    for pair in pairs {
        let Some(found) = &pair.comparison else {
            apart.push(format!("{} and {}", pair.first.name, pair.second.name));
            continue;
        };
        let interval = found.interval;
        let [difference, low, high] = [found.difference, interval.low, interval.high].map(|of| signed(of, 3));
        table.row([
            format!("{} → {}", pair.first.name, pair.second.name),
            format!("{difference}\n[{low}, {high}]"),
            p(found.p_randomisation),
            fixed(found.first, 3),
            fixed(found.second, 3),
            count(found.by_task.only_first),
            count(found.by_task.only_second),
            p(found.by_task.p),
            count(u64::from(found.tasks)),
        ]);
        if let Some(cell) = table.rows.last_mut().and_then(|row| row.get_mut(1)) {
            cell.strong = interval.low > 0.0 || interval.high < 0.0;
        }
    }
    let mut blocks = Vec::new();
    if !apart.is_empty() {
        blocks.push(Block::Warning(format!("No task in common, and so not compared: {}.", apart.join("; "))));
    }
    blocks.extend(pairs.iter().filter_map(uncommon).map(Block::Warning));
    let mut lead = "Is the difference more than chance? Both runs of a task are drawn together.".to_owned();
    if !table.rows.is_empty() {
        if table.rows.len() > 1 {
            lead.push_str(&format!(" The p are of each pair by itself, not adjusted for {} pairs.", table.rows.len()));
        }
        blocks.push(Block::Table(table));
        blocks.extend(by_completion(pairs));
        blocks.extend(paired::block(pairs)?);
    }
    Ok(Section { id: "differences".into(), title: "Paired differences".into(), lead, blocks })
}

/// Tasks of one run alone, where there are any.
fn uncommon(pair: &Pair<'_>) -> Option<String> {
    let found = pair.comparison.as_ref()?;
    let only = |tasks: &[String], run: &ScoredRun| {
        (!tasks.is_empty())
            .then(|| format!("{} tasks are only in {} ({}, …)", count(tasks.len() as u64), run.name, tasks[0]))
    };
    let said: Vec<String> =
        only(&found.only_first, pair.first).into_iter().chain(only(&found.only_second, pair.second)).collect();
    (!said.is_empty()).then(|| format!("{} → {}: {}.", pair.first.name, pair.second.name, said.join("; ")))
}

/// McNemar over completions of the same number, which says something only where these belong together.
fn by_completion(pairs: &[Pair<'_>]) -> Option<Block> {
    let mut table = Table::new(
        "McNemar over completions with the same task and number. It says something only where these belong together: the same completions \
         judged in two ways, or one completion a task",
        &["runs", "pairs#", "only first passes#", "only second passes#", "p#"],
    );
    for pair in pairs {
        let Some(Comparison { by_completion: McNemar { pairs, only_first, only_second, p: found }, .. }) =
            &pair.comparison
        else {
            continue;
        };
        let runs = format!("{} → {}", pair.first.name, pair.second.name);
        table.row([runs, count(*pairs), count(*only_first), count(*only_second), p(*found)]);
    }
    (!table.rows.is_empty()).then(|| Block::Details("By completion".into(), vec![Block::Table(table)]))
}

fn p(p: f64) -> String {
    if p < 0.0001 { "< 0.0001".to_owned() } else { format!("{p:.4}") }
}

fn endings(runs: &[ScoredRun]) -> Result<Section, ReportError> {
    let mut all = std::collections::BTreeMap::new();
    let mut endings = Vec::new();
    for run in runs {
        let of = run.verdicts.endings()?;
        of.iter().for_each(|(name, number)| *all.entry(name.clone()).or_insert(0) += number);
        endings.push(of);
    }
    let columns: Vec<String> =
        std::iter::once("verdict".to_owned()).chain(runs.iter().map(|run| format!("{}#", run.name))).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new("Completions by verdict", &columns);
    for (name, _) in super::endings::by_count(all) {
        let numbers: Vec<String> = endings.iter().map(|of| count(of.get(&name).copied().unwrap_or(0))).collect();
        table.row(std::iter::once(name).chain(numbers));
    }
    let blocks = vec![Block::Table(table)];
    Ok(Section { id: "endings".into(), title: "Endings".into(), lead: String::new(), blocks })
}

/// None where no run has metrics.
fn metrics(runs: &[ScoredRun]) -> Option<Section> {
    let names: std::collections::BTreeSet<&String> = runs.iter().flat_map(|run| run.told.metrics.keys()).collect();
    if names.is_empty() {
        return None;
    }
    let columns: Vec<String> = ["metric".to_owned(), "scale#".to_owned()]
        .into_iter()
        .chain(runs.iter().map(|run| format!("{}#", run.name)))
        .collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new("Metrics of texts with 95 % intervals over tasks, and pass@1 beside them", &columns);
    let mut warnings = Vec::new();
    let mut agreement = Vec::new();
    for name in names {
        let scale = Scale::of(name);
        let said = runs.iter().map(|run| {
            run.told.metrics.get(name).map_or("—".to_owned(), |metric| {
                format!("{}\n{}", scale.write(metric.value), scale.interval(metric.low, metric.high))
            })
        });
        table.row([name.clone(), scale.range.to_owned()].into_iter().chain(said));
        let signatures: std::collections::BTreeSet<&str> =
            runs.iter().filter_map(|run| Some(run.told.metrics.get(name)?.signature.as_str())).collect();
        if signatures.len() > 1 {
            let all: Vec<&str> = signatures.into_iter().collect();
            warnings.push(Block::Warning(format!("The values of {name} are not comparable: {}.", all.join(" and "))));
        }
        agreement.extend(agrees(name, runs));
    }
    let pass = |run: &ScoredRun| run.pass_at(1).map_or("—".to_owned(), |pass| fixed(pass.value, 3));
    table.rows.push(
        ["pass@1".to_owned(), "0 to 1".to_owned()]
            .into_iter()
            .chain(runs.iter().map(pass))
            .map(|text| Cell { text, strong: true })
            .collect(),
    );
    let mut blocks = warnings;
    blocks.push(Block::Table(table));
    if !agreement.is_empty() {
        blocks.push(Block::Text(format!("Do they put the runs in the order of pass@1? {}.", agreement.join("; "))));
    }
    Some(Section { id: "metrics".into(), title: "Metrics of texts".into(), lead: String::new(), blocks })
}

/// `bleu orders 4 of 6 pairs of runs alike`; pairs that are equal in either are left out.
fn agrees(name: &str, runs: &[ScoredRun]) -> Option<String> {
    let points: Vec<(f64, f64)> = runs
        .iter()
        .filter(|run| run.told.benchmark_sha256 == runs[0].told.benchmark_sha256)
        .filter_map(|run| Some((run.told.metrics.get(name)?.value, run.pass_at(1)?.value)))
        .collect();
    let (mut alike, mut all) = (0u32, 0u32);
    for (at, one) in points.iter().enumerate() {
        for other in &points[at + 1..] {
            let product = (one.0 - other.0) * (one.1 - other.1);
            if product != 0.0 {
                all += 1;
                alike += u32::from(product > 0.0);
            }
        }
    }
    (all > 0).then(|| format!("{name} orders {alike} of {all} pairs of runs alike"))
}
