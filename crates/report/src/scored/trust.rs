//! Can the verdicts be believed: references, rooms, cheats, extraction.

use trommel_score::deviation;

use super::{MOST_LINES, ScoredRun, more};
use crate::number::{count, share, short};
use crate::{Block, Section, Table};

/// Letters of a message that are shown.
const MESSAGE: usize = 120;

pub(super) fn section(run: &ScoredRun) -> Section {
    let blocks = references(run).into_iter().chain([rooms(run)]).chain(cheats(run)).chain(extraction(run)).collect();
    let lead = "What a verdict rests on: tests that can be passed, rooms in which nothing can be forged, programs taken out of completions \
                as they were meant.";
    Section { id: "trust".into(), title: "Trust in the verdicts".into(), lead: lead.into(), blocks }
}

fn references(run: &ScoredRun) -> Vec<Block> {
    let references = run.told.references;
    if references.all == 0 {
        return vec![Block::Warning(
            "No task has a reference solution: nothing says that its tests can be passed here.".into(),
        )];
    }
    let said = format!(
        "References: {} of {} pass here ({}).",
        count(references.of),
        count(references.all),
        share(references.of, references.all)
    );
    let known = &run.told.summary.known_deviations;
    let mut blocks = vec![if references.of + (known.len() as u64) < references.all {
        Block::Warning(said)
    } else {
        Block::Text(said)
    }];
    if !known.is_empty() {
        let mut table = Table::new("Tasks of this run whose reference is known to fail here", &["task", "why"]);
        for task in known {
            table.row([task.clone(), deviation(task).map_or("—", |deviation| deviation.why).to_owned()]);
        }
        blocks.push(Block::Table(table));
    }
    blocks
}

fn rooms(run: &ScoredRun) -> Block {
    let summary = &run.told.summary;
    let tests = summary.tests_host + summary.tests_second + summary.tests_unprotected;
    let mut table = Table::new(
        "Test cases by where they were decided, of those that were reached",
        &["room", "test cases#", "share#", "what a program could do there"],
    );
    for (room, number, what) in [
        ("the host", summary.tests_host, "nothing: only canonical values leave the sandbox"),
        ("a second room", summary.tests_second, "nothing: the program is called through a proxy"),
        ("its own room (unprotected)", summary.tests_unprotected, "forge the verdict"),
    ] {
        table.row([room.to_owned(), count(number), share(number, tests), what.to_owned()]);
    }
    let open = run.verdicts.rows.iter().filter(|row| row.unprotected).count() as u64;
    if open > 0 {
        table.caption.push_str(&format!("; {} completions have unprotected tests", count(open)));
    }
    Block::Table(table)
}

fn cheats(run: &ScoredRun) -> Vec<Block> {
    if run.cheats.is_empty() {
        return vec![Block::Text(
            "No completion left early, claimed to equal everything, or interfered with its room.".into(),
        )];
    }
    let mut table = Table::new(
        "Completions that left early, claimed to equal everything, or interfered",
        &["task", "completion#", "verdict", "what was seen"],
    );
    for cheat in run.cheats.iter().take(MOST_LINES) {
        table.row([
            cheat.task_id.clone(),
            cheat.ordinal.to_string(),
            cheat.verdict.clone(),
            short(&cheat.message, MESSAGE),
        ]);
    }
    let said = format!("{} completions did what an honest program has no use for.", count(run.cheats.len() as u64));
    let more = more(run.cheats.len(), "`cheats.jsonl`");
    [Block::Warning(said), Block::Table(table)].into_iter().chain(more).collect()
}

fn extraction(run: &ScoredRun) -> Vec<Block> {
    let (extraction, all) = (run.told.extraction, run.told.summary.completions);
    let said = format!(
        "Extraction: {} of {} completions were taken as they came; {} were judged a second time as they came, and {} of them changed \
         between passing and failing.",
        count(extraction.as_it_came),
        count(all),
        count(extraction.judged_twice),
        count(run.flips.len() as u64)
    );
    if run.flips.is_empty() {
        return vec![Block::Text(said)];
    }
    let mut table = Table::new(
        "Completions whose verdict depends on how the program was taken out of them",
        &["task", "completion#", "how", "verdict", "as it came"],
    );
    for flip in run.flips.iter().take(MOST_LINES) {
        table.row([
            flip.task_id.clone(),
            flip.ordinal.to_string(),
            flip.extraction.clone(),
            flip.extracted.clone(),
            flip.raw.clone(),
        ]);
    }
    let inside = std::iter::once(Block::Table(table)).chain(more(run.flips.len(), "`audit.jsonl`")).collect();
    vec![Block::Text(said), Block::Details("Extraction flips".into(), inside)]
}
