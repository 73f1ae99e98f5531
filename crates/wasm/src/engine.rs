//! Wasmtime, set up so that the same program ends the same way everywhere.

use std::fs::File;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::time::Duration;

use wasmtime::component::{Component, InstancePre, Linker};
use wasmtime::{Config, Enabled, PoolingAllocationConfig, Store};

use crate::error::Error;
use crate::room::{ELEMENTS, Room};
use crate::{answer, componentize, wasi};

/// The native stack that WebAssembly may use, unless asked otherwise: deep enough for Python's own recursion limit.
pub const STACK_BYTES: u64 = 32 << 20;

/// The most rooms that one engine has open at once.
const ROOMS: u32 = 32;

/// How much of a slot stays in memory between two rooms, bytes: more than programs of ordinary size touch.
const KEPT: usize = 64 << 20;

/// How often the wall clock is looked at.
pub(crate) const TICK: Duration = Duration::from_millis(10);

/// An engine: what compiles images, loads them and runs their instances. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    engine: wasmtime::Engine,
    stack_bytes: u64,
}

impl Engine {
    /// An engine whose guests may use `stack_bytes` of native stack. Starts the thread that ticks for the wall clock's backstop; it ends
    /// with the engine.
    ///
    /// # Errors
    /// This machine cannot run what we ask of Wasmtime.
    pub fn new(stack_bytes: u64) -> Result<Self, Error> {
        let config = config(stack_bytes);
        let mut slotted = config.clone();
        slotted.allocation_strategy(slots());
        // Address space for all slots may not be had, where it is rationed; instances are then mapped one by one.
        let engine = match PoolingAllocationConfig::is_pagemap_scan_available() {
            true => wasmtime::Engine::new(&slotted).or_else(|_| wasmtime::Engine::new(&config)),
            false => wasmtime::Engine::new(&config),
        };
        let engine = engine.map_err(|e| Error::engine("start", &e))?;
        let weak = engine.weak();
        let tick = move || {
            while let Some(engine) = weak.upgrade() {
                engine.increment_epoch();
                drop(engine);
                std::thread::sleep(TICK);
            }
        };
        let spawned = std::thread::Builder::new().name("epochs".into()).spawn(tick);
        spawned.map_err(|source| Error::Io { path: "a thread for the clock".into(), source })?;
        Ok(Self { engine, stack_bytes })
    }

    /// The native stack that guests may use, bytes.
    #[must_use]
    pub fn stack_bytes(&self) -> u64 {
        self.stack_bytes
    }

    /// Sixteen hex digits that differ whenever a compiled image of one engine cannot be loaded by another (another version of Wasmtime,
    /// other settings, another processor): part of the name under which compiled images are kept.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hasher = Blake(blake3::Hasher::new());
        self.engine.precompile_compatibility_hash().hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }

    /// Compiles a component to what [`Engine::load`] loads. Takes seconds.
    ///
    /// # Errors
    /// The bytes are no component, or one that needs what we do not allow (threads, 64-bit memories).
    pub fn compile(&self, component: &[u8]) -> Result<Vec<u8>, Error> {
        self.engine.precompile_component(component).map_err(|e| Error::engine("compile a component", &e))
    }

    /// Loads what [`Engine::compile`] made. `hash` is the BLAKE3 of the file as 64 hex digits, recorded when it was written: machine code
    /// is loaded only if it is ours.
    ///
    /// # Errors
    /// The file cannot be read, was altered, or was made by another engine.
    pub fn load(&self, path: &Path, hash: &str) -> Result<Component, Error> {
        let io = |source| Error::Io { path: path.into(), source };
        let mut file = File::open(path).map_err(io)?;
        let mut hasher = blake3::Hasher::new();
        std::io::copy(&mut file, &mut hasher).map_err(io)?;
        let found = hasher.finalize().to_hex().to_string();
        if found != hash {
            return Err(Error::Altered { path: path.into(), found, expected: hash.into() });
        }
        trusted::load(&self.engine, path).map_err(|e| Error::engine("load a compiled image", &e))
    }

    /// Loads a component without going through a file.
    ///
    /// # Errors
    /// As for [`Engine::compile`].
    pub fn component(&self, component: &[u8]) -> Result<Component, Error> {
        Component::new(&self.engine, component).map_err(|e| Error::engine("compile a component", &e))
    }

    /// Resolves a component's imports to ours. What it imports beyond that traps when it is called.
    pub(crate) fn prepare(&self, component: &Component) -> Result<InstancePre<Room>, Error> {
        let linked = || {
            let mut linker = Linker::new(&self.engine);
            for version in wasi::versions(component.component_type().imports(&self.engine).map(|(name, _)| name)) {
                wasi::define(&mut linker, &version)?;
            }
            answer::define(&mut linker)?;
            componentize::define(&mut linker)?;
            wasi::refuse_the_rest(&mut linker, &self.engine, component)?;
            linker.instantiate_pre(component)
        };
        linked().map_err(|e| Error::engine("link an image", &e))
    }

    /// The names that a component exports.
    pub(crate) fn exports(&self, component: &Component) -> Vec<String> {
        component.component_type().exports(&self.engine).map(|(name, _)| name.to_owned()).collect()
    }

    /// A store for one session, with its fuel.
    pub(crate) fn store(&self, room: Room) -> wasmtime::Result<Store<Room>> {
        let fuel = room.limits.fuel;
        let mut store = Store::new(&self.engine, room);
        store.limiter(|room| &mut room.memory);
        store.set_fuel(fuel)?;
        store.set_epoch_deadline(u64::MAX / 2);
        Ok(store)
    }
}

fn config(stack_bytes: u64) -> Config {
    let mut config = Config::new();
    // Fuel decides; epochs are the backstop. Bulk operations are charged by their length, one unit a byte, by Wasmtime's own table.
    config.consume_fuel(true).epoch_interruption(true);
    let stack_bytes = usize::try_from(stack_bytes).unwrap_or(usize::MAX);
    // Calls are synchronous and on threads of ours; the size of asynchronous stacks is only checked to be no smaller.
    config.async_stack_size(stack_bytes).max_wasm_stack(stack_bytes);
    config.concurrency_support(false);
    // What WebAssembly leaves open is closed: the bits of a NaN, the relaxed vector instructions.
    config.cranelift_nan_canonicalization(true).relaxed_simd_deterministic(true);
    config.wasm_memory64(false);
    // An instance starts as a copy-on-write view of the image.
    config.memory_init_cow(true);
    // Nobody sees a guest's frames; collecting them costs time on every trap.
    config.wasm_backtrace_max_frames(None);
    config
}

/// Instances take turns in slots whose memory stays mapped. Where the kernel tells which pages were written, only those are put back, by
/// copying; the page faults that a fresh mapping costs are most of what a small program takes. Elsewhere that would mean copying the whole
/// image each time, and every instance has a mapping of its own.
fn slots() -> PoolingAllocationConfig {
    let mut slots = PoolingAllocationConfig::new();
    slots
        .pagemap_scan(Enabled::Yes)
        .linear_memory_keep_resident(KEPT)
        .table_keep_resident(KEPT)
        .max_unused_warm_slots(0);
    // Rooms at once in this process; each may be a component of some thirty instances, of which one or two have a memory.
    slots
        .total_component_instances(ROOMS)
        .total_core_instances(ROOMS * 40)
        .total_memories(ROOMS * 2)
        .total_tables(ROOMS * 20);
    slots.max_component_instance_size(16 << 20).max_core_instance_size(16 << 20);
    slots.max_tables_per_module(20).max_memories_per_module(4).table_elements(ELEMENTS);
    slots
}

/// A hasher that gives the same value with every version of Rust.
struct Blake(blake3::Hasher);

impl Hasher for Blake {
    fn finish(&self) -> u64 {
        let hash = self.0.finalize();
        hash.as_bytes()[..8].iter().fold(0, |all, byte| all << 8 | u64::from(*byte))
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// The one place where machine code from a file is believed.
mod trusted {
    #![allow(unsafe_code)]

    use std::path::Path;

    use wasmtime::component::Component;

    pub fn load(engine: &wasmtime::Engine, path: &Path) -> wasmtime::Result<Component> {
        // SAFETY: the caller has compared the file's hash with the one recorded when this program compiled it. The file lies in a folder
        // that only this user writes to; whoever can change it between the check and the mapping can change this program as well.
        unsafe { Component::deserialize_file(engine, path) }
    }
}
