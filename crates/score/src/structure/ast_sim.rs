//! ASTSim: how alike the syntax trees of two programs are.

use trommel_lang::Language;

use super::distance::edit_distance;
use super::named::{self, NodeLabels, Parsed};
use super::tree::Labels;
use crate::metric::{Flag, Metric, Pair, Tally};

/// ASTSim: 1 − δ / max(n, m), at least 0, where δ is the edit distance (insert, delete and relabel at cost 1) between the trees of named
/// nodes of the prediction and the reference and n, m are their numbers of nodes. Source: CodeFusion §7.4, which leaves
/// grammar, labels and costs open; the normalisation is that of TSED (Song et al. 2024, arXiv 2404.08817). Of several references the best counts.
///
/// Range [0, 1], symmetric, 1 on itself. What does not parse scores 0 and is flagged. Of trees with more than 2,000 nodes it is an upper bound;
/// see [`edit_distance`]. Comments are no nodes. The value over pairs is the mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AstSim {
    /// What the nodes of a tree are told apart by.
    pub labels: NodeLabels,
}

/// An option that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown option {found:?} of ast-sim: expected `kind` or `kind+text`")]
pub struct UnknownLabels {
    /// What was asked for.
    pub found: String,
}

impl AstSim {
    /// From its option in text: `kind`, `kind+text`, or nothing, which is `kind`.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(option: &str) -> Result<AstSim, UnknownLabels> {
        match option {
            "" | "kind" => Ok(AstSim { labels: NodeLabels::Kind }),
            "kind+text" => Ok(AstSim { labels: NodeLabels::KindAndText }),
            _ => Err(UnknownLabels { found: option.to_owned() }),
        }
    }
}

/// ASTSim of two texts; see [`AstSim`]. 0 where one of them does not parse.
#[must_use]
pub fn ast_sim(a: &str, b: &str, language: Language, labels: NodeLabels) -> f64 {
    match (named::parsed(language, a), named::parsed(language, b)) {
        (Some(a), Some(b)) => similarity(&a, &b, labels).0,
        _ => 0.0,
    }
}

impl Metric for AstSim {
    fn name(&self) -> &'static str {
        match self.labels {
            NodeLabels::Kind => "ast-sim",
            NodeLabels::KindAndText => "ast-sim:kind+text",
        }
    }

    fn signature(&self) -> String {
        let labels = match self.labels {
            NodeLabels::Kind => "kind",
            NodeLabels::KindAndText => "kind+text",
        };
        format!("labels:{labels}|nodes:named|costs:1|norm:max|exact:2000|refs:best|v:1")
    }

    fn tally(&self, pair: &Pair) -> Tally {
        super::best_of(pair, |prediction, reference| similarity(prediction, reference, self.labels))
    }

    fn value(&self, sums: &[f64]) -> f64 {
        super::mean(sums)
    }
}

fn similarity(a: &Parsed, b: &Parsed, by: NodeLabels) -> (f64, Option<Flag>) {
    let labels = &mut Labels::default();
    let (a, b) = (named::tree(a, by, labels), named::tree(b, by, labels));
    let distance = edit_distance(&a, &b);
    let similarity = 1.0 - f64::from(distance.edits) / a.len().max(b.len()) as f64;
    (similarity.max(0.0), (!distance.exact).then_some(Flag::TooLarge))
}
