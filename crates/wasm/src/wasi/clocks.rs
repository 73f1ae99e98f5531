//! `wasi:clocks`: time as fuel tells it.

use wasmtime::component::{ComponentType, Lift, Lower, Resource};

use super::io::Pollable;
use super::{CALL, Context, Interfaces, charge};

/// The wall clock at a session's start: 1 January 2026, 00:00 UTC, in seconds since 1970.
const START: u64 = 1_767_225_600;

/// The monotonic clock at a session's start, nanoseconds; not zero, which some programs take for "never".
pub const UPTIME: u64 = 1_000_000_000;

/// Fuel that makes a nanosecond: 10 G fuel are a second.
const FUEL_A_NANOSECOND: u64 = 10;

/// What a nanosecond of sleep costs in fuel: a tenth of one of computing. Honest short pauses are affordable, and a program that sleeps
/// for days ends as one that computes for days does.
const SLEEP_FUEL_A_NANOSECOND: u64 = 1;

/// `wasi:clocks/wall-clock.datetime`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ComponentType, Lift, Lower)]
#[component(record)]
pub struct Datetime {
    /// Seconds since 1970.
    seconds: u64,
    /// And nanoseconds, below a billion.
    nanoseconds: u32,
}

impl Datetime {
    /// The wall clock at `instant` of the monotonic one.
    pub fn at(instant: u64) -> Self {
        let nanoseconds = u32::try_from(instant % 1_000_000_000).unwrap_or(0);
        Self { seconds: START + (instant - UPTIME.min(instant)) / 1_000_000_000, nanoseconds }
    }
}

pub fn define(wasi: &mut Interfaces<'_>) -> wasmtime::Result<()> {
    let mut monotonic = wasi.instance("clocks/monotonic-clock")?;
    monotonic.func_wrap("now", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((now(&context)?,))
    })?;
    monotonic.func_wrap("resolution", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((1u64,))
    })?;
    monotonic
        .func_wrap("subscribe-instant", |mut context: Context<'_>, (instant,): (u64,)| timer(&mut context, instant))?;
    monotonic.func_wrap("subscribe-duration", |mut context: Context<'_>, (duration,): (u64,)| {
        let instant = now(&context)?.saturating_add(duration);
        timer(&mut context, instant)
    })?;
    let mut wall = wasi.instance("clocks/wall-clock")?;
    wall.func_wrap("now", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((Datetime::at(now(&context)?),))
    })?;
    wall.func_wrap("resolution", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((Datetime { seconds: 0, nanoseconds: 1 },))
    })
}

fn timer(context: &mut Context<'_>, instant: u64) -> wasmtime::Result<(Resource<Pollable>,)> {
    charge(context, CALL)?;
    Ok((context.data_mut().table.push(Pollable::At(instant))?,))
}

/// The monotonic clock, nanoseconds.
pub fn now(context: &Context<'_>) -> wasmtime::Result<u64> {
    let room = context.data();
    let computed = room.limits.fuel - context.get_fuel()?.min(room.limits.fuel);
    let computed = computed.saturating_sub(room.clock.charged) / FUEL_A_NANOSECOND;
    Ok(UPTIME.saturating_add(computed).saturating_add(room.clock.slept))
}

/// Puts the clock forward at once; nobody waits.
pub fn sleep_until(context: &mut Context<'_>, instant: u64) -> wasmtime::Result<()> {
    let pause = instant.saturating_sub(now(context)?);
    let fuel = pause.saturating_mul(SLEEP_FUEL_A_NANOSECOND);
    charge(context, fuel)?;
    let clock = &mut context.data_mut().clock;
    clock.slept = clock.slept.saturating_add(pause);
    clock.charged = clock.charged.saturating_add(fuel);
    Ok(())
}
