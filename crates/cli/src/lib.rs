//! The trommel command line.
