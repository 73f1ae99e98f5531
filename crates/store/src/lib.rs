//! Tables on an object store.
//!
//! A **stage** writes *objects*: a few Parquet *parts* and one *manifest*, under a key that names everything the
//! result depends on. The manifest, put with create-if-absent, is the only commit; a part that no manifest names
//! does not exist. A **run** is committed the same way under the next number.
//!
//! ```text
//! <store>/objects/<stage>/<key>/manifest.json     the commit; names each part with size, rows, hash, column digests
//! <store>/objects/<stage>/<key>/part-<unique>.parquet
//! <store>/runs/<number>/manifest.json             the commit of a run; `latest` is the highest committed
//! <store>/leases/<unique>.json                    what a live run is using, for `gc`
//! <store>/locks/<name>/<number>.json              who runs a recipe of which one run at a time is allowed
//! <store>/probe                                   on a server: that it honours create-if-absent
//! ```
//!
//! The same in a folder and on a server that speaks S3, Google's or Azure's protocol: whole objects are put, put where
//! there is none, read, listed and deleted, and nothing else is asked of it.
//!
//! Tables are **row-aligned**: every table of a shard has the same rows in the same order and holds only the columns
//! that its stage adds or changes, so the view after a stage is a zip of columns ([`View`]), never a join.

mod blob;
mod connect;
mod digest;
mod download;
mod error;
mod forget;
mod gc;
mod key;
mod lease;
mod local;
mod lock;
mod manifest;
mod part;
mod reader;
mod recall;
mod remote;
mod root;
mod runs;
mod verify;
mod view;

pub use blob::{Counters, Store};
pub use digest::{ColumnDigest, TableDigester};
pub use download::{download, is_url, list_urls};
pub use error::StoreError;
pub use forget::{Forgotten, forget, retire};
pub use gc::{GcOptions, GcReport, gc};
pub use key::{Key, KeyBuilder};
pub use lease::Lease;
pub use lock::{Attempt, Holder, Lock};
pub use manifest::{Manifest, Part};
pub use part::{PartWriter, Pending};
pub use root::{RootHash, RowSum, root_of_splits};
pub use runs::{Claim, RunFile, RunManifest, RunStage, ShardTables, Survey};
pub use verify::{Fault, Verified, verify};
pub use view::{OVERLAY, View, is_overlay, overlay};

/// `Result` with this crate's error.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
