//! Whether a document holds a benchmark's tasks: n-grams of its prompt, solution and tests, also with names changed.
//!
//! ```text
//! benchmark: Builder::item ─► Index
//!                               │
//! corpus, first pass:        Scanner ─► hits of each document ─► Frequencies (which n-grams are idioms)
//! corpus, second pass:                  the same hits ─────────────► judge ─► Match: item, coverage, where
//! ```
//!
//! The second pass needs the hits alone, which are few: whoever keeps them reads no text twice.
//!
//! **Three forms of n-gram.** *Exact*: n successive tokens of code. *Shape*: the same with each name replaced by how far back in the
//! n-gram it stood before, or by a mark that it did not (Baker 1993): equal exactly when a renaming turns the one n-gram into the
//! other. *Prose*: n successive words of comments and long literals, which hold the prompts. Comments and long literals are not
//! in the stream of code, so that adding or leaving out documentation changes nothing there.
//!
//! **What counts as a copy.** For each part of an item there is a set of n-grams of each form: its *unit*. Beside the parts there is one
//! of prompt and solution together, code only, since many a solution is shorter than one n-gram and no peer that looks at
//! solutions alone can find it. A document holds a unit when it has at least a share of its n-grams, all within a stretch not much
//! longer than the unit. A unit of fewer than n tokens is one n-gram of its own length and has to occur whole.
//!
//! **Idioms.** An n-gram in more than some documents of the corpus, or in many items of the benchmarks, does not count. Documents that
//! hold nearly all of a long unit are copies of it and make no idioms; otherwise a benchmark that is copied often would hide
//! itself.
//!
//! What it cannot do: tell a renamed one-liner from what anybody would write; find a solution that was written anew.

mod frequencies;
mod grams;
mod index;
mod judge;
mod lookup;
mod scan;
mod settings;

pub use frequencies::Frequencies;
pub use grams::{Class, Form, Token};
pub use index::{Builder, Index, Part};
pub use judge::{Match, judge};
pub use scan::{Hit, Scanner};
pub use settings::{Rule, Settings};

#[cfg(test)]
mod tests;
