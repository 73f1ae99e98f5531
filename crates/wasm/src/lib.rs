//! The sandbox on Wasmtime: guest images, fuel, memory, captured output, scratch directories, workers.

pub mod images;
pub mod languages;
pub mod marshal;
