//! What the kernels cost: `cargo bench -p trommel-dedup --profile release`.
//!
//! Each line is the best of some repetitions on one core. MB/s is per megabyte of source code, at 5.5 bytes a
//! distinct shingle and 4 bytes a token, which is about what code has.

use std::hint::black_box;
use std::time::Instant;
use trommel_dedup::{
    Bands, Buckets, Edge, RecallSample, Shingler, Signature, components, distinct_pairs, estimate, jaccard,
    jaccard_at_least, pair_key, signature, survivors, token_hash,
};

const BYTES_A_SHINGLE: f64 = 5.5;
const BYTES_A_TOKEN: f64 = 4.0;

fn main() {
    hashing();
    for grams in [50, 250, 1000, 5000, 50_000, 1_000_000] {
        shingling(grams);
    }
    for shingles in [1, 10, 50, 100, 250, 500, 1000, 5000, 50_000, 1_000_000] {
        signing(shingles);
    }
    classical(1000);
    banding();
    for shingles in [50, 250, 1000, 5000, 50_000] {
        comparing(shingles);
    }
    bucketing();
    surviving();
    measuring_recall();
}

/// Seconds of the fastest of nine runs.
fn best<T>(mut run: impl FnMut() -> T) -> f64 {
    (0..9)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

fn line(name: &str, seconds: f64, units: usize, unit: &str, bytes_a_unit: Option<f64>) {
    let each = seconds * 1e9 / units as f64;
    let speed = bytes_a_unit.map_or(String::new(), |bytes| format!("{:10.0} MB/s", bytes * 1e3 / each));
    println!("{name:<44} {each:10.2} ns/{unit:<10}{speed}");
}

/// SplitMix64: enough for data to measure with.
struct Random(u64);

impl Random {
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let word = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    fn set(&mut self, size: usize) -> Vec<u32> {
        let mut set: Vec<u32> = (0..size).map(|_| self.word() as u32).collect();
        set.sort_unstable();
        set.dedup();
        set
    }
}

fn hashing() {
    let text = "def self return x ( ) : self . count_of_things = None if i not in range [ 0 ] else import numpy 42 ''"
        .repeat(500);
    let tokens: Vec<&[u8]> = text.split(' ').map(str::as_bytes).collect();
    let seconds = best(|| tokens.iter().fold(0, |sum: u64, token| sum.wrapping_add(token_hash(token))));
    line("token_hash", seconds, tokens.len(), "token", Some(BYTES_A_TOKEN));
}

fn shingling(grams: usize) {
    let documents = (1_000_000 / grams).max(1);
    let mut random = Random(1);
    // A fifth of a document's grams are repeats.
    let period = grams * 4 / 5;
    let stream: Vec<u64> = (0..period).map(|_| random.word()).collect();
    let stream: Vec<u64> = stream.iter().cycle().take(grams + 4).copied().collect();
    let mut shingler = Shingler::new(5);
    let mut distinct = 0;
    let seconds = best(|| {
        distinct = 0;
        for document in 0..documents as u64 {
            stream.iter().for_each(|token| shingler.push(token ^ document));
            distinct += shingler.finish(b"").len();
        }
    });
    line(&format!("Shingler, {grams} tokens"), seconds, distinct, "shingle", Some(BYTES_A_SHINGLE));
}

fn signing(shingles: usize) {
    let mut random = Random(2);
    let sets: Vec<Vec<u32>> = (0..(500_000 / shingles).clamp(1, 20_000)).map(|_| random.set(shingles)).collect();
    let total: usize = sets.iter().map(Vec::len).sum();
    let seconds = best(|| sets.iter().map(|set| signature(set)[255]).fold(0, u32::wrapping_add));
    line(&format!("signature, {shingles} shingles"), seconds, total, "shingle", Some(BYTES_A_SHINGLE));
}

/// For comparison: 256 multiply-shift permutations, as the compiler vectorises them for this target.
fn classical(shingles: usize) {
    let mut random = Random(3);
    let sets: Vec<Vec<u32>> = (0..200).map(|_| random.set(shingles)).collect();
    let total: usize = sets.iter().map(Vec::len).sum();
    let factors: [[u32; 2]; 256] = std::array::from_fn(|_| [random.word() as u32 | 1, random.word() as u32]);
    let seconds = best(|| {
        let mut sum = 0u32;
        for set in &sets {
            let mut values: Signature = [u32::MAX; 256];
            for &shingle in set {
                for (value, [factor, offset]) in values.iter_mut().zip(&factors) {
                    *value = (*value).min(shingle.wrapping_mul(*factor).wrapping_add(*offset));
                }
            }
            sum = sum.wrapping_add(values[7]);
        }
        sum
    });
    line(&format!("  256 permutations instead, {shingles} shingles"), seconds, total, "shingle", Some(BYTES_A_SHINGLE));
}

fn banding() {
    let mut random = Random(4);
    let signatures: Vec<Signature> = (0..1000).map(|_| std::array::from_fn(|_| random.word() as u32)).collect();
    let Ok(bands) = Bands::for_recall(0.7, 0.95) else {
        return;
    };
    let seconds = best(|| signatures.iter().flat_map(|signature| bands.hashes(signature)).fold(0, u64::wrapping_add));
    line(&format!("band keys, {} × {}", bands.bands, bands.rows), seconds, signatures.len(), "document", None);
    let seconds = best(|| signatures.windows(2).map(|pair| estimate(&pair[0], &pair[1])).sum::<f64>());
    line("estimate", seconds, signatures.len(), "pair", None);
    let seconds = best(|| Bands::for_recall(black_box(0.7), 0.95));
    line("Bands::for_recall", seconds, 1, "call", None);
    let seconds = best(|| Bands::usual(black_box(0.7)));
    line("Bands::usual", seconds, 1, "call", None);
}

fn comparing(shingles: usize) {
    let mut random = Random(5);
    let pairs: Vec<[Vec<u32>; 2]> = (0..(1_000_000 / shingles).max(2))
        .map(|_| {
            let both = random.set(shingles * 4 / 5);
            [shingles / 5, shingles / 5].map(|own| {
                let mut set = [both.clone(), random.set(own)].concat();
                set.sort_unstable();
                set.dedup();
                set
            })
        })
        .collect();
    let elements: usize = pairs.iter().flatten().map(Vec::len).sum();
    let seconds = best(|| pairs.iter().map(|[a, b]| jaccard(a, b)).sum::<f64>());
    line(&format!("jaccard 0.67, {shingles} shingles"), seconds, elements, "element", None);
    let seconds = best(|| pairs.iter().filter(|[a, b]| jaccard_at_least(a, b, 0.6).is_some()).count());
    line("  at least 0.6: yes", seconds, elements, "element", None);
    let seconds =
        best(|| pairs.windows(2).filter(|pair| jaccard_at_least(&pair[0][0], &pair[1][1], 0.7).is_some()).count());
    line("  at least 0.7: unrelated", seconds, elements, "element", None);
}

fn bucketing() {
    let mut random = Random(6);
    let members = 20_000u32;
    let signatures: Vec<Signature> = (0..members).map(|_| std::array::from_fn(|_| random.word() as u32 % 50)).collect();
    let value = |document: u32, position: usize| signatures[document as usize][position];
    let all: Vec<u32> = (0..members).collect();
    let mut keys = vec![];
    let seconds = best(|| {
        keys.clear();
        let mut buckets = Buckets::new(Bands { bands: 31, rows: 7 }, &value).sampling(1000, 1);
        buckets.add(0, &all, |a, b| keys.push(pair_key(a, b)));
        buckets.tally()
    });
    line(&format!("a hot bucket of {members}: {} pairs", keys.len()), seconds, keys.len(), "pair", None);
    let seconds = best(|| {
        let mut keys = keys.clone();
        distinct_pairs(&mut keys);
        keys.len()
    });
    line("distinct_pairs, copied first", seconds, keys.len(), "pair", None);
}

fn surviving() {
    let mut random = Random(7);
    let documents = 1_000_000usize;
    let rank: Vec<u32> = (0..documents as u32).map(|document| document.wrapping_mul(0x9e37_79b1)).collect();
    let edges: Vec<Edge> = (0..2_000_000)
        .map(|_| {
            let [a, b] = [random.word(), random.word()].map(|word| (word % documents as u64) as u32);
            Edge { a, b, jaccard: 0.8 }
        })
        .collect();
    let seconds = best(|| survivors(documents, &edges, &rank).len());
    line("survivors, 1M documents, 2M edges", seconds, edges.len(), "edge", None);
    let seconds = best(|| components(documents, &edges).len());
    line("components, 1M documents, 2M edges", seconds, edges.len(), "edge", None);
}

/// A sample of 2,000 documents of 2,000 shingles; every document shares a tenth of its shingles with all
/// others.
fn measuring_recall() {
    let mut random = Random(8);
    let boilerplate = random.set(200);
    let mut document = || {
        let mut set = [boilerplate.clone(), random.set(1800)].concat();
        set.sort_unstable();
        set.dedup();
        set
    };
    let sample: Vec<(u32, Vec<u32>)> = (0..2000).map(|i| (i, document())).collect();
    let others: Vec<Vec<u32>> = (0..1000).map(|_| document()).collect();
    let Ok(mut recall) = RecallSample::new(sample.clone(), 0.7) else {
        return;
    };
    let seconds = best(|| {
        (2000u32..).zip(&others).for_each(|(i, set)| recall.compare(i, set, |_, _| true));
    });
    line("RecallSample::compare with 2,000", seconds, others.len(), "document", None);
    let seconds = best(|| RecallSample::new(sample.clone(), 0.7).is_ok());
    line("RecallSample::new, 2,000 copied first", seconds, sample.len(), "document", None);
}
