//! `trommel verify`: a run read again, every byte.

use anyhow::Result;
use trommel_store::RunManifest;

use crate::args::Arguments;
use crate::verbs::{print, print_json};
use crate::world::World;
use crate::{DONE, WITH_FAILURES, show};

pub fn verify(arguments: &Arguments, run: &str) -> Result<u8> {
    let world = World::open(arguments)?;
    let run = RunManifest::load(&world.store, run)?;
    let verified = trommel_store::verify(&world.store, &run)?;
    if arguments.json {
        print_json(&verified)?;
    } else {
        for fault in &verified.faults {
            print(&format!("{}: found {}, expected {}", fault.path, fault.found, fault.expected));
        }
        let root = verified.root.map_or("unreadable".to_owned(), |root| root.to_string());
        let (files, bytes) = (show::count(verified.files), show::bytes(verified.bytes));
        let verdict = if verified.ok { "as committed" } else { "NOT as committed" };
        print(&format!("run {}: {files} files, {bytes}, {verdict}; root {root}", run.number));
        if !verified.ok {
            eprintln!(
                "hint: delete the files named above and run the recipe again; a new run is made from the sources"
            );
        }
    }
    Ok(if verified.ok { DONE } else { WITH_FAILURES })
}
