//! The Python environment that `tests/venv.sh` makes.

use std::path::PathBuf;

use crate::scratch::skip;

/// Its interpreter. Without one the test is skipped, loudly; under `TROMMEL_REQUIRE=venv` it fails.
pub fn python(test: &str) -> Option<PathBuf> {
    let python = folder().map(|folder| folder.join("bin/python"));
    if let Some(python) = python.as_ref().filter(|python| python.exists()) {
        return Some(python.clone());
    }
    let why = format!("no {}; `tests/venv.sh` makes it", python.unwrap_or_default().display());
    let required = std::env::var("TROMMEL_REQUIRE").unwrap_or_default();
    assert!(!required.split(',').any(|name| name == "venv"), "{test}: {why}");
    skip(test, &why);
    None
}

fn folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = || set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    set("TROMMEL_VENV").or_else(|| cache().map(|cache| cache.join("trommel/venv")))
}
