//! Sections of made-up runs.

use std::collections::BTreeMap;

use serde_json::json;
use trommel_bench::Verdict;

use super::made_up::{MadeUp, verdict};
use super::tasks::{kind, strip_rows};
use super::{ScoredRun, sections};
use crate::{Block, Section, Table};

mod beside;
mod refused;

fn metric(value: f64) -> serde_json::Value {
    json!({ "value": value, "low": value * 0.9, "high": value * 1.1, "signature": "tok:13a", "pairs": 4, "of": 4 })
}

/// Six tasks of three completions, with a metric that follows passing but for one task.
fn rich(name: &str) -> MadeUp {
    let mut run = MadeUp::new(name, &["PPP", "PPW", "PWE", "WWW", "NTE", "PPX"]);
    run.ks = vec![1, 3];
    run.metrics = json!({ "bleu": metric(40.0), "rouge_l": metric(0.5) });
    let of =
        |row: &(String, u32, Verdict)| if row.2.passed() { 60.0 + f64::from(row.1) } else { 20.0 + f64::from(row.1) };
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
    fn of(block: &Block) -> Vec<&Table> {
        match block {
            Block::Table(table) => vec![table],
            Block::Figure(figure) => vec![&figure.data],
            Block::Details(_, blocks) => tables(blocks),
            _ => Vec::new(),
        }
    }
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
    blocks
        .iter()
        .filter_map(|block| if let Block::Warning(text) = block { Some(text.as_str()) } else { None })
        .collect()
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
        let mut shown = [0usize; 7];
        rows.iter().flat_map(|row| &row.cells).for_each(|cell| shown[*cell] += 1);
        let mut wanted = [0usize; 7];
        run.verdicts.rows.iter().for_each(|row| wanted[kind(&row.judged.verdict)] += 1);
        assert_eq!(shown, wanted, "{tasks} × {each}");
        assert_eq!(shown.iter().sum::<usize>(), tasks * each);
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
    let cells: u64 =
        figure.data.rows.iter().flat_map(|row| &row[1..]).map(|cell| cell.text.parse::<u64>().unwrap()).sum();
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
    assert_eq!(bleu[4], "6");
    // Means 61, 41, 34.3, 21, 21, 47.7 beside shares 1, 1/2, 1/3, 0, 0, 2/3: the same order.
    // Seven completions with a value pass: few, and so it has their number and no interval.
    assert_eq!((bleu[0].as_str(), bleu[3].as_str()), ("1.000\n(7 pass)", "5"));
    // Within tasks every passing completion is above every failing one: three tasks have both, with values.
    assert_eq!(bleu[2], "1.000");
    assert_eq!(trade_off[1].rows.len(), 5, "fifths: {:?}", trade_off[1].rows);
    let metrics = tables(&section(&found, "metrics").blocks);
    assert_eq!(cells(metrics[0], "bleu")[..3], ["40.00", "[36.00, 44.00]", "0 to 100"]);
    assert_eq!(cells(metrics[0], "rouge-l")[..3], ["0.5000", "[0.4500, 0.5500]", "0 to 1"]);
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

/// Whether programs were executed the summary says; the log of their times may not have been kept.
#[test]
fn times_that_were_not_kept_are_not_programs_that_did_not_run() {
    let folder = tempfile::tempdir().unwrap();
    MadeUp::new("a", &["P", "W"]).write(folder.path());
    let cost = || {
        let found = sections(&[ScoredRun::read(folder.path()).unwrap()]).unwrap();
        texts(&section(&found, "cost").blocks)
    };
    let said = cost();
    assert!(said.contains("2 programs were executed in this run; their wall times were not kept"), "{said}");
    let path = folder.path().join("summary.json");
    let summary = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, summary.replace("\"executed\":2", "\"executed\":0")).unwrap();
    let said = cost();
    assert!(said.contains("No program was executed in this run, all verdicts being known before"), "{said}");
}

/// One completion a task passes or does not: bars of fifths, of passing and of running, where points would lie on two lines.
#[test]
fn one_completion_a_task_is_drawn_in_fifths() {
    let letters: Vec<&str> = (0..50).map(|at| if at % 5 < 2 { "P" } else { ["W", "E"][at % 2] }).collect();
    let mut run = MadeUp::new("a", &letters);
    let values = |scale: f64| (0..50).map(|at| Some(f64::from(at) * scale)).collect::<Vec<_>>();
    // Six metrics, one of them of a single value.
    run.columns = ["bleu", "rouge_l", "codebleu", "ast_sim", "sem_sim"].map(|name| (name, values(0.01))).to_vec();
    run.columns.push(("em", vec![Some(0.0); 50]));
    let found = sections(&[run.read()]).unwrap();
    well_formed(&found);
    let trade_off = section(&found, "trade-off");
    let figures: Vec<&crate::Figure> = trade_off
        .blocks
        .iter()
        .filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None })
        .collect();
    assert_eq!(figures.len(), 5, "all that vary are drawn");
    assert!(figures[2].caption.contains("rouge-l"), "{}", figures[2].caption);
    assert!(texts(&trade_off.blocks).contains("Not drawn, having one value in all tasks: em."));
    for figure in &figures {
        assert!(!figure.svg.contains("<circle"), "{}", figure.caption);
        assert!(figure.svg.contains("pass</text>") && figure.svg.contains("run to their end</text>"), "{}", figure.svg);
        assert_eq!(figure.data.rows.len(), 5);
        assert_eq!(figure.data.rows[0][3].text, "40.0 %");
    }
    let table = tables(&trade_off.blocks)[0];
    assert!(cells(table, "bleu")[0].contains('['), "20 pass and 30 do not: enough for an interval");
    assert_eq!(cells(table, "em")[..2], ["—", "—"]);
}

/// Points of several completions a task lie whole inside their axes.
#[test]
fn points_are_not_cut_by_the_axis() {
    let found = sections(&[rich("a").read()]).unwrap();
    let figure = section(&found, "trade-off").blocks.iter().find_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let svg = &figure.unwrap().svg;
    let height: f64 = svg.split("viewBox=\"0 0 880 ").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    let number = |part: &str, name: &str| -> f64 {
        part.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let points: Vec<(f64, f64)> =
        svg.split("<circle ").skip(1).map(|part| (number(part, "cy"), number(part, "r"))).collect();
    assert_eq!(points.len(), 12, "two for each task");
    // The plot ends 46 units, of two fine ones each, above the drawing's ground.
    assert!(points.iter().all(|(y, r)| y + r < height - 92.0), "{points:?} in {height}");
}

/// Four failures of 120 make a ρ of which nothing follows; it says so, and has no interval.
#[test]
fn few_failures_have_their_number_beside_rho() {
    let letters: Vec<&str> = (0..120).map(|at| if at < 4 { "E" } else { "P" }).collect();
    let mut run = MadeUp::new("a", &letters);
    run.columns = vec![("bleu", (0..120).map(|at| Some(f64::from(at))).collect())];
    let found = sections(&[run.read()]).unwrap();
    let trade_off = section(&found, "trade-off");
    let bleu = cells(tables(&trade_off.blocks)[0], "bleu");
    assert!(bleu[0].ends_with("\n(4 do not pass)") && bleu[1].ends_with("\n(4 do not run)"), "{bleu:?}");
    assert!(warnings(&trade_off.blocks)[0].contains("fewer than 10 completions"), "{:?}", trade_off.blocks);
    let caption = tables(&trade_off.blocks)[1].caption.clone();
    assert!(caption.contains("bleu (0 to 100)"), "{caption}");
}
