//! Sections of made-up runs.

use std::collections::BTreeMap;

use polars::prelude::{Column, DataFrame, ParquetReader, SerReader, df};
use serde_json::json;
use trommel_bench::Verdict;

use super::made_up::{MadeUp, verdict, write_parquet};
use super::tasks::{kind, strip_rows};
use super::{ScoredRun, sections};
use crate::{Block, ReportError, Section, Table};

fn metric(value: f64) -> serde_json::Value {
    json!({ "value": value, "low": value * 0.9, "high": value * 1.1, "signature": "tok:13a", "pairs": 4, "of": 4 })
}

/// Six tasks of three completions, with a metric that follows passing but for one task.
fn rich(name: &str) -> MadeUp {
    let mut run = MadeUp::new(name, &["PPP", "PPW", "PWE", "WWW", "NTE", "PPX"]);
    run.ks = vec![1, 3];
    run.metrics = json!({ "bleu": metric(40.0), "rouge_l": metric(0.5) });
    let of = |row: &(String, u32, Verdict)| if row.2.passed() { 60.0 + f64::from(row.1) } else { 20.0 + f64::from(row.1) };
    let mut bleu: Vec<Option<f64>> = run.rows.iter().map(|row| Some(of(row))).collect();
    bleu[4] = None;
    run.columns = vec![("bleu", bleu)];
    run
}

fn section<'a>(sections: &'a [Section], id: &str) -> &'a Section {
    let ids: Vec<&str> = sections.iter().map(|section| section.id.as_str()).collect();
    sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no section {id} among {ids:?}"))
}

/// All tables, those of figures and those behind lines included.
fn tables(blocks: &[Block]) -> Vec<&Table> {
    let of = |block| match block {
        Block::Table(table) => vec![table],
        Block::Figure(figure) => vec![&figure.data],
        Block::Details(_, blocks) => tables(blocks),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(of).collect()
}

fn texts(blocks: &[Block]) -> String {
    let of = |block: &Block| match block {
        Block::Text(text) | Block::Warning(text) | Block::Code(text) => text.clone(),
        Block::Details(title, blocks) => format!("{title}\n{}", texts(blocks)),
        Block::Table(_) | Block::Figure(_) => String::new(),
    };
    blocks.iter().map(of).collect::<Vec<_>>().join("\n")
}

fn warnings(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().filter_map(|block| if let Block::Warning(text) = block { Some(text.as_str()) } else { None }).collect()
}

fn cells(table: &Table, row: &str) -> Vec<String> {
    let found = table.rows.iter().find(|cells| cells[0].text == row);
    let found = found.unwrap_or_else(|| panic!("no row {row} in {:?}", table.rows));
    found[1..].iter().map(|cell| cell.text.clone()).collect()
}

fn size(sections: &[Section]) -> usize {
    format!("{sections:?}").len()
}

/// Rows as long as their headings, anchors once, nothing empty: what every renderer relies on.
fn well_formed(sections: &[Section]) {
    let mut ids: Vec<&str> = sections.iter().map(|section| section.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), sections.len());
    for section in sections {
        assert!(!section.blocks.is_empty(), "{} is empty", section.id);
        for table in tables(&section.blocks) {
            assert!(!table.caption.is_empty() && !table.rows.is_empty(), "{}: {table:?}", section.id);
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}: {table:?}", section.id);
        }
    }
}

#[test]
fn one_run_has_every_section() {
    let found = sections(&[rich("a").read()]).unwrap();
    well_formed(&found);
    let ids: Vec<&str> = found.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["score", "endings", "tasks", "cost", "trust", "metrics", "trade-off", "signature"]);
    let score = tables(&section(&found, "score").blocks);
    assert_eq!(score[0].rows.len(), 2);
    // 8 of 18 completions pass; the mean of 1, 2/3, 1/3, 0, 0, 2/3 is 4/9.
    assert_eq!(score[0].rows[0][2].text, "0.444");
    let rates = score.last().unwrap();
    assert_eq!(cells(rates, "RSR")[..3], ["0.722", "13", "18"]);
    assert_eq!(cells(rates, "FPR-all")[..3], ["0.444", "8", "18"]);
    assert_eq!(cells(rates, "FPR")[..3], ["0.583", "21", "36"]);
}

#[test]
fn endings_are_as_many_as_rows() {
    let run = rich("a").read();
    let endings = run.verdicts.endings().unwrap();
    assert_eq!(endings.values().sum::<u64>(), 18);
    let found = sections(&[run]).unwrap();
    let table = tables(&section(&found, "endings").blocks)[0];
    let shown: BTreeMap<String, u64> =
        table.rows.iter().map(|row| (row[0].text.clone(), row[1].text.parse().unwrap())).collect();
    assert_eq!(shown, endings);
    assert_eq!(table.rows[0][0].text, "PASSED");
}

/// For runs of many shapes: as many cells as rows, of each kind as many as there are verdicts of it.
#[test]
fn the_strip_has_every_completion_once() {
    let letters: Vec<char> = "PWAENTXIS".chars().collect();
    for (tasks, each) in [(1, 1), (1, 500), (7, 3), (164, 1), (164, 2), (164, 10), (974, 1), (5000, 2), (1000, 61)] {
        let mut run = MadeUp::new("a", &[]);
        let letter = |task: usize, at: usize| letters[(task * 7 + at * at) % letters.len()];
        run.rows = (0..tasks)
            .flat_map(|task| (0..each).map(move |at| (format!("t/{task}"), at as u32, verdict(letter(task, at)))))
            .collect();
        run.rows[0].2 = Verdict::Passed;
        let run = run.read();
        let rows = strip_rows(&run.verdicts.rows);
        assert!(rows.len() <= 400, "{tasks} × {each}: {} rows", rows.len());
        let mut shown = [0; 7];
        rows.iter().flat_map(|row| &row.cells).for_each(|cell| shown[*cell] += 1);
        let mut wanted = [0; 7];
        run.verdicts.rows.iter().for_each(|row| wanted[kind(&row.judged.verdict)] += 1);
        assert_eq!(shown, wanted, "{tasks} × {each}");
        assert_eq!(shown.iter().sum::<i32>(), tasks * each);
    }
}

/// The drawing too: the widths of its runs of cells are those of the cells.
#[test]
fn the_drawn_strip_is_as_wide_as_its_cells() {
    let run = rich("a").read();
    let found = sections(&[run]).unwrap();
    let figure = section(&found, "tasks").blocks.iter().find_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let figure = figure.unwrap();
    let cells: u64 = figure.data.rows.iter().flat_map(|row| &row[1..]).map(|cell| cell.text.parse::<u64>().unwrap()).sum();
    assert_eq!(cells, 18);
    assert_eq!(figure.svg.matches("<text").count() - 7, 6, "a label a task beside seven keys: {}", figure.svg);
}

#[test]
fn ten_thousand_completions_stay_small() {
    let letters: Vec<char> = "PPWPEPWTNX".chars().collect();
    for (tasks, each) in [(164, 61), (10_000, 1), (1000, 10)] {
        let mut run = MadeUp::new("a", &[]);
        let letter = |task: usize, at: usize| letters[(task * 31 + at * at * 7) % letters.len()];
        run.rows = (0..tasks)
            .flat_map(|task| (0..each).map(move |at| (format!("t/{task}"), at as u32, verdict(letter(task, at)))))
            .collect();
        let values = (0..run.rows.len()).map(|at| Some((at * 7919 % 1000) as f64 / 10.0)).collect();
        run.columns = vec![("bleu", values)];
        run.metrics = json!({ "bleu": metric(40.0) });
        let found = sections(&[run.read()]).unwrap();
        well_formed(&found);
        let bytes = size(&found);
        println!("{tasks} tasks of {each}: {bytes} bytes");
        assert!(bytes < 1_500_000, "{tasks} tasks of {each}: {bytes} bytes");
    }
}

#[test]
fn what_does_not_count_is_shown_and_said() {
    let run = MadeUp::new("a", &["PI", "WS", "PP"]).read();
    let found = sections(&[run]).unwrap();
    let score = section(&found, "score");
    assert!(warnings(&score.blocks)[0].contains("1 of 6 completions are undecided"), "{:?}", warnings(&score.blocks));
    assert!(texts(&score.blocks).contains("1 completions are of tasks that cannot run here"));
    let endings = tables(&section(&found, "endings").blocks)[0];
    assert_eq!((cells(endings, "INFRA"), cells(endings, "SKIPPED_UNSUPPORTED")), (vec!["1".into()], vec!["1".into()]));
    let tasks = &section(&found, "tasks").lead;
    assert!(tasks.contains("Of 3 tasks, 2 (66.7 %) are solved by every completion and 1 (33.3 %) by none"), "{tasks}");
}

#[test]
fn one_task_is_enough() {
    for letters in ["P", "W", "PW"] {
        let found = sections(&[MadeUp::new("a", &[letters]).read()]).unwrap();
        well_formed(&found);
        let trade_off = section(&found, "trade-off");
        assert!(texts(&trade_off.blocks).contains("no column of a metric"), "{trade_off:?}");
    }
}

#[test]
fn a_metric_that_follows_passing_correlates_with_it() {
    let found = sections(&[rich("a").read()]).unwrap();
    let trade_off = tables(&section(&found, "trade-off").blocks);
    let bleu = cells(trade_off[0], "bleu");
    assert_eq!(bleu[0], "6");
    assert!(bleu[1].starts_with("0.9"), "{bleu:?}");
    // Within tasks every passing completion is above every failing one: three tasks have both, with values.
    assert_eq!(bleu[3], "1.000");
    assert_eq!(trade_off[1].rows.len(), 5, "fifths: {:?}", trade_off[1].rows);
    let metrics = tables(&section(&found, "metrics").blocks);
    assert_eq!(cells(metrics[0], "bleu")[..2], ["40", "[36, 44]"]);
}

#[test]
fn two_runs_are_compared() {
    let first = MadeUp::new("weak", &["W", "W", "P", "W", "W", "W", "P", "E"]).read();
    let second = MadeUp::new("strong", &["P", "P", "W", "P", "P", "P", "P", "E"]).read();
    let found = sections(&[first, second]).unwrap();
    well_formed(&found);
    let ids: Vec<&str> = found.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["side-by-side", "differences", "flips", "endings", "run-1", "run-2"]);
    assert_eq!(warnings(&section(&found, "side-by-side").blocks), Vec::<&str>::new());
    let differences = cells(tables(&section(&found, "differences").blocks)[0], "weak → strong");
    assert_eq!(differences[..3], ["8", "0.250", "0.750"]);
    assert!(differences[3].starts_with("+0.500 ["), "{differences:?}");
    assert_eq!(differences[5..7], ["1", "5"]);
    // Twice the chance of at most one of six fair throws: 2 × 7/64.
    assert_eq!(differences[7], "0.2188");
    let flips = texts(&section(&found, "flips").blocks);
    assert!(flips.contains("The runs differ on 6 of 8 tasks in common"), "{flips}");
    assert!(flips.contains("Solved by weak alone: 1 tasks. HumanEval/2"), "{flips}");
    assert!(
        flips.contains("Solved by strong alone: 5 tasks. HumanEval/0, HumanEval/1, HumanEval/3, HumanEval/4, HumanEval/5"),
        "{flips}"
    );
    assert!(flips.contains("weak → strong: 6 flips"), "{flips}");
}

#[test]
fn six_runs_stand_side_by_side_and_seven_do_not() {
    let run = |at: usize| {
        let letters: String = (0..8).map(|task| if (task * at) % 3 == 0 { 'P' } else { 'W' }).collect();
        let tasks: Vec<String> = letters.chars().map(String::from).collect();
        let tasks: Vec<&str> = tasks.iter().map(String::as_str).collect();
        MadeUp::new("same name", &tasks).read()
    };
    let runs: Vec<ScoredRun> = (0..7).map(run).collect();
    for number in 2..=6 {
        let found = sections(&runs[..number]).unwrap();
        well_formed(&found);
        let differences = tables(&section(&found, "differences").blocks);
        assert_eq!(differences[0].rows.len(), number * (number - 1) / 2);
        assert_eq!(differences[0].rows[0][0].text, "same name (1) → same name (2)");
    }
    let error = sections(&runs).unwrap_err();
    assert_eq!(error.to_string(), "7 scored runs, expected 1 to 6");
    assert!(matches!(sections(&[]), Err(ReportError::Runs { found: 0, .. })));
}

#[test]
fn runs_with_other_signatures_are_warned_of() {
    let first = MadeUp::new("a", &["P", "W"]);
    let mut second = MadeUp::new("b", &["P", "P"]);
    second.signature = first.signature.replace("judge:1", "judge:2");
    let found = sections(&[first.read(), second.read()]).unwrap();
    let said = warnings(&section(&found, "side-by-side").blocks).join("\n");
    assert!(said.contains("The signatures differ") && said.contains("judge: 1 (a); 2 (b)."), "{said}");
    assert!(!said.contains("bench:"), "{said}");
}

#[test]
fn runs_of_other_benchmarks_are_warned_of_and_not_compared() {
    let first = MadeUp::new("a", &["P", "W"]);
    let mut second = MadeUp::new("b", &["P", "P"]);
    second.benchmark = "mbpp".into();
    second.signature = "bench:mbpp@0123456789ab|n:1|est:unbiased|judge:1".into();
    second.rows.iter_mut().for_each(|row| row.0 = row.0.replace("HumanEval", "Mbpp"));
    let found = sections(&[first.read(), second.read()]).unwrap();
    well_formed(&found);
    let said = warnings(&section(&found, "side-by-side").blocks).join("\n");
    assert!(said.contains("bench: humaneval@0123456789ab (a); mbpp@0123456789ab (b)"), "{said}");
    let said = warnings(&section(&found, "differences").blocks).join("\n");
    assert_eq!(said, "No task in common, and so not compared: a and b.");
    assert!(texts(&section(&found, "flips").blocks).contains("No task is in all runs"));
}

#[test]
fn metrics_of_several_runs_stand_beside_their_passing() {
    let mut second = rich("b");
    second.metrics = json!({ "bleu": metric(20.0) });
    second.metrics["bleu"]["signature"] = json!("tok:intl");
    second.rows[5].2 = Verdict::Passed;
    let found = sections(&[rich("a").read(), second.read()]).unwrap();
    let metrics = section(&found, "metrics");
    let table = tables(&metrics.blocks)[0];
    assert_eq!(cells(table, "bleu"), ["40 [36, 44]", "20 [18, 22]"]);
    assert_eq!(cells(table, "rouge_l"), ["0.5 [0.45, 0.55]", "—"]);
    assert_eq!(warnings(&metrics.blocks), ["The values of bleu are not comparable: tok:13a and tok:intl."]);
    assert!(texts(&metrics.blocks).contains("bleu orders 0 of 1 pairs of runs alike"), "{}", texts(&metrics.blocks));
}

fn refused(change: impl FnOnce(&std::path::Path)) -> String {
    let folder = tempfile::tempdir().unwrap();
    MadeUp::new("a", &["P", "W"]).write(folder.path());
    change(folder.path());
    let error = ScoredRun::read(folder.path()).unwrap_err().to_string();
    error.replace(&folder.path().display().to_string(), "RUN")
}

#[test]
fn folders_that_are_no_scored_runs_are_refused() {
    let removed = |folder: &std::path::Path| std::fs::remove_file(folder.join("summary.json")).unwrap();
    let error = refused(removed);
    assert!(error.starts_with("RUN: found a folder without summary.json, expected a scored run\nhint: "), "{error}");
    let error = refused(|folder| {
        removed(folder);
        std::fs::write(folder.join("log.jsonl"), "").unwrap();
    });
    assert!(error.contains("the log of a scoring that did not end") && error.contains("goes on"), "{error}");
    let error = refused(|folder| std::fs::write(folder.join("summary.json"), "{\n\"benchmark\": 3}").unwrap());
    assert!(error.starts_with("RUN/summary.json:2: found invalid type: integer `3`"), "{error}");
    let error = refused(|folder| std::fs::write(folder.join("summary.json"), "{}").unwrap());
    assert!(error.contains("missing field `benchmark`"), "{error}");
    let error = refused(|folder| std::fs::remove_file(folder.join("verdicts.parquet")).unwrap());
    assert!(error.starts_with("cannot read RUN/verdicts.parquet"), "{error}");
    let error = refused(|folder| std::fs::write(folder.join("cheats.jsonl"), "{}\n").unwrap());
    assert!(error.starts_with("RUN/cheats.jsonl:1: found missing field `task_id`"), "{error}");
    let nowhere = ScoredRun::read(std::path::Path::new("no-such-folder")).unwrap_err().to_string();
    assert!(nowhere.starts_with("cannot read no-such-folder"), "{nowhere}");
}

#[test]
fn torn_and_foreign_tables_are_refused() {
    let torn = |cut: fn(&[u8]) -> Vec<u8>| {
        refused(|folder| {
            let path = folder.join("verdicts.parquet");
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(&path, cut(&bytes)).unwrap();
        })
    };
    let cuts: [fn(&[u8]) -> Vec<u8>; 4] =
        [|bytes| bytes[..bytes.len() / 2].to_vec(), |bytes| bytes[..4].to_vec(), |_| Vec::new(), |bytes| {
            bytes.iter().map(|byte| byte ^ 0x5a).collect()
        }];
    for cut in cuts {
        let error = torn(cut);
        assert!(error.starts_with("RUN/verdicts.parquet: found ") && error.contains("a whole Parquet file"), "{error}");
    }
    let replaced = |frame: DataFrame| refused(|folder| write_parquet(&folder.join("verdicts.parquet"), frame));
    let error = replaced(df!("id" => [1i64, 2]).unwrap());
    assert!(error.contains("found no column `task_id`, expected the verdicts of `trommel score`"), "{error}");
    let frame = |task: [&str; 2], verdict: &str, ordinal: [i64; 2]| {
        df!(
            "task_id" => task, "ordinal" => ordinal, "verdict" => [verdict, "WRONG_ANSWER"],
            "detail" => [None::<&str>, None], "passed" => [true, false], "ran" => [true, true],
            "tests_unprotected" => [0i64, 0], "fuel" => [5i64, 5]
        )
        .unwrap()
    };
    let error = replaced(frame(["a", "b"], "WON", [0, 0]));
    assert!(error.contains("found row 1: the verdict `WON`"), "{error}");
    let error = replaced(frame(["a", "a"], "PASSED", [0, 0]));
    assert!(error.contains("found completion 0 of a twice"), "{error}");
    let error = replaced(frame(["a", "b"], "PASSED", [-1, 0]));
    assert!(error.contains("row 1: ordinal -1"), "{error}");
    let mut typed = frame(["a", "b"], "PASSED", [0, 0]);
    typed.replace("fuel", Column::new("fuel".into(), ["5", "6"])).unwrap();
    let error = replaced(typed);
    assert!(error.contains("column `fuel` of type str, not i64"), "{error}");
}

#[test]
fn files_of_two_runs_are_refused() {
    let other = tempfile::tempdir().unwrap();
    MadeUp::new("b", &["P", "P", "E"]).write(other.path());
    let error = refused(|folder| {
        std::fs::copy(other.path().join("verdicts.parquet"), folder.join("verdicts.parquet")).unwrap();
    });
    assert!(error.contains("found 3 rows (PASSED 2, RUNTIME_ERROR 1)"), "{error}");
    assert!(error.contains("expected the 2 rows of summary.json (PASSED 1, WRONG_ANSWER 1)"), "{error}");
    let empty = refused(|folder| {
        let path = folder.join("verdicts.parquet");
        let whole = ParquetReader::new(std::fs::File::open(&path).unwrap()).finish().unwrap();
        write_parquet(&path, whole.head(Some(0)));
    });
    assert!(empty.contains("0 rows of which none counts"), "{empty}");
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let run = rich("a");
    let mut turned = rich("a");
    turned.rows.reverse();
    turned.columns[0].1.reverse();
    let shown = |run: &MadeUp| {
        let mut found = sections(&[run.read()]).unwrap();
        // Fuel is made up by place.
        found.retain(|section| section.id != "cost");
        found
    };
    assert_eq!(shown(&run), shown(&turned));
}

/// A run is named by its folder.
#[test]
fn names_come_from_folders() {
    let folder = tempfile::tempdir().unwrap();
    for (name, wanted) in [("gpt4.scored", "gpt4"), ("plain", "plain"), (".scored", ".scored")] {
        let path = folder.path().join(name);
        std::fs::create_dir(&path).unwrap();
        MadeUp::new("a", &["P"]).write(&path);
        assert_eq!(ScoredRun::read(&path).unwrap().name, wanted);
    }
}
