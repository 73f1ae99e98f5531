//! Record files: JSONL (plain, gzip, zstd) and Parquet, streamed record by record, never held whole.

mod chosen;
mod lines;
mod row;
mod scan;
mod table;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use trommel_store::{download, is_url};

pub(crate) use chosen::{Place, chosen_segments, each_record};
pub(crate) use row::{Record, Row};
pub(crate) use scan::{Scan, Segment, record_facts, scan};

use crate::bad::BadReason;
use crate::error::CorpusError;
use crate::index::Copies;
use crate::source::{Mapping, Records, url_name};
use lines::Lines;
use table::Table;

/// The format of a record file, told by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Plain,
    Gzip,
    Zstd,
    Parquet,
}

impl Format {
    pub(crate) fn of(path: &Path) -> Result<Format, CorpusError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let lines = |name: &str| name.ends_with(".jsonl") || name.ends_with(".ndjson");
        if lines(&name) {
            Ok(Format::Plain)
        } else if name.strip_suffix(".gz").is_some_and(lines) {
            Ok(Format::Gzip)
        } else if name.strip_suffix(".zst").is_some_and(lines) {
            Ok(Format::Zstd)
        } else if name.ends_with(".parquet") {
            Ok(Format::Parquet)
        } else {
            Err(CorpusError::UnknownFormat { path: path.to_path_buf() })
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Plain => "jsonl",
            Format::Gzip => "gzip",
            Format::Zstd => "zstd",
            Format::Parquet => "parquet",
        }
    }

    /// Whether a record can be reached without decoding those before it.
    pub(crate) fn is_seekable(self) -> bool {
        self == Format::Plain
    }
}

/// A record file found on this machine.
#[derive(Debug, Clone)]
pub(crate) struct RecordFile {
    pub source: Arc<str>,
    /// Canonical.
    pub path: PathBuf,
    /// The file's name as given (a link's, not its target's): the ledger's name for it, and the path of records without
    /// one.
    pub name: Arc<str>,
    pub format: Format,
    pub mapping: Arc<Mapping>,
}

impl RecordFile {
    pub(crate) fn open(
        spec: &Records,
        source: &str,
        copies: &Copies,
        cancel: &AtomicBool,
    ) -> Result<RecordFile, CorpusError> {
        if is_url(&spec.path) {
            return RecordFile::copied(spec, source, copies, cancel);
        }
        let format = Format::of(&spec.path)?;
        let path = spec.path.canonicalize().map_err(|error| CorpusError::io(&spec.path, error))?;
        if !path.is_file() {
            return Err(CorpusError::WrongKind {
                path: spec.path.clone(),
                found: "folder",
                expected: "file",
                remedy: "name each record file, or use `folder` for a folder of code",
            });
        }
        let mapping = Arc::new(Mapping::new(&spec.fields));
        let name = Arc::from(spec.path.file_name().unwrap_or_default().to_string_lossy());
        Ok(RecordFile { source: Arc::from(source), path, name, format, mapping })
    }

    /// A copy of a file at a URL.
    fn copied(spec: &Records, source: &str, copies: &Copies, cancel: &AtomicBool) -> Result<RecordFile, CorpusError> {
        let name = url_name(&spec.path);
        let format =
            Format::of(Path::new(&name)).map_err(|_| CorpusError::UnknownFormat { path: spec.path.clone() })?;
        let no_folder = || CorpusError::io(&spec.path, std::io::Error::other("there is no folder for a copy of it"));
        let folder = copies.folder.as_deref().ok_or_else(no_folder)?;
        let (url, patience) = (spec.path.to_string_lossy(), copies.patience.unwrap_or(Duration::from_secs(60)));
        let copy = download(&url, folder, copies.anew, patience, cancel).map_err(CorpusError::remote)?;
        let path = copy.ok_or(CorpusError::Cancelled)?;
        let mapping = Arc::new(Mapping::new(&spec.fields));
        Ok(RecordFile { source: Arc::from(source), path, name: Arc::from(name), format, mapping })
    }

    /// Opens the file for streaming. `max_bytes` bounds a line (a row of a table).
    pub(crate) fn stream(&self, max_bytes: u64) -> Result<Stream, BadReason> {
        Ok(match self.format {
            Format::Parquet => Stream::Table(Table::open(self, max_bytes)?),
            _ => Stream::Lines(Lines::open(self, max_bytes)?),
        })
    }
}

/// The records of one file, in order.
pub(crate) enum Stream {
    Lines(Lines),
    Table(Table),
}

impl Stream {
    /// Goes on to the record that starts at a position: a byte offset, or the number of a row. Going back is possible
    /// only in a plain JSONL file and in Parquet.
    pub(crate) fn skip_to(&mut self, position: u64) -> Result<(), BadReason> {
        match self {
            Stream::Lines(lines) => lines.skip_to(position),
            Stream::Table(table) => table.skip_to(position),
        }
    }

    /// Where the next record starts, or may start.
    pub(crate) fn position(&self) -> u64 {
        match self {
            Stream::Lines(lines) => lines.position(),
            Stream::Table(table) => table.position(),
        }
    }

    /// The next record; none at the end of the file. After a failure that concerns the file there is none either.
    pub(crate) fn next_record(&mut self) -> Option<Record> {
        match self {
            Stream::Lines(lines) => lines.next_record(),
            Stream::Table(table) => table.next_record(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_the_name() {
        let check = |name: &str, want: Option<Format>| {
            assert_eq!(Format::of(Path::new(name)).ok(), want, "{name}");
        };
        check("a/train.jsonl", Some(Format::Plain));
        check("a.ndjson", Some(Format::Plain));
        check("a.JSONL.GZ", Some(Format::Gzip));
        check("a.ndjson.zst", Some(Format::Zstd));
        check("a.parquet", Some(Format::Parquet));
        check("a.json", None);
        check("a.gz", None);
        check("jsonl", None);
    }
}
