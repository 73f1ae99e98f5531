//! Choosing a token: penalties, temperature, top-k, top-p and min-p, one after another as transformers does
//! (`generation/logits_process.py`), and the log-probability of the choice.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use trommel_model::rng::Key;

use crate::error::{GenerateError, Result};

/// How one token is chosen. The steps are taken in the order of the fields, but the penalty first of all.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sampling {
    /// Logits are divided by it; 0 chooses the likeliest token (of equal ones that with the least id).
    pub temperature: f64,
    /// Only the k largest logits stay, and those equal to the k-th; 0 keeps all.
    pub top_k: usize,
    /// Only the likeliest tokens stay whose sum first reaches p (Holtzman et al., arXiv 1904.09751); 1 keeps all.
    pub top_p: f64,
    /// Only tokens at least so likely, as a share of the likeliest, stay (arXiv 2407.01082); 0 keeps all.
    pub min_p: f64,
    /// Positive logits of tokens that occurred in prompt or answer are divided by it, negative ones multiplied (Keskar
    /// et al., arXiv 1909.05858); 1 does nothing.
    pub repetition_penalty: f64,
}

impl Default for Sampling {
    /// The likeliest token.
    fn default() -> Self {
        Self { temperature: 0.0, top_k: 0, top_p: 1.0, min_p: 0.0, repetition_penalty: 1.0 }
    }
}

/// A chosen token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Its id.
    pub id: u32,
    /// Its natural log-probability under the distribution that it was drawn from; 0 where nothing is left to chance.
    pub logprob: f64,
    /// Its natural log-probability under the model's own logits: no penalty, temperature, cut or constraint.
    pub raw_logprob: f64,
}

impl Sampling {
    /// Refuses what is out of range.
    ///
    /// # Errors
    /// [`GenerateError::Option`] with the range.
    pub fn check(&self) -> Result<()> {
        let ranges = [
            ("temperature", self.temperature, (0.0..=100.0).contains(&self.temperature), "0 (greedy) to 100"),
            ("top_p", self.top_p, self.top_p > 0.0 && self.top_p <= 1.0, "above 0, at most 1 (which keeps all)"),
            ("min_p", self.min_p, (0.0..=1.0).contains(&self.min_p), "0 (which keeps all) to 1"),
            (
                "repetition_penalty",
                self.repetition_penalty,
                self.repetition_penalty > 0.0 && self.repetition_penalty.is_finite(),
                "above 0; 1 does nothing",
            ),
        ];
        match ranges.into_iter().find(|(_, _, fits, _)| !fits) {
            Some((option, found, _, expected)) => Err(GenerateError::option(option, found, expected)),
            None => Ok(()),
        }
    }

    /// Chooses a token. `logits` are the model's for every id; `seen` the ids of prompt and answer so far; `allowed` the
    /// ids that may be chosen, ascending, or all; `unit` a random number in [0, 1).
    ///
    /// # Errors
    /// The place of the first logit that is no number, as text; or that nothing is allowed.
    pub fn choose(
        &self,
        logits: &[f64],
        seen: &[u32],
        allowed: Option<&[u32]>,
        unit: f64,
    ) -> std::result::Result<Choice, String> {
        let kept = self.distribution(logits, seen, allowed)?;
        let mut left = unit;
        let mut chosen = kept.last().copied().ok_or("nothing is allowed")?;
        for &(id, logprob) in &kept {
            let share = logprob.exp();
            if left < share {
                chosen = (id, logprob);
                break;
            }
            left -= share;
        }
        let raw_logprob = logits[chosen.0 as usize] - log_sum(logits.iter().copied());
        Ok(Choice { id: chosen.0, logprob: chosen.1, raw_logprob })
    }

    /// The ids that may be drawn, ascending, with their natural log-probabilities. See [`Sampling::choose`].
    ///
    /// # Errors
    /// As `choose`.
    pub fn distribution(
        &self,
        logits: &[f64],
        seen: &[u32],
        allowed: Option<&[u32]>,
    ) -> std::result::Result<Vec<(u32, f64)>, String> {
        let mut kept = self.scores(logits, seen, allowed)?;
        if self.temperature == 0.0 {
            let best = kept.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a });
            return Ok(best.map(|(id, _)| (id, 0.0)).into_iter().collect());
        }
        kept.iter_mut().for_each(|(_, score)| *score /= self.temperature);
        self.keep_top_k(&mut kept);
        self.keep_top_p(&mut kept);
        self.keep_min_p(&mut kept);
        let total = log_sum(kept.iter().map(|(_, score)| *score));
        kept.iter_mut().for_each(|(_, score)| *score -= total);
        Ok(kept)
    }

    /// The logits of allowed ids after the penalty.
    pub(crate) fn scores(
        &self,
        logits: &[f64],
        seen: &[u32],
        allowed: Option<&[u32]>,
    ) -> std::result::Result<Vec<(u32, f64)>, String> {
        // Minus infinity is a model's way to say never; the others are no answer.
        if let Some((id, logit)) = logits.iter().enumerate().find(|(_, l)| l.is_nan() || **l == f64::INFINITY) {
            return Err(format!("{logit} at id {id}"));
        }
        let mut kept: Vec<(u32, f64)> = match allowed {
            None => (0_u32..).zip(logits.iter().copied()).collect(),
            Some(ids) => ids.iter().map(|&id| (id, logits[id as usize])).collect(),
        };
        if self.repetition_penalty != 1.0 {
            let mut occurred = vec![false; logits.len()];
            for &id in seen {
                occurred[id as usize] = true;
            }
            for (_, score) in kept.iter_mut().filter(|(id, _)| occurred[*id as usize]) {
                let penalty = self.repetition_penalty;
                *score = if *score < 0.0 { *score * penalty } else { *score / penalty };
            }
        }
        if !kept.is_empty() && kept.iter().all(|(_, score)| *score == f64::NEG_INFINITY) {
            return Err("-inf for every allowed id".into());
        }
        Ok(kept)
    }

    fn keep_top_k(&self, kept: &mut Vec<(u32, f64)>) {
        if self.top_k == 0 || self.top_k >= kept.len() {
            return;
        }
        let mut scores: Vec<f64> = kept.iter().map(|(_, score)| *score).collect();
        let (_, &mut least, _) = scores.select_nth_unstable_by(self.top_k - 1, |a, b| b.total_cmp(a));
        kept.retain(|(_, score)| *score >= least);
    }

    fn keep_top_p(&self, kept: &mut Vec<(u32, f64)>) {
        if self.top_p >= 1.0 {
            return;
        }
        let total = log_sum(kept.iter().map(|(_, score)| *score));
        let likeliest = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        // Most of a large vocabulary is never looked at: sort a head, and more of it only while it falls short.
        let (mut sum, mut sorted, mut head) = (0.0, 0, 256);
        let cut = loop {
            let head_now = head.min(kept.len());
            if head_now < kept.len() {
                kept[sorted..].select_nth_unstable_by(head_now - sorted - 1, likeliest);
            }
            kept[sorted..head_now].sort_unstable_by(likeliest);
            let enough = (sorted..head_now).find(|&at| {
                sum += (kept[at].1 - total).exp();
                sum >= self.top_p
            });
            match enough {
                Some(at) => break at + 1,
                None if head_now == kept.len() => break head_now,
                None => (sorted, head) = (head_now, head * 8),
            }
        };
        kept.truncate(cut);
        kept.sort_unstable_by_key(|(id, _)| *id);
    }

    fn keep_min_p(&self, kept: &mut Vec<(u32, f64)>) {
        if self.min_p > 0.0 {
            let best = kept.iter().map(|(_, score)| *score).max_by(f64::total_cmp).unwrap_or(0.0);
            kept.retain(|(_, score)| (score - best).exp() >= self.min_p);
        }
    }
}

/// ln of the sum of e to the numbers, taken in their order.
pub(crate) fn log_sum(numbers: impl Iterator<Item = f64> + Clone) -> f64 {
    let top = numbers.clone().max_by(f64::total_cmp).unwrap_or(f64::NEG_INFINITY);
    if top == f64::NEG_INFINITY {
        return top;
    }
    top + numbers.map(|x| (x - top).exp()).sum::<f64>().ln()
}

/// The random number in [0, 1) of one position of one sample of a task: 53 bits that depend on these alone.
pub(crate) fn unit(seed: u64, task: &str, sample: u32, position: u32) -> f64 {
    let key = Key { layer: sample, site: position, ..Key::named(seed, task) };
    (key.stream().bits() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Larger first; equal numbers in the order of what they belong to.
pub(crate) fn descending(a: f64, b: f64) -> Ordering {
    b.total_cmp(&a)
}

#[cfg(test)]
#[path = "sampling_tests.rs"]
mod tests;
