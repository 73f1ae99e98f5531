//! The near-dup stage beside rensa and datasketch (PyPI), on the same documents in the same run:
//! `cargo bench --profile release -p trommel-pipeline --bench near_dup -- [DIR …] [--limit-mb N] [--threads N] [--rounds N] [--json FILE]`.
//!
//! | row | what is timed, from the files (in the page cache) on |
//! |---|---|
//! | `signatures` | read, lex, shingle, sign; one thread |
//! | `near-dup` | the same, written as tables of a store, then the stage as the pipeline runs it: bands, sort, exact verification, recall measured, marks |
//! | `near-dup unmeasured` | the same without measuring recall on a sample, which no peer does |
//! | `rensa` | read, tokenise, shingle, sign (whole sets), band; not verified |
//! | `rensa rho` | the same with its sampling sketch, its fastest |
//! | `rensa lexical` | `rensa` on tokens like ours, punctuation included |
//! | `datasketch` | read, tokenise, shingle, sign, band; not verified |
//!
//! Every row is a process of its own, so that peaks of memory do not mix; each starts its clock when it is loaded. The best of
//! some rounds counts. The documents are by default sources of the local Cargo registry and the Python standard library.

mod documents;
mod measured;
mod options;
mod peers;
mod signatures;
mod stage;
mod table;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use measured::Measured;
use options::{Child, Options};
use peers::Peers;
use trommel_pipeline::stages::NearDup;

/// What the command line runs with.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

const OURS: [&str; 3] = ["signatures", "near-dup", "near-dup unmeasured"];

fn main() -> ExitCode {
    let done = match Options::parse(std::env::args().skip(1)) {
        Ok(Options::Child(child)) => row(&child),
        Ok(Options::Compare(compare)) => run(&compare),
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Measures every row and prints the table.
fn run(options: &options::Compare) -> Result<()> {
    // In the target folder: it survives, and is nobody's source.
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("near-dup");
    std::fs::create_dir_all(&work)?;
    let list = work.join("documents.txt");
    let documents = documents::choose(&options.folders, options.limit, &list)?;
    let peers = Peers::install(&work.join("venv"));

    let mut rows: Vec<Measured> = Vec::new();
    for round in 1..=options.rounds {
        for name in OURS.iter().chain(&peers::ROWS) {
            let measured = match OURS.contains(name) {
                true => ours(name, &list, options.threads),
                false => match peers.row(name, &list) {
                    Some(measured) => measured,
                    None => continue,
                },
            };
            let measured = measured.map_err(|error| format!("{name}: {error}"))?;
            eprintln!("round {round} of {}: {name} {:.2} s", options.rounds, measured.seconds);
            match rows.iter_mut().find(|row| row.row == measured.row) {
                Some(best) if best.seconds <= measured.seconds => {}
                Some(best) => *best = measured,
                None => rows.push(measured),
            }
        }
    }
    let report = table::Report::new(options, documents, peers.versions(), rows);
    report.print();
    if let Some(path) = &options.json {
        std::fs::write(path, report.json())?;
    }
    Ok(())
}

/// One of our rows, in a process of its own.
fn ours(name: &str, list: &Path, threads: usize) -> Result<Measured> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--row", name, "--threads", &threads.to_string(), "--list"]).arg(list);
    answer(&mut command)
}

/// Runs a process that prints a [`Measured`].
fn answer(command: &mut Command) -> Result<Measured> {
    let output = command.stderr(Stdio::inherit()).output()?;
    match output.status.success() {
        true => Ok(serde_json::from_slice(&output.stdout)?),
        false => Err(format!("ended with {}", output.status).into()),
    }
}

/// In a process of its own: measures one row and prints it.
fn row(child: &Child) -> Result<()> {
    let paths: Vec<PathBuf> = std::fs::read_to_string(&child.list)?.lines().map(PathBuf::from).collect();
    let measured = match child.row.as_str() {
        "signatures" => signatures::measure(&paths)?,
        name @ "near-dup" => stage::measure(name, &NearDup::default(), &paths, child.threads)?,
        name @ "near-dup unmeasured" => {
            stage::measure(name, &NearDup { sample: 0, ..NearDup::default() }, &paths, child.threads)?
        }
        other => return Err(format!("--row: there is no `{other}`; there are {}", OURS.join(", ")).into()),
    };
    println!("{}", serde_json::to_string(&measured)?);
    Ok(())
}
