//! Record files.

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, BinaryArray, Int64Array, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;

use super::*;
use crate::read::read_many;

#[test]
fn bad_lines_are_ledgered_with_their_offsets() {
    let mut text = Vec::new();
    text.extend_from_slice(b"{\"code\": \"a\"}\n"); // 0
    text.extend_from_slice(b"{\"code\": oops}\n"); // 14
    text.extend_from_slice(b"{\"code\": \"\xff\"}\n"); // 29, the byte at 39
    text.extend_from_slice(b"{\"name\": \"b\"}\n"); // 43
    text.extend_from_slice(format!("{{\"code\": \"{}\"}}\n", "y".repeat(1000)).as_bytes()); // 57
    text.extend_from_slice(b"{\"code\": \"c\"}\n"); // 1070
    text.extend_from_slice(b"{\"code\": \"d"); // 1084
    let fields = "content (content, code, text, func_code_string, original_string, whole_func_string, output)";
    let want = |file: &str| {
        [
            bad(file, 14, BadReason::NotJson { at: 9, error: "expected value".into() }),
            bad(file, 29, BadReason::NotUtf8 { at: 39 }),
            bad(file, 43, BadReason::MissingField { field: fields.into() }),
            bad(file, 57, BadReason::TooLarge { bytes: 1012, max: 1000 }),
            bad(file, 1084, BadReason::CutShort),
        ]
    };
    let zstd = zstd::encode_all(text.as_slice(), 1).expect("it compresses");
    for (file, content) in [("r.jsonl", text.clone()), ("r.jsonl.gz", gzip(&text)), ("r.ndjson.zst", zstd)] {
        let scratch = Scratch::new(&[(file, &content)]);
        let listing = listed(&scratch.records(file));
        assert_eq!(listing.bad, want(file));
        assert_eq!(listing.shards[0].bad, want(file));
        assert_eq!(documents(&listing), [format!("{file} - - a"), format!("{file} - - c")]);
    }
}

pub(super) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("it compresses");
    encoder.finish().expect("it compresses")
}

/// Lines that do not compress well, so that a cut falls among them.
pub(super) fn noisy_lines(count: u64) -> Vec<u8> {
    let mut text = Vec::new();
    for n in 0..count {
        let noise = blake3::hash(&n.to_le_bytes()).to_hex();
        writeln!(text, "{{\"code\": \"{n} {noise}\", \"path\": \"p{n}.py\"}}").expect("to memory");
    }
    text
}

#[test]
fn a_truncated_archive_keeps_the_whole_records_before_the_cut() {
    // Many blocks: a zstd block is 128 KiB of text, and what its cut leaves of one is lost.
    let text = noisy_lines(10_000);
    let gz = gzip(&text);
    let zst = zstd::encode_all(text.as_slice(), 1).expect("it compresses");
    for (file, format, content) in [("r.jsonl.gz", "gzip", gz), ("r.jsonl.zst", "zstd", zst)] {
        let scratch = Scratch::new(&[(file, &content[..content.len() / 2])]);
        let listing = listed(&scratch.records(file));
        let documents = documents(&listing);
        assert!((3000..5500).contains(&documents.len()), "{file}: {}", documents.len());
        for (n, line) in documents.iter().enumerate() {
            assert!(line.starts_with(&format!("p{n}.py python - {n} ")), "{line}");
        }
        // The one bad input says how much text there was: the whole records and part of the next.
        let [BadInput { offset, reason: BadReason::Truncated { format: found, .. }, .. }] = listing.bad.as_slice()
        else {
            panic!("{file}: {:?}", listing.bad);
        };
        assert_eq!(found, format);
        let whole: u64 = listing.shards.iter().map(|shard| shard.bytes).sum();
        assert!((whole..whole + 200).contains(offset), "{file}: {offset} after {whole}");
    }
}

#[test]
fn an_archive_of_other_bytes_is_corrupt_and_one_of_none_truncated() {
    let scratch = Scratch::new(&[
        ("a.jsonl.gz", b"{\"code\": \"not compressed at all\"}"),
        ("b.jsonl.zst", b"{\"code\": \"not compressed at all\"}"),
        ("c.jsonl.gz", b""),
    ]);
    let kind = |file: &str| {
        let listing = listed(&scratch.records(file));
        assert!(listing.shards.is_empty());
        match listing.bad.as_slice() {
            [BadInput { offset: 0, reason: BadReason::Corrupt { format, .. }, .. }] => {
                format!("corrupt {format}")
            }
            [BadInput { offset: 0, reason: BadReason::Truncated { format, .. }, .. }] => {
                format!("truncated {format}")
            }
            other => panic!("{file}: {other:?}"),
        }
    };
    assert_eq!(kind("a.jsonl.gz"), "corrupt gzip");
    assert_eq!(kind("b.jsonl.zst"), "corrupt zstd");
    assert_eq!(kind("c.jsonl.gz"), "truncated gzip");
}

#[test]
fn a_gzip_of_several_members_is_read_whole() {
    let text = noisy_lines(100);
    let (a, b) = text.split_at(text.len() / 3);
    let scratch = Scratch::new(&[("r.jsonl.gz", &[gzip(a), gzip(b)].concat())]);
    let listing = listed(&scratch.records("r.jsonl.gz"));
    assert_eq!(documents(&listing).len(), 100);
    assert_eq!(listing.bad, []);
}

pub(super) fn parquet(columns: Vec<(&str, ArrayRef)>, group: usize) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let properties =
        parquet::file::properties::WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("to memory");
    writer.into_inner().expect("to memory")
}

#[test]
fn parquet_rows_are_documents_and_bad_ones_are_ledgered_by_number() {
    let content: ArrayRef = Arc::new(BinaryArray::from_opt_vec(vec![
        Some(b"x = 1".as_slice()),
        Some(b"caf\xe9"),
        None,
        Some(&[b'x'; 1200]),
        Some(b"y = 2"),
    ]));
    let path: ArrayRef = Arc::new(StringArray::from(vec!["a.py", "b.py", "c.py", "d.py", "e.rs"]));
    let stars: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3, 4, 5]));
    let file = parquet(vec![("content", content), ("path", path), ("max_stars_count", stars)], 2);
    let scratch = Scratch::new(&[("r.parquet", &file)]);
    let listing = listed(&scratch.records("r.parquet"));
    assert_eq!(documents(&listing), ["a.py python - x = 1", "e.rs rust - y = 2"]);
    let fields = "content (content, code, text, func_code_string, original_string, whole_func_string, output)";
    assert_eq!(
        listing.bad,
        [
            bad("r.parquet", 1, BadReason::NotUtf8 { at: 3 }),
            bad("r.parquet", 2, BadReason::MissingField { field: fields.into() }),
            bad("r.parquet", 3, BadReason::TooLarge { bytes: 1204, max: 1000 }),
        ]
    );
}

#[test]
fn a_parquet_file_that_is_cut_or_of_another_kind_is_one_bad_input() {
    let names: ArrayRef = Arc::new(StringArray::from(vec!["a"; 100]));
    let file = parquet(vec![("content", Arc::clone(&names))], 100);
    let size = file.len() - 10;
    let other = parquet(vec![("name", names)], 100);
    let mut damaged = file.clone();
    let length = damaged.len();
    damaged[length - 8..length - 4].copy_from_slice(&u32::MAX.to_le_bytes());
    let scratch =
        Scratch::new(&[("cut.parquet", &file[..size]), ("other.parquet", &other), ("damaged.parquet", &damaged)]);
    let one = |file: &str| {
        let mut listing = listed(&scratch.records(file));
        assert!(listing.shards.is_empty());
        assert_eq!(listing.bad.len(), 1, "{:?}", listing.bad);
        listing.bad.remove(0)
    };
    let cut = one("cut.parquet");
    let BadReason::Truncated { format, found } = &cut.reason else { panic!("{cut:?}") };
    assert_eq!(format, "parquet");
    assert!(found.ends_with(&format!("at its end after {size} bytes, expected \"PAR1\"")), "{found}");
    assert!(matches!(one("other.parquet").reason, BadReason::MissingField { .. }));
    assert!(matches!(one("damaged.parquet").reason, BadReason::Corrupt { .. }));
}

#[test]
fn ids_do_not_depend_on_the_position_and_repeats_have_ordinals() {
    let ids = |text: &str| {
        let scratch = Scratch::new(&[("r.jsonl", text.as_bytes())]);
        let mut ids = Vec::new();
        for shard in &listed(&scratch.records("r.jsonl")).shards {
            let batch = read(shard, &options()).expect("it reads").batch;
            let column = batch.column_by_name("id").expect("ids").as_fixed_size_binary().clone();
            ids.extend(column.iter().flatten().map(<[u8]>::to_vec));
        }
        ids.sort_unstable();
        ids
    };
    let (a, b) = ("{\"code\": \"a\"}\n", "{\"code\": \"b\"}\n");
    let forward = ids(&format!("{a}{b}{a}{a}"));
    assert_eq!(forward, ids(&format!("{a}\n{a}{a}{b}")));
    let mut distinct = forward.clone();
    distinct.dedup();
    assert_eq!(distinct.len(), 4);
}

#[test]
fn read_many_streams_once_and_gives_what_read_gives() {
    let text = noisy_lines(3000);
    let table = {
        let code: ArrayRef =
            Arc::new(StringArray::from_iter_values((0..3000).map(|n| format!("{n} {}", "z".repeat(40)))));
        parquet(vec![("code", code)], 700)
    };
    for (file, content) in [("r.jsonl", text.clone()), ("r.jsonl.gz", gzip(&text)), ("r.parquet", table)] {
        let scratch = Scratch::new(&[(file, &content)]);
        let listing = listed(&scratch.records(file));
        assert!(listing.shards.len() > 10, "{file}: {}", listing.shards.len());
        assert_eq!(listing.shards[0].stream().is_some(), file != "r.jsonl");
        let singles: Vec<_> = listing.shards.iter().map(|shard| read(shard, &options()).expect("it reads")).collect();
        // All in order, some of them, and out of order.
        let all: Vec<usize> = (0..listing.shards.len()).collect();
        for wanted in [all, vec![1, 4, 5], vec![5, 2, 2]] {
            let shards: Vec<&ShardInput> = wanted.iter().map(|at| &listing.shards[*at]).collect();
            let mut got = Vec::new();
            read_many(&shards, &options(), &mut |_, rows| {
                got.push(rows);
                ControlFlow::Continue(())
            })
            .expect("it reads");
            let want: Vec<_> = wanted.iter().map(|at| singles[*at].clone()).collect();
            assert!(got == want, "{file} {wanted:?}");
        }
    }
}

#[test]
fn damage_anywhere_is_ledgered_or_harmless_and_never_a_panic() {
    let text = noisy_lines(200);
    let code: ArrayRef = Arc::new(StringArray::from_iter_values((0..200).map(|n| format!("{n} {}", n * n))));
    // With a checksum; without one, damage may be text like any other.
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).expect("it compresses");
    encoder.include_checksum(true).expect("an option it has");
    encoder.write_all(&text).expect("it compresses");
    let zstd = encoder.finish().expect("it compresses");
    for (file, content) in [
        ("r.jsonl", text.clone()),
        ("r.jsonl.gz", gzip(&text)),
        ("r.jsonl.zst", zstd),
        ("r.parquet", parquet(vec![("code", code)], 50)),
    ] {
        let scratch = Scratch::new(&[]);
        for n in 0..150_u64 {
            let word = crate::shards::path_hash(&n.to_string());
            let mut damaged = content.clone();
            let at = usize::try_from(word >> 8).expect("64 bits") % damaged.len();
            if n % 3 == 0 {
                damaged.truncate(at);
            } else {
                damaged[at] ^= (word as u8) | 1;
            }
            scratch.write(file, &damaged);
            let listing = listed(&scratch.records(file));
            let documents = documents(&listing).len();
            assert!(documents <= 200, "{file} {n}: {documents}");
            assert!(documents == 200 || !listing.bad.is_empty() || n % 3 == 0, "{file} {n}");
        }
    }
}
