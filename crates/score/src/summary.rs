//! All scores of one run, under the names that are printed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use trommel_bench::{Judged, Room};

use crate::{Estimator, Interval, RESAMPLES, Rate, Rates, ScoreError, bootstrap, deviation, pass_at_k};

/// One judged completion.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'a> {
    /// Its task.
    pub task: &'a str,
    /// Which completion of the task it is, from 0, in the order of the samples' file.
    pub ordinal: u32,
    /// What the judge said.
    pub judged: &'a Judged,
}

/// What is to be scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The k of pass@k.
    pub ks: Vec<u32>,
    /// How it is estimated.
    pub estimator: Estimator,
    /// For the intervals.
    pub seed: u64,
    /// How often tasks are drawn for an interval; [`RESAMPLES`] unless there is a reason.
    pub resamples: u32,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { ks: vec![1], estimator: Estimator::Unbiased, seed: 0, resamples: RESAMPLES }
    }
}

/// The scores of one run. Its names in JSON are those on the screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Tasks with at least one completion that counts.
    pub tasks: u32,
    /// Completions, all of them.
    pub completions: u64,
    /// N: those that say something about the model.
    pub counted: u64,
    /// Left out of N: `INFRA`. A run with any is incomplete.
    pub infra: u64,
    /// Left out of N: `SKIPPED_UNSUPPORTED`.
    pub skipped: u64,
    /// The fewest completions that count of a task.
    pub n_min: u32,
    /// The most.
    pub n_max: u32,
    /// pass@k, the mean over tasks; every test.
    pub pass: Vec<PassAtK>,
    /// The same over the benchmark's own tests alone, where EvalPlus added others; else empty.
    pub pass_base: Vec<PassAtK>,
    /// CESR, RSR, FPR, FPR-all.
    pub rates: Rates,
    /// How many completions have each verdict, by its name.
    pub endings: BTreeMap<String, u64>,
    /// The same with the exception's type, the module, the kind of failure.
    pub details: BTreeMap<String, u64>,
    /// Completions that did not pass, but would have if order, case and a millionth did not count. None of them is counted as passed.
    pub near_misses: u64,
    /// Tests by where they were decided, of the completions that count and got that far.
    pub tests_host: u64,
    /// In a second room.
    pub tests_second: u64,
    /// In the program's own room, where it could have forged the verdict.
    pub tests_unprotected: u64,
    /// Completions with at least one such test.
    pub unprotected: u64,
    /// Tasks of this run whose reference is known to fail here.
    pub known_deviations: Vec<String>,
    /// Fuel of all completions together.
    pub fuel: u64,
    /// A row a task, by id.
    pub per_task: Vec<TaskScore>,
}

/// pass@k over the tasks of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PassAtK {
    /// k.
    pub k: u32,
    /// How it was estimated.
    pub estimator: Estimator,
    /// The mean over tasks, in [0, 1].
    pub value: f64,
    /// 95 %, over tasks.
    pub interval: Interval,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskScore {
    /// Its id.
    pub task: String,
    /// Completions that count.
    pub n: u32,
    /// Those that pass.
    pub c: u32,
    /// Those that pass the benchmark's own tests.
    pub c_base: u32,
}

/// Scores a run. The order of `outcomes` does not matter: they are taken by task and ordinal.
///
/// # Errors
/// Nothing counts; the same completion is there twice; a k is 0, or larger than some task's number of completions that count.
pub fn summarise(outcomes: &[Outcome], wanted: &Wanted) -> Result<Summary, ScoreError> {
    let tasks = by_task(outcomes)?;
    let counted: Vec<&Outcome> = tasks.values().flat_map(BTreeMap::values).copied().collect();
    let has_plus = counted.iter().any(|outcome| outcome.judged.tests.iter().any(|test| test.plus));
    let passes = |base: bool| -> Vec<(&str, Vec<bool>)> {
        let passed = |judged: &Judged| if base { judged.passed_base() } else { judged.verdict.passed() };
        tasks.iter().map(|(task, of)| (*task, of.values().map(|outcome| passed(outcome.judged)).collect())).collect()
    };
    let (pass, pass_base) = (passes(false), passes(true));
    let scores = |passes: &[(&str, Vec<bool>)]| -> Result<Vec<PassAtK>, ScoreError> {
        wanted.ks.iter().map(|k| mean_pass(passes, *k, wanted)).collect()
    };
    let per_task: Vec<TaskScore> = pass.iter().zip(&pass_base).map(|(all, base)| task_score(all, base)).collect();
    let named = |name: &str| outcomes.iter().filter(|outcome| outcome.judged.verdict.name() == name).count() as u64;
    let rooms = |room: Room| {
        let reached =
            |outcome: &&&Outcome| outcome.judged.tests.iter().filter(|test| test.room == room && test.reached).count();
        counted.iter().map(|outcome| reached(&outcome) as u64).sum()
    };
    let open =
        |outcome: &&&Outcome| outcome.judged.tests.iter().any(|test| test.room == Room::Unprotected && test.reached);
    Ok(Summary {
        tasks: tasks.len() as u32,
        completions: outcomes.len() as u64,
        counted: counted.len() as u64,
        infra: named("INFRA"),
        skipped: named("SKIPPED_UNSUPPORTED"),
        n_min: per_task.iter().map(|task| task.n).min().unwrap_or(0),
        n_max: per_task.iter().map(|task| task.n).max().unwrap_or(0),
        pass: scores(&pass)?,
        pass_base: if has_plus { scores(&pass_base)? } else { Vec::new() },
        rates: rates(&tasks),
        endings: count(outcomes, |judged| judged.verdict.name().to_owned()),
        details: count(outcomes, |judged| judged.verdict.to_string()),
        near_misses: counted.iter().filter(|outcome| near_miss(outcome.judged)).count() as u64,
        tests_host: rooms(Room::Host),
        tests_second: rooms(Room::Second),
        tests_unprotected: rooms(Room::Unprotected),
        unprotected: counted.iter().filter(open).count() as u64,
        known_deviations: tasks.keys().filter(|task| deviation(task).is_some()).map(|task| (*task).into()).collect(),
        fuel: outcomes.iter().fold(0, |sum: u64, outcome| sum.saturating_add(outcome.judged.usage.fuel)),
        per_task,
    })
}

type Tasks<'o, 'a> = BTreeMap<&'a str, BTreeMap<u32, &'o Outcome<'a>>>;

/// The completions that count, by task and ordinal.
fn by_task<'o, 'a>(outcomes: &'o [Outcome<'a>]) -> Result<Tasks<'o, 'a>, ScoreError> {
    let mut seen = BTreeSet::new();
    let mut tasks: Tasks = BTreeMap::new();
    for outcome in outcomes {
        if !seen.insert((outcome.task, outcome.ordinal)) {
            return Err(ScoreError::Twice { task: outcome.task.into(), ordinal: outcome.ordinal });
        }
        if outcome.judged.verdict.counts() {
            tasks.entry(outcome.task).or_default().insert(outcome.ordinal, outcome);
        }
    }
    if tasks.is_empty() { Err(ScoreError::Nothing) } else { Ok(tasks) }
}

/// The error, if any, names the task with the fewest completions.
fn mean_pass(passes: &[(&str, Vec<bool>)], k: u32, wanted: &Wanted) -> Result<PassAtK, ScoreError> {
    let fewest = passes.iter().min_by_key(|(_, passed)| passed.len());
    if let Some((task, passed)) = fewest {
        pass_at_k(task, passed, k, wanted.estimator)?;
    }
    let values: Vec<f64> =
        passes.iter().map(|(task, passed)| pass_at_k(task, passed, k, wanted.estimator)).collect::<Result<_, _>>()?;
    let value = values.iter().sum::<f64>() / values.len() as f64;
    let interval = bootstrap(&values, wanted.resamples, wanted.seed);
    Ok(PassAtK { k, estimator: wanted.estimator, value, interval })
}

fn task_score(all: &(&str, Vec<bool>), base: &(&str, Vec<bool>)) -> TaskScore {
    let passed = |passed: &[bool]| passed.iter().filter(|passed| **passed).count() as u32;
    TaskScore { task: all.0.into(), n: all.1.len() as u32, c: passed(&all.1), c_base: passed(&base.1) }
}

fn rates(tasks: &Tasks) -> Rates {
    let mut rates = Rates::default();
    let mut shares = Vec::new();
    for of in tasks.values() {
        let mut cases = Rate::default();
        for outcome in of.values() {
            let judged = outcome.judged;
            for rate in [&mut rates.cesr, &mut rates.rsr, &mut rates.fpr_all] {
                rate.all += 1;
            }
            rates.cesr.of += u64::from(judged.body_ran);
            rates.rsr.of += u64::from(judged.ran);
            rates.fpr_all.of += u64::from(judged.verdict.passed());
            cases.of += judged.passed_tests() as u64;
            cases.all += judged.tests.len() as u64;
        }
        rates.fpr.of += cases.of;
        rates.fpr.all += cases.all;
        shares.extend(cases.value());
    }
    rates.fpr_macro = (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64);
    rates
}

fn count(outcomes: &[Outcome], name: impl Fn(&Judged) -> String) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for outcome in outcomes {
        *counts.entry(name(outcome.judged)).or_default() += 1;
    }
    counts
}

/// Every test that did not pass missed by a little.
fn near_miss(judged: &Judged) -> bool {
    !judged.verdict.passed()
        && judged.ran
        && judged.tests.iter().all(|test| test.verdict.passed() || test.near_miss)
        && judged.tests.iter().any(|test| test.near_miss)
}
