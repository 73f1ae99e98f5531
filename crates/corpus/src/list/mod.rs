//! Listing: which documents there are, in which shards, without reading what is already known.

mod examine;
mod files;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use blake3::Hasher;
use rayon::prelude::*;

use crate::bad::{BadInput, BadReason};
use crate::document::put;
use crate::error::CorpusError;
use crate::index::{Entry, Stat, StatIndex, Verdict};
use crate::records::{RecordFile, Scan, scan};
use crate::shards::{ShardInput, segment_shard};
use crate::source::{Resolved, SourceSpec};

/// How documents are read and cut into shards. The digests of a listing's shards cover what these decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IngestOptions {
    /// Files, lines of a JSONL file and rows of a table over so many bytes are ledgered, not read. At most 1 GiB.
    pub max_bytes: u64,
    /// The size that shards are cut to have on average; they have from half to twice of it, and one document more.
    /// 1 KiB to 512 MiB.
    pub shard_bytes: u64,
}

impl Default for IngestOptions {
    /// 5 MB a document, 8 MiB a shard.
    fn default() -> IngestOptions {
        IngestOptions { max_bytes: 5_000_000, shard_bytes: 8 << 20 }
    }
}

impl IngestOptions {
    fn check(&self) -> Result<(), CorpusError> {
        let option = |name, found, expected| Err(CorpusError::Option { name, found, expected });
        // The bounds keep the text of a shard within what a Utf8 column of a batch can address.
        if !(1..=1 << 30).contains(&self.max_bytes) {
            return option("max_bytes", self.max_bytes, "1 to 1073741824 (1 GiB)");
        }
        if !(1 << 10..=1 << 29).contains(&self.shard_bytes) {
            return option("shard_bytes", self.shard_bytes, "1024 (1 KiB) to 536870912 (512 MiB)");
        }
        Ok(())
    }
}

/// What the sources of a recipe hold.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The documents, by source and path.
    pub shards: Vec<ShardInput>,
    /// All inputs that cannot become documents, by source, file and offset; those within a shard are also there.
    pub bad: Vec<BadInput>,
    /// Code files and record files found, bad ones included.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files left out on purpose → how many: by extension (`.md`) for what is not code, or `no extension`, `excluded`,
    /// `symbolic link`, `not a regular file`.
    pub skipped: BTreeMap<String, u64>,
    /// Bytes read to learn about files; 0 when the stat index knew them all.
    pub hashed_bytes: u64,
    /// What is worth telling: crates that are not unpacked locally.
    pub notes: Vec<String>,
}

/// Lists the documents of some sources.
///
/// The result depends on the files and on the set of sources: not on their order, the walk's, or the number of threads.
/// Files that cannot be read become [`BadInput`]s; a file that vanishes meanwhile is as good as never there. What
/// `index` knows is not read again, and what was read is put there (it is for the caller to
/// [`save`](StatIndex::save)).
///
/// Fails on a source that is not there, two sources of one name, an option outside its range, or when `cancel` is set.
pub fn list(
    specs: &[SourceSpec],
    options: &IngestOptions,
    index: &mut StatIndex,
    cancel: &AtomicBool,
) -> Result<Listing, CorpusError> {
    options.check()?;
    let mut names = BTreeSet::new();
    for spec in specs {
        if !names.insert(spec.name()) {
            return Err(CorpusError::DuplicateSource { name: spec.name() });
        }
    }
    let mut specs: Vec<&SourceSpec> = specs.iter().collect();
    specs.sort_by_cached_key(|spec| spec.name());
    let mut listing = Listing::default();
    let mut sources = Vec::with_capacity(specs.len());
    for spec in specs {
        sources.push(spec.resolve(&mut listing.notes, index.copies(), cancel)?);
    }
    // After downloads, which are then older than it.
    index.begin();
    let mut scans = scan_files(&sources, options, index, cancel)?.into_iter();
    for source in &sources {
        match source {
            Resolved::Trees(source) => {
                files::list_trees(source, options, index, cancel, &mut listing)?;
            }
            Resolved::File(file) => {
                // One scan a record file, in their order.
                if let Some(scanned) = scans.next() {
                    take_scan(file, scanned, &mut listing);
                }
            }
        }
    }
    listing.bad.sort_unstable();
    Ok(listing)
}

/// What scanning a record file gave, or what the index had.
struct Scanned {
    size: u64,
    read: u64,
    scan: Scan,
}

/// Scans the record files that the index does not know, several at once.
fn scan_files(
    sources: &[Resolved],
    options: &IngestOptions,
    index: &mut StatIndex,
    cancel: &AtomicBool,
) -> Result<Vec<Scanned>, CorpusError> {
    let files: Vec<&RecordFile> = sources
        .iter()
        .filter_map(|source| match source {
            Resolved::File(file) => Some(file),
            Resolved::Trees(_) => None,
        })
        .collect();
    let known: &StatIndex = index;
    let scanned: Vec<(Scanned, Option<(String, Entry)>)> =
        files.par_iter().map(|file| scan_file(file, options, known, cancel)).collect::<Result<_, _>>()?;
    let mut all = Vec::with_capacity(scanned.len());
    for (scanned, fresh) in scanned {
        if let Some((root, entry)) = fresh {
            // The folder's other entries were not looked for, and are none the older for it.
            index.learn(&root, vec![entry], |_| true);
        }
        all.push(scanned);
    }
    Ok(all)
}

fn scan_file(
    file: &RecordFile,
    options: &IngestOptions,
    index: &StatIndex,
    cancel: &AtomicBool,
) -> Result<(Scanned, Option<(String, Entry)>), CorpusError> {
    let metadata = std::fs::metadata(&file.path).map_err(|error| CorpusError::io(&file.path, error))?;
    let stat = Stat::of(&metadata);
    let root = file.path.parent().unwrap_or(Path::new("/")).to_string_lossy().into_owned();
    let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let wanted = fingerprint(file, options);
    if let Some(Verdict::Records { fingerprint, scan }) = index.find(&root, &name, &stat)
        && *fingerprint == wanted
    {
        let scan = scan.clone();
        return Ok((Scanned { size: stat.size, read: 0, scan }, None));
    }
    let scan = scan(file, options.max_bytes, options.shard_bytes, cancel).ok_or(CorpusError::Cancelled)?;
    let unreadable = |(_, reason): &(u64, BadReason)| matches!(reason, BadReason::Unreadable { .. });
    let failed =
        scan.stray.iter().any(unreadable) || scan.segments.iter().any(|segment| segment.bad.iter().any(unreadable));
    // A disk that failed may not fail next time.
    let entry = (!failed).then(|| {
        let verdict = Verdict::Records { fingerprint: wanted, scan: scan.clone() };
        let entry = Entry { path: name, stat, racy: index.is_racy(&stat), unseen: 0, verdict };
        (root, entry)
    });
    Ok((Scanned { size: stat.size, read: stat.size, scan }, entry))
}

/// What a scan depends on beside the file.
fn fingerprint(file: &RecordFile, options: &IngestOptions) -> [u8; 32] {
    let mut hasher = Hasher::new();
    put(&mut hasher, file.source.as_bytes());
    put(&mut hasher, file.name.as_bytes());
    put(&mut hasher, file.format.name().as_bytes());
    put(&mut hasher, file.mapping.fingerprint().as_bytes());
    put(&mut hasher, &options.max_bytes.to_le_bytes());
    put(&mut hasher, &options.shard_bytes.to_le_bytes());
    *hasher.finalize().as_bytes()
}

fn take_scan(file: &RecordFile, scanned: Scanned, listing: &mut Listing) {
    listing.files += 1;
    listing.bytes += scanned.size;
    listing.hashed_bytes += scanned.read;
    let file = Arc::new(file.clone());
    for segment in scanned.scan.segments {
        let shard = segment_shard(&file, segment);
        listing.bad.extend_from_slice(&shard.bad);
        listing.shards.push(shard);
    }
    listing.bad.extend(scanned.scan.stray.into_iter().map(|(offset, reason)| BadInput {
        source: file.source.to_string(),
        file: file.name.to_string(),
        offset,
        reason,
    }));
}

fn stop_if(cancel: &AtomicBool) -> Result<(), CorpusError> {
    if cancel.load(Ordering::Relaxed) { Err(CorpusError::Cancelled) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
