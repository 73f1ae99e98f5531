//! The workspace is laid out as its design says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::Table;

/// Crates by name, with the crates of the workspace that each may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("store", &[]),
    ("corpus", &["lang", "store"]),
    ("dedup", &[]),
    ("pipeline", &["corpus", "dedup", "lang", "store"]),
    ("sandbox", &[]),
    ("wasm", &["sandbox"]),
    ("bench", &["lang", "sandbox"]),
    ("score", &["bench", "lang"]),
    ("tokens", &[]),
    ("model", &[]),
    ("generate", &["bench", "lang", "model", "tokens"]),
    ("train", &["bench", "generate", "model", "sandbox", "score", "store", "tokens"]),
    ("report", &["bench", "score", "store"]),
    (
        "cli",
        &[
            "bench", "corpus", "dedup", "generate", "lang", "model", "pipeline", "report", "sandbox", "score", "store",
            "tokens", "train", "wasm",
        ],
    ),
];

/// Heavy or telling dependencies (by prefix) with the only crates that may name them.
const HOMES: &[(&str, &[&str])] = &[
    ("anyhow", &["cli"]),
    ("candle", &["generate", "model", "train"]),
    ("cap-std", &["wasm"]),
    ("clap", &["cli"]),
    ("ctrlc", &["cli"]),
    ("datafusion", &["pipeline"]),
    ("indicatif", &["cli"]),
    ("object_store", &["store"]),
    ("maud", &["report"]),
    ("minijinja", &["tokens"]),
    ("plotters", &["cli", "report"]),
    ("polars", &["report"]),
    ("tokenizers", &["tokens"]),
    ("tree-sitter", &["lang"]),
    ("wasmtime", &["wasm"]),
    ("wit-component", &["wasm"]),
];

/// What no library says: it prints nothing and reads no clock.
const NOT_IN_LIBRARIES: &[&str] =
    &["println!", "eprintln!", "print!(", "eprint!(", "dbg!(", "SystemTime::now", "Instant::now", "process::exit"];

/// Files that may have more lines than [`MOST_LINES`], and why.
const LONG_FILES: &[(&str, &str)] = &[];

const MOST_LINES: usize = 400;

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("crates/cli lies two folders down").to_path_buf()
}

fn manifest(folder: &Path) -> Table {
    let path = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The crates' names, with their folders and manifests.
fn crates() -> Vec<(String, PathBuf, Table)> {
    let folders = std::fs::read_dir(root().join("crates")).expect("crates/");
    let mut crates: Vec<(String, PathBuf, Table)> = folders
        .map(|entry| entry.expect("an entry").path())
        .filter(|folder| folder.join("Cargo.toml").exists())
        .map(|folder| {
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            let manifest = manifest(&folder);
            (name, folder, manifest)
        })
        .collect();
    crates.sort_by(|a, b| a.0.cmp(&b.0));
    crates
}

fn dependencies(manifest: &Table) -> BTreeSet<String> {
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    table.into_iter().flat_map(|table| table.keys().cloned()).collect()
}

/// Files of the workspace that people write, relative to its root, sorted.
fn files() -> Vec<PathBuf> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let kind = entry.file_type().expect("a type");
            let built = ["target", ".git", ".trommel"].iter().any(|built| name == *built);
            if kind.is_dir() && !built {
                folders.push(path);
            } else if kind.is_file() {
                found.push(path.strip_prefix(&root).expect("it lies in the root").to_path_buf());
            }
        }
    }
    found.sort();
    found
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// A file's code: without comments, and without its tests, which are at its end.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(root().join(path)).expect("a source file");
    let code = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    code.map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn none(what: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{what}:\n  {}", faults.join("\n  "));
}

#[test]
fn only_the_allowed_arrows() {
    let crates = crates();
    let names: Vec<&str> = crates.iter().map(|(name, ..)| name.as_str()).collect();
    let mut known: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(names, known, "crates; edit ARROWS and the design together");
    let mut faults = Vec::new();
    for (name, _, manifest) in &crates {
        assert_eq!(manifest["package"]["name"].as_str(), Some(format!("trommel-{name}").as_str()));
        let (_, allowed) = ARROWS.iter().find(|(known, _)| known == name).expect("it is known");
        for used in dependencies(manifest).iter().filter_map(|name| name.strip_prefix("trommel-")) {
            if !allowed.contains(&used) {
                faults.push(format!("{name} → {used}"));
            }
        }
    }
    none("arrows that the design does not have", faults);
}

#[test]
fn heavy_dependencies_stay_at_home() {
    let mut faults = Vec::new();
    for (name, _, manifest) in crates() {
        for dependency in dependencies(&manifest) {
            for (_, homes) in HOMES.iter().filter(|(prefix, _)| dependency.starts_with(prefix)) {
                if !homes.contains(&name.as_str()) {
                    faults.push(format!("{name} names {dependency}, which belongs to {}", homes.join(", ")));
                }
            }
        }
    }
    none("dependencies away from home", faults);
}

#[test]
fn versions_are_in_one_place() {
    let mut faults = Vec::new();
    let inherits =
        |value: Option<&toml::Value>| value.and_then(|value| value.get("workspace")?.as_bool()) == Some(true);
    for (name, _, manifest) in crates() {
        for key in ["version", "edition", "rust-version", "license"] {
            if !inherits(manifest["package"].get(key)) {
                faults.push(format!("{name}: package.{key} is not the workspace's"));
            }
        }
        if !inherits(manifest.get("lints")) {
            faults.push(format!("{name}: lints are not the workspace's"));
        }
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let table = manifest.get(kind).and_then(toml::Value::as_table);
            for (dependency, value) in table.into_iter().flatten() {
                let plain = value.as_table().is_some_and(|table| table.len() == 1);
                if !inherits(Some(value)) || !plain {
                    faults.push(format!("{name}: {kind}.{dependency} says more than `workspace = true`"));
                }
            }
        }
    }
    let root = manifest(&root());
    for (dependency, value) in root["workspace"]["dependencies"].as_table().expect("a table") {
        let ours = dependency.starts_with("trommel-");
        let chosen = value.as_str().is_some() || value.get("version").is_some();
        if !ours && !chosen {
            faults.push(format!("root: {dependency} has no version"));
        }
    }
    none("versions and features are set in the root's Cargo.toml alone", faults);
}

#[test]
fn libraries_print_nothing_and_read_no_clock() {
    let mut faults = Vec::new();
    for path in files().iter().filter(|path| is_rust(path)) {
        let mut parts = path.iter().map(|part| part.to_string_lossy());
        let (Some(first), Some(name), Some(third)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let tests = path.file_name().is_some_and(|name| name == "tests.rs") || path.iter().any(|part| part == "tests");
        if first != "crates" || name == "cli" || third != "src" || tests {
            continue;
        }
        let code = code(path);
        for word in NOT_IN_LIBRARIES {
            // `print!(` is part of `eprint!(`; naming it twice does no harm.
            // The sandbox measures wall time, its backstop against ourselves; no verdict depends on it.
            let backstop = name == "wasm" && *word == "Instant::now";
            if code.contains(word) && !backstop {
                faults.push(format!("{}: {word}", path.display()));
            }
        }
    }
    none("only `cli` prints, reads the clock, or ends the process", faults);
}

#[test]
fn files_are_small() {
    let mut faults = Vec::new();
    for path in files().iter().filter(|path| is_rust(path)) {
        let lines = std::fs::read_to_string(root().join(path)).expect("a source file").lines().count();
        let allowed = LONG_FILES.iter().any(|(long, _)| Path::new(long) == path);
        if lines > MOST_LINES && !allowed {
            faults.push(format!("{}: {lines} lines", path.display()));
        }
        assert!(!allowed || lines > MOST_LINES, "{} is short now: take it off the list", path.display());
    }
    none("files over 400 lines: cut them, or list them with a reason", faults);
}

#[test]
fn no_dumping_grounds() {
    let names = ["utils", "util", "common", "helpers", "helper", "misc", "core", "types"];
    let stem = |path: &Path| path.file_stem().is_some_and(|stem| names.iter().any(|name| stem == *name));
    let inside = |path: &Path| path.iter().any(|part| names.iter().any(|name| part == *name));
    let faults = files().into_iter().filter(|path| is_rust(path) && (stem(path) || inside(path)));
    none("names that say nothing", faults.map(|path| path.display().to_string()).collect());
}

#[test]
fn no_path_of_a_machine() {
    // Put together here, so that this file does not hold them itself.
    let mut paths: Vec<String> = ["root", "home", "Users"].iter().map(|name| format!("/{name}/")).collect();
    paths.push(format!("{}/", root().display()));
    let mut faults = Vec::new();
    for path in files() {
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            let lead = |at: usize| line[..at].chars().next_back();
            // `crates/root/x` is a path of ours; a machine's starts at the root.
            let found = paths.iter().filter_map(|path| line.find(path.as_str()).map(|at| (path, at)));
            for (known, _) in
                found.filter(|(_, at)| !lead(*at).is_some_and(|c| c.is_alphanumeric() || "._-".contains(c)))
            {
                faults.push(format!("{}:{}: {known}…", path.display(), number + 1));
            }
        }
    }
    none("paths that only one machine has", faults);
}
