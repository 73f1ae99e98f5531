//! Reports of runs: one HTML file, Markdown, and the tables of papers.
//!
//! | module | question it answers |
//! |---|---|
//! | [`document`](Section) | what does a report say, before it is HTML or Markdown |
//! | [`chart`] | what does a plot of these numbers look like |
//! | [`scored`] | what does a scored run say, alone and beside others |
//! | [`tables`] | what do runs look like in the tables of papers |
//! | [`number`] | how is a number written |

pub mod chart;
mod document;
mod error;
pub mod number;
pub mod scored;
pub mod tables;

pub use document::{Block, Cell, Column, Figure, Section, Table};
pub use error::ReportError;
