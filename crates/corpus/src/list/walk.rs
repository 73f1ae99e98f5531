//! The parallel walk of a tree: names and stats only, no file is opened.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::slice::ParallelSliceMut;
use trommel_lang::{ByName, Language, detect_by_name};

use crate::bad::BadReason;
use crate::error::CorpusError;
use crate::index::Stat;
use crate::licence::Manifest;
use crate::source::Tree;

/// A file that is code, or may be, or may tell a licence.
#[derive(Debug)]
pub(super) struct Found {
    /// Relative to the tree's base.
    pub path: String,
    pub stat: Stat,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Code(Language),
    /// Its content must tell.
    Unsure,
    Manifest(Manifest),
}

/// What a walk saw.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Sorted by path.
    pub found: Vec<Found>,
    pub skipped: BTreeMap<String, u64>,
    pub bad: Vec<(String, BadReason)>,
}

/// Walks a tree with as many threads as rayon has.
pub(super) fn walk(tree: &Tree, cancel: &AtomicBool) -> Result<Walked, CorpusError> {
    let Some((first, others)) = tree.dirs.split_first() else {
        return Ok(Walked::default());
    };
    let mut builder = WalkBuilder::new(first);
    for dir in others {
        builder.add(dir);
    }
    builder
        .standard_filters(false)
        .hidden(true)
        .git_ignore(tree.gitignore)
        .require_git(false)
        .follow_links(false)
        .threads(rayon::current_num_threads());
    let all = Mutex::new(Walked::default());
    builder.build_parallel().run(|| {
        let mut walker = Walker { tree, seen: Walked::default(), all: &all };
        Box::new(move |entry| {
            if cancel.load(Ordering::Relaxed) {
                return WalkState::Quit;
            }
            match entry {
                Ok(entry) => walker.visit(&entry),
                Err(error) => walker.fail(&error),
            }
        })
    });
    super::stop_if(cancel)?;
    // A thread that panicked has already taken the process's attention; what the others saw is whole.
    let mut walked = all.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    walked.found.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    walked.bad.sort_unstable();
    Ok(walked)
}

/// One thread's part of a walk, handed in when it ends.
struct Walker<'a> {
    tree: &'a Tree,
    seen: Walked,
    all: &'a Mutex<Walked>,
}

impl Drop for Walker<'_> {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        all.found.append(&mut self.seen.found);
        all.bad.append(&mut self.seen.bad);
        for (reason, count) in std::mem::take(&mut self.seen.skipped) {
            *all.skipped.entry(reason).or_insert(0) += count;
        }
    }
}

impl Walker<'_> {
    fn visit(&mut self, entry: &DirEntry) -> WalkState {
        // Entries come with their root's path before them, and roots lie in the base, which is canonical.
        let base = self.tree.base.as_os_str().len();
        let below = entry.path().as_os_str().as_bytes().get(base..).unwrap_or_default();
        let relative = String::from_utf8_lossy(below.strip_prefix(b"/").unwrap_or(below));
        // None only for standard input, which is not walked.
        let Some(kind) = entry.file_type() else {
            return WalkState::Continue;
        };
        if kind.is_dir() {
            let enter = relative.is_empty() || self.tree.globs.enter(&relative);
            return if enter { WalkState::Continue } else { WalkState::Skip };
        }
        if kind.is_symlink() {
            self.skip("symbolic link");
        } else if !kind.is_file() {
            self.skip("not a regular file");
        } else {
            // Borrowed, the path is as it was; owned, it had to be mended.
            self.file(entry, &relative, matches!(relative, Cow::Borrowed(_)));
        }
        WalkState::Continue
    }

    fn file(&mut self, entry: &DirEntry, path: &str, utf8: bool) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let by_name = detect_by_name(name);
        let kind = match (by_name, Manifest::of(name)) {
            (ByName::Known(language), _) => Kind::Code(language),
            (_, Some(manifest)) => Kind::Manifest(manifest),
            (ByName::NeedsContent, None) => Kind::Unsure,
            (ByName::NotCode, None) => return self.skip(extension(name)),
        };
        if matches!(kind, Kind::Manifest(_)) {
            // Globs are about documents; a licence above them holds all the same.
            self.skip(extension(name));
        } else if !self.tree.globs.keep_file(path) {
            return self.skip("excluded");
        }
        if !utf8 {
            if !matches!(kind, Kind::Manifest(_)) {
                self.seen.bad.push((path.to_string(), BadReason::PathNotUtf8));
            }
            return;
        }
        match entry.metadata() {
            Ok(metadata) => {
                let stat = Stat::of(&metadata);
                self.seen.found.push(Found { path: path.to_string(), stat, kind });
            }
            Err(error) => {
                self.fail_at(path, &error);
            }
        }
    }

    fn skip(&mut self, reason: &str) {
        match self.seen.skipped.get_mut(reason) {
            Some(count) => *count += 1,
            None => {
                self.seen.skipped.insert(reason.to_string(), 1);
            }
        }
    }

    /// A folder or file that could not be looked at.
    fn fail(&mut self, error: &ignore::Error) -> WalkState {
        let path = path_of(error).map(Path::to_string_lossy).unwrap_or_default();
        let base = self.tree.base.to_string_lossy();
        let relative = path.strip_prefix(&*base).unwrap_or(&path).trim_start_matches('/');
        self.fail_at(relative, error);
        WalkState::Continue
    }

    fn fail_at(&mut self, path: &str, error: &ignore::Error) {
        match error.io_error() {
            // Gone since its folder was read: as good as never there.
            Some(io) if io.kind() == std::io::ErrorKind::NotFound => {}
            io => {
                let error = io.map_or_else(|| error.to_string(), ToString::to_string);
                self.seen.bad.push((path.to_string(), BadReason::Unreadable { error }));
            }
        }
    }
}

/// `.md` of `a.md`; what to call files without one.
fn extension(name: &str) -> &str {
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[dot..],
        _ => "no extension",
    }
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
