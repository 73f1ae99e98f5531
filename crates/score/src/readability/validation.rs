//! How well ratings of texts that were not trained on are predicted: repeated k-fold cross-validation, the penalty chosen within each fold.

use rayon::prelude::*;

use super::feature::Direction;
use super::ridge::{Fit, Sums, Text};
use super::statistics::{deviation, mean, rmse, spearman};
use crate::interval::{Interval, SplitMix};

/// Penalties to choose from.
const PENALTIES: [f64; 7] = [3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0, 3_000.0];

/// Folds within which the penalty is chosen.
const INNER_FOLDS: usize = 5;

/// Draws of texts for the interval.
const DRAWS: usize = 2_000;

/// Texts in numbers, with their ratings.
#[derive(Clone)]
pub(super) struct Sample {
    pub texts: Vec<Text>,
    pub directions: Vec<Direction>,
    /// See [`Sums::new`].
    pub pull: f64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Validated {
    /// Mean, over the repetitions, of Spearman's ρ between all out-of-fold predictions and the ratings.
    pub spearman: f64,
    /// The standard deviation of ρ over the repetitions: how it moves with the choice of folds.
    pub spread: f64,
    /// The 95 % bootstrap interval over texts of ρ with each text's mean prediction: how it moves with the choice of texts.
    pub interval: Interval,
    /// Mean, over the repetitions, of the root mean squared error, in ratings.
    pub rmse: f64,
}

impl Sample {
    /// Only one feature of it, and ratings alone.
    pub fn only(&self, feature: usize) -> Self {
        let text = |text: &Text| Text { row: vec![text.row[feature]], rating: text.rating, worse: Vec::new() };
        let texts = self.texts.iter().map(text).collect();
        Sample { texts, directions: vec![self.directions[feature]], pull: 0.0 }
    }

    /// No feature: what is left is the mean of the training texts.
    pub fn none(&self) -> Self {
        let text = |text: &Text| Text { row: Vec::new(), rating: text.rating, worse: Vec::new() };
        Sample { texts: self.texts.iter().map(text).collect(), directions: Vec::new(), pull: 0.0 }
    }

    /// The ratings dealt out anew.
    pub fn shuffled(&self, seed: u64) -> Self {
        let mut shuffled = self.clone();
        for (text, from) in shuffled.texts.iter_mut().zip(deal(self.texts.len(), seed)) {
            text.rating = self.texts[from].rating;
        }
        shuffled
    }

    /// The mean ratings.
    pub fn ratings(&self) -> Vec<f64> {
        self.texts.iter().map(|text| text.rating).collect()
    }

    fn sums(&self, of: &[usize]) -> Sums {
        Sums::new(&of.iter().map(|at| &self.texts[*at]).collect::<Vec<_>>(), self.pull)
    }

    /// The penalty with the least squared error over inner folds of the texts `of`; of equal ones the greater.
    pub fn choose_penalty(&self, of: &[usize], seed: u64) -> f64 {
        let mut errors = [0.0; PENALTIES.len()];
        for (train, test) in folds(of, &self.ratings(), INNER_FOLDS.min(of.len()), seed) {
            let sums = self.sums(&train);
            for (error, penalty) in errors.iter_mut().zip(PENALTIES) {
                let fit = sums.fit(penalty, &self.directions);
                *error += test
                    .iter()
                    .map(|at| (fit.predict(&self.texts[*at].row) - self.texts[*at].rating).powi(2))
                    .sum::<f64>();
            }
        }
        let best = errors.iter().enumerate().rev().min_by(|a, b| a.1.total_cmp(b.1));
        best.map_or(PENALTIES[0], |(at, _)| PENALTIES[at])
    }

    /// The regressor of all texts under a penalty.
    pub fn fit(&self, penalty: f64) -> Fit {
        self.sums(&(0..self.texts.len()).collect::<Vec<_>>()).fit(penalty, &self.directions)
    }

    /// The rating of each text as predicted by a regressor that has not seen it: standardised, chosen and trained on the other folds.
    pub fn out_of_fold(&self, count: usize, seed: u64) -> Vec<f64> {
        let all: Vec<usize> = (0..self.texts.len()).collect();
        let predict = |(train, test): (Vec<usize>, Vec<usize>)| {
            let penalty = self.choose_penalty(&train, seed ^ 0x5eed);
            let fit = self.sums(&train).fit(penalty, &self.directions);
            test.into_iter().map(|at| (at, fit.predict(&self.texts[at].row))).collect::<Vec<_>>()
        };
        let mut predictions = vec![0.0; all.len()];
        let predicted: Vec<_> = folds(&all, &self.ratings(), count, seed).into_par_iter().map(predict).collect();
        predicted.into_iter().flatten().for_each(|(at, rating)| predictions[at] = rating);
        predictions
    }

    /// Cross-validation with `count` folds, once for each of `repeats` seeds from `seed` on.
    pub fn validate(&self, count: usize, repeats: u32, seed: u64) -> Validated {
        let runs: Vec<Vec<f64>> = (0..u64::from(repeats))
            .into_par_iter()
            .map(|run| self.out_of_fold(count, seed.wrapping_add(run)))
            .collect();
        let ratings = self.ratings();
        let rhos: Vec<f64> = runs.iter().map(|run| spearman(run, &ratings)).collect();
        let averaged: Vec<f64> = (0..self.texts.len()).map(|at| mean(runs.iter().map(|run| run[at]))).collect();
        Validated {
            spearman: mean(rhos.iter().copied()),
            spread: deviation(&rhos),
            interval: interval(&averaged, &ratings, seed),
            rmse: mean(runs.iter().map(|run| rmse(run, &ratings))),
        }
    }
}

/// Percentile bootstrap over texts.
fn interval(predictions: &[f64], ratings: &[f64], seed: u64) -> Interval {
    let mut random = SplitMix(seed);
    let mut draw = || {
        let drawn: Vec<usize> = (0..ratings.len()).map(|_| random.below(ratings.len())).collect();
        let of = |values: &[f64]| drawn.iter().map(|at| values[*at]).collect::<Vec<_>>();
        spearman(&of(predictions), &of(ratings))
    };
    Interval::of_draws((0..DRAWS).map(|_| draw()).collect())
}

/// Each fold as what to train on and what to test, dealt out by the seed and stratified by rating (Kohavi 1995): texts in order of rating are
/// taken `count` at a time, and each of these goes to another fold. Else a fold of high ratings would leave a low mean to predict it with, and
/// what predicts nothing would seem to predict the opposite.
fn folds(of: &[usize], ratings: &[f64], count: usize, seed: u64) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut ordered = of.to_vec();
    ordered.sort_by(|a, b| ratings[*a].total_cmp(&ratings[*b]).then(a.cmp(b)));
    let mut tests = vec![Vec::new(); count];
    for (stratum, texts) in ordered.chunks(count).enumerate() {
        let places = deal(count, seed.wrapping_add(0x9e37 * stratum as u64));
        texts.iter().zip(places).for_each(|(text, place)| tests[place].push(*text));
    }
    let rest = |test: &[usize]| of.iter().copied().filter(|text| !test.contains(text)).collect();
    tests.into_iter().map(|test| (rest(&test), test)).collect()
}

/// The numbers under `count` in an order by the seed (Fisher and Yates).
fn deal(count: usize, seed: u64) -> Vec<usize> {
    let mut random = SplitMix(seed);
    let mut order: Vec<usize> = (0..count).collect();
    (1..count).rev().for_each(|at| order.swap(at, random.below(at + 1)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_part_the_texts() {
        let of: Vec<usize> = (100..123).collect();
        let ratings: Vec<f64> = (0..123).map(|at| (at * 5 % 17) as f64).collect();
        let folds = folds(&of, &ratings, 10, 7);
        let mut tested: Vec<usize> = folds.iter().flat_map(|(_, test)| test.clone()).collect();
        tested.sort_unstable();
        assert_eq!(tested, of);
        for (train, test) in &folds {
            assert!(train.iter().all(|text| !test.contains(text)) && train.len() + test.len() == of.len());
            assert!((2..=3).contains(&test.len()));
        }
        assert_ne!(folds, super::folds(&of, &ratings, 10, 8));
        // The highest ratings are in as many folds.
        let high = |test: &Vec<usize>| test.iter().filter(|text| ratings[**text] >= 9.0).count();
        assert!(folds.iter().all(|(_, test)| high(test) <= 2), "{folds:?}");
    }

    /// No leakage: a text's own rating does not move its prediction.
    #[test]
    fn a_text_is_predicted_without_its_rating() {
        let value = |at: usize| (at * 37 % 59) as f64;
        let text = |at: usize| Text {
            row: vec![Some(value(at)), Some(value(at * 3 + 1))],
            rating: 1.0 + value(at) / 15.0 + value(at * 5 + 2) / 59.0,
            worse: vec![vec![Some(value(at) - 1.0), None]],
        };
        let mut sample = Sample { texts: (0..59).map(text).collect(), directions: vec![Direction::Open; 2], pull: 0.1 };
        let before = sample.out_of_fold(59, 3);
        assert!(spearman(&before, &sample.ratings()) > 0.9);
        sample.texts[17].rating = 5.0;
        let after = sample.out_of_fold(59, 3);
        assert_eq!(before[17].to_bits(), after[17].to_bits());
        assert_ne!(before[18].to_bits(), after[18].to_bits());
    }
}
