//! Ridge regression with directions: the weights that minimise Σ (y − ŷ)² + λ Σ w², none against its feature's direction.
//!
//! Hoerl and Kennard 1970 for the penalty; by coordinate descent (Friedman, Hastie and Tibshirani 2010, "Regularization Paths for Generalized
//! Linear Models via Coordinate Descent"), which a bound on each weight leaves as it is: the problem stays strictly convex, so there is one answer.

use super::feature::Direction;
use super::statistics::{deviation, mean};

/// Features are cut at this many standard deviations, so that one odd text moves no weight by itself.
const CUT: f64 = 3.0;

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
    /// Of the values of one feature.
    pub fn of(values: impl Iterator<Item = Option<f64>>) -> Self {
        let values: Vec<f64> = values.flatten().collect();
        let (centre, spread) = (mean(values.iter().copied()), deviation(&values));
        let scale = if spread > 1e-9 { spread } else { 1.0 };
        let ends = values.iter().map(|value| ((value - centre) / scale).clamp(-CUT, CUT));
        let low = ends.clone().fold(0.0, f64::min);
        Scaling { mean: centre, scale, low, high: ends.fold(0.0, f64::max) }
    }

    /// In standard deviations from the mean, within what training has seen: a text unlike all of these is not extrapolated to. What is
    /// not there counts as average.
    pub fn apply(&self, value: Option<f64>) -> f64 {
        value.map_or(0.0, |value| ((value - self.mean) / self.scale).clamp(self.low, self.high))
    }
}

/// The sums that the weights of every penalty are computed from.
pub(super) struct Sums {
    scalings: Vec<Scaling>,
    /// Means of the standardised columns: cutting moves them away from 0.
    centres: Vec<f64>,
    /// ZᵀZ, columns centred.
    gram: Vec<Vec<f64>>,
    /// Zᵀ(y − ȳ).
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
    /// Of at least one row; `rows` are the texts' features, `ratings` as many.
    pub fn new(rows: &[&[Option<f64>]], ratings: &[f64]) -> Self {
        let width = rows.first().map_or(0, |row| row.len());
        let scalings: Vec<Scaling> = (0..width).map(|at| Scaling::of(rows.iter().map(|row| row[at]))).collect();
        let mut columns: Vec<Vec<f64>> = scalings
            .iter()
            .enumerate()
            .map(|(at, scaling)| rows.iter().map(|row| scaling.apply(row[at])).collect())
            .collect();
        let centres: Vec<f64> = columns.iter().map(|column| mean(column.iter().copied())).collect();
        for (column, centre) in columns.iter_mut().zip(&centres) {
            column.iter_mut().for_each(|value| *value -= centre);
        }
        let mean = mean(ratings.iter().copied());
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let gram = columns.iter().map(|a| columns.iter().map(|b| product(a, b)).collect()).collect();
        let centred: Vec<f64> = ratings.iter().map(|rating| rating - mean).collect();
        let moments = columns.iter().map(|column| product(column, &centred)).collect();
        Sums { scalings, centres, gram, moments, mean }
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
        let rows: Vec<Vec<Option<f64>>> = [1.0, 2.0, 3.0, 4.0].iter().map(|value| vec![Some(*value)]).collect();
        let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
        let sums = Sums::new(&rows, &[1.0, 2.0, 3.0, 4.0]);
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
        let rows: Vec<Vec<Option<f64>>> =
            (0..40).map(|at| vec![Some(value(at)), Some(value(at) + value(at + 9)), Some(value(3 * at + 1))]).collect();
        let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
        let ratings: Vec<f64> = (0..40).map(|at| value(5 * at + 2) + value(at)).collect();
        let sums = Sums::new(&rows, &ratings);
        let fit = sums.fit(2.0, &[Direction::Open; 3]);
        for at in 0..3 {
            let slope: f64 =
                (0..3).map(|other| sums.gram[at][other] * fit.weights[other]).sum::<f64>() - sums.moments[at];
            assert!((slope + 2.0 * fit.weights[at]).abs() < 1e-6, "{at}: {slope}");
        }
    }
}
