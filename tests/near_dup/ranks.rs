//! Which of two copies stays: licence known > more stars > newer version > shorter path > id, in both stages.

use serde_json::Value;

use super::generated::{Language, Program, Random};
use super::trial::{Record, Row, Trial, at, near_dup};

/// What is compared; the one that stays; the one that falls. Each is licence (`-`: none; or JSON), stars, version, path.
const CASES: &[(&str, &str, &str)] = &[
    ("licence known", "MIT 1 1.0.0 longest.py", "- 900 9.0.0 a.py"),
    ("licence known, not an empty name", "MIT 1 1.0.0 longest.py", r#""" 900 9.0.0 a.py"#),
    ("licence known, not an empty list", r#"["MIT"] 1 1.0.0 longest.py"#, "[] 900 9.0.0 a.py"),
    ("any known licence", "GPL-3.0-only 2 1.0.0 longest.py", "MIT 1 9.0.0 a.py"),
    ("more stars", "- 5 1.0.0 longest.py", "- 4 9.0.0 a.py"),
    ("stars as numbers", "MIT 10 1.0.0 longest.py", "MIT 9 9.0.0 a.py"),
    ("newer patch", "MIT 5 1.0.1 longest.py", "MIT 5 1.0.0 a.py"),
    ("newer major", "- 5 2.0.0 longest.py", "- 5 1.99.99 a.py"),
    ("versions as numbers", "MIT 5 1.10.0 longest.py", "MIT 5 1.9.0 a.py"),
    ("a release over its candidate", "MIT 5 1.0.0 longest.py", "MIT 5 1.0.0-rc.1 a.py"),
    ("a later candidate", "MIT 5 1.0.0-rc.10 longest.py", "MIT 5 1.0.0-rc.9 a.py"),
    ("shorter path", "MIT 5 1.0.0 zz.py", "MIT 5 1.0.0 aaa.py"),
    ("fewer bytes, more folders", "- 5 1.0.0 z/z/z.py", "- 5 1.0.0 aaaaaa.py"),
];

/// Copies equal in all but their ids, which nobody can foresee.
const TWINS: [&str; 4] = ["p", "q", "r", "s"];

fn path(folder: &str, copy: &str) -> String {
    format!("{folder}/{}", copy.rsplit(' ').next().unwrap_or_default())
}

fn record(folder: &str, copy: &str, program: &Program) -> Record {
    let fields: Vec<&str> = copy.split(' ').collect();
    Record {
        path: path(folder, copy),
        content: program.text(),
        license: match fields[0] {
            "-" => Value::Null,
            text => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)),
        },
        stars: Some(fields[1].parse().expect("stars are a number")),
        version: Some(fields[2].to_owned()),
    }
}

/// Runs the cases in the order given and reversed; `other` makes the second copy of a text.
fn check(stage: &str, stages: &[&str], other: impl Fn(&mut Random, &Program) -> Program) {
    let mut random = Random::new(4);
    let mut records = Vec::new();
    let mut push = |folder: &str, winner: &str, loser: &str| {
        let program = Program::random(&mut random, Language::Python, 400);
        records.push(record(folder, winner, &program));
        records.push(record(folder, loser, &other(&mut random, &program)));
    };
    for (number, (_, winner, loser)) in CASES.iter().enumerate() {
        push(&format!("{number:02}"), winner, loser);
    }
    TWINS.iter().for_each(|twin| push(twin, "MIT 5 1.0.0 one.py", "MIT 5 1.0.0 two.py"));
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
    for (number, (what, winner, loser)) in CASES.iter().enumerate() {
        let row = |copy| at(&rows, &path(&format!("{number:02}"), copy));
        check_pair(what, row(winner), row(loser));
    }
    for twin in TWINS {
        let mut twins = ["one.py", "two.py"].map(|name| at(&rows, &path(twin, name)));
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
