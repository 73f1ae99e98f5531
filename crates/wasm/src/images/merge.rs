//! Making a command of a library: Binaryen merges it with a module of ours that has a `_start`, and drops what that does not reach.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{ImageError, Tools, embedded, run::run};
use crate::languages::Merge;

const FAILED: &str = "Node.js runs Binaryen's tools, `node --version` should say 18 or newer; or bring an image from another machine with \
     `trommel sandbox import`";
/// What the libraries use; without the rest Binaryen keeps to the encoding that every engine reads.
const FEATURES: [&str; 8] = [
    "--enable-mutable-globals",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-simd",
    "--enable-multivalue",
    "--enable-reference-types",
];
const ROOTS: &str = r#"[{"name":"root","root":true,"reaches":["start","memory"]},
{"name":"start","export":"_start"},{"name":"memory","export":"memory"}]"#;

/// Merges `library` with what `merge` names; `binaryen` is the folder of its package.
pub(super) fn command(
    library: &[u8],
    merge: &Merge,
    binaryen: &Path,
    scratch: &Path,
    tools: &Tools,
) -> Result<Vec<u8>, ImageError> {
    let write = |name: &str, bytes: &[u8]| -> Result<PathBuf, ImageError> {
        let path = scratch.join(name);
        fs::write(&path, bytes).map_err(ImageError::at(&path))?;
        Ok(path)
    };
    let tool = |name: &str| {
        let mut node = Command::new(&tools.node);
        node.arg(binaryen.join("bin").join(name)).args(FEATURES);
        node
    };
    let prelude = embedded::sandbox_file(&merge.prelude).unwrap_or_default();
    let (merged, reached) = (scratch.join("merged.wasm"), scratch.join("reached.wasm"));
    let mut merger = tool("wasm-merge");
    merger.arg(write("library.wasm", library)?).arg("engine");
    for (at, (name, file)) in merge.with.iter().enumerate() {
        let text = embedded::sandbox_file(file).unwrap_or_default();
        let text = text.replace("PRELUDE_LENGTH", &prelude.len().to_string());
        let text = text.replace("\"PRELUDE\"", &format!("\"{}\"", escaped(prelude)));
        merger.arg(write(&format!("ours{at}.wat"), text.as_bytes())?).arg(name);
    }
    run(merger.arg("-o").arg(&merged), FAILED)?;
    let roots = write("roots.json", ROOTS.as_bytes())?;
    run(tool("wasm-metadce").arg("--graph-file").arg(roots).arg(&merged).arg("-o").arg(&reached), FAILED)?;
    fs::read(&reached).map_err(ImageError::at(&reached))
}

/// As WebAssembly's text form writes bytes.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\' {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "\\{byte:02x}");
        }
        out
    })
}
