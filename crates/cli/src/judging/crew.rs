//! The crew: worker processes, and the order in which they are given work.
//!
//! The heaviest goes first, so that nobody waits for one long program at the end. Answers come in the order in which they are
//! done; who asked puts them in theirs. What failed for the machine's sake is tried once more, alone.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Result, bail};
use trommel_wasm::{Pool, WorkerError};

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
    /// The same with everything in it, for a worker that answers [`Answer::Unknown`].
    pub whole: Option<Box<dyn Fn() -> Request + Send + Sync>>,
    /// How long it may take: fuel.
    pub weight: u64,
    /// Wall time after which the worker is given up.
    pub patience: Duration,
}

/// How a request ended.
pub enum Done {
    /// With an answer.
    Answer(Answer),
    /// The worker died, or hung: what is known of it.
    Lost(String),
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
        let mut turns: Vec<usize> = (0..orders.len()).collect();
        turns.sort_by_key(|turn| std::cmp::Reverse(orders[*turn].weight));
        let mut again = Vec::new();
        self.each(orders, &turns, self.workers, &mut |turn, result| match result {
            Done::Lost(_) | Done::Answer(Answer::Host(_)) => {
                again.push(turn);
                Ok(())
            }
            Done::Answer(Answer::Judged(judged)) if matches!(judged.verdict, trommel_bench::Verdict::Infra(_)) => {
                again.push(turn);
                Ok(())
            }
            result => done(turn, result),
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

    fn one(&self, order: &Order) -> Done {
        match (self.ask(&order.request, order.patience), &order.whole) {
            (Done::Answer(Answer::Unknown), Some(whole)) => self.ask(&whole(), order.patience),
            (done, _) => done,
        }
    }

    fn ask(&self, request: &Request, patience: Duration) -> Done {
        match self.pool.ask(&request.encode(), patience) {
            Ok(frame) => match serde_json::from_slice(&frame) {
                Ok(answer) => Done::Answer(answer),
                Err(error) => Done::Lost(format!("an answer that is none: {error}")),
            },
            Err(error @ (WorkerError::Died { .. } | WorkerError::Hung { .. })) => Done::Lost(error.to_string()),
            Err(error) => Done::Lost(error.to_string()),
        }
    }
}
