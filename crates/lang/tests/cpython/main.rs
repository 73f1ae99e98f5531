//! The verdict on Python against that of CPython itself: the `compile` of the `python3` that is installed. Needs the shared
//! data (`TROMMEL_SHARED`, default `../shared` beside the workspace) and skips loudly what is absent.

mod corrupt;
mod oracle;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use oracle::Verdict;
use trommel_lang::{Dialect, Language, parse};

/// The smallest share of texts on which both agree.
const AGREEMENT: f64 = 0.99;

/// Disagreements that are printed.
const SHOWN: usize = 30;

#[test]
fn functions() {
    if let Some(texts) = functions_of_corpus() {
        compare("functions", &texts, AGREEMENT);
    }
}

#[test]
fn corrupted_functions() {
    if let Some(texts) = functions_of_corpus() {
        compare("corrupted", &corrupt::all(&texts, 26_000), AGREEMENT);
    }
}

#[test]
fn broken_snippets_and_their_fixes() {
    let names = ["so_python_small", "so_python_valid", "so_python_test"];
    let texts: Vec<String> = names
        .iter()
        .filter_map(|name| column(&format!("repair/{name}.jsonl.gz"), &["broken", "fixed"]))
        .flatten()
        .collect();
    if !texts.is_empty() {
        compare("snippets", &texts, AGREEMENT);
    }
}

/// What the standard library has is valid, but for its own tests of what is not.
#[test]
fn standard_library() {
    let Some(folder) = oracle::standard_library() else { return };
    let mut paths = Vec::new();
    collect(&folder, &mut paths);
    paths.sort_unstable();
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    compare("standard library", &texts, 0.999);
}

fn compare(set: &str, texts: &[String], agreement: f64) {
    let Some(verdicts) = oracle::verdicts(texts) else { return };
    let (mut agreed, mut valid, mut older, mut shown) = (0, 0, 0, 0);
    for (text, Verdict { valid: want, message }) in texts.iter().zip(&verdicts) {
        let validity = match parse(Language::Python, text) {
            Ok(parse) => parse.validity(),
            Err(error) => {
                println!("{set}: no verdict: {error}");
                continue;
            }
        };
        valid += usize::from(*want);
        older += usize::from(validity.dialect == Some(Dialect::Python2));
        agreed += usize::from(validity.parses == *want);
        assert_eq!(validity.parses, validity.errors.is_empty(), "{text}");
        if validity.parses != *want && shown < SHOWN {
            shown += 1;
            let place = validity.errors.first().map_or(0, |error| error.0 as usize);
            let line = text[..place].lines().count().max(1);
            let ours = validity.problem.map_or("valid".to_owned(), |what| format!("{what} (line {line})"));
            println!("--- {set}: CPython: {message}; here: {ours}\n{}", excerpt(text, message, line));
        }
    }
    let share = agreed as f64 / texts.len() as f64;
    println!(
        "{set}: {} texts, {valid} valid, {older} told to be Python 2; {agreed} agreed on, {:.3} %",
        texts.len(),
        share * 100.0
    );
    assert!(share >= agreement, "{set}: {share} agreed on, less than {agreement}");
}

/// Lines around that which CPython, or else we, complain of.
fn excerpt(text: &str, message: &str, ours: usize) -> String {
    let named = message.rsplit_once("line ").and_then(|(_, rest)| rest.trim_end_matches(')').parse().ok());
    let line: usize = named.unwrap_or(ours);
    text.lines()
        .skip(line.saturating_sub(3))
        .take(5)
        .map(|line| line.chars().take(160).collect::<String>() + "\n")
        .collect()
}

fn functions_of_corpus() -> Option<Vec<String>> {
    column("functions/edinburgh_code_docstring_python.jsonl.gz", &["code"])
}

/// Those fields of every record.
fn column(path: &str, fields: &[&str]) -> Option<Vec<String>> {
    let path = shared().join("data").join(path);
    let Ok(file) = File::open(&path) else {
        println!("SKIPPED: no {path:?}");
        return None;
    };
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    let mut texts = Vec::new();
    for line in lines {
        let record: serde_json::Value = serde_json::from_str(&line.expect("readable")).expect("JSON");
        texts.extend(fields.iter().filter_map(|field| Some(record.get(field)?.as_str()?.to_owned())));
    }
    Some(texts)
}

fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("TROMMEL_SHARED").map_or_else(beside, PathBuf::from)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&path, paths),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|extension| extension == "py") => {
                paths.push(path)
            }
            _ => {}
        }
    }
}
