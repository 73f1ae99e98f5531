//! Ridge regression with directions: the weights that minimise Σ (y − ŷ)² + λ Σ w² + c Σ (m − (ŷ − ŷ′))², none against its feature's
//! direction. ŷ′ is the rating of the same text made worse, m a margin; c is `pull`, and 0 leaves the ratings alone.
//!
//! Hoerl and Kennard 1970 for the penalty; by coordinate descent (Friedman, Hastie and Tibshirani 2010, "Regularization Paths for Generalized
//! Linear Models via Coordinate Descent"), which a bound on each weight leaves as it is: the problem stays strictly convex, so there is one answer.

use super::feature::Direction;
use super::statistics::{deviation, mean};

/// Features are cut at this many standard deviations, so that one odd text moves no weight by itself.
const CUT: f64 = 3.0;

/// By how many ratings a text is to be better than itself made worse: about one standard deviation of mean ratings.
pub(super) const MARGIN: f64 = 0.5;

/// Rounds of coordinate descent; it ends before, when no weight moves by more than [`STILL`].
const ROUNDS: usize = 2_000;

const STILL: f64 = 1e-8;

/// What makes a feature's value comparable with others: learnt from the training texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scaling {
    /// The mean of the values that there are.
    pub mean: f64,
    /// Their standard deviation; 1 where they are all the same.
    pub scale: f64,
    /// The least standardised value in training, at least −3.
    pub low: f64,
    /// The greatest, at most 3.
    pub high: f64,
}

impl Scaling {
    /// Of the values of one feature: the mean and the deviation of `values`, the ends of what is in `values` or `worse`.
    pub fn of(values: impl Iterator<Item = Option<f64>>, worse: impl Iterator<Item = Option<f64>>) -> Self {
        let values: Vec<f64> = values.flatten().collect();
        let (centre, spread) = (mean(values.iter().copied()), deviation(&values));
        let scale = if spread > 1e-9 { spread } else { 1.0 };
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.into_iter().chain(worse.flatten()) {
            let standard = ((value - centre) / scale).clamp(-CUT, CUT);
            (low, high) = (low.min(standard), high.max(standard));
        }
        Scaling { mean: centre, scale, low, high }
    }

    /// In standard deviations from the mean, within what training has seen: a text unlike all of these is not extrapolated to. What is
    /// not there counts as average.
    pub fn apply(&self, value: Option<f64>) -> f64 {
        value.map_or(0.0, |value| ((value - self.mean) / self.scale).clamp(self.low, self.high))
    }
}

/// A text to train on.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// Its features.
    pub row: Vec<Option<f64>>,
    /// Its mean rating.
    pub rating: f64,
    /// The features of the same text made worse in several ways, which together count as one rating with the weight `pull`.
    pub worse: Vec<Vec<Option<f64>>>,
}

/// The sums that the weights of every penalty are computed from.
pub(super) struct Sums {
    scalings: Vec<Scaling>,
    /// Means of the standardised columns: cutting moves them away from 0.
    centres: Vec<f64>,
    /// ZᵀZ, columns centred, and c DᵀD of differences to worse texts.
    gram: Vec<Vec<f64>>,
    /// Zᵀ(y − ȳ) + c Dᵀm.
    moments: Vec<f64>,
    mean: f64,
}

/// A trained regressor.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Of each feature.
    pub scalings: Vec<Scaling>,
    /// Ratings per standard deviation of each feature.
    pub weights: Vec<f64>,
    /// The rating of a text that is average in everything.
    pub intercept: f64,
}

impl Sums {
    /// Of at least one text.
    pub fn new(texts: &[&Text], pull: f64) -> Self {
        let width = texts.first().map_or(0, |text| text.row.len());
        let worse = || texts.iter().flat_map(|text| &text.worse);
        let scaling = |at: usize| Scaling::of(texts.iter().map(|text| text.row[at]), worse().map(|row| row[at]));
        let scalings: Vec<Scaling> = (0..width).map(scaling).collect();
        let standard = |row: &[Option<f64>]| -> Vec<f64> {
            scalings.iter().zip(row).map(|(scaling, value)| scaling.apply(*value)).collect()
        };
        let rows: Vec<Vec<f64>> = texts.iter().map(|text| standard(&text.row)).collect();
        let centres: Vec<f64> = (0..width).map(|at| mean(rows.iter().map(|row| row[at]))).collect();
        let mean = mean(texts.iter().map(|text| text.rating));
        let mut sums = Sums {
            gram: vec![vec![0.0; width]; width],
            moments: vec![0.0; width],
            scalings: Vec::new(),
            centres,
            mean,
        };
        for (text, row) in texts.iter().zip(&rows) {
            let centred: Vec<f64> = row.iter().zip(&sums.centres).map(|(value, centre)| value - centre).collect();
            sums.add(&centred, text.rating - mean, 1.0);
            for worse in &text.worse {
                let gap: Vec<f64> = row.iter().zip(standard(worse)).map(|(value, worse)| value - worse).collect();
                sums.add(&gap, MARGIN, pull / text.worse.len() as f64);
            }
        }
        Sums { scalings, ..sums }
    }

    /// Adds weight × (target − row · w)² to what is minimised.
    fn add(&mut self, row: &[f64], target: f64, weight: f64) {
        for (at, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            self.moments[at] += weight * value * target;
            self.gram[at].iter_mut().zip(row).for_each(|(gram, other)| *gram += weight * value * other);
        }
    }

    /// The weights under a penalty λ > 0.
    pub fn fit(&self, penalty: f64, directions: &[Direction]) -> Fit {
        let mut weights = vec![0.0; self.moments.len()];
        for _ in 0..ROUNDS {
            let mut moved: f64 = 0.0;
            for at in 0..weights.len() {
                let others: f64 = self.gram[at].iter().zip(&weights).map(|(gram, weight)| gram * weight).sum();
                let free =
                    (self.moments[at] - others + self.gram[at][at] * weights[at]) / (self.gram[at][at] + penalty);
                let bound = match directions[at] {
                    Direction::Hurts => free.min(0.0),
                    Direction::Helps => free.max(0.0),
                    Direction::Open => free,
                };
                moved = moved.max((bound - weights[at]).abs());
                weights[at] = bound;
            }
            if moved < STILL {
                break;
            }
        }
        let shift: f64 = weights.iter().zip(&self.centres).map(|(weight, centre)| weight * centre).sum();
        Fit { scalings: self.scalings.clone(), weights, intercept: self.mean - shift }
    }
}

impl Fit {
    /// The rating of a text, not yet kept within the raters' range.
    pub fn predict(&self, values: &[Option<f64>]) -> f64 {
        let parts = self.scalings.iter().zip(values).zip(&self.weights);
        self.intercept + parts.map(|((scaling, value), weight)| scaling.apply(*value) * weight).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One feature: w = Σ zy / (Σ z² + λ), the closed form.
    #[test]
    fn one_weight_is_the_closed_form() {
        let texts = [1.0, 2.0, 3.0, 4.0].map(|value| Text { row: vec![Some(value)], rating: value, worse: Vec::new() });
        let sums = Sums::new(&texts.each_ref(), 1.0);
        let fit = sums.fit(4.0, &[Direction::Open]);
        // z has unit variance: Σ z² = 4, Σ z y = 4 σ with σ = √1.25.
        assert!((fit.weights[0] - 4.0 * 1.25_f64.sqrt() / 8.0).abs() < 1e-9, "{fit:?}");
        assert!((fit.predict(&[Some(2.5)]) - 2.5).abs() < 1e-12);
        assert_eq!(fit.predict(&[None]), fit.predict(&[Some(2.5)]));
        // Beyond what training saw: as at its edge.
        assert_eq!(fit.predict(&[Some(1e9)]), fit.predict(&[Some(4.0)]));
        assert_eq!(sums.fit(4.0, &[Direction::Hurts]).weights, [0.0]);
    }

    /// With three correlated features, the gradient of what is minimised is 0 in every free weight.
    #[test]
    fn the_gradient_vanishes() {
        let value = |seed: usize| ((seed * 7919 % 101) as f64) / 10.0;
        let row = |at: usize| vec![Some(value(at)), Some(value(at) + value(at + 9)), Some(value(3 * at + 1))];
        let text = |at: usize| Text { row: row(at), rating: value(5 * at + 2) + value(at), worse: vec![row(at + 50)] };
        let texts: Vec<Text> = (0..40).map(text).collect();
        let sums = Sums::new(&texts.iter().collect::<Vec<_>>(), 0.5);
        let fit = sums.fit(2.0, &[Direction::Open; 3]);
        for at in 0..3 {
            let slope: f64 =
                (0..3).map(|other| sums.gram[at][other] * fit.weights[other]).sum::<f64>() - sums.moments[at];
            assert!((slope + 2.0 * fit.weights[at]).abs() < 1e-6, "{at}: {slope}");
        }
    }

    /// Ratings alone like small values; that they are worse than themselves greater turns it round.
    #[test]
    fn worse_texts_pull() {
        let text = |value: f64| Text {
            row: vec![Some(value)],
            rating: 3.0 - value / 10.0,
            worse: vec![vec![Some(value - 2.0)]],
        };
        let texts = [1.0, 2.0, 3.0, 4.0].map(text);
        assert!(Sums::new(&texts.each_ref(), 0.0).fit(1.0, &[Direction::Open]).weights[0] < 0.0);
        assert!(Sums::new(&texts.each_ref(), 1.0).fit(1.0, &[Direction::Open]).weights[0] > 0.0);
    }
}
