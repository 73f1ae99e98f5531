//! Tasks made ready: planned, their references judged, their fuel calibrated. Once a task and image; kept from run to run.

use std::sync::Arc;

use anyhow::{Result, bail};
use trommel_bench::{JUDGE_VERSION, Task, Validation};
use trommel_pipeline::{Event, Events};

use crate::judging::cache::Cache;
use crate::judging::crew::{Crew, Done, Order};
use crate::judging::kit::Kit;
use crate::judging::protocol::{Answer, Request};
use crate::show;

/// A task that is ready, or the reason why it cannot run here.
pub enum Ready {
    /// It is.
    Yes(Arc<Validation>),
    /// Nothing of it can run here.
    Unsupported(String),
    /// It lists outputs that its own checker does not accept, or its checker is broken: what and why.
    Broken(String),
}

/// How many references there are, and how many pass.
#[derive(Debug, Clone, Copy, Default, serde::Serialize)]
pub struct References {
    /// That pass.
    pub of: u64,
    /// Of how many.
    pub all: u64,
}

/// Makes tasks ready, in their order.
///
/// # Errors
/// A task is not what it should be; a worker failed twice.
pub fn ready(kit: &Kit, crew: &Crew, tasks: &[Task], anew: bool, events: &dyn Events) -> Result<Vec<Ready>> {
    let cache = Cache::<Validation>::open(&kit.cache().join("ready"))?;
    let keys = tasks.iter().map(|task| Ok(key(task, &kit.image_of(task)?))).collect::<Result<Vec<String>>>()?;
    let mut found: Vec<Option<Ready>> = keys
        .iter()
        .map(|key| if anew { None } else { cache.get(key).map(|validation| Ready::Yes(Arc::new(validation))) })
        .collect();
    let missing: Vec<usize> = (0..tasks.len()).filter(|index| found[*index].is_none()).collect();
    if missing.is_empty() {
        return Ok(found.into_iter().flatten().collect());
    }
    let order =
        |index: &usize| Order { request: Request::Validate(Box::new(tasks[*index].clone())), ready: None, weight: 0 };
    let orders: Vec<Order> = missing.iter().map(order).collect();
    events.on(Event::Begin { name: "references", total: orders.len() as u64 });
    crew.run(&orders, &mut |turn, done| {
        let index = missing[turn];
        let task = &tasks[index];
        found[index] = Some(match done {
            Done::Answer(Answer::Validated(validation)) => {
                cache.put(&keys[index], &validation)?;
                Ready::Yes(Arc::from(validation))
            }
            Done::Answer(Answer::Unsupported(why)) => Ready::Unsupported(why),
            Done::Answer(Answer::Broken(why)) => Ready::Broken(why),
            Done::Answer(Answer::Task(what)) => bail!("{what}"),
            Done::Answer(Answer::Host(what)) | Done::Lost(what) => bail!("task {}: {what}", task.id),
            Done::Answer(other) => bail!("task {}: a worker answered {other:?}", task.id),
        });
        events.on(Event::Step { units: 1, bytes: 0 });
        Ok(())
    })?;
    events.on(Event::End);
    Ok(found.into_iter().flatten().collect())
}

impl References {
    /// Of tasks made ready.
    pub fn of(ready: &[Ready]) -> References {
        let passed = ready.iter().filter_map(|ready| match ready {
            Ready::Yes(validation) => validation.judged.as_ref().map(|judged| judged.verdict.passed()),
            // No reference passes a broken task.
            Ready::Broken(_) => Some(false),
            Ready::Unsupported(_) => None,
        });
        passed
            .fold(References::default(), |sum, passed| References { of: sum.of + u64::from(passed), all: sum.all + 1 })
    }
}

impl std::fmt::Display for References {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", show::count(self.of), show::count(self.all))
    }
}

fn key(task: &Task, image: &str) -> String {
    let text = serde_json::to_string(&(JUDGE_VERSION, image, task)).expect("tasks are plain data");
    trommel_store::KeyBuilder::new("ready").field(&text).finish().to_string()
}
