//! A scored run: completions become jobs, jobs become verdicts, verdicts become rows.
//!
//! Two completions with the same program are one job. A verdict is taken from this run's own log, else from the cache of all
//! runs, else it is made.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use trommel_bench::{Benchmark, Judged, Options, Room, TestResult, Verdict, job_key, upstream};
use trommel_pipeline::{Event, Events};
use trommel_sandbox::Limits;

use crate::args::LimitsChoice;
use crate::judging::cache::Cache;
use crate::judging::completions;
use crate::judging::crew::{Crew, Done, Order};
use crate::judging::kit::Kit;
use crate::judging::log::Log;
use crate::judging::protocol::{Answer, Request};
use crate::judging::ready::Ready;
use crate::judging::table::Row;

/// How a run is made.
pub struct Plan<'a> {
    /// The tasks.
    pub benchmark: &'a Benchmark,
    /// Each of them, made ready; none: it is not asked for.
    pub ready: &'a [Option<Ready>],
    /// Which limits.
    pub limits: LimitsChoice,
    /// Memory of a program, in place of the usual limit, bytes.
    pub memory: Option<u64>,
    /// How each program is judged.
    pub options: Options,
    /// Whether verdicts of other runs count.
    pub cached: bool,
}

/// What came of it.
pub struct Scored {
    /// One row a completion, in the order of the completions.
    pub rows: Vec<Row>,
    /// Where the programs of completions as they came were judged too: row and verdict.
    pub raw: Vec<(usize, Judged)>,
    /// Distinct programs.
    pub programs: usize,
    /// Of them, executed now; the others' verdicts were known.
    pub executed: usize,
    /// Of those, known from this run's own log.
    pub resumed: usize,
}

struct Job {
    key: String,
    task: usize,
    program: String,
    limits: Limits,
}

/// Judges all completions; the log in `out` is appended to.
///
/// # Errors
/// A file cannot be written; an interrupt.
pub fn judge(
    kit: &Kit,
    crew: &Crew,
    plan: &Plan<'_>,
    completions: Vec<completions::Row>,
    out: &Path,
    events: &dyn Events,
) -> Result<Scored> {
    let (mut log, held, torn) = Log::open(&out.join("log.jsonl"))?;
    if torn > 0 {
        events.on(Event::Note(&format!("log.jsonl: {torn} lines could not be read and are judged anew")));
    }
    let cache = plan.cached.then(|| Cache::<Judged>::open(&kit.cache().join("verdicts"))).transpose()?;
    let digests: Vec<String> = plan.ready.iter().map(digest).collect();

    // One job for each distinct program of a task.
    let mut jobs: Vec<Job> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut job = |task: usize, program: &str| -> Result<Option<usize>> {
        let Some(Ready::Yes(validation)) = &plan.ready[task] else { return Ok(None) };
        let of = &plan.benchmark.tasks[task];
        let limits = match plan.limits {
            LimitsChoice::Calibrated => validation.limits,
            LimitsChoice::Upstream => upstream(of),
        };
        let limits = Limits { memory_bytes: plan.memory.unwrap_or(limits.memory_bytes), ..limits };
        let key = job_key(&digests[task], program, &limits, plan.options, &kit.image_of(of)?);
        let next = jobs.len();
        let index = *by_key.entry(key.clone()).or_insert(next);
        if index == next {
            jobs.push(Job { key, task, program: program.to_owned(), limits });
        }
        Ok(Some(index))
    };
    let mut asked = Vec::with_capacity(completions.len());
    for row in &completions {
        let judged = row.program.as_ref().ok().map(|program| job(row.task, program)).transpose()?.flatten();
        let raw = row.raw.as_ref().map(|program| job(row.task, program)).transpose()?.flatten();
        asked.push((judged, raw));
    }

    let mut verdicts: Vec<Option<Judged>> = jobs.iter().map(|job| held.get(&job.key).cloned()).collect();
    let resumed = verdicts.iter().flatten().count();
    if let Some(cache) = &cache {
        for (job, verdict) in jobs.iter().zip(&mut verdicts).filter(|(_, verdict)| verdict.is_none()) {
            *verdict = cache.get(&job.key);
        }
    }
    let missing: Vec<usize> = (0..jobs.len()).filter(|index| verdicts[*index].is_none()).collect();
    let orders: Vec<Order> = missing.iter().map(|index| order(&jobs[*index], &digests, plan)).collect();
    events.on(Event::Begin { name: "judging", total: orders.len() as u64 });
    crew.run(&orders, &mut |turn, done| {
        let index = missing[turn];
        let judged = verdict(done);
        log.append(&jobs[index].key, &judged)?;
        if let (Some(cache), true) = (&cache, judged.verdict.counts()) {
            cache.put(&jobs[index].key, &judged)?;
        }
        verdicts[index] = Some(judged);
        events.on(Event::Step { units: 1, bytes: 0 });
        Ok(())
    })?;
    events.on(Event::End);

    let take = |index: usize| -> Result<Judged> {
        let Some(judged) = &verdicts[index] else { bail!("a job has no verdict: {}", jobs[index].key) };
        Ok(judged.clone())
    };
    let mut scored =
        Scored { rows: Vec::new(), raw: Vec::new(), programs: jobs.len(), executed: missing.len(), resumed };
    for (completion, (index, raw)) in completions.into_iter().zip(asked) {
        if let Some(raw) = raw {
            scored.raw.push((scored.rows.len(), take(raw)?));
        }
        let (program, judged) = match (completion.program, index) {
            (Ok(program), Some(index)) => (program, take(index)?),
            (Ok(program), None) => (program, unsupported(plan, completion.task)),
            (Err(judged), _) => (String::new(), judged),
        };
        scored.rows.push(Row {
            task: plan.benchmark.tasks[completion.task].id.clone(),
            ordinal: completion.ordinal,
            place: completion.place,
            completion: completion.text,
            extraction: completion.extraction,
            notes: completion.notes,
            program,
            key: index.map(|index| jobs[index].key.clone()).unwrap_or_default(),
            judged,
        });
    }
    count_tests(plan, &mut scored.rows);
    Ok(scored)
}

/// Completions that were not run have their task's tests too, as the reference has them or, without one, another completion: else an empty
/// answer would raise the function pass rate.
fn count_tests(plan: &Plan<'_>, rows: &mut [Row]) {
    let mut longest: HashMap<String, Vec<TestResult>> = HashMap::new();
    for (task, ready) in plan.benchmark.tasks.iter().zip(plan.ready) {
        if let Some(Ready::Yes(validation)) = ready
            && let Some(reference) = &validation.judged
        {
            longest.insert(task.id.clone(), reference.tests.clone());
        }
    }
    for row in rows.iter() {
        let of = longest.entry(row.task.clone()).or_default();
        if of.len() < row.judged.tests.len() {
            of.clone_from(&row.judged.tests);
        }
    }
    for row in rows {
        let judged = std::mem::replace(&mut row.judged, Judged::not_run(Verdict::NoCode, ""));
        row.judged = judged.unreached(&longest[&row.task]);
    }
}

fn digest(ready: &Option<Ready>) -> String {
    match ready {
        Some(Ready::Yes(validation)) => validation.prepared.digest(),
        _ => String::new(),
    }
}

/// The heaviest references first; the task itself goes along only where a worker does not know it.
fn order(job: &Job, digests: &[String], plan: &Plan<'_>) -> Order {
    let Some(Ready::Yes(validation)) = &plan.ready[job.task] else { unreachable!("jobs are of tasks that are ready") };
    let request = Request::Judge {
        digest: digests[job.task].clone(),
        prepared: None,
        program: job.program.clone(),
        limits: job.limits,
        options: plan.options,
    };
    Order {
        request,
        ready: Some(Arc::clone(validation)),
        weight: validation.judged.as_ref().map_or(0, |judged| judged.usage.fuel),
    }
}

/// What is said of a program whose job ended so.
pub fn verdict(done: Done) -> Judged {
    let infra = |kind: &str, why: &str| Judged::not_run(Verdict::Infra(kind.to_owned()), why);
    match done {
        Done::Answer(Answer::Judged(judged)) => *judged,
        Done::Answer(Answer::Unsupported(why)) => Judged::not_run(Verdict::SkippedUnsupported, &why),
        Done::Answer(Answer::Host(why) | Answer::Task(why)) => infra("host", &why),
        Done::Answer(other) => infra("host", &format!("a worker answered {other:?}")),
        Done::Lost(why) => infra("host_crash", &why),
    }
}

fn unsupported(plan: &Plan<'_>, task: usize) -> Judged {
    let why = match &plan.ready[task] {
        Some(Ready::Unsupported(why) | Ready::Broken(why)) => why.as_str(),
        _ => "nothing of this task can run here",
    };
    Judged::not_run(Verdict::SkippedUnsupported, why)
}

/// Tests of a row in a room.
pub fn in_room(judged: &Judged, room: Room) -> usize {
    judged.tests.iter().filter(|test| test.room == room).count()
}
