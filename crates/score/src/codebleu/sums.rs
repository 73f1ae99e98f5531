//! What is added up over pairs, and the value of the sum.

use super::ngrams::{Counts, ORDERS};
use super::{Mode, Parts};

/// Added tallies of pairs: each number is a sum of whole numbers, so that their order does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Sums {
    pub counts: Counts,
    /// Sub-trees of references that predictions have, and all.
    pub subtrees: [f64; 2],
    /// Edges of references that predictions have, and all.
    pub edges: [f64; 2],
    /// How many pairs there are.
    pub pairs: f64,
}

/// How many numbers there are.
const NUMBERS: usize = 4 * ORDERS + 7;

/// What stands for no match among some (method 1 of Chen and Cherry 2014).
const EPSILON: f64 = 0.1;

impl Sums {
    pub fn to_numbers(self) -> Vec<f64> {
        let Counts { found, of, lengths, recalled, wanted } = self.counts;
        [&found[..], &of, &lengths, &recalled, &wanted, &self.subtrees, &self.edges, &[self.pairs]].concat()
    }

    /// `None` for the sum of no pair.
    pub fn from_numbers(numbers: &[f64]) -> Option<Sums> {
        let numbers: &[f64; NUMBERS] = numbers.try_into().ok()?;
        let four = |from: usize| std::array::from_fn(|at| numbers[from + at]);
        let two = |from: usize| [numbers[from], numbers[from + 1]];
        let counts = Counts {
            found: four(0),
            of: four(ORDERS),
            lengths: two(2 * ORDERS),
            recalled: four(2 * ORDERS + 2),
            wanted: four(3 * ORDERS + 2),
        };
        Some(Sums { counts, subtrees: two(4 * ORDERS + 2), edges: two(4 * ORDERS + 4), pairs: numbers[4 * ORDERS + 6] })
    }

    /// The four parts, and their weighted mean.
    pub fn parts(&self, mode: Mode, weights: [f64; 4]) -> Parts {
        let Counts { found, of, lengths, recalled, wanted } = self.counts;
        // In strict mode an order of which there is nothing does not count: three tokens are equal to themselves.
        let orders = |there: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..ORDERS).filter(|n| mode == Mode::Compat || there(*n)).collect()
        };
        let precision = orders(&|n| of[n] > 0.0 || wanted[n] > 0.0);
        let recall = orders(&|n| wanted[n] > 0.0);
        let ngram = mean(&precision, found, of) * brevity(lengths);
        // The package takes the length of a list of two, tokens and weights, for that of the reference. Recall needs no penalty.
        let penalty = if mode == Mode::Compat { brevity([lengths[0], 2.0 * self.pairs]) } else { 1.0 };
        let weighted_ngram = mean(&recall, recalled, wanted) * penalty;
        let share = |[some, all]: [f64; 2]| if all > 0.0 { some / all } else { 0.0 };
        let (syntax, dataflow) = (share(self.subtrees), share(self.edges));
        let all = [ngram, weighted_ngram, syntax, dataflow];
        let value = match mode {
            // `dataflow or 1`: no match at all counts as a full one.
            Mode::Compat => dot(weights, [ngram, weighted_ngram, syntax, if dataflow == 0.0 { 1.0 } else { dataflow }]),
            Mode::Strict => {
                let tokens = !precision.is_empty();
                let there = [tokens, tokens, self.subtrees[1] > 0.0, self.edges[1] > 0.0];
                let kept: [f64; 4] = std::array::from_fn(|part| if there[part] { weights[part] } else { 0.0 });
                let total: f64 = kept.iter().sum();
                if total > 0.0 { (dot(kept, all) / total).clamp(0.0, 1.0) } else { 0.0 }
            }
        };
        Parts { value, ngram, weighted_ngram, syntax, dataflow }
    }
}

fn dot(weights: [f64; 4], parts: [f64; 4]) -> f64 {
    weights.iter().zip(parts).map(|(weight, part)| weight * part).sum()
}

/// 1 for a prediction longer than its references, 0 for an empty one, else e^(1 − r/c).
fn brevity([predicted, reference]: [f64; 2]) -> f64 {
    if predicted > reference {
        1.0
    } else if predicted == 0.0 {
        0.0
    } else {
        (1.0 - reference / predicted).exp()
    }
}

/// The geometric mean of smoothed shares; 0 where not one token is shared.
fn mean(orders: &[usize], found: [f64; ORDERS], of: [f64; ORDERS]) -> f64 {
    if found[0] == 0.0 || orders.is_empty() {
        return 0.0;
    }
    let log = |n: &usize| {
        let share = if found[*n] == 0.0 { EPSILON / of[*n].max(1.0) } else { found[*n] / of[*n] };
        share.ln()
    };
    (orders.iter().map(log).sum::<f64>() / orders.len() as f64).exp()
}
