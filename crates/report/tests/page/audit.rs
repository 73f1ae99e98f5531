//! What a script in the page finds: sections, headings, names of figures, contrast, width.

use serde::Deserialize;

/// Runs in the page and gives a [`Found`].
pub const SCRIPT: &str = include_str!("audit.js");

/// What is there.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// Anchors of the sections, in order.
    pub sections: Vec<String>,
    /// Levels of the headings, in order.
    pub headings: Vec<u32>,
    /// Drawings without a text alternative, or with an empty one.
    pub nameless: Vec<String>,
    /// Drawings.
    pub drawings: u32,
    /// Elements whose text has less contrast than 4.5, and keys and bars with less than 3.
    pub faint: Vec<String>,
    /// Texts whose contrast was computed.
    pub texts: u32,
    /// The least contrast of text.
    pub least: f64,
    /// How much wider than the window the page is, in pixels.
    pub overflow: f64,
    /// The least height of letters in a drawing, in pixels.
    pub smallest: f64,
    /// Columns' headings without `scope`.
    pub scopeless: u32,
    /// Links inside the page that lead nowhere.
    pub broken: Vec<String>,
}
