//! The verbs, one a file.

mod bench;
mod compare;
mod dag;
mod dedup;
mod diff;
mod exec;
mod export;
mod forget;
mod freeze;
mod gc;
mod generate;
mod ls;
mod metrics;
mod plan;
pub mod readability;
mod report;
mod run;
mod sandbox;
mod score;
mod sql;
mod tokenizer;
mod train;
mod verify;
mod why;
mod worker;

use std::io::Write;

pub use score::{cheat, scored, unprotected};

use anyhow::Result;
use serde::Serialize;
use trommel_pipeline::run::Selection;

use crate::args::{Arguments, CompareVerb, Verb};

/// Does what was typed and gives the exit code.
pub fn run(arguments: &Arguments) -> Result<u8> {
    match &arguments.verb {
        Verb::Run(run) if run.dry_run => plan::plan(arguments, &run.recipe, &run.selection()),
        Verb::Run(run) => run::run(arguments, run),
        Verb::Retry => run::retry(arguments),
        Verb::Plan(recipe) => plan::plan(arguments, recipe, &Selection::default()),
        Verb::Status(status) => plan::status(arguments, status),
        Verb::Why(why) => why::why(arguments, why),
        Verb::Diff(diff) => diff::diff(arguments, diff),
        Verb::Dag(dag) => dag::dag(arguments, dag),
        Verb::Freeze(freeze) => freeze::freeze(arguments, freeze),
        Verb::Forget(forget) => forget::forget(arguments, forget),
        Verb::Ls => ls::ls(arguments),
        Verb::Sql(sql) => sql::sql(arguments, sql),
        Verb::Verify { run } => verify::verify(arguments, run),
        Verb::Gc(gc) => gc::gc(arguments, gc),
        Verb::Dedup(verb) => dedup::dedup(arguments, verb),
        Verb::Score(score) => score::score(arguments, score),
        Verb::Report(asked) => report::report(arguments, asked),
        Verb::Train(asked) => train::train(arguments, asked),
        Verb::Compare(CompareVerb::FullVsLora(asked)) => compare::full_vs_lora(arguments, asked),
        Verb::Generate(asked) => generate::generate(arguments, asked),
        Verb::Export(asked) => export::export(arguments, asked),
        Verb::Tokenizer(asked) => tokenizer::tokenizer(arguments, asked),
        Verb::Metrics(metrics) => metrics::metrics(arguments, metrics),
        Verb::Exec(exec) => exec::exec(arguments, exec),
        Verb::Bench(verb) => bench::bench(arguments, verb),
        Verb::Sandbox(verb) => sandbox::sandbox(arguments, verb),
        Verb::Worker { guests } => worker::worker(guests),
    }
}

/// Prints one JSON object.
fn print_json(value: &impl Serialize) -> Result<()> {
    print(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Prints lines of data. A reader that went away (`… | head`) has what it wanted.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
