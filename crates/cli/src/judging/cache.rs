//! Verdicts by content, across runs: the same program, tests, limits and image are never run twice.
//!
//! One small file a verdict, under its key; a run that is killed leaves whole files or none. A file that cannot be read is a
//! verdict that is not there.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use trommel_bench::Judged;

/// The folder of verdicts of this machine.
pub struct VerdictCache {
    folder: PathBuf,
    written: AtomicU64,
}

impl VerdictCache {
    /// Opens it, and makes it where it is not there.
    pub fn open(folder: &Path) -> Result<VerdictCache> {
        std::fs::create_dir_all(folder).with_context(|| format!("making `{}`", folder.display()))?;
        Ok(VerdictCache { folder: folder.to_path_buf(), written: AtomicU64::new(0) })
    }

    /// The verdict under `key`.
    pub fn get(&self, key: &str) -> Option<Judged> {
        let bytes = std::fs::read(self.path(key)).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// Keeps a verdict, if it is one about the program.
    pub fn put(&self, key: &str, judged: &Judged) -> Result<()> {
        if !judged.verdict.counts() {
            return Ok(());
        }
        let path = self.path(key);
        let folder = path.parent().unwrap_or(&self.folder);
        let turn = self.written.fetch_add(1, Ordering::Relaxed);
        let staging = folder.join(format!(".{}-{turn}", std::process::id()));
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(folder)?;
            std::fs::write(&staging, serde_json::to_vec(judged)?)?;
            std::fs::rename(&staging, &path)
        };
        write().with_context(|| format!("keeping a verdict in `{}`", folder.display()))
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2]).join(&key[2..])
    }
}

#[cfg(test)]
mod tests {
    use trommel_bench::Verdict;

    use super::*;

    fn judged(verdict: Verdict) -> Judged {
        Judged {
            verdict,
            message: String::new(),
            compiled: true,
            body_ran: true,
            ran: true,
            tests: Vec::new(),
            usage: Default::default(),
        }
    }

    #[test]
    fn keeps_verdicts_and_forgets_infrastructure_failures_and_torn_files() {
        let folder = tempfile::tempdir().unwrap();
        let cache = VerdictCache::open(folder.path()).unwrap();
        let (key, other) = ("ab".repeat(32), "cd".repeat(32));
        cache.put(&key, &judged(Verdict::WrongAnswer)).unwrap();
        cache.put(&other, &judged(Verdict::Infra("wall".into()))).unwrap();
        assert_eq!(cache.get(&key), Some(judged(Verdict::WrongAnswer)));
        assert_eq!(cache.get(&other), None);
        std::fs::write(cache.path(&key), "{\"verdict\":").unwrap();
        assert_eq!(cache.get(&key), None);
    }
}
