//! SemSim: how alike two programs are in what depends on what.

use trommel_lang::{Language, dependence_graph};

use super::embed::{Embedding, Wl};
use super::named::{self, Parsed};
use crate::metric::{Flag, Metric, Pair, Tally};

/// SemSim: the cosine between embeddings of the program dependence graphs of the prediction and the reference. Source: CodeFusion §7.5, which leaves
/// graph and embedding open; the graph is that of [`dependence_graph`], the embedding that of [`Wl`]. Of several references the best counts.
///
/// Range [0, 1], symmetric, 1 on itself, the same under renaming of what the texts define and reordering of statements that
/// share no variable. Programs that do the same in another way are told apart, and the similarity is of graphs near their inputs: see
/// `dependence_graph` for what is seen and what is not. What does not parse scores 0 and is flagged; where code is nested more deeply than the graph
/// goes, the pair is flagged as too large. The value over pairs is the mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SemSim {
    /// How a graph becomes a vector.
    pub embedding: Wl,
}

/// An option that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown option {found:?} of sem-sim: expected `wl`, `iterations=0..16`, `dimensions=1..`, `seed=0..`, several of them with `,` between"
)]
pub struct UnknownWl {
    /// What was asked for.
    pub found: String,
}

impl SemSim {
    /// From its options in text, such as `iterations=2,dimensions=4096`; nothing, or `wl`, is the default.
    ///
    /// # Errors
    /// A text that is no option, or a number out of its range.
    pub fn parse(options: &str) -> Result<SemSim, UnknownWl> {
        let mut embedding = Wl::default();
        for option in options.split(',').map(str::trim).filter(|option| !matches!(*option, "" | "wl")) {
            let unknown = || UnknownWl { found: option.to_owned() };
            let (name, number) = option.split_once('=').ok_or_else(unknown)?;
            let number: u64 = number.parse().map_err(|_| unknown())?;
            match (name, u32::try_from(number)) {
                ("iterations", Ok(iterations @ 0..=16)) => embedding.iterations = iterations,
                ("dimensions", Ok(dimensions @ 1..)) => embedding.dimensions = dimensions,
                ("seed", _) => embedding.seed = number,
                _ => return Err(unknown()),
            }
        }
        Ok(SemSim { embedding })
    }

    fn embed(&self, parsed: &Parsed) -> (Embedding, bool) {
        let graph = dependence_graph(&parsed.parse, &parsed.text);
        (self.embedding.embed(&graph), graph.opaque > 0)
    }

    fn similarity(&self, a: &Parsed, b: &Parsed) -> (f64, Option<Flag>) {
        let ((a, a_opaque), (b, b_opaque)) = (self.embed(a), self.embed(b));
        (a.cosine(&b), (a_opaque || b_opaque).then_some(Flag::TooLarge))
    }
}

/// SemSim of two texts with its usual embedding; see [`SemSim`]. 0 where one of them does not parse.
#[must_use]
pub fn sem_sim(a: &str, b: &str, language: Language) -> f64 {
    match (named::parsed(language, a), named::parsed(language, b)) {
        (Some(a), Some(b)) => SemSim::default().similarity(&a, &b).0,
        _ => 0.0,
    }
}

impl Metric for SemSim {
    fn name(&self) -> &'static str {
        "sem-sim"
    }

    fn signature(&self) -> String {
        let Wl { iterations, dimensions, seed } = self.embedding;
        format!("graph:pdg|embedding:wl|iterations:{iterations}|dimensions:{dimensions}|seed:{seed}|refs:best|v:1")
    }

    fn tally(&self, pair: &Pair) -> Tally {
        super::best_of(pair, |prediction, reference| self.similarity(prediction, reference))
    }

    fn value(&self, sums: &[f64]) -> f64 {
        super::mean(sums)
    }
}
