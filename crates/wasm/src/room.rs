//! What a session's instance can reach: everything that the host holds for one program.

use trommel_sandbox::{HostError, Limits, Session};
use wasmtime::ResourceLimiter;
use wasmtime::component::ResourceTable;

use crate::wasi::filesystem::{Mount, Refusal, Scratch};

/// The most resources (streams, descriptors, timers) a guest may hold at once.
const RESOURCES: usize = 4096;

/// The data of a session's store.
pub struct Room {
    /// The limits the session was opened with.
    pub limits: Limits,
    /// The guest's handles.
    pub table: ResourceTable,
    /// Its memories and tables.
    pub memory: Memory,
    /// Its clock.
    pub clock: Clock,
    /// Its randomness: the same sequence in every session.
    pub random: blake3::OutputReader,
    /// Its files.
    pub scratch: Scratch,
    /// Folders of the host that it may read.
    pub mounts: Vec<Mount>,
    /// The command line, the program's own name first.
    pub arguments: Vec<String>,
    /// Standard input.
    pub stdin: Input,
    /// Standard output.
    pub stdout: Capture,
    /// Standard error.
    pub stderr: Capture,
    /// The room behind this one.
    pub callee: Option<Box<dyn Session>>,
    /// Wall time spent in the room behind this one since the last step began.
    pub elsewhere: std::time::Duration,
}

impl Room {
    /// An empty room.
    pub fn new(limits: Limits, arguments: Vec<String>) -> Self {
        let mut table = ResourceTable::new();
        table.set_max_capacity(RESOURCES);
        Self {
            limits,
            table,
            memory: Memory::new(limits.memory_bytes),
            clock: Clock::default(),
            random: blake3::Hasher::new_derive_key("trommel 2026 a session's randomness").finalize_xof(),
            scratch: Scratch::new(limits.scratch_bytes, limits.scratch_files),
            mounts: Vec::new(),
            arguments,
            stdin: Input::default(),
            stdout: Capture::new(limits.output_bytes),
            stderr: Capture::new(limits.output_bytes),
            callee: None,
            elsewhere: std::time::Duration::ZERO,
        }
    }
}

impl Room {
    /// Puts files into the scratch directory, before anything runs.
    ///
    /// # Errors
    /// They do not fit, or their names are no paths: the caller's mistake.
    pub fn place(&mut self, files: &[(String, Vec<u8>)]) -> Result<(), HostError> {
        for (path, bytes) in files {
            self.scratch.place(path, bytes).map_err(|refusal| {
                HostError::Engine(format!(
                    "the program's file `{path}` cannot be put into the scratch directory: {refusal:?}"
                ))
            })?;
        }
        Ok(())
    }

    /// All bytes of a file in the scratch directory; none where there is none.
    ///
    /// # Errors
    /// The host's disk failed.
    pub fn content(&mut self, path: &str) -> Result<Option<Vec<u8>>, HostError> {
        match self.scratch.content(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Refusal::Code(_)) => Ok(None),
            Err(Refusal::Host(source)) => Err(HostError::Io { path: format!("scratch file {path}"), source }),
        }
    }
}

/// The virtual clock, beside the fuel that drives it.
#[derive(Debug, Default, Clone, Copy)]
pub struct Clock {
    /// Nanoseconds slept.
    pub slept: u64,
    /// Fuel charged for sleeping, which does not drive the clock a second time.
    pub charged: u64,
}

/// Bytes to be read.
#[derive(Debug, Default)]
pub struct Input {
    bytes: Vec<u8>,
    at: usize,
}

impl Input {
    /// All of `bytes`, unread.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next bytes, at most `most`; none at the end.
    pub fn read(&mut self, most: u64) -> Vec<u8> {
        let rest = &self.bytes[self.at..];
        let taken = rest[..rest.len().min(usize::try_from(most).unwrap_or(usize::MAX))].to_vec();
        self.at += taken.len();
        taken
    }
}

/// A stream that is kept, up to a cap.
#[derive(Debug)]
pub struct Capture {
    /// What was written, cut at the cap.
    pub bytes: Vec<u8>,
    /// How much was written, that over the cap included.
    pub written: u64,
    cap: u64,
}

impl Capture {
    fn new(cap: u64) -> Self {
        Self { bytes: Vec::new(), written: 0, cap }
    }

    /// Keeps what fits; false when it was too much.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        let room = usize::try_from(self.cap - self.bytes.len() as u64).unwrap_or(usize::MAX);
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.written += bytes.len() as u64;
        self.written <= self.cap
    }
}

/// Counts memories and tables, and refuses what is over the limit.
#[derive(Debug)]
pub struct Memory {
    limit: u64,
    now: u64,
    /// The most bytes reached.
    pub peak: u64,
    /// Whether the guest was ever refused memory.
    pub denied: bool,
    /// The growth allowed last, taken back when the machine then fails it.
    growth: u64,
    elements: usize,
}

/// The most table elements, instances, tables and memories of one session: CPython's snapshot needs some 15,000, 30, 10 and 1.
pub const ELEMENTS: usize = 1 << 20;
const INSTANCES: usize = 200;
const TABLES: usize = 200;
const MEMORIES: usize = 16;

impl Memory {
    fn new(limit: u64) -> Self {
        Self { limit, now: 0, peak: 0, denied: false, growth: 0, elements: 0 }
    }
}

impl ResourceLimiter for Memory {
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        self.growth = 0;
        let growth = desired as u64 - current as u64;
        if self.now + growth > self.limit {
            self.denied = true;
            return Ok(false);
        }
        self.now += growth;
        self.growth = growth;
        self.peak = self.peak.max(self.now);
        Ok(true)
    }

    fn memory_grow_failed(&mut self, _: wasmtime::Error) -> wasmtime::Result<()> {
        self.now -= std::mem::take(&mut self.growth);
        self.denied = true;
        Ok(())
    }

    fn table_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        let then = self.elements - current + desired;
        if then > ELEMENTS {
            return Ok(false);
        }
        self.elements = then;
        Ok(true)
    }

    fn instances(&self) -> usize {
        INSTANCES
    }

    fn tables(&self) -> usize {
        TABLES
    }

    fn memories(&self) -> usize {
        MEMORIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_cut_at_the_cap_however_it_comes() {
        for chunk in [1, 3, 10, 11] {
            let mut capture = Capture::new(10);
            let kept = [7; 11].chunks(chunk).map(|bytes| capture.write(bytes)).collect::<Vec<bool>>();
            assert_eq!((capture.bytes.len(), capture.written), (10, 11));
            assert_eq!(kept.iter().filter(|kept| !**kept).count(), 1, "only what crosses the cap is refused");
        }
        assert!(Capture::new(10).write(&[7; 10]), "the cap itself is allowed");
    }

    #[test]
    fn all_memories_count_together() {
        let mut memory = Memory::new(100);
        assert!(memory.memory_growing(0, 60, None).unwrap());
        assert!(memory.memory_growing(0, 40, None).unwrap());
        assert!(!memory.denied);
        assert!(!memory.memory_growing(60, 61, None).unwrap());
        assert_eq!((memory.denied, memory.peak), (true, 100));
    }

    #[test]
    fn a_growth_that_the_machine_fails_is_taken_back() {
        let mut memory = Memory::new(100);
        assert!(memory.memory_growing(0, 60, None).unwrap());
        memory.memory_grow_failed(wasmtime::Error::msg("no")).unwrap();
        assert!(memory.denied);
        assert!(memory.memory_growing(0, 100, None).unwrap());
    }
}
