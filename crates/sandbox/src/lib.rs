//! The contract of the sandbox: programs, limits, sessions, values, endings. It knows no engine and no tests.
//!
//! A [`Runtime`] opens a [`Session`] for a [`Program`] under [`Limits`]: one fresh instance, one room, nothing inherited. What the
//! guest does wrong is an [`Ending`], which is data; [`HostError`] is ours. [`Scripted`] is a double for the tests of whoever sits above.

mod ending;
mod limits;
mod program;
mod scripted;
mod session;
mod value;

pub use ending::{Ending, Limit, Trap};
pub use limits::{Limits, Usage};
pub use program::Program;
pub use scripted::{Script, Scripted};
pub use session::{Called, HostError, Kind, Loaded, Output, Ran, Runtime, Session, Transfer};
pub use value::Value;
