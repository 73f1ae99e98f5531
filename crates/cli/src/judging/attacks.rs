//! The attack catalogue at work: every program must end as its file states.

use std::sync::Arc;

use anyhow::{Result, bail};
use serde::Serialize;
use trommel_bench::{Attack, Options, Scene, Validation, attacks};
use trommel_pipeline::{Event, Events};

use crate::judging::crew::{Crew, Order};
use crate::judging::kit::Kit;
use crate::judging::protocol::Request;
use crate::judging::ready::{Ready, ready};
use crate::judging::scored::verdict;

/// How an attack ended.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// `capability/name`.
    pub attack: String,
    /// An honest program.
    pub control: bool,
    /// The verdict that its file states.
    pub expected: String,
    /// The verdict that was reached.
    pub found: String,
    /// What the judge said.
    pub message: String,
    /// What it used.
    pub fuel: u64,
}

impl Outcome {
    /// Whether it ended as stated.
    pub fn right(&self) -> bool {
        self.expected == self.found
    }
}

/// Runs the catalogue, or one capability of it. Programs that look for what another left behind run right after it, in the same
/// process.
pub fn run(kit: &Kit, capability: Option<&str>, events: &dyn Events) -> Result<Vec<Outcome>> {
    let all: Vec<Attack> =
        attacks().into_iter().filter(|attack| capability.is_none_or(|wanted| attack.capability == wanted)).collect();
    if all.is_empty() {
        let mut known: Vec<String> = attacks().into_iter().map(|attack| attack.capability).collect();
        known.dedup();
        bail!("no attack of capability `{}`, expected one of {}", capability.unwrap_or_default(), known.join(", "));
    }
    let crew = kit.crew(None)?;
    let scenes = [Scene::Host, Scene::Second, Scene::Stdin];
    let tasks: Vec<_> = scenes.iter().map(|scene| scene.task()).collect();
    let made = ready(kit, &crew, &tasks, false, events)?;
    let made: Vec<Arc<Validation>> = made
        .into_iter()
        .map(|ready| match ready {
            Ready::Yes(validation) => Ok(validation),
            Ready::Unsupported(why) | Ready::Broken(why) => bail!("{why}"),
        })
        .collect::<Result<_>>()?;
    let order = |attack: &Attack| {
        let validation = &made[scenes.iter().position(|scene| *scene == attack.room).unwrap_or(0)];
        Order {
            request: Request::Judge {
                digest: validation.prepared.digest(),
                prepared: None,
                program: attack.source.clone(),
                limits: Scene::limits(),
                options: Options::default(),
            },
            ready: Some(Arc::clone(validation)),
            weight: 0,
        }
    };
    let orders: Vec<Order> = all.iter().map(order).collect();
    // In pairs on one worker, the others on all.
    let followed: Vec<String> = all.iter().filter_map(|attack| attack.after.clone()).collect();
    let paired = |attack: &Attack| attack.after.is_some() || followed.contains(&attack.path());
    let (pairs, others): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|index| paired(&all[*index]));
    let mut outcomes: Vec<Option<Outcome>> = vec![None; all.len()];
    events.on(Event::Begin { name: "attacks", total: all.len() as u64 });
    for (crew, turns) in [(&crew, others), (&kit.crew(Some(1))?, pairs)] {
        run_on(crew, &orders, &turns, &mut |index, judged| {
            let attack = &all[index];
            outcomes[index] = Some(Outcome {
                attack: attack.path(),
                control: attack.control(),
                expected: attack.expect.clone(),
                found: judged.verdict.to_string(),
                message: judged.message,
                fuel: judged.usage.fuel,
            });
            events.on(Event::Step { units: 1, bytes: 0 });
        })?;
    }
    events.on(Event::End);
    Ok(outcomes.into_iter().flatten().collect())
}

fn run_on(
    crew: &Crew,
    orders: &[Order],
    turns: &[usize],
    done: &mut dyn FnMut(usize, trommel_bench::Judged),
) -> Result<()> {
    crew.run_some(orders, turns, &mut |index, ended| {
        done(index, verdict(ended));
        Ok(())
    })
}
