//! Which tasks are solved, and which are hard: a cell a completion.

use std::collections::BTreeMap;

use trommel_bench::Verdict;

use super::ScoredRun;
use super::verdicts::{Row, TaskCounts};
use crate::chart::{Strip, StripRow, Tone, strip};
use crate::number::{count, share};
use crate::{Block, ReportError, Section, Table};

/// What a cell can be; sixteen verdicts in sixteen colours nobody tells apart.
const KINDS: [(&str, Tone); 7] = [
    ("passed", Tone::Kind(0)),
    ("wrong answer", Tone::Kind(1)),
    ("exception", Tone::Kind(2)),
    ("no program", Tone::Kind(3)),
    ("over a limit", Tone::Kind(4)),
    ("left or interfered", Tone::Kind(5)),
    ("does not count", Tone::Kind(6)),
];

/// Most rows of the strip.
const MOST_ROWS: usize = 400;
/// Cells of a row with several tasks that keep the order of tasks.
const MOST_CELLS: usize = 60;
/// Cells that a row has at least, where tasks have a completion or two.
const CELLS_A_ROW: usize = 25;
/// Tasks in the list of the hardest.
const HARDEST: usize = 20;

pub(super) fn section(run: &ScoredRun) -> Result<Section, ReportError> {
    let tasks = run.verdicts.tasks()?;
    let mut blocks = vec![Block::Figure(strip(&spec(&run.verdicts.rows, &tasks))?)];
    blocks.extend(hardest(run, &tasks));
    Ok(Section { id: "tasks".into(), title: "Tasks".into(), lead: lead(&tasks), blocks })
}

fn lead(tasks: &[TaskCounts]) -> String {
    let all = tasks.len() as u64;
    let of = |wanted: &dyn Fn(&TaskCounts) -> bool| tasks.iter().filter(|task| wanted(task)).count() as u64;
    let (none, every) = (of(&|task| task.passed == 0), of(&|task| task.passed == task.n));
    format!(
        "Of {} tasks, {} ({}) are solved by every completion and {} ({}) by none.",
        count(all),
        count(every),
        share(every, all),
        count(none),
        share(none, all)
    )
}

/// Which of [`KINDS`] a verdict is.
pub(super) fn kind(verdict: &Verdict) -> usize {
    match verdict {
        Verdict::Passed => 0,
        Verdict::WrongAnswer | Verdict::Assertion => 1,
        Verdict::RuntimeError(_) => 2,
        Verdict::NotCompiled | Verdict::NoCode | Verdict::ImportUnsupported(_) => 3,
        Verdict::TimeLimit | Verdict::MemoryLimit | Verdict::OutputLimit | Verdict::StackLimit => 4,
        Verdict::EarlyExit | Verdict::Unserialisable | Verdict::Tampered => 5,
        Verdict::SkippedUnsupported | Verdict::Infra(_) => 6,
    }
}

fn spec(rows: &[Row], tasks: &[TaskCounts]) -> Strip {
    let strip_rows = strip_rows(rows);
    let totals = (0..KINDS.len()).map(|kind| rows.iter().filter(|row| self::kind(&row.judged.verdict) == kind).count());
    let named = KINDS.iter().zip(totals).filter(|(_, number)| *number > 0);
    let said: Vec<String> = named.map(|((name, _), number)| format!("{name} {}", count(number as u64))).collect();
    let tasks_a_row = tasks_a_row(rows);
    let caption = if tasks_a_row == 1 {
        "Every completion of every task, by verdict".to_owned()
    } else {
        format!("Every completion, by verdict; a row is {tasks_a_row} tasks from the one it names")
    };
    Strip {
        caption,
        alt: format!(
            "A cell for each of {} completions of {} tasks: {}.",
            count(rows.len() as u64),
            count(tasks.len() as u64),
            said.join(", ")
        ),
        of: if tasks_a_row == 1 { "task".into() } else { "tasks from".into() },
        kinds: KINDS.iter().map(|(name, tone)| ((*name).to_owned(), *tone)).collect(),
        rows: strip_rows,
    }
}

/// Every completion once. Cells of one task stand in the order of their kinds, so that a row is read like a bar; a row of several tasks
/// keeps the order of tasks while it is short enough for that to be seen.
pub(super) fn strip_rows(rows: &[Row]) -> Vec<StripRow> {
    let tasks: Vec<&[Row]> = rows.chunk_by(|a, b| a.task == b.task).collect();
    let row = |tasks: &[&[Row]]| {
        let mut cells = Vec::new();
        for task in tasks {
            let mut of_task: Vec<usize> = task.iter().map(|row| kind(&row.judged.verdict)).collect();
            of_task.sort_unstable();
            cells.extend(of_task);
        }
        if cells.len() > MOST_CELLS {
            cells.sort_unstable();
        }
        StripRow {
            label: tasks.first().and_then(|task| task.first()).map_or(String::new(), |row| row.task.clone()),
            cells,
        }
    };
    tasks.chunks(tasks_a_row(rows)).map(row).collect()
}

fn tasks_a_row(rows: &[Row]) -> usize {
    let tasks = rows.chunk_by(|a, b| a.task == b.task);
    let (number, largest) = tasks.fold((0, 1), |(number, largest), task| (number + 1, largest.max(task.len())));
    let wide = if largest <= 2 && number > CELLS_A_ROW { CELLS_A_ROW / largest } else { 1 };
    wide.max(number.div_ceil(MOST_ROWS)).max(1)
}

/// The tasks that fewest completions solve.
fn hardest(run: &ScoredRun, tasks: &[TaskCounts]) -> Vec<Block> {
    let mut hard: Vec<&TaskCounts> = tasks.iter().filter(|task| task.passed < task.n).collect();
    if hard.is_empty() {
        return vec![Block::Text("Every completion that counts passes.".into())];
    }
    let of = |part: u32, task: &TaskCounts| f64::from(part) / f64::from(task.n);
    // Tasks come in natural order, and the sort keeps it among equals.
    hard.sort_by(|a, b| {
        of(a.passed, a).total_cmp(&of(b.passed, b)).then_with(|| of(a.ran, a).total_cmp(&of(b.ran, b)))
    });
    let unsolved = hard.iter().filter(|task| task.passed == 0).count();
    let mut table = Table::new(
        "The hardest tasks: fewest completions that pass, then fewest that run to their end",
        &["task", "completions#", "pass#", "run#", "most frequent failure"],
    );
    for task in hard.iter().take(HARDEST) {
        table.row([
            task.task.clone(),
            task.n.to_string(),
            task.passed.to_string(),
            task.ran.to_string(),
            most_frequent_failure(&run.verdicts.rows, &task.task),
        ]);
    }
    let mut blocks = vec![Block::Table(table)];
    if unsolved > HARDEST {
        let rest = count((unsolved - HARDEST) as u64);
        blocks.push(Block::Text(format!("… and {rest} more that no completion solves: `summary.json`, `per_task`.")));
    }
    blocks
}

fn most_frequent_failure(rows: &[Row], task: &str) -> String {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.task == task) {
        if row.judged.verdict.counts() && !row.judged.verdict.passed() {
            *counts.entry(row.judged.verdict.to_string()).or_default() += 1;
        }
    }
    super::endings::by_count(counts).into_iter().next().map_or(String::new(), |(name, _)| name)
}
