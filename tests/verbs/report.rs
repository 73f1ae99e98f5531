//! `report`.

use serde_json::json;

use super::planted;
use crate::fixture::Fixture;

#[test]
fn a_run_as_html_and_markdown() {
    let scratch = planted("report");
    let said = scratch.trommel(&["report", "latest", "--out", "out", "--json"]).ends(0).json();
    assert_eq!(said["files"], json!(["out/report.html", "out/report.md"]), "{said}");
    let sections: Vec<&str> =
        said["sections"].as_array().expect("sections").iter().filter_map(|section| section["id"].as_str()).collect();
    for wanted in ["flow", "languages", "licences", "near-duplicates", "lineage", "run-signatures"] {
        assert!(sections.contains(&wanted), "{wanted} is not among {sections:?}");
    }
    let left = said["left_out"].as_array().expect("a list").len();
    assert!(left > 0, "nothing was trained, so something is left out: {said}");

    // What the fixture planted is what the report counts, from the tables.
    let fixture = Fixture::new(12);
    let markdown = std::fs::read_to_string(scratch.path("out/report.md")).expect("Markdown");
    let kept = fixture.documents - fixture.refused - fixture.exact - fixture.near;
    for (stage, dropped) in [("keep-if", fixture.refused), ("exact-dup", fixture.exact), ("near-dup", fixture.near)] {
        let row = markdown.lines().filter(|line| line.starts_with(&format!("| {stage} | "))).nth(1);
        let row = row.unwrap_or_else(|| panic!("no row of {stage} in\n{markdown}"));
        assert!(row.contains(&format!("| {dropped} |")), "{stage} drops {dropped}: {row}");
    }
    assert!(markdown.contains(&format!("rows published: **{kept}**")), "{markdown}");
    assert!(!markdown.contains("**Note:**"), "the tables say what the stages say:\n{markdown}");
    let html = std::fs::read_to_string(scratch.path("out/report.html")).expect("HTML");
    assert!(html.starts_with("<!DOCTYPE html>") && !html.contains("<script"), "one file without scripts");

    // The same run gives the same bytes.
    scratch.trommel(&["report", "1", "--out", "again"]).ends(0);
    for file in ["report.html", "report.md"] {
        let read = |folder: &str| std::fs::read(scratch.path(folder).join(file)).expect("a file");
        assert_eq!(read("out"), read("again"), "{file}");
    }
}

#[test]
fn what_cannot_be_reported_on_says_so() {
    let scratch = planted("report-wrong");
    scratch.trommel(&["report", "nowhere"]).ends(2).tells(&["`nowhere`", "no such folder", "trommel ls"]);
    scratch.trommel(&["report", "7"]).ends(2).tells(&["no run `7`"]);
    scratch
        .trommel(&["report", "1", "--table", "mftcoder"])
        .ends(2)
        .tells(&["a row for each scored run", "trommel score"]);
    scratch.trommel(&["report", "1", "--format", "csv", "--out", "out"]).ends(2).tells(&["html and md"]);
    assert!(!scratch.path("out").exists(), "nothing is written by half");
}
