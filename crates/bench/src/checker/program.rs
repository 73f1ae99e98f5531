//! Checkers that are Python programs: ours, which are inside the binary, and a user's own, which lie beside the benchmark's file.

use std::{
    collections::BTreeMap,
    path::{Component, Path},
};

use serde::{Deserialize, Serialize};

use super::{Checker, catalogue::FILES};
use crate::{BenchError, Place, Task, Tests};

/// The most bytes of a checker.
const MAX_BYTES: u64 = 256 << 10;

/// A program that checks one output. It defines `check(given, expected, output)`: the case's input, the output that is listed, and the one
/// to be checked, all texts. It returns `True`, or a text that says what is wrong; anything else is a fault of the checker's own.
/// What of `ValueError`, `LookupError`, `ArithmeticError`, `StopIteration` and `AssertionError` leaves it means that the output is malformed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckerProgram {
    /// `codecontests/…` of ours, or the path of the file relative to the benchmark's.
    pub name: String,
    /// Its text. It is part of the task, and so of every key of a verdict.
    pub source: String,
}

impl CheckerProgram {
    /// One of ours, by its path in `sandbox/checkers/` without its ending.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        let (name, source) = FILES.iter().find(|(path, _)| *path == name)?;
        Some(Self { name: (*name).into(), source: (*source).into() })
    }

    /// The one of ours for a benchmark's task: `1385_G. Columns Swaps` is `1385_g_columns_swaps`.
    #[must_use]
    pub fn of_task(benchmark: &str, id: &str) -> Option<Self> {
        let words = id.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let name = words.collect::<Vec<_>>().join("_").to_ascii_lowercase();
        Self::shipped(&format!("{benchmark}/{name}"))
    }

    /// A Python file below the folder of the benchmark's file; its text is still to be read ([`beside`]).
    pub(super) fn file(name: &str) -> Option<Self> {
        let path = Path::new(name);
        let below = path.components().all(|part| matches!(part, Component::Normal(_)));
        let python = path.extension().is_some_and(|extension| extension == "py");
        (below && python && name.len() <= 200).then(|| Self { name: name.into(), source: String::new() })
    }

    fn unread(&self) -> bool {
        self.source.is_empty()
    }
}

/// Reads the checkers that tasks name as files in `folder`, each once: their names and texts.
pub(crate) fn beside(tasks: &mut [Task], folder: &Path, source: &str) -> Result<BTreeMap<String, String>, BenchError> {
    let mut texts = BTreeMap::new();
    for task in tasks {
        let Tests::Stdio { checker: Checker::Program(program), .. } = &mut task.tests else { continue };
        if !program.unread() {
            continue;
        }
        if !texts.contains_key(&program.name) {
            texts.insert(program.name.clone(), text(folder, &program.name, &task.id, source)?);
        }
        program.source.clone_from(&texts[&program.name]);
    }
    Ok(texts)
}

fn text(folder: &Path, name: &str, task: &str, source: &str) -> Result<String, BenchError> {
    let path = folder.join(name);
    let wrong = |found: String| {
        let expected = format!("a Python program of up to {} KiB that defines `check`", MAX_BYTES >> 10);
        let place = Place::new(&path.display().to_string(), 0);
        BenchError::bad(&place, found, expected)
            .with_hint(format!("task `{task}` of {source} names it as its checker; paths are relative to that file"))
    };
    let size = std::fs::metadata(&path).map_err(|error| wrong(format!("no file that can be read ({error})")))?.len();
    if size > MAX_BYTES {
        return Err(wrong(format!("{size} bytes")));
    }
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(format!("no text ({error})")))?;
    if text.trim().is_empty() { Err(wrong("an empty file".into())) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use super::*;

    #[test]
    fn the_catalogue_is_the_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sandbox/checkers");
        let mut found = BTreeSet::new();
        for folder in fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
            for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                found.insert(file.strip_prefix(&root).unwrap().with_extension("").to_str().unwrap().to_owned());
            }
        }
        let listed: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        let differ: Vec<_> = found.symmetric_difference(&listed).collect();
        assert!(differ.is_empty(), "crates/bench/src/checker/catalogue.rs and sandbox/checkers/ differ in {differ:?}");
        assert_eq!(listed.len(), FILES.len(), "a name is listed twice");
    }

    #[test]
    fn every_checker_says_what_it_accepts_and_is_short() {
        for (path, source) in FILES {
            let said = source.lines().next().unwrap();
            assert!(said.starts_with("\"\"\"") && said.ends_with(".\"\"\""), "{path}: {said}");
            assert!(source.contains("\ndef check(given, expected, output):\n"), "{path} defines no `check`");
            assert!(source.lines().count() < 60, "{path} has {} lines", source.lines().count());
        }
    }

    #[test]
    fn names() {
        let name = |program: Option<CheckerProgram>| program.map(|program| program.name);
        let ours = "codecontests/1385_g_columns_swaps";
        assert_eq!(name(CheckerProgram::of_task("codecontests", "1385_G. Columns Swaps")).as_deref(), Some(ours));
        assert_eq!(CheckerProgram::of_task("apps", "1385_G. Columns Swaps"), None);
        assert!(matches!(Checker::of_name(ours), Some(Checker::Program(program)) if !program.unread()));
        assert!(matches!(Checker::of_name("checkers/tree.py"), Some(Checker::Program(program)) if program.unread()));
        for name in ["tree", "../tree.py", "/tree.py", "a/../../tree.py", "tree.pyc", "", ".py", "codecontests/none"] {
            assert_eq!(Checker::of_name(name), None, "{name}");
        }
    }
}
