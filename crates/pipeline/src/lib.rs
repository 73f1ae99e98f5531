//! The data pipeline: recipes, stages, plans and runs.
//!
//! ```text
//! Recipe (what was typed, checked) ─► keys of every stage and shard ─► run: only what is not in the store ─► a committed run
//!                                                                  └─► plan: what a run would do, and why
//! ```
//!
//! The result is a function of inputs, recipe and code version. Threads, memory, batch sizes and what the store already
//! holds decide how long it takes, nothing else.

pub mod dag;
pub mod diff;
pub mod engine;
mod error;
mod events;
mod expect;
pub mod freeze;
mod hints;
mod lineage;
pub mod marks;
mod overrides;
mod permissive;
pub mod plan;
pub mod query;
mod recipe;
pub mod refresh;
mod registry;
pub mod rows;
pub mod run;
pub mod stage;
mod stage_order;
pub mod stages;
mod table;
mod text_function;
pub mod udf;
pub mod why;

pub use engine::Engine;
pub use error::{PipelineError, Problem};
pub use events::{Event, Events, Silent};
pub use expect::Expect;
pub use overrides::Override;
pub use recipe::Recipe;
pub use refresh::Refresh;
pub use registry::Registry;
pub use table::RunTable;
pub use text_function::{OfTexts, TextFunction};

/// `Result` with this crate's error.
pub type Result<T, E = PipelineError> = std::result::Result<T, E>;
