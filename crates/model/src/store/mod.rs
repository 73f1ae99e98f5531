//! Files: safetensors, Hugging Face's model directories, and writing that leaves the old file intact when it fails.

mod atomic;
pub(crate) mod hf;
mod names;
mod tensors;

pub use atomic::write_atomic;
pub use tensors::{read_tensors, write_tensors};

pub(crate) use tensors::{Found, fit};
