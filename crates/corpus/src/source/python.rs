//! The standard library of a Python interpreter.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use super::folder::existing_folder;
use super::{Globs, Origin, PythonStdlib, Tree, TreeSource};
use crate::error::CorpusError;

/// Printed by the interpreter asked: its library's folder, then its version.
const QUESTION: &str =
    "import sysconfig, platform; print(sysconfig.get_path('stdlib')); print(platform.python_version())";

pub(super) fn resolve(spec: &PythonStdlib) -> Result<TreeSource, CorpusError> {
    let fault = |error: String| CorpusError::Python { program: spec.python.clone(), error };
    // -I: neither the user's environment nor the current folder has a say; -S: nor do site packages.
    let output = Command::new(&spec.python)
        .args(["-I", "-S", "-c", QUESTION])
        .output()
        .map_err(|error| fault(format!("cannot be started: {error}")))?;
    let answer = String::from_utf8_lossy(&output.stdout);
    let mut lines = answer.lines();
    let (Some(folder), Some(version), true) = (lines.next(), lines.next(), output.status.success()) else {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let last = complaint.lines().last().unwrap_or("no answer").to_string();
        return Err(fault(format!("does not say where its standard library is: {last}")));
    };
    let base = existing_folder(Path::new(folder))?;
    let exclude = ["site-packages", "dist-packages", "__pycache__"].map(String::from);
    Ok(TreeSource {
        name: Arc::from("python-stdlib"),
        trees: vec![Tree { dirs: vec![base.clone()], base, globs: Globs::new(&[], &exclude)?, gitignore: false }],
        origin: Origin::Fixed {
            repo: Arc::from("cpython"),
            version: Arc::from(version.trim()),
            license: Arc::from("PSF-2.0"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interpreter_that_is_not_there_is_named() {
        let spec = PythonStdlib { python: "no-such-python".into() };
        let error = resolve(&spec).err().expect("there is no such interpreter").to_string();
        assert!(error.starts_with("`no-such-python`: cannot be started: "), "{error}");
        assert!(error.ends_with("set `python` to an interpreter that runs"), "{error}");
    }
}
