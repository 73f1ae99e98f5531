//! The workspace's tests: one binary, no network but this machine's own, no shared state.
//!
//! They see what somebody at a terminal sees: the `trommel` binary, its exit codes and words, and the files that it
//! leaves. Each test has a folder and a store of its own ([`scratch`]) and a corpus whose structure is known
//! ([`fixture`]).

mod architecture;
mod bad_input;
mod clouds;
mod concurrency;
mod crashes;
mod dag;
mod diff;
mod fixture;
mod forget;
mod freeze;
mod judging;
mod modelling;
mod near_dup;
mod ordering;
mod others;
mod program;
mod random;
mod recipes;
mod reference;
mod refresh;
mod reproducibility;
mod sample;
mod samples;
mod scratch;
mod splits;
mod venv;
mod verbs;
mod verify;
mod whole_line;
