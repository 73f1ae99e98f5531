//! The page on paper: nothing folded away, nothing beyond the edge.

use serde_json::json;
use trommel_report::{Block, Report, Section, Table, html};

use crate::pipe::{self, Chromium};

/// Of A4 between margins of a centimetre, in the units of CSS.
const SHEET: u32 = 718;

/// What is folded and seen, and what lies beyond the edge.
const SCRIPT: &str = "(() => {
  const folded = [...document.querySelectorAll('details:not([open])')];
  const inside = folded.map((details) => details.querySelector('table'));
  return {
    folded: folded.length,
    seen: inside.filter((table) => table.checkVisibility() && table.getBoundingClientRect().height > 20).length,
    beyond: [...document.querySelectorAll('table')].map((table) => table.getBoundingClientRect().right)
      .filter((right) => right > document.documentElement.clientWidth).length,
  };
})()";

/// Six runs with intervals, names that have no place to break, and a column of sentences.
fn wide() -> Table {
    let names: Vec<String> = (0..6).map(|at| format!("deepseek_coder_67b_instruct_{at}#")).collect();
    let mut columns: Vec<&str> = vec!["metric", "scale#"];
    columns.extend(names.iter().map(String::as_str));
    columns.push("what it is");
    let mut table = Table::new("Metrics of six runs", &columns);
    for metric in ["ast-sim", "codebleu:strict"] {
        let mut row = vec![metric.to_owned(), "0 to 1".into()];
        row.extend(std::iter::repeat_n("0.8038\n[0.7917, 0.8150]".to_owned(), 6));
        row.push("how alike are two programs in their syntax trees and in what depends on what".into());
        table.row(row);
    }
    table
}

#[test]
fn paper_shows_what_is_folded_and_all_of_a_table() {
    let Some(program) = pipe::find("paper_shows_what_is_folded_and_all_of_a_table") else { return };
    let inner = Block::Details("Within".into(), vec![Block::Table(wide())]);
    let report = Report {
        title: "Six runs".into(),
        sections: vec![Section {
            id: "metrics".into(),
            title: "Metrics".into(),
            lead: String::new(),
            blocks: vec![Block::Table(wide()), Block::Details("More".into(), vec![Block::Table(wide()), inner])],
        }],
        ..Report::default()
    };
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let file = scratch.path().join("report.html");
    std::fs::write(&file, html(&report).expect("a page")).expect("a file");
    // Nothing is fetched, so nobody needs to answer.
    let mut browser = Chromium::start(&program, &scratch.path().join("profile"), "127.0.0.1:9");
    let url = format!("file://{}", file.display());
    browser.look(SHEET, "light");
    browser.open(&url);
    let screen = browser.value(SCRIPT);
    assert_eq!((&screen["folded"], &screen["seen"]), (&json!(2), &json!(0)), "on the screen it is folded: {screen}");
    assert!(screen["beyond"].as_u64() > Some(0), "the table is too wide for a screen of this width: {screen}");
    browser.paper(SHEET);
    browser.open(&url);
    assert_eq!(browser.value(SCRIPT), json!({ "folded": 2, "seen": 2, "beyond": 0 }));
}
