//! Which rows and columns a paper's table has.

use super::TableKind;
use super::quantity::{Found, Quantity, Source};
use super::sheet::{Entry, Head, Line, Number, Sheet, best, mark};
use crate::scored::{ScoredRun, differences};

/// MFTCoder++, table 1. EM is eq. 16, to the letter; CodeBLEU and EM are printed there in per cent without the sign.
const MFTCODER: [Quantity; 6] = [
    Quantity::new("pass@1 (%)", Source::Pass(1), 100.0),
    Quantity::new("pass@10 (%)", Source::Pass(10), 100.0),
    Quantity::new("CodeBLEU", Source::Metric("codebleu"), 100.0),
    Quantity::new("EM", Source::Metric("em"), 100.0),
    Quantity::new("RSR (%)", Source::Rsr, 100.0),
    Quantity::new("FPR (%)", Source::Fpr, 100.0),
];

/// CodeFusion-Qwen72B, table 1: "six metrics are reported: Pass@1, BLEU, CESR, ASTSim, SemSim, and CRS" (§8.2). BLEU is in [0, 100] there
/// (78.9); of the last three the text gives no number, so that they stand on the scale of our metrics.
const CODEFUSION: [Quantity; 6] = [
    Quantity::new("Pass@1 (%)", Source::Pass(1), 100.0),
    Quantity::new("BLEU", Source::Metric("bleu"), 1.0),
    Quantity::new("CESR (%)", Source::Cesr, 100.0),
    Quantity { decimals: 3, ..Quantity::new("ASTSim", Source::Metric("ast_sim"), 1.0) },
    Quantity { decimals: 3, ..Quantity::new("SemSim", Source::Metric("sem_sim"), 1.0) },
    Quantity { decimals: 3, ..Quantity::new("CRS", Source::Metric("crs"), 1.0) },
];

/// The GPT-2 LoRA study, "Key Results": these are its rows.
const GPT2_STUDY: [Quantity; 3] = [
    Quantity { decimals: 2, unit: "%", ..Quantity::new("Execution Pass Rate", Source::Rsr, 100.0) },
    Quantity { decimals: 2, ..Quantity::new("BLEU Score", Source::Metric("bleu"), 1.0) },
    Quantity { decimals: 3, ..Quantity::new("ROUGE-L (F1)", Source::Metric("rouge-l"), 1.0) },
];

/// The table of at least one run.
pub(super) fn sheet(kind: TableKind, runs: &[ScoredRun]) -> Sheet {
    let (mut sheet, columns) = match kind {
        TableKind::Mftcoder => {
            (models("Performance of models and ablations", "tab:mftcoder", &MFTCODER, runs), &MFTCODER[..])
        }
        TableKind::Codefusion => {
            (models("Overall performance and ablations", "tab:codefusion", &CODEFUSION, runs), &CODEFUSION[..])
        }
        TableKind::Gpt2Study => (gpt2_study(runs), &GPT2_STUDY[..]),
    };
    sheet.notes.extend(definitions(kind, runs));
    sheet.notes.extend(caveats(runs));
    sheet.intervals.extend(runs.iter().filter_map(|run| intervals(columns, run, runs)));
    sheet
}

/// Rows are runs: those of a benchmark together, models before ablations.
fn models(what: &str, label: &'static str, columns: &[Quantity], runs: &[ScoredRun]) -> Sheet {
    let mut sheet = Sheet { label, ..Sheet::default() };
    let head = |text: &str, numeric| Head { text: text.to_owned(), numeric };
    sheet.head = vec![head("Model", false), head("Dataset", false)];
    sheet.head.extend(columns.iter().map(|column| head(column.heading, true)));
    let benchmarks = benchmarks(runs);
    sheet.caption = format!("{what} on {}", joined(&benchmarks.iter().map(|name| dataset(name)).collect::<Vec<_>>()));
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for benchmark in benchmarks {
        let of: Vec<&ScoredRun> = runs.iter().filter(|run| run.told.benchmark == benchmark).collect();
        let mut lines: Vec<Line> = of
            .iter()
            .map(|run| Line {
                cells: vec![Entry::Name(run.name.clone()), Entry::Name(dataset(benchmark))],
                slanted: is_ablation(run),
                unit: "",
            })
            .collect();
        for column in columns {
            for (line, entry) in lines.iter_mut().zip(entries(&mut sheet, column, &of)) {
                line.cells.push(entry);
            }
        }
        let (ablations, models): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.slanted);
        above.push(models);
        below.push(ablations);
    }
    sheet.groups = above.into_iter().chain(below).filter(|group| !group.is_empty()).collect();
    sheet
}

/// Rows are metrics, columns runs, as in the study.
fn gpt2_study(runs: &[ScoredRun]) -> Sheet {
    let mut sheet = Sheet { label: "tab:gpt2-study", ..Sheet::default() };
    let benchmarks = benchmarks(runs);
    sheet.caption =
        format!("Key results on {}", joined(&benchmarks.iter().map(|name| dataset(name)).collect::<Vec<_>>()));
    let named = |run: &ScoredRun| match benchmarks.len() {
        1 => run.name.clone(),
        _ => format!("{} ({})", run.name, dataset(&run.told.benchmark)),
    };
    sheet.head = vec![Head { text: "Metric".to_owned(), numeric: false }];
    sheet.head.extend(runs.iter().map(|run| Head { text: named(run), numeric: true }));
    let all: Vec<&ScoredRun> = runs.iter().collect();
    let line = |sheet: &mut Sheet, row: &Quantity| {
        let mut cells = vec![Entry::Name(row.heading.to_owned())];
        if benchmarks.len() == 1 {
            cells.extend(entries(sheet, row, &all));
        } else {
            // Of different benchmarks none is the best.
            cells.extend(all.iter().flat_map(|run| entries(sheet, row, &[*run])));
        }
        Line { cells, slanted: false, unit: row.unit }
    };
    let lines = GPT2_STUDY.iter().map(|row| line(&mut sheet, row)).collect();
    sheet.groups = vec![lines];
    sheet
}

/// One quantity of runs that can be compared.
fn entries(sheet: &mut Sheet, quantity: &Quantity, runs: &[&ScoredRun]) -> Vec<Entry> {
    let found: Vec<Option<Found>> = runs.iter().map(|run| quantity.of(run)).collect();
    let numbers: Vec<Option<(f64, String)>> =
        found.iter().map(|found| found.map(|found| (found.value, quantity.write(found.value)))).collect();
    let best = best(&numbers);
    let entry = |(found, best): (Option<Found>, bool)| match found {
        Some(found) => Entry::Number(Number { text: quantity.write(found.value), best, found }),
        None => Entry::Missing(sheet.note_on(&quantity.missing())),
    };
    found.into_iter().zip(best).map(entry).collect()
}

fn is_ablation(run: &ScoredRun) -> bool {
    run.name.starts_with("w/o ")
}

/// In the order in which they first come.
fn benchmarks(runs: &[ScoredRun]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for run in runs {
        if !names.contains(&run.told.benchmark.as_str()) {
            names.push(&run.told.benchmark);
        }
    }
    names
}

/// A benchmark as papers write it.
fn dataset(name: &str) -> String {
    match name {
        "humaneval" => "HumanEval",
        "humaneval+" => "HumanEval+",
        "mbpp" => "MBPP",
        "mbpp+" => "MBPP+",
        "mbpp-sanitized" => "MBPP (sanitized)",
        "codecontests" => "CodeContests",
        "apps" => "APPS",
        other => other,
    }
    .to_owned()
}

/// `a`, `a and b`, `a, b and c`
fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// What the columns mean where papers leave it open.
fn definitions(kind: TableKind, runs: &[ScoredRun]) -> Vec<String> {
    let estimators: std::collections::BTreeSet<&str> =
        runs.iter().flat_map(|run| run.told.summary.pass.iter().map(|pass| pass.estimator.name())).collect();
    let estimators = estimators.into_iter().collect::<Vec<_>>().join(", ");
    match kind {
        TableKind::Mftcoder => vec![
            format!("pass@k by the estimator {estimators}"),
            "RSR: completions that run to their end with no exception but a failed assertion. FPR: test cases that pass, of all; completions \
             that pass every test, the paper's words for it, are pass@1 again"
                .to_owned(),
        ],
        TableKind::Codefusion => vec![
            format!("Pass@1 by the estimator {estimators}"),
            "CESR: completions that compile and whose body runs to its end".to_owned(),
        ],
        TableKind::Gpt2Study => {
            let passing = runs.iter().filter_map(|run| {
                let rate = run.told.summary.rates.fpr_all;
                Some(format!("{} {:.2}% ({}/{})", run.name, 100.0 * rate.value()?, rate.of, rate.all))
            });
            let passing = passing.collect::<Vec<_>>().join(", ");
            vec![format!(
                "Execution Pass Rate: completions that run to their end without an error, whether or not they pass their tests (RSR); those \
                 that pass every test: {passing}"
            )]
        }
    }
}

/// What makes a number less than it seems.
fn caveats(runs: &[ScoredRun]) -> Vec<String> {
    let mut notes = Vec::new();
    for run in runs {
        let summary = &run.told.summary;
        if summary.infra > 0 {
            notes.push(format!(
                "{} is incomplete: {} of {} completions are undecided",
                run.name, summary.infra, summary.completions
            ));
        }
        if run.told.first_failure_only {
            notes.push(format!("{}: judged to the first failure, FPR is a lower bound", run.name));
        }
    }
    for benchmark in benchmarks(runs) {
        let of: Vec<ScoredRun> = runs.iter().filter(|run| run.told.benchmark == benchmark).cloned().collect();
        let differences = differences(&of);
        if !differences.is_empty() {
            notes.push(format!("Signatures of {} differ in {}", dataset(benchmark), differences.join(". ")));
        }
    }
    notes
}

/// `A, HumanEval, 95 % over tasks: pass@1 (%) [56.1, 70.7], …`
fn intervals(columns: &[Quantity], run: &ScoredRun, runs: &[ScoredRun]) -> Option<String> {
    let said: Vec<String> = columns
        .iter()
        .filter_map(|column| {
            let (low, high) = column.of(run)?.interval?;
            Some(format!("{} [{}, {}]", column.heading, column.write(low), column.write(high)))
        })
        .collect();
    let of = if benchmarks(runs).len() > 1 { format!(", {}", dataset(&run.told.benchmark)) } else { String::new() };
    (!said.is_empty()).then(|| format!("{}{of}, 95 % over tasks: {}", run.name, said.join(", ")))
}

/// Notes with their marks, then those without: full sentences all.
pub(super) fn notes(sheet: &Sheet) -> Vec<(Option<String>, String)> {
    let sentence = |text: &String| format!("{}.", text.trim_end_matches('.'));
    let marked = sheet.marked.iter().enumerate().map(|(at, note)| (Some(mark(at)), sentence(note)));
    marked.chain(sheet.notes.iter().chain(&sheet.intervals).map(|note| (None, sentence(note)))).collect()
}
