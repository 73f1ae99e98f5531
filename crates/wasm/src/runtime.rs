//! The runtime: an engine and its loaded images.

use std::collections::BTreeMap;
use std::sync::Arc;

use trommel_sandbox::{HostError, Limits, Program, Runtime, Session};

use crate::command::{CommandImage, Invocation};
use crate::engine::Engine;
use crate::python::PythonImage;
use crate::staged::Staged;

/// What kind of guest an image is.
#[derive(Clone)]
pub enum Guest {
    /// One whose functions can be called.
    Python(PythonImage),
    /// A command that is given the program as a file, and can only be run.
    Command {
        /// The command.
        image: CommandImage,
        /// Its command line and what it may read.
        invocation: Invocation,
        /// Where the program's text lies, such as `program.js`.
        path: String,
    },
    /// A language whose programs are compiled and run in steps.
    Staged(Arc<Staged>),
}

/// A language's image.
#[derive(Clone)]
pub struct Image {
    /// The hash that verdicts name it by, 64 hex digits.
    pub hash: String,
    /// The image, linked.
    pub guest: Guest,
}

/// The sandbox on Wasmtime.
pub struct Wasm {
    engine: Engine,
    images: BTreeMap<String, Image>,
}

impl Wasm {
    /// With images by language.
    #[must_use]
    pub fn new(engine: Engine, images: BTreeMap<String, Image>) -> Self {
        Self { engine, images }
    }

    fn get(&self, language: &str) -> Result<&Image, HostError> {
        self.images.get(language).ok_or_else(|| HostError::UnknownLanguage {
            name: language.into(),
            known: self.images.keys().cloned().collect(),
        })
    }
}

impl Runtime for Wasm {
    fn image(&self, language: &str) -> Result<String, HostError> {
        Ok(self.get(language)?.hash.clone())
    }

    fn open(&self, program: &Program, limits: &Limits) -> Result<Box<dyn Session>, HostError> {
        match &self.get(&program.language)?.guest {
            Guest::Python(image) => Ok(Box::new(image.open(&self.engine, program, limits)?)),
            Guest::Staged(staged) => Ok(Box::new(Staged::open(staged, program, limits))),
            Guest::Command { image, invocation, path } => {
                let mut files = program.files.clone();
                files.push((path.clone(), program.source.clone().into_bytes()));
                Ok(Box::new(image.open(&self.engine, &program.language, invocation, &files, limits)?))
            }
        }
    }
}
