//! The report of a made-up run as Markdown, to the letter.

use expect_test::expect_file;
use trommel_report::{Block, html, markdown};

use crate::made_up::MadeUp;

#[test]
fn every_section_in_numbers() {
    let report = MadeUp::whole().run().report(Vec::new()).expect("a report");
    expect_file!["golden.md"].assert_eq(&markdown(&report).expect("Markdown"));
}

/// The same run told twice, from tables written twice, is the same page.
#[test]
fn the_page_is_the_same_bytes_again() {
    let page = || html(&MadeUp::whole().run().report(Vec::new()).expect("a report")).expect("a page");
    assert_eq!(page(), page());
}

#[test]
fn what_is_missing_is_left_out_and_says_why() {
    let report = MadeUp::new(&["ingest", "dataset"]).run().report(Vec::new()).expect("a report");
    let sections: Vec<&str> = report.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(sections, ["flow", "languages", "balancing", "licences", "lineage", "run-signatures"]);
    let left: Vec<String> = report.left_out.iter().map(|left| format!("{}: {}", left.title, left.why)).collect();
    for wanted in ["Near-duplicates: the recipe has no stage `near-dup`", "Training: the recipe has no stage `train`"] {
        assert!(left.iter().any(|line| line == wanted), "{left:?}");
    }
    assert!(left.iter().any(|line| line.starts_with("Scores: ")), "{left:?}");
}

/// Reasons are counted in the tables; what a stage says of itself is held against them.
#[test]
fn a_stage_that_says_otherwise_than_its_table_is_told() {
    let warned = |stages: &[&str]| {
        let report = MadeUp::new(stages).run().report(Vec::new()).expect("a report");
        let flow = report.sections.into_iter().find(|section| section.id == "flow").expect("the flow");
        flow.blocks.into_iter().any(|block| matches!(block, Block::Warning(_)))
    };
    assert!(!warned(&["ingest", "keep-if", "dataset"]));
    // Its facts name three dropped rows, and no table marks them.
    assert!(warned(&["ingest", "keep-if", "score", "dataset"]));
}
