//! From Parquet files to rows of token ids, in an order that can be taken up anywhere.

mod cursor;
mod pace;
mod pass;
mod staged;
mod stream;
mod table;

pub use cursor::Cursor;
pub(crate) use staged::examples;
pub use stream::ExampleStream;
pub(crate) use stream::packing;
pub use table::{RowPlace, Table};

pub(crate) use table::Row;
