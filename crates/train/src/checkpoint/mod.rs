//! Checkpoints: `checkpoint-<step>/` with everything that a run needs to go on bit by bit.

mod folder;
mod manifest;
mod read;
mod state;
mod write;

pub(crate) use folder::{latest, path_of, prune};
pub(crate) use manifest::Manifest;
pub(crate) use read::{Restored, parameters, read};
pub(crate) use state::{LogRow, RunState};
pub(crate) use write::{Contents, write, write_parameters};
