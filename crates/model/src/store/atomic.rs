//! Writing a file so that a reader sees the old one or the new one, never half of either.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// Writes `path` through a temporary file beside it: written, synced to the disk, renamed. When anything fails (a full
/// disk), the temporary file is removed and what was at `path` stays as it was.
pub fn write_atomic(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) -> Result<()> {
    let name = path.file_name().ok_or_else(|| Error::format(path, "not the name of a file"))?;
    let mut temporary = name.to_owned();
    temporary.push(".partial");
    let temporary = path.with_file_name(temporary);
    let result = (|| {
        let mut out = BufWriter::new(File::create(&temporary)?);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&temporary, path)?;
        // The rename itself is on the disk only once the directory is.
        match path.parent().filter(|p| !p.as_os_str().is_empty()) {
            Some(parent) if cfg!(unix) => File::open(parent)?.sync_all(),
            _ => Ok(()),
        }
    })();
    result.map_err(|source| {
        let _ = std::fs::remove_file(&temporary);
        Error::File { path: path.to_owned(), source }
    })
}
