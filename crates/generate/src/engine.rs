//! Decoding in batches: prompts of one padded length are computed together and their caches copied for each sample;
//! rows leave as soon as their answer ends.

use rayon::prelude::*;
use trommel_model::{Decoder, KvCache, Tensor};

use crate::constraint::{Allowed, Constraint};
use crate::error::{GenerateError, Result};
use crate::generator::{Generated, Generator};
use crate::options::Options;
use crate::prompt::Prompt;
use crate::record::Finish;
use crate::rows::{Rows, padded};
use crate::sampling::{Choice, unit};
use crate::writer::{Writer, paying};

/// One answer that is wanted.
#[derive(Clone, Copy)]
pub(crate) struct Request<'p> {
    pub prompt: &'p Prompt,
    /// The ids to continue: the prompt's own, cut to the context, or with a draft in them.
    pub ids: &'p [u32],
    pub sample: u32,
    /// Number of the first random number.
    pub offset: u32,
    /// The most tokens.
    pub budget: usize,
}

/// What all answers of one call share.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub generator: &'a Generator<'a>,
    pub options: &'a Options,
    pub constraint: Option<&'a dyn Constraint>,
    pub rows: Rows,
}

/// An answer while it is written.
struct Sequence<'a> {
    request: usize,
    writer: Writer<'a>,
    ids: Vec<u32>,
    logprob: f64,
    raw_logprob: f64,
    logprobs: Vec<(f64, f64)>,
}

/// Answers all requests, in batches; gives each to `done` with its number when it ends.
pub(crate) fn run(
    call: Call,
    requests: &[Request],
    mut done: impl FnMut(usize, Generated) -> Result<()>,
) -> Result<()> {
    // Stable: samples of a prompt stay together.
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by_key(|&r| padded(requests[r].ids.len()));
    let most = call.rows.most(call.options.batch);
    for same in order.chunk_by(|&a, &b| padded(requests[a].ids.len()) == padded(requests[b].ids.len())) {
        for batch in same.chunks(most) {
            decode(call, requests, batch, &mut done)?;
        }
    }
    Ok(())
}

fn decode(
    call: Call,
    requests: &[Request],
    batch: &[usize],
    done: &mut dyn FnMut(usize, Generated) -> Result<()>,
) -> Result<()> {
    let mut live = Vec::with_capacity(batch.len());
    for &request in batch {
        let r = &requests[request];
        let writer = call.generator.writer(r.prompt, r.ids, call.options)?;
        live.push(Sequence { request, writer, ids: Vec::new(), logprob: 0.0, raw_logprob: 0.0, logprobs: Vec::new() });
    }
    let texts: Vec<&[u32]> = batch.iter().map(|&request| requests[request].ids).collect();
    let decoder = call.generator.decoder();
    let (mut cache, hidden, mut places) = prefill(decoder, &texts, call.rows)?;
    fill(&mut places, call.rows);
    cache.select(&places)?;
    let mut logits = rows_of(call.generator, &decoder.logits(&select(&hidden, &places)?)?)?;
    loop {
        let chosen: Vec<Result<Choice>> = live
            .par_iter()
            .zip(logits.par_iter())
            .map(|(sequence, logits)| choose(call, &requests[sequence.request], &sequence.ids, logits))
            .collect();
        let mut left = Vec::with_capacity(live.len());
        let mut places = Vec::with_capacity(live.len());
        for (place, (mut sequence, choice)) in std::mem::take(&mut live).into_iter().zip(chosen).enumerate() {
            sequence.take(choice?);
            match ending(call, &requests[sequence.request], &sequence.writer, &sequence.ids)? {
                Some((completion, finish)) => {
                    let request = sequence.request;
                    done(request, sequence.finish(completion, finish))?;
                }
                None => {
                    places.push(place);
                    left.push(sequence);
                }
            }
        }
        live = left;
        if live.is_empty() {
            return Ok(());
        }
        let texts = live.len();
        fill(&mut places, call.rows);
        if !places.iter().copied().eq(0..cache.rows()) {
            cache.select(&places)?;
        }
        let next: Vec<u32> = (0..places.len()).map(|row| live[if row < texts { row } else { 0 }].last()).collect();
        logits = rows_of(call.generator, &decoder.extend(&next, &mut cache)?)?;
    }
}

/// Computes texts of one padded length together, equal ones once. Gives the cache, the last hidden state of each row
/// (rows, width), and each text's row.
pub(crate) fn prefill(decoder: &Decoder, texts: &[&[u32]], rows: Rows) -> Result<(KvCache, Tensor, Vec<usize>)> {
    let mut distinct: Vec<&[u32]> = Vec::new();
    let mut places = Vec::with_capacity(texts.len());
    for &text in texts {
        // Samples of a prompt are neighbours.
        if distinct.last() != Some(&text) {
            distinct.push(text);
        }
        places.push(distinct.len() - 1);
    }
    let length = padded(texts[0].len());
    let prompts = rows.prefill(distinct.len());
    distinct.resize(prompts, texts[0]);
    let padding: Vec<usize> = distinct.iter().map(|text| length - text.len()).collect();
    let ids: Vec<u32> = distinct
        .iter()
        .zip(&padding)
        .flat_map(|(text, &padding)| std::iter::repeat_n(0, padding).chain(text.iter().copied()))
        .collect();
    let mut cache = decoder.cache(&padding);
    let hidden = decoder.extend_hidden(&ids, &mut cache)?;
    let last = hidden.narrow(1, length - 1, 1).and_then(|last| last.squeeze(1)?.contiguous());
    Ok((cache, last.map_err(trommel_model::Error::from)?, places))
}

/// Adds copies of the first row, as many as a step needs.
fn fill(places: &mut Vec<usize>, rows: Rows) {
    places.resize(rows.step(places.len()), places[0]);
}

pub(crate) fn select(rows: &Tensor, places: &[usize]) -> Result<Tensor> {
    let index: Vec<u32> = places.iter().map(|&place| place as u32).collect();
    let selected = Tensor::new(index.as_slice(), rows.device()).and_then(|index| rows.index_select(&index, 0));
    Ok(selected.map_err(trommel_model::Error::from)?)
}

/// The rows of logits as numbers, of the tokenizer's ids only: an embedding may have more rows than there are tokens.
pub(crate) fn rows_of(generator: &Generator, logits: &Tensor) -> Result<Vec<Vec<f64>>> {
    let rows = logits.to_dtype(trommel_model::DType::F64).and_then(|logits| logits.to_vec2::<f64>());
    let mut rows = rows.map_err(trommel_model::Error::from)?;
    rows.iter_mut().for_each(|row| generator.only_tokens(row));
    Ok(rows)
}

fn choose(call: Call, request: &Request, ids: &[u32], logits: &[f64]) -> Result<Choice> {
    let allowed = allowed(call, request, ids)?;
    let position = request.offset + ids.len() as u32;
    let unit = unit(call.options.seed, &request.prompt.task, request.sample, position);
    let seen: Vec<u32> = match call.options.sampling.repetition_penalty {
        1.0 => Vec::new(),
        _ => request.ids.iter().chain(ids).copied().collect(),
    };
    let choice = call.options.sampling.choose(logits, &seen, allowed.as_deref(), unit);
    choice.map_err(|found| GenerateError::NotFinite { task: request.prompt.task.clone(), position: ids.len(), found })
}

/// The ids that may follow, ascending; None when all may.
pub(crate) fn allowed(call: Call, request: &Request, ids: &[u32]) -> Result<Option<Vec<u32>>> {
    let (prompt, generator) = (request.prompt, call.generator);
    let tokens = generator.bytes_if(!prompt.owed.is_empty() || call.constraint.is_some())?;
    if let Some(paying) = paying(prompt, ids, tokens) {
        return Ok(Some(paying));
    }
    let Some((constraint, tokens)) = call.constraint.zip(tokens) else { return Ok(None) };
    let written = tokens.all(ids);
    let written = &written[prompt.owed.len().min(written.len())..];
    let Allowed { ids, end } = constraint.allowed(written, tokens);
    let mut ids = ids.unwrap_or_else(|| tokens.leading_to(&[]));
    if end {
        ids.extend(generator.ends());
        ids.sort_unstable();
    }
    if ids.is_empty() {
        return Err(GenerateError::DeadEnd {
            task: prompt.task.clone(),
            written: String::from_utf8_lossy(written).into_owned(),
            constraint: constraint.fingerprint(),
        });
    }
    Ok(Some(ids))
}

/// The completion and why it ends, if it ends with the last of `ids`.
pub(crate) fn ending(call: Call, request: &Request, writer: &Writer, ids: &[u32]) -> Result<Option<(String, Finish)>> {
    if ids.last().is_some_and(|id| call.generator.ends().contains(id)) {
        return Ok(Some((writer.text(&ids[..ids.len() - 1])?, Finish::Eos)));
    }
    if let Some(completion) = writer.stopped(ids)? {
        return Ok(Some((completion, Finish::Stop)));
    }
    if ids.len() >= request.budget {
        return Ok(Some((writer.text(ids)?, Finish::Length)));
    }
    Ok(None)
}

impl Sequence<'_> {
    fn take(&mut self, choice: Choice) {
        self.ids.push(choice.id);
        self.logprob += choice.logprob;
        self.raw_logprob += choice.raw_logprob;
        self.logprobs.push((choice.logprob, choice.raw_logprob));
    }

    fn last(&self) -> u32 {
        self.ids.last().copied().unwrap_or_default()
    }

    fn finish(self, completion: String, finish: Finish) -> Generated {
        let (logprobs, raw_logprobs) = self.logprobs.into_iter().unzip();
        Generated {
            completion,
            finish,
            ids: self.ids,
            logprob: self.logprob,
            raw_logprob: self.raw_logprob,
            logprobs,
            raw_logprobs,
        }
    }
}

#[cfg(test)]
mod tests {
    use trommel_model::{Config, DType, Device, Model};

    use super::*;

    #[test]
    fn no_graph_is_kept_and_samples_share_their_prompts_computation() {
        let model = Model::random(Config::gpt2(300, 64, 96, 2, 3), 1, DType::F32, &Device::Cpu).unwrap();
        assert!(!model.trainable().is_empty(), "its parameters would track gradients");
        let decoder = model.inference().unwrap();
        let (one, other) = ([1, 2, 3].as_slice(), [4, 5, 6, 7].as_slice());
        let (mut cache, hidden, places) = prefill(&decoder, &[one, one, one, other, other], Rows::AtLeast(4)).unwrap();
        assert_eq!((cache.rows(), cache.seen(), places.as_slice()), (2, 16, [0, 0, 0, 1, 1].as_slice()));
        assert!(!hidden.track_op() && !decoder.logits(&hidden).unwrap().track_op());
        cache.select(&places).unwrap();
        assert!(!decoder.extend(&[9; 5], &mut cache).unwrap().track_op());
    }
}
