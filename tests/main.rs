//! The workspace's tests: one binary.
mod near_dup;
