//! The decoder, its operators and gradients, adapters, losses, checkpoints.
//!
//! - [`Config`] and [`Model`]: the shape and the parameters of a GPT-2, Llama, Qwen2 or Qwen3 decoder, read from and
//!   written to Hugging Face's directories ([`store`]).
//! - [`Model::training`] and [`Model::inference`]: views that compute, with and without gradients; [`KvCache`] for
//!   generation.
//! - [`Objective`], [`Model::backward`], [`Gradients`], [`optim`]: one training step.
//! - [`adapter`]: LoRA and its kin, in PEFT's files; [`gguf`]: export for inference elsewhere.
//! - [`ops`]: the operators with gradients beneath all of it.
//!
//! Programs call [`keep_candle_from_spinning`] first thing. Results depend on the inputs and seeds alone, not on the number of threads.

pub mod adapter;
mod backward;
mod batch;
mod config;
mod decoder;
mod error;
pub mod gguf;
mod gradients;
mod loss;
mod model;
pub mod ops;
pub mod optim;
mod params;
pub mod rng;
pub mod store;
mod threads;

pub use adapter::{Adapter, AdapterConfig};
pub use backward::zero_at_first;
pub use batch::{Batch, Text};
pub use candle_core::{DType, Device, Tensor};
pub use config::{Config, Family, Shapes};
pub use decoder::{Decoder, Dropout, Hooks, KvCache, Run};
pub use error::{Error, Result};
pub use gradients::{Gradients, Trainable};
pub use loss::{CrossEntropy, Loss, Objective};
pub use model::Model;
pub use params::{Param, Params};
pub use threads::keep_candle_from_spinning;
