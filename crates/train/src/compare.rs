//! Full fine-tuning beside LoRA, from the same parameters, over the same rows: the table that the GPT-2 study left
//! pending.

use serde::{Deserialize, Serialize};

use crate::config::Method;
use crate::error::{Error, Result};
use crate::evaluate::Evaluation;
use crate::event::{Event, Flow};
use crate::job::Job;
use crate::trainer::train;

/// Both runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Full fine-tuning.
    pub full: MethodRun,
    /// LoRA, or what else the caller chose.
    pub lora: MethodRun,
}

/// One of the two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Full fine-tuning.
    Full,
    /// The adapter.
    Lora,
}

impl Side {
    /// Its name, which its folder has too.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Lora => "lora",
        }
    }
}

/// One run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MethodRun {
    /// The method's name.
    pub method: String,
    /// Parameters of the decoder and its adapter.
    pub parameters: usize,
    /// Those that are trained.
    pub trainable: usize,
    /// Optimiser steps done.
    pub steps: u64,
    /// Tokens fed in, padding left out.
    pub tokens: u64,
    /// Seconds of all steps, evaluation and checkpoints left out.
    pub step_seconds: f64,
    /// Seconds from the first step to the result.
    pub wall_seconds: f64,
    /// Tokens a second of `step_seconds`; 0 if the clock stood still.
    pub tokens_per_second: f64,
    /// Peak resident memory in bytes of a process that does this run and nothing else. Only the caller knows its process:
    /// [`compared`] leaves it open.
    pub peak_memory: Option<u64>,
    /// The loss of each step.
    pub training: Vec<CurvePoint>,
    /// The loss of each evaluation.
    pub evaluation: Vec<CurvePoint>,
    /// pass@1 of each evaluation.
    pub pass_rate: Vec<CurvePoint>,
    /// The share of completions that run to their end, of each evaluation.
    pub ran: Vec<CurvePoint>,
    /// The evaluation of the parameters that were chosen.
    pub chosen: Option<Evaluation>,
}

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// After this step.
    pub step: u64,
    /// The value.
    pub value: f64,
}

/// Trains `job` as one side of the comparison, into the side's folder below its output: with all parameters, or with `lora`
/// at the learning rate `lora_lr`. Parameters to begin with and the order of rows are the same on both sides.
///
/// # Errors
/// As [`train`]; and when `lora` is full fine-tuning itself.
pub fn compared(
    job: &Job,
    side: Side,
    lora: &Method,
    lora_lr: f64,
    progress: &mut dyn FnMut(&Event) -> Flow,
) -> Result<MethodRun> {
    if matches!(lora, Method::Full { .. }) {
        return Err(Error::setting("method", "full", "an adapter to compare full fine-tuning with"));
    }
    let mut config = job.config.clone();
    match side {
        Side::Full => config.method = Method::Full { freeze: Vec::new() },
        Side::Lora => (config.method, config.optimiser.lr) = (lora.clone(), lora_lr),
    }
    let config = &config;
    let output = job.output.join(side.name());
    let job = Job {
        config,
        output: &output,
        train: job.train,
        evaluation: job.evaluation,
        tokenizer: job.tokenizer,
        lineage: job.lineage.clone(),
        device: job.device.clone(),
        resume: job.resume,
        pass_rate: job.pass_rate,
        clock: job.clock,
    };
    let mut run = MethodRun {
        method: config.method.name().to_owned(),
        parameters: 0,
        trainable: 0,
        steps: 0,
        tokens: 0,
        step_seconds: 0.0,
        wall_seconds: 0.0,
        tokens_per_second: 0.0,
        peak_memory: None,
        training: Vec::new(),
        evaluation: Vec::new(),
        pass_rate: Vec::new(),
        ran: Vec::new(),
        chosen: None,
    };
    let (mut begun, mut tokens_timed) = (None, 0u64);
    let trained = train(&job, &mut |event| {
        match event {
            Event::Started { preview, .. } => {
                (run.parameters, run.trainable) = (preview.parameters, preview.trainable);
                begun = Some((job.clock)());
            }
            Event::Step { step, loss, seconds, tokens, .. } => {
                run.step_seconds += seconds;
                tokens_timed += tokens;
                run.training.push(CurvePoint { step: *step, value: *loss });
            }
            Event::Evaluated { step, evaluation, .. } => {
                let point = |curve: &mut Vec<CurvePoint>, value: Option<f64>| {
                    curve.extend(value.map(|value| CurvePoint { step: *step, value }));
                };
                point(&mut run.evaluation, evaluation.loss);
                point(&mut run.pass_rate, evaluation.pass_rate);
                point(&mut run.ran, evaluation.ran);
            }
            _ => {}
        }
        progress(event)
    })?;
    run.wall_seconds = begun.map_or(0.0, |begun| (job.clock)() - begun);
    (run.steps, run.tokens, run.chosen) = (trained.step, trained.tokens, trained.evaluation);
    run.tokens_per_second = if run.step_seconds > 0.0 { tokens_timed as f64 / run.step_seconds } else { 0.0 };
    Ok(run)
}
