//! Listing and reading on scratch folders, each bad input with its exact outcome.

mod again;
mod folders;
mod records;
mod sample;

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use arrow::array::{Array, AsArray, RecordBatch};

use super::*;
use crate::read::read;
use crate::source::{Fields, Folder, Preset, Records};

struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new(files: &[(&str, &[u8])]) -> Scratch {
        let scratch = Scratch(tempfile::tempdir().expect("a scratch folder"));
        for (name, content) in files {
            scratch.write(name, content);
        }
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("src").join(name)
    }

    fn write(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    fn folder(&self) -> Vec<SourceSpec> {
        vec![SourceSpec::Folder(Folder {
            path: self.path(""),
            name: Some("s".into()),
            include: vec![],
            exclude: vec![],
            gitignore: true,
        })]
    }

    fn records(&self, name: &str) -> Vec<SourceSpec> {
        vec![SourceSpec::Records(Records {
            path: self.path(name),
            name: Some("s".into()),
            fields: Fields::Preset(Preset::Default),
        })]
    }

    fn index(&self) -> StatIndex {
        StatIndex::open(&self.0.path().join("index"))
    }
}

fn options() -> IngestOptions {
    IngestOptions { max_bytes: 1000, shard_bytes: 4096 }
}

fn listed(specs: &[SourceSpec]) -> Listing {
    list(specs, &options(), &mut StatIndex::in_memory(), &AtomicBool::new(false)).expect("it lists")
}

/// One line a document: its columns that tests look at.
fn documents(listing: &Listing) -> Vec<String> {
    let mut out = Vec::new();
    for shard in &listing.shards {
        let batch = read(shard, &options()).expect("it reads").batch;
        assert_eq!(batch.num_rows() as u64, shard.documents);
        out.extend(lines(&batch));
    }
    out
}

fn lines(batch: &RecordBatch) -> Vec<String> {
    let text = |name: &str, row: usize| {
        let column = batch.column_by_name(name).expect("a column").as_string::<i32>();
        if column.is_null(row) { "-".to_string() } else { column.value(row).to_string() }
    };
    (0..batch.num_rows())
        .map(|row| {
            let columns = ["path", "language", "license", "content"];
            columns.map(|name| text(name, row).escape_debug().to_string()).join(" ")
        })
        .collect()
}

fn bad(file: &str, offset: u64, reason: BadReason) -> BadInput {
    BadInput { source: "s".into(), file: file.into(), offset, reason }
}

fn skipped(listing: &Listing) -> Vec<(&str, u64)> {
    listing.skipped.iter().map(|(reason, count)| (reason.as_str(), *count)).collect()
}
