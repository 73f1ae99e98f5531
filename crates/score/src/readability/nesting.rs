//! How the code is built: branches, depth, brackets within brackets.

use super::feature::Direction::{Hurts, Open};
use super::feature::Feature;
use super::source::Source;
use super::statistics::{log, share};
use super::tree::Shape;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "branches",
        direction: Hurts,
        about: "ln(1 + places where control flow forks)",
        after: "BW10",
        of: |it| shape(it, |shape| log(shape.branches)),
    },
    Feature {
        name: "branches_a_line",
        direction: Hurts,
        about: "places where control flow forks / lines with code",
        after: "BW10",
        of: |it| shape(it, |shape| share(shape.branches, it.code_line_count())),
    },
    Feature {
        name: "nesting",
        direction: Hurts,
        about: "how deep such places are within one another",
        after: "D12",
        of: |it| shape(it, |shape| shape.nesting.min(50) as f64),
    },
    Feature {
        name: "tree_depth",
        direction: Hurts,
        about: "mean number of nodes with several children above a leaf",
        after: "D12",
        of: |it| shape(it, |shape| shape.depth),
    },
    Feature {
        name: "tree_variety",
        direction: Open,
        about: "entropy of the kinds of node, nats",
        after: "ours",
        of: |it| shape(it, |shape| shape.variety),
    },
    Feature {
        name: "statements_a_line",
        direction: Hurts,
        about: "statements / lines with code",
        after: "ours",
        of: |it| shape(it, |shape| share(shape.statements, it.code_line_count())),
    },
    Feature {
        name: "parameters",
        direction: Hurts,
        about: "ln(1 + the most parameters of a function)",
        after: "D12",
        of: |it| shape(it, |shape| log(shape.parameters)),
    },
    Feature {
        name: "bracket_depth",
        direction: Hurts,
        about: "ln(1 + how deep parentheses and square brackets are within one another)",
        after: "BW10",
        of: |it| Some(log(bracket_depth(it))),
    },
];

fn shape(it: &Source, of: impl Fn(&Shape) -> f64) -> Option<f64> {
    it.shape.as_ref().map(of)
}

fn bracket_depth(it: &Source) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for piece in &it.code {
        depth += usize::from(piece.is(&["(", "["]));
        deepest = deepest.max(depth);
        depth = depth.saturating_sub(usize::from(piece.is(&[")", "]"])));
    }
    deepest
}
