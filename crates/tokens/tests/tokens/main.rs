//! Tokenizers and packing, as a trainer uses them.

mod chat;
mod examples;
mod files;
mod fixture;
mod packing;
mod progressive;
mod python;
mod real;
mod roundtrip;
mod training;
