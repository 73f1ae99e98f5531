//! From what Wasmtime says to how a program ended.

use trommel_sandbox::{Ending, HostError, Limit};
use wasmtime::Trap;

use crate::room::Room;

/// Why one of our imports ended the guest.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// It asked to leave.
    #[error("left with code {0}")]
    Exit(i32),
    /// It wrote more than it may.
    #[error("too much output")]
    Output,
    /// It asked the host for more bytes than its memory may have.
    #[error("too much memory")]
    Memory,
    /// The room behind it is gone.
    #[error("the room behind this one: {0}")]
    Callee(Ending),
    /// We failed.
    #[error("{0}")]
    Host(String),
}

/// The ending that `error` is, or our own failure.
pub fn of(error: &wasmtime::Error, room: &Room) -> Result<Ending, HostError> {
    if let Some(stop) = error.downcast_ref::<Stop>() {
        return match stop {
            Stop::Exit(code) => Ok(Ending::Exited { code: *code }),
            Stop::Output => Ok(Ending::Exceeded(Limit::Output)),
            Stop::Memory => Ok(Ending::Exceeded(Limit::Memory)),
            Stop::Callee(ending) => Ok(ending.clone()),
            Stop::Host(message) => Err(HostError::Engine(message.clone())),
        };
    }
    if let Some(trap) = error.downcast_ref::<Trap>() {
        return Ok(of_trap(*trap, room));
    }
    let message = format!("{error:#}");
    // Wasmtime has no type for it: more was handed over in one call than a store takes, which is far above every cap on output.
    if message.contains("fuel allocated for hostcalls has been exhausted") {
        return Ok(Ending::Exceeded(Limit::Output));
    }
    // What is left is the component model's own checks of what the guest handed over: bad pointers, text that is no UTF-8, handles it
    // does not hold. An honest guest does none of it.
    Ok(Ending::Tampered { message: cut(&message, 200) })
}

fn of_trap(trap: Trap, room: &Room) -> Ending {
    use trommel_sandbox::Trap as Ours;
    Ending::Trapped(match trap {
        Trap::OutOfFuel => return Ending::Exceeded(Limit::Fuel),
        Trap::Interrupt => return Ending::Exceeded(Limit::Wall),
        Trap::StackOverflow => return Ending::Exceeded(Limit::Stack),
        // A guest that is refused memory and does not cope gives up with `abort`.
        Trap::UnreachableCodeReached if room.memory.denied => return Ending::Exceeded(Limit::Memory),
        Trap::UnreachableCodeReached => Ours::Unreachable,
        Trap::MemoryOutOfBounds | Trap::TableOutOfBounds | Trap::ArrayOutOfBounds | Trap::HeapMisaligned => {
            Ours::OutOfBounds
        }
        Trap::IntegerOverflow | Trap::IntegerDivisionByZero | Trap::BadConversionToInteger => Ours::Arithmetic,
        Trap::IndirectCallToNull | Trap::BadSignature | Trap::NullReference => Ours::BadCall,
        _ => Ours::Other,
    })
}

/// At most `most` characters of `text`.
pub fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Whether a room is gone after `ending`.
pub fn is_final(ending: &Ending) -> bool {
    !matches!(
        ending,
        Ending::Finished | Ending::Raised { .. } | Ending::MissingModule { .. } | Ending::NotCompiled { .. }
    )
}
