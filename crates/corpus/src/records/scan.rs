//! The first pass over a record file: where its segments lie, what decides their rows, and what is bad in it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use blake3::Hasher;

use super::RecordFile;
use super::row::Row;
use crate::bad::BadReason;
use crate::document::{Facts, put};
use crate::shards::{Cutter, first_word};

/// A run of records that makes up one shard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Where its first record starts: byte offset (uncompressed), or number of the row.
    pub start: u64,
    /// How many documents it holds.
    pub documents: u64,
    /// Bytes of its lines.
    pub bytes: u64,
    /// Digest of what decides its rows.
    pub rows: [u8; 32],
    pub first_path: String,
    /// Number of a document in the segment → its ordinal, for those that repeat an earlier record of the file.
    pub repeats: Vec<(u32, u32)>,
    /// What is bad between its documents, and where.
    pub bad: Vec<(u64, BadReason)>,
    /// Where each of its records starts, when it has not all from the first on: in a sample.
    pub chosen: Vec<u64>,
}

/// What the first pass found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scan {
    pub segments: Vec<Arc<Segment>>,
    /// What is bad in a file that has no document at all.
    pub stray: Vec<(u64, BadReason)>,
}

/// Scans a file once. None when asked to stop.
pub(crate) fn scan(file: &RecordFile, max_bytes: u64, target: u64, cancel: &AtomicBool) -> Option<Scan> {
    let mut stream = match file.stream(max_bytes) {
        Ok(stream) => stream,
        Err(reason) => {
            return Some(Scan { segments: Vec::new(), stray: vec![(0, reason)] });
        }
    };
    let mut cutter = Cutter::new(target);
    let mut scan = Scan::default();
    let mut open = Open::default();
    let mut buffer = Vec::new();
    // How often each (path, content) was seen. 64 bits suffice: a collision merely skips an ordinal.
    let mut seen: HashMap<u64, u32> = HashMap::new();
    while let Some(record) = stream.next_record() {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        let row = match record.outcome {
            Ok(row) => row,
            Err(reason) => {
                open.bad.push((record.start, reason));
                continue;
            }
        };
        let digest = *blake3::hash(row.content.as_bytes()).as_bytes();
        let path = row.path.as_deref().unwrap_or(&file.name);
        let times = seen.entry(record_word(path, &digest)).or_insert(0);
        let ordinal = *times;
        *times = times.saturating_add(1);
        open.take(record.start, record.size, path, ordinal);
        record_facts(file, &row, path, &digest, ordinal).hash_into(&mut open.rows, &mut buffer);
        // Not by the ordinal, which depends on what comes before.
        if cutter.ends_after(first_word(&digest), record.size) {
            scan.segments.push(Arc::new(std::mem::take(&mut open).close()));
        }
    }
    if open.documents > 0 {
        scan.segments.push(Arc::new(open.close()));
    } else if let Some(last) = scan.segments.last_mut() {
        Arc::make_mut(last).bad.append(&mut open.bad);
    } else {
        scan.stray = open.bad;
    }
    Some(scan)
}

/// What decides the row of a record.
pub(crate) fn record_facts<'a>(
    file: &'a RecordFile,
    row: &'a Row,
    path: &'a str,
    content_digest: &'a [u8; 32],
    ordinal: u32,
) -> Facts<'a> {
    Facts {
        source: &file.source,
        repo: row.repo.as_deref(),
        path,
        language: row.language.as_deref(),
        license: row.license.as_deref(),
        version: row.version.as_deref(),
        stars: row.stars,
        content_digest,
        ordinal: u64::from(ordinal),
        instruction: row.instruction.as_deref(),
        input: row.input.as_deref(),
        output: row.output.as_deref(),
        task: row.task.as_deref(),
    }
}

/// The number by which records with equal path and content are recognised.
pub(super) fn record_word(path: &str, digest: &[u8; 32]) -> u64 {
    let mut hasher = Hasher::new();
    put(&mut hasher, path.as_bytes());
    hasher.update(digest);
    first_word(hasher.finalize().as_bytes())
}

/// A segment under construction.
#[derive(Default)]
pub(super) struct Open {
    start: Option<u64>,
    documents: u64,
    bytes: u64,
    pub rows: Hasher,
    first_path: String,
    repeats: Vec<(u32, u32)>,
    pub bad: Vec<(u64, BadReason)>,
}

impl Open {
    pub fn take(&mut self, start: u64, size: u64, path: &str, ordinal: u32) {
        if self.start.is_none() {
            self.start = Some(start);
            self.first_path = path.to_string();
        }
        if ordinal > 0 {
            // A segment holds at most 2T bytes and so fewer than 2^32 records.
            let number = u32::try_from(self.documents).unwrap_or(u32::MAX);
            self.repeats.push((number, ordinal));
        }
        self.documents += 1;
        self.bytes += size;
    }

    pub fn close(self) -> Segment {
        Segment {
            start: self.start.unwrap_or(0),
            documents: self.documents,
            bytes: self.bytes,
            rows: *self.rows.finalize().as_bytes(),
            first_path: self.first_path,
            repeats: self.repeats,
            bad: self.bad,
            chosen: Vec::new(),
        }
    }
}
