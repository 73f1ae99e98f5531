//! The workspace's tests: one binary.
