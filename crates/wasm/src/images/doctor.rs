//! What this machine lacks for making images.

use std::process::Command;

use super::{Tools, run::run};

/// One thing that making images needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub name: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// What was found, or why it is not there.
    pub found: Result<String, String>,
    /// Whether everything but some languages works without it.
    pub optional: bool,
    /// How to get it.
    pub remedy: &'static str,
}

/// Looks for what making images needs, in the order in which it is used. Starts the programs, changes nothing.
#[must_use]
pub fn doctor(tools: &Tools) -> Vec<Check> {
    let version =
        "import sys; print('Python', '.'.join(map(str, sys.version_info[:3]))); sys.exit(sys.version_info < (3, 9))";
    let python = |code: &str| first_line(Command::new(&tools.python).args(["-I", "-c", code]));
    vec![
        Check {
            name: "python3",
            purpose: "makes the Python guest, once",
            found: python(version),
            optional: false,
            remedy: "install Python 3.9 or newer, or `trommel sandbox import` an image from another machine",
        },
        Check {
            name: "venv",
            purpose: "keeps the guest's builder apart from other packages",
            found: python("import venv, ensurepip; print('with pip', ensurepip.version())"),
            optional: false,
            remedy: "Debian and Ubuntu: `apt install python3-venv`; elsewhere it is part of Python",
        },
        Check {
            name: "npm",
            purpose: "fetches the guests of C, C++, JavaScript and Ruby; Python does not need it",
            found: first_line(Command::new(&tools.npm).arg("--version")),
            optional: true,
            remedy: "install Node.js 18 or newer, which brings npm, or `trommel sandbox import` images from another machine",
        },
        Check {
            name: "node",
            purpose: "makes commands of the guests of JavaScript and Ruby, once",
            found: first_line(Command::new(&tools.node).args(["-e", NODE])),
            optional: true,
            remedy: "install Node.js 18 or newer, or `trommel sandbox import` images from another machine",
        },
    ]
}

/// Says its version, and fails where it is too old.
const NODE: &str =
    "console.log('Node.js', process.versions.node); process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)";

fn first_line(command: &mut Command) -> Result<String, String> {
    let said = run(command, "").map_err(|error| error.to_string().replace("\nhint: ", ""))?;
    Ok(said.lines().next().unwrap_or_default().into())
}
