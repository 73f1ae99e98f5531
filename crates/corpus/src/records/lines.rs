//! JSONL, plain or compressed, line by line. A line over the limit is counted, never held.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom};
use std::sync::Arc;

use flate2::bufread::MultiGzDecoder;

use super::row::{Record, Row};
use super::{Format, RecordFile};
use crate::bad::BadReason;
use crate::source::Mapping;

const BUFFER: usize = 1 << 18;

/// The lines of a JSONL file.
pub(crate) struct Lines {
    input: Input,
    format: Format,
    mapping: Arc<Mapping>,
    max_bytes: u64,
    /// Bytes taken from the input so far.
    offset: u64,
    line: Vec<u8>,
    done: bool,
}

enum Input {
    File(BufReader<File>),
    Decoder(Box<dyn BufRead + Send>),
}

impl Input {
    fn reader(&mut self) -> &mut dyn BufRead {
        match self {
            Input::File(file) => file,
            Input::Decoder(decoder) => decoder,
        }
    }
}

/// How a line came out of the input.
enum Taken {
    /// In the buffer, without its end; so many bytes were taken.
    Line {
        taken: u64,
    },
    /// Too long to keep; so many bytes without its end.
    TooLong {
        bytes: u64,
    },
    End,
}

impl Lines {
    pub(crate) fn open(file: &RecordFile, max_bytes: u64) -> Result<Lines, BadReason> {
        let unreadable = |error: io::Error| BadReason::Unreadable { error: error.to_string() };
        let raw = BufReader::with_capacity(BUFFER, File::open(&file.path).map_err(unreadable)?);
        let input = match file.format {
            Format::Gzip => {
                let decoder = MultiGzDecoder::new(raw);
                Input::Decoder(Box::new(BufReader::with_capacity(BUFFER, decoder)))
            }
            Format::Zstd => {
                let decoder = zstd::Decoder::with_buffer(raw).map_err(unreadable)?;
                Input::Decoder(Box::new(BufReader::with_capacity(BUFFER, decoder)))
            }
            Format::Plain | Format::Parquet => Input::File(raw),
        };
        Ok(Lines::over(input, file.format, Arc::clone(&file.mapping), max_bytes))
    }

    fn over(input: Input, format: Format, mapping: Arc<Mapping>, max_bytes: u64) -> Lines {
        Lines { input, format, mapping, max_bytes, offset: 0, line: Vec::new(), done: false }
    }

    pub(crate) fn position(&self) -> u64 {
        self.offset
    }

    pub(crate) fn skip_to(&mut self, position: u64) -> Result<(), BadReason> {
        if let Input::File(file) = &mut self.input {
            if position != self.offset {
                file.seek(SeekFrom::Start(position))
                    .map_err(|error| BadReason::Unreadable { error: error.to_string() })?;
            }
            self.offset = position;
            return Ok(());
        }
        while self.offset < position {
            let reader = self.input.reader();
            let step = match reader.fill_buf() {
                Ok([]) => break,
                Ok(bytes) => bytes.len().min(usize::try_from(position - self.offset).unwrap_or(usize::MAX)),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.failure(&error)),
            };
            reader.consume(step);
            self.offset += step as u64;
        }
        Ok(())
    }

    pub(crate) fn next_record(&mut self) -> Option<Record> {
        while !self.done {
            let start = self.offset;
            let (size, outcome) = match self.take_line() {
                Ok(Taken::End) => {
                    self.done = true;
                    return None;
                }
                Ok(Taken::TooLong { bytes }) => (bytes, Err(BadReason::TooLarge { bytes, max: self.max_bytes })),
                Ok(Taken::Line { taken }) => {
                    let mut line = self.line.as_slice();
                    let mut skipped = 0;
                    if start == 0
                        && let Some(rest) = line.strip_prefix(b"\xef\xbb\xbf")
                    {
                        line = rest;
                        skipped = 3;
                    }
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    (taken, Row::from_json(line, start + skipped, &self.mapping))
                }
                Err(error) => {
                    self.done = true;
                    let reason = self.failure(&error);
                    return Some(Record { start: self.offset, size: 0, outcome: Err(reason) });
                }
            };
            return Some(Record { start, size, outcome });
        }
        None
    }

    /// Takes one line, keeping at most `max_bytes` of it.
    fn take_line(&mut self) -> io::Result<Taken> {
        self.line.clear();
        let start = self.offset;
        let mut too_long = false;
        loop {
            let reader = self.input.reader();
            let bytes = match reader.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr::memchr(b'\n', bytes);
            let part = &bytes[..end.unwrap_or(bytes.len())];
            if (self.line.len() + part.len()) as u64 > self.max_bytes {
                too_long = true;
                self.line = Vec::new();
            }
            if !too_long {
                self.line.extend_from_slice(part);
            }
            let at_end = bytes.is_empty();
            let step = part.len() + usize::from(end.is_some());
            reader.consume(step);
            self.offset += step as u64;
            if end.is_none() && !at_end {
                continue;
            }
            let taken = self.offset - start;
            return Ok(match (taken, too_long) {
                (0, _) => Taken::End,
                (_, true) => Taken::TooLong { bytes: taken - u64::from(end.is_some()) },
                (_, false) => Taken::Line { taken },
            });
        }
    }

    /// What an I/O error says about the file; a decoder's errors are about its bytes.
    fn failure(&self, error: &io::Error) -> BadReason {
        let format = self.format.name().to_string();
        match (self.format, error.kind()) {
            (Format::Plain | Format::Parquet, _) => BadReason::Unreadable { error: error.to_string() },
            (_, ErrorKind::UnexpectedEof) => BadReason::Truncated {
                format,
                found: format!("its end after {} bytes of text, in the middle of a block", self.offset),
            },
            _ => BadReason::Corrupt { format, error: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Fields;
    use std::io::Read;

    fn lines(reader: impl BufRead + Send + 'static, format: Format, max_bytes: u64) -> Lines {
        let mapping = Arc::new(Mapping::new(&Fields::default()));
        Lines::over(Input::Decoder(Box::new(reader)), format, mapping, max_bytes)
    }

    fn all(mut lines: Lines) -> Vec<(u64, u64, Result<String, BadReason>)> {
        std::iter::from_fn(|| lines.next_record())
            .map(|record| (record.start, record.size, record.outcome.map(|row| row.content)))
            .collect()
    }

    #[test]
    fn lines_end_in_lf_or_crlf_and_the_last_need_not() {
        let text: &[u8] = b"\xef\xbb\xbf{\"code\":\"a\"}\r\n\n  \n{\"code\":\"b\"}";
        let got = all(lines(text, Format::Plain, 100));
        assert_eq!(got, [(0, 17, Ok("a".into())), (21, 12, Ok("b".into()))]);
    }

    #[test]
    fn a_line_of_a_gigabyte_is_counted_and_not_held() {
        let head: &[u8] = b"{\"code\":\"a\"}\n";
        let huge = io::repeat(b'x').take(1 << 30);
        let tail: &[u8] = b"\n{\"code\":\"b\"}\n";
        let reader = BufReader::with_capacity(BUFFER, head.chain(huge).chain(tail));
        let mut lines = lines(reader, Format::Plain, 1 << 20);
        let mut got = Vec::new();
        while let Some(record) = lines.next_record() {
            got.push((record.start, record.outcome.map(|row| row.content)));
            assert!(lines.line.capacity() <= 2 << 20, "{}", lines.line.capacity());
        }
        let too_large = BadReason::TooLarge { bytes: 1 << 30, max: 1 << 20 };
        let after = 13 + (1 << 30) + 1;
        assert_eq!(got, [(0, Ok("a".into())), (13, Err(too_large)), (after, Ok("b".into()))]);
    }

    #[test]
    fn a_disk_that_fails_is_ledgered_with_what_it_said() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the disk is gone"))
            }
        }
        let head: &[u8] = b"{\"code\":\"a\"}\n{\"co";
        let got = all(lines(BufReader::new(head.chain(Failing)), Format::Plain, 100));
        let unreadable = BadReason::Unreadable { error: "the disk is gone".into() };
        assert_eq!(got, [(0, 13, Ok("a".into())), (17, 0, Err(unreadable))]);
    }
}
