//! The optimiser.

mod adamw;
mod clip;

pub use adamw::{AdamW, Group, State};
pub use clip::clip;
