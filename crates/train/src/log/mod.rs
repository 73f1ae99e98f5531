//! What a run writes down as it goes on.

mod experiment;
mod metrics;
mod mlflow;
mod tensorboard;

pub(crate) use metrics::{Metrics, Timings};
pub(crate) use mlflow::{MlflowRun, Status};
pub(crate) use tensorboard::EventFile;
