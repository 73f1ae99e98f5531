//! One step of a session: enough stack, the wall clock, panics caught, the room's ending remembered.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use trommel_sandbox::{Ending, HostError, Limit, Limits, Output, Usage};
use wasmtime::Store;
use wasmtime::component::InstancePre;

use crate::engine::{Engine, TICK};
use crate::room::Room;
use crate::{ending, stack};

/// A store with its instance, and what became of it.
pub struct Stage {
    store: Store<Room>,
    instance: wasmtime::component::Instance,
    stack_bytes: u64,
    wall: Duration,
    ended: Option<Ending>,
}

/// What a step came to: its value, or the ending of the room.
pub type Stepped<T> = Result<Result<T, Ending>, HostError>;

impl Stage {
    /// A fresh instance in `room`.
    ///
    /// # Errors
    /// The image does not fit the limits, or the machine is out of memory.
    pub fn new(engine: &Engine, image: &InstancePre<Room>, room: Room) -> Result<Self, HostError> {
        let stack_bytes = engine.stack_bytes();
        if room.limits.stack_bytes != stack_bytes {
            let asked = room.limits.stack_bytes;
            let message = format!("a stack of {asked} bytes was asked for, but this engine was made for {stack_bytes}");
            return Err(HostError::Engine(message));
        }
        let began = Instant::now();
        let mut store = engine.store(room).map_err(|e| HostError::Engine(format!("{e:#}")))?;
        let instance = guarded(stack_bytes, || image.instantiate(&mut store))?;
        let instance = instance.map_err(|e| HostError::Engine(format!("an image does not start: {e:#}")))?;
        Ok(Self { store, instance, stack_bytes, wall: began.elapsed(), ended: None })
    }

    /// Runs `step`. After an ending that closes the room, every step ends the same way.
    ///
    /// # Errors
    /// We failed.
    pub fn run<T: Send>(
        &mut self,
        step: impl FnOnce(&mut Store<Room>, &wasmtime::component::Instance) -> wasmtime::Result<T> + Send,
    ) -> Stepped<T> {
        if let Some(ended) = &self.ended {
            return Ok(Err(ended.clone()));
        }
        let left = self.store.data().limits.wall.saturating_sub(self.wall);
        if left.is_zero() {
            return Ok(Err(self.close(Ending::Exceeded(Limit::Wall))));
        }
        let ticks = left.as_nanos() / TICK.as_nanos() + 1;
        self.store.set_epoch_deadline(u64::try_from(ticks).unwrap_or(u64::MAX / 2));
        self.store.data_mut().elsewhere = Duration::ZERO;
        let began = Instant::now();
        let (store, instance) = (&mut self.store, &self.instance);
        let outcome = guarded(self.stack_bytes, || step(store, instance));
        self.wall += began.elapsed().saturating_sub(self.store.data().elsewhere);
        let outcome = outcome.inspect_err(|_| self.ended = Some(Ending::Trapped(trommel_sandbox::Trap::Other)))?;
        match outcome {
            Ok(value) => Ok(Ok(value)),
            Err(error) => {
                let ending = ending::of(&error, self.store.data());
                // An instance that was left in the middle cannot be entered again, whoever is to blame.
                self.ended = Some(Ending::Trapped(trommel_sandbox::Trap::Other));
                Ok(Err(self.close(ending?)))
            }
        }
    }

    /// Closes the room: it has ended for good.
    pub fn close(&mut self, ending: Ending) -> Ending {
        self.ended = Some(ending.clone());
        ending
    }

    /// What the guest reaches.
    pub fn room(&self) -> &Room {
        self.store.data()
    }

    /// What the guest reaches.
    pub fn room_mut(&mut self) -> &mut Room {
        self.store.data_mut()
    }

    /// The limits.
    pub fn limits(&self) -> &Limits {
        &self.store.data().limits
    }

    /// What was used so far.
    pub fn usage(&self) -> Usage {
        let room = self.room();
        let left = self.store.get_fuel().unwrap_or(0);
        Usage {
            fuel: room.limits.fuel - left.min(room.limits.fuel),
            peak_memory: room.memory.peak,
            output_bytes: room.stdout.written + room.stderr.written,
            wall: self.wall,
        }
    }

    /// What was written so far.
    pub fn output(&self) -> Output {
        Output { stdout: self.room().stdout.bytes.clone(), stderr: self.room().stderr.bytes.clone() }
    }
}

/// Runs `step` with enough stack; a panic in it is our failure and stays with this session.
fn guarded<T: Send>(stack_bytes: u64, step: impl FnOnce() -> T + Send) -> Result<T, HostError> {
    let caught = stack::with(stack_bytes, || catch_unwind(AssertUnwindSafe(step)));
    let caught = caught.map_err(|source| HostError::Io { path: "a thread for a session".into(), source })?;
    caught.map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
        HostError::Engine(format!("a panic: {}", text.unwrap_or("without a message")))
    })
}
