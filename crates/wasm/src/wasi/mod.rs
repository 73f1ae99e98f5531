//! WASI 0.2, as much of it as there is in an empty room. One file an interface.
//!
//! Every function is bounded and costs the guest fuel: a fixed price for the call, and one unit a byte that it moves. What these files do
//! not define traps when a guest calls it.

mod cli;
mod clocks;
pub mod filesystem;
mod io;
mod random;
mod sockets;

use std::collections::BTreeSet;

use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Linker, LinkerInstance};
use wasmtime::{Engine, StoreContextMut, Trap};

use crate::ending::Stop;
use crate::room::Room;

/// The price of a call that stays in memory: about a tenth of a microsecond.
pub const CALL: u64 = 1_000;

/// The price of a call that goes to the host's file system: about two microseconds.
pub const FILE_CALL: u64 = 20_000;

/// The most bytes that one read or one write moves.
pub const CHUNK: u64 = 1 << 20;

/// A call's context.
pub type Context<'a> = StoreContextMut<'a, Room>;

/// The versions of WASI among a component's imports. All of 0.2 look the same from here.
pub fn versions<'a>(imports: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let versioned = imports.filter(|name| name.starts_with("wasi:")).filter_map(|name| name.split_once('@'));
    versioned.map(|(_, version)| version.to_owned()).collect()
}

/// Registers all interfaces under one version.
pub fn define(linker: &mut Linker<Room>, version: &str) -> wasmtime::Result<()> {
    let mut interfaces = Interfaces { linker, version };
    io::define(&mut interfaces)?;
    clocks::define(&mut interfaces)?;
    random::define(&mut interfaces)?;
    cli::define(&mut interfaces)?;
    filesystem::define(&mut interfaces)?;
    sockets::define(&mut interfaces)
}

/// Gives every function that a component imports from WASI and that is not registered a definition that ends the guest.
pub fn refuse_the_rest(linker: &mut Linker<Room>, engine: &Engine, component: &Component) -> wasmtime::Result<()> {
    for (interface, item) in component.component_type().imports(engine) {
        let ComponentItem::ComponentInstance(exports) = item.ty else { continue };
        let mut instance = linker.instance(interface)?;
        for (function, item) in exports.exports(engine) {
            if let ComponentItem::ComponentFunc(_) = item.ty {
                let refusal = format!("{interface}#{function} is not to be had here");
                // What is registered already stays: a second definition is an error, and none of ours.
                let _ = instance.func_new(function, move |_, _, _, _| Err(Stop::Host(refusal.clone()).into()));
            }
        }
    }
    Ok(())
}

/// Where interfaces are registered.
pub struct Interfaces<'a> {
    linker: &'a mut Linker<Room>,
    version: &'a str,
}

impl Interfaces<'_> {
    /// The interface `name`, without `wasi:` and version.
    fn instance(&mut self, name: &str) -> wasmtime::Result<LinkerInstance<'_, Room>> {
        self.linker.instance(&format!("wasi:{name}@{}", self.version))
    }
}

/// Takes fuel from the guest; what it cannot pay ends it.
pub fn charge(context: &mut Context<'_>, fuel: u64) -> wasmtime::Result<()> {
    let left = context.get_fuel()?;
    context.set_fuel(left.saturating_sub(fuel))?;
    if left < fuel { Err(Trap::OutOfFuel.into()) } else { Ok(()) }
}
