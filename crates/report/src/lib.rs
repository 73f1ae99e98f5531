//! Reports of runs: one HTML file, Markdown, and the tables of papers.
//!
//! | module | question it answers |
//! |---|---|
//! | [`document`](Section) | what does a report say, before it is HTML or Markdown |

mod document;

pub use document::{Block, Cell, Column, Figure, Section, Table};
