//! Reports of runs: one HTML file, Markdown, and the tables of papers.
//!
//! | module | question it answers |
//! |---|---|
//! | [`document`](Section) | what does a section say, before it is HTML or Markdown |
//! | [`report`](Report) | what is a whole report |
//! | [`chart`] | what does a plot of these numbers look like |
//! | [`html`], [`markdown`] | how is a report read |
//! | [`recipe`] | what does the run of a recipe tell: flow, languages, near-duplicates, order, tokens, training, lineage |
//! | [`training`] | how did a loss fall |
//! | [`scored`] | what does a scored run say, alone and beside others |
//! | [`tables`] | what do runs look like in the tables of papers |
//! | [`number`] | how is a number written |

pub mod chart;
mod document;
mod error;
mod markdown;
pub mod number;
mod page;
mod prose;
pub mod recipe;
mod report;
pub mod scored;
pub mod tables;
pub mod training;

pub use document::{Block, Cell, Column, Figure, Section, Table};
pub use error::ReportError;
pub use markdown::markdown;
pub use page::html;
pub use report::{LeftOut, Perhaps, Report};
