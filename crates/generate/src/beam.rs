//! Beam search with a length penalty, as transformers counts (`generation/utils.py`): of each task's answers the best by
//! log-probability / length^penalty.

use serde::{Deserialize, Serialize};

use crate::engine::{Call, Request, allowed, ending, prefill, rows_of, select};
use crate::error::{GenerateError, Result};
use crate::generator::Generated;
use crate::record::Finish;
use crate::sampling::{descending, log_sum};

/// How many answers are followed at a time, and how they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beams {
    /// Answers that are followed.
    pub width: usize,
    /// The exponent of the length (tokens of the answer, its end included) that a log-probability is divided by: 0 does
    /// nothing, larger ones prefer longer answers.
    #[serde(default = "one")]
    pub length_penalty: f64,
}

fn one() -> f64 {
    1.0
}

impl Beams {
    pub(crate) fn check(&self) -> Result<()> {
        if !(1..=1024).contains(&self.width) {
            return Err(GenerateError::option("beams width", self.width, "1 to 1024"));
        }
        if !self.length_penalty.is_finite() {
            return Err(GenerateError::option("length_penalty", self.length_penalty, "a finite number"));
        }
        Ok(())
    }

    fn score(&self, sum: f64, tokens: usize) -> f64 {
        sum / (tokens.max(1) as f64).powf(self.length_penalty)
    }
}

/// An answer that is followed: its ids with each one's log-probability among the allowed and of the model alone.
#[derive(Clone, Default)]
struct Beam {
    ids: Vec<u32>,
    sum: f64,
    logprobs: Vec<f64>,
    raw: Vec<f64>,
}

/// One step of one beam.
struct Step {
    beam: usize,
    id: u32,
    sum: f64,
    logprob: f64,
    raw: f64,
}

struct Found {
    score: f64,
    beam: Beam,
    completion: String,
    finish: Finish,
}

/// The best answers of one prompt, best first, `width` of them at most. Logits are masked by the constraint and changed
/// by the repetition penalty; a log-probability is that among all allowed tokens.
pub(crate) fn search(call: Call, request: &Request, beams: Beams) -> Result<Vec<Generated>> {
    let decoder = call.generator.decoder();
    let writer = call.generator.writer(request.prompt, request.ids, call.options)?;
    let rows = call.rows.step(beams.width);
    let (mut cache, hidden, _) = prefill(decoder, &[request.ids], call.rows)?;
    cache.select(&vec![0; rows])?;
    let mut logits = rows_of(call.generator, &decoder.logits(&select(&hidden, &vec![0; rows])?)?)?;
    let mut live = vec![Beam::default()];
    let mut found: Vec<Found> = Vec::new();
    loop {
        let (mut next, mut rank) = (Vec::with_capacity(beams.width), 0);
        for step in steps(call, request, &live, &logits, 2 * beams.width)? {
            if next.len() == beams.width {
                break;
            }
            let beam = live[step.beam].extended(&step);
            match ending(call, request, &writer, &beam.ids)? {
                // As in transformers, an end that is not among the best `width` steps is not taken.
                Some(_) if rank >= beams.width => {}
                Some((completion, finish)) => {
                    found.push(Found { score: beams.score(beam.sum, beam.ids.len()), beam, completion, finish });
                }
                None => next.push((step.beam, beam)),
            }
            rank += 1;
        }
        found.sort_by(|a, b| descending(a.score, b.score));
        found.truncate(beams.width);
        // What a followed answer can still reach, if nothing more is lost.
        let hope = next.iter().map(|(_, beam)| reach(&beams, beam, request.budget)).max_by(f64::total_cmp);
        let worst = found.get(beams.width - 1).map(|found| found.score);
        if hope.is_none_or(|hope| worst.is_some_and(|worst| worst >= hope)) {
            break;
        }
        let mut places: Vec<usize> = next.iter().map(|(place, _)| *place).collect();
        places.resize(rows, places[0]);
        live = next.into_iter().map(|(_, beam)| beam).collect();
        cache.select(&places)?;
        let last = |row: usize| live[if row < live.len() { row } else { 0 }].ids.last().copied().unwrap_or_default();
        let ids: Vec<u32> = (0..rows).map(last).collect();
        logits = rows_of(call.generator, &decoder.extend(&ids, &mut cache)?)?;
    }
    Ok(found.into_iter().map(Found::generated).collect())
}

/// The best `most` steps of all beams, best first; equal ones in the order of beams and ids.
fn steps(call: Call, request: &Request, live: &[Beam], logits: &[Vec<f64>], most: usize) -> Result<Vec<Step>> {
    let sampling = &call.options.sampling;
    let mut steps = Vec::new();
    for (place, (beam, logits)) in live.iter().zip(logits).enumerate() {
        let allowed = allowed(call, request, &beam.ids)?;
        let seen: Vec<u32> = request.ids.iter().chain(&beam.ids).copied().collect();
        let scores = sampling.scores(logits, &seen, allowed.as_deref()).map_err(|found| GenerateError::NotFinite {
            task: request.prompt.task.clone(),
            position: beam.ids.len(),
            found,
        })?;
        let (total, raw) = (log_sum(scores.iter().map(|(_, s)| *s)), log_sum(logits.iter().copied()));
        steps.extend(scores.into_iter().filter(|(_, score)| score.is_finite()).map(|(id, score)| Step {
            beam: place,
            id,
            sum: beam.sum + score - total,
            logprob: score - total,
            raw: logits[id as usize] - raw,
        }));
        // Of one beam no more can be among the best.
        let better = |a: &Step, b: &Step| descending(a.sum, b.sum).then((a.beam, a.id).cmp(&(b.beam, b.id)));
        if steps.len() > most {
            steps.select_nth_unstable_by(most - 1, better);
            steps.truncate(most);
        }
        steps.sort_unstable_by(better);
    }
    Ok(steps)
}

fn reach(beams: &Beams, beam: &Beam, budget: usize) -> f64 {
    let now = beams.score(beam.sum, beam.ids.len());
    now.max(beams.score(beam.sum, budget))
}

impl Beam {
    fn extended(&self, step: &Step) -> Self {
        let mut beam = self.clone();
        beam.ids.push(step.id);
        beam.sum = step.sum;
        beam.logprobs.push(step.logprob);
        beam.raw.push(step.raw);
        beam
    }
}

impl Found {
    fn generated(self) -> Generated {
        Generated {
            completion: self.completion,
            finish: self.finish,
            ids: self.beam.ids,
            logprob: self.beam.sum,
            raw_logprob: self.beam.raw.iter().sum(),
            logprobs: self.beam.logprobs,
            raw_logprobs: self.beam.raw,
        }
    }
}
