//! A training run as the command line starts it: pass@1 in the sandbox while it goes on, progress, interrupts.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Result, bail};
use serde_json::{Value, json};
use trommel_bench::{Claim, Judged, Preset, Task, Verdict};
use trommel_generate::{Options, PromptOptions, jobs, prompts};
use trommel_model::{Device, Model};
use trommel_pipeline::{Event as Told, Events};
use trommel_tokens::Tokenizer;
use trommel_train::{
    Evaluation, Event, Flow, Job, Lineage, Method, MethodRun, PassRate, Preview, Sample, Scorer, Side, StopReason,
    TaskScore, TrainConfig, Writer,
};

use crate::args::LimitsChoice;
use crate::judging::court::Court;
use crate::modelling::texts::Texts;
use crate::stages::Generate;
use crate::world;

/// What a run is made of.
pub struct Asked<'a> {
    /// What to train.
    pub config: &'a TrainConfig,
    /// The benchmark that pass@1 is measured on while training, and how it is put.
    pub pass: Option<&'a Generate>,
    /// The training files.
    pub train: &'a [PathBuf],
    /// The evaluation files.
    pub evaluation: &'a [PathBuf],
    /// The tokenizer's folder.
    pub tokenizer: &'a Path,
    /// Where the data come from.
    pub lineage: Lineage,
    /// Go on from what the folder holds.
    pub resume: bool,
}

/// Trains into `folder`, and says what came of it.
///
/// # Errors
/// Whatever the run fails with; an interrupt, after which it can be taken up again.
pub fn train(asked: &Asked<'_>, folder: &Path, events: &dyn Events) -> Result<Value> {
    let mut teller = Teller { events, begun: false, told: 0, facts: json!({}) };
    let trained = asked.with_job(folder, |job, _| {
        Ok(trommel_train::train(job, &mut |event| {
            teller.tell(event);
            if world::interrupted() { Flow::Stop } else { Flow::Go }
        })?)
    });
    if teller.begun {
        events.on(Told::End);
    }
    let stopped = match &trained {
        Ok(trained) => trained.reason == StopReason::Stopped,
        // Judging ends with an error where it is interrupted.
        Err(error) => {
            world::interrupted() && matches!(error.downcast_ref(), Some(trommel_train::Error::Scoring { .. }))
        }
    };
    if stopped {
        bail!(
            "interrupted; what was trained is in {}; the same run, or `trommel train --resume`, goes on from there",
            folder.display()
        );
    }
    let trained = trained?;
    let mut facts = teller.facts;
    facts["steps"] = json!(trained.step);
    facts["ended"] = json!(trained.reason.name());
    facts["tokens"] = json!(trained.tokens);
    facts["chosen_step"] = json!(trained.chosen);
    let result = trained.merged.as_ref().unwrap_or(&trained.path);
    facts["result"] = json!(result.strip_prefix(folder).unwrap_or(result).display().to_string());
    Ok(facts)
}

/// What a run would cost.
///
/// # Errors
/// As [`train`].
pub fn preview(asked: &Asked<'_>, folder: &Path) -> Result<Value> {
    let found = asked.with_job(folder, |job, _| Ok(trommel_train::preview(job)?))?;
    Ok(costs(&found))
}

/// One side of full fine-tuning beside an adapter, with the peak memory of this process, which is that of this side if the
/// process does nothing else, and what the chosen parameters wrote beside the references.
///
/// # Errors
/// As [`train`].
pub fn compared(
    asked: &Asked<'_>,
    side: Side,
    lora: &Method,
    lora_lr: f64,
    folder: &Path,
    events: &dyn Events,
) -> Result<(MethodRun, Option<Texts>)> {
    let mut teller = Teller { events, begun: false, told: 0, facts: json!({}) };
    let mut told: Vec<(Evaluation, Option<Texts>)> = Vec::new();
    let mut run = asked.with_job(folder, |job, texts| {
        Ok(trommel_train::compared(job, side, lora, lora_lr, &mut |event| {
            if let Event::Evaluated { evaluation, .. } = event {
                told.push((evaluation.clone(), texts()));
            }
            teller.tell(event);
            if world::interrupted() { Flow::Stop } else { Flow::Go }
        })?)
    })?;
    if teller.begun {
        events.on(Told::End);
    }
    if world::interrupted() {
        bail!("interrupted; the same comparison with --resume goes on from {}", folder.display());
    }
    run.peak_memory = world::peak_memory();
    // None where the evaluation that was chosen was made before an interruption.
    let chosen = told.iter().find(|(evaluation, _)| run.chosen.as_ref() == Some(evaluation));
    let texts = chosen.and_then(|(_, texts)| *texts);
    Ok((run, texts))
}

impl Asked<'_> {
    /// `work` also gets what tells the texts of the latest evaluation.
    fn with_job<T>(
        &self,
        folder: &Path,
        work: impl FnOnce(&Job<'_>, &dyn Fn() -> Option<Texts>) -> Result<T>,
    ) -> Result<T> {
        if let Some(keep_memory) = crate::KEEP_MEMORY.get() {
            keep_memory();
        }
        let tokenizer = Tokenizer::load(self.tokenizer)?;
        let examiner = self.pass.map(|pass| Examiner::open(pass, &tokenizer)).transpose()?;
        let pass_rate = examiner.as_ref().map(|examiner| PassRate { writer: examiner, scorer: examiner });
        let job = Job {
            config: self.config,
            train: self.train,
            evaluation: self.evaluation,
            tokenizer: &tokenizer,
            lineage: self.lineage.clone(),
            device: Device::Cpu,
            output: folder,
            resume: self.resume,
            pass_rate,
            clock: &world::seconds,
        };
        work(&job, &|| examiner.as_ref().and_then(Examiner::texts))
    }
}

fn costs(preview: &Preview) -> Value {
    // Steps were tried: what they took is no estimate.
    let memory = preview.memory.max(world::peak_memory().unwrap_or(0));
    json!({
        "parameters": preview.parameters, "trainable": preview.trainable, "steps": preview.steps,
        "tokens_a_step": preview.step_tokens, "padding": preview.padding, "memory_bytes": memory,
        "tokens_per_second": preview.tokens_per_second, "seconds": preview.seconds,
    })
}

/// What a run would cost, for people.
pub fn in_words(costs: &Value) -> String {
    let number = |name: &str| costs[name].as_f64().unwrap_or(0.0);
    let time = match number("seconds") {
        seconds if seconds < 120.0 => format!("{seconds:.0} s"),
        seconds => format!("{:.0} min", seconds / 60.0),
    };
    format!(
        "  {} parameters, {} of them trained; {} steps of about {:.0} tokens ({:.0} % padding); about {:.0} MB; \
         {:.0} tokens/s, so about {time}",
        costs["parameters"],
        costs["trainable"],
        costs["steps"],
        number("tokens_a_step"),
        100.0 * number("padding"),
        number("memory_bytes") / 1e6,
        number("tokens_per_second"),
    )
}

/// Renders a run's events.
struct Teller<'a> {
    events: &'a dyn Events,
    begun: bool,
    told: u64,
    facts: Value,
}

impl Teller<'_> {
    fn tell(&mut self, event: &Event) {
        match event {
            Event::Started { preview, resumed } => {
                self.events.on(Told::Note(in_words(&costs(preview)).trim()));
                if let Some(checkpoint) = resumed {
                    self.events.on(Told::Note(&format!("going on from {}", checkpoint.display())));
                }
            }
            Event::Step { step, steps, loss, .. } => {
                if !std::mem::replace(&mut self.begun, true) {
                    self.events.on(Told::Begin { name: "train", total: *steps });
                    self.told = step - 1;
                    self.events.on(Told::Step { units: self.told, bytes: 0 });
                }
                self.events.on(Told::Step { units: step - self.told, bytes: 0 });
                self.told = *step;
                self.facts["loss"] = json!(loss);
            }
            Event::Evaluated { step, evaluation, best } => {
                let pass = evaluation.pass_rate.map_or(String::new(), |pass| format!(", pass@1 {pass:.3}"));
                let loss = evaluation.loss.map_or(String::new(), |loss| format!(", loss {loss:.4}"));
                let mark = if *best { " (best so far)" } else { "" };
                self.events.on(Told::Note(&format!("step {step}{loss}{pass}{mark}")));
                if *best {
                    self.facts["best"] =
                        json!({ "step": step, "loss": evaluation.loss, "pass@1": evaluation.pass_rate });
                }
            }
            Event::Stage { step, stage } => self.events.on(Told::Note(&format!("step {step}: stage {stage} begins"))),
            Event::Phase { step, phase } => self.events.on(Told::Note(&format!("step {step}: phase {phase} begins"))),
            Event::Saved { .. } | Event::Finished { .. } => {}
        }
    }
}

/// Has a model answer a benchmark, and the sandbox judge the answers.
struct Examiner<'a> {
    tasks: Vec<Task>,
    prompts: PromptOptions,
    options: Options,
    tokenizer: &'a Tokenizer,
    court: Court,
    claim: Claim,
    texts: Mutex<Option<Texts>>,
}

impl<'a> Examiner<'a> {
    fn open(pass: &Generate, tokenizer: &'a Tokenizer) -> Result<Self> {
        let (tasks, _) = pass.tasks()?;
        let court = Court::open(&pass.benchmark, Preset::default())?;
        let (prompts, options) = (pass.prompts(), pass.options());
        let claim = prompts.style.claim();
        Ok(Examiner { tasks, prompts, options, tokenizer, court, claim, texts: Mutex::new(None) })
    }

    /// The texts that were judged last, beside the references.
    fn texts(&self) -> Option<Texts> {
        *self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer for Examiner<'_> {
    fn write(&self, model: &Model) -> Result<Vec<(String, Vec<String>)>, String> {
        let written = || -> trommel_generate::Result<Vec<(String, Vec<String>)>> {
            let ends = self.tokenizer.end_of_text().into_iter().collect::<Vec<u32>>();
            let generator = trommel_generate::Generator::new(model, self.tokenizer, &ends)?;
            let prompts = prompts(&self.tasks, &self.prompts, self.tokenizer, None, &[])?;
            let jobs = jobs(prompts.len(), self.options.samples);
            let mut answers: Vec<(String, Vec<String>)> = prompts
                .iter()
                .map(|prompt| (prompt.task.clone(), vec![String::new(); self.options.samples as usize]))
                .collect();
            generator.generate(&prompts, &jobs, &self.options, None, |job, row, _| {
                answers[job.prompt].1[job.sample as usize] = row.completion;
                Ok(())
            })?;
            Ok(answers)
        };
        written().map_err(|error| error.to_string())
    }
}

impl Scorer for Examiner<'_> {
    fn score(&self, completions: &[(String, Vec<String>)]) -> Result<Vec<TaskScore>, String> {
        let all: Vec<(&str, &str)> = completions
            .iter()
            .flat_map(|(task, texts)| texts.iter().map(move |text| (task.as_str(), text.as_str())))
            .collect();
        let judged = self.court.judge_all(&all, self.claim, LimitsChoice::Calibrated);
        let mut judged = judged.map_err(|error| format!("{error:#}"))?.into_iter();
        let score = |entry: &(String, Vec<String>)| -> Result<TaskScore, String> {
            let unknown = || format!("no task `{}`", entry.0);
            let samples =
                judged.by_ref().take(entry.1.len()).map(|judged| judged.as_ref().map(sample).ok_or_else(unknown));
            Ok(TaskScore { task: entry.0.clone(), samples: samples.collect::<Result<_, _>>()? })
        };
        let texts = Texts::of(&self.tasks, completions, self.claim);
        *self.texts.lock().unwrap_or_else(PoisonError::into_inner) = texts;
        completions.iter().map(score).collect()
    }
}

fn sample(judged: &Judged) -> Sample {
    let passed = judged.tests.iter().filter(|test| test.verdict.passed()).count();
    // A program that ends as it should in the end counts as whole, whatever was measured of its tests.
    let share = passed as f64 / judged.tests.len().max(1) as f64;
    Sample {
        parsed: judged.compiled,
        ran: judged.ran,
        passed_fraction: if judged.verdict.passed() { 1.0 } else { share.min(1.0 - f64::EPSILON) },
        timeout: matches!(judged.verdict, Verdict::TimeLimit),
        infra_error: matches!(judged.verdict, Verdict::Infra(_)),
    }
}
