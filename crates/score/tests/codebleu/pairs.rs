//! Real pairs of programs in ten languages, from the shared data.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;
use trommel_lang::{Language, TokenKind, tokens};

/// A prediction, its reference, and the package's name of their language.
pub struct Real {
    pub language: Language,
    pub prediction: String,
    pub reference: String,
}

/// The package's name of a language.
pub fn package_name(language: Language) -> &'static str {
    if language == Language::CSharp { "c_sharp" } else { language.name() }
}

/// A file of the shared data; `None`, said loudly, where it is absent.
pub fn shared(path: &str) -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("TROMMEL_SHARED").map_or_else(beside, PathBuf::from).join("data").join(path);
    let Ok(mut file) = File::open(&path) else {
        println!("SKIPPED: no {path:?}; set TROMMEL_SHARED");
        return None;
    };
    if path.extension().is_none_or(|extension| extension != "gz") {
        return Some(fs::read_to_string(&path).expect("a text"));
    }
    let mut text = String::new();
    GzDecoder::new(&mut file).read_to_string(&mut text).expect("gzip of UTF-8");
    Some(text)
}

/// `each` pairs of each of ten languages: neighbours in their file, and, every other one, a program beside itself with lines left out.
pub fn pairs(each: usize) -> Option<Vec<Real>> {
    let mut pairs = Vec::new();
    for (language, programs) in programs()? {
        assert!(programs.len() > each, "{language}: {} programs", programs.len());
        for at in 0..each {
            let reference = programs[at].clone();
            let prediction = if at % 2 == 0 { programs[at + 1].clone() } else { thinned(&reference, at) };
            pairs.push(Real { language, prediction, reference });
        }
    }
    pairs.extend(OPERATORS.map(|(prediction, reference)| Real {
        language: Language::Python,
        prediction: format!("def f(a, b):\n    if a {prediction} b: pass\n"),
        reference: format!("def f(a, b):\n    if a {reference} b: pass\n"),
    }));
    Some(pairs)
}

/// Operators of two words are nodes with children and without a name, which few real programs set beside others.
const OPERATORS: [(&str, &str); 6] =
    [("not in", "in"), ("is not", "is"), ("in", "not in"), ("not in", "not in"), ("<", "not in"), ("is not", "==")];

fn programs() -> Option<Vec<(Language, Vec<String>)>> {
    let functions = |path: &str, fields: [&str; 2]| -> Option<Vec<String>> {
        let text = shared(path)?;
        let record = |line: &str| -> Value { serde_json::from_str(line).expect("JSON") };
        let of = |record: Value| fields.map(|field| record[field].as_str().unwrap_or_default().to_owned()).concat();
        Some(text.lines().map(record).map(of).collect())
    };
    let x =
        |name: &str| functions(&format!("benchmarks/humaneval-x-{name}.jsonl.gz"), ["prompt", "canonical_solution"]);
    let poj = functions("clones/poj104_codexglue_50each.jsonl.gz", ["code", ""])?;
    let c: Vec<String> = poj.into_iter().filter(|code| !code.contains("cin") && !code.contains("class ")).collect();
    let javascript = x("js")?;
    Some(vec![
        (Language::Python, functions("benchmarks/HumanEval.jsonl.gz", ["prompt", "canonical_solution"])?),
        (Language::Java, x("java")?),
        (Language::Cpp, x("cpp")?),
        (Language::Go, x("go")?),
        (Language::Rust, functions("benchmarks/humaneval-x-rust.jsonl.gz", ["declaration", "canonical_solution"])?),
        (Language::Ruby, functions("benchmarks/multipl-e-humaneval-rb.jsonl.gz", ["prompt", "tests"])?),
        (Language::C, c),
        (Language::CSharp, shared("translation/java-cs-model1.gold.txt")?.lines().map(str::to_owned).collect()),
        (Language::Php, javascript.iter().map(|code| as_php(code)).collect()),
        (Language::JavaScript, javascript),
    ])
}

/// A program without some of its lines; of one line, without some of its words.
fn thinned(text: &str, at: usize) -> String {
    let parts = |mark: &str| -> String {
        let kept = text.split(mark).enumerate().filter(|(number, _)| (number + at) % 6 != 5);
        kept.map(|(_, part)| part).collect::<Vec<_>>().join(mark)
    };
    if text.contains('\n') { parts("\n") } else { parts(" ") }
}

/// JavaScript turned into PHP token by token: nothing real is at hand in PHP. It parses, which is all that it is for.
fn as_php(text: &str) -> String {
    let all: Vec<_> =
        tokens(Some(Language::JavaScript), text).filter(|token| token.kind != TokenKind::Comment).collect();
    let word = |at: usize| all.get(at).map_or("", |token| std::str::from_utf8(token.bytes).unwrap_or_default());
    let mut php = String::from("<?php\n");
    for (at, token) in all.iter().enumerate() {
        let text = word(at);
        let keyword = [
            "function", "return", "if", "else", "for", "while", "do", "break", "continue", "new", "true", "false",
            "null", "switch", "case", "default",
        ];
        match text {
            "let" | "const" | "var" => continue,
            "." => php += "->",
            "{" | "}" | ";" => php += &format!("{text}\n"),
            _ if token.kind != TokenKind::Identifier || keyword.contains(&text) => php += &format!("{text} "),
            _ if word(at + 1) == "(" || (at > 0 && word(at - 1) == ".") => php += text,
            _ => php += &format!("${text} "),
        }
    }
    php
}
