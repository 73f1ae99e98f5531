//! Programs that check outputs, each in a room of its own that no candidate ever entered.

use std::time::Duration;

use trommel_sandbox::{Called, HostError, Limits, Program, Runtime, Transfer, Value};

use super::limits::{FUEL_PER_SECOND, OUTPUT, STACK};
use super::tally::Decided;
use crate::{Case, CheckerProgram, Verdict};

/// Stands behind a checker's text.
pub(super) const HARNESS: &str = include_str!("../../python/checker.py");

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
        match ask(runtime, program, ("_decide", &[&case.stdin, expected, output]))? {
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
            let why = match ask(runtime, program, ("_listed", &[&case.stdin, expected]))? {
                Opinion::Accepted => continue,
                Opinion::Rejected(why) | Opinion::Undecided(why) => why,
            };
            let name = &program.name;
            return Ok(Some(format!(
                "the checker `{name}` does not accept the expected output of case {number}: {why}"
            )));
        }
    }
    Ok(None)
}

/// Calls a function of the harness on texts, in a fresh room.
fn ask(
    runtime: &dyn Runtime,
    program: &CheckerProgram,
    (function, texts): (&str, &[&str]),
) -> Result<Opinion, HostError> {
    let source = format!("{}\n\n{HARNESS}", program.source);
    let mut room = runtime.open(&Program::module("python", &source), &LIMITS)?;
    let loaded = room.load()?;
    if !loaded.ending.finished() {
        return Ok(Opinion::Undecided(format!("the checker does not load: {}", loaded.ending)));
    }
    let texts: Vec<Value> = texts.iter().copied().map(Value::from).collect();
    Ok(match room.call(function, &texts, Transfer::Compare)? {
        Called::Returned { value: Value::Bool(true), .. } => Opinion::Accepted,
        Called::Returned { value: Value::Str(why), .. } => Opinion::Rejected(why),
        Called::Returned { .. } => Opinion::Undecided("the checker returned neither True nor a text".into()),
        Called::Ended(ending) => Opinion::Undecided(format!("the checker ended: {ending}")),
    })
}

#[cfg(test)]
mod tests {
    use trommel_sandbox::{Ending, Limit, Script, Scripted};

    use super::*;
    use crate::{Checker, Judge, JudgeError, Options, Prepared, Task, Tests, generous};

    const CHECKER: &str = "def check(given, expected, output): ...";

    fn task() -> Task {
        let case = Case { stdin: "in".into(), expected: vec!["1".into(), "2".into()] };
        let program = CheckerProgram { name: "own.py".into(), source: CHECKER.into() };
        Task {
            id: "T/1".into(),
            language: "python".into(),
            prompt: String::new(),
            assembly: Default::default(),
            entry_point: None,
            reference: Some("program".into()),
            tests: Tests::Stdio { cases: vec![case], checker: Checker::Program(program) },
            seconds: 1.0,
            memory_bytes: None,
        }
    }

    fn said(value: Value) -> Called {
        Called::Returned { value, arguments: vec![] }
    }

    /// A candidate that writes `output`, and a checker whose functions answer so in every fresh room.
    fn rooms(output: &[u8], decides: Called, listed: Called) -> Scripted {
        let candidate =
            Script { runs: [(b"in".to_vec(), (output.to_vec(), Ending::Finished))].into(), ..Script::default() };
        let calls = [("_decide".to_owned(), vec![decides]), ("_listed".to_owned(), vec![listed])].into();
        let checker = Script { calls, ..Script::default() };
        Scripted::new([("program".to_owned(), candidate), (format!("{CHECKER}\n\n{HARNESS}"), checker)])
    }

    #[track_caller]
    fn check(output: &[u8], decides: Called, verdict: &str, message: &str) {
        let rooms = rooms(output, decides, said(Value::Bool(true)));
        let prepared = Prepared { task: task(), plan: Default::default(), expected: Default::default() };
        let judged = Judge::new(&rooms).judge(&prepared, "program", &generous(&task()), Options::default()).unwrap();
        assert_eq!((judged.verdict.to_string().as_str(), judged.message.as_str()), (verdict, message));
    }

    #[test]
    fn true_alone_accepts() {
        check(b"3", said(Value::Bool(true)), "PASSED", "");
        check(b"3", said("no tree".into()), "WRONG_ANSWER", "wrote \"3\": no tree");
        check(b"\xff", said(Value::Bool(true)), "WRONG_ANSWER", "it wrote bytes that are no UTF-8");
        let neither = "the checker returned neither True nor a text";
        for value in [Value::None, Value::Bool(false), Value::Int(1)] {
            check(b"3", said(value), "INFRA(checker)", neither);
        }
        let raised = Ending::Raised { kind: "TypeError".into(), message: "why".into(), line: None };
        let message = format!("the checker ended: {raised}");
        check(b"3", Called::Ended(raised), "INFRA(checker)", &message);
        let fuel = Ending::Exceeded(Limit::Fuel);
        let message = format!("the checker ended: {fuel}");
        check(b"3", Called::Ended(fuel), "INFRA(checker)", &message);
    }

    #[test]
    fn a_checker_that_rejects_what_is_listed_is_told() {
        let rooms = rooms(b"3", said(Value::Bool(true)), said("no tree".into()));
        let error = Judge::new(&rooms).validate(&task()).unwrap_err();
        assert!(matches!(error, JudgeError::Broken { .. }), "{error}");
        assert_eq!(
            error.to_string(),
            "task T/1 is broken: the checker `own.py` does not accept the expected output of case 1: no tree"
        );
    }
}
