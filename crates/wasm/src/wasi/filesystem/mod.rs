//! `wasi:filesystem`: a scratch directory at `/`, and folders of the host that may be read.

mod descriptor;
mod functions;
mod mount;
mod path;
mod records;
mod scratch;
mod streams;
#[cfg(test)]
mod tests;

pub use functions::define;
pub use mount::Mount;
pub use records::{ErrorCode, Refusal};
pub use scratch::Scratch;
pub use streams::{Reading, Writing, drop_input, drop_output, stream_read, stream_write};

use super::Interfaces;
