//! A benchmark with all that judging takes, for those that have one program after the other.

use std::sync::Arc;

use anyhow::Result;
use trommel_bench::{
    Benchmark, Claim, JUDGE_VERSION, Judged, Options, Place, Preset, Tasks, Verdict, assemble, job_key, upstream,
};
use trommel_pipeline::Silent;
use trommel_store::{Key, KeyBuilder};

use crate::args::LimitsChoice;
use crate::judging::benchmarks;
use crate::judging::cache::Cache;
use crate::judging::crew::{Crew, Order};
use crate::judging::kit::Kit;
use crate::judging::protocol::Request;
use crate::judging::ready::{Ready, ready};
use crate::judging::scored::verdict;

/// All that judging takes, made once.
pub struct Court {
    benchmark: Benchmark,
    tasks: Tasks,
    ready: Vec<Ready>,
    digests: Vec<String>,
    /// The image that each task's programs run in.
    images: Vec<String>,
    crew: Crew,
    /// Verdicts of other runs, and of `trommel score`.
    known: Cache<Judged>,
    preset: Preset,
    /// The benchmark, the guests and what was made ready, by content.
    pub fingerprint: Key,
}

impl Court {
    /// Makes everything ready: guests, tasks, workers.
    ///
    /// # Errors
    /// The benchmark is not to be had, or a guest cannot be made.
    pub fn open(name: &str, preset: Preset) -> Result<Court> {
        let kit = Kit::open()?;
        let benchmark = benchmarks::resolve(&kit, name, None, &Silent)?;
        kit.prepare(benchmark.tasks.iter().flat_map(|task| task.languages()), &Silent)?;
        let crew = kit.crew(None)?;
        let ready = ready(&kit, &crew, &benchmark.tasks, false, &Silent)?;
        let digest = |ready: &Ready| match ready {
            Ready::Yes(validation) => validation.prepared.digest(),
            Ready::Unsupported(_) | Ready::Broken(_) => String::new(),
        };
        let digests: Vec<String> = ready.iter().map(digest).collect();
        let mut key = KeyBuilder::new("execute").field(&benchmark.sha256).field(JUDGE_VERSION.to_string());
        let images = benchmark.tasks.iter().map(|task| kit.image_of(task)).collect::<Result<Vec<_>>>()?;
        for image in &images {
            key = key.field(image);
        }
        let fingerprint = digests.iter().fold(key, |key, digest| key.field(digest)).finish();
        let tasks = Tasks::new(&benchmark.name, &benchmark.tasks);
        let known = Cache::open(&kit.cache().join("verdicts"))?;
        Ok(Court { benchmark, tasks, ready, digests, images, crew, known, preset, fingerprint })
    }

    /// The verdict on a program; none where no task has that id.
    pub fn judge(&self, id: &str, text: &str, claim: Claim, limits: LimitsChoice) -> Option<Judged> {
        Some(match self.case(id, text, claim, limits)? {
            Case::Decided(judged) => judged,
            Case::Open(key, order) => self.found(&key, verdict(self.crew.one_with_retry(&order))),
        })
    }

    /// Keeps a verdict for others. Where that fails they find it themselves.
    fn found(&self, key: &str, judged: Judged) -> Judged {
        if judged.verdict.counts() {
            let _ = self.known.put(key, &judged);
        }
        judged
    }

    /// The verdicts on many (id, program), in their order, found by all workers together; none where no task has that id.
    ///
    /// # Errors
    /// An interrupt.
    pub fn judge_all(&self, all: &[(&str, &str)], claim: Claim, limits: LimitsChoice) -> Result<Vec<Option<Judged>>> {
        let mut verdicts: Vec<Option<Judged>> = Vec::with_capacity(all.len());
        let (mut orders, mut places) = (Vec::new(), Vec::new());
        for (place, (id, text)) in all.iter().enumerate() {
            verdicts.push(match self.case(id, text, claim, limits) {
                Some(Case::Decided(judged)) => Some(judged),
                Some(Case::Open(key, order)) => {
                    orders.push(*order);
                    places.push((place, key));
                    None
                }
                None => None,
            });
        }
        self.crew.run(&orders, &mut |turn, done| {
            let (place, key) = &places[turn];
            verdicts[*place] = Some(self.found(key, verdict(done)));
            Ok(())
        })?;
        Ok(verdicts)
    }

    fn case(&self, id: &str, text: &str, claim: Claim, limits: LimitsChoice) -> Option<Case> {
        let index = self.tasks.find(id, &Place::new("document", 0)).ok()?;
        let task = &self.benchmark.tasks[index];
        let validation = match &self.ready[index] {
            Ready::Yes(validation) => validation,
            Ready::Unsupported(why) | Ready::Broken(why) => {
                return Some(Case::Decided(Judged::not_run(Verdict::SkippedUnsupported, why)));
            }
        };
        let extracted = assemble(task, text, claim, self.preset);
        if extracted.is_empty() {
            let why = "no program was found in the document";
            return Some(Case::Decided(validation.unreached(Judged::not_run(Verdict::NoCode, why))));
        }
        let limits = match limits {
            LimitsChoice::Calibrated => validation.limits,
            LimitsChoice::Upstream => upstream(task),
        };
        let options = Options::default();
        let key = job_key(&self.digests[index], &extracted.program, &limits, options, &self.images[index]);
        if let Some(judged) = self.known.get(&key) {
            return Some(Case::Decided(judged));
        }
        let request = Request::Judge {
            digest: self.digests[index].clone(),
            prepared: None,
            program: extracted.program,
            limits,
            options,
        };
        let order = Order { request, ready: Some(Arc::clone(validation)), weight: limits.fuel };
        Some(Case::Open(key, Box::new(order)))
    }
}

/// A program before its judge.
enum Case {
    /// It need not be run.
    Decided(Judged),
    /// It must; the verdict's key.
    Open(String, Box<Order>),
}
