//! The code files of a source: walked, looked up or read, given their licences, cut into shards.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use trommel_lang::Language;

use super::examine::{Examined, examine};
use super::walk::{Found, Kind, walk};
use super::{IngestOptions, Listing, stop_if};
use crate::bad::{BadInput, BadReason};
use crate::error::CorpusError;
use crate::index::{Entry, StatIndex, Verdict};
use crate::licence::Licences;
use crate::shards::{FileDocument, Item, cut_files};
use crate::source::{Tree, TreeSource};

/// Adds the documents of a source to a listing.
pub(super) fn list_trees(
    source: &TreeSource,
    options: &IngestOptions,
    index: &mut StatIndex,
    cancel: &AtomicBool,
    listing: &mut Listing,
) -> Result<(), CorpusError> {
    let mut items = Vec::new();
    for tree in &source.trees {
        list_tree(source, tree, options, index, cancel, listing, &mut items)?;
    }
    // Each tree is in order already: this merges them, and the paths that could not be walked.
    items.sort_by(|a, b| a.path().cmp(b.path()));
    listing.bad.extend(items.iter().filter_map(|item| match item {
        Item::Bad(input) => Some(input.clone()),
        Item::Document(_) => None,
    }));
    listing.shards.append(&mut cut_files(&source.name, items, options.shard_bytes));
    Ok(())
}

fn bad(source: &TreeSource, file: String, reason: BadReason) -> Item {
    let offset = match reason {
        BadReason::NotUtf8 { at } => at,
        _ => 0,
    };
    Item::Bad(BadInput { source: source.name.to_string(), file, offset, reason })
}

fn list_tree(
    source: &TreeSource,
    tree: &Tree,
    options: &IngestOptions,
    index: &mut StatIndex,
    cancel: &AtomicBool,
    listing: &mut Listing,
    items: &mut Vec<Item>,
) -> Result<(), CorpusError> {
    let walked = walk(tree, cancel)?;
    for (reason, count) in walked.skipped {
        *listing.skipped.entry(reason).or_insert(0) += count;
    }
    listing.files += walked.bad.len() as u64;
    items.reserve(walked.bad.len() + walked.found.len());
    items.extend(walked.bad.into_iter().map(|(path, reason)| bad(source, path, reason)));
    let base = Arc::new(tree.base.clone());
    let judged = judge(tree, &walked.found, options, index, cancel, listing)?;

    let mut licences = Licences::default();
    for (found, examined) in walked.found.iter().zip(&judged) {
        if let (Kind::Manifest(manifest), Examined::Verdict(Verdict::Manifest(Some(license)))) = (found.kind, examined)
        {
            licences.tell(&found.path, manifest, license);
        }
    }
    let whole = source.origin.license();
    for (found, examined) in walked.found.into_iter().zip(judged) {
        let (language, verdict) = match (found.kind, examined) {
            (Kind::Manifest(_), _) | (_, Examined::Gone) => continue,
            (_, Examined::Bad(reason)) => {
                listing.files += 1;
                listing.bytes += found.stat.size;
                items.push(bad(source, found.path, reason));
                continue;
            }
            (Kind::Code(language), Examined::Verdict(verdict)) => (Some(language), verdict),
            (Kind::Unsure, Examined::Verdict(verdict)) => (None, verdict),
        };
        let size = found.stat.size;
        let item = match verdict {
            Verdict::NotUtf8 { at, .. } => bad(source, found.path, BadReason::NotUtf8 { at }),
            Verdict::Text { digest, language: by_content } => {
                let Some(language) = language.or(by_content) else {
                    continue;
                };
                let license = whole.clone().or_else(|| licences.of(&found.path));
                Item::Document(document(source, &base, found, digest, language, license))
            }
            Verdict::NotCode | Verdict::Manifest(_) | Verdict::Records { .. } => {
                *listing.skipped.entry("no code inside".to_string()).or_insert(0) += 1;
                continue;
            }
        };
        listing.files += 1;
        listing.bytes += size;
        items.push(item);
    }
    Ok(())
}

fn document(
    source: &TreeSource,
    base: &Arc<PathBuf>,
    found: Found,
    digest: [u8; 32],
    language: Language,
    license: Option<Arc<str>>,
) -> FileDocument {
    let (repo, version) = source.origin.of(&found.path);
    FileDocument {
        base: Arc::clone(base),
        path: found.path,
        size: found.stat.size,
        digest,
        language,
        license,
        repo,
        version,
    }
}

/// What each found file is: from the index where it is unchanged, else by reading it, several at once.
fn judge(
    tree: &Tree,
    found: &[Found],
    options: &IngestOptions,
    index: &mut StatIndex,
    cancel: &AtomicBool,
    listing: &mut Listing,
) -> Result<Vec<Examined>, CorpusError> {
    let root = tree.base.to_string_lossy();
    let known = look_up(found, index.root(&root));
    let unknown: Vec<usize> = (0..found.len()).filter(|at| known[*at].is_none()).collect();
    let read: Vec<(Examined, u64)> = unknown
        .par_iter()
        .map(|at| {
            if cancel.load(Ordering::Relaxed) {
                return (Examined::Gone, 0);
            }
            examine(&tree.base, &found[*at], options.max_bytes)
        })
        .collect();
    stop_if(cancel)?;

    let mut fresh = Vec::with_capacity(read.len());
    for (at, (examined, bytes)) in unknown.iter().zip(&read) {
        listing.hashed_bytes += bytes;
        if let Examined::Verdict(verdict) = examined {
            let Found { path, stat, .. } = &found[*at];
            let racy = index.is_racy(stat);
            let (path, verdict) = (path.clone(), verdict.clone());
            fresh.push(Entry { path, stat: *stat, racy, unseen: 0, verdict });
        }
    }
    let mut read = read.into_iter();
    let judged = known
        .into_iter()
        .zip(found)
        .map(|(known, found)| match known {
            // It was read under a higher limit.
            Some(Verdict::Text { .. } | Verdict::NotUtf8 { .. }) if found.stat.size > options.max_bytes => {
                let bytes = found.stat.size;
                Examined::Bad(BadReason::TooLarge { bytes, max: options.max_bytes })
            }
            Some(verdict) => Examined::Verdict(verdict),
            // One was read for each that was not known, in order.
            None => read.next().map_or(Examined::Gone, |(examined, _)| examined),
        })
        .collect();
    let saw = |path: &str| found.binary_search_by(|found| found.path.as_str().cmp(path)).is_ok();
    index.learn(&root, fresh, saw);
    Ok(judged)
}

/// For each found file what the index knows of it. Both are sorted by path, so one pass does.
fn look_up(found: &[Found], entries: &[Entry]) -> Vec<Option<Verdict>> {
    let mut entries = entries.iter().peekable();
    found
        .iter()
        .map(|found| {
            while entries.next_if(|entry| entry.path < found.path).is_some() {}
            let entry = entries.peek().filter(|entry| entry.path == found.path)?;
            let fits = !entry.racy && entry.stat == found.stat && fits(found.kind, &entry.verdict);
            fits.then(|| entry.verdict.clone())
        })
        .collect()
}

/// Whether a verdict answers what is asked of this kind of file.
fn fits(kind: Kind, verdict: &Verdict) -> bool {
    match (kind, verdict) {
        (Kind::Manifest(_), verdict) => matches!(verdict, Verdict::Manifest(_)),
        (_, Verdict::Text { language, .. } | Verdict::NotUtf8 { language, .. }) => {
            (kind == Kind::Unsure) == language.is_some()
        }
        (Kind::Unsure, Verdict::NotCode) => true,
        _ => false,
    }
}
