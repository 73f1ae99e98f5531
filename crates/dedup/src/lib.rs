//! Near-duplicate detection: shingles, MinHash, bands, verification, survivors, tuning; and [`contamination`] by benchmarks.
//!
//! Pure kernels; reading, tables and the group-by on band keys belong to the caller. The flow, one file a step:
//!
//! ```text
//! token_hash ─► Shingler ─► signature ─► Bands::hashes ─► (caller: group by key) ─► Buckets ─► distinct_pairs
//!                   │                        ▲                                                     │
//!                   │              Bands::for_recall                                               ▼
//!                   └─────────────────────────────────────────────► jaccard_at_least ─► survivors, components
//!                                                                                          RecallSample
//! ```
//!
//! Documents are numbered `0..documents` by the caller. A document's shingle set is a sorted slice of distinct
//! `u32`. Token hashes, shingles, signatures and band keys are stored by callers, so they are fixed for ever
//! and pinned by tests: whoever changes one raises the version of the stages that store it.

mod bands;
mod buckets;
mod components;
pub mod contamination;
mod error;
mod hash;
mod jaccard;
mod overlaps;
mod pairs;
mod recall;
mod shingle;
mod signature;
mod skipped;
mod sorting;
mod survivors;
#[cfg(test)]
mod synthetic;
mod tune;

pub use bands::{Bands, curve};
pub use buckets::{Buckets, HOT_BUCKET, Tally};
pub use components::{cluster_sizes, components};
pub use error::DedupError;
pub use hash::token_hash;
pub use jaccard::{jaccard, jaccard_at_least};
pub use pairs::{distinct_pairs, pair_key, pair_of};
pub use recall::{Found, Recall, RecallBin, RecallSample, SHORT_DOCUMENT};
pub use shingle::Shingler;
pub use signature::{PERMUTATIONS, Signature, estimate, signature};
pub use survivors::{Edge, Survivor, survivors, transitive};
