//! What a run tells its caller while it goes on.

use std::path::PathBuf;

use crate::evaluate::Evaluation;
use crate::preview::Preview;

/// What a run tells its caller.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The run is about to begin, or to go on.
    Started {
        /// What it will cost.
        preview: Preview,
        /// The checkpoint that it continues from.
        resumed: Option<PathBuf>,
    },
    /// One optimiser step.
    Step {
        /// Its number, from 1.
        step: u64,
        /// Steps of the whole run.
        steps: u64,
        /// Its loss in nats, before the update.
        loss: f64,
        /// Norm of its gradients before clipping.
        grad_norm: f64,
        /// Its learning rate.
        lr: f64,
        /// Tokens that were fed in, padding left out.
        tokens: u64,
        /// Seconds that it took, by the caller's clock.
        seconds: f64,
    },
    /// An evaluation.
    Evaluated {
        /// After this step.
        step: u64,
        /// What was found.
        evaluation: Evaluation,
        /// Whether it is the best so far.
        best: bool,
    },
    /// A checkpoint lies complete.
    Saved {
        /// After this step.
        step: u64,
        /// Its directory.
        path: PathBuf,
    },
    /// A stage of PLoRA (from 1) begins with the next step.
    Stage {
        /// After this step.
        step: u64,
        /// Which.
        stage: usize,
    },
    /// A phase of the data (from 1) begins with the next step.
    Phase {
        /// After this step.
        step: u64,
        /// Which.
        phase: usize,
    },
    /// The run is over.
    Finished {
        /// After this step.
        step: u64,
        /// Why.
        reason: StopReason,
        /// Where the result lies.
        path: PathBuf,
    },
}

/// What the caller answers to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Go,
    /// Save a checkpoint and stop; the run can be resumed from there.
    Stop,
    /// Stop at once, without saving anything: as a power cut would.
    Abandon,
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopReason {
    /// All steps were done.
    Done,
    /// Evaluations did not improve any more.
    Patience,
    /// The caller said so; there is a checkpoint to resume from.
    Stopped,
    /// The caller abandoned the run.
    Abandoned,
}

impl StopReason {
    /// For files and screens.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Patience => "early stop",
            Self::Stopped => "stopped",
            Self::Abandoned => "abandoned",
        }
    }
}
