//! A model with its tokenizer, ready to answer.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use trommel_model::ops::Path;
use trommel_model::{Decoder, Model};
use trommel_tokens::Tokenizer;

use crate::beam;
use crate::bytes::TokenBytes;
use crate::constraint::Constraint;
use crate::engine::{self, Call, Request};
use crate::error::{GenerateError, Result};
use crate::options::{LongPrompts, Options};
use crate::prompt::Prompt;
use crate::record::{Finish, Row};
use crate::rows::{Rows, wide};
use crate::staged;
use crate::writer::Writer;

/// Generates completions.
pub struct Generator<'a> {
    decoder: Decoder,
    tokenizer: &'a Tokenizer,
    special: BTreeSet<u32>,
    ends: Vec<u32>,
    /// Ids below the tokenizer's largest that are no token.
    gaps: Vec<u32>,
    bytes: OnceLock<TokenBytes>,
    /// Whether the operators are our own, which run on the CPU.
    cpu: bool,
    wide: bool,
}

/// A sample of a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Job {
    /// The prompt's place in the list.
    pub prompt: usize,
    /// Which of its samples, from 0.
    pub sample: u32,
}

/// What was generated for one job.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// The text, to before a stop word.
    pub completion: String,
    /// Why it ended.
    pub finish: Finish,
    /// All ids that were generated, with the one that ends a text.
    pub ids: Vec<u32>,
    /// The sum of `logprobs`.
    pub logprob: f64,
    /// The sum of `raw_logprobs`.
    pub raw_logprob: f64,
    /// Of each id the natural log-probability under the distribution that it was drawn from.
    pub logprobs: Vec<f64>,
    /// Of each id the natural log-probability under the model's own logits.
    pub raw_logprobs: Vec<f64>,
}

/// All samples of so many prompts, prompt after prompt.
#[must_use]
pub fn jobs(prompts: usize, samples: u32) -> Vec<Job> {
    (0..prompts).flat_map(|prompt| (0..samples).map(move |sample| Job { prompt, sample })).collect()
}

impl<'a> Generator<'a> {
    /// For a model as it is now, adapter included. `ends` are the ids that end an answer.
    ///
    /// # Errors
    /// When the tokenizer has ids that the model has no embedding for, or `ends` has.
    pub fn new(model: &Model, tokenizer: &'a Tokenizer, ends: &[u32]) -> Result<Self> {
        tokenizer.fit(model.config().vocabulary)?;
        let gaps = (0..tokenizer.rows() as u32).filter(|&id| tokenizer.token(id).is_none()).collect();
        if let Some(end) = ends.iter().find(|&&end| tokenizer.token(end).is_none()) {
            return Err(GenerateError::option("end of text", format!("id {end}"), "an id of the tokenizer"));
        }
        Ok(Self {
            decoder: model.inference()?,
            tokenizer,
            special: tokenizer.special_tokens().into_keys().collect(),
            ends: ends.iter().copied().collect::<BTreeSet<u32>>().into_iter().collect(),
            gaps,
            bytes: OnceLock::new(),
            cpu: model.path() == Path::Fused,
            wide: wide(model),
        })
    }

    /// The bytes of the tokenizer's tokens, for constraints.
    ///
    /// # Errors
    /// See [`TokenBytes::new`].
    pub fn token_bytes(&self) -> Result<&TokenBytes> {
        match self.bytes.get() {
            Some(bytes) => Ok(bytes),
            None => {
                let bytes = TokenBytes::new(self.tokenizer)?;
                Ok(self.bytes.get_or_init(|| bytes))
            }
        }
    }

    /// Whether completions depend on the batch size: on the CPU they do not.
    #[must_use]
    pub fn batch_matters(&self) -> bool {
        !self.cpu
    }

    /// Answers jobs. Each is given to `done` as it ends, which may be in any order, with its row and its tokens. With
    /// beams, a prompt may have fewer answers than samples were asked for, if there are no more.
    ///
    /// # Errors
    /// Options out of range, a prompt without room for an answer, a model whose numbers are broken; what `done` says.
    /// Prompts are checked before the first answer.
    pub fn generate(
        &self,
        prompts: &[Prompt],
        jobs: &[Job],
        options: &Options,
        constraint: Option<&dyn Constraint>,
        mut done: impl FnMut(Job, Row, Generated) -> Result<()>,
    ) -> Result<()> {
        options.check()?;
        if constraint.is_some() && self.ends.is_empty() {
            let expected = "a tokenizer with a token that ends texts: a constrained answer must be able to end";
            return Err(GenerateError::option("constraint", "set", expected));
        }
        let call = Call { generator: self, options, constraint, rows: Rows::of(self.cpu, self.wide, options.batch) };
        let mut fitted = Vec::with_capacity(jobs.len());
        for job in jobs {
            fitted.push(self.fit(&prompts[job.prompt], &prompts[job.prompt].ids, options, constraint)?);
        }
        let drafted = staged::drafts(call, prompts, jobs, &fitted)?;
        let fitted = drafted.unwrap_or(fitted);
        let requests: Vec<Request> =
            jobs.iter().zip(&fitted).map(|(job, fitted)| fitted.request(&prompts[job.prompt], job.sample, 0)).collect();
        let mut deliver = |at: usize, generated: Generated| {
            let (job, prompt) = (jobs[at], &prompts[jobs[at].prompt]);
            done(job, row(prompt, job.sample, options.seed, fitted[at].truncated, &generated), generated)
        };
        let Some(beams) = options.beams else { return engine::run(call, &requests, deliver) };
        for same in (0..jobs.len()).collect::<Vec<_>>().chunk_by(|&a, &b| jobs[a].prompt == jobs[b].prompt) {
            let found = beam::search(call, &requests[same[0]], beams)?;
            for &at in same {
                if let Some(generated) = found.get(jobs[at].sample as usize) {
                    deliver(at, generated.clone())?;
                }
            }
        }
        Ok(())
    }

    /// The ids of a prompt that are fed in, and the most tokens of an answer.
    pub(crate) fn fit(
        &self,
        prompt: &Prompt,
        ids: &[u32],
        options: &Options,
        constraint: Option<&dyn Constraint>,
    ) -> Result<Fitted> {
        let context = self.decoder.config().context;
        if ids.is_empty() {
            return Err(GenerateError::NoPrompt {
                task: prompt.task.clone(),
                style: "any style: it is empty".into(),
                remedy: "give it at least one token, such as the one that begins or ends texts",
            });
        }
        let truncated = match options.long_prompts {
            _ if ids.len() < context => 0,
            LongPrompts::TruncateLeft if context > 1 => ids.len() - (context - options.max_new_tokens.min(context / 2)),
            _ => {
                return Err(GenerateError::PromptTooLong { task: prompt.task.clone(), tokens: ids.len(), context });
            }
        };
        let ids = ids[truncated..].to_vec();
        let budget = options.max_new_tokens.min(context - ids.len());
        let most = constraint.and_then(Constraint::most_tokens).map(|most| most + prompt.owed.len());
        if let Some(most) = most.filter(|most| budget < *most) {
            return Err(GenerateError::option(
                "max_new_tokens",
                format!("{} (with {} tokens of prompt, in a context of {context})", options.max_new_tokens, ids.len()),
                format!("room for {most} tokens, which the longest answer that the constraint allows may need"),
            ));
        }
        Ok(Fitted { ids, truncated, budget })
    }

    pub(crate) fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    pub(crate) fn ends(&self) -> &[u32] {
        &self.ends
    }

    pub(crate) fn writer<'s>(&'s self, prompt: &'s Prompt, ids: &[u32], options: &'s Options) -> Result<Writer<'s>> {
        let own = prompt.stops.iter().filter(|_| options.task_stops);
        let stops = options.stops.iter().chain(own).map(String::as_str).collect();
        Writer::new(self.tokenizer, &self.special, prompt, ids, stops)
    }

    pub(crate) fn bytes_if(&self, wanted: bool) -> Result<Option<&TokenBytes>> {
        wanted.then(|| self.token_bytes()).transpose()
    }

    /// Leaves of a row of logits those of tokens.
    pub(crate) fn only_tokens(&self, logits: &mut Vec<f64>) {
        logits.truncate(self.tokenizer.rows());
        for &gap in &self.gaps {
            logits[gap as usize] = f64::NEG_INFINITY;
        }
    }
}

/// The ids of a prompt that are fed in.
#[derive(Clone)]
pub(crate) struct Fitted {
    pub ids: Vec<u32>,
    pub truncated: usize,
    pub budget: usize,
}

impl Fitted {
    pub fn request<'p>(&'p self, prompt: &'p Prompt, sample: u32, offset: u32) -> Request<'p> {
        Request { prompt, ids: &self.ids, sample, offset, budget: self.budget }
    }
}

fn row(prompt: &Prompt, sample: u32, seed: u64, truncated: usize, generated: &Generated) -> Row {
    Row {
        task_id: prompt.task.clone(),
        sample,
        seed,
        completion: generated.completion.clone(),
        shape: prompt.claim.into(),
        tokens: generated.ids.len(),
        logprob: generated.logprob,
        raw_logprob: generated.raw_logprob,
        finish_reason: generated.finish,
        truncated,
        prompt_sha256: prompt.sha256.clone(),
    }
}
