//! A folder of code: what to walk, and what its place says about a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::Folder;
use crate::error::CorpusError;

/// Trees whose files make up one source.
pub(crate) struct TreeSource {
    pub name: Arc<str>,
    pub trees: Vec<Tree>,
    pub origin: Origin,
}

/// Folders under one base; paths are relative to the base.
pub(crate) struct Tree {
    /// Canonical.
    pub base: PathBuf,
    /// The base itself, or folders in it.
    pub dirs: Vec<PathBuf>,
    pub globs: Globs,
    pub gitignore: bool,
}

/// What a file's place says about its repo, version and licence.
pub(crate) enum Origin {
    /// Nothing.
    Plain,
    /// The first component of its path is one of these crates: folder → (name, version).
    Crates(BTreeMap<String, (Arc<str>, Arc<str>)>),
    /// The same for all files.
    Fixed { repo: Arc<str>, version: Arc<str>, license: Arc<str> },
}

impl Origin {
    /// Repo and version of the file at a path.
    pub(crate) fn of(&self, path: &str) -> (Option<Arc<str>>, Option<Arc<str>>) {
        match self {
            Origin::Plain => (None, None),
            Origin::Crates(crates) => path
                .split_once('/')
                .and_then(|(folder, _)| crates.get(folder))
                .map_or((None, None), |(name, version)| (Some(Arc::clone(name)), Some(Arc::clone(version)))),
            Origin::Fixed { repo, version, .. } => (Some(Arc::clone(repo)), Some(Arc::clone(version))),
        }
    }

    /// The licence that the source as a whole has; else it is looked for beside each file.
    pub(crate) fn license(&self) -> Option<Arc<str>> {
        match self {
            Origin::Fixed { license, .. } => Some(Arc::clone(license)),
            Origin::Plain | Origin::Crates(_) => None,
        }
    }
}

/// Which files and folders of a tree count.
#[derive(Default)]
pub(crate) struct Globs {
    include: Option<GlobSet>,
    exclude: GlobSet,
}

impl Globs {
    pub(crate) fn new(include: &[String], exclude: &[String]) -> Result<Globs, CorpusError> {
        Ok(Globs { include: if include.is_empty() { None } else { Some(set(include)?) }, exclude: set(exclude)? })
    }

    /// Whether a file counts.
    pub(crate) fn keep_file(&self, path: &str) -> bool {
        self.include.as_ref().is_none_or(|include| include.is_match(path)) && !self.exclude.is_match(path)
    }

    /// Whether a folder is entered; `include` speaks of files only.
    pub(crate) fn enter(&self, path: &str) -> bool {
        !self.exclude.is_match(path)
    }
}

fn set(globs: &[String]) -> Result<GlobSet, CorpusError> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let anywhere = if glob.contains('/') { String::new() } else { "**/".to_string() };
        let pattern = anywhere + glob.trim_start_matches('/').trim_end_matches('/');
        let compiled = GlobBuilder::new(&pattern).literal_separator(true).build();
        set.add(compiled.map_err(|error| bad_glob(glob, &error))?);
    }
    set.build().map_err(|error| bad_glob(&globs.join(" "), &error))
}

fn bad_glob(glob: &str, error: &globset::Error) -> CorpusError {
    CorpusError::Glob { glob: glob.to_string(), error: error.kind().to_string() }
}

pub(super) fn resolve(spec: &Folder, name: &str) -> Result<TreeSource, CorpusError> {
    let base = existing_folder(&spec.path)?;
    let globs = Globs::new(&spec.include, &spec.exclude)?;
    Ok(TreeSource {
        name: Arc::from(name),
        trees: vec![Tree { dirs: vec![base.clone()], base, globs, gitignore: spec.gitignore }],
        origin: Origin::Plain,
    })
}

/// The canonical path of a folder that must exist.
pub(super) fn existing_folder(path: &Path) -> Result<PathBuf, CorpusError> {
    let base = path.canonicalize().map_err(|error| CorpusError::io(path, error))?;
    if !base.is_dir() {
        return Err(CorpusError::WrongKind {
            path: path.to_path_buf(),
            found: "file",
            expected: "folder",
            remedy: "name the folder that holds it, or use `records` for a JSONL or Parquet file",
        });
    }
    Ok(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_names_anywhere_and_paths_from_the_root() {
        let check = |include: &[&str], exclude: &[&str], path: &str, want: bool| {
            let own = |globs: &[&str]| globs.iter().map(|glob| glob.to_string()).collect::<Vec<_>>();
            let globs = Globs::new(&own(include), &own(exclude)).expect("these are globs");
            assert_eq!(globs.keep_file(path), want, "{include:?} {exclude:?} {path}");
        };
        check(&[], &[], "a/b.py", true);
        check(&["*.py"], &[], "a/b.py", true);
        check(&["*.py"], &[], "a/b.rs", false);
        check(&["src/*.py"], &[], "src/b.py", true);
        check(&["src/*.py"], &[], "src/a/b.py", false);
        check(&["src/**"], &[], "src/a/b.py", true);
        check(&["{src,lib}/**/*.rs"], &[], "lib/x.rs", true);
        check(&["*.py"], &["*_test.py"], "a/b_test.py", false);
        check(&[], &["vendor/**"], "vendor/x.go", false);
        check(&[], &["/vendor"], "a/vendor", true);
    }

    #[test]
    fn a_pattern_that_is_no_glob_is_quoted() {
        let error = Globs::new(&["a[".to_string()], &[]).err().expect("`a[` is not a glob");
        assert!(error.to_string().starts_with("`a[` is not a glob: "), "{error}");
    }
}
