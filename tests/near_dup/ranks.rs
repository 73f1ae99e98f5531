//! Which of two copies stays: licence known > more stars > newer version > shorter path > id, in both stages.

use serde_json::{Value, json};

use super::generated::{Language, Program, Random};
use super::trial::{Record, Row, Trial, at, near_dup};

/// One of two copies: licence, stars, version, path.
type Copy = (Value, i64, &'static str, &'static str);

/// What is compared, the one that stays, the one that falls.
fn cases() -> Vec<(&'static str, Copy, Copy)> {
    let (mit, none) = (json!("MIT"), json!(null));
    vec![
        ("licence known", (mit.clone(), 1, "1.0.0", "longest.py"), (none.clone(), 900, "9.0.0", "a.py")),
        ("licence known, not an empty name", (mit.clone(), 1, "1.0.0", "longest.py"), (json!(""), 900, "9.0.0", "a.py")),
        ("licence known, not an empty list", (json!(["MIT"]), 1, "1.0.0", "longest.py"), (json!([]), 9, "9.0.0", "a.py")),
        ("any known licence", (json!("GPL-3.0-only"), 2, "1.0.0", "longest.py"), (mit.clone(), 1, "9.0.0", "a.py")),
        ("more stars", (none.clone(), 5, "1.0.0", "longest.py"), (none.clone(), 4, "9.0.0", "a.py")),
        ("stars as numbers", (mit.clone(), 10, "1.0.0", "longest.py"), (mit.clone(), 9, "9.0.0", "a.py")),
        ("newer patch", (mit.clone(), 5, "1.0.1", "longest.py"), (mit.clone(), 5, "1.0.0", "a.py")),
        ("versions as numbers", (mit.clone(), 5, "1.10.0", "longest.py"), (mit.clone(), 5, "1.9.0", "a.py")),
        ("newer major", (none.clone(), 5, "2.0.0", "longest.py"), (none.clone(), 5, "1.99.99", "a.py")),
        ("a release over its candidate", (mit.clone(), 5, "1.0.0", "longest.py"), (mit.clone(), 5, "1.0.0-rc.1", "a.py")),
        ("a later candidate", (mit.clone(), 5, "1.0.0-rc.10", "longest.py"), (mit.clone(), 5, "1.0.0-rc.9", "a.py")),
        ("shorter path", (mit.clone(), 5, "1.0.0", "zz.py"), (mit.clone(), 5, "1.0.0", "aaa.py")),
        ("fewer bytes, more folders", (none.clone(), 5, "1.0.0", "z/z/z.py"), (none, 5, "1.0.0", "aaaaaa.py")),
    ]
}

fn record(folder: &str, (license, stars, version, path): &Copy, content: &str) -> Record {
    Record {
        path: format!("{folder}/{path}"),
        content: content.to_owned(),
        license: license.clone(),
        stars: Some(*stars),
        version: Some((*version).to_owned()),
    }
}

/// Runs the cases in the order given and reversed; `other` makes the second copy of a text.
fn check(stage: &str, stages: &[&str], other: impl Fn(&mut Random, &Program) -> Program) {
    let mut random = Random::new(4);
    let mut records = Vec::new();
    for (number, (_, winner, loser)) in cases().iter().enumerate() {
        let program = Program::random(&mut random, Language::Python, 400);
        let copy = other(&mut random, &program);
        records.push(record(&format!("{number:02}"), winner, &program.text()));
        records.push(record(&format!("{number:02}"), loser, &copy.text()));
    }
    // Equal in all but their ids, which nobody can foresee.
    for twin in ["p", "q", "r", "s"] {
        let program = Program::random(&mut random, Language::Python, 400);
        let copy = other(&mut random, &program);
        let of = |path| (json!("MIT"), 5, "1.0.0", path);
        records.push(record(twin, &of("one.py"), &program.text()));
        records.push(record(twin, &of("two.py"), &copy.text()));
    }
    let reversed: Vec<Record> = records.iter().rev().cloned().collect();
    let fates: Vec<Vec<(String, bool)>> = [&records, &reversed].map(|records| check_run(stage, stages, records)).into();
    assert_eq!(fates[0], fates[1], "{stage}: the order of the input decides");
}

fn check_run(stage: &str, stages: &[&str], records: &[Record]) -> Vec<(String, bool)> {
    let trial = Trial::of_records(records);
    trial.run(stages);
    let rows = trial.rows();
    let check_pair = |what: &str, winner: &Row, loser: &Row| {
        assert!(winner.keep, "{what}: {} fell: {:?}", winner.path, winner.reason);
        let fell = (loser.keep, loser.dropped_by.as_deref(), loser.survivor.as_ref());
        assert_eq!(fell, (false, Some(stage), Some(&winner.id)), "{what}: {}", loser.path);
    };
    for (number, (what, winner, loser)) in cases().iter().enumerate() {
        let row = |copy: &Copy| at(&rows, &format!("{number:02}/{}", copy.3));
        check_pair(what, row(winner), row(loser));
    }
    for twin in ["p", "q", "r", "s"] {
        let mut twins = [at(&rows, &format!("{twin}/one.py")), at(&rows, &format!("{twin}/two.py"))];
        twins.sort_by_key(|row| &row.id);
        check_pair("smaller id", twins[0], twins[1]);
    }
    rows.into_iter().map(|row| (row.path, row.keep)).collect()
}

#[test]
fn exact_duplicates_survive_by_rank() {
    let stages = ["describe = {}", "exact-dup = { blast_radius = 1.0 }"];
    check("exact-dup", &stages, |_, program| program.clone());
}

#[test]
fn near_duplicates_survive_by_the_same_rank() {
    let stages = ["describe = {}", "exact-dup = { blast_radius = 1.0 }", &near_dup(0)];
    check("near-dup", &stages, |random, program| {
        let mut copy = program.clone();
        copy.rename(random);
        copy
    });
}
