//! Documents: where they come from, what identifies them, under which licence, and the card of the dataset they become.
//!
//! [`list()`] walks the sources of a recipe and says, without reading what a [`StatIndex`] already knows, which
//! documents there are: a [`Listing`] of [`ShardInput`]s, each with a digest of everything that decides its rows.
//! [`read()`] turns one of them into a record batch with [`schema()`]. What cannot be a document (a line that is not
//! JSON, a file that is not UTF-8, a truncated archive) is a [`BadInput`] with file, byte offset and reason; only a
//! wrong recipe or a failing machine is a [`CorpusError`].
//!
//! Nothing here depends on the order in which a folder is walked, on threads, or on the time: equal inputs give an
//! equal listing.

mod bad;
pub mod card;
mod document;
mod error;
mod index;
mod licence;
mod list;
pub mod rank;
mod read;
mod records;
mod sample;
mod shards;
mod source;

pub use bad::{BadInput, BadReason};
pub use document::{document_id, schema};
pub use error::CorpusError;
pub use index::StatIndex;
pub use licence::normalize_license;
pub use list::{IngestOptions, Listing, list};
pub use read::{ShardRows, read, read_many};
pub use sample::sample;
pub use shards::ShardInput;
pub use source::{
    Candidates, CargoRegistry, FieldTable, Fields, Folder, Preset, PythonStdlib, Records, SourceSpec, sources_of_path,
};
