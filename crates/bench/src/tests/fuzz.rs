//! Broken files: whatever they hold, a reader says so or reads them, in bounded time and memory, and never panics.
//!
//! Mutations come from a generator with a fixed seed, so that a failure can be had again: the round is in its message. It runs for
//! `TROMMEL_FUZZ_SECONDS`, or two.

use std::time::{Duration, Instant};

use super::shared::shared;
use crate::{Claim, Completion, Format, Mapping, Preset, Samples, Task, Tasks, assemble, read, read_as, read_mapped};

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }
}

/// Pieces that readers stumble over.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud800",
    b"\\udc00",
    b"\n",
    b"\r\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"-0",
    b"99999999999999999999999999",
    b"[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":",
    b"\0",
    b"\xFF",
    b"\xED\xA0\x80",
    b"\xEF\xBB\xBF",
    b"\x1F\x8B",
    b"\"task_id\":",
    b"\"completion\":",
    b"\"test_list\":[],",
    b"\"inputs\":",
    b"```",
    b"~~~",
    b"\"\"\"",
    b"def f(",
    b"class ",
    b"if __name__",
    b"\t",
    b"    ",
];

/// A file with a few things wrong.
fn mutated(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    // Not all of a long file: its rows are alike.
    if bytes.len() > 20_000 {
        let start = random.below(bytes.len() - 10_000);
        let line = bytes[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        bytes = bytes[line..(line + 20_000).min(bytes.len())].to_vec();
    }
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let end = at + random.below((bytes.len() - at).min(64) + 1);
        match random.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at),
            2 => {
                let piece = PIECES[random.below(PIECES.len())];
                drop(bytes.splice(at..at, piece.iter().copied()));
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            4 => {
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                drop(bytes.splice(to..to, copy));
            }
            5 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                let piece = other[from..(from + random.below(200)).min(other.len())].to_vec();
                drop(bytes.splice(at..end, piece));
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                let many: Vec<u8> = piece.iter().copied().cycle().take(piece.len() * random.below(300)).collect();
                drop(bytes.splice(at..at, many));
            }
        }
    }
    bytes
}

/// Calls `check` with broken files until the time is up.
fn fuzz(name: &str, seeds: &[Vec<u8>], mut check: impl FnMut(&[u8], &mut Random)) {
    let seconds = std::env::var("TROMMEL_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let begun = Instant::now();
    let mut random = Random(1);
    let (mut rounds, mut slowest) = (0_u64, Duration::ZERO);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let file = mutated(&mut random, seeds);
        let start = Instant::now();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&file, &mut random)));
        let taken = start.elapsed();
        slowest = slowest.max(taken);
        assert!(outcome.is_ok(), "{name}: round {rounds} panics on {:?}", String::from_utf8_lossy(&file));
        assert!(taken < Duration::from_secs(20), "{name}: round {rounds} takes {taken:?} for {} bytes", file.len());
        rounds += 1;
    }
    eprintln!("fuzz: {name}: {rounds} files in {seconds} s, the slowest took {slowest:?}");
}

fn unpacked(path: &str) -> Option<Vec<u8>> {
    let bytes = shared(path)?;
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Some(bytes);
    }
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(bytes.as_slice()), &mut text).ok()?;
    Some(text)
}

/// A row of each format, for where the real files are not at hand.
const ROWS: &[&str] = &[
    r#"{"task_id":"HumanEval/0","prompt":"def f(x):\n    \"\"\"d\"\"\"\n","entry_point":"f","canonical_solution":"    return 1\n","test":"def check(candidate):\n    assert candidate(1) == 1\n"}"#,
    r#"{"task_id":"Mbpp/2","prompt":"","entry_point":"f","canonical_solution":"","base_input":[[[1],2]],"plus_input":[],"atol":0}"#,
    r#"{"text":"t","code":"def f(): pass","task_id":1,"test_setup_code":"","test_list":["assert f()"],"challenge_test_list":[]}"#,
    r#"[{"source_file":"","task_id":2,"prompt":"p","code":"def f(): pass","test_imports":[],"test_list":["assert f()"]}]"#,
    r#"{"name":"a","description":"","public_tests":{"input":["1"],"output":["2"]},"solutions":{"language":[3],"solution":["x"]},"time_limit":{"seconds":2}}"#,
    r#"{"problem_id":1,"input_output":"{\"fn_name\":\"f\",\"inputs\":[[1]],\"outputs\":[[2]]}","solutions":"[\"x\"]"}"#,
    r#"{"question_id":"a","public_test_cases":"[{\"input\":\"1\",\"output\":\"5\",\"testtype\":\"stdin\"}]","private_test_cases":"eJxrYJmqxgABPUrR1UqZeQWlJUpWCkqGMXlKOgpK+aUlUIHDK5VqY6foAQAoJw24","metadata":"{}"}"#,
    r#"{"name":"a","language":"js","prompt":"function f(x){\n","tests":"f(1)","stop_tokens":["\n}"]}"#,
    r#"{"task_id":"CPP/0","prompt":"int f(int x){\n","declaration":"","canonical_solution":"}","test":"int main(){}"}"#,
];

#[test]
fn benchmark_files_never_panic() {
    let mut seeds: Vec<Vec<u8>> = ROWS.iter().map(|row| row.as_bytes().to_vec()).collect();
    for file in [
        "HumanEval.jsonl.gz",
        "HumanEvalPlus.jsonl.gz",
        "MbppPlus.jsonl.gz",
        "mbpp.jsonl.gz",
        "sanitized-mbpp.json",
        "codecontests_100_moretests.jsonl.gz",
        "coderl_apps_train5.jsonl",
        "multipl-e-humaneval-cpp.jsonl.gz",
        "humaneval-x-js.jsonl.gz",
    ] {
        seeds.extend(unpacked(&format!("benchmarks/{file}")));
    }
    let formats: Vec<Format> = Format::all().collect();
    let mapping = Mapping::of_pairs("id=task_id,tests=test_list,entry_point=entry_point").unwrap();
    fuzz("benchmark files", &seeds, |file, random| {
        let _ = read(file, "f");
        let _ = read_as(formats[random.below(formats.len())], file, "f");
        let _ = read_mapped(file, "f", &mapping);
    });
}

#[test]
fn sample_files_never_panic() {
    let row = |id: u32| format!("{{\"task_id\":\"HumanEval/{id}\",\"completion\":\"    return {id}\\n\"}}\n");
    let mut seeds = vec![
        (0..20).map(row).collect::<String>().into_bytes(),
        b"[[\"a\",\"b\"],[\"c\"]]".to_vec(),
        b"[{\"task_id\":\"HumanEval/0\",\"predict\":[\"a\"]}]".to_vec(),
        b"{\"HumanEval/0\":[\"a\"],\"HumanEval/1\":[\"b\"]}".to_vec(),
    ];
    seeds.extend(unpacked("samples/verdicts.jsonl.gz"));
    let task: Task = read(ROWS[0].as_bytes(), "t").unwrap().1.remove(0);
    let tasks: Vec<Task> = (0..164).map(|at| Task { id: format!("HumanEval/{at}"), ..task.clone() }).collect();
    let ids = Tasks::new("humaneval", &tasks);
    fuzz("sample files", &seeds, |file, random| {
        let Ok(samples) = Samples::new(file, "s", &ids) else { return };
        for sample in samples {
            let Ok(sample) = sample else { break };
            let Completion::Text(text) = sample.completion else { continue };
            let preset = Preset::ALL[random.below(Preset::ALL.len())];
            let extracted = assemble(&task, &text, sample.claim, preset);
            assert!(extracted.program.len() <= 2 * (text.len() + task.prompt.len() + 100), "{extracted:?}");
        }
        // What is no sample file may be a completion.
        if let Ok(text) = std::str::from_utf8(file) {
            let _ = assemble(&task, text, Claim::Unsaid, Preset::Sanitize);
            let _ = assemble(&task, text, Claim::Continues, Preset::Auto);
        }
    });
}
