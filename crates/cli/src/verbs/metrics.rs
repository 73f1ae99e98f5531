//! `trommel metrics`: predictions beside references, as texts.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};
use trommel_lang::Language;
use trommel_pipeline::{Event, Events};
use trommel_score::metrics::{self, DEFAULT, DEFAULT_IN_LANGUAGE, Named};
use trommel_score::{Flag, Measured, Pair};

use crate::args::{Arguments, MetricsArguments, MetricsVerb};
use crate::judging::{pairs, table};
use crate::progress::Progress;
use crate::verbs::{print, print_json, readability};
use crate::{DONE, WITH_FAILURES, show};

/// Exit 1 where a pair does not count for a metric that was asked for.
pub fn metrics(arguments: &Arguments, asked: &MetricsArguments) -> Result<u8> {
    let Some(file) = &asked.pairs else {
        let Some(MetricsVerb::TrainCrs(asked)) = &asked.verb else { bail!("no file of pairs") };
        return readability::train_crs(arguments, asked);
    };
    // What can be wrong with the question is said before anything is read.
    let mut named = metrics::metrics(asked.metrics.iter().map(String::as_str))?;
    let language = asked.language.as_deref().map(str::parse::<Language>).transpose()?;
    let placed = pairs::read(file, language)?;
    if named.is_empty() {
        let known = placed.iter().all(|placed| placed.pair.language.is_some());
        named = metrics::metrics(if known { DEFAULT_IN_LANGUAGE } else { DEFAULT }.iter().copied())?;
        if let Some(other) = placed.iter().find(|placed| placed.pair.language.is_none() && !known) {
            let why = format!("{}:{}: no language that there is a grammar for", file.display(), other.line);
            Progress::new()
                .on(Event::Note(&format!("{why}, so that metrics of programs are left out; `--lang` names one")));
        }
    }
    if let Some(path) = &asked.per_pair {
        let rows: Vec<Value> = placed.iter().map(|placed| row(&named, placed)).collect();
        table::write_lines(path, &rows)?;
    }
    let all: Vec<Pair> = placed.into_iter().map(|placed| placed.pair).collect();
    let measured: Vec<(&str, Measured)> =
        named.iter().map(|metric| (metric.name.as_str(), metric.measure(&all, asked.resamples, asked.seed))).collect();
    // Of one task there is no interval.
    let tasks: BTreeSet<Option<&str>> = all.iter().map(|pair| pair.task.as_deref()).collect();
    let spread = asked.resamples > 0 && (tasks.len() > 1 || (tasks.contains(&None) && all.len() > 1));
    if arguments.json {
        let by_name: Map<String, Value> =
            measured.iter().map(|(name, measured)| ((*name).to_owned(), object(measured, spread))).collect();
        print_json(&by_name)?;
    } else {
        print(screen(&measured, spread).trim_end());
    }
    let left_out = measured.iter().any(|(_, measured)| measured.pairs < measured.of);
    Ok(if left_out { WITH_FAILURES } else { DONE })
}

/// The values of one pair: of BLEU the sentence's; null where the pair does not count.
fn row(metrics: &[Named], placed: &pairs::Placed) -> Value {
    let mut row = json!({ "line": placed.line });
    if let Some(task) = &placed.pair.task {
        row["task_id"] = json!(task);
    }
    for metric in metrics {
        let (value, tally) = metric.of_pair(&placed.pair);
        row[&metric.name] = json!(value);
        if !tally.flags.is_empty() {
            row["flags"][&metric.name] = json!(tally.flags);
        }
    }
    row
}

/// Null is what was not measured: a value of no pair, an interval of one task.
fn object(measured: &Measured, spread: bool) -> Value {
    let mut object = json!(measured);
    let unknown: &[&str] = match (measured.pairs, spread) {
        (0, _) => &["value", "low", "high"],
        (_, false) => &["low", "high"],
        _ => &[],
    };
    unknown.iter().for_each(|field| object[*field] = Value::Null);
    object
}

fn screen(measured: &[(&str, Measured)], spread: bool) -> String {
    let row = |(name, measured): &(&str, Measured)| {
        let interval = measured.interval;
        let known = |is: bool, text: String| if is { text } else { "–".to_owned() };
        let counting = match measured.pairs == measured.of {
            true => show::count(measured.of as u64),
            false => format!("{} of {}", show::count(measured.pairs as u64), show::count(measured.of as u64)),
        };
        vec![
            (*name).to_owned(),
            known(measured.pairs > 0, format!("{:.4}", measured.value)),
            known(measured.pairs > 0 && spread, format!("[{:.4}, {:.4}]", interval.low, interval.high)),
            counting,
            flags(measured),
            measured.signature.clone(),
        ]
    };
    let rows: Vec<Vec<String>> = measured.iter().map(row).collect();
    show::table(&["metric", "value", "95 %", "pairs", "flags", "signature"], &rows, &[1, 2, 3])
}

/// `empty_prediction 3, no_grammar 1`
fn flags(measured: &Measured) -> String {
    let name = |flag: &Flag| json!(flag).as_str().unwrap_or_default().to_owned();
    let all: Vec<String> = measured.flags.iter().map(|(flag, count)| format!("{} {count}", name(flag))).collect();
    if all.is_empty() { "–".to_owned() } else { all.join(", ") }
}
