//! Tests of generation.

mod beams;
mod checkpoints;
mod constrained;
mod decoding;
mod fixture;
mod logs;
mod prompts;
mod same_bytes;
mod staged;
mod stops;
