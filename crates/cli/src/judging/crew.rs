//! The crew: worker processes, and the order in which they are given work.
//!
//! The heaviest goes first, so that nobody waits for one long program at the end. Answers come in the order in which they are
//! done; who asked puts them in theirs. What failed for the machine's sake is tried once more, alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use anyhow::{Result, bail};
use trommel_bench::{Validation, Verdict};
use trommel_wasm::workers::Pool;

use crate::judging::protocol::{Answer, Request};
use crate::world;

/// Worker processes.
pub struct Crew {
    pool: Pool,
    workers: usize,
}

/// What one request asks, without its task: that is sent where it is not known yet.
pub struct Order {
    /// The request.
    pub request: Request,
    /// The task that was made ready, for a worker that answers [`Answer::Unknown`].
    pub ready: Option<Arc<Validation>>,
    /// How long it may take: fuel.
    pub weight: u64,
}

/// How a request ended.
pub enum Done {
    /// With an answer.
    Answer(Answer),
    /// The worker died, or hung: what is known of it.
    Lost(String),
}

impl Done {
    /// Whether it says nothing about the program, only about the machine.
    fn failed(&self) -> bool {
        match self {
            Done::Lost(_) | Done::Answer(Answer::Host(_)) => true,
            Done::Answer(Answer::Judged(judged)) => matches!(judged.verdict, Verdict::Infra(_)),
            Done::Answer(_) => false,
        }
    }
}

impl Crew {
    /// So many workers; each starts when it is first needed.
    pub fn new(pool: Pool, workers: usize) -> Crew {
        Crew { pool, workers }
    }

    /// Runs all orders; `done` is told of each on this thread, as it is done.
    ///
    /// # Errors
    /// What `done` fails with, and an interrupt.
    pub fn run(&self, orders: &[Order], done: &mut dyn FnMut(usize, Done) -> Result<()>) -> Result<()> {
        self.run_some(orders, &(0..orders.len()).collect::<Vec<_>>(), done)
    }

    /// Runs the orders at these places.
    ///
    /// # Errors
    /// As for [`Crew::run`].
    pub fn run_some(
        &self,
        orders: &[Order],
        turns: &[usize],
        done: &mut dyn FnMut(usize, Done) -> Result<()>,
    ) -> Result<()> {
        let mut turns = turns.to_vec();
        turns.sort_by_key(|turn| std::cmp::Reverse(orders[*turn].weight));
        let mut again = Vec::new();
        self.each(orders, &turns, self.workers, &mut |turn, result| match result.failed() {
            true => {
                again.push(turn);
                Ok(())
            }
            false => done(turn, result),
        })?;
        again.sort_unstable();
        self.each(orders, &again, 1, done)
    }

    fn each(
        &self,
        orders: &[Order],
        turns: &[usize],
        workers: usize,
        done: &mut dyn FnMut(usize, Done) -> Result<()>,
    ) -> Result<()> {
        let next = AtomicUsize::new(0);
        let (send, receive) = mpsc::channel();
        let mut outcome = Ok(());
        std::thread::scope(|scope| {
            for _ in 0..workers.min(turns.len()) {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    while let Some(turn) = turns.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if world::interrupted() || send.send((*turn, self.one(&orders[*turn]))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            for (turn, result) in receive {
                outcome = done(turn, result);
                if outcome.is_err() {
                    next.store(turns.len(), Ordering::Relaxed);
                    break;
                }
            }
        });
        if outcome.is_ok() && world::interrupted() {
            bail!("interrupted");
        }
        outcome
    }

    /// One order on this thread, tried once more where it failed.
    pub fn one_with_retry(&self, order: &Order) -> Done {
        let done = self.one(order);
        if done.failed() { self.one(order) } else { done }
    }

    fn one(&self, order: &Order) -> Done {
        match (self.ask(&order.request), &order.ready) {
            (Done::Answer(Answer::Unknown), Some(ready)) => self.ask(&order.request.clone().with(&ready.prepared)),
            (done, _) => done,
        }
    }

    fn ask(&self, request: &Request) -> Done {
        match self.pool.work(&request.encode()) {
            Ok(frame) => match serde_json::from_slice(&frame) {
                Ok(answer) => Done::Answer(answer),
                Err(error) => Done::Lost(format!("an answer that is none: {error}")),
            },
            Err(error) => Done::Lost(error.to_string()),
        }
    }
}
