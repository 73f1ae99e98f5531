//! Whether metrics of texts agree with execution: the trade-off that the GPT-2 LoRA study asks for ("a deep analysis of the trade-off
//! between textual similarity (BLEU) and functional correctness (Execution Rate)").

use super::correlation::{Spearman, spearman, within_tasks};
use super::scale::Scale;
use super::verdicts::TaskMean;
use super::{ScoredRun, with_interval};
use crate::chart::{Axis, Bar, BarSeries, Bars, Point, Scatter, Unit, bars, scatter};
use crate::number::{count, fixed};
use crate::{Block, Figure, ReportError, Section, Table};

/// Metrics that are drawn first; the others follow as they come.
const FIRST: [&str; 3] = ["bleu", "codebleu", "rouge-l"];
/// Tasks of a scatter.
const MOST_POINTS: usize = 500;
/// Fewer failures or successes than this say next to nothing.
const FEW: u32 = 10;
/// Groups of tasks by a metric.
const GROUPS: usize = 5;

/// What a metric is held against.
struct Outcome {
    /// What a completion does: `pass`.
    does: &'static str,
    /// What those are that do not.
    not: &'static str,
    /// The share of a task's completions.
    share: fn(&TaskMean) -> f64,
}

const OUTCOMES: [Outcome; 2] = [
    Outcome { does: "pass", not: "do not pass", share: |task| task.passed },
    Outcome { does: "run to their end", not: "do not run", share: |task| task.ran },
];

pub(super) fn section(run: &ScoredRun) -> Result<Section, ReportError> {
    let section = |lead: String, blocks| Section {
        id: "trade-off".into(),
        title: "Likeness and correctness".into(),
        lead,
        blocks,
    };
    if run.verdicts.metrics.is_empty() {
        let why = "verdicts.parquet has no column of a metric. `trommel score` writes them where tasks have reference solutions, unless it \
                   is called with `--no-metrics`.";
        return Ok(section(String::new(), vec![Block::Text(why.into())]));
    }
    let mut table = Table::new(
        "Does a metric agree with execution? Spearman's ρ over tasks (95 %), and within tasks the share of pairs of a passing and a failing \
         completion in which the metric puts the passing one higher (0.5 is chance)",
        &["metric", "ρ with passing#", "ρ with running#", "within tasks#", "pairs#", "tasks#"],
    );
    let (mut figures, mut constant, mut few) = (Vec::new(), Vec::new(), false);
    for metric in in_order(&run.verdicts.metrics) {
        let means = run.verdicts.means(metric)?;
        let [passing, running] = OUTCOMES.map(|outcome| Agreement::of(&means, &outcome));
        let within = within_tasks(&run.verdicts.values(metric)?);
        few |= passing.few.is_some() || running.few.is_some();
        table.row([
            metric.to_owned(),
            passing.written(),
            running.written(),
            within.map_or("—".to_owned(), |(share, _)| fixed(share, 3)),
            within.map_or("0".to_owned(), |(_, pairs)| count(pairs)),
            count(means.len() as u64),
        ]);
        if means.windows(2).all(|pair| pair[0].mean == pair[1].mean) {
            constant.push(metric);
        } else {
            figures.push(Block::Figure(figure(metric, &means, &passing, &running)?));
        }
    }
    let mut blocks = vec![Block::Table(table)];
    if few {
        blocks.push(Block::Warning(format!(
            "Where fewer than {FEW} completions do otherwise than the rest, ρ hangs on these few: it stands with their number and without an \
             interval."
        )));
    }
    blocks.extend(figures);
    if !constant.is_empty() {
        let text = format!("Not drawn, having one value in all tasks: {}.", constant.join(", "));
        blocks.push(Block::Text(text));
    }
    let lead = "A completion can be near the reference and wrong, or far from it and right. Where ρ is near 0, the metric says nothing of \
                which tasks are solved; ρ is of this run's tasks and not of others.";
    Ok(section(lead.into(), blocks))
}

/// Those of [`FIRST`] first, the others as they come.
fn in_order(metrics: &[String]) -> Vec<&str> {
    let known = |metric: &str| FIRST.iter().position(|name| *name == metric).unwrap_or(FIRST.len());
    let mut metrics: Vec<&str> = metrics.iter().map(String::as_str).collect();
    metrics.sort_by_key(|metric| known(metric));
    metrics
}

/// How a metric goes with an outcome.
struct Agreement {
    found: Option<Spearman>,
    /// `4 do not pass`, where these are too few.
    few: Option<String>,
}

impl Agreement {
    fn of(means: &[TaskMean], outcome: &Outcome) -> Agreement {
        let found = spearman(&means.iter().map(|task| (task.mean, (outcome.share)(task))).collect::<Vec<_>>());
        let all: u32 = means.iter().map(|task| task.n).sum();
        let of_task = |task: &TaskMean| ((outcome.share)(task) * f64::from(task.n)).round() as u32;
        let do_so: u32 = means.iter().map(of_task).sum();
        let few = match (do_so, all - do_so) {
            _ if found.is_none() => None,
            (do_so, others) if others < FEW && others <= do_so => Some(format!("{others} {}", outcome.not)),
            (do_so, _) if do_so < FEW => Some(format!("{do_so} {}", outcome.does)),
            _ => None,
        };
        Agreement { found, few }
    }

    /// `0.214\n[0.060, 0.358]`; without an interval where it would have no meaning.
    fn written(&self) -> String {
        match (self.found, &self.few) {
            (None, _) => "—".to_owned(),
            (Some(found), Some(few)) => format!("{}\n({few})", fixed(found.rho, 3)),
            (Some(Spearman { rho, interval: Some(ends), .. }), None) => {
                format!("{}\n{}", fixed(rho, 3), super::interval(ends.low, ends.high, 3))
            }
            (Some(found), None) => fixed(found.rho, 3),
        }
    }

    /// In a sentence.
    fn said(&self) -> String {
        match (self.found, &self.few) {
            (None, _) => "is not defined: too few tasks, or one of the two does not vary".to_owned(),
            (Some(found), Some(few)) => format!("is {}, but only {few}", fixed(found.rho, 3)),
            (Some(Spearman { rho, interval: Some(ends), .. }), None) => {
                format!("is {}", with_interval(rho, ends.low, ends.high))
            }
            (Some(found), None) => format!("is {}", fixed(found.rho, 3)),
        }
    }
}

/// Shares of one completion a task are 0 or 1, which points cannot show: then bars of fifths.
fn figure(metric: &str, means: &[TaskMean], passing: &Agreement, running: &Agreement) -> Result<Figure, ReportError> {
    let said = format!("Spearman's ρ with passing {}; with running {}", passing.said(), running.said());
    let few = [passing, running].into_iter().filter_map(|of| of.few.clone()).collect::<Vec<_>>().join(" and ");
    let few = if few.is_empty() { few } else { format!("; only {few}") };
    let fifths = fifths(means);
    let data = table(metric, &fifths);
    let drawn = if means.iter().all(|task| task.n == 1) {
        by_fifth(metric, &fifths, &said, &few)?
    } else {
        by_task(metric, means, &said, &few)?
    };
    Ok(Figure { data, ..drawn })
}

fn by_fifth(metric: &str, fifths: &[Vec<&TaskMean>], said: &str, few: &str) -> Result<Figure, ReportError> {
    let scale = Scale::of(metric);
    let row = |fifth: &Vec<&TaskMean>| {
        let ends = (fifth.first().map_or(0.0, |task| task.mean), fifth.last().map_or(0.0, |task| task.mean));
        format!("{} to {}", scale.write(ends.0), scale.write(ends.1))
    };
    let series = OUTCOMES.iter().map(|outcome| BarSeries {
        name: outcome.does.to_owned(),
        values: fifths.iter().map(|fifth| Some(Bar::from(mean(fifth, outcome.share)))).collect(),
        tone: None,
    });
    let alt = fifths.iter().map(|fifth| {
        let [pass, run] = OUTCOMES.map(|outcome| format!("{:.1} %", 100.0 * mean(fifth, outcome.share)));
        format!("{} {pass} and {run}", row(fifth))
    });
    bars(&Bars {
        caption: format!(
            "{metric} ({}) in fifths of the tasks, and their completions that pass and that run to their end{few}",
            scale.range
        ),
        alt: format!("Two bars for each fifth, pass and run: {}. {said}.", alt.collect::<Vec<_>>().join("; ")),
        of: metric.to_owned(),
        axis: Axis::new("share of completions").unit(Unit::Fraction).including(&[0.0, 1.0]),
        rows: fifths.iter().map(row).collect(),
        series: series.collect(),
    })
}

fn by_task(metric: &str, means: &[TaskMean], said: &str, few: &str) -> Result<Figure, ReportError> {
    let shown = evenly(means.len(), MOST_POINTS);
    let mut caption =
        format!("{metric} against the shares of completions that pass and that run to their end, by task{few}");
    if shown.len() < means.len() {
        let (shown, all) = (count(shown.len() as u64), count(means.len() as u64));
        caption.push_str(&format!(" ({shown} of {all} tasks, evenly chosen)"));
    }
    // Those that run lie under those that pass.
    let order = [1, 0];
    let points = order.iter().flat_map(|&group| {
        let share = OUTCOMES[group].share;
        shown.iter().map(move |&at| Point {
            label: means[at].task.clone(),
            group,
            x: means[at].mean,
            y: share(&means[at]),
        })
    });
    scatter(&Scatter {
        caption,
        alt: format!("Scatter plot of {} tasks. {said}.", count(shown.len() as u64)),
        x: Axis::new(format!("{metric} ({}), mean of a task's completions", Scale::of(metric).range)),
        // Room above and below, so that whole points lie on 0 and 1.
        y: Axis::new("share of completions").unit(Unit::Fraction).including(&[-0.04, 1.04]),
        of: "task".into(),
        groups: OUTCOMES.iter().map(|outcome| outcome.does.to_owned()).collect(),
        points: points.collect(),
    })
}

/// Tasks in up to five groups of the same size by the metric, none of them empty.
fn fifths(means: &[TaskMean]) -> Vec<Vec<&TaskMean>> {
    let mut sorted: Vec<&TaskMean> = means.iter().collect();
    sorted.sort_by(|a, b| a.mean.total_cmp(&b.mean));
    let group = |at: usize| sorted[at * sorted.len() / GROUPS..(at + 1) * sorted.len() / GROUPS].to_vec();
    (0..GROUPS).map(group).filter(|group| !group.is_empty()).collect()
}

fn mean(tasks: &[&TaskMean], of: fn(&TaskMean) -> f64) -> f64 {
    tasks.iter().map(|task| of(task)).sum::<f64>() / tasks.len() as f64
}

/// What a reader takes from the drawing, in numbers.
fn table(metric: &str, fifths: &[Vec<&TaskMean>]) -> Table {
    let scale = Scale::of(metric);
    let mut table = Table::new(
        format!("Tasks in fifths by {metric} ({}), and how their completions fare", scale.range),
        &[&format!("{metric} from#"), "to#", "tasks#", "pass#", "run to their end#"],
    );
    for fifth in fifths {
        let (Some(first), Some(last)) = (fifth.first(), fifth.last()) else { continue };
        table.row([
            scale.write(first.mean),
            scale.write(last.mean),
            count(fifth.len() as u64),
            format!("{:.1} %", 100.0 * mean(fifth, OUTCOMES[0].share)),
            format!("{:.1} %", 100.0 * mean(fifth, OUTCOMES[1].share)),
        ]);
    }
    table
}

/// At most so many of so many places, the first and the last always.
fn evenly(all: usize, most: usize) -> Vec<usize> {
    if all <= most { (0..all).collect() } else { (0..most).map(|at| at * (all - 1) / (most - 1)).collect() }
}
