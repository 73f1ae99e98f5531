//! Speed of each step on the sources in some folders, on one thread:
//! `cargo run --release -p trommel-lang --example throughput -- FOLDER... [--language rust] [--max-mb 100]`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use trommel_lang::{
    ByName, CONTENT_PREFIX, Language, Measures, NormalizeOptions, detect, detect_by_name, lex, normalize, parse,
};

/// Each step is run this often over everything; the best time counts.
const ROUNDS: usize = 3;

struct Arguments {
    folders: Vec<PathBuf>,
    only: Option<Language>,
    max_bytes: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    let mut paths = Vec::new();
    for folder in &arguments.folders {
        collect(folder, &mut paths)?;
    }
    paths.sort_unstable();
    let mut by_language: BTreeMap<Language, Vec<String>> = BTreeMap::new();
    let mut bytes = 0;
    for path in paths {
        let name = path.to_string_lossy();
        if detect_by_name(&name) == ByName::NotCode || bytes >= arguments.max_bytes {
            continue;
        }
        let Ok(text) = String::from_utf8(fs::read(&path)?) else {
            continue;
        };
        let prefix = &text.as_bytes()[..text.len().min(CONTENT_PREFIX)];
        if let Some(language) = detect(&name, prefix)
            && arguments.only.is_none_or(|only| only == language)
        {
            bytes += text.len();
            by_language.entry(language).or_default().push(text);
        }
    }
    println!(
        "{:<11} {:>7} {:>8}  MB/s: {:>7} {:>8} {:>8} {:>9}",
        "language", "files", "MB", "lex", "measures", "parse", "normalize"
    );
    for (language, texts) in &by_language {
        report(*language, texts);
    }
    Ok(())
}

fn report(language: Language, texts: &[String]) {
    let bytes: usize = texts.iter().map(String::len).sum();
    let lexed = best(|| {
        let mut sum = 0_usize;
        for text in texts {
            lex(Some(language), text, |kind, token| sum = sum.wrapping_add(token.len() ^ kind as usize));
        }
        black_box(sum);
    });
    let mut measures = Measures::new();
    let measured = best(|| {
        for text in texts {
            lex(Some(language), text, |kind, token| measures.token(kind, token, hash(token)));
            black_box(measures.take(text));
        }
    });
    let mut failed = 0;
    let mut with_errors = 0;
    let parsed = once(|| {
        for text in texts {
            match parse(language, text) {
                Ok(parse) => with_errors += usize::from(!parse.validity().parses),
                Err(_) => failed += 1,
            }
        }
    });
    let (mut edited, mut reverted) = (0, 0);
    let normalized = once(|| {
        for text in texts {
            let outcome = normalize(Some(language), text, &NormalizeOptions::default());
            edited += usize::from(outcome.text.is_some());
            reverted += usize::from(outcome.reverted);
        }
    });
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{:<11} {:>7} {:>8.1}        {:>7.0} {:>8.0} {:>8.1} {:>9.1}   {with_errors} with errors, {failed} over budget, {edited} edited, {reverted} reverted",
        language.name(),
        texts.len(),
        bytes as f64 / 1e6,
        speed(lexed),
        speed(measured),
        speed(parsed),
        speed(normalized),
    );
}

/// A stand-in for the hash that a caller brings: eight bytes a step, multiply and fold.
#[inline]
fn hash(token: &[u8]) -> u64 {
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        product as u64 ^ (product >> 64) as u64
    };
    let mut state = token.len() as u64 ^ 0x9e37_79b9_7f4a_7c15;
    for chunk in token.chunks(8) {
        let word = chunk.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        state = fold(state ^ word, 0xa076_1d64_78bd_642f);
    }
    state
}

fn best(mut run: impl FnMut()) -> Duration {
    (0..ROUNDS).map(|_| once(&mut run)).min().unwrap_or_default()
}

fn once(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut arguments = Arguments { folders: Vec::new(), only: None, max_bytes: 100_000_000 };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--language" => arguments.only = Some(words.next().ok_or("--language: expected a name")?.parse()?),
            "--max-mb" => {
                let megabytes: usize = words.next().ok_or("--max-mb: expected a number")?.parse()?;
                arguments.max_bytes = megabytes * 1_000_000;
            }
            _ => arguments.folders.push(word.into()),
        }
    }
    if arguments.folders.is_empty() {
        return Err("expected folders with sources".into());
    }
    Ok(arguments)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), paths)?;
        } else if kind.is_file() {
            paths.push(entry.path());
        }
    }
    Ok(())
}
