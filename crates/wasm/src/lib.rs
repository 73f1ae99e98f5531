//! The sandbox on Wasmtime: guest images, fuel, memory, captured output, scratch directories, workers.
//!
//! [`Wasm`] implements [`trommel_sandbox::Runtime`]: a session is one fresh instance of an image, whose imports are answered by the
//! modules under `wasi` from a one `Room` and from nothing else.

mod answer;
mod command;
mod componentize;
mod ending;
mod engine;
mod error;
mod guest;
pub mod images;
pub mod languages;
#[cfg(test)]
mod made_modules;
pub mod marshal;
mod python;
mod room;
mod runtime;
mod stack;
mod staged;
mod step;
mod wasi;
pub mod workers;

pub use command::{CommandImage, CommandSession, Invocation};
pub use componentize::componentize;
pub use engine::{Engine, STACK_BYTES};
pub use error::Error;
pub use python::PythonImage;
pub use runtime::{Guest, Image, Wasm};
pub use stack::big as on_big_stack;
pub use staged::Staged;
pub use wasi::filesystem::Mount;
