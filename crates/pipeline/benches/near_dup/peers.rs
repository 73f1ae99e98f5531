//! The peers: pinned versions from PyPI in a virtual environment of their own, run by `peers.py`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::measured::Measured;
use crate::{Result, answer};

/// The rows of `peers.py`; each begins with the name of its package.
pub const ROWS: [&str; 4] = [BASELINE, "rensa rho", "rensa lexical", "datasketch"];
/// The row that others are compared with.
pub const BASELINE: &str = "rensa";

const PACKAGES: [(&str, &str); 2] = [("rensa", "0.5.0"), ("datasketch", "2.0.0")];
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/near_dup/peers.py");

/// The packages that could be installed.
pub struct Peers {
    python: PathBuf,
    installed: Vec<&'static str>,
}

impl Peers {
    /// Makes the environment unless it is there. What cannot be installed is left out, loudly.
    pub fn install(folder: &Path) -> Peers {
        let python = folder.join("bin/python");
        if !python.exists()
            && let Err(reason) = run(Command::new("python3").args(["-m", "venv"]).arg(folder))
        {
            eprintln!("SKIPPED: every peer: no virtual environment in {}: {reason}", folder.display());
            return Peers { python, installed: Vec::new() };
        }
        let mut installed = Vec::new();
        for (package, version) in PACKAGES {
            let wanted = format!("{package}=={version}");
            let mut pip = Command::new(&python);
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &wanted]);
            match run(&mut pip) {
                Ok(()) => installed.push(package),
                Err(reason) => eprintln!("SKIPPED: {wanted} cannot be installed: {reason}"),
            }
        }
        Peers { python, installed }
    }

    /// Measures a row; `None` when its package is not there.
    pub fn row(&self, name: &str, list: &Path) -> Option<Result<Measured>> {
        self.installed.iter().find(|package| name.starts_with(*package))?;
        let mut command = Command::new(&self.python);
        command.arg(SCRIPT).arg(name).arg(list);
        for library in ["RAYON", "OMP", "OPENBLAS", "MKL"] {
            command.env(format!("{library}_NUM_THREADS"), "1");
        }
        Some(answer(&mut command))
    }

    /// The versions that are compared with, and what is missing.
    pub fn versions(&self) -> String {
        let there = |package| if self.installed.contains(&package) { "" } else { " (SKIPPED)" };
        PACKAGES.map(|(package, version)| format!("{package} {version}{}", there(package))).join(", ")
    }
}

/// Runs a command to its end; its output is told only when it fails.
fn run(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim())),
    }
}
