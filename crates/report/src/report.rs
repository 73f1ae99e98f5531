//! A whole report: its head, its sections, and what it leaves out.

use std::collections::BTreeSet;

use crate::{ReportError, Section};

/// A whole report, before it is HTML or Markdown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// What it is about, in one line.
    pub title: String,
    /// One sentence under the title. May be empty.
    pub subtitle: String,
    /// The few numbers that a reader looks for first, with their names.
    pub facts: Vec<(String, String)>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// What is not in it, and why.
    pub left_out: Vec<LeftOut>,
}

/// A section that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What it would show.
    pub title: String,
    /// What its data would need.
    pub why: String,
}

impl LeftOut {
    /// A section with this title is missing, because of this.
    #[must_use]
    pub fn new(title: impl Into<String>, why: impl Into<String>) -> Self {
        LeftOut { title: title.into(), why: why.into() }
    }
}

/// A section, or why there is none.
pub type Perhaps = Result<Section, LeftOut>;

impl Report {
    /// Takes a section, or notes that it is left out.
    pub fn push(&mut self, section: Perhaps) {
        match section {
            Ok(section) => self.sections.push(section),
            Err(left_out) => self.left_out.push(left_out),
        }
    }

    /// That each anchor is there once: a link to a section then leads to it.
    ///
    /// # Errors
    /// [`ReportError::SameAnchor`].
    pub fn check(&self) -> Result<(), ReportError> {
        let mut seen = BTreeSet::new();
        match self.sections.iter().find(|section| !seen.insert(section.id.as_str())) {
            Some(twice) => Err(ReportError::SameAnchor(twice.id.clone())),
            None => Ok(()),
        }
    }
}
