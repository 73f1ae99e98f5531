//! Programs of others in Python, where somebody has installed them: `tests/requirements.txt` names them.
//!
//! The virtual environment is `$TROMMEL_VENV`, or `trommel/venv` in the user's cache. Without it tests of it are skipped,
//! and say so; with `TROMMEL_REQUIRE=venv` they fail.

use std::env;
use std::path::{Path, PathBuf};

use crate::scratch::{Said, Scratch, skip};

/// The interpreter, unless there is none.
pub fn python(test: &str) -> Option<PathBuf> {
    let under = |variable: &str, below: &str| Some(PathBuf::from(env::var_os(variable)?).join(below));
    let cache = || under("XDG_CACHE_HOME", "trommel/venv").or_else(|| under("HOME", ".cache/trommel/venv"));
    let venv = under("TROMMEL_VENV", "").or_else(cache).unwrap_or_default();
    let python = venv.join("bin/python");
    if python.exists() {
        return Some(python);
    }
    let required = env::var("TROMMEL_REQUIRE").is_ok_and(|all| all.split(',').any(|one| one.trim() == "venv"));
    let why = format!("no {}; `tests/venv.sh` makes it", python.display());
    assert!(!required, "{test}: {why}");
    skip(test, &why);
    None
}

/// A script of `tests/python`, offline, with its caches in the test's folder; `None` where there is no interpreter.
pub fn script(test: &str, scratch: &Scratch, name: &str, arguments: &[&Path]) -> Option<Said> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/python");
    let mut command = std::process::Command::new(python(test)?);
    command.current_dir(scratch.path("")).arg("-B").arg(scripts.join(name)).args(arguments);
    for offline in ["HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_DATASETS_DISABLE_PROGRESS_BARS"] {
        command.env(offline, "1");
    }
    for cache in ["HF_HOME", "CROISSANT_CACHE", "XDG_CACHE_HOME"] {
        command.env(cache, scratch.path("python-cache"));
    }
    Some(Said::of(&mut command))
}
