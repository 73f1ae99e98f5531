//! The index as bytes: magic, version, body, BLAKE3 of all before it. Numbers are LEB128; sorted paths are written as
//! what differs from the path before.

use std::collections::BTreeMap;
use std::sync::Arc;

use trommel_lang::Language;

use super::{Entry, Stat, Verdict};
use crate::bad::BadReason;
use crate::records::{Scan, Segment};

/// Changes with the layout below, and with what a verdict means: detection by content, recognition of licences,
/// scanning of records. The package's version is part of it.
const MAGIC: &[u8] = concat!("TRSTATIX1 ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

pub(super) fn encode(roots: &BTreeMap<String, Vec<Entry>>) -> Vec<u8> {
    let mut out = Writer(MAGIC.to_vec());
    out.number(roots.len() as u64);
    for (root, entries) in roots {
        out.bytes(root.as_bytes());
        out.number(entries.len() as u64);
        let mut before = "";
        for entry in entries {
            let shared = shared_prefix(before, &entry.path);
            out.number(shared as u64);
            out.bytes(&entry.path.as_bytes()[shared..]);
            before = &entry.path;
            out.entry(entry);
        }
    }
    let digest = blake3::hash(&out.0);
    out.0.extend_from_slice(digest.as_bytes());
    out.0
}

/// None if the bytes are not what [`encode`] writes.
pub(super) fn decode(bytes: &[u8]) -> Option<BTreeMap<String, Vec<Entry>>> {
    let (body, digest) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
    let rest = body.strip_prefix(MAGIC)?;
    if blake3::hash(body).as_bytes() != digest {
        return None;
    }
    let mut input = Reader(rest);
    let mut roots = BTreeMap::new();
    for _ in 0..input.number()? {
        let root = input.text()?;
        let count = input.number()?;
        // No more than the bytes that are left could hold: a count is not to be trusted with memory.
        let mut entries = Vec::with_capacity(usize::try_from(count).ok()?.min(input.0.len()));
        let mut path = String::new();
        for _ in 0..count {
            let shared = usize::try_from(input.number()?).ok()?;
            let rest = input.slice()?;
            let mut own = String::with_capacity(shared + rest.len());
            own.push_str(path.get(..shared)?);
            own.push_str(std::str::from_utf8(rest).ok()?);
            path.clone_from(&own);
            entries.push(input.entry(own)?);
        }
        roots.insert(root, entries);
    }
    input.0.is_empty().then_some(roots)
}

/// Bytes that two texts begin with in common, whole characters.
fn shared_prefix(a: &str, b: &str) -> usize {
    let mut shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    while !b.is_char_boundary(shared) {
        shared -= 1;
    }
    shared
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn language(&mut self, language: Option<Language>) {
        self.bytes(language.map_or("", Language::name).as_bytes());
    }

    fn entry(&mut self, entry: &Entry) {
        let Stat { size, mtime_ns, ctime_ns, inode } = entry.stat;
        self.number(size);
        self.0.extend_from_slice(&mtime_ns.to_le_bytes());
        self.0.extend_from_slice(&ctime_ns.to_le_bytes());
        self.number(inode);
        self.0.push(u8::from(entry.racy));
        self.0.push(entry.unseen);
        match &entry.verdict {
            Verdict::Text { digest, language } => {
                self.0.push(0);
                self.0.extend_from_slice(digest);
                self.language(*language);
            }
            Verdict::NotCode => self.0.push(1),
            Verdict::NotUtf8 { at, language } => {
                self.0.push(2);
                self.number(*at);
                self.language(*language);
            }
            Verdict::Manifest(license) => {
                self.0.push(3);
                self.0.push(u8::from(license.is_some()));
                self.bytes(license.as_deref().unwrap_or_default().as_bytes());
            }
            Verdict::Records { fingerprint, scan } => {
                self.0.push(4);
                self.0.extend_from_slice(fingerprint);
                self.scan(scan);
            }
        }
    }

    fn scan(&mut self, scan: &Scan) {
        self.number(scan.segments.len() as u64);
        for segment in &scan.segments {
            self.number(segment.start);
            self.number(segment.documents);
            self.number(segment.bytes);
            self.0.extend_from_slice(&segment.rows);
            self.bytes(segment.first_path.as_bytes());
            self.number(segment.repeats.len() as u64);
            for (number, ordinal) in &segment.repeats {
                self.number(u64::from(*number));
                self.number(u64::from(*ordinal));
            }
            self.bad(&segment.bad);
        }
        self.bad(&scan.stray);
    }

    fn bad(&mut self, bad: &[(u64, BadReason)]) {
        self.number(bad.len() as u64);
        for (offset, reason) in bad {
            self.number(*offset);
            // Plain structs of strings and numbers: serialising them cannot fail.
            self.bytes(&serde_json::to_vec(reason).unwrap_or_default());
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn slice(&mut self) -> Option<&'a [u8]> {
        let count = usize::try_from(self.number()?).ok()?;
        self.take(count)
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.slice()?.to_vec()).ok()
    }

    fn language(&mut self) -> Option<Option<Language>> {
        match std::str::from_utf8(self.slice()?).ok()? {
            "" => Some(None),
            name => name.parse().ok().map(Some),
        }
    }

    fn entry(&mut self, path: String) -> Option<Entry> {
        let stat = Stat {
            size: self.number()?,
            mtime_ns: i64::from_le_bytes(self.array()?),
            ctime_ns: i64::from_le_bytes(self.array()?),
            inode: self.number()?,
        };
        let racy = self.byte()? != 0;
        let unseen = self.byte()?;
        let verdict = match self.byte()? {
            0 => Verdict::Text { digest: self.array()?, language: self.language()? },
            1 => Verdict::NotCode,
            2 => Verdict::NotUtf8 { at: self.number()?, language: self.language()? },
            3 => {
                let some = self.byte()? != 0;
                let license = self.text()?;
                Verdict::Manifest(some.then_some(license))
            }
            4 => Verdict::Records { fingerprint: self.array()?, scan: self.scan()? },
            _ => return None,
        };
        Some(Entry { path, stat, racy, unseen, verdict })
    }

    fn scan(&mut self) -> Option<Scan> {
        let mut segments = Vec::new();
        for _ in 0..self.number()? {
            let start = self.number()?;
            let documents = self.number()?;
            let bytes = self.number()?;
            let rows = self.array()?;
            let first_path = self.text()?;
            let mut repeats = Vec::new();
            for _ in 0..self.number()? {
                let number = u32::try_from(self.number()?).ok()?;
                repeats.push((number, u32::try_from(self.number()?).ok()?));
            }
            let bad = self.bad()?;
            let chosen = Vec::new();
            segments.push(Arc::new(Segment { start, documents, bytes, rows, first_path, repeats, bad, chosen }));
        }
        Some(Scan { segments, stray: self.bad()? })
    }

    fn bad(&mut self) -> Option<Vec<(u64, BadReason)>> {
        let mut bad = Vec::new();
        for _ in 0..self.number()? {
            let offset = self.number()?;
            bad.push((offset, serde_json::from_slice(self.slice()?).ok()?));
        }
        Some(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_entry_survives_the_trip() {
        let stat = Stat { size: 300, mtime_ns: -5, ctime_ns: i64::MAX, inode: u64::MAX };
        let scan = Scan {
            segments: vec![Arc::new(Segment {
                start: 1 << 40,
                documents: 2,
                bytes: 3,
                rows: [7; 32],
                first_path: "é.py".into(),
                repeats: vec![(1, 1)],
                bad: vec![(9, BadReason::CutShort)],
                chosen: vec![],
            })],
            stray: vec![(0, BadReason::TooLarge { bytes: 6, max: 5 })],
        };
        let verdicts = [
            Verdict::Text { digest: [1; 32], language: Some(Language::Cpp) },
            Verdict::NotCode,
            Verdict::NotUtf8 { at: 12, language: None },
            Verdict::Manifest(None),
            Verdict::Manifest(Some("MIT".into())),
            Verdict::Records { fingerprint: [2; 32], scan },
        ];
        // `è` and `é` share their first byte, which is no character.
        let paths = ["a", "a/b", "a/è", "a/é", "b", "b"];
        let entries: Vec<Entry> = paths
            .iter()
            .zip(verdicts)
            .map(|(path, verdict)| Entry { path: path.to_string(), stat, racy: *path == "b", unseen: 3, verdict })
            .collect();
        let roots = BTreeMap::from([("/r".to_string(), entries), ("/s".to_string(), vec![])]);
        assert_eq!(decode(&encode(&roots)), Some(roots));
    }
}
