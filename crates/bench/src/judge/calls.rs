//! Tests that are calls of the entry point, compared with what the reference returned.

use trommel_sandbox::{Called, HostError, Transfer, Value};

use super::asserts::{Rooms, called_ended};
use super::shown::shown;
use super::tally::{Decided, Tally};
use super::{Expected, Judge, JudgeError};
use crate::{Calls, Oracle, Room, Task, Verdict};

/// Makes every call; the candidate's body has run.
pub(super) fn judge(
    rooms: &mut Rooms,
    entry_point: &str,
    calls: &Calls,
    expected: &Expected,
    tally: &mut Tally,
) -> Result<(), HostError> {
    for (call, expected) in calls.calls.iter().zip(&expected.values) {
        if !tally.goes_on() {
            tally.unreached(Room::Host, call.plus, None);
            continue;
        }
        let decided = match rooms.candidate().call(entry_point, &call.arguments, Transfer::Compare)? {
            Called::Ended(ending) => called_ended(&ending, tally),
            Called::Returned { value, .. } => decide(entry_point, &calls.oracle, &call.arguments, &value, expected),
        };
        tally.test(Room::Host, call.plus, decided);
    }
    Ok(())
}

fn decide(name: &str, oracle: &Oracle, arguments: &[Value], value: &Value, expected: &Value) -> Decided {
    if oracle.accepts(arguments, value, expected) {
        return Decided::passed();
    }
    let given: Vec<String> = arguments.iter().map(shown).collect();
    let message = format!("{name}({}) returned {}, expected {}", given.join(", "), shown(value), shown(expected));
    if let Value::Opaque { kind, own_equality: true } = value {
        return Decided::claimed(kind, message);
    }
    Decided { near_miss: Oracle::near(value, expected), ..Decided::failed(Verdict::WrongAnswer, message) }
}

/// What the calls of a task must return: the benchmark's own word, or else the reference's, asked in a room of its own with
/// generous limits.
pub(super) fn expect(judge: &Judge, task: &Task, calls: &Calls) -> Result<Expected, JudgeError> {
    let wrong = |what: String| JudgeError::Task { id: task.id.clone(), what };
    if !calls.oracle.known() {
        let special = calls.oracle.special.as_deref().unwrap_or_default();
        let known = Oracle::SPECIAL.join(", ");
        return Err(wrong(format!("its oracle is called `{special}`, expected one of {known}")));
    }
    if calls.calls.is_empty() {
        return Err(wrong("it has no calls to test, expected at least one input".into()));
    }
    let given: Option<Vec<Value>> = calls.calls.iter().map(|call| call.expected.clone()).collect();
    if let Some(values) = given {
        return Ok(Expected { values });
    }
    let Some(reference) = &task.reference else {
        return Err(wrong("it says of some calls not what they return, and has no reference to ask".into()));
    };
    let Some(entry_point) = &task.entry_point else { return Err(wrong("it names no entry point to call".into())) };
    // A reference that fails here leaves its own task without tests, and the others as they are.
    let broken = |what: String| JudgeError::Broken { id: task.id.clone(), what };
    let mut session = judge.reference(task, reference)?;
    let loaded = session.load()?;
    if !loaded.ending.finished() {
        return Err(broken(format!("its reference does not run: {}", loaded.ending)));
    }
    let mut values = Vec::with_capacity(calls.calls.len());
    for (at, call) in calls.calls.iter().enumerate() {
        if let Some(value) = &call.expected {
            values.push(value.clone());
            continue;
        }
        match session.call(entry_point, &call.arguments, Transfer::Compare)? {
            Called::Ended(ending) => {
                return Err(broken(format!("its reference does not return from call {}: {ending}", at + 1)));
            }
            Called::Returned { value, .. } => {
                let seen = shown(&value);
                let kept = calls.oracle.keep(value);
                values.push(kept.ok_or_else(|| {
                    broken(format!("its reference returns {seen} from call {}, expected a plain value", at + 1))
                })?);
            }
        }
    }
    Ok(Expected { values })
}
