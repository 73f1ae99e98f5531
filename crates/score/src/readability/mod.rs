//! CRS, the code readability score: the mean output of a regressor that was trained on people's ratings (CodeFusion §7.6).
//!
//! | module | question it answers |
//! |---|---|
//! | `source`, `tree` | what are the lines, tokens, names, comments and branches of a text |
//! | [`feature`](features) | which numbers are made of them, and after whom; `size`, `layout`, `density`, `commenting`, `naming`, `nesting` |
//! | `ridge`, `worse` | which weights fit ratings best, none against its direction, and do not like a text made worse |
//! | `validation` | how well are ratings predicted of texts that were not trained on |
//! | [`training`](train), [`ratings`](read_ratings) | from rated texts to a model |
//! | [`model`](Model), `card` | the model as a file, and what to know of it |
//!
//! **Why ridge, and not boosted trees**: on the 150 rated snippets boosted trees, random forests and a kernel machine of a well-known library, with
//! much the same features, did worse (ρ 0.59, 0.58 and 0.62 against 0.65), and a sum of weights can be read.
//!
//! **Why not on ratings alone**: nobody rated what nobody writes. A regressor on ratings alone preferred functions with `var_0`, `var_1`, … for names
//! to the same ones with their own in 87 to 96 of 100, and packed Python to formatted in 9 of 10; so each rated text is held beside itself made worse.

mod card;
mod commenting;
mod density;
mod feature;
mod layout;
mod model;
mod naming;
mod nesting;
mod ratings;
mod ridge;
mod size;
mod source;
mod statistics;
mod training;
mod tree;
mod validation;
mod worse;

#[cfg(test)]
mod tests;

pub use feature::{Direction, FEATURES_VERSION, Feature, features};
pub use model::{Model, Trait};
pub use ratings::{Rated, read_ratings};
pub use statistics::ranks;
pub use training::{Agreement, TrainOptions, Trained, Training, train};

use trommel_lang::Language;

use crate::ScoreError;
use crate::metric::{Flag, Metric, Pair, Tally};
use feature::profile;

/// Texts over this many bytes are flagged: they are measured like others, but nobody rated any like them.
const LARGE: usize = 1 << 20;

/// How readable a text is.
#[derive(Debug, Clone, PartialEq)]
pub struct Readability {
    /// As raters would rate it, 1 (unreadable) to 5 (readable).
    pub rating: f64,
    /// The same from 0 to 1: (rating − 1) / 4.
    pub normalised: f64,
    /// What is odd about it.
    pub flags: Vec<Flag>,
}

/// CRS as a metric: the mean of [`Readability::normalised`] over predictions, with the mean rating as its part `rating`. **It looks at the
/// predictions only**: references are not read.
///
/// An empty prediction has the lowest rating, and counts. One that does not parse is rated by its text and by what tree there is, and counts. One
/// without a language does not count.
#[derive(Debug, Clone)]
pub struct Crs {
    model: Model,
    signature: String,
}

impl Crs {
    /// With the model that comes with the program.
    #[must_use]
    pub fn standard() -> Self {
        Crs::new(Model::standard())
    }

    /// With the model of a file, given its text.
    ///
    /// # Errors
    /// See [`Model::of_text`].
    pub fn of_model(text: &str) -> Result<Self, ScoreError> {
        Model::of_text(text).map(Crs::new)
    }

    /// With a model.
    #[must_use]
    pub fn new(model: Model) -> Self {
        let languages: Vec<String> =
            model.trained_on.snippets.iter().map(|(name, count)| format!("{name}×{count}")).collect();
        let signature =
            format!("features:{}|model:{}|rated:{}", model.features_version, model.hash(), languages.join("+"));
        Crs { model, signature }
    }

    /// How readable `text` is. A function of the text, the language and the model; takes time proportional to the text, sorting apart.
    #[must_use]
    pub fn readability(&self, language: Language, text: &str) -> Readability {
        let profile = profile(language, text);
        let mut flags = Vec::new();
        if profile.empty {
            flags.push(Flag::EmptyPrediction);
        } else if !profile.parses {
            flags.push(Flag::PredictionDoesNotParse);
        }
        if profile.unparsed || text.len() > LARGE {
            flags.push(Flag::TooLarge);
        }
        let rating = self.model.rate(&profile);
        Readability { rating, normalised: (rating - 1.0) / 4.0, flags }
    }
}

impl Metric for Crs {
    fn name(&self) -> &'static str {
        "crs"
    }

    /// `features:1|model:0a1b2c3d4e5f|rated:java×150`.
    fn signature(&self) -> String {
        self.signature.clone()
    }

    fn tally(&self, pair: &Pair) -> Tally {
        let Some(language) = pair.language else {
            return Tally { sums: None, flags: vec![Flag::NoGrammar] };
        };
        let Readability { rating, flags, .. } = self.readability(language, &pair.prediction);
        Tally { sums: Some(vec![rating, 1.0]), flags }
    }

    fn value(&self, sums: &[f64]) -> f64 {
        rating(sums).map_or(0.0, |rating| (rating - 1.0) / 4.0)
    }

    fn parts(&self, sums: &[f64]) -> Vec<(&'static str, f64)> {
        rating(sums).map(|rating| ("rating", rating)).into_iter().collect()
    }
}

/// The mean rating; none of no pair.
fn rating(sums: &[f64]) -> Option<f64> {
    match sums {
        [ratings, pairs] if *pairs > 0.0 => Some(ratings / pairs),
        _ => None,
    }
}
