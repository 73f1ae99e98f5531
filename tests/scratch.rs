//! A test's own folder, and the binary at work in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder that is gone when the test ends. Commands run in it, on a store in it, unless told otherwise.
pub struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// `name` shows in the path, for those who look at what a test does.
    pub fn new(name: &str) -> Scratch {
        let folder = tempfile::Builder::new().prefix(&format!("trommel-{name}-")).tempdir();
        Scratch { folder: folder.expect("a temporary folder") }
    }

    /// A path in the folder.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, relative: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(relative);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders");
        std::fs::write(&path, content).expect("a file");
        path
    }

    /// The binary with its arguments, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_trommel")), arguments)
    }

    /// The same with another program in front or in place of the binary.
    pub fn command_of(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).args(arguments).stdin(Stdio::null());
        command.env_remove("TROMMEL_STORE").env("RUST_BACKTRACE", "0");
        if !arguments.contains(&"--store") {
            command.args(["--store", "store"]);
        }
        command
    }

    /// Runs the binary to its end.
    #[track_caller]
    pub fn trommel(&self, arguments: &[&str]) -> Said {
        Said::of(&mut self.command(arguments))
    }

    /// `trommel run recipe.toml --json` with more arguments, which must end well.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Value {
        self.trommel(&[&["run", "recipe.toml", "--json"], arguments].concat()).ends(0).json()
    }

    /// The root hash that such a run gives.
    #[track_caller]
    pub fn root(&self, arguments: &[&str]) -> String {
        root_of(&self.run(arguments))
    }

    /// The rows of a query.
    #[track_caller]
    pub fn sql(&self, query: &str) -> Value {
        self.trommel(&["sql", query, "--json"]).ends(0).json()["rows"].take()
    }

    /// The numbers of the committed runs.
    #[track_caller]
    pub fn runs(&self) -> Vec<u64> {
        let listed = self.trommel(&["ls", "--json"]).ends(0).json();
        let runs = listed["runs"].as_array().expect("`ls` lists runs").iter();
        runs.map(|run| run["run"].as_u64().expect("runs have numbers")).collect()
    }

    /// `verify latest` finds nothing wrong and computes this root.
    #[track_caller]
    pub fn verifies(&self, root: &str) {
        let verified = self.trommel(&["verify", "latest", "--json"]).ends(0).json();
        assert_eq!((&verified["root"], &verified["ok"]), (&root.into(), &true.into()), "{verified}");
    }
}

/// The root hash in a run's report.
#[track_caller]
pub fn root_of(report: &Value) -> String {
    report["root"].as_str().unwrap_or_else(|| panic!("no root in {report}")).to_owned()
}

/// The entry of a stage in a report or a plan.
#[track_caller]
pub fn stage<'a>(report: &'a Value, name: &str) -> &'a Value {
    let stages = report["stages"].as_array().expect("a list of stages");
    stages.iter().find(|stage| stage["stage"] == name).unwrap_or_else(|| panic!("no stage {name} in {report}"))
}

/// Says on the test's own output that something was not tested here, and why.
pub fn skip(test: &str, why: &str) {
    eprintln!("\n!!! SKIPPED {test}: {why}\n");
}

/// How a command ended.
#[derive(Debug)]
pub struct Said {
    /// None when a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    #[track_caller]
    pub fn of(command: &mut Command) -> Said {
        command.output().expect("the program starts").into()
    }

    /// It ended with this code, and without a panic.
    #[track_caller]
    pub fn ends(self, code: i32) -> Said {
        assert!(!self.err.contains("panicked at"), "{self}");
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// Its stderr has each of these.
    #[track_caller]
    pub fn tells(self, fragments: &[&str]) -> Said {
        for fragment in fragments {
            assert!(self.err.contains(fragment), "no `{fragment}` in\n{self}");
        }
        self
    }

    /// Its stdout, which is one JSON object.
    #[track_caller]
    pub fn json(&self) -> Value {
        let value: Value = serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("no JSON: {error}\n{self}"));
        assert!(value.is_object(), "`--json` prints one object\n{self}");
        value
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what it says is UTF-8");
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = self.code.map_or("a signal".to_owned(), |code| format!("exit {code}"));
        write!(f, "ended with {code}\n--- stdout\n{}\n--- stderr\n{}", self.out, self.err)
    }
}
