//! The `trommel` binary: everything is in the library beside it.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(unsafe_code)]
unsafe extern "C" {
    fn mi_option_set(option: std::ffi::c_int, value: std::ffi::c_long);
}

/// Lets the allocator keep freed memory, for training: each step asks for what the last one gave back, and the kernel would clear those pages
/// again each time, up to a third of a step.
#[allow(unsafe_code)]
fn keep_memory() {
    const PURGE_DELAY: std::ffi::c_int = 15;
    // SAFETY: mimalloc's C function as its header declares it; 15 is `mi_option_purge_delay` in its versions 2 and 3, and any number is a
    // valid value for it (-1: never).
    unsafe { mi_option_set(PURGE_DELAY, -1) };
}

fn main() -> ExitCode {
    trommel_cli::main(keep_memory)
}
