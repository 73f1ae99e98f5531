//! Clusters far larger than a bucket may be.

use super::drops::check_drops;
use super::generated::{Language, Program, Random};
use super::jaccard::all_pairs;
use super::trial::{Record, Trial, facts, near_dup};
use super::{RECALL, THRESHOLD};

const COPIES: usize = 700;

/// 700 variants of one program, each edited on its own; of a long program, and of a short one.
#[test]
fn variants_of_one_program_leave_few_alike() {
    let mut random = Random::new(5);
    let mut records = Vec::new();
    for (folder, tokens) in [("long", 600), ("short", 120)] {
        let origin = Program::random(&mut random, Language::Rust, tokens);
        for number in 0..COPIES {
            // Two variants of J about 0.9 with their origin have about 0.8 with each other.
            let content = origin.variant(&mut random, 0.92).text();
            records.push(Record { path: format!("{folder}/{number:03}.rs"), content, ..Record::default() });
        }
    }
    let trial = Trial::of_records(&records);
    let report = trial.run(&["describe = {}", &near_dup(0)]);
    let rows = trial.rows();
    let dropped = check_drops(&rows);
    let kept: Vec<&[u32]> = rows.iter().filter(|row| row.keep).map(|row| &row.shingles[..]).collect();
    let all: Vec<&[u32]> = rows.iter().map(|row| &row.shingles[..]).collect();
    let (missed, similar) = (all_pairs(&kept, THRESHOLD).len(), all_pairs(&all, THRESHOLD).len());
    let facts = facts(&report, "near-dup");
    let (hot, edges) = (&facts["hot"], facts["edges"].as_u64().expect("a count") as usize);
    println!("hot: {similar} similar pairs, {edges} edges, {dropped} dropped, {missed} similar pairs kept; {hot}");
    let count = |name: &str| hot[name].as_f64().unwrap_or_default();
    assert!(
        count("buckets") > 0.0 && count("largest") > 256.0 && count("skipped") > 0.0,
        "the report tells of them: {hot}"
    );
    assert!(edges as f64 >= RECALL * similar as f64, "{edges} edges, though {similar} pairs are similar");
    // Estimated from a sample. A pair skipped in several buckets counts in each, so it may be told to be more.
    let lost = (similar - edges) as f64;
    assert!(count("lost") >= 0.5 * lost, "{lost} similar pairs lost, the report tells of {}", hot["lost"]);
    assert!(similar > COPIES * COPIES / 2, "most variants are alike");
    // A variant that falls to none of those that stay was unlucky with each of them.
    assert!(missed * 20 <= rows.len(), "{missed} pairs of J >= {THRESHOLD} among the {} kept", kept.len());
}

/// Documents that differ in their comments only have one signature.
#[test]
fn equal_signatures_collapse_to_one() {
    let program = Program::random(&mut Random::new(6), Language::Python, 300).text();
    let copy = |number: usize| Record {
        path: format!("{number:04}.py"),
        content: format!("# {number}\n{program}"),
        ..Record::default()
    };
    let records: Vec<Record> = (0..3000).map(copy).collect();
    let trial = Trial::of_records(&records);
    trial.run(&["describe = {}", "exact-dup = { blast_radius = 1.0 }", &near_dup(0)]);
    let rows = trial.rows();
    assert_eq!(check_drops(&rows), records.len() - 1);
    assert!(rows.iter().all(|row| row.keep || row.value == Some(1.0)));
}
