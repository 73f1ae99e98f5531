//! What a recipe says about where documents come from.

mod cargo;
mod fields;
mod folder;
mod guess;
mod python;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use serde::{Deserialize, Serialize};

pub use fields::{Candidates, FieldTable, Fields, Preset};
pub(crate) use fields::{Mapping, Slot};
pub(crate) use folder::{Globs, Origin, Tree, TreeSource};
pub use guess::sources_of_path;

use crate::error::CorpusError;
use crate::index::Copies;
use crate::records::RecordFile;

/// One source of documents, as a recipe spells it: `[[source]] folder = { path = "src" }`.
///
/// Two sources of one recipe may not share a name, since document ids are made from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceSpec {
    /// The code files of a folder.
    Folder(Folder),
    /// The sources of the crates in a `Cargo.lock`.
    CargoRegistry(CargoRegistry),
    /// The standard library of a Python interpreter.
    PythonStdlib(PythonStdlib),
    /// The records of a JSONL or Parquet file.
    Records(Records),
}

/// The code files under a folder: those that [`trommel_lang::detect`] gives a language.
///
/// Hidden files and folders are skipped, and so is what a `.gitignore` **inside** the folder says (nothing outside it
/// is consulted: no global git configuration, no parent's ignore file). Symbolic links are never followed, so a loop
/// of them cannot hang and nothing outside the folder is read; they are counted as skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Folder {
    /// The folder.
    pub path: PathBuf,
    /// Name of the source; by default the last component of `path`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Globs of paths relative to the folder; when there are any, a file must match one. `*` stops at `/`, `**` does
    /// not; a glob without a `/` matches a file or folder name at any depth.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// Globs of files and folders to leave out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// Whether `.gitignore` files inside the folder are honoured; by default they are.
    #[serde(default = "yes")]
    pub gitignore: bool,
}

/// The sources of the registry crates named in a `Cargo.lock`, as `cargo fetch` unpacked them.
///
/// The source is `cargo`, `repo` the crate's name, `version` its version, and paths are like
/// `serde-1.0.0/src/lib.rs`. Crates that are not unpacked are counted in the listing's notes; if none is, that is an
/// error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CargoRegistry {
    /// The lock file.
    #[serde(default = "cargo_lock")]
    pub lock: PathBuf,
    /// Cargo's home; by default `$CARGO_HOME`, else `~/.cargo`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cargo_home: Option<PathBuf>,
}

/// The standard library of a Python interpreter, without `site-packages`.
///
/// The source is `python-stdlib`, `repo` is `cpython`, `version` the interpreter's, `license` `PSF-2.0`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PythonStdlib {
    /// The interpreter to ask: a name on the search path, or a path.
    #[serde(default = "python3")]
    pub python: String,
}

/// The records of one file: JSONL (`.jsonl`, `.ndjson`, also `.gz` and `.zst`) or Parquet (`.parquet`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Records {
    /// The file: a path, or the URL of one (`https://`, `s3://`, `gs://`, `az://`), which is copied to this machine and
    /// copied again when it changed.
    pub path: PathBuf,
    /// Name of the source; by default the file's name up to its first format extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which field of a record becomes which column.
    #[serde(default)]
    pub fields: Fields,
}

fn yes() -> bool {
    true
}

fn cargo_lock() -> PathBuf {
    PathBuf::from("Cargo.lock")
}

fn python3() -> String {
    "python3".to_string()
}

impl Default for CargoRegistry {
    fn default() -> CargoRegistry {
        CargoRegistry { lock: cargo_lock(), cargo_home: None }
    }
}

impl Default for PythonStdlib {
    fn default() -> PythonStdlib {
        PythonStdlib { python: python3() }
    }
}

impl SourceSpec {
    /// The name that the source's documents carry in their `source` column.
    pub fn name(&self) -> String {
        match self {
            SourceSpec::Folder(spec) => spec.name.clone().unwrap_or_else(|| last_component(&spec.path)),
            SourceSpec::CargoRegistry(_) => "cargo".to_string(),
            SourceSpec::PythonStdlib(_) => "python-stdlib".to_string(),
            SourceSpec::Records(spec) => spec.name.clone().unwrap_or_else(|| guess::stem(&last_component(&spec.path))),
        }
    }

    /// Finds the source on this machine; whatever is worth telling goes to `notes`.
    pub(crate) fn resolve(
        &self,
        notes: &mut Vec<String>,
        copies: &Copies,
        cancel: &AtomicBool,
    ) -> Result<Resolved, CorpusError> {
        Ok(match self {
            SourceSpec::Folder(spec) => Resolved::Trees(folder::resolve(spec, &self.name())?),
            SourceSpec::CargoRegistry(spec) => Resolved::Trees(cargo::resolve(spec, notes)?),
            SourceSpec::PythonStdlib(spec) => Resolved::Trees(python::resolve(spec)?),
            SourceSpec::Records(spec) => Resolved::File(RecordFile::open(spec, &self.name(), copies, cancel)?),
        })
    }
}

/// A source found on this machine.
pub(crate) enum Resolved {
    Trees(TreeSource),
    File(RecordFile),
}

/// The file's name in a URL, without query and fragment.
pub(crate) fn url_name(url: &Path) -> String {
    let text = url.to_string_lossy();
    let path = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The last component of a path; of `.` and the like, that of the folder it stands for.
fn last_component(path: &Path) -> String {
    if trommel_store::is_url(path) {
        return url_name(path);
    }
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    name(path)
        .or_else(|| path.canonicalize().ok().as_deref().and_then(name))
        .unwrap_or_else(|| path.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<SourceSpec, String> {
        #[derive(Deserialize)]
        struct Recipe {
            source: Vec<SourceSpec>,
        }
        toml::from_str::<Recipe>(text)
            .map(|mut recipe| recipe.source.remove(0))
            .map_err(|error| error.message().to_string())
    }

    #[test]
    fn recipes_spell_sources_with_their_defaults() {
        assert_eq!(
            parse("[[source]]\nfolder = { path = 'a/b', exclude = ['*_test.go'] }"),
            Ok(SourceSpec::Folder(Folder {
                path: "a/b".into(),
                name: None,
                include: vec![],
                exclude: vec!["*_test.go".into()],
                gitignore: true,
            }))
        );
        assert_eq!(parse("[[source]]\ncargo-registry = {}"), Ok(SourceSpec::CargoRegistry(CargoRegistry::default())));
        assert_eq!(
            parse("[[source]]\npython-stdlib = { python = 'python3.12' }"),
            Ok(SourceSpec::PythonStdlib(PythonStdlib { python: "python3.12".into() }))
        );
        let records = parse("[[source]]\nrecords = { path = 'x/train.jsonl.gz', fields = 'alpaca' }");
        let Ok(SourceSpec::Records(records)) = records else { panic!("{records:?}") };
        assert_eq!(records.fields, Fields::Preset(Preset::Alpaca));
        assert_eq!(SourceSpec::Records(records).name(), "train");
    }

    #[test]
    fn a_source_written_out_reads_back() {
        let table = "[[source]]\nrecords = { path = 'a.jsonl', fields = { content = 'code', path = ['p', 'q'] } }";
        for text in [
            "[[source]]\nfolder = { path = 'a', include = ['*.py'], gitignore = false }",
            "[[source]]\nrecords = { path = 'a.jsonl', fields = 'the-stack' }",
            table,
        ] {
            let spec = parse(text).expect(text);
            let written = toml::to_string(&spec).expect("it is a table");
            assert_eq!(toml::from_str(&written), Ok(spec), "{written}");
        }
    }

    #[test]
    fn a_typo_is_an_error_that_names_what_is_valid() {
        for (text, want) in [
            ("[[source]]\nfolder = { path = 'a', gitignored = true }", "gitignored"),
            ("[[source]]\nfolders = { path = 'a' }", "folders"),
            ("[[source]]\nrecords = { path = 'a.jsonl', fields = 'stack' }", "the-stack"),
            ("[[source]]\nrecords = { path = 'a.jsonl', fields = { contents = 'x' } }", "contents"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(want), "{error}");
        }
    }
}
