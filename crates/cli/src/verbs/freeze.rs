//! `trommel freeze`: a recipe that gives this result or none.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;
use trommel_store::RunManifest;

use crate::DONE;
use crate::args::{Arguments, FreezeArguments};
use crate::verbs::{print, print_json};
use crate::world::World;

pub fn freeze(arguments: &Arguments, freeze: &FreezeArguments) -> Result<u8> {
    let world = World::open(arguments)?;
    let run = RunManifest::load(&world.store, &freeze.run)?;
    let frozen = trommel_pipeline::freeze::freeze(&world.store, &run)?;
    if let Some(file) = &freeze.output {
        write_new(file, &frozen.toml)?;
    }
    if arguments.json {
        let mut shown = json!(frozen);
        shown["file"] = json!(freeze.output);
        print_json(&shown)?;
        return Ok(DONE);
    }
    match &freeze.output {
        Some(file) => eprintln!("run {} of {}, frozen: {}", frozen.run, frozen.recipe, file.display()),
        None => print(frozen.toml.trim_end()),
    }
    Ok(DONE)
}

/// A recipe with its comments is not lost to a slip.
fn write_new(file: &Path, text: &str) -> Result<()> {
    let wrote = File::create_new(file).and_then(|mut out| out.write_all(text.as_bytes()));
    match wrote {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("`{}` is there already; give another name, or delete it first", file.display())
        }
        other => other.with_context(|| format!("writing `{}`", file.display())),
    }
}
