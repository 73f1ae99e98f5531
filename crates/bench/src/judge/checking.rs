//! Programs that check outputs, each in a room of its own that no candidate ever entered.

use std::time::Duration;

use trommel_sandbox::{Called, HostError, Limits, Program, Runtime, Transfer, Value};

use super::limits::{FUEL_PER_SECOND, OUTPUT, STACK};
use super::tally::Decided;
use crate::{Case, CheckerProgram, Verdict};

/// Stands behind a checker's text.
const HARNESS: &str = include_str!("../../python/checker.py");

/// What a checker may use for one output, whatever the candidate's own limits: about ten seconds, and 2 GiB.
const LIMITS: Limits = Limits {
    fuel: 10 * FUEL_PER_SECOND,
    memory_bytes: 2 << 30,
    wall: Duration::from_secs(300),
    output_bytes: OUTPUT,
    stack_bytes: STACK,
    scratch_bytes: 0,
    scratch_files: 0,
};

/// What a checker says of an output.
enum Opinion {
    Accepted,
    Rejected(String),
    /// It is out of fuel or memory, or it is broken: nothing is known of the output.
    Undecided(String),
}

/// The test of one output: any of the case's expected outputs may be the one that it agrees with.
pub(super) fn decide(
    runtime: &dyn Runtime,
    program: &CheckerProgram,
    case: &Case,
    output: &[u8],
) -> Result<Decided, HostError> {
    let Ok(output) = std::str::from_utf8(output) else {
        return Ok(Decided::failed(Verdict::WrongAnswer, "it wrote bytes that are no UTF-8"));
    };
    let mut decided = Decided::failed(Verdict::WrongAnswer, "nothing would do");
    for expected in &case.expected {
        match ask(runtime, program, [&case.stdin, expected, output])? {
            Opinion::Accepted => return Ok(Decided::passed()),
            Opinion::Undecided(why) => decided = Decided::failed(Verdict::Infra("checker".into()), why),
            Opinion::Rejected(_) if matches!(decided.verdict, Verdict::Infra(_)) => {}
            Opinion::Rejected(why) => {
                let wrote: String = output.chars().take(200).collect();
                decided = Decided::failed(Verdict::WrongAnswer, format!("wrote {wrote:?}: {why}"));
            }
        }
    }
    Ok(decided)
}

/// Whether the checker accepts the expected outputs themselves; else the case that it does not, and why. One that does not is broken, or its
/// benchmark's row is.
pub(super) fn fault(
    runtime: &dyn Runtime,
    program: &CheckerProgram,
    cases: &[Case],
) -> Result<Option<String>, HostError> {
    for (number, case) in (1..).zip(cases) {
        for expected in &case.expected {
            let why = match ask(runtime, program, [&case.stdin, expected, expected])? {
                Opinion::Accepted => continue,
                Opinion::Rejected(why) | Opinion::Undecided(why) => why,
            };
            let name = &program.name;
            return Ok(Some(format!("the checker `{name}` does not accept the expected output of case {number}: {why}")));
        }
    }
    Ok(None)
}

fn ask(runtime: &dyn Runtime, program: &CheckerProgram, texts: [&str; 3]) -> Result<Opinion, HostError> {
    let source = format!("{}\n\n{HARNESS}", program.source);
    let mut room = runtime.open(&Program::module("python", &source), &LIMITS)?;
    let loaded = room.load()?;
    if !loaded.ending.finished() {
        return Ok(Opinion::Undecided(format!("the checker does not load: {}", loaded.ending)));
    }
    Ok(match room.call("_decide", &texts.map(Value::from), Transfer::Compare)? {
        Called::Returned { value: Value::Bool(true), .. } => Opinion::Accepted,
        Called::Returned { value: Value::Str(why), .. } => Opinion::Rejected(why),
        Called::Returned { .. } => Opinion::Undecided("the checker returned neither True nor a text".into()),
        Called::Ended(ending) => Opinion::Undecided(format!("the checker ended: {ending}")),
    })
}
