//! GGUF, the format of llama.cpp: export, and reading for inference.

mod export;
mod import;
mod names;

pub use export::{Quantisation, Vocabulary, export};
pub use import::import;
