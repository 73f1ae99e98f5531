//! Reading shards: from a listing's digests back to rows, each checked against what was listed.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use blake3::Hasher;

use crate::document::RowBuilder;
use crate::error::CorpusError;
use crate::list::IngestOptions;
use crate::records::{RecordFile, Segment, Stream, record_facts};
use crate::shards::{FileDocument, ShardInput, Work};

/// The rows of one shard.
#[derive(Debug, Clone, PartialEq)]
pub struct ShardRows {
    /// The documents, in the order of their paths or records, with [`schema`](crate::schema()).
    pub batch: RecordBatch,
}

/// Reads one shard.
///
/// [`CorpusError::Stale`] when a file changed or vanished since it was listed: list again. Of a compressed file, all
/// before the shard is decoded; see [`read_many`].
pub fn read(shard: &ShardInput, options: &IngestOptions) -> Result<ShardRows, CorpusError> {
    let mut rows = None;
    read_many(&[shard], options, &mut |_, read| {
        rows = Some(read);
        ControlFlow::Continue(())
    })?;
    // The one shard asked for was handed over, or the call above failed.
    rows.ok_or(CorpusError::Cancelled)
}

/// Reads shards in the given order and hands each to `sink`, which may stop the reading.
///
/// Shards that follow each other in one record file share one pass over it, which is what keeps a compressed file of
/// many shards from being decoded once for each ([`ShardInput::stream`] tells which belong together). Fails as [`read`]
/// does, at the first shard that fails.
pub fn read_many(
    shards: &[&ShardInput],
    options: &IngestOptions,
    sink: &mut dyn FnMut(&ShardInput, ShardRows) -> ControlFlow<()>,
) -> Result<(), CorpusError> {
    let mut open: Option<(PathBuf, Stream)> = None;
    for shard in shards {
        let batch = match &shard.work {
            Work::Files { source, files } => read_files(source, files, shard.bytes)?,
            Work::Segment { file, segment } => {
                let stale = || CorpusError::Stale { path: file.path.clone() };
                let mut stream = match open.take() {
                    Some((path, stream)) if path == file.path && stream.position() <= segment.start => stream,
                    _ => file.stream(options.max_bytes).map_err(|_| stale())?,
                };
                let batch = read_segment(&mut stream, file, segment)?;
                open = Some((file.path.clone(), stream));
                batch
            }
        };
        if sink(shard, ShardRows { batch }).is_break() {
            break;
        }
    }
    Ok(())
}

fn read_files(source: &Arc<str>, files: &[FileDocument], bytes: u64) -> Result<RecordBatch, CorpusError> {
    let mut rows = RowBuilder::with_capacity(files.len(), usize::try_from(bytes).unwrap_or(0));
    let mut content = Vec::new();
    for file in files {
        let path = file.base.join(&file.path);
        let stale = || CorpusError::Stale { path: path.clone() };
        read_listed(&path, file.size, &mut content)?;
        if blake3::hash(&content).as_bytes() != &file.digest {
            return Err(stale());
        }
        // It was UTF-8 when it was listed, and has the same digest.
        let text = std::str::from_utf8(&content).map_err(|_| stale())?;
        rows.push(&file.facts(source), text)?;
    }
    rows.finish()
}

/// Reads a file that must have the size it was listed with.
fn read_listed(path: &Path, size: u64, content: &mut Vec<u8>) -> Result<(), CorpusError> {
    content.clear();
    let outcome = File::open(path).and_then(|file| file.take(size + 1).read_to_end(content));
    match outcome {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(CorpusError::Stale { path: path.to_path_buf() }),
        Err(error) => Err(CorpusError::Io { path: path.to_path_buf(), error }),
    }
}

fn read_segment(stream: &mut Stream, file: &RecordFile, segment: &Segment) -> Result<RecordBatch, CorpusError> {
    let stale = || CorpusError::Stale { path: file.path.clone() };
    stream.skip_to(segment.start).map_err(|_| stale())?;
    let count = usize::try_from(segment.documents).unwrap_or(0);
    let bytes = usize::try_from(segment.bytes).unwrap_or(0);
    let mut rows = RowBuilder::with_capacity(count, bytes);
    let mut digest = Hasher::new();
    let mut buffer = Vec::new();
    let mut repeats = segment.repeats.iter().copied().peekable();
    let mut number = 0_u32;
    while u64::from(number) < segment.documents {
        if let Some(start) = segment.chosen.get(number as usize) {
            stream.skip_to(*start).map_err(|_| stale())?;
        }
        let Some(record) = stream.next_record() else {
            return Err(stale());
        };
        let row = match record.outcome {
            Ok(row) => row,
            Err(_) if !segment.chosen.is_empty() => return Err(stale()),
            Err(_) => continue, // What is bad was ledgered when it was listed.
        };
        let ordinal = repeats.next_if(|(at, _)| *at == number).map_or(0, |(_, ordinal)| ordinal);
        let path = row.path.as_deref().unwrap_or(&file.name);
        let content_digest = *blake3::hash(row.content.as_bytes()).as_bytes();
        let facts = record_facts(file, &row, path, &content_digest, ordinal);
        facts.hash_into(&mut digest, &mut buffer);
        rows.push(&facts, &row.content)?;
        number += 1;
    }
    if digest.finalize().as_bytes() != &segment.rows {
        return Err(stale());
    }
    rows.finish()
}
