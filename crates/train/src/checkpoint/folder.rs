//! Which checkpoints there are, and which are kept.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

const PREFIX: &str = "checkpoint-";

/// The directory of a step's checkpoint.
pub(crate) fn path_of(output: &Path, step: u64) -> PathBuf {
    output.join(format!("{PREFIX}{step}"))
}

/// Steps that have a complete checkpoint, rising.
fn steps(output: &Path) -> Result<Vec<u64>> {
    let mut steps = Vec::new();
    if !output.exists() {
        return Ok(steps);
    }
    for entry in std::fs::read_dir(output).map_err(Error::file(output))? {
        let name = entry.map_err(Error::file(output))?.file_name();
        // `checkpoint-7.partial` is no number.
        steps.extend(name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.parse::<u64>().ok()));
    }
    steps.sort_unstable();
    Ok(steps)
}

/// The latest complete checkpoint.
pub(crate) fn latest(output: &Path) -> Result<Option<(u64, PathBuf)>> {
    Ok(steps(output)?.last().map(|&step| (step, path_of(output, step))))
}

/// Removes all checkpoints but the last `keep` and that of step `best`.
pub(crate) fn prune(output: &Path, keep: usize, best: Option<u64>) -> Result<()> {
    let steps = steps(output)?;
    for step in &steps[..steps.len().saturating_sub(keep)] {
        if Some(*step) != best {
            let path = path_of(output, *step);
            // Renamed first: half a checkpoint must not look like a whole one.
            let gone = output.join(format!("{PREFIX}{step}.removed"));
            std::fs::rename(&path, &gone).map_err(Error::file(&path))?;
            std::fs::remove_dir_all(&gone).map_err(Error::file(&gone))?;
        }
    }
    Ok(())
}
