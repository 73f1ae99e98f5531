//! The stages of this crate, one a file.

mod balance;
mod dataset;
mod decontaminate;
mod describe;
mod exact_dup;
mod expand;
mod ingest;
mod keep_if;
mod near_dup;
mod normalize;
mod order;
mod ranks;
mod secrets;
mod split;
mod tags;

pub use balance::{Balance, By, Measure};
pub use dataset::{Dataset, Held as PublishedHeld, PlannedFile, PublishedFile, ShardOutline, hex};
pub use decontaminate::Decontaminate;
pub use describe::Describe;
pub use exact_dup::ExactDup;
pub use expand::Expand;
pub use ingest::Ingest;
pub use keep_if::{KeepIf, Set};
pub use near_dup::{NearDup, Verify};
pub use normalize::{Names, Normalize};
pub use order::{Entropy, Order};
pub use secrets::Secrets;
pub(crate) use split::Side;
pub use split::Split;
pub use tags::Tags;

/// The largest share of a language or source that a stage may drop unless the recipe says otherwise.
const BLAST_RADIUS: f64 = 0.5;

/// A draw for what has a name, by hash: the same whatever else there is, and different for each purpose and seed.
fn draw(purpose: &str, seed: u64, name: &[u8]) -> u64 {
    let hash = blake3::Hasher::new().update(purpose.as_bytes()).update(&seed.to_le_bytes()).update(name).finalize();
    u64::from_le_bytes(hash.as_bytes()[..8].try_into().unwrap_or_default())
}

/// A share between 0 and 1.
fn share_problem(key: &'static str, value: f64) -> Option<(&'static str, String)> {
    (!(0.0..=1.0).contains(&value)).then(|| (key, format!("is {value}, expected 0.0 to 1.0")))
}

/// A configuration with every default written out. Ours serialise to JSON by construction.
fn config_of(stage: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(stage).unwrap_or_default()
}
