//! BLEU and ROUGE-L beside sacrebleu and rouge-score, on the same pairs in the same run.
//!
//! `cargo bench --profile release -p trommel-score --bench text`. Needs the tests' Python environment (`tests/venv.sh`), and for the pairs of a
//! model the shared data (`TROMMEL_SHARED`); without those, made-up pairs alone. Compared: from the texts in memory to the numbers (tokens,
//! n-grams or longest common subsequence, the score), one thread each, the fastest of some runs; starting Python and reading files is left out.

use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use trommel_score::Pair;
use trommel_score::metrics::{Named, metric};

/// Runs of each; the fastest counts.
const RUNS: usize = 5;

fn main() {
    let python = python();
    for (name, pairs) in [("translations of a model", translations()), ("made-up functions", functions())] {
        if pairs.is_empty() {
            println!("{name}: SKIPPED; set TROMMEL_SHARED to the folder with `data`");
            continue;
        }
        let bytes: usize = pairs.iter().map(|pair| pair.prediction.len() + pair.references[0].len()).sum();
        println!("{name}: {} pairs, {bytes} bytes, one thread each, the fastest of {RUNS}", pairs.len());
        let theirs = python.as_deref().map(|python| peers(python, &pairs));
        for (name, peer) in [
            ("bleu", "sacrebleu"),
            ("bleu:sentence", "sacrebleu, each"),
            ("rouge-l", "rouge-score"),
            ("rouge-lsum", "rouge-score, by line"),
        ] {
            let named = metric(name).expect("it is known");
            let value = named.measure(&pairs, 0, 0).value;
            let seconds = fastest(|| one_thread(&named, &pairs));
            let Some(found) = theirs.as_ref().map(|theirs| &theirs[name]) else {
                println!("  {name}: {:.1} ms; {peer} is not here, `tests/venv.sh` installs it", seconds * 1e3);
                continue;
            };
            let (wanted, slow) =
                (found["value"].as_f64().expect("a number"), found["seconds"].as_f64().expect("a number"));
            assert!((value - wanted).abs() < 1e-6, "{name}: {value}, {peer} says {wanted}");
            println!(
                "  {name} {value:.4}: {:.1} ms; {peer} {:.1} ms: {:.0} times ours",
                seconds * 1e3,
                slow * 1e3,
                slow / seconds
            );
        }
    }
}

fn one_thread(named: &Named, pairs: &[Pair]) {
    for pair in pairs {
        black_box(named.corpus.tally(black_box(pair)));
    }
}

fn fastest(mut work: impl FnMut()) -> f64 {
    let seconds = |()| {
        let begun = Instant::now();
        work();
        begun.elapsed().as_secs_f64()
    };
    std::iter::repeat_n((), RUNS).map(seconds).fold(f64::INFINITY, f64::min)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pair(prediction: &str, reference: &str) -> Pair {
    Pair { task: None, prediction: prediction.to_owned(), references: vec![reference.to_owned()], language: None }
}

/// 1,000 Java methods in C#, by a model and as they should be; a line each.
fn translations() -> Vec<Pair> {
    let shared = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let lines = |name: &str| std::fs::read_to_string(shared.join("data/translation").join(name)).unwrap_or_default();
    let (predictions, references) = (lines("java-cs-model1.output.txt"), lines("java-cs-model1.gold.txt"));
    predictions.lines().zip(references.lines()).map(|(prediction, reference)| pair(prediction, reference)).collect()
}

/// 500 functions of 5 to 40 lines beside variants of them.
fn functions() -> Vec<Pair> {
    let mut state = 7u64;
    let mut below = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let mut function = |lines: u64, variant: u64| {
        let mut text = format!("def function_{lines}(items, limit):\n");
        for line in 0..lines {
            let change = u64::from(below(4) == 0) * variant;
            text.push_str(&format!(
                "    value_{} = items[{line}] + limit * {} - other(line, {change})\n",
                line % 7 + change,
                line * 3
            ));
        }
        text + "    return value_0\n"
    };
    (0..500).map(|at| pair(&function(5 + at % 36, 1), &function(5 + at % 36, 2))).collect()
}

/// The interpreter of the tests' environment, unless there is none.
fn python() -> Option<PathBuf> {
    let under = |variable: &str, below: &str| Some(PathBuf::from(std::env::var_os(variable)?).join(below));
    let cache = || under("XDG_CACHE_HOME", "trommel/venv").or_else(|| under("HOME", ".cache/trommel/venv"));
    let python = under("TROMMEL_VENV", "").or_else(cache)?.join("bin/python");
    python.exists().then_some(python)
}

/// What the packages say, and how long they take: `{"bleu": {"value": …, "seconds": …}, …}`.
fn peers(python: &Path, pairs: &[Pair]) -> Value {
    let rows: Vec<Value> =
        pairs.iter().map(|pair| json!({ "prediction": pair.prediction, "reference": pair.references[0] })).collect();
    let mut child = Command::new(python)
        .arg("-B")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/text/peers.py"))
        .arg(RUNS.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let asked = serde_json::to_vec(&rows).expect("JSON");
    child.stdin.take().expect("it is piped").write_all(&asked).expect("Python reads");
    let said = child.wait_with_output().expect("Python ends");
    assert!(said.status.success(), "peers.py failed; `tests/venv.sh` installs what it needs");
    serde_json::from_slice(&said.stdout).expect("JSON")
}
