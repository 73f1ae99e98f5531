//! How much a program may use: by its task's reference, or as the benchmark's own harness has it.

use std::time::Duration;

use trommel_sandbox::Limits;

use crate::Task;

/// About a second on the machine that the specification was written on.
pub const FUEL_PER_SECOND: u64 = 10_000_000_000;
/// Every program has at least this much where the task's reference was measured, whatever it needs: half a second. Of 4,637 completions
/// that pass HumanEval and MBPP, those of one task (whose reference uses 3.8 G) use more than 2 G.
pub const FUEL_FLOOR: u64 = FUEL_PER_SECOND / 2;
/// The same where nothing was measured.
pub const FUEL_UNMEASURED: u64 = FUEL_PER_SECOND;
/// Ten times a reference's fuel is enough, up to here.
pub const FUEL_CEILING: u64 = 15 * FUEL_PER_SECOND;
/// Linear memory where the benchmark says nothing: 1 GiB.
pub const MEMORY: u64 = 1 << 30;
/// Bytes of output and of one value: 16 MiB.
pub const OUTPUT: u64 = 16 << 20;
/// Native stack for WebAssembly: 32 MiB.
pub const STACK: u64 = 32 << 20;
/// The scratch directory: 64 MiB in 1,000 files.
pub const SCRATCH: (u64, u32) = (64 << 20, 1_000);
/// Fuel that a reference may use while it is measured: the most a task can ask for with a limit of twice its reference.
pub const REFERENCE_FUEL: u64 = 100 * FUEL_PER_SECOND;

/// The limits for the programs of `task`, whose reference used `reference` units of fuel (none: it has no reference).
///
/// fuel = max(5 G, 2 × reference, min(10 × reference, 150 G)): ten times the reference, but never under half a second and, once that
/// is long, never under twice; 10 G without a reference. The wall clock is a backstop only: 20 times what the fuel should take, and a
/// minute.
#[must_use]
pub fn calibrate(task: &Task, reference: Option<u64>) -> Limits {
    let Some(reference) = reference else { return with_fuel(task, FUEL_UNMEASURED) };
    let tenfold = reference.saturating_mul(10).min(FUEL_CEILING);
    with_fuel(task, FUEL_FLOOR.max(reference.saturating_mul(2)).max(tenfold))
}

/// The benchmark's own seconds, in fuel: `--limits upstream`.
#[must_use]
pub fn upstream(task: &Task) -> Limits {
    let fuel = task.seconds.max(0.0) * FUEL_PER_SECOND as f64;
    with_fuel(task, fuel as u64)
}

/// The limits under which references are measured.
#[must_use]
pub fn generous(task: &Task) -> Limits {
    let memory_bytes = task.memory_bytes.unwrap_or(MEMORY).max(3 << 30);
    Limits { memory_bytes, ..with_fuel(task, REFERENCE_FUEL) }
}

fn with_fuel(task: &Task, fuel: u64) -> Limits {
    Limits {
        fuel,
        memory_bytes: task.memory_bytes.unwrap_or(MEMORY),
        wall: Duration::from_secs(60 + 20 * fuel / FUEL_PER_SECOND),
        output_bytes: OUTPUT,
        stack_bytes: STACK,
        scratch_bytes: SCRATCH.0,
        scratch_files: SCRATCH.1,
    }
}
