//! A sample of a listing: so many documents, chosen by a hash of what they are.
//!
//! Each document draws a number from a seeded hash: a file from its source and path, a record from its document id. The
//! documents with the smallest numbers are chosen, so that the choice depends neither on the order in which anything is
//! listed nor on what else there is, and a larger sample holds every smaller one. Bad inputs draw as well: as many are
//! kept as fall among the chosen.

use std::collections::BinaryHeap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use blake3::Hasher;

use crate::bad::BadInput;
use crate::document::put;
use crate::error::CorpusError;
use crate::list::{IngestOptions, Listing};
use crate::records::{Place, RecordFile, chosen_segments, each_record};
use crate::shards::{FileDocument, Item, ShardInput, Work, cut_files, first_word, segment_shard};

/// The seed: another one chooses other documents.
const SEED: &[u8] = b"trommel sample 1";

/// The listing of at most `documents` documents of a listing, cut into shards as if there were no others. What was found
/// and skipped is told as of the whole. Record files are read through once, whatever a stat index knows.
///
/// # Errors
/// [`CorpusError::Stale`] when a file changed since it was listed; [`CorpusError::Cancelled`].
pub fn sample(
    listing: Listing,
    documents: u64,
    options: &IngestOptions,
    cancel: &AtomicBool,
) -> Result<Listing, CorpusError> {
    let Listing { shards, bad, files, bytes, skipped, hashed_bytes, notes } = listing;
    let sources = by_source(shards);
    let mut lot = Lot { most: usize::try_from(documents).unwrap_or(usize::MAX), drawn: BinaryHeap::new(), full: false };
    for (source, what) in sources.iter().enumerate() {
        match what {
            Source::Files { name, files } => {
                for (index, file) in files.iter().enumerate() {
                    let place = Place { start: index as u64, ordinal: 0 };
                    lot.draw(number(name, file.path.as_bytes(), 0), source, place);
                }
            }
            Source::Records(file) => {
                each_record(file, options.max_bytes, cancel, &mut |place, id| {
                    lot.draw(number(&file.source, &id, 0), source, place);
                })?;
            }
        }
    }
    let highest = lot.highest();
    let is_file = |bad: &BadInput| {
        let records = |source: &Source| matches!(source, Source::Records(file) if *file.source == *bad.source);
        !sources.iter().any(records)
    };
    let bad: Vec<BadInput> = bad
        .into_iter()
        // A file that is mended draws the same number.
        .filter(|bad| number(&bad.source, bad.file.as_bytes(), if is_file(bad) { 0 } else { bad.offset }) <= highest)
        .collect();
    let mut chosen = lot.places(sources.len());
    let mut shards = Vec::new();
    for (source, places) in sources.into_iter().zip(&mut chosen) {
        let bad: Vec<BadInput> = bad.iter().filter(|bad| *bad.source == *source.name()).cloned().collect();
        places.sort_unstable_by_key(|place| place.start);
        shards.extend(source.cut(places, bad, options)?);
    }
    Ok(Listing { shards, bad, files, bytes, skipped, hashed_bytes, notes })
}

fn number(source: &str, what: &[u8], offset: u64) -> u64 {
    let mut hasher = Hasher::new();
    put(&mut hasher, SEED);
    put(&mut hasher, source.as_bytes());
    put(&mut hasher, what);
    hasher.update(&offset.to_le_bytes());
    first_word(hasher.finalize().as_bytes())
}

/// A source's documents.
enum Source {
    Files { name: Arc<str>, files: Vec<FileDocument> },
    Records(Arc<RecordFile>),
}

fn by_source(shards: Vec<ShardInput>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for shard in shards {
        match (shard.work, sources.last_mut()) {
            (Work::Files { source, files: more }, Some(Source::Files { name, files })) if source == *name => {
                files.extend(more);
            }
            (Work::Files { source, files }, _) => sources.push(Source::Files { name: source, files }),
            (Work::Segment { file, .. }, Some(Source::Records(last))) if last.source == file.source => {}
            (Work::Segment { file, .. }, _) => sources.push(Source::Records(file)),
        }
    }
    sources
}

impl Source {
    fn name(&self) -> &str {
        match self {
            Source::Files { name, .. } => name,
            Source::Records(file) => &file.source,
        }
    }

    /// The shards of some of the documents, in order, and of what is bad among them.
    fn cut(
        self,
        places: &[Place],
        bad: Vec<BadInput>,
        options: &IngestOptions,
    ) -> Result<Vec<ShardInput>, CorpusError> {
        match self {
            Source::Files { name, files } => {
                let mut places = places.iter().peekable();
                let mut items: Vec<Item> = bad.into_iter().map(Item::Bad).collect();
                for (index, file) in files.into_iter().enumerate() {
                    if places.next_if(|place| place.start == index as u64).is_some() {
                        items.push(Item::Document(file));
                    }
                }
                items.sort_by(|a, b| a.path().cmp(b.path()));
                Ok(cut_files(&name, items, options.shard_bytes))
            }
            Source::Records(file) => {
                let mut bad: Vec<_> = bad.into_iter().map(|bad| (bad.offset, bad.reason)).collect();
                bad.sort_by_key(|(offset, _)| *offset);
                let segments = chosen_segments(&file, options.max_bytes, options.shard_bytes, places, bad)?;
                Ok(segments.into_iter().map(|segment| segment_shard(&file, segment)).collect())
            }
        }
    }
}

/// The documents that drew the smallest numbers so far, the highest of them on top.
struct Lot {
    most: usize,
    drawn: BinaryHeap<(u64, usize, u64, u32)>,
    /// Whether a document was left out.
    full: bool,
}

impl Lot {
    fn draw(&mut self, number: u64, source: usize, place: Place) {
        self.drawn.push((number, source, place.start, place.ordinal));
        if self.drawn.len() > self.most {
            self.drawn.pop();
            self.full = true;
        }
    }

    /// Bad inputs up to this number are among the chosen: all, when no document was left out.
    fn highest(&self) -> u64 {
        match (self.full, self.drawn.peek()) {
            (true, Some((number, ..))) => *number,
            (true, None) => 0,
            (false, _) => u64::MAX,
        }
    }

    /// The places of each of so many sources.
    fn places(self, sources: usize) -> Vec<Vec<Place>> {
        let mut places = vec![Vec::new(); sources];
        for (_, source, start, ordinal) in self.drawn {
            places[source].push(Place { start, ordinal });
        }
        places
    }
}
