//! Bad input: what cannot be a document is ledgered with file, offset and reason; too much of it stops the run.

mod disk;
mod files;
mod moving;
mod records;

pub use disk::Tmpfs;
use serde_json::{Value, json};

use crate::scratch::{Said, Scratch};

/// A recipe over one path, in which `max_bad` is as given.
fn recipe(path: &str, max_bad: f64) -> String {
    format!(
        "# Bad input.\n[[stage]]\ningest = {{ path = \"{path}\", max_bad = {max_bad:?} }}\n[[stage]]\nnormalize = {{}}\n\
         [[stage]]\ndescribe = {{}}\n[[stage]]\ndataset = {{}}\n"
    )
}

/// The run must be refused over its input, with exit 2, these words, and nothing published.
#[track_caller]
fn refused(scratch: &Scratch, arguments: &[&str], told: &[&str]) -> Said {
    let said = scratch.trommel(&[&["run", "recipe.toml"], arguments].concat()).ends(2).tells(told);
    assert_eq!(said.out, "", "nothing on stdout");
    nothing_published(scratch);
    said
}

#[track_caller]
fn nothing_published(scratch: &Scratch) {
    assert_eq!(scratch.runs(), [0u64; 0], "runs");
    let datasets = std::fs::read_dir(scratch.path("store/runs")).into_iter().flatten().flatten();
    let datasets = datasets.filter(|run| run.path().join("manifest.json").exists());
    assert_eq!(datasets.count(), 0, "committed runs on disk");
}

/// One row of the ledger.
fn row(source: &str, file: &str, offset: u64, reason: &str) -> Value {
    json!({ "source": source, "file": file, "offset": offset, "reason": reason })
}

/// With `max_bad = 0` the run is refused and names each bad input; with `max_bad = 0.9` it succeeds with exactly this
/// ledger and so many documents.
#[track_caller]
fn check(scratch: &Scratch, path: &str, documents: u64, ledger: &[Value]) -> Value {
    scratch.write("recipe.toml", recipe(path, 0.0));
    let share = format!("{} of {} inputs are bad", ledger.len(), documents + ledger.len() as u64);
    let said = refused(scratch, &[], &[&share, "ingest.max_bad", "nothing was published", "hint: "]);
    for row in ledger.iter().take(5) {
        let text = |name: &str| row[name].as_str().expect("text").to_owned();
        let told = format!("{}: {}: at {}: {}", text("source"), text("file"), row["offset"], text("reason"));
        assert!(said.err.contains(&told), "no `{told}` in\n{said}");
    }
    scratch.write("recipe.toml", recipe(path, 0.9));
    let report = scratch.run(&[]);
    assert_eq!((report["documents_in"].as_u64(), report["bad"].as_u64()), (Some(documents), Some(ledger.len() as u64)));
    assert_eq!(report["published"]["rows"], documents);
    assert_eq!(ledger_of(scratch), json!(ledger));
    scratch.verifies(report["root"].as_str().expect("a root"));
    report
}

fn ledger_of(scratch: &Scratch) -> Value {
    scratch.sql("select * from ledger order by source, file, \"offset\"")
}

/// Peak memory in bytes that a run reports of itself.
fn peak(report: &Value) -> u64 {
    report["peak_bytes"].as_u64().expect("the system tells")
}
