//! The rows of a benchmark's file, compressed or not.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::{
    BenchError,
    json::{Limits, Reader, Row},
};

/// The most bytes that a file may have once it is unpacked.
const MAX_BYTES: u64 = 8 << 30;

/// All rows of a file: one object a line, or one list of objects.
pub(super) fn rows(bytes: &[u8], source: &str) -> Result<Vec<Row>, BenchError> {
    if bytes.starts_with(&[0x1F, 0x8B]) {
        read(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(bytes).take(MAX_BYTES)), source)
    } else {
        read(bytes, source)
    }
}

fn read(from: impl BufRead, source: &str) -> Result<Vec<Row>, BenchError> {
    let mut reader = Reader::new(from, source, Limits::BENCHMARK);
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row()? {
        rows.push(row);
    }
    Ok(rows)
}
