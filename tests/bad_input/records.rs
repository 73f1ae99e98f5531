//! Record files: JSONL, plain and compressed, and Parquet.

use std::io::{Seek, SeekFrom, Write};
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use serde_json::{Value, json};

use super::{check, ledger_of, peak, recipe, refused, row};
use crate::program::{LANGUAGES, Program};
use crate::scratch::Scratch;

/// Lines of JSONL, each with its newline.
fn lines(count: u64) -> Vec<String> {
    let line = |number| {
        let content = Program::new(&LANGUAGES[0], number).text();
        json!({ "path": format!("p{number}.py"), "content": content }).to_string() + "\n"
    };
    (0..count).map(line).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn whole_files_of_each_format() {
    let text = lines(4).concat();
    let mut roots = Vec::new();
    for (name, bytes) in [
        ("records.jsonl", text.clone().into_bytes()),
        ("records.jsonl.gz", gzip(&text)),
        ("records.jsonl.zst", zstd::encode_all(text.as_bytes(), 3).expect("memory")),
        ("records.parquet", parquet_of(4)),
    ] {
        let scratch = Scratch::new("formats");
        scratch.write(name, bytes);
        scratch.write("recipe.toml", recipe(name, 0.0));
        let report = scratch.run(&[]);
        assert_eq!((report["documents_in"].as_u64(), report["bad"].as_u64()), (Some(4), Some(0)), "{name}");
        roots.push(report["root"].clone());
    }
    assert!(roots.windows(2).all(|pair| pair[0] == pair[1]), "the format does not show: {roots:?}");
}

#[test]
fn lines_that_are_no_records() {
    let scratch = Scratch::new("lines");
    let good = lines(3);
    let bad = [
        "not json at all\n".as_bytes(),
        b"{\"path\": \"a.py\", \"content\": \"caf\xe9\"}\n",
        b"{\"path\": \"a.py\"}\n",
        b"{\"path\": \"a.py\", \"content\": 7}\n",
        b"[1, 2]\n",
    ];
    let (mut bytes, mut offsets) = (Vec::new(), Vec::new());
    for (index, line) in bad.iter().enumerate() {
        bytes.extend(good.get(index).map(String::as_bytes).unwrap_or_default());
        offsets.push(bytes.len() as u64);
        bytes.extend(*line);
    }
    bytes.extend(b"\n"); // An empty line is nothing at all.
    scratch.write("records.jsonl", bytes);
    scratch.write("recipe.toml", recipe("records.jsonl", 0.9));
    let report = scratch.run(&[]);
    assert_eq!((report["documents_in"].as_u64(), report["bad"].as_u64()), (Some(3), Some(5)));
    let ledger = ledger_of(&scratch);
    let found: Vec<(u64, String)> = ledger
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["offset"].as_u64().expect("an offset"), row["reason"].as_str().expect("text").to_owned()))
        .collect();
    let wanted = [
        "not a JSON object",
        "not UTF-8 at byte",
        "no field for content",
        "the field for content holds",
        "not a JSON object",
    ];
    for ((found, offset), wanted) in found.iter().zip(&offsets).zip(wanted) {
        assert_eq!(found.0, *offset, "{ledger}");
        assert!(found.1.starts_with(wanted), "{} for {wanted}", found.1);
    }
    // The offending byte is counted from the start of the file.
    assert_eq!(found[1].1, format!("not UTF-8 at byte {}", offsets[1] + 32));
}

#[test]
fn a_line_cut_short() {
    let scratch = Scratch::new("cut-line");
    let mut text = lines(3).concat();
    let start = text.len() as u64;
    let last = lines(4).pop().expect("a line");
    text.push_str(&last[..last.len() / 2]);
    scratch.write("records.jsonl", text);
    let reason = "the line ends in the middle of its JSON object";
    check(&scratch, "records.jsonl", 3, &[row("records", "records.jsonl", start, reason)]);
}

#[test]
fn truncated_gzip_and_zstd() {
    let text = lines(60).concat();
    for (name, bytes, format) in [
        ("records.jsonl.gz", gzip(&text), "gzip"),
        ("records.jsonl.zst", zstd::encode_all(text.as_bytes(), 3).expect("memory"), "zstd"),
    ] {
        for cut in [bytes.len() / 2, bytes.len() - 3] {
            let scratch = Scratch::new("truncated");
            scratch.write(name, &bytes[..cut]);
            scratch.write("recipe.toml", recipe(name, 0.0));
            refused(&scratch, &[], &["inputs are bad", name, &format!("truncated {format} file")]);
            scratch.write("recipe.toml", recipe(name, 1.0));
            let report = scratch.trommel(&["run", "recipe.toml", "--json"]);
            let ledger = match report.code {
                // The whole records before the cut are kept, where the format allows it.
                Some(0) => {
                    let documents = report.json()["documents_in"].as_u64().expect("a count");
                    assert!((1..=60).contains(&documents), "{documents} documents");
                    assert_eq!(report.json()["bad"], 1);
                    ledger_of(&scratch)
                }
                _ => {
                    report.ends(2).tells(&["no documents"]);
                    continue;
                }
            };
            assert_eq!((&ledger[0]["source"], &ledger[0]["file"]), (&json!("records"), &json!(name)), "{ledger}");
            let reason = ledger[0]["reason"].as_str().expect("text");
            assert!(reason.starts_with(&format!("truncated {format} file: ")), "{reason}");
            assert!(ledger[0]["offset"].is_u64());
        }
    }
}

#[test]
fn corrupt_gzip() {
    let scratch = Scratch::new("corrupt");
    let mut bytes = gzip(&lines(60).concat());
    let end = bytes.len() - 6; // In the checksum.
    bytes[end] ^= 1;
    scratch.write("records.jsonl.gz", bytes);
    scratch.write("recipe.toml", recipe("records.jsonl.gz", 0.0));
    refused(&scratch, &[], &["inputs are bad", "records.jsonl.gz", "corrupt gzip file"]);
}

fn parquet_of(count: u64) -> Vec<u8> {
    let text =
        |each: &dyn Fn(u64) -> String| Arc::new((0..count).map(|n| Some(each(n))).collect::<StringArray>()) as ArrayRef;
    let batch = RecordBatch::try_from_iter([
        ("path", text(&|number| format!("p{number}.py"))),
        ("content", text(&|number| Program::new(&LANGUAGES[0], number).text())),
    ]);
    let batch = batch.expect("two columns");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a schema");
    writer.write(&batch).expect("memory");
    writer.close().expect("memory");
    bytes
}

#[test]
fn truncated_parquet() {
    let bytes = parquet_of(60);
    for cut in [bytes.len() / 2, bytes.len() - 1, 3, 0] {
        let scratch = Scratch::new("truncated-parquet");
        scratch.write("records.parquet", &bytes[..cut]);
        scratch.write("recipe.toml", recipe("records.parquet", 0.0));
        refused(&scratch, &[], &["1 of 1 inputs are bad", "records: records.parquet: at ", "truncated parquet file"]);
    }
}

#[test]
fn corrupt_parquet() {
    let scratch = Scratch::new("corrupt-parquet");
    let mut bytes = parquet_of(60);
    let middle = bytes.len() / 3;
    bytes[middle..middle + 64].fill(0xa5);
    scratch.write("records.parquet", bytes);
    scratch.write("recipe.toml", recipe("records.parquet", 0.0));
    refused(&scratch, &[], &["inputs are bad", "records: records.parquet: at ", "parquet file"]);
}

/// A line of a gigabyte of zeros between good ones.
fn gigabyte_line(scratch: &Scratch) -> u64 {
    let good = lines(2);
    let mut file = std::fs::File::create(scratch.path("records.jsonl")).expect("a file");
    file.write_all(good[0].as_bytes()).expect("disk");
    file.seek(SeekFrom::Current(1 << 30)).expect("a hole");
    file.write_all(b"\n").expect("disk");
    file.write_all(good[1].as_bytes()).expect("disk");
    good[0].len() as u64
}

#[test]
fn a_line_of_a_gigabyte() {
    let scratch = Scratch::new("gigabyte-line");
    let start = gigabyte_line(&scratch);
    let reason = "1073741824 bytes, over max_bytes = 5000000";
    let report = check(&scratch, "records.jsonl", 2, &[row("records", "records.jsonl", start, reason)]);
    assert!(peak(&report) < 1 << 29, "peak {} bytes", peak(&report));
}

#[test]
fn a_gigabyte_out_of_a_small_archive() {
    let scratch = Scratch::new("bomb");
    let good = lines(2);
    let file = std::fs::File::create(scratch.path("records.jsonl.zst")).expect("a file");
    let mut encoder = zstd::Encoder::new(file, 1).expect("an encoder");
    encoder.write_all(good[0].as_bytes()).expect("disk");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        encoder.write_all(&zeros).expect("disk");
    }
    encoder.write_all(b"\n").expect("disk");
    encoder.write_all(good[1].as_bytes()).expect("disk");
    encoder.finish().expect("disk");
    let report = with_large_line(&scratch, "records.jsonl.zst", good[0].len() as u64);
    assert!(peak(&report) < 1 << 29, "peak {} bytes", peak(&report));
}

fn with_large_line(scratch: &Scratch, file: &str, start: u64) -> Value {
    let reason = "1073741824 bytes, over max_bytes = 5000000";
    check(scratch, file, 2, &[row("records", file, start, reason)])
}
