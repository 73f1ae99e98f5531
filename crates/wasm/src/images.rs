//! Guest images: made once on this machine or carried from another, kept by content, checked when used.
//!
//! An image's **key** is the BLAKE3 of everything it is made of: the language's file, and for a snapshot the guest's files and WIT.
//! Its **hash** is the SHA-256 of the component that came out. Two machines that build the same key get two hashes (the builder
//! draws real randomness), which is why verdicts are promised by hash and why images can be exported and imported.
//!
//! ```text
//! <cache>/images/<key>/component.wasm        the component
//!                     /image.json            its language, package, size and hash
//!                     /<engine>.cwasm        compiled for one engine, named by its fingerprint
//!                     /<engine>.json         the compiled file's hash
//! <cache>/images/<key>.lock                  held while one of them is made: of two processes at once, one makes it
//! ```

mod build;
mod carry;
#[cfg(test)]
mod command_tests;
mod commands;
mod doctor;
mod embedded;
mod merge;
mod modules;
mod npm;
mod run;
mod store;
mod tar;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

pub use commands::{Made, Piece};
pub use doctor::{Check, doctor};
pub use embedded::{languages, sandbox_file};
pub use store::{Compiled, Compiler, Images, Stored};

use crate::languages::LanguageError;

/// What an image's making is at, for whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Another process is making the same image.
    Waiting,
    /// A Python environment is made.
    Environment,
    /// Packages are fetched and checked.
    Packages,
    /// The interpreter starts, imports the library, and its snapshot is taken.
    Snapshot,
    /// The component is compiled to machine code.
    Compiling,
    /// A command runs once to make what every program needs, such as a compiled header.
    Preparing,
}

/// The programs of this machine that making an image needs.
#[derive(Debug, Clone)]
pub struct Tools {
    /// Python 3.9 or newer, with `venv`.
    pub python: PathBuf,
    /// npm, for the command languages.
    pub npm: PathBuf,
    /// Node.js 18 or newer, for those whose modules are merged.
    pub node: PathBuf,
}

impl Default for Tools {
    fn default() -> Self {
        Self { python: "python3".into(), npm: "npm".into(), node: "node".into() }
    }
}

/// An image could not be made, found, or carried.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImageError {
    /// A program that makes it could not be started.
    #[error("`{command}` could not be started: {source}\nhint: {hint}")]
    NotStarted {
        /// What was run.
        command: String,
        /// Why not.
        source: std::io::Error,
        /// The way out.
        hint: &'static str,
    },
    /// A program that makes it failed.
    #[error("`{command}` ended with {status}, expected success; it said last:\n{tail}\nhint: {hint}")]
    Failed {
        /// What was run.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
        /// The last lines of its standard error.
        tail: String,
        /// The way out.
        hint: &'static str,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A stored or carried image is not what it says it is.
    #[error("{}: {what}, expected {expected}\nhint: {hint}", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
        /// What was expected.
        expected: String,
        /// The way out.
        hint: &'static str,
    },
    /// The language has no image that is made this way.
    #[error("`{language}` is made from an npm package, not as a snapshot")]
    NotASnapshot {
        /// The language.
        language: String,
    },
    /// The engine refused the component.
    #[error("the component of `{language}` could not be compiled: {why}")]
    NotCompiled {
        /// The language.
        language: String,
        /// What the engine said.
        why: String,
    },
    /// A language's file is wrong.
    #[error(transparent)]
    Language(#[from] LanguageError),
}

impl ImageError {
    /// A file's error, with its path.
    fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
