//! The last run as it was typed, beside the store, for `retry`.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::args::{Arguments, Verb};
use crate::world::World;

const FILE: &str = "last-run.json";

/// One `trommel run`.
#[derive(Serialize, Deserialize)]
pub struct Invocation {
    /// Its arguments, without the program.
    pub arguments: Vec<String>,
    /// The folder it was typed in.
    pub folder: String,
    /// Whether it ended well.
    pub done: bool,
}

impl Invocation {
    /// The invocation of this process.
    pub fn current() -> Invocation {
        let folder = std::env::current_dir().map(|folder| folder.display().to_string()).unwrap_or_default();
        Invocation { arguments: std::env::args().skip(1).collect(), folder, done: false }
    }

    /// The last one on this machine with this store.
    pub fn last(world: &World) -> Result<Option<Invocation>> {
        match std::fs::read(world.local().join(FILE)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context("reading the last run"),
        }
    }

    /// Remembers it.
    pub fn save(&self, world: &World) -> Result<()> {
        let folder = world.local();
        std::fs::create_dir_all(&folder).and_then(|()| write(&folder, self)).context("remembering this run")
    }
}

fn write(folder: &Path, invocation: &Invocation) -> std::io::Result<()> {
    let staging = folder.join(format!("{FILE}.{}", std::process::id()));
    std::fs::write(&staging, serde_json::to_vec_pretty(invocation)?)?;
    std::fs::rename(staging, folder.join(FILE))
}

/// The command that takes up a failed run.
pub fn resume(arguments: &Arguments) -> String {
    let typed: Vec<String> = match arguments.verb {
        Verb::Retry => vec!["retry".to_owned()],
        _ => std::env::args().skip(1).map(quote).collect(),
    };
    format!("trommel {}", typed.join(" "))
}

fn quote(argument: String) -> String {
    let plain = argument.chars().all(|c| c.is_ascii_alphanumeric() || "-_./=:,@%+".contains(c));
    if plain && !argument.is_empty() { argument } else { format!("'{}'", argument.replace('\'', r"'\''")) }
}
