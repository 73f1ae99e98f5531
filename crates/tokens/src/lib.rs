//! From text to rows of token ids: training tokenizers, fusing vocabularies, packing examples.
//!
//! ```text
//! (language, text) ─▶ Corpus ─▶ Training ─▶ Tokenizer + Report ─▶ tokenizer.json
//!                                               │
//! (prompt, answer) ─▶ ExampleEncoder ─▶ Example ─▶ Packer ─▶ Packed rows ─▶ the trainer
//! ```
//!
//! - [`Corpus`] counts words ([`split`] says what a word is), so that training never needs the text twice.
//! - [`Training`] learns byte-level BPE or Unigram pieces, of all languages together or fused ([`Mode`]); [`Report`] says
//!   what was kept and dropped, and how well each language is compressed.
//! - [`Tokenizer`] is ours or anybody's `tokenizer.json`. What it reads as text is text: special tokens come by id. It
//!   says whether it fits a model ([`Tokenizer::fit`]).
//! - [`ExampleEncoder`] finds where the answer begins on token ids; [`ProgressivePrompt`] holds prompts in stages.
//! - [`Packer`] puts examples side by side into rows, counts what it cuts or leaves out, and can be written to a
//!   checkpoint and read again. [`TokenTally`] counts tokens by task and language.
//! - [`ChatTemplate`] renders conversations, and marks what the assistant said.
//!
//! Everything is decoded to what was encoded, byte for byte; and no result depends on the number of threads, the order
//! of documents in a corpus, or a hash map.
//!
//! # Which mode
//! `bpe` for one language, or text already in the mixture that is wanted. `bpe-parity` when small languages should not
//! pay for large ones: it weighs a language by `bytesᵉ`. `unigram-union` keeps each language's own pieces, and says which
//! were too rare. `unigram` is there to compare with. In all of them, letters that are no piece are spelled in bytes.

mod assemble;
pub mod balance;
mod bpe;
mod chat;
mod corpus;
mod error;
mod example;
mod files;
mod fusion;
mod hash;
mod lattice;
mod packing;
mod progressive;
mod report;
pub mod special;
pub mod split;
mod staged;
mod tally;
mod tokenizer;
mod train;
mod trie;
mod unigram;

pub use chat::{ChatTemplate, Rendered};
pub use corpus::{Corpus, CorpusCounter, LanguageText};
pub use error::{Result, TokensError};
pub use example::{Example, ExampleEncoder, Label};
pub use packing::{Order, Packed, Packer, Packing, PackingReport, Part, TooLong};
pub use progressive::{ProgressivePrompt, SEPARATOR, parts};
pub use report::{Count, Dropped, LanguageReport, Reason, Report, Union};
pub use split::Digits;
pub use staged::Staged;
pub use tally::{Tally, TokenTally};
pub use tokenizer::{Fit, Tokenizer};
pub use train::{EXPONENT, Mode, Training};
