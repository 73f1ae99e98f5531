//! What must hold of any run: of its drops, and of the recall that it reports.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde_json::Value;

use super::THRESHOLD;
use super::jaccard::{Pair, jaccard, kind};
use super::trial::Row;

/// Checks every drop of `near-dup` and `exact-dup`, and counts those of `near-dup`.
///
/// A near-duplicate has the J that is stated with its survivor, and at least the threshold; its survivor stays and
/// outranks it. The survivor of an exact duplicate may in turn be a near-duplicate.
pub fn check_drops(rows: &[Row]) -> usize {
    let by_id: HashMap<&str, &Row> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    assert_eq!(by_id.len(), rows.len(), "ids are distinct");
    let mut dropped = 0;
    for row in rows {
        let Some(stage) = row.dropped_by.as_deref() else {
            assert!(row.keep && row.survivor.is_none() && row.reason.is_none(), "{}: no stage dropped it", row.path);
            continue;
        };
        assert!(!row.keep, "{}: dropped by {stage}, and kept", row.path);
        let survivor = by_id[row.survivor.as_deref().unwrap_or_else(|| panic!("{}: no survivor", row.path))];
        let pair = format!("{} for {}: {}", row.path, survivor.path, row.reason.as_deref().unwrap_or("no reason"));
        assert!(row.reason.is_some(), "{pair}");
        assert!(rank(survivor) > rank(row), "{pair}, though it ranks higher: {row:?} {survivor:?}");
        match stage {
            "near-dup" => {
                let exact = jaccard(&row.shingles, &survivor.shingles);
                let stated = row.value.unwrap_or_else(|| panic!("{pair}: no value"));
                assert!(exact >= THRESHOLD, "{pair}: J is {exact}");
                assert!((stated - exact).abs() <= 1e-9, "{pair}: J is {exact}, stated {stated}");
                assert_eq!(row.threshold, Some(THRESHOLD), "{pair}");
                assert!(survivor.keep, "{pair}: the survivor was dropped as {:?}", survivor.reason);
                dropped += 1;
            }
            "exact-dup" => {
                assert_eq!(row.shingles, survivor.shingles, "{pair}");
                let stays = survivor.keep || survivor.dropped_by.as_deref() == Some("near-dup");
                assert!(stays, "{pair}: the survivor was dropped as {:?}", survivor.reason);
            }
            other => panic!("{pair}: dropped by {other}"),
        }
    }
    dropped
}

/// The specification's order, best greatest: licence known > more stars > newer version > shorter path > id.
///
/// Versions here are numbers parted by dots.
fn rank(row: &Row) -> impl Ord {
    let numbers = |version: &String| version.split('.').map(|n| n.parse().expect("a number")).collect::<Vec<u64>>();
    let version = row.version.as_ref().map(numbers);
    (row.license.is_some(), row.stars, version, Reverse(row.path.len()), Reverse(row.id.clone()))
}

/// Checks that a report's recall, measured on every document, counts exactly these pairs, and finds enough of them.
///
/// Gives how many pairs of any similarity the run says that it found.
pub fn check_recall(facts: &Value, sets: &[&[u32]], pairs: &[Pair]) -> u64 {
    let recall = &facts["recall"];
    let bins = recall["bins"].as_array().expect("recall is told in bins");
    assert_eq!((bins[0]["from"].as_f64(), bins[0]["to"].as_f64()), (Some(THRESHOLD), Some(0.75)));
    assert_eq!(bins[bins.len() - 1]["to"], 1.0);
    let mut found = 0;
    for bin in bins {
        let (from, to) = (bin["from"].as_f64().expect("a number"), bin["to"].as_f64().expect("a number"));
        let within = |pair: &&Pair| pair.jaccard >= from && (pair.jaccard < to || to == 1.0);
        for shown in ["short", "mixed", "long", "all"] {
            let counts = |pair: &&Pair| shown == "all" || kind(sets[pair.a].len(), sets[pair.b].len()) == shown;
            let total = pairs.iter().filter(within).filter(counts).count() as u64;
            let told = &bin[shown];
            assert_eq!(told["total"], total, "{shown} pairs with J in [{from}, {to})");
            let share = (total > 0).then(|| told["found"].as_f64().expect("a number") / total as f64);
            let error = told["recall"].as_f64().unwrap_or(-1.0) - share.unwrap_or(-1.0);
            assert!(error.abs() <= 1e-9, "{shown} pairs with J in [{from}, {to}): {told}, expected {share:?}");
            if total > 0 {
                println!("  J in [{from:.2}, {to:.2}): {shown:<5} {} of {total} found", told["found"]);
            }
        }
        found += bin["all"]["found"].as_u64().expect("a count");
    }
    assert_eq!(recall["all"]["total"], pairs.len() as u64);
    assert_eq!(recall["all"]["found"], found);
    found
}
