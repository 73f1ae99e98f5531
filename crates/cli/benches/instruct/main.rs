//! The whole of `pipelines/instruct.toml` on generated records: documents a second and core, and peak memory.
//!
//! `cargo bench --profile release --workspace --bench instruct -- [RECORDS]`, by default 200,000. Programs are random trees of
//! statements, so that after anonymisation they still differ; one in fifty is a copy, one in fifty a near-copy.

mod programs;

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use programs::{LANGUAGES, Random, program};
use serde_json::json;

fn main() {
    let records = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(200_000u64);
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let file = scratch.path().join("records.jsonl");
    let bytes = generate(&file, records);
    println!("{records} records, {:.1} MB of answers", bytes as f64 / 1e6);

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let jobs = std::thread::available_parallelism().map_or(1, |jobs| jobs.get());
    for (what, memory) in [("cold", "4GiB"), ("cold, little memory", "512MiB")] {
        let store = scratch.path().join(memory);
        let began = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_trommel"))
            .current_dir(&root)
            .args(["run", "pipelines/instruct.toml", "--json", "--memory", memory, "--store"])
            .arg(&store)
            .args(["-S", &format!("ingest.path={}", file.display())])
            .output()
            .expect("the program starts");
        let seconds = began.elapsed().as_secs_f64();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
        println!(
            "{what} ({memory}): {seconds:.1} s on {jobs} cores, {:.0} documents/s/core, peak {} MiB, published {}",
            records as f64 / seconds / jobs as f64,
            told["peak_bytes"].as_u64().unwrap_or(0) >> 20,
            told["published"]["rows"],
        );
        for stage in told["stages"].as_array().into_iter().flatten() {
            println!(
                "  {:<14} rows {:>8}  dropped {:>7}",
                stage["stage"].as_str().unwrap_or(""),
                stage["rows"],
                stage["dropped"]
            );
        }
        for line in said.lines().filter(|line| line.ends_with(" s") || line.contains("peak")) {
            println!("  {line}");
        }
    }
}

fn generate(file: &Path, records: u64) -> usize {
    let mut writer = BufWriter::new(std::fs::File::create(file).expect("a file"));
    let (mut bytes, mut last) = (0, String::new());
    for number in 0..records {
        let mut random = Random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        // As skewed as instruction data is: half of it one language.
        let language = &LANGUAGES[[0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5][random.below(12)]];
        let answer = match number % 50 {
            7 if !last.is_empty() => last.clone(),
            13 if !last.is_empty() => last.replacen(" 1", " 91", 1),
            _ => program(language, &mut random),
        };
        bytes += answer.len();
        let task = ["generate", "complete", "fix"][random.below(3)];
        let record = json!({
            "instruction": format!("Write program number {number}: combine the arguments step by step and give the result."),
            "input": "", "output": answer, "task": task, "language": language.name,
        });
        writeln!(writer, "{record}").expect("disk");
        last = if number % 50 == 6 || number % 50 == 12 { answer } else { String::new() };
    }
    bytes
}
