//! How alike programs are in structure: ASTSim by their syntax trees, SemSim by their dependence graphs.

mod ast_sim;
mod bounds;
mod distance;
mod embed;
mod named;
mod sem_sim;
#[cfg(test)]
mod tests;
mod tree;

pub use ast_sim::{AstSim, UnknownLabels, ast_sim};
pub use distance::{Distance, EXACT_NODES, edit_distance};
pub use embed::{Embedding, Wl};
pub use named::NodeLabels;
pub use sem_sim::{SemSim, UnknownWl, sem_sim};
pub use tree::{Labels, Tree};

use crate::metric::{Flag, Pair, Tally};
use named::{Parsed, parsed};

/// The tally of a similarity between parsed texts: the best over the references, and 1 for the pair. A text that does not parse has nothing in
/// common with any other.
fn best_of(pair: &Pair, similarity: impl Fn(&Parsed, &Parsed) -> (f64, Option<Flag>)) -> Tally {
    let Some(language) = pair.language else { return Tally { sums: None, flags: vec![Flag::NoGrammar] } };
    let mut flags = Vec::new();
    if pair.prediction.trim().is_empty() {
        flags.push(Flag::EmptyPrediction);
    }
    if pair.references.iter().any(|reference| reference.trim().is_empty()) || pair.references.is_empty() {
        flags.push(Flag::EmptyReference);
    }
    let prediction = parsed(language, &pair.prediction);
    if prediction.is_none() {
        flags.push(Flag::PredictionDoesNotParse);
    }
    let mut best = 0.0_f64;
    for reference in &pair.references {
        let Some(reference) = parsed(language, reference) else {
            flags.push(Flag::ReferenceDoesNotParse);
            continue;
        };
        if let Some(prediction) = &prediction {
            let (similarity, flag) = similarity(prediction, &reference);
            best = best.max(similarity);
            flags.extend(flag);
        }
    }
    flags.sort_unstable();
    flags.dedup();
    Tally { sums: (!pair.references.is_empty()).then(|| vec![best, 1.0]), flags }
}

fn mean(sums: &[f64]) -> f64 {
    if let [sum, pairs] = sums { sum / pairs } else { 0.0 }
}
