//! A trained regressor as a file.

use serde::{Deserialize, Serialize};

use super::feature::{FEATURES_VERSION, Profile, features};
use super::ratings::RANGE;
use super::ridge::Scaling;
use super::training::Training;
use crate::ScoreError;

/// A readability model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// See [`FEATURES_VERSION`].
    pub features_version: u32,
    /// The rating of a text that is average in everything.
    pub intercept: f64,
    /// All features, in their order.
    pub features: Vec<Trait>,
    /// On what it was trained.
    pub trained_on: Training,
}

/// What a model knows of one feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trait {
    /// Which.
    pub name: String,
    /// Its mean in training.
    pub mean: f64,
    /// Its standard deviation in training, above 0.
    pub scale: f64,
    /// The least value in training, in standard deviations from the mean: lesser ones count as this.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// Ratings per standard deviation.
    pub weight: f64,
}

impl Model {
    /// The model that comes with the program: trained on 150 Java snippets, see its card.
    #[must_use]
    pub fn standard() -> Self {
        // A test reads it.
        Model::of_text(include_str!("crs-java.json")).unwrap_or_else(|error| unreachable!("{error}"))
    }

    /// Reads what [`Model::text`] writes.
    ///
    /// # Errors
    /// [`ScoreError::Model`]: not such JSON, features of another version, a number that is none.
    pub fn of_text(text: &str) -> Result<Self, ScoreError> {
        let wrong = |problem: String| ScoreError::Model { problem };
        let model: Model = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        if model.features_version != FEATURES_VERSION {
            return Err(wrong(format!(
                "its features are of version {}, expected {FEATURES_VERSION}",
                model.features_version
            )));
        }
        if !model.features.iter().map(|known| known.name.as_str()).eq(features().map(|feature| feature.name)) {
            return Err(wrong("its features are not those of this program, in their order".to_owned()));
        }
        let is_usable = |of: &Trait| {
            [of.mean, of.scale, of.low, of.high, of.weight].iter().all(|number| number.is_finite())
                && of.scale > 0.0
                && of.low <= of.high
        };
        if let Some(odd) = model.features.iter().find(|of| !is_usable(of)) {
            return Err(wrong(format!(
                "feature `{}`: expected finite numbers, a scale above 0 and low ≤ high",
                odd.name
            )));
        }
        if !model.intercept.is_finite() {
            return Err(wrong("`intercept` is not finite".to_owned()));
        }
        Ok(model)
    }

    /// As JSON, with a final line end. Numbers are written so that they are read back to the bit.
    #[must_use]
    pub fn text(&self) -> String {
        // Numbers and names always have a form in JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The first 12 hexadecimal digits of the BLAKE3 of its [text](Model::text).
    #[must_use]
    pub fn hash(&self) -> String {
        blake3::hash(self.text().as_bytes()).to_hex()[..12].to_owned()
    }

    /// The rating of a text, 1 to 5. What has no token is rated 1.
    pub(super) fn rate(&self, of: &Profile) -> f64 {
        if of.empty {
            return RANGE.0;
        }
        let part = |(known, value): (&Trait, &Option<f64>)| {
            let scaling = Scaling { mean: known.mean, scale: known.scale, low: known.low, high: known.high };
            scaling.apply(*value) * known.weight
        };
        let rating = self.intercept + self.features.iter().zip(&of.values).map(part).sum::<f64>();
        rating.clamp(RANGE.0, RANGE.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_back_to_the_bit() {
        let model = Model::standard();
        assert_eq!(Model::of_text(&model.text()).unwrap(), model);
        assert_eq!(model.text(), include_str!("crs-java.json"));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let refused = |change: &dyn Fn(&mut Model)| {
            let mut model = Model::standard();
            change(&mut model);
            Model::of_text(&model.text()).unwrap_err().to_string()
        };
        assert!(refused(&|model| model.features_version = 99).contains("version 99, expected"));
        assert!(refused(&|model| model.features.swap(0, 1)).contains("in their order"));
        assert!(refused(&|model| model.features[3].scale = 0.0).contains("a scale above 0"));
        assert!(Model::of_text("{}").unwrap_err().to_string().contains("missing field"));
    }
}
