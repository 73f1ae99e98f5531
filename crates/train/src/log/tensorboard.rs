//! TensorBoard's event files: records of a length, its checksum, a protocol buffer, its checksum.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// One event file, open.
pub(crate) struct EventFile {
    path: PathBuf,
    out: BufWriter<File>,
}

impl EventFile {
    /// A new file in `folder`; `now` in seconds since 1970.
    pub(crate) fn create(folder: &Path, now: f64) -> Result<Self> {
        // Two runs within a second get files of their own.
        let name = |n: u32| format!("events.out.tfevents.{:010}.trommel.{}.{n}", now as u64, std::process::id());
        let path = (0..).map(|n| folder.join(name(n))).find(|path| !path.exists()).expect("some name is free");
        let out = BufWriter::new(File::create(&path).map_err(Error::file(&path))?);
        let mut file = Self { path, out };
        let mut event = double(1, now);
        event.extend(bytes(3, b"brain.Event:2"));
        file.record(&event)?;
        Ok(file)
    }

    /// Adds scalars of one step.
    pub(crate) fn scalars(&mut self, now: f64, step: u64, values: &[(&str, f64)]) -> Result<()> {
        let mut summary = Vec::new();
        for (tag, value) in values {
            let mut entry = bytes(1, tag.as_bytes());
            entry.push(2 << 3 | 5);
            entry.extend((*value as f32).to_le_bytes());
            summary.extend(bytes(1, &entry));
        }
        let mut event = double(1, now);
        event.push(2 << 3);
        event.extend(varint(step));
        event.extend(bytes(5, &summary));
        self.record(&event)
    }

    fn record(&mut self, event: &[u8]) -> Result<()> {
        let out = &mut self.out;
        record(event, out).and_then(|()| out.flush()).map_err(Error::file(&self.path))
    }
}

fn record(data: &[u8], out: &mut impl Write) -> std::io::Result<()> {
    let length = (data.len() as u64).to_le_bytes();
    out.write_all(&length)?;
    out.write_all(&masked(&length).to_le_bytes())?;
    out.write_all(data)?;
    out.write_all(&masked(data).to_le_bytes())
}

fn double(field: u8, value: f64) -> Vec<u8> {
    let mut out = vec![field << 3 | 1];
    out.extend(value.to_le_bytes());
    out
}

fn bytes(field: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![field << 3 | 2];
    out.extend(varint(value.len() as u64));
    out.extend(value);
    out
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

/// CRC-32C as TensorFlow's records have it: rotated, and a constant added.
fn masked(data: &[u8]) -> u32 {
    crc32c(data).rotate_right(15).wrapping_add(0xa282_ead8)
}

/// Castagnoli's CRC-32 (RFC 3720, appendix B.4), bit by bit: a few hundred bytes a step.
fn crc32c(data: &[u8]) -> u32 {
    !data.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| crc >> 1 ^ if crc & 1 == 1 { 0x82f6_3b78 } else { 0 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3720, appendix B.4.
    #[test]
    fn checksums() {
        assert_eq!(crc32c(b"123456789"), 0xe306_9283);
        assert_eq!(crc32c(&[0; 32]), 0x8a91_36aa);
        assert_eq!(crc32c(&[0xff; 32]), 0x62a8_ab43);
        assert_eq!(crc32c(&(0..32).collect::<Vec<u8>>()), 0x46dd_794e);
        assert_eq!(masked(b"123456789"), 0xe306_9283_u32.rotate_right(15).wrapping_add(0xa282_ead8));
    }

    #[test]
    fn numbers_of_any_length() {
        assert_eq!((varint(0), varint(127), varint(300)), (vec![0], vec![127], vec![0xac, 0x02]));
    }

    #[test]
    fn a_record_is_framed() {
        let mut out = Vec::new();
        record(b"abc", &mut out).unwrap();
        assert_eq!(out[..8], 3u64.to_le_bytes());
        assert_eq!(out[8..12], masked(&3u64.to_le_bytes()).to_le_bytes());
        assert_eq!((&out[12..15], &out[15..]), (&b"abc"[..], &masked(b"abc").to_le_bytes()[..]));
    }
}
