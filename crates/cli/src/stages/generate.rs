//! `generate`: the recipe's model answers the tasks of a benchmark.

use std::sync::OnceLock;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_bench::Task;
use trommel_generate::{Beams, LongPrompts, Options, PromptOptions, Sampling, Source, Style};
use trommel_pipeline::stage::{Context, Made, Product, Stage, Work, Workplace};
use trommel_pipeline::{PipelineError, Silent};
use trommel_store::{Key, KeyBuilder};

use crate::judging::benchmarks;
use crate::judging::kit::Kit;
use crate::modelling::generation::{self, Asked};

/// Puts the tasks of a benchmark to the model that `train` made.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Generate {
    /// The benchmark: a name of `trommel bench list`, or a file of tasks.
    pub benchmark: String,
    /// How a task is put: `completion`, `instruct`, `docstring-code`, `progressive`, `{ chat = {} }`, or
    /// `{ template = { pattern = "…" } }` with `{signature}`, `{docstring}`, `{prompt}` and `{language}`.
    pub style: Style,
    /// Whether a prompt begins with its language's token.
    pub language_prefix: bool,
    /// Completions of each task.
    pub samples: u32,
    /// Seed of what is drawn: the same seed gives the same bytes.
    pub seed: u64,
    /// Logits are divided by it; 0 takes the likeliest token.
    pub temperature: f64,
    /// Only the k likeliest tokens; 0 for all.
    pub top_k: usize,
    /// Only the likeliest tokens whose sum first reaches p; 1 for all.
    pub top_p: f64,
    /// Only tokens at least so likely, as a share of the likeliest; 0 for all.
    pub min_p: f64,
    /// Divides the logits of tokens that occurred; 1 does nothing.
    pub repetition_penalty: f64,
    /// Beam search of so many beams in place of drawing.
    pub beams: Option<usize>,
    /// Scores of beams are divided by their length to this power.
    pub length_penalty: f64,
    /// The most tokens of a completion.
    pub max_new_tokens: usize,
    /// The most tokens of a draft between the stages of a progressive prompt; 0 for none.
    pub draft_tokens: usize,
    /// A completion ends before the first of these.
    pub stops: Vec<String>,
    /// Whether the benchmark's own stop words count too.
    pub task_stops: bool,
    /// What becomes of a prompt that leaves no room: `error` or `truncate-left`.
    pub long_prompts: LongPrompts,
    #[serde(skip)]
    asked: OnceLock<(Vec<Task>, Key)>,
}

impl Default for Generate {
    fn default() -> Self {
        let (options, sampling) = (Options::default(), Sampling::default());
        Generate {
            benchmark: "humaneval".to_owned(),
            style: Style::Completion,
            language_prefix: false,
            samples: options.samples,
            seed: options.seed,
            temperature: sampling.temperature,
            top_k: sampling.top_k,
            top_p: sampling.top_p,
            min_p: sampling.min_p,
            repetition_penalty: sampling.repetition_penalty,
            beams: None,
            length_penalty: 1.0,
            max_new_tokens: options.max_new_tokens,
            draft_tokens: options.draft_tokens,
            stops: options.stops,
            task_stops: options.task_stops,
            long_prompts: options.long_prompts,
            asked: OnceLock::new(),
        }
    }
}

impl Generate {
    /// How tasks are put.
    pub fn prompts(&self) -> PromptOptions {
        PromptOptions { style: self.style.clone(), language_prefix: self.language_prefix, ..PromptOptions::default() }
    }

    /// How they are answered.
    pub fn options(&self) -> Options {
        let beams = self.beams.map(|width| Beams { width, length_penalty: self.length_penalty });
        let sampling = Sampling {
            temperature: self.temperature,
            top_k: self.top_k,
            top_p: self.top_p,
            min_p: self.min_p,
            repetition_penalty: self.repetition_penalty,
        };
        Options {
            samples: self.samples,
            seed: self.seed,
            sampling,
            beams,
            max_new_tokens: self.max_new_tokens,
            draft_tokens: self.draft_tokens,
            stops: self.stops.clone(),
            task_stops: self.task_stops,
            long_prompts: self.long_prompts,
            ..Options::default()
        }
    }

    /// The tasks, and the benchmark by content.
    pub fn tasks(&self) -> anyhow::Result<(Vec<Task>, Key)> {
        let kit = Kit::open()?;
        let benchmark = benchmarks::resolve(&kit, &self.benchmark, None, &Silent)?;
        let key = KeyBuilder::new("generate").field(&benchmark.sha256).finish();
        Ok((benchmark.tasks, key))
    }
}

impl Stage for Generate {
    fn kind(&self) -> &'static str {
        "generate"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn work(&self) -> Work<'_> {
        Work::Product(self)
    }

    fn problems(&self) -> Vec<(&'static str, String)> {
        let options = self.options().check().err().map(|error| ("samples", error.to_string()));
        let style = self.style.check().err().map(|error| ("style", error.to_string()));
        options.into_iter().chain(style).collect()
    }

    fn prepare(&self) -> trommel_pipeline::Result<()> {
        if self.asked.get().is_none() {
            let asked = self.tasks().map_err(|error| PipelineError::stage("generate", format!("{error:#}")))?;
            let _ = self.asked.set(asked); // Another thread's is as good.
        }
        Ok(())
    }

    fn fingerprint(&self) -> Option<Key> {
        self.asked.get().map(|(_, key)| *key)
    }
}

impl Product for Generate {
    fn reads(&self) -> &[&'static str] {
        &["train"]
    }

    fn reads_dataset(&self) -> bool {
        false
    }

    fn make(&self, context: &Context<'_>, workplace: &Workplace) -> trommel_pipeline::Result<Made> {
        let made = || -> anyhow::Result<Value> {
            let (tasks, _) = self.asked.get().context("the benchmark was not read")?;
            let model = workplace.products.get("train").context("no model")?.join("model");
            anyhow::ensure!(
                model.is_dir(),
                "`train` left an adapter and no model; its method's `merge = true` makes one"
            );
            let (prompts, options) = (self.prompts(), self.options());
            let source = Source::new(model);
            let asked = Asked { source: &source, tasks, prompts: &prompts, options: &options };
            generation::generate(&asked, &workplace.folder, context.events)
        };
        let facts = made().map_err(|error| PipelineError::stage("generate", format!("{error:#}")))?;
        Ok(Made { files: generation::FILES.map(str::to_owned).to_vec(), facts })
    }
}
