//! Where runs differ: tasks that not all of them solve, and completions whose verdict flips.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::Pair;
use super::order::natural;
use super::verdicts::TaskCounts;
use super::{MOST_LINES, ScoredRun, more};
use crate::number::count;
use crate::{Block, Cell, ReportError, Section, Table};

/// Tasks that are named in a list of those only one run solves.
const NAMED: usize = 200;

pub(super) fn section(runs: &[ScoredRun], pairs: &[Pair<'_>]) -> Result<Section, ReportError> {
    let tasks = runs.iter().map(|run| run.verdicts.tasks()).collect::<Result<Vec<_>, _>>()?;
    let tasks: Vec<BTreeMap<&str, &TaskCounts>> =
        tasks.iter().map(|tasks| tasks.iter().map(|task| (task.task.as_str(), task)).collect()).collect();
    let mut blocks = disagreements(runs, &tasks);
    // Both ways against the first run; all pairs of six runs would be fifteen lists.
    for pair in pairs.iter().filter(|pair| std::ptr::eq(pair.first, &runs[0])) {
        blocks.extend(both_ways(pair, runs, &tasks));
    }
    let lead = format!("Where the runs differ; lists of flips are against {}.", runs[0].name);
    Ok(Section { id: "flips".into(), title: "Flips".into(), lead, blocks })
}

type Tasks<'a> = [BTreeMap<&'a str, &'a TaskCounts>];

/// Tasks of all runs on which they are furthest apart.
fn disagreements(runs: &[ScoredRun], tasks: &Tasks<'_>) -> Vec<Block> {
    let common: BTreeSet<&str> =
        tasks[0].keys().copied().filter(|task| tasks.iter().all(|run| run.contains_key(task))).collect();
    let share = |task: &TaskCounts| f64::from(task.passed) / f64::from(task.n);
    let mut apart: Vec<(f64, &str)> = Vec::new();
    for task in &common {
        let shares = || tasks.iter().map(|run| share(run[task]));
        let spread = shares().fold(0.0, f64::max) - shares().fold(1.0, f64::min);
        if spread > 0.0 {
            apart.push((spread, task));
        }
    }
    if common.is_empty() {
        return vec![Block::Text("No task is in all runs.".into())];
    }
    if apart.is_empty() {
        let all = count(common.len() as u64);
        return vec![Block::Text(format!("All runs solve the same of the {all} tasks in common, as often."))];
    }
    apart.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| natural(a.1, b.1)));
    let columns: Vec<String> =
        std::iter::once("task".to_owned()).chain(runs.iter().map(|run| format!("{}#", run.name))).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table =
        Table::new("Tasks on which the runs are furthest apart: completions that pass, of those that count", &columns);
    for (_, task) in apart.iter().take(MOST_LINES) {
        let best = tasks.iter().map(|run| share(run[task])).fold(0.0, f64::max);
        let cells = tasks.iter().map(|run| {
            let task = run[task];
            Cell { text: format!("{}/{}", task.passed, task.n), strong: share(task) == best }
        });
        table.rows.push(std::iter::once(Cell { text: (*task).to_owned(), strong: false }).chain(cells).collect());
    }
    let said =
        format!("The runs differ on {} of {} tasks in common.", count(apart.len() as u64), count(common.len() as u64));
    let inside = std::iter::once(Block::Table(table)).chain(more(apart.len(), "`per_task` of each `summary.json`"));
    vec![Block::Text(said), Block::Details("Tasks on which the runs are furthest apart".into(), inside.collect())]
}

/// Tasks that one of two runs solves, and completions of the same number that pass in one.
fn both_ways(pair: &Pair<'_>, runs: &[ScoredRun], tasks: &Tasks<'_>) -> Vec<Block> {
    let Some(found) = &pair.comparison else { return Vec::new() };
    let at = |run: &ScoredRun| runs.iter().position(|other| std::ptr::eq(other, run)).unwrap_or(0);
    let (first, second) = (&tasks[at(pair.first)], &tasks[at(pair.second)]);
    let only = |one: &BTreeMap<&str, &TaskCounts>, other: &BTreeMap<&str, &TaskCounts>| -> Vec<String> {
        let solved =
            |task: &&&TaskCounts| task.passed > 0 && other.get(task.task.as_str()).is_some_and(|task| task.passed == 0);
        let mut tasks: Vec<String> = one.values().filter(solved).map(|task| task.task.clone()).collect();
        tasks.sort_by(|a, b| natural(a, b));
        tasks
    };
    let mut inside = vec![
        Block::Text(listed(&pair.first.name, &only(first, second))),
        Block::Text(listed(&pair.second.name, &only(second, first))),
    ];
    if !found.flips.is_empty() {
        let mut flips: Vec<_> = found.flips.iter().collect();
        flips.sort_by(|a, b| natural(&a.task, &b.task).then(a.ordinal.cmp(&b.ordinal)));
        let columns = ["task", "completion#", &pair.first.name, &pair.second.name];
        let mut table = Table::new("Completions that pass in one run only", &columns);
        for flip in flips.iter().take(MOST_LINES) {
            let verdict =
                |verdict: &trommel_bench::Verdict| Cell { text: verdict.to_string(), strong: verdict.passed() };
            let plain = |text: String| Cell { text, strong: false };
            table.rows.push(vec![
                plain(flip.task.clone()),
                plain(flip.ordinal.to_string()),
                verdict(&flip.first),
                verdict(&flip.second),
            ]);
        }
        let place = format!("`trommel diff {} {} --ids`", pair.first.folder.display(), pair.second.folder.display());
        inside.push(Block::Table(table));
        inside.extend(more(flips.len(), &place));
    }
    let title = format!("{} → {}: {} flips", pair.first.name, pair.second.name, count(found.flips.len() as u64));
    vec![Block::Details(title, inside)]
}

fn listed(name: &str, tasks: &[String]) -> String {
    match tasks.len() {
        0 => format!("Solved by {name} alone: none."),
        number => {
            let cut = if number > NAMED { ", …" } else { "" };
            let named: Vec<&str> = tasks.iter().take(NAMED).map(String::as_str).collect();
            format!("Solved by {name} alone: {} tasks. {}{cut}", count(number as u64), named.join(", "))
        }
    }
}
