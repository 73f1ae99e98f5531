//! From rated texts to a model, and how far to believe it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::feature::{FEATURES_VERSION, Profile, features, profile};
use super::model::{Model, Trait};
use super::ratings::Rated;
use super::ridge::Text;
use super::statistics::{mean, spearman};
use super::validation::{Sample, Validated};
use super::worse::worse;
use crate::ScoreError;

/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainOptions {
    /// What folds are dealt by.
    pub seed: u64,
    /// Folds of the cross-validation, at least 2 and at most half as many as there are texts.
    pub folds: usize,
    /// How often the cross-validation is repeated with other folds, at least once.
    pub repeats: u32,
    /// How much it counts, beside one rating, that a text is to be better than itself made worse (without names that say something, packed, on one line, unindented);
    /// at least 0. With 0 only the ratings count, and such texts are liked.
    pub pull: f64,
}

impl Default for TrainOptions {
    fn default() -> Self {
        TrainOptions { seed: 1, folds: 10, repeats: 10, pull: 0.2 }
    }
}

/// A model, and its card.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// The model, trained on all texts.
    pub model: Model,
    /// What it is, on what it was trained, how well it does: Markdown to be kept beside it.
    pub card: String,
}

/// On what a model was trained, and how well the training predicts texts that it has not seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Texts of each language.
    pub snippets: BTreeMap<String, usize>,
    /// Ratings of all texts together.
    pub ratings: usize,
    /// BLAKE3 over the rows, sorted: of languages, texts and ratings, not of the file's layout.
    pub ratings_blake3: String,
    /// See [`TrainOptions::seed`].
    pub seed: u64,
    /// See [`TrainOptions::folds`].
    pub folds: usize,
    /// See [`TrainOptions::repeats`].
    pub repeats: u32,
    /// See [`TrainOptions::pull`].
    pub pull: f64,
    /// Texts made worse that were trained on beside the rated ones.
    pub made_worse: usize,
    /// The penalty λ that was chosen on all texts.
    pub penalty: f64,
    /// Of the regressor.
    pub cross_validation: Agreement,
    /// Of the same without `pull`, on ratings alone.
    pub ratings_alone: Agreement,
    /// Of a regressor on lines of code alone.
    pub lines_alone: Agreement,
    /// Of the mean of the training texts, which has no order: its ρ is what the means of the folds make.
    pub constant: Agreement,
    /// Of the regressor on ratings dealt out at random: what is gained by chance.
    pub shuffled: Agreement,
    /// Mean ρ of one rater with the mean of the others; none with fewer than two raters, or where not all rated all texts.
    pub one_rater: Option<f64>,
}

/// Agreement of out-of-fold predictions with the mean ratings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Spearman's ρ of all predictions of a repetition, mean over the repetitions.
    pub spearman: f64,
    /// Its standard deviation over the repetitions.
    pub spread: f64,
    /// The lower end of its 95 % bootstrap interval over texts.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The root mean squared error, in ratings.
    pub rmse: f64,
}

/// Trains on all rows, and validates the training. The same rows in another order, on any number of threads: the same model.
///
/// # Errors
/// [`ScoreError::Folds`] where there are too few rows for the folds, or a number that is none; [`ScoreError::Unread`] for a text that no
/// parser gets through.
pub fn train(rows: &[Rated], options: &TrainOptions) -> Result<Trained, ScoreError> {
    if options.folds < 2
        || options.repeats == 0
        || !(0.0..=1e6).contains(&options.pull)
        || rows.len() < 2 * options.folds
    {
        return Err(ScoreError::Folds { folds: options.folds, repeats: options.repeats, rows: rows.len() });
    }
    let mut rows: Vec<(String, &Rated)> = rows.iter().map(|row| (key(row), row)).collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let keys: String = rows.iter().map(|(key, _)| key.as_str()).collect();
    let rows: Vec<&Rated> = rows.into_iter().map(|(_, row)| row).collect();

    let texts = rows.par_iter().map(|row| text(row)).collect::<Result<Vec<Text>, ScoreError>>()?;
    let made_worse = texts.iter().map(|text| text.worse.len()).sum();
    let directions = features().map(|feature| feature.direction).collect();
    let sample = Sample { texts, directions, pull: options.pull };
    let TrainOptions { seed, folds, repeats, pull } = *options;
    let penalty = sample.choose_penalty(&(0..rows.len()).collect::<Vec<_>>(), seed);
    let fit = sample.fit(penalty);
    let validate = |sample: &Sample| Agreement::from(sample.validate(folds, repeats, seed));
    let code_lines = features().position(|feature| feature.name == "code_lines").unwrap_or(0);
    let mut snippets = BTreeMap::new();
    rows.iter().for_each(|row| *snippets.entry(row.language.name().to_owned()).or_default() += 1);
    let trained_on = Training {
        snippets,
        ratings: rows.iter().map(|row| row.ratings.len()).sum(),
        ratings_blake3: blake3::hash(keys.as_bytes()).to_hex().to_string(),
        seed,
        folds,
        repeats,
        pull,
        made_worse,
        penalty,
        cross_validation: validate(&sample),
        ratings_alone: validate(&Sample { pull: 0.0, ..sample.clone() }),
        lines_alone: validate(&sample.only(code_lines)),
        constant: validate(&sample.none()),
        shuffled: validate_shuffled(&sample, options),
        one_rater: one_rater(&rows),
    };
    let features = features()
        .zip(fit.scalings.iter().zip(&fit.weights))
        .map(|(feature, (scaling, weight))| Trait {
            name: feature.name.to_owned(),
            mean: scaling.mean,
            scale: scaling.scale,
            low: scaling.low,
            high: scaling.high,
            weight: *weight,
        })
        .collect();
    let model = Model { features_version: FEATURES_VERSION, features, intercept: fit.intercept, trained_on };
    let card = super::card::card(&model);
    Ok(Trained { model, card })
}

/// A rated text and itself made worse, in numbers.
fn text(row: &Rated) -> Result<Text, ScoreError> {
    let Profile { values, empty, unparsed, .. } = profile(row.language, &row.snippet);
    if empty || unparsed {
        let start = row.snippet.chars().take(60).collect();
        return Err(ScoreError::Unread { language: row.language, start });
    }
    let worse = worse(row.language, &row.snippet).iter().map(|worse| profile(row.language, worse).values).collect();
    Ok(Text { row: values, rating: row.mean(), worse })
}

/// Each repetition with other ratings and other folds: a spread over both.
fn validate_shuffled(sample: &Sample, options: &TrainOptions) -> Agreement {
    let runs: Vec<Validated> = (0..u64::from(options.repeats))
        .map(|run| {
            let seed = options.seed.wrapping_add(run);
            sample.shuffled(seed ^ 0xc4a2_ce00).validate(options.folds, 1, seed)
        })
        .collect();
    let rhos: Vec<f64> = runs.iter().map(|run| run.spearman).collect();
    Agreement {
        spearman: mean(rhos.iter().copied()),
        spread: super::statistics::deviation(&rhos),
        low: mean(runs.iter().map(|run| run.interval.low)),
        high: mean(runs.iter().map(|run| run.interval.high)),
        rmse: mean(runs.iter().map(|run| run.rmse)),
    }
}

fn one_rater(rows: &[&Rated]) -> Option<f64> {
    let raters = rows.first()?.ratings.len();
    if raters < 2 || rows.iter().any(|row| row.ratings.len() != raters) {
        return None;
    }
    let of = |rater: usize| {
        let own: Vec<f64> = rows.iter().map(|row| row.ratings[rater]).collect();
        let rest: Vec<f64> = rows
            .iter()
            .map(|row| (row.ratings.iter().sum::<f64>() - row.ratings[rater]) / (raters - 1) as f64)
            .collect();
        spearman(&own, &rest)
    };
    Some(mean((0..raters).map(of)))
}

/// The hash of a row.
fn key(row: &Rated) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(row.language.name().as_bytes()).update(&[0]);
    hasher.update(row.snippet.as_bytes()).update(&[0]);
    row.ratings.iter().for_each(|rating| {
        hasher.update(&rating.to_le_bytes());
    });
    hasher.finalize().to_hex().to_string()
}

impl From<Validated> for Agreement {
    fn from(of: Validated) -> Self {
        let Validated { spearman, spread, interval, rmse } = of;
        Agreement { spearman, spread, low: interval.low, high: interval.high, rmse }
    }
}
