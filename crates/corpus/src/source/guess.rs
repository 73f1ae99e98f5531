//! What a plain path means: a record file, a folder of them, or a folder of code.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use trommel_lang::{ByName, detect_by_name};

use super::{Fields, Folder, Records, SourceSpec, last_component, url_name};
use crate::error::CorpusError;
use crate::records::Format;

/// The sources that a plain path stands for.
///
/// A file is a [`Records`] (its name must say its format). A folder that holds JSONL or Parquet files and no code by
/// name, as a published dataset does, is a [`Records`] of each of them; any other folder is a [`Folder`]. A URL is the
/// [`Records`] of its file, or, of a bucket (`s3://`, `gs://`, `az://`), of each record file below it.
pub fn sources_of_path(path: &Path) -> Result<Vec<SourceSpec>, CorpusError> {
    if trommel_store::is_url(path) {
        return sources_of_url(path);
    }
    let metadata = std::fs::metadata(path).map_err(|error| CorpusError::io(path, error))?;
    if metadata.is_file() {
        Format::of(path)?;
        return Ok(vec![records(path, None)]);
    }
    match record_files(path)? {
        Some(files) => Ok(files),
        None => Ok(vec![SourceSpec::Folder(Folder {
            path: path.to_path_buf(),
            name: None,
            include: Vec::new(),
            exclude: Vec::new(),
            gitignore: true,
        })]),
    }
}

fn sources_of_url(url: &Path) -> Result<Vec<SourceSpec>, CorpusError> {
    let web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    let name = url_name(url);
    let text = url.to_string_lossy();
    if Format::of(Path::new(&name)).is_ok() || web(&text) {
        return Ok(vec![records(url, None)]);
    }
    let found = trommel_store::list_urls(&text).map_err(CorpusError::remote)?;
    let files: Vec<PathBuf> = found.into_iter().map(PathBuf::from).filter(|url| Format::of(url).is_ok()).collect();
    if files.is_empty() {
        return Err(CorpusError::Missing { path: url.join("*.jsonl, *.parquet, …") });
    }
    Ok(named(Path::new(text.trim_end_matches('/')), &name, files))
}

/// A file name without its format's extensions: `train.jsonl.gz` → `train`.
pub(super) fn stem(name: &str) -> String {
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(name);
    [".jsonl", ".ndjson", ".parquet"]
        .iter()
        .find_map(|extension| name.strip_suffix(extension))
        .unwrap_or(name)
        .to_string()
}

fn records(path: &Path, name: Option<String>) -> SourceSpec {
    SourceSpec::Records(Records { path: path.to_path_buf(), name, fields: Fields::default() })
}

/// The record files under a folder, in order, or none if it holds code or no record file.
fn record_files(folder: &Path) -> Result<Option<Vec<SourceSpec>>, CorpusError> {
    let mut files = Vec::new();
    let walk = WalkBuilder::new(folder).standard_filters(false).hidden(true).sort_by_file_name(|a, b| a.cmp(b)).build();
    for entry in walk {
        let entry = entry.map_err(|error| {
            let text = error.to_string();
            let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other(text));
            CorpusError::io(folder, error)
        })?;
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        if Format::of(entry.path()).is_ok() {
            files.push(entry.into_path());
        } else if matches!(detect_by_name(&entry.file_name().to_string_lossy()), ByName::Known(_)) {
            return Ok(None);
        }
    }
    if files.is_empty() {
        return Ok(None);
    }
    Ok(Some(named(folder, &last_component(folder), files)))
}

/// The record files under a folder, named after their place below it.
fn named(folder: &Path, prefix: &str, files: Vec<PathBuf>) -> Vec<SourceSpec> {
    let named = |name: &dyn Fn(&str) -> String| -> Vec<String> {
        let relative = |path: &Path| {
            let path = path.strip_prefix(folder).unwrap_or(path);
            format!("{prefix}/{}", name(&path.to_string_lossy()))
        };
        files.iter().map(|path| relative(path)).collect()
    };
    let mut names = named(&|name| stem(name));
    let mut distinct = names.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < names.len() {
        // `a.jsonl` beside `a.parquet`: the whole names tell them apart.
        names = named(&|name| name.to_string());
    }
    files.iter().zip(names).map(|(path, name)| records(path, Some(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[&str], want: &[&str]) {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let root = dir.path().join("corpus");
        std::fs::create_dir(&root).expect("a folder");
        for file in files {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            std::fs::write(path, "").expect("a file");
        }
        let sources = sources_of_path(&root).expect("the folder exists");
        let kind = |spec: &SourceSpec| match spec {
            SourceSpec::Folder(_) => "folder",
            _ => "records",
        };
        let got: Vec<String> = sources.iter().map(|spec| format!("{} {}", kind(spec), spec.name())).collect();
        assert_eq!(got, want, "{files:?}");
    }

    #[test]
    fn a_folder_is_of_records_or_of_code() {
        check(&[], &["folder corpus"]);
        check(&["a.py", "b.jsonl"], &["folder corpus"]);
        check(&["b.jsonl.gz", "a.parquet"], &["records corpus/a", "records corpus/b"]);
        check(&["README.md", "data/train-00000-of-00001.parquet"], &["records corpus/data/train-00000-of-00001"]);
        check(&["a.jsonl", "a.parquet"], &["records corpus/a.jsonl", "records corpus/a.parquet"]);
        check(&["a.md"], &["folder corpus"]);
    }

    #[test]
    fn a_file_must_say_its_format() {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let path = dir.path().join("train.csv");
        std::fs::write(&path, "a,b").expect("a file");
        assert!(matches!(sources_of_path(&path), Err(CorpusError::UnknownFormat { .. })));
        assert!(matches!(sources_of_path(&dir.path().join("gone")), Err(CorpusError::Missing { .. })));
    }
}
