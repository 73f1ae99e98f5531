//! `evaluate`: the completions that `generate` made, run in the sandbox and scored, as `trommel score` does it.

use std::sync::OnceLock;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_bench::{JUDGE_VERSION, Preset};
use trommel_pipeline::stage::{Context, Made, Product, Stage, Work, Workplace};
use trommel_pipeline::{Events, PipelineError, Silent};
use trommel_store::{Key, KeyBuilder};

use crate::INCOMPLETE;
use crate::args::{Estimator, ScoreArguments};
use crate::judging::benchmarks;
use crate::judging::kit::Kit;
use crate::stages::execute::ExecuteLimits;
use crate::verbs::scored;

/// Runs the completions that `generate` made in the sandbox, and scores them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Evaluate {
    /// The benchmark whose tests decide: a name of `trommel bench list`, or a file of tasks.
    pub benchmark: String,
    /// pass@k for these k.
    pub k: Vec<u64>,
    /// How a program is taken out of a completion: `raw`, `fence-first`, `fence-last`, `sanitize`, `auto`.
    pub extract: String,
    /// Fuel: a multiple of what the task's reference used, or the benchmark's own seconds.
    pub limits: ExecuteLimits,
    /// Seed of the bootstrap.
    pub seed: u64,
    #[serde(skip)]
    fingerprint: OnceLock<Key>,
}

impl Default for Evaluate {
    fn default() -> Self {
        Evaluate {
            benchmark: "humaneval".to_owned(),
            k: vec![1],
            extract: "auto".to_owned(),
            limits: ExecuteLimits::Calibrated,
            seed: 0,
            fingerprint: OnceLock::new(),
        }
    }
}

/// What a scored run's folder holds of a file of samples called `samples.jsonl`, besides its log.
const FILES: [&str; 7] = [
    "summary.json",
    "verdicts.jsonl",
    "verdicts.parquet",
    "samples_results.jsonl",
    "samples.eval_results.json",
    "cheats.jsonl",
    "audit.jsonl",
];

impl Evaluate {
    /// The benchmark and the guests, by content.
    fn key(&self) -> anyhow::Result<Key> {
        let kit = Kit::open()?;
        let benchmark = benchmarks::resolve(&kit, &self.benchmark, None, &Silent)?;
        kit.prepare(benchmark.tasks.iter().flat_map(|task| task.languages()), &Silent)?;
        let mut key = KeyBuilder::new("evaluate").field(&benchmark.sha256).field(JUDGE_VERSION.to_string());
        for task in &benchmark.tasks {
            key = key.field(kit.image_of(task)?);
        }
        Ok(key.finish())
    }

    fn score(&self, workplace: &Workplace, events: &dyn Events) -> anyhow::Result<Value> {
        let samples = workplace.products.get("generate").context("no completions")?.join("samples.jsonl");
        let arguments = ScoreArguments {
            benchmark: self.benchmark.clone(),
            samples,
            k: self.k.clone(),
            estimator: Estimator::Unbiased,
            out: Some(workplace.folder.clone()),
            extract: self.extract.clone(),
            no_audit: false,
            limits: self.limits.into(),
            guest_memory: None,
            map: None,
            only: Vec::new(),
            allow_missing: false,
            allow_incomplete: false,
            base_only: false,
            all_tests: false,
            workers: None,
            no_cache: false,
            seed: self.seed,
            no_metrics: false,
        };
        let (mut summary, code) = scored(&arguments, events, |report| Ok(report.json()))?;
        anyhow::ensure!(code != INCOMPLETE, "an infrastructure failure left completions undecided; run it again");
        // How long it took and where is no part of the result.
        for passing in ["seconds", "out"] {
            summary.as_object_mut().map(|summary| summary.remove(passing));
        }
        std::fs::write(workplace.folder.join("summary.json"), format!("{summary:#}\n"))?;
        Ok(summary)
    }
}

impl Stage for Evaluate {
    fn kind(&self) -> &'static str {
        "evaluate"
    }

    fn version(&self) -> u32 {
        2
    }

    fn config(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn work(&self) -> Work<'_> {
        Work::Product(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems = Vec::new();
        if Preset::of_name(&self.extract).is_none() {
            let expected = "expected raw, fence-first, fence-last, sanitize or auto";
            problems.push(("extract", format!("is `{}`, {expected}", self.extract)));
        }
        if self.k.is_empty() || self.k.contains(&0) {
            problems.push(("k", "holds 0 or nothing, expected one or more numbers of at least 1".to_owned()));
        }
        problems
    }

    fn prepare(&self) -> trommel_pipeline::Result<()> {
        if self.fingerprint.get().is_none() {
            let key = self.key().map_err(|error| PipelineError::stage("evaluate", format!("{error:#}")))?;
            let _ = self.fingerprint.set(key); // Another thread's is as good.
        }
        Ok(())
    }

    fn fingerprint(&self) -> Option<Key> {
        self.fingerprint.get().copied()
    }
}

impl Product for Evaluate {
    fn reads(&self) -> &[&'static str] {
        &["generate"]
    }

    fn reads_dataset(&self) -> bool {
        false
    }

    fn make(&self, context: &Context<'_>, workplace: &Workplace) -> trommel_pipeline::Result<Made> {
        let facts = self
            .score(workplace, context.events)
            .map_err(|error| PipelineError::stage("evaluate", format!("{error:#}")))?;
        Ok(Made { files: FILES.map(str::to_owned).to_vec(), facts })
    }
}
