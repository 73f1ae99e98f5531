//! How fast tokenizers are trained and used, beside Python's `tokenizers` on the same text, pattern and size:
//! `TROMMEL_SHARED=… TROMMEL_VENV=… cargo bench -p trommel-tokens` (both have defaults).

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use trommel_tokens::{Corpus, Digits, Mode, Training, split};

const VOCABULARY: usize = 8000;

fn timed<T>(what: &str, megabytes: f64, work: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = work();
    let seconds = begin.elapsed().as_secs_f64();
    println!("ours    {what:16} {seconds:8.3} s  {:8.2} MB/s", megabytes / seconds);
    result
}

fn texts() -> Option<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let shared = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root.join("shared"), PathBuf::from);
    let file = std::fs::File::open(shared.join("data/functions/edinburgh_code_docstring_python.jsonl.gz")).ok()?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("gzip of UTF-8");
    Some(text.lines().map(code).collect())
}

/// The record's longest string: whatever the field is called, the code.
fn code(line: &str) -> String {
    let record: serde_json::Value = serde_json::from_str(line).expect("JSON lines");
    let fields = record.as_object().expect("an object");
    let longest = fields.values().filter_map(|value| value.as_str()).max_by_key(|text| text.len());
    longest.unwrap_or_default().to_owned()
}

fn main() {
    let Some(texts) = texts() else {
        println!("SKIPPED: no shared data; name its folder in TROMMEL_SHARED");
        return;
    };
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!("{} documents, {megabytes:.2} MB, vocabulary {VOCABULARY}", texts.len());
    for (name, mode) in [("bpe", Mode::Bpe {}), ("unigram", Mode::Unigram {})] {
        let documents = texts.iter().map(|text| ("python", text));
        let corpus =
            timed(&format!("count {name}"), megabytes, || Corpus::count(documents, Digits::Single)).expect("text");
        let training = Training::new(mode, VOCABULARY);
        let (tokenizer, report) =
            timed(&format!("learn {name}"), megabytes, || training.run(&corpus)).expect("a tokenizer");
        let ids = timed(&format!("encode {name}"), megabytes, || tokenizer.encode_all(&texts)).expect("ids");
        let tokens: usize = ids.iter().map(Vec::len).sum();
        println!("ours    {name}: {} tokens of vocabulary, {tokens} tokens of text", report.vocabulary);
    }
    python(&texts);
}

fn python(texts: &[String]) {
    let home = std::env::var_os("HOME").unwrap_or_default();
    let venv =
        std::env::var_os("TROMMEL_VENV").map_or_else(|| Path::new(&home).join(".cache/trommel/venv"), PathBuf::from);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("texts.json");
    std::fs::write(&file, serde_json::to_vec(texts).expect("JSON")).expect("written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/speed.py");
    let said = Command::new(venv.join("bin/python"))
        .arg(script)
        .arg(&file)
        .arg(split::pattern(Digits::Single))
        .arg(VOCABULARY.to_string())
        .output();
    match said {
        Ok(said) if said.status.success() => print!("{}", String::from_utf8_lossy(&said.stdout)),
        Ok(said) => println!("SKIPPED: Python's tokenizers: {}", String::from_utf8_lossy(&said.stderr)),
        Err(error) => println!("SKIPPED: no Python in {}: {error}", venv.display()),
    }
}
