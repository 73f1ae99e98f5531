//! The crates of a `Cargo.lock`, as Cargo unpacked them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::{CargoRegistry, Globs, Origin, Tree, TreeSource};
use crate::error::CorpusError;

#[derive(Deserialize)]
struct Lock {
    #[serde(default)]
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    source: Option<String>,
}

pub(super) fn resolve(spec: &CargoRegistry, notes: &mut Vec<String>) -> Result<TreeSource, CorpusError> {
    let text = std::fs::read_to_string(&spec.lock).map_err(|error| CorpusError::io(&spec.lock, error))?;
    let lock: Lock = toml::from_str(&text)
        .map_err(|error| CorpusError::Lock { path: spec.lock.clone(), error: error.message().to_string() })?;
    let home = spec.cargo_home.clone().or_else(cargo_home).unwrap_or_default();
    let registry = home.join("registry").join("src");

    // A registry's folder may be there twice (one per protocol): the first in order has a crate, for reproducibility.
    let mut bases: Vec<(PathBuf, Vec<PathBuf>)> =
        registry_folders(&registry).into_iter().map(|base| (base, Vec::new())).collect();
    let mut crates = BTreeMap::new();
    let mut absent = Vec::new();
    let (mut wanted, mut elsewhere) = (0, 0);
    for Package { name, version, source } in lock.package {
        match source {
            Some(source) if source.starts_with("registry+") || source.starts_with("sparse+") => {}
            Some(_) => {
                elsewhere += 1;
                continue;
            }
            // A member of the workspace itself.
            None => continue,
        }
        wanted += 1;
        let folder = format!("{name}-{version}");
        let home = bases.iter_mut().find(|(base, _)| base.join(&folder).is_dir());
        match home {
            Some((base, dirs)) => {
                dirs.push(base.join(&folder));
                crates.insert(folder, (Arc::from(name), Arc::from(version)));
            }
            None => absent.push(folder),
        }
    }
    if crates.is_empty() {
        return Err(CorpusError::NothingFetched { lock: spec.lock.clone(), crates: wanted, registry });
    }
    if let Some(first) = absent.first() {
        notes.push(format!(
            "cargo: {} of {wanted} crates are not unpacked locally ({first}, …); `cargo fetch` unpacks them",
            absent.len()
        ));
    }
    if elsewhere > 0 {
        notes.push(format!("cargo: {elsewhere} crates come from git, not from a registry: left out"));
    }
    let tree = |(base, dirs)| Tree { base, dirs, globs: Globs::default(), gitignore: false };
    Ok(TreeSource {
        name: Arc::from("cargo"),
        trees: bases.into_iter().filter(|(_, dirs)| !dirs.is_empty()).map(tree).collect(),
        origin: Origin::Crates(crates),
    })
}

fn cargo_home() -> Option<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(home) if !home.is_empty() => Some(PathBuf::from(home)),
        _ => std::env::home_dir().map(|home| home.join(".cargo")),
    }
}

/// The canonical folders `registry/src/*`, sorted; none when there are none.
fn registry_folders(registry: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(registry)
        .map(|entries| entries.flatten().filter_map(|entry| entry.path().canonicalize().ok()).collect())
        .unwrap_or_default();
    folders.retain(|path| path.is_dir());
    folders.sort_unstable();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4
[[package]]
name = "mine"
version = "0.1.0"
[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "b"
version = "2.0.0-rc.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "c"
version = "3.0.0"
source = "git+https://example.org/c#0123"
"#;

    fn scratch(unpacked: &[&str]) -> (tempfile::TempDir, CargoRegistry) {
        let dir = tempfile::tempdir().expect("a scratch folder");
        let lock = dir.path().join("Cargo.lock");
        std::fs::write(&lock, LOCK).expect("a lock file");
        for folder in unpacked {
            let path = dir.path().join("registry/src/index-1").join(folder);
            std::fs::create_dir_all(path).expect("a crate's folder");
        }
        let spec = CargoRegistry { lock, cargo_home: Some(dir.path().to_path_buf()) };
        (dir, spec)
    }

    #[test]
    fn unpacked_crates_are_walked_and_the_others_counted() {
        let (_dir, spec) = scratch(&["a-1.0.0", "z-9.0.0"]);
        let mut notes = Vec::new();
        let source = resolve(&spec, &mut notes).expect("one crate is unpacked");
        assert_eq!(source.trees.len(), 1);
        assert!(source.trees[0].dirs[0].ends_with("index-1/a-1.0.0"));
        let (repo, version) = source.origin.of("a-1.0.0/src/lib.rs");
        assert_eq!((repo.as_deref(), version.as_deref()), (Some("a"), Some("1.0.0")));
        assert_eq!(
            notes,
            [
                "cargo: 1 of 2 crates are not unpacked locally (b-2.0.0-rc.1, …); `cargo fetch` unpacks them",
                "cargo: 1 crates come from git, not from a registry: left out",
            ]
        );
    }

    #[test]
    fn no_crate_unpacked_is_an_error_with_the_way_out() {
        let (_dir, spec) = scratch(&[]);
        let error = resolve(&spec, &mut Vec::new()).err().expect("nothing is unpacked");
        assert!(matches!(error, CorpusError::NothingFetched { crates: 2, .. }));
        assert!(error.to_string().contains("run `cargo fetch`"), "{error}");
    }
}
