//! A worker's side: one request after another, until the other end hangs up.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use anyhow::{Context, Result};
use trommel_bench::{Judge, JudgeError, Prepared};
use trommel_sandbox::{HostError, Runtime};
use trommel_wasm::images::{self, Images};
use trommel_wasm::{Engine, Image, PythonImage, STACK_BYTES, Wasm, workers};

use crate::judging::kit::{Guest, Guests};
use crate::judging::protocol::{Answer, Request};

/// Tasks that a worker keeps ready; beyond it the oldest is forgotten and sent again when it is needed.
const KEPT: usize = 64;

/// Answers requests with the rooms of a runtime.
pub struct Worker<'r> {
    runtime: &'r dyn Runtime,
    kept: HashMap<String, Prepared>,
    order: VecDeque<String>,
}

/// Loads the guests and answers requests until the other end hangs up.
pub fn serve(guests: &Guests) -> Result<()> {
    let engine = Engine::new(STACK_BYTES)?;
    let mut loaded = BTreeMap::new();
    for (name, guest) in &guests.guests {
        let image = match guest {
            Guest::Snapshot { hash, path, blake3 } => {
                let component = engine.load(path, blake3)?;
                let guest = trommel_wasm::Guest::Python(PythonImage::new(&engine, &component)?);
                Image { hash: hash.clone(), guest }
            }
            Guest::Staged => {
                let all = images::languages()?;
                let language = all.iter().find(|language| language.name == *name);
                let language = language.with_context(|| format!("language `{name}` is unknown"))?;
                let images = Images::new(&guests.cache);
                let made = images.find_made(&Images::key(language))?;
                let made = made.with_context(|| format!("the image of `{name}` is gone"))?;
                let staged = images.open_staged(language, &made, &engine, &|_| {})?;
                Image { hash: made.image.hash, guest: trommel_wasm::Guest::Staged(Arc::new(staged)) }
            }
        };
        loaded.insert(name.clone(), image);
    }
    let runtime = Wasm::new(engine, loaded);
    let mut worker = Worker::new(&runtime);
    // On one thread with stack for all rooms, so that no step of a session needs a thread of its own.
    trommel_wasm::on_big_stack(|| workers::serve(|frame| worker.answer(&frame)))??;
    Ok(())
}

impl<'r> Worker<'r> {
    /// A worker that keeps nothing yet.
    pub fn new(runtime: &'r dyn Runtime) -> Worker<'r> {
        Worker { runtime, kept: HashMap::new(), order: VecDeque::new() }
    }

    /// The answer to one frame, as a frame.
    pub fn answer(&mut self, frame: &[u8]) -> Vec<u8> {
        let answer = match serde_json::from_slice(frame) {
            Ok(request) => self.of(request),
            Err(error) => Answer::Host(format!("a request that is none: {error}")),
        };
        serde_json::to_vec(&answer).expect("answers are plain data")
    }

    fn of(&mut self, request: Request) -> Answer {
        let judge = Judge::new(self.runtime);
        match request {
            Request::Validate(task) => match judge.validate(&task) {
                Ok(validation) => Answer::Validated(Box::new(validation)),
                Err(JudgeError::Host(error)) => failure(&error),
                Err(error @ JudgeError::Broken { .. }) => Answer::Broken(error.to_string()),
                Err(error) => Answer::Task(error.to_string()),
            },
            Request::Judge { digest, prepared, program, limits, options } => {
                if let Some(prepared) = prepared {
                    self.keep(&digest, *prepared);
                }
                match self.kept.get(&digest) {
                    None => Answer::Unknown,
                    Some(prepared) => match judge.judge(prepared, &program, &limits, options) {
                        Ok(judged) => Answer::Judged(Box::new(judged)),
                        Err(error) => failure(&error),
                    },
                }
            }
            Request::Run { program, stdin, limits } => {
                let run = || -> std::result::Result<Answer, HostError> {
                    let mut session = self.runtime.open(&program, &limits)?;
                    let ran = session.run_main(&stdin)?;
                    let (output, usage) = (session.output(), session.usage());
                    Ok(Answer::Ran { ran, stdout: output.stdout, stderr: output.stderr, usage })
                };
                run().unwrap_or_else(|error| failure(&error))
            }
        }
    }

    fn keep(&mut self, digest: &str, prepared: Prepared) {
        if self.kept.len() >= KEPT {
            let oldest = self.order.pop_front().unwrap_or_default();
            self.kept.remove(&oldest);
        }
        if self.kept.insert(digest.to_owned(), prepared).is_none() {
            self.order.push_back(digest.to_owned());
        }
    }
}

fn failure(error: &HostError) -> Answer {
    use HostError::{NoImage, UnknownLanguage, Unsupported};
    match error {
        NoImage { .. } | UnknownLanguage { .. } | Unsupported { .. } => Answer::Unsupported(error.to_string()),
        _ => Answer::Host(error.to_string()),
    }
}
