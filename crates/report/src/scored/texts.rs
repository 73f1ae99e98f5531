//! What metrics of texts say, and whether they agree with execution: the trade-off that the GPT-2 LoRA study asks for ("a deep analysis of
//! the trade-off between textual similarity (BLEU) and functional correctness (Execution Rate)").

use super::correlation::{Spearman, spearman, within_tasks};
use super::verdicts::TaskMean;
use super::{ScoredRun, with_interval};
use crate::chart::{Axis, Point, Scatter, Unit, scatter};
use crate::number::{count, value};
use crate::{Block, Figure, ReportError, Section, Table};

/// Metrics that are drawn, the first ones that a run has; the table has all.
const DRAWN: [&str; 3] = ["bleu", "codebleu", "rouge_l"];
/// How many figures there are at most.
const FIGURES: usize = 2;
/// Points of a figure.
const MOST_POINTS: usize = 2_000;

pub(super) fn sections(run: &ScoredRun) -> Result<Vec<Section>, ReportError> {
    Ok([metrics(run), trade_off(run)?].into_iter().flatten().collect())
}

/// None where the run has no metric; the trade-off then says so.
fn metrics(run: &ScoredRun) -> Option<Section> {
    if run.told.metrics.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "Metrics of the completions beside the reference solutions; 95 % intervals over tasks",
        &["metric", "value#", "95 %#", "pairs#", "of#", "flagged"],
    );
    let mut signatures = Vec::new();
    for (name, metric) in &run.told.metrics {
        let number = |of: Option<u64>| of.map_or("—".to_owned(), count);
        let flags: Vec<String> = metric.flags.iter().map(|(flag, pairs)| format!("{flag} {}", count(*pairs))).collect();
        table.row([
            name.clone(),
            value(metric.value),
            format!("[{}, {}]", value(metric.low), value(metric.high)),
            number(metric.pairs),
            number(metric.of),
            flags.join(", "),
        ]);
        signatures.push(format!("{name}  {}", metric.signature));
    }
    let mut blocks = vec![Block::Table(table)];
    if run.told.metrics.values().any(|metric| !metric.parts.is_empty()) {
        let mut parts = Table::new("What metrics are made of", &["metric", "part", "value#"]);
        for (name, metric) in &run.told.metrics {
            metric.parts.iter().for_each(|(part, of)| parts.row([name.clone(), part.clone(), value(*of)]));
        }
        blocks.push(Block::Details("Parts".into(), vec![Block::Table(parts)]));
    }
    blocks.push(Block::Details("Signatures of the metrics".into(), vec![Block::Code(signatures.join("\n"))]));
    let lead = "How near the completions are to the reference solutions as texts and as trees. Two numbers can be compared when their \
                signatures are the same.";
    Some(Section { id: "metrics".into(), title: "Metrics of texts".into(), lead: lead.into(), blocks })
}

fn trade_off(run: &ScoredRun) -> Result<Option<Section>, ReportError> {
    let section = |lead: String, blocks| Section {
        id: "trade-off".into(),
        title: "Likeness and correctness".into(),
        lead,
        blocks,
    };
    if run.verdicts.metrics.is_empty() {
        let why = "verdicts.parquet has no column of a metric. `trommel score` writes them where tasks have reference solutions, unless it \
                   is called with `--no-metrics`.";
        return Ok(Some(section(String::new(), vec![Block::Text(why.into())])));
    }
    let mut table = Table::new(
        "Does a metric agree with execution? Spearman's ρ over tasks (95 %), and within tasks the share of pairs of a passing and a failing \
         completion in which the metric puts the passing one higher (0.5 is chance)",
        &["metric", "tasks#", "ρ with passing#", "ρ with running#", "within tasks#", "pairs#"],
    );
    let mut figures = Vec::new();
    for metric in in_order(&run.verdicts.metrics) {
        let means = run.verdicts.means(metric)?;
        let with =
            |of: fn(&TaskMean) -> f64| spearman(&means.iter().map(|task| (task.mean, of(task))).collect::<Vec<_>>());
        let passing = with(|task| task.passed);
        let within = within_tasks(&run.verdicts.values(metric)?);
        table.row([
            metric.to_owned(),
            count(means.len() as u64),
            rho(passing),
            rho(with(|task| task.ran)),
            within.map_or("—".to_owned(), |(share, _)| format!("{share:.3}")),
            within.map_or("0".to_owned(), |(_, pairs)| count(pairs)),
        ]);
        if figures.len() < FIGURES && !means.is_empty() {
            figures.push(Block::Figure(figure(metric, &means, passing)?));
        }
    }
    let lead = "A completion can be near the reference and wrong, or far from it and right. Where ρ is near 0, the metric says nothing of \
                which tasks are solved; ρ is of this run's tasks and not of others.";
    Ok(Some(section(lead.into(), std::iter::once(Block::Table(table)).chain(figures).collect())))
}

/// Those of [`DRAWN`] first, the others as they come.
fn in_order(metrics: &[String]) -> Vec<&str> {
    let known = |metric: &str| DRAWN.iter().position(|name| *name == metric.replace('-', "_")).unwrap_or(DRAWN.len());
    let mut metrics: Vec<&str> = metrics.iter().map(String::as_str).collect();
    metrics.sort_by_key(|metric| known(metric));
    metrics
}

fn rho(found: Option<Spearman>) -> String {
    found.map_or("—".to_owned(), |found| with_interval(found.rho, found.interval.low, found.interval.high))
}

fn figure(metric: &str, means: &[TaskMean], found: Option<Spearman>) -> Result<Figure, ReportError> {
    let shown = evenly(means.len(), MOST_POINTS);
    let mut caption = format!("{metric} against the share of completions that pass, by task");
    if shown.len() < means.len() {
        caption.push_str(&format!(
            " ({} of {} tasks, evenly chosen)",
            count(shown.len() as u64),
            count(means.len() as u64)
        ));
    }
    let said = match found {
        Some(found) => format!("Spearman's ρ is {}", rho(Some(found))),
        None => "ρ is not defined: too few tasks, or one of the two does not vary".to_owned(),
    };
    let point = |at: usize| Point { label: means[at].task.clone(), group: 0, x: means[at].mean, y: means[at].passed };
    let drawn = scatter(&Scatter {
        caption,
        alt: format!("Scatter plot of {} tasks. {said}.", count(shown.len() as u64)),
        x: Axis::new(format!("{metric}, mean of a task's completions")),
        y: Axis::new("completions that pass").unit(Unit::Fraction).including(&[0.0, 1.0]),
        of: "task".into(),
        groups: vec![String::new()],
        points: shown.into_iter().map(point).collect(),
    })?;
    Ok(Figure { data: fifths(metric, means), ..drawn })
}

/// Tasks in five groups by the metric: what a reader takes from the drawing, in numbers.
fn fifths(metric: &str, means: &[TaskMean]) -> Table {
    let mut sorted: Vec<&TaskMean> = means.iter().collect();
    sorted.sort_by(|a, b| a.mean.total_cmp(&b.mean));
    let mut table = Table::new(
        format!("Tasks in fifths by {metric}, and how their completions fare"),
        &[&format!("{metric} from#"), "to#", "tasks#", "pass#", "run to their end#"],
    );
    for fifth in 0..5 {
        let part = &sorted[fifth * sorted.len() / 5..(fifth + 1) * sorted.len() / 5];
        let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
        let mean = |of: fn(&TaskMean) -> f64| part.iter().map(|task| of(task)).sum::<f64>() / part.len() as f64;
        table.row([
            value(first.mean),
            value(last.mean),
            count(part.len() as u64),
            format!("{:.1} %", 100.0 * mean(|task| task.passed)),
            format!("{:.1} %", 100.0 * mean(|task| task.ran)),
        ]);
    }
    table
}

/// At most so many of so many places, the first and the last always.
fn evenly(all: usize, most: usize) -> Vec<usize> {
    if all <= most { (0..all).collect() } else { (0..most).map(|at| at * (all - 1) / (most - 1)).collect() }
}
