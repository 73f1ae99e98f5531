//! Reading a part: as a file where the store is a folder; elsewhere in few requests, for what is wanted of it.

use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::Range;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, PoisonError};

use bytes::{Buf, Bytes};
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, Length};

use crate::manifest::Part;
use crate::{Result, Store, StoreError};

/// Footers kept at once; beyond it they are read again.
const FOOTERS: usize = 8192;

/// The end of a part that is fetched for its footer: all of most parts.
const TAIL: u64 = 128 << 10;

/// Opens a part for reading these columns (by the names of their roots).
pub(crate) fn open(
    store: &Arc<Store>,
    part: &Part,
    columns: &[&str],
) -> Result<ParquetRecordBatchReaderBuilder<PartReader>> {
    let mut reader = PartReader::open(store, part)?;
    let footer = footer(store, part, &mut reader)?;
    reader.fetch(&wanted(footer.metadata(), columns))?;
    Ok(ParquetRecordBatchReaderBuilder::new_with_metadata(reader, footer))
}

fn footer(store: &Store, part: &Part, reader: &mut PartReader) -> Result<ArrowReaderMetadata> {
    let mut footers = store.footers.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = footers.get(&part.path) {
        return Ok(known.clone());
    }
    drop(footers);
    let tail = part.size.saturating_sub(TAIL)..part.size;
    reader.fetch(std::slice::from_ref(&tail))?;
    let footer = ArrowReaderMetadata::load(reader, ArrowReaderOptions::new())
        .map_err(|source| StoreError::Parquet { path: part.path.clone(), source })?;
    footers = store.footers.lock().unwrap_or_else(PoisonError::into_inner);
    if footers.len() >= FOOTERS {
        footers.clear();
    }
    footers.insert(part.path.clone(), footer.clone());
    Ok(footer)
}

/// Where the chunks of these columns lie.
fn wanted(metadata: &ParquetMetaData, columns: &[&str]) -> Vec<Range<u64>> {
    let chunks = metadata.row_groups().iter().flat_map(|group| group.columns());
    let chunks =
        chunks.filter(|chunk| chunk.column_path().parts().first().is_some_and(|root| columns.contains(&root.as_str())));
    chunks
        .map(|chunk| {
            let (start, length) = chunk.byte_range();
            start..start + length
        })
        .collect()
}

/// Ranges of a part.
#[derive(Clone)]
pub(crate) struct PartReader {
    store: Arc<Store>,
    path: String,
    size: u64,
    file: Option<Arc<File>>,
    /// What was fetched from a server, and where it starts.
    pieces: Vec<(u64, Bytes)>,
}

impl PartReader {
    /// Opens a part. Of a file the size is checked now, of an object when something of it is read.
    fn open(store: &Arc<Store>, part: &Part) -> Result<Self> {
        let file = match store.file(&part.path) {
            Some(file) => {
                let found = store.size(&part.path)?;
                if found != part.size {
                    return Err(StoreError::Damaged {
                        path: part.path.clone(),
                        found: format!("{found} bytes"),
                        expected: format!("{} bytes", part.size),
                    });
                }
                let missing = |_| StoreError::Missing { path: part.path.clone() };
                Some(Arc::new(File::open(file).map_err(missing)?))
            }
            None => None,
        };
        let (store, path) = (Arc::clone(store), part.path.clone());
        Ok(PartReader { store, path, size: part.size, file, pieces: Vec::new() })
    }

    /// Fetches ranges that are not there yet; of a file nothing, which is read where it lies.
    fn fetch(&mut self, ranges: &[Range<u64>]) -> Result<()> {
        if self.file.is_some() {
            return Ok(());
        }
        let missing = |range: &&Range<u64>| self.piece(range.start, range.end - range.start).is_none();
        let ranges: Vec<Range<u64>> = ranges.iter().filter(missing).cloned().collect();
        if !ranges.is_empty() {
            let fetched = self.store.ranges(&self.path, self.size, &ranges)?;
            self.pieces.extend(ranges.iter().map(|range| range.start).zip(fetched));
        }
        Ok(())
    }

    /// What was fetched from `start` on, at least so many bytes.
    fn piece(&self, start: u64, least: u64) -> Option<Bytes> {
        let covers = |(at, bytes): &&(u64, Bytes)| *at <= start && start + least <= *at + bytes.len() as u64;
        self.pieces.iter().find(covers).map(|(at, bytes)| bytes.slice((start - at) as usize..))
    }
}

impl Length for PartReader {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for PartReader {
    type T = Box<dyn Read + Send>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        match (&self.file, self.piece(start, 1)) {
            (Some(file), _) => Ok(Box::new(BufReader::new(ChunkReader::get_read(&**file, start)?))),
            (None, Some(piece)) => Ok(Box::new(piece.reader())),
            (None, None) => Ok(Box::new(self.get_bytes(start, (self.size - start) as usize)?.reader())),
        }
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        if let Some(file) = &self.file {
            self.store.counters().bytes_read.fetch_add(length as u64, Relaxed);
            return file.get_bytes(start, length);
        }
        if let Some(piece) = self.piece(start, length as u64) {
            return Ok(piece.slice(..length));
        }
        let range = start..start + length as u64;
        let fetched = self.store.ranges(&self.path, self.size, &[range]);
        let mut fetched = fetched.map_err(|error| ParquetError::External(Box::new(error)))?;
        Ok(fetched.pop().unwrap_or_default())
    }
}
