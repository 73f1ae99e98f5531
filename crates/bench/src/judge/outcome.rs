//! What the trusted programs of our own rooms say.

use trommel_sandbox::{Called, Ending, HostError, Session, Transfer, Value};

/// How a test in the second room came out (`python/room.py`).
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    Passed,
    /// An assertion of the test failed: its message.
    Failed(String),
    /// An exception left the test; the program's, or the test's own.
    Raised {
        kind: String,
        message: String,
    },
    /// It hands something over that cannot cross.
    OneRoom(String),
    /// The second room itself ended, or the program's did behind it.
    Ended(Ending),
}

/// Asks the second room.
pub(super) fn outcome(room: &mut dyn Session, function: &str, arguments: &[Value]) -> Result<Outcome, HostError> {
    let value = match room.call(function, arguments, Transfer::Compare)? {
        Called::Ended(ending) => return Ok(Outcome::Ended(ending)),
        Called::Returned { value, .. } => value,
    };
    let odd = || HostError::Engine(format!("the tests' room answered {value:?}"));
    let Value::Tuple(parts) = &value else { return Err(odd()) };
    let [Value::Str(how), Value::Str(kind), message] = parts.as_slice() else { return Err(odd()) };
    let message = match message {
        Value::Str(message) => message.clone(),
        Value::Wtf8(message) => String::from_utf8_lossy(message).into_owned(),
        _ => return Err(odd()),
    };
    Ok(match how.as_str() {
        "passed" => Outcome::Passed,
        "failed" => Outcome::Failed(message),
        "raised" => Outcome::Raised { kind: kind.clone(), message },
        "one-room" => Outcome::OneRoom(message),
        _ => return Err(odd()),
    })
}
