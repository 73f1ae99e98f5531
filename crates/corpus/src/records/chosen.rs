//! Some records of a file: which there are to choose from, and the segments of those that were chosen.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::scan::{Open, record_word};
use super::{RecordFile, Segment, record_facts};
use crate::bad::BadReason;
use crate::document::document_id;
use crate::error::CorpusError;
use crate::shards::{Cutter, first_word};

/// A sound record of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Where it starts: byte offset (uncompressed), or number of the row.
    pub start: u64,
    /// How many records with the same path and content come before it.
    pub ordinal: u32,
}

/// Hands every sound record and its document id to `sink`, in order.
pub(crate) fn each_record(
    file: &RecordFile,
    max_bytes: u64,
    cancel: &AtomicBool,
    sink: &mut dyn FnMut(Place, [u8; 16]),
) -> Result<(), CorpusError> {
    let mut stream = file.stream(max_bytes).map_err(|_| stale(file))?;
    let mut seen: HashMap<u64, u32> = HashMap::new();
    while let Some(record) = stream.next_record() {
        if cancel.load(Ordering::Relaxed) {
            return Err(CorpusError::Cancelled);
        }
        let Ok(row) = record.outcome else { continue };
        let digest = *blake3::hash(row.content.as_bytes()).as_bytes();
        let path = row.path.as_deref().unwrap_or(&file.name);
        let times = seen.entry(record_word(path, &digest)).or_insert(0);
        let ordinal = *times;
        *times = times.saturating_add(1);
        let id = document_id(&file.source, path, &digest, u64::from(ordinal));
        sink(Place { start: record.start, ordinal }, id);
    }
    Ok(())
}

/// The segments of chosen records and of what is bad between them, both in order. Without a record there is none.
pub(crate) fn chosen_segments(
    file: &RecordFile,
    max_bytes: u64,
    target: u64,
    places: &[Place],
    bad: Vec<(u64, BadReason)>,
) -> Result<Vec<Arc<Segment>>, CorpusError> {
    let mut stream = file.stream(max_bytes).map_err(|_| stale(file))?;
    let (mut cutter, mut open) = (Cutter::new(target), Open::default());
    let mut segments = Vec::new();
    let (mut buffer, mut chosen) = (Vec::new(), Vec::new());
    let mut bad = bad.into_iter().peekable();
    for place in places {
        stream.skip_to(place.start).map_err(|_| stale(file))?;
        let record = stream.next_record().ok_or_else(|| stale(file))?;
        let row = record.outcome.map_err(|_| stale(file))?;
        while let Some(before) = bad.next_if(|(offset, _)| *offset < place.start) {
            open.bad.push(before);
        }
        let digest = *blake3::hash(row.content.as_bytes()).as_bytes();
        let path = row.path.as_deref().unwrap_or(&file.name);
        open.take(place.start, record.size, path, place.ordinal);
        record_facts(file, &row, path, &digest, place.ordinal).hash_into(&mut open.rows, &mut buffer);
        chosen.push(place.start);
        if cutter.ends_after(first_word(&digest), record.size) {
            segments.push(close(&mut open, &mut chosen));
        }
    }
    if !chosen.is_empty() {
        open.bad.extend(bad);
        segments.push(close(&mut open, &mut chosen));
    } else if let Some(last) = segments.last_mut() {
        last.bad.extend(bad);
    }
    Ok(segments.into_iter().map(Arc::new).collect())
}

fn close(open: &mut Open, chosen: &mut Vec<u64>) -> Segment {
    Segment { chosen: std::mem::take(chosen), ..std::mem::take(open).close() }
}

fn stale(file: &RecordFile) -> CorpusError {
    CorpusError::Stale { path: file.path.clone() }
}
