//! What several tests need, and the fuzzer.

mod fuzz;
pub(crate) mod shared;
