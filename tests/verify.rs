//! `verify`: a flipped byte is found and named; and the dataset is where and what the report says.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::AsArray;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::fixture::Fixture;
use crate::scratch::{Scratch, root_of};

fn planted(name: &str) -> (Scratch, Value) {
    let scratch = Scratch::new(name);
    Fixture::new(20).plant(&scratch);
    let report = scratch.run(&[]);
    (scratch, report)
}

/// Flips one bit in the middle of a file, in place, as a disk does.
fn flip(path: &Path) {
    let file = File::options().read(true).write(true).open(path).expect("a file");
    let middle = file.metadata().expect("its size").len() / 2;
    let mut byte = [0];
    file.read_exact_at(&mut byte, middle).expect("a byte");
    byte[0] ^= 0x10;
    file.write_all_at(&byte, middle).expect("a byte");
}

/// The Parquet files under a folder of the store, relative to the store, sorted.
fn parts(scratch: &Scratch, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![scratch.path("store").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "parquet") {
                let path = path.strip_prefix(scratch.path("store")).expect("it is in the store").to_path_buf();
                found.push(path.to_str().expect("UTF-8").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// `verify` ends with 1 and names exactly this file, in JSON and in text.
#[track_caller]
fn finds(scratch: &Scratch, path: &str) {
    let verified = scratch.trommel(&["verify", "latest", "--json"]).ends(1).json();
    assert_eq!(verified["ok"], false);
    let faults = verified["faults"].as_array().expect("a list").iter().map(|fault| fault["path"].as_str());
    let faults: Vec<&str> = faults.map(|path| path.expect("a path")).collect();
    assert_eq!(faults, [path], "{verified}");
    let said = scratch.trommel(&["verify"]).ends(1);
    assert!(said.out.contains(path), "{said}");
}

#[test]
fn a_flipped_byte_is_found_and_named() {
    let (scratch, report) = planted("flipped");
    let root = root_of(&report);
    scratch.verifies(&root);
    for kind in ["ingest", "normalize", "describe", "keep-if", "exact-dup", "near-dup"] {
        let parts = parts(&scratch, &format!("objects/{kind}"));
        for part in [parts.first(), parts.last()].into_iter().flatten() {
            flip(&scratch.path("store").join(part));
            finds(&scratch, part);
            flip(&scratch.path("store").join(part));
            scratch.verifies(&root);
        }
    }
    for part in parts(&scratch, "runs/1/dataset") {
        flip(&scratch.path("store").join(&part));
        finds(&scratch, &part);
        flip(&scratch.path("store").join(&part));
    }
    let card = "runs/1/dataset/README.md";
    flip(&scratch.path("store").join(card));
    finds(&scratch, card);
    flip(&scratch.path("store").join(card));
    scratch.verifies(&root);
}

#[test]
fn a_file_that_is_missing_or_short() {
    let (scratch, report) = planted("missing");
    let root = root_of(&report);
    let mut victims = vec!["runs/1/dataset/README.md".to_owned()];
    for folder in ["objects/ingest", "objects/describe", "objects/near-dup", "runs/1/dataset"] {
        victims.push(parts(&scratch, folder).swap_remove(0));
    }
    for victim in victims {
        let path = scratch.path("store").join(&victim);
        let whole = std::fs::read(&path).expect("it is there");
        std::fs::write(&path, &whole[..whole.len() - 1]).expect("disk");
        finds(&scratch, &victim);
        std::fs::remove_file(&path).expect("it is there");
        finds(&scratch, &victim);
        std::fs::write(&path, whole).expect("disk");
        scratch.verifies(&root);
    }
}

/// The way out that `verify` tells: delete what it names, run again.
#[test]
fn damage_is_mended_by_another_run() {
    let (scratch, report) = planted("mended");
    let root = root_of(&report);
    for folder in ["objects/ingest", "objects/normalize", "objects/describe", "objects/near-dup"] {
        let part = parts(&scratch, folder).swap_remove(0);
        flip(&scratch.path("store").join(&part));
        finds(&scratch, &part);
        std::fs::remove_file(scratch.path("store").join(&part)).expect("it is there");
        assert_eq!(scratch.root(&[]), root, "{part}");
        scratch.verifies(&root);
    }
}

#[test]
fn a_damaged_dataset_is_mended_by_another_run() {
    let (scratch, report) = planted("mended-dataset");
    let root = root_of(&report);
    let latest = *scratch.runs().last().expect("a run");
    let published = parts(&scratch, &format!("runs/{latest}/dataset")).swap_remove(0);
    flip(&scratch.path("store").join(&published));
    finds(&scratch, &published);
    std::fs::remove_file(scratch.path("store").join(&published)).expect("it is there");
    assert_eq!(scratch.root(&[]), root, "{published}");
    scratch.verifies(&root);
}

#[test]
fn damage_is_an_error_on_read_never_a_guess() {
    let (scratch, _) = planted("read");
    let part = parts(&scratch, "objects/describe").swap_remove(0);
    let path = scratch.path("store").join(&part);
    let whole = std::fs::read(&path).expect("it is there");
    std::fs::write(&path, &whole[..whole.len() / 2]).expect("disk");
    let said = scratch.trommel(&["sql", "select sum(tokens) from docs"]).ends(2).tells(&[&part]);
    assert_eq!(said.out, "");
    std::fs::remove_file(&path).expect("it is there");
    scratch.trommel(&["sql", "select sum(tokens) from docs"]).ends(2).tells(&[
        &part,
        "missing",
        "run the recipe again",
    ]);
}

#[test]
fn runs_that_are_not_there() {
    let (scratch, report) = planted("no-run");
    for run in ["7", "last", "-1", "0", "1.5"] {
        scratch.trommel(&["verify", "--", run]).ends(2);
    }
    scratch.trommel(&["verify", "7"]).ends(2).tells(&["no run `7`", "1"]);
    let verified = scratch.trommel(&["verify", "1", "--json"]).ends(0).json();
    assert_eq!(verified["root"], report["root"]);
    Scratch::new("no-store").trommel(&["verify"]).ends(2).tells(&["`latest`"]);
}

#[test]
fn the_dataset_is_where_and_what_the_report_says() {
    let (scratch, report) = planted("dataset");
    let folder = scratch.path("store/runs/1/dataset");
    assert_eq!(Path::new(report["dataset"].as_str().expect("a path")).canonicalize().ok(), folder.canonicalize().ok());
    let files = parts(&scratch, "runs/1/dataset");
    assert_eq!(report["files"], files.len());
    let names = (0..files.len()).map(|n| format!("runs/1/dataset/data/train-{n:05}-of-{:05}.parquet", files.len()));
    assert!(names.eq(files.iter().cloned()), "{files:?}");
    let (mut rows, mut bytes, mut paths) = (0, 0, Vec::new());
    for file in &files {
        let (more, text, found) = read(&scratch.path("store").join(file));
        (rows, bytes) = (rows + more, bytes + text);
        paths.extend(found);
    }
    assert_eq!((&report["published"]["rows"], &report["published"]["bytes"]), (&rows.into(), &bytes.into()));
    let kept = scratch.sql("select path from docs where keep order by path");
    let kept: Vec<&str> =
        kept.as_array().expect("rows").iter().map(|row| row["path"].as_str().expect("text")).collect();
    paths.sort();
    assert_eq!(paths, kept, "what is kept is published");
    let card = std::fs::read_to_string(folder.join("README.md")).expect("a card");
    let front: Vec<&str> = card.splitn(3, "---\n").collect();
    assert_eq!(front.first(), Some(&""), "the card begins with front matter");
    for key in ["license:", "language:", "size_categories:", "configs:", "dataset_info:", "data/train-*"] {
        assert!(front[1].contains(key), "no {key} in the card's front matter:\n{}", front[1]);
    }
}

/// Rows, bytes of text and paths of a published file, whose layout must be what loaders want.
fn read(path: &PathBuf) -> (u64, u64, Vec<String>) {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect("a file")).expect("Parquet");
    let metadata = Arc::clone(builder.metadata());
    let features = builder.schema().metadata().get("huggingface").expect("features for `datasets`");
    let features: Value = serde_json::from_str(features).expect("JSON");
    assert_eq!(features["info"]["features"]["content"]["dtype"], "string");
    for group in metadata.row_groups() {
        assert!(group.total_byte_size() <= 100 << 20, "row groups of at most 100 MB");
        for column in group.columns() {
            assert!(matches!(column.compression(), parquet::basic::Compression::ZSTD(_)), "zstd");
            assert!(column.offset_index_offset().is_some() && column.column_index_offset().is_some(), "page index");
        }
    }
    let (mut rows, mut bytes, mut paths) = (0, 0, Vec::new());
    for batch in builder.build().expect("a reader") {
        let batch = batch.expect("rows");
        rows += batch.num_rows() as u64;
        let texts = batch.column_by_name("content").expect("content").as_string::<i32>();
        bytes += texts.iter().flatten().map(|text| text.len() as u64).sum::<u64>();
        let found = batch.column_by_name("path").expect("path").as_string::<i32>();
        paths.extend(found.iter().flatten().map(str::to_owned));
    }
    (rows, bytes, paths)
}
