//! The weight of each token's loss, over the whole accumulated step.

use std::collections::BTreeMap;

use trommel_model::Batch;
use trommel_tokens::Packed;

use crate::config::Weighting;

/// Weights of a step's tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// For each row the weight of each of its places; 0 where nothing is learned.
    pub weights: Vec<Vec<f32>>,
    /// What the weighted sum of losses is divided by; positive.
    pub divisor: f64,
}

/// The weights of a step's rows: Σ weight × nll / divisor is the mean that `weighting` names. Tasks without an entry in
/// `tasks` weigh 1; those that do not occur in the step take no part.
#[must_use]
pub fn weigh(rows: &[Packed], weighting: Weighting, tasks: &BTreeMap<String, f64>) -> Weighed {
    // Samples and learned tokens by task.
    let mut counts: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for part in rows.iter().flat_map(|row| &row.parts).filter(|part| part.learned > 0) {
        let count = counts.entry(&part.task).or_default();
        count.0 += 1.0;
        count.1 += part.learned as f64;
    }
    let weight_of = |task: &str| tasks.get(task).copied().unwrap_or(1.0);
    let by_task: f64 = counts.keys().map(|task| weight_of(task)).sum();
    let divisor = match weighting {
        Weighting::Case1 => counts.values().map(|count| count.1).sum(),
        Weighting::Case2 => counts.values().map(|count| count.0).sum(),
        Weighting::Case3 | Weighting::Case4 => by_task,
    };
    let mut weights: Vec<Vec<f32>> = rows.iter().map(|row| vec![0.0; row.loss_mask.len()]).collect();
    for (row, weights) in rows.iter().zip(&mut weights) {
        for part in row.parts.iter().filter(|part| part.learned > 0) {
            let (samples, tokens) = counts[part.task.as_str()];
            let weight = match weighting {
                Weighting::Case1 => 1.0,
                Weighting::Case2 => 1.0 / part.learned as f64,
                Weighting::Case3 => weight_of(&part.task) / tokens,
                Weighting::Case4 => weight_of(&part.task) / (samples * part.learned as f64),
            };
            let places = part.start..part.start + part.places;
            for (slot, _) in
                weights[places.clone()].iter_mut().zip(&row.loss_mask[places]).filter(|(_, mark)| **mark == 1)
            {
                *slot = weight as f32;
            }
        }
    }
    // A step all of whose tasks weigh 0 has a loss of 0, not of 0 / 0.
    Weighed { weights, divisor: if divisor > 0.0 { divisor } else { 1.0 } }
}

/// Rows as the decoder takes them, `most` to a batch; places that no row of a batch fills are cut off.
pub(crate) fn batches(rows: &[Packed], weights: &[Vec<f32>], most: usize) -> Vec<Batch> {
    rows.chunks(most.max(1)).zip(weights.chunks(most.max(1))).map(|(rows, weights)| batch(rows, weights)).collect()
}

fn batch(rows: &[Packed], weights: &[Vec<f32>]) -> Batch {
    let used = |row: &Packed| row.parts.iter().map(|part| part.start + part.places).max().unwrap_or(0);
    let tokens = rows.iter().map(used).max().unwrap_or(0);
    let mut batch = Batch { rows: rows.len(), tokens, ..Batch::default() };
    for (row, weights) in rows.iter().zip(weights) {
        batch.ids.extend(&row.tokens[..tokens]);
        batch.targets.extend(&row.targets[..tokens]);
        batch.positions.extend(&row.positions[..tokens]);
        batch.segments.extend(&row.segments[..tokens]);
        batch.weights.extend(&weights[..tokens]);
    }
    batch
}

#[cfg(test)]
mod tests {
    use super::*;
    use trommel_tokens::{Example, Order, Packer, Packing, TooLong};

    /// Samples of (task, learned tokens), packed two rows of 16.
    fn rows(samples: &[(&str, usize)]) -> Vec<Packed> {
        let packing = Packing { row: 16, order: Order::Preserve {}, too_long: TooLong::Drop, pad: 0 };
        let mut packer = Packer::new(packing).unwrap();
        let mut rows = Vec::new();
        for (task, learned) in samples {
            let marks = [vec![0, 0], vec![1; *learned]].concat();
            let ids = (1..=marks.len() as u32).collect();
            let (task, language) = ((*task).to_owned(), String::new());
            rows.extend(packer.push(Example { origin: 0, task, language, ids, learned: marks }).unwrap());
        }
        rows.extend(packer.finish());
        rows
    }

    /// The loss if every token of the i-th sample loses `losses[i]`.
    fn loss(rows: &[Packed], weighting: Weighting, tasks: &[(&str, f64)], losses: &[f64]) -> f64 {
        let tasks = tasks.iter().map(|(task, weight)| ((*task).to_owned(), *weight)).collect();
        let weighed = weigh(rows, weighting, &tasks);
        let mut sum = 0.0;
        let mut losses = losses.iter();
        for (row, weights) in rows.iter().zip(&weighed.weights) {
            for part in &row.parts {
                let loss = losses.next().unwrap();
                sum += weights[part.start..part.start + part.places].iter().map(|&w| f64::from(w) * loss).sum::<f64>();
            }
        }
        sum / weighed.divisor
    }

    #[test]
    fn the_four_cases_are_the_means_that_they_are_called() {
        // Task a: samples of 2 and 6 tokens that lose 1 and 3; task b: one of 4 tokens that loses 5.
        let rows = rows(&[("a", 2), ("b", 4), ("a", 6)]);
        let losses = [1.0, 5.0, 3.0];
        let check = |weighting, tasks: &[(&str, f64)], want: f64| {
            let found = loss(&rows, weighting, tasks, &losses);
            assert!((found - want).abs() < 1e-6, "{weighting:?}: {found}, expected {want}");
        };
        check(Weighting::Case1, &[], (2.0 * 1.0 + 4.0 * 5.0 + 6.0 * 3.0) / 12.0);
        check(Weighting::Case2, &[], (1.0 + 5.0 + 3.0) / 3.0);
        check(Weighting::Case3, &[], ((2.0 * 1.0 + 6.0 * 3.0) / 8.0 + 5.0) / 2.0);
        check(Weighting::Case4, &[], ((1.0 + 3.0) / 2.0 + 5.0) / 2.0);
        check(Weighting::Case3, &[("b", 3.0)], (2.5 + 3.0 * 5.0) / 4.0);
        check(Weighting::Case4, &[("a", 0.0)], 5.0);
        check(Weighting::Case4, &[("a", 0.0), ("b", 0.0)], 0.0);
    }

    #[test]
    fn empty_columns_are_cut_off() {
        let rows = rows(&[("a", 2)]);
        let weighed = weigh(&rows, Weighting::Case1, &BTreeMap::new());
        let batch = &batches(&rows, &weighed.weights, 4)[0];
        assert_eq!((batch.rows, batch.tokens, batch.weight()), (1, 3, 2.0));
    }
}
