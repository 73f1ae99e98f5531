//! A run from its beginning, or its last checkpoint, to its result.

mod finish;
mod open;
mod run;

use std::path::PathBuf;

use trommel_tokens::PackingReport;

use crate::error::Result;
use crate::evaluate::Evaluation;
use crate::event::{Event, Flow, StopReason};
use crate::job::Job;
use run::Running;

/// What a run came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// Optimiser steps done.
    pub step: u64,
    /// Why it ended.
    pub reason: StopReason,
    /// The result: `model/` or `adapter/` in the run's folder. Of a run that was stopped: the checkpoint to resume from.
    pub path: PathBuf,
    /// The merged model, where the method asks for one.
    pub merged: Option<PathBuf>,
    /// The step whose parameters are the result.
    pub chosen: u64,
    /// The evaluation of those parameters, if there was one.
    pub evaluation: Option<Evaluation>,
    /// Tokens fed in, padding left out.
    pub tokens: u64,
    /// What became of the examples.
    pub packing: PackingReport,
}

/// Trains: see the crate's documentation for what lies in `job.output` afterwards. `progress` is told of each step and
/// says whether to go on.
///
/// # Errors
/// A configuration, dataset, tokenizer or checkpoint that does not fit; a loss that is not a number; a disk that is full.
/// The last good checkpoint is intact then, and named in the message where it matters.
pub fn train(job: &Job, progress: &mut dyn FnMut(&Event) -> Flow) -> Result<Trained> {
    let table = open::table(job)?;
    let opened = open::open(job, &table)?;
    let mut running = Running::new(job, &table, opened, progress)?;
    let reason = running.steps();
    if reason.is_err() {
        // What went wrong first is told.
        _ = running.ended(None);
    }
    running.finish(reason?)
}
