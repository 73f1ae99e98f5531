//! Native stack enough for a guest, whoever calls.
//!
//! Wasmtime stops a guest at a stack size, but does not see to it that the thread has so much: on a smaller one the process would die.
//! So a step runs on a thread of ours, except where it is already on one with room left (a test room asking the candidate's).

use std::cell::Cell;
use std::io;

/// The stack of a thread of ours: three rooms of the usual size deep, and then some.
const THREAD: u64 = 128 << 20;

/// What the host may use on top of a guest's stack, in answering its imports.
const HOST: u64 = 4 << 20;

thread_local! {
    /// What is left on this thread for further steps; zero on a thread that is not ours.
    static LEFT: Cell<u64> = const { Cell::new(0) };
}

/// Runs `step`, which needs `bytes` of stack for its guest.
///
/// # Errors
/// No thread can be made.
pub fn with<T: Send>(bytes: u64, step: impl FnOnce() -> T + Send) -> io::Result<T> {
    let needed = bytes.saturating_add(HOST);
    if LEFT.get() >= needed {
        return Ok(on_this_thread(needed, step));
    }
    let size = THREAD.max(needed.saturating_mul(2));
    spawn(size, move || on_this_thread(needed, step))
}

/// Runs `work` on a thread that has stack for every step in it, so that no step needs a thread of its own.
///
/// # Errors
/// No thread can be made.
pub fn big<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    if LEFT.get() > 0 { Ok(work()) } else { spawn(THREAD, work) }
}

fn on_this_thread<T>(needed: u64, step: impl FnOnce() -> T) -> T {
    /// Gives the stack back, also when the step panics.
    struct Taken(u64);
    impl Drop for Taken {
        fn drop(&mut self) {
            LEFT.set(self.0);
        }
    }
    let taken = Taken(LEFT.get());
    LEFT.set(taken.0 - needed);
    step()
}

fn spawn<T: Send>(size: u64, work: impl FnOnce() -> T + Send) -> io::Result<T> {
    std::thread::scope(|scope| {
        let bytes = usize::try_from(size).unwrap_or(usize::MAX);
        let thread = std::thread::Builder::new().name("room".into()).stack_size(bytes);
        let thread = thread.spawn_scoped(scope, move || {
            LEFT.set(size);
            work()
        })?;
        thread.join().map_err(|panic| std::panic::resume_unwind(panic))
    })
}
