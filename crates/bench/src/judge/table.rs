//! The one table that makes verdicts from endings.

use trommel_sandbox::{Ending, Limit};

use crate::Verdict;

/// What was going on when something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The module's body, without tests.
    Body,
    /// A call of one of its functions, for a test.
    Call,
    /// A whole program, reading standard input.
    Main,
}

/// The verdict on an ending; none where it is no fault: what was asked for ran to its end.
pub(super) fn verdict(ending: &Ending, phase: Phase) -> Option<Verdict> {
    Some(match ending {
        Ending::Finished => return None,
        // The usual end of a program that leaves through `exit`; its output decides.
        Ending::Exited { code: 0 } if phase == Phase::Main => return None,
        Ending::Exited { .. } => Verdict::EarlyExit,
        // Also an assertion: it is the program's own, a test's is not raised in the program's room.
        Ending::Raised { kind, .. } => Verdict::RuntimeError(kind.clone()),
        Ending::NotCompiled { .. } => Verdict::NotCompiled,
        Ending::MissingModule { name } => Verdict::ImportUnsupported(name.clone()),
        Ending::Exceeded(limit) => match limit {
            Limit::Fuel => Verdict::TimeLimit,
            Limit::Memory => Verdict::MemoryLimit,
            Limit::Stack => Verdict::StackLimit,
            Limit::Output | Limit::Scratch => Verdict::OutputLimit,
            Limit::Wall => Verdict::Infra("wall".into()),
        },
        Ending::Trapped(trap) => Verdict::RuntimeError(format!("trap: {trap}")),
        Ending::Tampered { .. } => Verdict::Tampered,
    })
}

/// Whether the room is gone: every later step ends the same way.
pub(super) fn fatal(ending: &Ending) -> bool {
    !matches!(
        ending,
        Ending::Finished | Ending::Raised { .. } | Ending::MissingModule { .. } | Ending::NotCompiled { .. }
    )
}

/// Whether a test with this verdict ran to its end, with or without a failed assertion.
pub(super) fn ran(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Passed | Verdict::WrongAnswer | Verdict::Assertion | Verdict::Unserialisable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use trommel_sandbox::Trap;

    #[test]
    fn every_ending_has_its_verdict() {
        let raised = |kind: &str| Ending::Raised { kind: kind.into(), message: String::new(), line: None };
        let cases = [
            (Ending::Finished, "-"),
            (raised("KeyError"), "RUNTIME_ERROR(KeyError)"),
            (raised("AssertionError"), "RUNTIME_ERROR(AssertionError)"),
            (Ending::NotCompiled { message: String::new(), line: None }, "NOT_COMPILED"),
            (Ending::MissingModule { name: "numpy".into() }, "IMPORT_UNSUPPORTED(numpy)"),
            (Ending::Exited { code: 0 }, "EARLY_EXIT"),
            (Ending::Exited { code: 3 }, "EARLY_EXIT"),
            (Ending::Exceeded(Limit::Fuel), "TIME_LIMIT"),
            (Ending::Exceeded(Limit::Memory), "MEMORY_LIMIT"),
            (Ending::Exceeded(Limit::Wall), "INFRA(wall)"),
            (Ending::Exceeded(Limit::Output), "OUTPUT_LIMIT"),
            (Ending::Exceeded(Limit::Stack), "STACK_LIMIT"),
            (Ending::Exceeded(Limit::Scratch), "OUTPUT_LIMIT"),
            (Ending::Trapped(Trap::Unreachable), "RUNTIME_ERROR(trap: unreachable)"),
            (Ending::Tampered { message: String::new() }, "TAMPERED"),
        ];
        for (ending, want) in cases {
            for phase in [Phase::Body, Phase::Call] {
                assert_eq!(verdict(&ending, phase).map_or("-".into(), |verdict| verdict.to_string()), want, "{ending}");
            }
        }
        assert_eq!(verdict(&Ending::Exited { code: 0 }, Phase::Main), None);
        assert_eq!(verdict(&Ending::Exited { code: 1 }, Phase::Main), Some(Verdict::EarlyExit));
    }
}
