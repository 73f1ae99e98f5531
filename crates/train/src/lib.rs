//! The training stage: a dataset's Parquet files in, checkpoints and a model out.
//!
//! ```text
//! Parquet shards ─▶ order (epochs, curriculum, phases) ─▶ examples ─▶ packed rows ─▶ steps ─▶ checkpoint-<n>/, model/
//!                                                                                   │
//!                                              evaluation (loss, pass@1) ─▶ best, early stop
//! ```
//!
//! - [`TrainConfig`] says what to train, [`Preset`] holds the settings of the papers, [`TrainRecipe`] is a preset with
//!   changes, as a file writes it.
//! - [`preview`] says what a run will cost before it starts; [`train`] runs it and reports [`Event`]s; [`compared`]
//!   runs the same data through full fine-tuning or LoRA.
//! - The caller gives the [`Scorer`] that judges completions, the [`Writer`] that writes them, and the clock.
//!
//! Two runs of the same configuration, data and seed give the same bytes, with any number of threads, whether or not they
//! were interrupted. Wall-clock times are in `timings.jsonl`, TensorBoard's event files and MLflow's store alone.

mod card;
mod checkpoint;
mod compare;
mod config;
mod data;
mod error;
mod evaluate;
mod event;
mod job;
mod log;
mod patience;
mod preview;
mod schedule;
mod score;
mod stages;
mod start;
mod step;
mod trainer;
mod weighting;

pub use card::Lineage;
pub use compare::{Comparison, CurvePoint, MethodRun, Side, compared};
pub use config::{
    AdapterSpec, Batching, Boundaries, Curriculum, DataConfig, Difficulty, EvaluationConfig, Finish, Length, Method,
    MlflowConfig, ModelSpec, Monitor, OptimiserConfig, Phase, Preset, Progressive, RowOrder, SaveConfig, Schedule,
    ShapeSpec, StopConfig, TrainConfig, TrainRecipe, Weighting,
};
pub use data::{Cursor, ExampleStream, RowPlace, Table};
pub use error::{Error, Result};
pub use evaluate::{Evaluation, LanguageLoss};
pub use event::{Event, Flow, StopReason};
pub use job::Job;
pub use preview::{Preview, preview};
pub use schedule::rate;
pub use score::{PassRate, Sample, Scorer, TaskScore, Writer};
pub use step::{StepResult, Stepper};
pub use trainer::{Trained, train};
pub use weighting::{Weighed, weigh};
