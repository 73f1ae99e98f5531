//! Whole programs that read standard input: a fresh session a case.

use trommel_sandbox::{HostError, Limits, Program, Runtime};

use super::checking;
use super::table::Phase;
use super::tally::{Decided, Tally};
use crate::near::near_output;
use crate::{Case, Checker, Room, Task, Verdict};

/// Runs every case.
pub(super) fn judge(
    runtime: &dyn Runtime,
    (task, program, limits): (&Task, &str, &Limits),
    (cases, checker): (&[Case], &Checker),
    tally: &mut Tally,
) -> Result<(), HostError> {
    tally.body_is_all();
    let program = Program::main(&task.language, program);
    for case in cases {
        if !tally.goes_on() {
            tally.unreached(Room::Host, false, None);
            continue;
        }
        let mut session = runtime.open(&program, limits)?;
        let ran = session.run_main(case.stdin.as_bytes())?;
        tally.used(session.usage());
        let fault = Decided::ended(&ran.ending, Phase::Main);
        if !ran.compiled {
            // The same for every case.
            tally.not_compiled();
            tally.body_ended(fault.unwrap_or_else(|| Decided::failed(Verdict::NotCompiled, "it does not compile")));
            tally.unreached(Room::Host, false, None);
            continue;
        }
        let output = session.output().stdout;
        drop(session);
        let decided = match (fault, checker) {
            (Some(fault), _) => fault,
            (None, Checker::Program(program)) => checking::decide(runtime, program, case, &output)?,
            (None, checker) => decide(&output, case, checker),
        };
        tally.test(Room::Host, false, decided);
    }
    Ok(())
}

fn decide(output: &[u8], case: &Case, checker: &Checker) -> Decided {
    if case.expected.iter().any(|expected| checker.accepts(output, expected.as_bytes()) == Some(true)) {
        return Decided::passed();
    }
    let excerpt = |bytes: &[u8]| format!("{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(200)]));
    let expected =
        case.expected.first().map_or("nothing that would do".into(), |expected| excerpt(expected.as_bytes()));
    let message = format!("wrote {}, expected {expected}", excerpt(output));
    let near_miss = case.expected.iter().any(|expected| near_output(output, expected.as_bytes()));
    Decided { near_miss, ..Decided::failed(Verdict::WrongAnswer, message) }
}
