//! What a run writes down as it goes on.

mod metrics;
mod tensorboard;

pub(crate) use metrics::{Metrics, Timings};
pub(crate) use tensorboard::EventFile;
