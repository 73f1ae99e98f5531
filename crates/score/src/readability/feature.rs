//! The features: what is measured of a text, why, and in which direction it may count.

use trommel_lang::Language;

use super::source::Source;
use super::{commenting, density, layout, naming, nesting, size};

/// Raised whenever a feature is added, taken away or computed differently: a model fits only the features that it was trained with.
pub const FEATURES_VERSION: u32 = 1;

/// In which direction a feature may move the score. What the literature agrees on is not left to 150 snippets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More of it never raises the score.
    Hurts,
    /// More of it never lowers the score.
    Helps,
    /// The ratings decide.
    Open,
}

/// One feature.
#[derive(Debug, Clone, Copy)]
pub struct Feature {
    /// Its name in models.
    pub name: &'static str,
    /// In which direction it may count.
    pub direction: Direction,
    /// What it measures, with its unit.
    pub about: &'static str,
    /// What it is after in the literature: BW10 (Buse and Weimer 2010, "Learning a Metric for Code Readability"), PHD11 (Posnett, Hindle
    /// and Devanbu 2011, "A Simpler Model of Software Readability"), D12 (Dorn 2012, "A General Software Readability Model"), S18
    /// (Scalabrino, Linares-Vásquez, Oliveto and Poshyvanyk 2018, "A Comprehensive Model for Code Readability"), or `ours`.
    pub after: &'static str,
    /// None where the text has nothing to measure it on.
    pub(super) of: fn(&Source<'_>) -> Option<f64>,
}

/// All features, in the order of models.
pub fn features() -> impl Iterator<Item = &'static Feature> {
    [size::FEATURES, layout::FEATURES, density::FEATURES, commenting::FEATURES, naming::FEATURES, nesting::FEATURES]
        .into_iter()
        .flatten()
}

/// A text in numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Profile {
    /// In the order of [`features`]; each finite.
    pub values: Vec<Option<f64>>,
    /// It has no token and no comment.
    pub empty: bool,
    /// It parses, alone or within a class or function.
    pub parses: bool,
    /// The parser gave up on it.
    pub unparsed: bool,
}

/// Measures a text. Takes time proportional to it, sorting apart.
pub(super) fn profile(language: Language, text: &str) -> Profile {
    // Without its tag, PHP is text that is printed.
    const TAG: &str = "<?php ";
    let tagged = (language == Language::Php && !text.contains("<?")).then(|| format!("{TAG}{text}"));
    let source = match &tagged {
        Some(tagged) => Source::new(language, tagged, TAG.len()),
        None => Source::new(language, text, 0),
    };
    Profile {
        values: features().map(|feature| (feature.of)(&source).filter(|value| value.is_finite())).collect(),
        empty: source.code.is_empty() && source.comments.is_empty(),
        parses: source.shape.as_ref().is_some_and(|shape| shape.parses),
        unparsed: source.shape.is_none(),
    }
}
