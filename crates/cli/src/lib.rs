//! The command line: verbs, run folders, the clock, printing. The only crate that prints, reads the clock, or decides
//! where runs live.
//!
//! stdout is data, stderr is talk. Exit 0: done. 1: done, with failures that were handled and counted. 2: not done.
//! 3: incomplete.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod args;
mod invocation;
mod judging;
mod modelling;
mod progress;
mod show;
pub mod stages;
mod verbs;
mod world;

use std::process::ExitCode;
use std::sync::OnceLock;

use clap::Parser;

/// Done.
pub(crate) const DONE: u8 = 0;
/// Done, with failures that were handled and counted.
pub(crate) const WITH_FAILURES: u8 = 1;
/// Not done.
pub(crate) const NOT_DONE: u8 = 2;
/// Incomplete: an infrastructure failure left rows undecided.
pub(crate) const INCOMPLETE: u8 = 3;

/// Lets the allocator keep freed memory; the binary says how, whose allocator it is.
static KEEP_MEMORY: OnceLock<fn()> = OnceLock::new();

/// Parses the command line, does what it says, and gives the exit code. `keep_memory` is called where a training begins.
pub fn main(keep_memory: fn()) -> ExitCode {
    KEEP_MEMORY.get_or_init(|| keep_memory);
    // Before any thread is there. Where it cannot be done training is slower, and nothing else.
    let _ = trommel_model::keep_candle_from_spinning();
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { NOT_DONE } else { DONE };
            let _ = error.print(); // Nobody is there to tell.
            return ExitCode::from(code);
        }
    };
    match verbs::run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("error: {error:#}");
            // A recipe that is wrong has to be mended first, and another run's end waited for; they say so themselves.
            use trommel_pipeline::PipelineError::{Busy, Recipe, Unexpected};
            let wrong = matches!(error.downcast_ref(), Some(Recipe(_) | Unexpected { .. } | Busy { .. }));
            if arguments.verb.resumes() && !wrong {
                eprintln!("hint: `{}` takes up where it stopped", invocation::resume(&arguments));
            }
            ExitCode::from(NOT_DONE)
        }
    }
}
