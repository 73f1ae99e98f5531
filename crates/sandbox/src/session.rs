//! One fresh instance, one room.

use serde::{Deserialize, Serialize};

use crate::{Ending, Limits, Program, Usage, Value};

/// What opens sessions: an engine with its images, or a scripted double.
pub trait Runtime: Send + Sync {
    /// The hash of the image that runs `language`, as 64 hex digits: verdicts and fuel are promised per image.
    ///
    /// # Errors
    /// The language is unknown, or its image is absent and cannot be made.
    fn image(&self, language: &str) -> Result<String, HostError>;

    /// A fresh session for `program`; nothing of it has run yet.
    ///
    /// # Errors
    /// Only ours: an unknown language, an absent image, a machine out of memory.
    fn open(&self, program: &Program, limits: &Limits) -> Result<Box<dyn Session>, HostError>;
}

/// A room. Whatever the guest does is in the result's data; an `Err` is the host's own failure and says nothing about the program.
/// After an ending other than [`Ending::Finished`], [`Ending::Raised`], [`Ending::MissingModule`] and [`Ending::NotCompiled`] the room is
/// gone: every later step ends the same way.
pub trait Session: Send {
    /// Compiles the program and runs the module's body, without any tests.
    ///
    /// # Errors
    /// The host failed.
    fn load(&mut self) -> Result<Loaded, HostError>;

    /// Runs the whole program on `stdin`, instead of [`Session::load`].
    ///
    /// # Errors
    /// The host failed.
    fn run_main(&mut self, stdin: &[u8]) -> Result<Ran, HostError>;

    /// Calls the function `name` of the loaded module.
    ///
    /// # Errors
    /// The host failed, or this language's guest cannot be called ([`HostError::Unsupported`]).
    fn call(&mut self, name: &str, arguments: &[Value], transfer: Transfer) -> Result<Called, HostError>;

    /// What each of `names` is in the loaded module.
    ///
    /// # Errors
    /// As for [`Session::call`].
    fn kinds(&mut self, names: &[&str]) -> Result<Vec<Kind>, HostError>;

    /// Puts another room behind this one: from now on, whatever this room asks through its `answer` import is called there.
    /// Returns what was there.
    fn set_callee(&mut self, callee: Option<Box<dyn Session>>) -> Option<Box<dyn Session>>;

    /// What the session has used so far, its callee not included.
    fn usage(&self) -> Usage;

    /// What was written so far, cut at the limit.
    fn output(&self) -> Output;
}

/// How values leave a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    /// To be compared by the host: an iterator is opaque, and arguments are not returned.
    Compare,
    /// To another room: iterators are drained, and arguments are returned as they are afterwards.
    Room,
}

/// The outcome of [`Session::load`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loaded {
    /// Whether the language accepted the source.
    pub compiled: bool,
    /// How it ended; `Finished` is: the module's body ran to its end.
    pub ending: Ending,
}

/// The outcome of [`Session::run_main`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    /// Whether the language accepted the source.
    pub compiled: bool,
    /// How it ended. A program that ends itself with code 0 has `Exited { code: 0 }`.
    pub ending: Ending,
}

/// The outcome of [`Session::call`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Called {
    /// It returned.
    Returned {
        /// What.
        value: Value,
        /// The arguments as they are afterwards, under [`Transfer::Room`]; else empty.
        arguments: Vec<Value>,
    },
    /// It did not; never [`Ending::Finished`].
    Ended(Ending),
}

/// What a name is in a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Nothing has that name.
    Missing,
    /// Something that can be called and is no class.
    Function,
    /// A class.
    Class,
    /// Anything else.
    Other,
}

/// What a program wrote: bytes, as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
}

/// The host failed; the program is not to blame.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HostError {
    /// There is no such language.
    #[error("language `{name}` is unknown; known are {}", known.join(", "))]
    UnknownLanguage {
        /// What was asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The language's image is not there.
    #[error("the image of `{language}` is not there: {why}; `trommel sandbox build {language}` makes it")]
    NoImage {
        /// The language.
        language: String,
        /// What is missing.
        why: String,
    },
    /// The guest of this language cannot do that.
    #[error("the guest of `{language}` cannot {what}")]
    Unsupported {
        /// The language.
        language: String,
        /// What was asked of it.
        what: &'static str,
    },
    /// The engine failed.
    #[error("the sandbox failed: {0}")]
    Engine(String),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}
