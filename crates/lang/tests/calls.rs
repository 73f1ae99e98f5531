//! The tagger against hand-labelled calls: the files in `datasets/calls`, whose README says how they were labelled.
//!
//! A line with calls ends in a comment, `#= name name` or `//= name name`, that lists the names of the calls whose last name
//! starts on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use trommel_lang::{Language, calls, parse};

/// Right calls of each language / all that are labelled or found, at least.
const AGREEMENT: f64 = 0.95;

/// Labelled calls of each language, at least.
const LABELLED: usize = 200;

const FILES: &[(Language, &str)] = &[
    (Language::Python, "python.py"),
    (Language::Java, "java.java"),
    (Language::Go, "go.go"),
    (Language::C, "c.c"),
    (Language::Cpp, "cpp.cpp"),
    (Language::Rust, "rust.rs"),
    (Language::JavaScript, "javascript.js"),
    (Language::TypeScript, "typescript.ts"),
    (Language::Ruby, "ruby.rb"),
    (Language::CSharp, "c_sharp.cs"),
    (Language::Php, "php.php"),
];

#[test]
fn names_of_calls_are_those_of_hand_labels() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/calls");
    let mut failed = Vec::new();
    for (language, name) in FILES {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let expected = labels(&text);
        let parse = parse(*language, &text).unwrap();
        let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for call in calls(&parse, &text) {
            let line = text[..call.range.start as usize].matches('\n').count() + 1;
            found.entry(line).or_default().push(call.name);
        }
        let (mut right, mut wrong) = (0, 0);
        let lines = text.lines().count();
        for line in 1..=lines {
            let (want, got) = (expected.get(&line), found.get(&line));
            let (want, got) = (want.map_or(&[][..], Vec::as_slice), got.map_or(&[][..], Vec::as_slice));
            let common = in_both(want, got);
            right += common;
            // A call with another name is one mistake, not two.
            wrong += want.len().max(got.len()) - common;
            if want != got {
                println!("{name}:{line}: labelled {want:?}, found {got:?}");
            }
        }
        let labelled: usize = expected.values().map(Vec::len).sum();
        let share = right as f64 / (right + wrong) as f64;
        println!("{language}: {right} right, {wrong} wrong of {labelled} labelled calls: {:.2} %", 100.0 * share);
        if share < AGREEMENT || labelled < LABELLED {
            failed.push(*language);
        }
    }
    assert!(failed.is_empty(), "below {AGREEMENT} or fewer than {LABELLED} labels: {failed:?}");
}

fn labels(text: &str) -> BTreeMap<usize, Vec<String>> {
    let label = |(line, text): (usize, &str)| {
        // `#=` is also the end of `//=`-free languages' mark; a label has a blank behind it.
        let (_, names) = text.rsplit_once("//= ").or_else(|| text.rsplit_once("#= "))?;
        Some((line + 1, names.split_whitespace().map(str::to_owned).collect()))
    };
    text.lines().enumerate().filter_map(label).collect()
}

/// The length of the longest common subsequence.
fn in_both(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (index, y) in b.iter().enumerate() {
            let above = row[index + 1];
            row[index + 1] = if x == y { diagonal + 1 } else { above.max(row[index]) };
            diagonal = above;
        }
    }
    row[b.len()]
}
