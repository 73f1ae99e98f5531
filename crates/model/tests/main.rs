//! Tests of the decoder, its adapters and its files.

mod adapters;
mod cache;
mod files;
mod fixture;
mod golden;
mod interop;
mod invariants;
mod optimiser;
