//! What CodeBLEU compares of two programs besides their tokens: sub-trees, and which variable takes its value from which.
//!
//! The walk is that of Ren et al. 2020 (arXiv 2009.10297, after GraphCodeBERT): variables by name, a state that says where each
//! was last written, both ways of a branch joined, loops walked twice. It comes with two tables. [`FlowRules::Compat`] asks for the
//! kinds of node that the Python package `codebleu` 0.7.0 asks for, whether the grammars still have them or not;
//! [`FlowRules::Strict`] asks for those of our grammars, and takes nothing but variables for variables.
//!
//! One walk takes time proportional to the text, but for loops in loops: a loop that is entered again in the state of an
//! earlier time is not walked again. What is deeper than [`DEEPEST`] nodes or takes more than [`MOST_WORK`] steps has no flow.

mod compat;
mod edges;
mod rules;
mod state;
mod strict;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

use crate::{Language, ParseError, parse};

/// The deepest tree of which data flow is taken. Python's recursion ends at 1,000 frames, of which the package needs some itself.
const DEEPEST: usize = 990;

/// The most steps of one walk: tokens read, variables joined, pairs of variables.
const MOST_WORK: u64 = 20_000_000;

/// Whose idea of data flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlowRules {
    /// That of the Python package `codebleu` 0.7.0, with its quirks; order, which it leaves to chance, is that of first occurrence.
    Compat,
    /// Ours: all ten languages by their own grammars, variables only.
    Strict,
}

/// One variable at one place, and whence its value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowEdge {
    /// The variable. Names are numbered in order of appearance in the edges, so that equal numbers in two programs mean the same role.
    pub to: u32,
    /// It is assigned here, not just read.
    pub computed: bool,
    /// The variables that its value comes from.
    pub from: Vec<u32>,
}

/// What is compared of one program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// A fingerprint of the S-expression of each node with children, and of the root: kinds and fields of named nodes, no names, no
    /// operators. In no order that means anything.
    pub subtrees: Vec<u64>,
    /// The data flow, in order of the text.
    pub edges: Vec<FlowEdge>,
    /// The tree has errors.
    pub errors: bool,
    /// The parser or the walk gave up: sub-trees or data flow are missing.
    pub too_large: bool,
}

/// Takes a program apart; `None` for TypeScript, for which neither table has rules.
///
/// A text of which the parser gives up ([`ParseError`]) has no sub-trees and no edges, and says so.
#[must_use]
pub fn structure(language: Language, text: &str, rules: FlowRules) -> Option<Structure> {
    let parsed = match parse(language, text) {
        Ok(parsed) => parsed,
        Err(ParseError::Grammar { .. }) => return None,
        Err(_) => return rules::has_rules(language).then(|| Structure { too_large: true, ..Structure::default() }),
    };
    let table = rules::table(&parsed, rules)?;
    let flat = tree::Flat::new(&parsed, text, table);
    let (edges, too_large) = match walk::edges(&flat, table) {
        Ok(edges) => (edges, false),
        Err(walk::Stop::Nothing) => (Vec::new(), false),
        Err(walk::Stop::TooLarge) => (Vec::new(), true),
    };
    Some(Structure { subtrees: flat.subtrees, edges, errors: parsed.tree().root_node().has_error(), too_large })
}
