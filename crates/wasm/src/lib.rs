//! The sandbox on Wasmtime: guest images, fuel, memory, captured output, scratch directories, workers.

pub mod marshal;
