//! A made-up run.
