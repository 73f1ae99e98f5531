//! What is already known about files that did not change, like git's index.
//!
//! Per root folder, relative path → (size, mtime, **ctime**, inode) → what reading the file said. An entry whose file
//! changed at or after the moment at which its listing began is *racily clean*: a later write could leave the same
//! times, so such an entry is not believed and the file is read again next time. That moment is the modification time
//! of a file that the listing creates beside the index, so that the file system's clock is compared with itself.
//!
//! The index belongs to one machine. It is a cache: absent, older or damaged, it is as good as empty.

mod codec;

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use trommel_lang::Language;

use crate::error::CorpusError;
use crate::records::Scan;

const FILE: &str = "stat-index";
const COPIES: &str = "downloads";

/// Listings that changed something and did not see an entry, after which it is forgotten.
const FORGET_AFTER: u8 = 16;

/// What is known about files that did not change since a listing read them.
#[derive(Debug, Default)]
pub struct StatIndex {
    dir: Option<PathBuf>,
    roots: BTreeMap<String, Vec<Entry>>,
    /// Created when a listing begins; its time is the listing's, and `save` writes into it.
    stamp: Option<Stamp>,
    dirty: bool,
    copies: Copies,
}

/// Where files at URLs are copied to, and how.
#[derive(Debug, Default, Clone)]
pub(crate) struct Copies {
    /// None for an index that is kept nowhere.
    pub folder: Option<PathBuf>,
    /// Whether they are copied anew, changed or not.
    pub anew: bool,
    /// How long nothing may come; a minute when it was not said.
    pub patience: Option<Duration>,
}

#[derive(Debug)]
struct Stamp {
    file: NamedTempFile,
    at_ns: i64,
}

/// A file as it was when it was read, and what reading it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub path: String,
    pub stat: Stat,
    /// Not to be believed.
    pub racy: bool,
    /// How many listings changed something and did not see it.
    pub unseen: u8,
    pub verdict: Verdict,
}

/// What the file system says about a file; equal again only if the file was not written in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stat {
    pub size: u64,
    pub mtime_ns: i64,
    pub ctime_ns: i64,
    pub inode: u64,
}

impl Stat {
    pub(crate) fn of(metadata: &Metadata) -> Stat {
        let ns = |s: i64, ns: i64| s.saturating_mul(1_000_000_000).saturating_add(ns);
        Stat {
            size: metadata.len(),
            mtime_ns: ns(metadata.mtime(), metadata.mtime_nsec()),
            ctime_ns: ns(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }
}

/// What reading a file said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A document; `language` if its content had to tell.
    Text { digest: [u8; 32], language: Option<Language> },
    /// Not code, which its content had to tell.
    NotCode,
    /// Bytes that are not UTF-8, from one on; `language` if its content had to tell.
    NotUtf8 { at: u64, language: Option<Language> },
    /// A manifest or the text of a licence, and the licence it gives.
    Manifest(Option<String>),
    /// A record file, scanned under the options of a fingerprint.
    Records { fingerprint: [u8; 32], scan: Scan },
}

impl StatIndex {
    /// The index kept in a folder; empty if there is none yet, or if it is damaged or of another version.
    pub fn open(dir: &Path) -> StatIndex {
        let roots = std::fs::read(dir.join(FILE)).ok().and_then(|bytes| codec::decode(&bytes)).unwrap_or_default();
        let copies = Copies { folder: Some(dir.join(COPIES)), ..Copies::default() };
        StatIndex { dir: Some(dir.to_path_buf()), roots, stamp: None, dirty: false, copies }
    }

    /// An index that knows nothing and is not kept, with a folder for copies of files at URLs: every file is read, and
    /// downloaded, again.
    pub fn unknowing(dir: &Path) -> StatIndex {
        let copies = Copies { folder: Some(dir.join(COPIES)), anew: true, patience: None };
        StatIndex { copies, ..StatIndex::default() }
    }

    /// Lets a server that gives a source be silent for so long, instead of a minute.
    pub fn with_patience(mut self, patience: Duration) -> StatIndex {
        self.copies.patience = Some(patience);
        self
    }

    /// An index that knows nothing and is kept nowhere: every file is read. Sources at URLs need one with a folder.
    pub fn in_memory() -> StatIndex {
        StatIndex::default()
    }

    /// Writes what was learnt, in the place of the old index and at once; nothing if nothing changed.
    pub fn save(&mut self) -> Result<(), CorpusError> {
        let Some(dir) = self.dir.clone() else {
            return Ok(());
        };
        if !self.dirty {
            return Ok(());
        }
        let path = dir.join(FILE);
        let fault = |error: std::io::Error| CorpusError::Io { path: path.clone(), error };
        let file = match self.stamp.take() {
            Some(stamp) => stamp.file,
            None => new_file(&dir).map_err(fault)?,
        };
        std::fs::write(file.path(), codec::encode(&self.roots)).map_err(fault)?;
        // Not synced: an index lost in a crash fails its checksum and is rebuilt.
        file.persist(&path).map_err(|error| fault(error.error))?;
        self.dirty = false;
        Ok(())
    }

    pub(crate) fn copies(&self) -> &Copies {
        &self.copies
    }

    /// Marks the moment at which a listing begins. Where that is not possible every entry counts as racily clean.
    pub(crate) fn begin(&mut self) {
        self.stamp = self.dir.as_deref().and_then(|dir| {
            let file = new_file(dir).ok()?;
            let at_ns = Stat::of(&file.as_file().metadata().ok()?).mtime_ns;
            Some(Stamp { file, at_ns })
        });
    }

    /// Whether a file was written too late for its times to tell it from a later version.
    pub(crate) fn is_racy(&self, stat: &Stat) -> bool {
        self.stamp.as_ref().is_none_or(|stamp| stat.ctime_ns.max(stat.mtime_ns) >= stamp.at_ns)
    }

    /// What is known under a root, sorted by path.
    pub(crate) fn root(&self, root: &str) -> &[Entry] {
        self.roots.get(root).map_or(&[], Vec::as_slice)
    }

    /// What is known about one file, if it did not change.
    pub(crate) fn find(&self, root: &str, path: &str, stat: &Stat) -> Option<&Verdict> {
        let entries = self.root(root);
        let at = entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        let entry = &entries[at];
        (!entry.racy && entry.stat == *stat).then_some(&entry.verdict)
    }

    /// Takes what a listing learnt under a root: `fresh` entries, and the paths of those that it `saw` unchanged.
    /// Entries that it did not see stay for a while, since another recipe may.
    pub(crate) fn learn(&mut self, root: &str, fresh: Vec<Entry>, saw: impl Fn(&str) -> bool) {
        if fresh.is_empty() || self.dir.is_none() {
            return;
        }
        self.dirty = true;
        let mut entries = self.roots.remove(root).unwrap_or_default();
        for entry in &mut entries {
            entry.unseen = if saw(&entry.path) { 0 } else { entry.unseen.saturating_add(1) };
        }
        entries.retain(|entry| entry.unseen < FORGET_AFTER);
        entries.extend(fresh);
        // Stable: of two entries for one path the fresh one is last, and stays.
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        entries.dedup_by(|later, earlier| {
            let same = later.path == earlier.path;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        self.roots.insert(root.to_string(), entries);
    }
}

fn new_file(dir: &Path) -> std::io::Result<NamedTempFile> {
    std::fs::create_dir_all(dir)?;
    tempfile::Builder::new().prefix(".stat-index-").tempfile_in(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, size: u64) -> Entry {
        Entry {
            path: path.into(),
            stat: Stat { size, mtime_ns: 1, ctime_ns: 2, inode: 3 },
            racy: false,
            unseen: 0,
            verdict: Verdict::NotCode,
        }
    }

    #[test]
    fn what_was_learnt_is_found_after_reopening_and_only_unchanged() {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let mut index = StatIndex::open(dir.path());
        index.begin();
        index.learn("/r", vec![entry("b", 1), entry("a", 1)], |_| false);
        index.learn("/r", vec![entry("b", 2)], |path| path == "a");
        index.save().expect("the folder is writable");
        let index = StatIndex::open(dir.path());
        let stat = |size| Stat { size, ..entry("", 0).stat };
        assert_eq!(index.root("/r").len(), 2);
        assert_eq!(index.find("/r", "a", &stat(1)), Some(&Verdict::NotCode));
        assert_eq!(index.find("/r", "b", &stat(2)), Some(&Verdict::NotCode));
        assert_eq!(index.find("/r", "b", &stat(1)), None);
        assert_eq!(index.find("/r", "c", &stat(1)), None);
        assert_eq!(index.find("/s", "a", &stat(1)), None);
    }

    #[test]
    fn a_damaged_or_older_index_is_as_good_as_none() {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let path = dir.path().join(FILE);
        let mut index = StatIndex::open(dir.path());
        index.learn("/r", vec![entry("a", 1)], |_| false);
        index.save().expect("the folder is writable");
        let whole = std::fs::read(&path).expect("it was saved");
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        let mut older = whole.clone();
        older[8] ^= 1;
        for damaged in [&whole[..whole.len() - 1], &flipped, &older, b"".as_slice(), b"not an index"] {
            std::fs::write(&path, damaged).expect("the folder is writable");
            assert!(StatIndex::open(dir.path()).roots.is_empty());
        }
        std::fs::write(&path, &whole).expect("the folder is writable");
        assert_eq!(StatIndex::open(dir.path()).root("/r").len(), 1);
    }

    #[test]
    fn entries_not_seen_for_long_are_forgotten() {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let mut index = StatIndex::open(dir.path());
        index.learn("/r", vec![entry("gone", 1)], |_| false);
        for n in 0..u64::from(FORGET_AFTER) {
            assert!(index.root("/r").iter().any(|entry| entry.path == "gone"), "{n}");
            index.learn("/r", vec![entry("here", n)], |path| path == "here");
        }
        assert_eq!(index.root("/r").len(), 1);
    }

    #[test]
    fn a_file_as_young_as_the_listing_is_racily_clean() {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let mut index = StatIndex::open(dir.path());
        index.begin();
        let at_ns = index.stamp.as_ref().expect("the folder is writable").at_ns;
        let stat = |ctime_ns| Stat { ctime_ns, mtime_ns: 0, ..entry("", 0).stat };
        assert!(!index.is_racy(&stat(at_ns - 1)));
        assert!(index.is_racy(&stat(at_ns)));
        assert!(index.is_racy(&stat(at_ns + 1)));
        assert!(StatIndex::in_memory().is_racy(&stat(0)));
    }
}
