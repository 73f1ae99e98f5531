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
        compare("corrupted", &corrupt::all(&texts, corruptions(26_000)), AGREEMENT);
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
    if let Some(texts) = files_of_standard_library() {
        compare("standard library", &texts, 0.999);
    }
}

/// Newer syntax than the functions have: `async`, `match`, `:=`, formatted strings, annotations.
#[test]
fn corrupted_standard_library() {
    let Some(texts) = files_of_standard_library() else { return };
    let newer = |text: &&String| {
        let words = ["async ", "match ", ":=", "f\"", "f'", "nonlocal ", "lambda ", " -> ", "yield ", "with ", "del "];
        text.len() < 30_000 && words.iter().filter(|word| text.contains(**word)).count() >= 4
    };
    let texts: Vec<String> = texts.iter().filter(newer).cloned().collect();
    if !texts.is_empty() {
        compare("corrupted standard library", &corrupt::all(&texts, corruptions(3_000)), 0.995);
    }
}

/// What the unit tests take for CPython's word.
#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/strict/cases");
    let mut lines = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the cases") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
        lines.extend(text.lines().map(str::to_owned));
    }
    let texts: Vec<String> = lines.iter().map(|line| unescaped(&line[2..])).collect();
    let Some(verdicts) = oracle::verdicts(&texts) else { return };
    let mut wrong = Vec::new();
    for (line, verdict) in lines.iter().zip(&verdicts) {
        // Newer syntax is valid or not as the installed version has it.
        if !line.starts_with('n') && verdict.valid != line.starts_with('+') {
            wrong.push(format!("{line}: CPython: {}", verdict.message));
        }
    }
    println!("cases: {} of {} as CPython has them", lines.len() - wrong.len(), lines.len());
    // A few change their meaning from one version to the next.
    assert!(wrong.len() * 100 <= lines.len(), "{}", wrong.join("\n"));
}

/// See `src/strict/tests.rs`.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let escape = if c == '\\' { chars.next() } else { None };
        out.push(match escape {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('x') => code(&mut chars, 2),
            Some('u') => code(&mut chars, 4),
            _ => c,
        });
    }
    out
}

fn code(chars: &mut std::str::Chars, digits: usize) -> char {
    let digits: String = chars.take(digits).collect();
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).expect("a character")
}

fn files_of_standard_library() -> Option<Vec<String>> {
    let folder = oracle::standard_library()?;
    let mut paths = Vec::new();
    collect(&folder, &mut paths);
    paths.sort_unstable();
    Some(paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect())
}

/// `TROMMEL_CORRUPTIONS` sets another number of corrupted texts.
fn corruptions(usual: usize) -> usize {
    std::env::var("TROMMEL_CORRUPTIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
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
            // Not what was installed beside it.
            Ok(kind) if kind.is_dir() && !path.ends_with("dist-packages") && !path.ends_with("site-packages") => {
                collect(&path, paths)
            }
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|extension| extension == "py") => {
                paths.push(path)
            }
            _ => {}
        }
    }
}
