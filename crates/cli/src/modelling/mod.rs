//! The model half of the command line: tokenizers, training, generation.

pub mod documents;
pub mod settings;
