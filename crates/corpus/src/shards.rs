//! Shards: where one ends is decided by the paths and records themselves, so that an edit moves one or two of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blake3::Hasher;
use trommel_lang::Language;

use crate::bad::BadInput;
use crate::document::{Facts, document_id, put};
use crate::records::{RecordFile, Segment};

/// A run of documents that is read, keyed and stored as one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ShardInput {
    /// Digest of everything that decides the shard's rows: source, repo, path, language, licence, version, stars,
    /// content digest, ordinal (and the instruction columns) of each document, and its bad inputs.
    pub digest: [u8; 32],
    /// Bytes of the documents' files, or of the lines of their records.
    pub bytes: u64,
    /// How many documents it holds; at least one.
    pub documents: u64,
    /// Path of its first document.
    pub first_path: String,
    /// Inputs between its documents that could not become one.
    pub bad: Vec<BadInput>,
    pub(crate) work: Work,
}

impl ShardInput {
    /// The compressed or Parquet file that must be decoded from an earlier point to reach this shard, if it is part
    /// of one: shards with the same answer are best handed to [`read_many`](crate::read_many) in one call and in
    /// order, which decodes the file once.
    pub fn stream(&self) -> Option<&Path> {
        match &self.work {
            Work::Segment { file, .. } if !file.format.is_seekable() => Some(&file.path),
            Work::Segment { .. } | Work::Files { .. } => None,
        }
    }

    /// The name of the source of its documents.
    pub fn source(&self) -> &str {
        match &self.work {
            Work::Files { source, .. } => source,
            Work::Segment { file, .. } => &file.source,
        }
    }

    /// Path and id of each document that is a file of its own, in order; nothing for the records of a file, which
    /// have no path of their own before they are read.
    pub fn files(&self) -> Vec<(&str, [u8; 16])> {
        match &self.work {
            Work::Files { source, files } => {
                let file = |file: &'_ FileDocument| document_id(source, &file.path, &file.digest, 0);
                files.iter().map(|each| (each.path.as_str(), file(each))).collect()
            }
            Work::Segment { .. } => Vec::new(),
        }
    }
}

/// What a shard's rows are made of.
#[derive(Debug, Clone)]
pub(crate) enum Work {
    /// Whole files.
    Files { source: Arc<str>, files: Vec<FileDocument> },
    /// A run of records of one file.
    Segment { file: Arc<RecordFile>, segment: Arc<Segment> },
}

/// One code file.
#[derive(Debug, Clone)]
pub(crate) struct FileDocument {
    pub base: Arc<PathBuf>,
    pub path: String,
    pub size: u64,
    pub digest: [u8; 32],
    pub language: Language,
    pub license: Option<Arc<str>>,
    pub repo: Option<Arc<str>>,
    pub version: Option<Arc<str>>,
}

impl FileDocument {
    pub(crate) fn facts<'a>(&'a self, source: &'a str) -> Facts<'a> {
        Facts {
            source,
            repo: self.repo.as_deref(),
            path: &self.path,
            language: Some(self.language.name()),
            license: self.license.as_deref(),
            version: self.version.as_deref(),
            stars: None,
            content_digest: &self.digest,
            ordinal: 0,
            instruction: None,
            input: None,
            output: None,
            task: None,
        }
    }
}

/// Decides where shards end. With target T, the minimum is T/2 and the maximum 2T: after the minimum, a shard ends
/// after an item whose hash, read as a fraction of 2^64, is below size/(T − minimum); at the maximum it always ends
/// (so it passes the maximum by at most one item). The mean is then about T, and after an edit the boundaries fall
/// where they fell before as soon as one of them does.
#[derive(Debug)]
pub(crate) struct Cutter {
    target: u64,
    size: u64,
}

impl Cutter {
    pub(crate) fn new(target: u64) -> Cutter {
        Cutter { target: target.max(2), size: 0 }
    }

    /// Takes one item; true when a shard ends after it.
    pub(crate) fn ends_after(&mut self, hash: u64, size: u64) -> bool {
        self.size = self.size.saturating_add(size);
        let minimum = self.target / 2;
        let span = self.target - minimum;
        let chosen = u128::from(hash) * u128::from(span) < u128::from(size) << 64;
        let ends = self.size >= minimum && (chosen || self.size >= self.target.saturating_mul(2));
        if ends {
            self.size = 0;
        }
        ends
    }
}

/// The hash by which a shard may end after a path.
pub(crate) fn path_hash(path: &str) -> u64 {
    first_word(blake3::hash(path.as_bytes()).as_bytes())
}

/// The first eight bytes of a digest as a number.
pub(crate) fn first_word(digest: &[u8; 32]) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(word)
}

/// A code file in its place among the sorted paths, or what is wrong with it.
pub(crate) enum Item {
    Document(FileDocument),
    Bad(BadInput),
}

impl Item {
    pub(crate) fn path(&self) -> &str {
        match self {
            Item::Document(file) => &file.path,
            Item::Bad(input) => &input.file,
        }
    }
}

/// Cuts the files of one source, sorted by path, into shards. Bad inputs go with the shard that they fall in; those
/// of a source without any document go nowhere but the listing's own ledger.
pub(crate) fn cut_files(source: &Arc<str>, items: Vec<Item>, target: u64) -> Vec<ShardInput> {
    let mut shards: Vec<ShardInput> = Vec::new();
    let mut cutter = Cutter::new(target);
    let mut files = Vec::new();
    let mut bad = Vec::new();
    for item in items {
        match item {
            Item::Bad(input) => bad.push(input),
            Item::Document(file) => {
                let ends = cutter.ends_after(path_hash(&file.path), file.size);
                files.push(file);
                if ends {
                    shards.push(files_shard(source, std::mem::take(&mut files), std::mem::take(&mut bad)));
                }
            }
        }
    }
    if !files.is_empty() {
        shards.push(files_shard(source, files, bad));
    } else if let Some(last) = shards.pop()
        && let Work::Files { files, .. } = last.work
    {
        let mut all = last.bad;
        all.append(&mut bad);
        shards.push(files_shard(source, files, all));
    }
    shards
}

fn files_shard(source: &Arc<str>, files: Vec<FileDocument>, bad: Vec<BadInput>) -> ShardInput {
    let mut rows = Hasher::new();
    let mut buffer = Vec::new();
    for file in &files {
        file.facts(source).hash_into(&mut rows, &mut buffer);
    }
    ShardInput {
        digest: shard_digest(rows.finalize().as_bytes(), files.len() as u64, &bad),
        bytes: files.iter().map(|file| file.size).sum(),
        documents: files.len() as u64,
        first_path: files.first().map(|file| file.path.clone()).unwrap_or_default(),
        bad,
        work: Work::Files { source: Arc::clone(source), files },
    }
}

/// The shard of one segment of a record file.
pub(crate) fn segment_shard(file: &Arc<RecordFile>, segment: Arc<Segment>) -> ShardInput {
    let bad: Vec<BadInput> = segment
        .bad
        .iter()
        .map(|(offset, reason)| BadInput {
            source: file.source.to_string(),
            file: file.name.to_string(),
            offset: *offset,
            reason: reason.clone(),
        })
        .collect();
    ShardInput {
        digest: shard_digest(&segment.rows, segment.documents, &bad),
        bytes: segment.bytes,
        documents: segment.documents,
        first_path: segment.first_path.clone(),
        bad,
        work: Work::Segment { file: Arc::clone(file), segment },
    }
}

fn shard_digest(rows: &[u8; 32], documents: u64, bad: &[BadInput]) -> [u8; 32] {
    let mut hasher = Hasher::new();
    put(&mut hasher, b"trommel shard 1");
    hasher.update(rows);
    hasher.update(&documents.to_le_bytes());
    for input in bad {
        put(&mut hasher, input.source.as_bytes());
        put(&mut hasher, input.file.as_bytes());
        hasher.update(&input.offset.to_le_bytes());
        put(&mut hasher, input.reason.to_string().as_bytes());
    }
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bad::BadReason;

    const TARGET: u64 = 64 * 1024;

    fn file(path: &str, size: u64) -> Item {
        Item::Document(FileDocument {
            base: Arc::new(PathBuf::from("/nowhere")),
            path: path.to_string(),
            size,
            digest: *blake3::hash(format!("{path} {size}").as_bytes()).as_bytes(),
            language: Language::Python,
            license: None,
            repo: None,
            version: None,
        })
    }

    /// A made-up tree: path → size, sizes spread like source files' (many small, few large).
    fn tree(seed: u64, files: u64) -> std::collections::BTreeMap<String, u64> {
        (0..files)
            .map(|n| {
                let word = path_hash(&format!("{seed} {n}"));
                let size = 1 << (6 + (word >> 32) % 10);
                (format!("d{:02}/f{word:016x}.py", word % 40), size + word % size)
            })
            .collect()
    }

    fn cut(tree: &std::collections::BTreeMap<String, u64>) -> Vec<ShardInput> {
        let items = tree.iter().map(|(path, size)| file(path, *size)).collect();
        cut_files(&Arc::from("s"), items, TARGET)
    }

    fn changed(before: &[ShardInput], after: &[ShardInput]) -> usize {
        let known: std::collections::BTreeSet<_> = before.iter().map(|s| s.digest).collect();
        after.iter().filter(|shard| !known.contains(&shard.digest)).count()
    }

    #[test]
    fn sizes_stay_between_the_minimum_and_the_maximum_plus_one_file() {
        for seed in 0..20 {
            let tree = tree(seed, 3000);
            let shards = cut(&tree);
            let total: u64 = tree.values().sum();
            assert_eq!(shards.iter().map(|s| s.bytes).sum::<u64>(), total);
            assert_eq!(shards.iter().map(|s| s.documents).sum::<u64>(), tree.len() as u64);
            let (last, whole) = shards.split_last().expect("3000 files are not nothing");
            assert!(last.documents > 0);
            for shard in whole {
                assert!(shard.bytes >= TARGET / 2, "{}", shard.bytes);
                assert!(shard.bytes < 2 * TARGET + (1 << 16), "{}", shard.bytes);
            }
            let mean = total / shards.len() as u64;
            assert!((TARGET * 3 / 4..TARGET * 4 / 3).contains(&mean), "mean {mean}");
        }
    }

    #[test]
    fn one_edit_changes_one_or_two_shards_and_seldom_more() {
        // The bounds are on what was measured: 600 edits of trees of some 130 shards.
        let (mut edits, mut over_two, mut worst, mut sum) = (0, 0, 0, 0);
        for seed in 0..20 {
            let tree = tree(seed, 3000);
            let before = cut(&tree);
            for n in 0..10 {
                let path = tree.keys().nth(n * 291).expect("291 * 10 < 3000").clone();
                let mut removed = tree.clone();
                removed.remove(&path);
                let mut added = tree.clone();
                added.insert(format!("{path}x.py"), 2000 + n as u64);
                let mut edited = tree.clone();
                edited.insert(path, 3000 + n as u64);
                for after in [removed, added, edited] {
                    let count = changed(&before, &cut(&after));
                    edits += 1;
                    sum += count;
                    over_two += usize::from(count > 2);
                    worst = worst.max(count);
                }
            }
        }
        println!("{edits} edits: mean {:.2}, over two {over_two}, worst {worst}", sum as f64 / edits as f64);
        assert!(sum * 10 < edits * 25, "mean of {sum}/{edits} shards changed by one edit");
        assert!(over_two * 4 < edits, "{over_two} of {edits} edits changed more than two shards");
        assert!(worst <= 20, "{worst} shards changed by one edit");
    }

    #[test]
    fn bad_inputs_go_with_the_shard_they_fall_in_and_change_its_digest() {
        let bad = |path: &str| {
            Item::Bad(BadInput {
                source: "s".into(),
                file: path.into(),
                offset: 0,
                reason: BadReason::NotUtf8 { at: 3 },
            })
        };
        let source = Arc::from("s");
        let plain = cut_files(&source, vec![file("a.py", 10), file("c.py", 10)], TARGET);
        let with = cut_files(&source, vec![file("a.py", 10), bad("b.py"), file("c.py", 10)], TARGET);
        let trailing = cut_files(&source, vec![file("a.py", TARGET * 3), bad("b.py")], TARGET);
        assert_eq!((plain.len(), with.len(), trailing.len()), (1, 1, 1));
        assert_ne!(plain[0].digest, with[0].digest);
        assert_eq!(with[0].bad.len(), 1);
        assert_eq!(trailing[0].bad.len(), 1);
        assert!(cut_files(&source, vec![bad("b.py")], TARGET).is_empty());
    }
}
