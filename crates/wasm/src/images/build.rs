//! Making a snapshot: an environment of its own for the builder, with pinned hashes, then the builder.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{ImageError, Progress, Tools, embedded, run::run};
use crate::languages::Componentize;

const NO_PYTHON: &str = "install Python 3.9 or newer with its `venv` module (Debian and Ubuntu: `apt install python3-venv`), \
     or bring an image from another machine with `trommel sandbox import`; `trommel sandbox doctor` says what is missing";
const NO_PACKAGE: &str = "pip must reach a package index that has this version with one of the hashes in \
     sandbox/python/requirements.txt; without one, bring an image from another machine with `trommel sandbox import`";
const NO_SNAPSHOT: &str = "the guest's files raised while they were imported; the lines above say where";

/// Makes the component of `recipe` inside the folder `scratch`, which the caller removes, and says where it lies.
pub(super) fn snapshot(
    recipe: &Componentize,
    scratch: &Path,
    tools: &Tools,
    progress: &dyn Fn(Progress),
) -> Result<PathBuf, ImageError> {
    let sources = scratch.join("sandbox");
    for (path, content) in embedded::under(&recipe.wit).chain(embedded::under(&recipe.sources)) {
        let to = sources.join(path);
        let folder = to.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).map_err(ImageError::at(folder))?;
        fs::write(&to, content).map_err(ImageError::at(&to))?;
    }

    progress(Progress::Environment);
    let environment = scratch.join("environment");
    run(Command::new(&tools.python).args(["-I", "-m", "venv"]).arg(&environment), NO_PYTHON)?;

    progress(Progress::Packages);
    let bin = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let mut pip = Command::new(bin.join("python"));
    pip.args(["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]);
    pip.args(["--only-binary=:all:", "--require-hashes", "-r"]).arg(sources.join(&recipe.requirements));
    run(&mut pip, NO_PACKAGE)?;

    progress(Progress::Snapshot);
    let component = scratch.join("component.wasm");
    // The builder would put the packages of the Python on the path, or of a virtual environment, into the guest: it gets none.
    let nothing = scratch.join("nothing");
    let packages = nothing.join("site-packages");
    fs::create_dir_all(&packages).map_err(ImageError::at(&packages))?;
    let mut builder = Command::new(bin.join(&recipe.package));
    builder.current_dir(&sources).env_clear().env("VIRTUAL_ENV", &nothing).env("TMPDIR", scratch);
    for name in ["SystemRoot", "TEMP", "TMP"] {
        if let Some(value) = std::env::var_os(name).filter(|_| cfg!(windows)) {
            builder.env(name, value);
        }
    }
    builder.args(["-d", &recipe.wit, "-w", &recipe.world, "componentize", "-p", &recipe.sources, &recipe.app, "-o"]);
    run(builder.arg(&component), NO_SNAPSHOT)?;
    Ok(component)
}
