//! The package `codebleu`, where an interpreter has it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::json;

use crate::pairs::{Real, package_name};

/// What the package says.
#[derive(Deserialize)]
pub struct Package {
    /// The fastest round.
    pub seconds: f64,
    /// Of its grammars, by language.
    pub versions: BTreeMap<String, String>,
    /// For each pair the value and the four parts.
    pub rows: Vec<[f64; 5]>,
}

/// Runs it; `None`, said loudly, where there is no interpreter with it: `$TROMMEL_CODEBLEU_PYTHON`, or the tests' virtual environment.
/// With `TROMMEL_REQUIRE=venv` that is a failure.
pub fn run(pairs: &[Real], rounds: u32) -> Option<Package> {
    let under = |variable: &str, below: &str| Some(PathBuf::from(std::env::var_os(variable)?).join(below));
    let python = under("TROMMEL_CODEBLEU_PYTHON", "")
        .map(|path| path.components().collect())
        .or_else(|| under("TROMMEL_VENV", "bin/python"))
        .or_else(|| under("XDG_CACHE_HOME", "trommel/venv/bin/python"))
        .or_else(|| under("HOME", ".cache/trommel/venv/bin/python"))?;
    let folder = std::env::temp_dir().join(format!("trommel-codebleu-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    let lines: Vec<String> = pairs
        .iter()
        .map(|pair| {
            let language = package_name(pair.language);
            json!({ "language": language, "prediction": pair.prediction, "reference": pair.reference }).to_string()
        })
        .collect();
    fs::write(folder.join("pairs.jsonl"), lines.join("\n")).expect("pairs written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codebleu/package.py");
    let mut command = Command::new(&python);
    command.arg("-P").arg(script).arg(folder.join("pairs.jsonl")).arg(folder.join("out.json")).arg(rounds.to_string());
    let said = command.output();
    let out = fs::read_to_string(folder.join("out.json"));
    fs::remove_dir_all(&folder).expect("temporary files removed");
    let Ok(out) = out else {
        let why = match &said {
            Ok(said) => String::from_utf8_lossy(&said.stderr).lines().last().unwrap_or_default().to_owned(),
            Err(error) => error.to_string(),
        };
        let why =
            format!("the package codebleu does not run in {}: {why}; `tests/venv.sh` installs it", python.display());
        let required = std::env::var("TROMMEL_REQUIRE").is_ok_and(|all| all.split(',').any(|one| one.trim() == "venv"));
        assert!(!required, "{why}");
        println!("SKIPPED: {why}");
        return None;
    };
    Some(serde_json::from_str(&out).expect("what the script writes"))
}
