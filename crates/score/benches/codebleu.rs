//! CodeBLEU beside the package `codebleu` on the same real pairs, in one run, each on one thread:
//! `TROMMEL_SHARED=… TROMMEL_CODEBLEU_PYTHON=… cargo bench -p trommel-score --bench codebleu`.

#[path = "../tests/codebleu/package.rs"]
mod package;
#[path = "../tests/codebleu/pairs.rs"]
mod pairs;

use std::hint::black_box;
use std::time::Instant;

use trommel_score::CodeBleu;

const ROUNDS: u32 = 9;
const EACH: usize = 40;

fn main() {
    let Some(pairs) = pairs::pairs(EACH) else { return };
    let bytes: usize = pairs.iter().map(|pair| pair.prediction.len() + pair.reference.len()).sum();
    println!("{} pairs of {} bytes on average, both sides together", pairs.len(), bytes / pairs.len());
    let mut ours = f64::INFINITY;
    for name in ["strict", "compat"] {
        let metric = CodeBleu::parse(name).expect("a mode");
        ours = f64::INFINITY;
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            for pair in &pairs {
                black_box(metric.pair(pair.language, &pair.prediction, &[&pair.reference]));
            }
            ours = ours.min(begin.elapsed().as_secs_f64());
        }
        println!("ours, {name:6}      {:8.3} ms, {:8.1} µs a pair", ours * 1e3, ours * 1e6 / pairs.len() as f64);
    }
    let Some(package) = package::run(&pairs, 2) else { return };
    let theirs = package.seconds;
    println!("codebleu 0.7.0    {:8.3} ms, {:8.1} µs a pair", theirs * 1e3, theirs * 1e6 / pairs.len() as f64);
    println!("compat is {:.1} times as fast", theirs / ours);
    // Not timed: that it is the same thing that was computed.
    let value = |pair: &pairs::Real| {
        CodeBleu::default().pair(pair.language, &pair.prediction, &[&pair.reference]).map_or(0.0, |parts| parts.value)
    };
    let far = pairs.iter().zip(&package.rows).map(|(pair, row)| (value(pair) - row[0]).abs());
    println!("farthest from it: {:.6}, its grammars {:?}", far.fold(0.0, f64::max), package.versions);
}
