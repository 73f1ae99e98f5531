//! From Parquet files to rows of token ids, in an order that can be taken up anywhere.

mod cursor;
mod pace;
mod pass;
mod stream;
mod table;

pub use cursor::Cursor;
pub use stream::ExampleStream;
pub(crate) use stream::packing;
pub use table::{RowPlace, Table};

pub(crate) use table::Row;
