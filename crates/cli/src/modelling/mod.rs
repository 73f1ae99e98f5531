//! The model half of the command line: tokenizers, training, generation.

pub mod documents;
pub mod generation;
pub mod settings;
