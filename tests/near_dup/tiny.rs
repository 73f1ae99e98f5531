//! Files of fewer than five tokens equal only their own copies, and are neither dropped nor joined for being small.

use std::collections::BTreeMap;

use super::drops::check_drops;
use super::trial::{Row, Trial, at, near_dup};

/// Different texts without a 5-gram. A comment is no token; a space counts, as the hash is of the whole text.
const TEXTS: &[&str] = &[
    "",
    "\n",
    " ",
    "\n\n",
    "#",
    "# a\n",
    "# b\n",
    "# Copyright 2024. Licensed under the MIT licence, of which this is the first of many lines.\n# And this the second.\n",
    "# Copyright 2025. Licensed under the MIT licence, of which this is the first of many lines.\n# And this the second.\n",
    "x\n",
    "y\n",
    "x",
    "pass\n",
    "x = 1\n",
    "x = 2\n",
    "x  =  1\n",
    "1 = x\n",
    "import os\n",
    "import re\n",
    "f ( )\n",
    "f ( )  # a\n",
];

/// Three copies of each text, and 300 more texts that differ in one token.
fn files() -> Vec<(String, String)> {
    let copies = |(at, text): (usize, &&str)| -> Vec<(String, String)> {
        ["a", "bb", "ccc"].map(|copy| (format!("{at:02}/{copy}.py"), (*text).to_owned())).into()
    };
    let mut files: Vec<(String, String)> = TEXTS.iter().enumerate().flat_map(copies).collect();
    files.extend((0..300).map(|n| (format!("x/{n:03}.py"), format!("x = {}\n", n + 10))));
    files
}

fn check(stages: &[&str], dropped_by: &str) {
    let files = files();
    let trial = Trial::of_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    trial.run(stages);
    let rows = trial.rows();
    assert_eq!(rows.len(), files.len(), "no row is lost, empty files included");
    check_drops(&rows);
    let mut kept: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, text) in &files {
        let row = at(&rows, path);
        assert_eq!(row.shingles.len(), 1, "{path}: {text:?}");
        if row.keep {
            assert_eq!(kept.insert(text, path), None, "{path}: a copy of {text:?} stays beside another");
            continue;
        }
        let survivor = survivor(&rows, row);
        let text_of = |path: &str| files.iter().find(|(other, _)| other == path).map(|(_, text)| text);
        assert_eq!(text_of(&survivor.path), Some(text), "{path} fell to {}: {:?}", survivor.path, row.reason);
        assert_eq!((row.dropped_by.as_deref(), row.value), (Some(dropped_by), Some(1.0)), "{path}");
    }
    assert_eq!(kept.len(), TEXTS.len() + 300, "one of each text stays");
    assert!(TEXTS.iter().all(|text| kept[text].ends_with("/a.py")), "the one with the shortest path: {kept:?}");
}

fn survivor<'a>(rows: &'a [Row], row: &Row) -> &'a Row {
    rows.iter().find(|other| Some(&other.id) == row.survivor.as_ref()).expect("a survivor is a document")
}

#[test]
fn copies_collapse_as_exact_duplicates() {
    check(&["describe = {}", "exact-dup = { blast_radius = 1.0 }", &near_dup(1000)], "exact-dup");
}

#[test]
fn copies_collapse_as_near_duplicates_of_similarity_one() {
    check(&["describe = {}", &near_dup(1000)], "near-dup");
}

#[test]
fn a_single_5_gram_is_compared_as_tokens_not_as_text() {
    let files = [
        ("a.py", "a = b + c\n"),
        ("bb.py", "a  =  b + c  # a comment\n"),
        ("ccc.py", "a = b + d\n"),
        ("dddd.py", "a = b +\n"),
    ];
    let trial = Trial::of_files(files);
    trial.run(&["describe = {}", "exact-dup = { blast_radius = 1.0 }", &near_dup(1000)]);
    let rows = trial.rows();
    assert_eq!(check_drops(&rows), 1);
    let fate = |path| (at(&rows, path).keep, at(&rows, path).value);
    assert_eq!(
        ["a.py", "bb.py", "ccc.py", "dddd.py"].map(fate),
        [(true, None), (false, Some(1.0)), (true, None), (true, None)]
    );
    assert_eq!(survivor(&rows, at(&rows, "bb.py")).path, "a.py");
}
