//! Measures listing and reading: `listing <index folder> [--list-only] <path | cargo:Cargo.lock | python>…`.
//!
//! Lists three times (cold, again, from memory only) and reads every shard once.

use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use rayon::prelude::*;
use trommel_corpus::{CargoRegistry, IngestOptions, PythonStdlib, SourceSpec, StatIndex, list, read, sources_of_path};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().ok_or("usage: listing <index folder> <source>…")?;
    let mut specs = Vec::new();
    let mut list_only = false;
    for source in arguments {
        if source == "--list-only" {
            list_only = true;
            continue;
        }
        match source.strip_prefix("cargo:") {
            Some(lock) => {
                specs.push(SourceSpec::CargoRegistry(CargoRegistry { lock: lock.into(), ..CargoRegistry::default() }))
            }
            None if source == "python" => {
                specs.push(SourceSpec::PythonStdlib(PythonStdlib::default()));
            }
            None => specs.extend(sources_of_path(Path::new(&source))?),
        }
    }
    let options = IngestOptions::default();
    let cancel = AtomicBool::new(false);
    let mut last = None;
    for name in ["first", "again", "again"] {
        let start = Instant::now();
        let mut index = StatIndex::open(Path::new(&dir));
        let opened = start.elapsed();
        let listing = list(&specs, &options, &mut index, &cancel)?;
        let listed = start.elapsed();
        index.save()?;
        println!(
            "{name}: {:?} (index opened in {opened:?}, listed by {listed:?}); {} files, {} bytes, {} documents, {} shards, \
             {} bad, read {} bytes",
            start.elapsed(),
            listing.files,
            listing.bytes,
            listing.shards.iter().map(|shard| shard.documents).sum::<u64>(),
            listing.shards.len(),
            listing.bad.len(),
            listing.hashed_bytes,
        );
        last = Some(listing);
    }
    let Some(listing) = last else { return Ok(()) };
    if list_only {
        return Ok(());
    }
    for note in &listing.notes {
        println!("note: {note}");
    }
    for bad in listing.bad.iter().take(20) {
        println!("bad: {bad}");
    }
    let mut skipped: Vec<_> = listing.skipped.iter().collect();
    skipped.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    println!("skipped: {:?}", &skipped[..skipped.len().min(12)]);
    let start = Instant::now();
    let rows: Vec<_> = listing
        .shards
        .par_iter()
        .map(|shard| read(shard, &options).map(|rows| (rows.batch.num_rows(), without_license(&rows.batch))))
        .collect::<Result<_, _>>()?;
    println!(
        "read: {:?}; {} rows, {} without a licence",
        start.elapsed(),
        rows.iter().map(|(rows, _)| rows).sum::<usize>(),
        rows.iter().map(|(_, without)| without).sum::<usize>(),
    );
    Ok(())
}

fn without_license(batch: &arrow::array::RecordBatch) -> usize {
    batch.column_by_name("license").map_or(0, |column| column.null_count())
}
