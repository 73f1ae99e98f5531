//! A program and its tests in one text and one room, for languages whose functions cannot be called from outside.
//!
//! Whether the text's end was reached: where a language runs its statements in order, the last of them writes a line that is looked for in
//! the output; a compiled program returns from `main`, and one that leaves through `exit(0)` before has not done so. The line is made from
//! the text, so that it is the same on every run and no program can have it in it by chance; but a program can read what is in its own
//! room. The verdict is `Unprotected`, and counted as such.

use trommel_sandbox::{Ending, HostError, Limits, Program, Runtime, Trap};

use super::table::{Phase, ran};
use super::tally::{Decided, Tally};
use crate::{Room, Task, Verdict};

/// Runs the program with its tests behind it.
pub(super) fn judge(
    runtime: &dyn Runtime,
    (task, program, limits): (&Task, &str, &Limits),
    tests: &str,
    tally: &mut Tally,
) -> Result<(), HostError> {
    let text = format!("{program}\n{tests}\n");
    let token = format!("end of tests {}", &blake3::hash(text.as_bytes()).to_hex()[..32]);
    let last = last_line(&task.language, &token);
    let whole = format!("{text}{}", last.as_deref().unwrap_or_default());
    let mut session = runtime.open(&Program::main(&task.language, &whole), limits)?;
    let outcome = session.run_main(b"")?;
    tally.used(session.usage());
    let output = session.output();
    let reached =
        last.is_none() || output.stdout.split(|byte| *byte == b'\n').any(|line| line.trim_ascii() == token.as_bytes());
    let decided = decide(&outcome.ending, last.is_some(), reached, &output.stderr);
    if !outcome.compiled {
        tally.not_compiled();
    }
    if outcome.compiled && (decided.verdict.passed() || ran(&decided.verdict)) {
        tally.test(Room::Unprotected, false, decided);
    } else {
        // Body and tests are one: nothing tells whether the body alone would have run.
        tally.body_ended(decided);
        tally.unreached(Room::Unprotected, false, None);
    }
    Ok(())
}

/// The statement that writes `token`, in languages that run their statements in order.
fn last_line(language: &str, token: &str) -> Option<String> {
    Some(match language {
        "python" => format!("print('\\n{token}')\n"),
        "javascript" | "typescript" => format!("\n;console.log('\\n{token}');\n"),
        // Our `test/unit` runs its cases when it is asked to, and at the end those that are left.
        "ruby" => format!("\nTest::Unit::TestCase.run_all\nputs \"\\n{token}\"\n"),
        "php" => format!("\necho \"\\n{token}\\n\";\n"),
        _ => return None,
    })
}

fn decide(ending: &Ending, has_last: bool, reached: bool, stderr: &[u8]) -> Decided {
    let said = String::from_utf8_lossy(&stderr[..stderr.len().min(4_000)]).into_owned();
    let asserted = |text: &str| text.to_ascii_lowercase().contains("assert");
    let message =
        |what: &str| if said.trim().is_empty() { what.to_owned() } else { format!("{what}: {}", said.trim()) };
    match ending {
        Ending::Finished if reached => Decided::passed(),
        // A test framework that runs its tests at exit says by the code how they went.
        Ending::Exited { code: 0 } if reached && has_last => Decided::passed(),
        Ending::Finished | Ending::Exited { code: 0 } => {
            Decided::failed(Verdict::EarlyExit, "it left before the end of its tests")
        }
        Ending::Raised { kind, message, .. } if asserted(kind) || asserted(message) => {
            Decided::failed(Verdict::Assertion, message.as_str())
        }
        Ending::Exited { code } if asserted(&said) || (reached && has_last) => {
            Decided::failed(Verdict::Assertion, message(&format!("left with code {code}")))
        }
        Ending::Trapped(Trap::Unreachable) if asserted(&said) => {
            Decided::failed(Verdict::Assertion, message("aborted"))
        }
        Ending::Exited { code } if *code != 0 => {
            Decided::failed(Verdict::RuntimeError(format!("exit code {code}")), message("left"))
        }
        ending => Decided::ended(ending, Phase::Call)
            .unwrap_or_else(|| Decided::failed(Verdict::EarlyExit, "it left before the end of its tests")),
    }
}
