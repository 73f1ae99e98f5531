//! Several made-up runs side by side.

use serde_json::json;
use trommel_bench::Verdict;

use super::{cells, metric, rich, section, tables, texts, warnings, well_formed};
use crate::ReportError;
use crate::scored::made_up::MadeUp;
use crate::scored::{ScoredRun, sections};

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
    assert!(differences[0].starts_with("+0.500\n["), "{differences:?}");
    assert_eq!(differences[2..6], ["0.250", "0.750", "1", "5"]);
    // Twice the chance of at most one of six fair throws: 2 × 7/64.
    assert_eq!(differences[6..], ["0.2188", "8"]);
    let flips = texts(&section(&found, "flips").blocks);
    assert!(flips.contains("The runs differ on 6 of 8 tasks in common"), "{flips}");
    assert!(flips.contains("Solved by weak alone: 1 tasks. HumanEval/2"), "{flips}");
    assert!(
        flips.contains(
            "Solved by strong alone: 5 tasks. HumanEval/0, HumanEval/1, HumanEval/3, HumanEval/4, HumanEval/5"
        ),
        "{flips}"
    );
    assert!(flips.contains("weak → strong: 6 flips"), "{flips}");
}

#[test]
fn six_runs_stand_side_by_side_and_seven_do_not() {
    let run = |at: usize| {
        let letters: String = (0..8).map(|task| if (task * at).is_multiple_of(3) { 'P' } else { 'W' }).collect();
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
    assert_eq!(cells(table, "bleu"), ["0 to 100", "40.00\n[36.00, 44.00]", "20.00\n[18.00, 22.00]"]);
    assert_eq!(cells(table, "rouge-l"), ["0 to 1", "0.5000\n[0.4500, 0.5500]", "—"]);
    // Values that cannot be compared have no difference.
    let differences = tables(&section(&found, "differences").blocks);
    assert!(differences.iter().all(|table| !table.caption.starts_with("Differences of metrics")), "{differences:?}");
    assert_eq!(warnings(&metrics.blocks), ["The values of bleu are not comparable: tok:13a and tok:intl."]);
    assert!(texts(&metrics.blocks).contains("bleu orders 0 of 1 pairs of runs alike"), "{}", texts(&metrics.blocks));
}

/// Both runs have BLEU of the same signature: the second is 2.5 better wherever both have a value.
#[test]
fn metrics_of_two_runs_have_a_paired_difference() {
    let mut second = rich("b");
    second.columns[0].1.iter_mut().flatten().for_each(|value| *value += 2.5);
    let found = sections(&[rich("a").read(), second.read()]).unwrap();
    well_formed(&found);
    let all = tables(&section(&found, "differences").blocks);
    let table = all.iter().find(|table| table.caption.starts_with("Differences of metrics")).unwrap();
    assert_eq!(cells(table, "a → b"), ["bleu", "+2.50\n[+2.50, +2.50]", "0 to 100", "17", "6"]);
    assert!(table.rows[0][2].strong, "it does not hold 0");
    let alike = sections(&[rich("a").read(), rich("b").read()]).unwrap();
    let all = tables(&section(&alike, "differences").blocks);
    let table = all.iter().find(|table| table.caption.starts_with("Differences of metrics")).unwrap();
    assert_eq!(cells(table, "a → b")[1], "0.00\n[0.00, 0.00]");
    assert!(!table.rows[0][2].strong, "no sign of zero, and no difference");
}

/// What all runs have in common is said once, and pass@1 stands right after the name.
#[test]
fn columns_that_are_equal_are_a_sentence() {
    let first = MadeUp::new("a", &["P", "W"]);
    let mut second = MadeUp::new("b", &["P", "P"]);
    let shown = |runs: &[&MadeUp]| {
        let found = sections(&runs.iter().map(|run| run.read()).collect::<Vec<_>>()).unwrap();
        let section = section(&found, "side-by-side");
        let columns = tables(&section.blocks)[0].columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        (section.lead.clone(), columns.join(" | "), cells(tables(&section.blocks)[0], "a"))
    };
    let (lead, columns, cells) = shown(&[&first, &second]);
    assert_eq!(lead, "All runs: humaneval, 2 tasks, 1 completion a task.");
    assert_eq!(columns, "run | pass@1 [95 %] | CESR | RSR | FPR | FPR-all | references");
    assert_eq!(cells[1], "1.000\n(2/2)");
    second.rows.push(("HumanEval/1".into(), 1, Verdict::Passed));
    let (lead, columns, cells) = shown(&[&first, &second]);
    assert_eq!(lead, "All runs: humaneval, 2 tasks.");
    assert!(columns.ends_with("references | completions a task"), "{columns}");
    assert_eq!(cells[6..], ["1"]);
}
