//! Fetching an npm package, by name, version and hash.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use super::{ImageError, Tools, run::run, store::sha256};
use crate::languages::File;

const NO_NPM: &str = "install Node.js, which brings npm, and let it reach a package registry that has this version, or bring an image \
     from another machine with `trommel sandbox import`; `trommel sandbox doctor` says what is missing";
const OTHER: &str = "the registry has another package under this name and version than the one we know: do not use it";

#[derive(Deserialize)]
struct Lock {
    packages: std::collections::BTreeMap<String, Locked>,
}

#[derive(Deserialize)]
struct Locked {
    integrity: Option<String>,
}

/// Installs a package below `folder` without running anything of it, and gives the folder of its files.
pub(super) fn fetch(
    (package, version, integrity): (&str, &str, &str),
    folder: &Path,
    tools: &Tools,
) -> Result<PathBuf, ImageError> {
    fs::create_dir_all(folder).map_err(ImageError::at(folder))?;
    let mut npm = Command::new(&tools.npm);
    npm.current_dir(folder).args([
        "install",
        "--ignore-scripts",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--prefix",
        ".",
    ]);
    run(npm.arg(format!("{package}@{version}")), NO_NPM)?;
    let path = folder.join("node_modules/.package-lock.json");
    let text = fs::read_to_string(&path).map_err(ImageError::at(&path))?;
    let lock: Option<Lock> = serde_json::from_str(&text).ok();
    let found = lock.and_then(|lock| lock.packages.get(&format!("node_modules/{package}"))?.integrity.clone());
    if found.as_deref() != Some(integrity) {
        let what = format!("{package} {version} has the hash {}", found.as_deref().unwrap_or("none"));
        return Err(ImageError::Altered { path, what, expected: integrity.into(), hint: OTHER });
    }
    Ok(folder.join("node_modules").join(package))
}

/// A file of a package, checked.
pub(super) fn read(package: &Path, path: &str, expected: &str) -> Result<Vec<u8>, ImageError> {
    let path = package.join(path);
    let bytes = fs::read(&path).map_err(ImageError::at(&path))?;
    let found = sha256(&bytes);
    if found == expected {
        return Ok(bytes);
    }
    Err(ImageError::Altered { path, what: format!("its SHA-256 is {found}"), expected: expected.into(), hint: OTHER })
}

/// [`read`] of a module.
pub(super) fn module(package: &Path, file: &File) -> Result<Vec<u8>, ImageError> {
    read(package, &file.path, file.sha256.get_ref())
}
