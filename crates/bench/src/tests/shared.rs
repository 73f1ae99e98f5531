//! Real files for tests, where they are at hand.

use std::path::PathBuf;

/// A file of the shared data, or a loud word that the test is skipped.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("TROMMEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = root.join("data").join(path);
    match std::fs::read(&file) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            eprintln!("SKIPPED: {}: {error}; set TROMMEL_SHARED to the folder with `data`", file.display());
            None
        }
    }
}
