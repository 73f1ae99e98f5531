//! What a session may use, and what it used.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The most a session may use, from its opening to its end. There is no default: who judges, says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limits {
    /// WebAssembly fuel, about one unit an instruction; 10 G are about a second. What verdicts depend on.
    pub fuel: u64,
    /// Bytes of linear memory, all memories of the instance together.
    pub memory_bytes: u64,
    /// Wall time: a backstop against ourselves. An ending that it caused says so and is not a verdict.
    pub wall: Duration,
    /// Bytes of standard output and of standard error, each; also the most that one value may take on its way out.
    pub output_bytes: u64,
    /// Bytes of native stack that WebAssembly may use.
    pub stack_bytes: u64,
    /// Bytes in the scratch directory, all files together.
    pub scratch_bytes: u64,
    /// Files and folders in the scratch directory.
    pub scratch_files: u32,
}

/// What a session has used so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Fuel consumed, the same on every run of the same program on the same image.
    pub fuel: u64,
    /// The largest total size of linear memory reached, bytes.
    pub peak_memory: u64,
    /// Bytes written to standard output and standard error, those over the cap included.
    pub output_bytes: u64,
    /// Wall time spent inside the guest. Not deterministic; never part of a verdict.
    pub wall: Duration,
}
