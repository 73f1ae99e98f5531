//! Where a stream of examples stands: enough to go on as if nothing had happened.

use serde::{Deserialize, Serialize};
use trommel_tokens::{Packed, Packer};

use super::table::RowPlace;

/// Where a stream stands, as `data_cursor.json` has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The phase of the data, from 0.
    pub phase: usize,
    /// Examples drawn since the beginning.
    pub drawn: u64,
    /// The phase's own rows.
    pub rows: Position,
    /// The rows that are replayed in it.
    pub replay: Position,
    /// Examples that wait for a row.
    pub packer: Packer,
    /// Rows that are packed and not yet used.
    pub ready: Vec<Packed>,
}

/// Where one pass after another over some of the rows stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Seed of the epoch's permutations.
    pub seed: u64,
    /// Whole passes behind it.
    pub epoch: u64,
    /// The window of row groups within the epoch's permutation.
    pub window: usize,
    /// Rows of the window that were drawn.
    pub at: usize,
    /// Rows drawn since the beginning.
    pub drawn: u64,
    /// The row drawn last, for people.
    pub last: Option<RowPlace>,
}
