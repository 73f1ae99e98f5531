//! The page is well formed, has one of each landmark, and escapes what it is given.

use super::*;
use crate::chart::{Axis, Bar, BarSeries, Bars, bars};

fn report() -> Report {
    let mut table = Table::new("Rows <of> stages", &["stage", "rows#"]);
    table.row(["ingest & more", "1,200"]);
    let figure = bars(&Bars {
        caption: "Rows".into(),
        alt: "Few \"are\" dropped.".into(),
        of: "stage".into(),
        axis: Axis::new("rows"),
        rows: vec!["<script>alert(1)</script>".into()],
        series: vec![BarSeries { values: vec![Some(Bar::from(3.0))], ..BarSeries::default() }],
    });
    Report {
        title: "Run 1 of <quickstart>".into(),
        subtitle: "A subtitle.".into(),
        facts: vec![("documents".into(), "27,904".into())],
        sections: vec![Section {
            id: "flow".into(),
            title: "The flow".into(),
            lead: "What came in.".into(),
            blocks: vec![
                Block::Table(table),
                Block::Figure(figure.unwrap()),
                Block::Warning("Two rows have no verdict.".into()),
                Block::Code("a <b> & c".into()),
                Block::Details("More".into(), vec![Block::Text("hidden".into())]),
            ],
        }],
        left_out: vec![LeftOut::new("Training", "the recipe trains nothing")],
    }
}

#[test]
fn everything_is_there_and_escaped() {
    let page = html(&report()).unwrap();
    for part in [
        "<!DOCTYPE html><html lang=\"en\">",
        "<title>Run 1 of &lt;quickstart&gt;</title>",
        "<a class=\"skip\" href=\"#content\">",
        "<main id=\"content\">",
        "<section id=\"flow\" aria-labelledby=\"flow-title\"><h2 id=\"flow-title\">The flow</h2>",
        "<th scope=\"col\" class=\"number\">rows</th>",
        "<th scope=\"row\">ingest &amp; more</th><td class=\"number\">1,200</td>",
        "aria-label=\"Few &quot;are&quot; dropped.\"",
        "<code>a &lt;b&gt; &amp; c</code>",
        "<strong>Training</strong>: the recipe trains nothing",
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
    assert!(!page.contains("<script"), "nothing given becomes markup, and there is no script");
    assert!(!page.contains("url(") && !page.contains("src="), "nothing is loaded");
}

/// What stands under a number is smaller and apart from it, and columns of sentences are wider than those of words.
#[test]
fn cells_have_a_line_under_them_and_sentences_have_room() {
    let mut wide = Table::new("Rates", &["rate", "value#", "how", "what is counted"]);
    wide.row(["CESR", "0.970\n(159/164)", "exact", "completions that compile and whose body runs to its end"]);
    wide.rows[0][1].strong = true;
    let mut report = report();
    report.sections[0].blocks = vec![Block::Table(wide)];
    let page = html(&report).unwrap();
    for part in [
        "<td class=\"number\"><strong>0.970</strong> <span class=\"under\">(159/164)</span></td>",
        "<td>exact</td><td class=\"prose\">completions that",
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
    assert!(crate::markdown(&report).unwrap().contains("| **0.970 (159/164)** |"));
}

#[test]
fn an_anchor_that_is_there_twice_is_refused() {
    let mut twice = report();
    twice.sections.push(twice.sections[0].clone());
    assert!(matches!(html(&twice), Err(ReportError::SameAnchor(id)) if id == "flow"));
}
