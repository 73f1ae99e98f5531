//! Vectors of graphs: Weisfeiler–Lehman features, hashed.

use trommel_lang::{DependenceKind, Graph};

/// How a graph becomes a vector: features of Shervashidze et al., *Weisfeiler-Lehman graph kernels*, JMLR 12 (2011), hashed to a fixed number of
/// dimensions (Weinberger et al., *Feature hashing for large scale multitask learning*, ICML 2009, without signs, so that no
/// component is negative). Nothing is trained.
///
/// In round 0 the feature of a node is its label; in each further round it is its feature of the round before with those of what it depends on,
/// and how. So after r rounds it says what r steps of dependence lead to the node. A node does not see what depends on it: a change is
/// seen by what follows from it and by nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wl {
    /// Rounds, 0 to 16.
    pub iterations: u32,
    /// Components of the vector, 1 at least.
    pub dimensions: u32,
    /// Seed of the hashes.
    pub seed: u64,
}

/// A vector with few components that are not 0, and none that is negative.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedding(Vec<(u32, f64)>);

impl Default for Wl {
    fn default() -> Wl {
        Wl { iterations: 3, dimensions: 65_536, seed: 0 }
    }
}

impl Wl {
    /// The vector of a graph. A component is the sum over rounds of 1 + ln c, where c is how many nodes have its feature, so that a hundred
    /// equal literals do not drown the rest.
    #[must_use]
    pub fn embed(&self, graph: &Graph) -> Embedding {
        let labels: Vec<u64> = graph.labels.iter().map(|label| hash(self.seed, label.bytes().map(u64::from))).collect();
        let mut features: Vec<u64> = graph.nodes.iter().map(|label| labels[*label as usize]).collect();
        let mut components: Vec<(u32, f64)> = Vec::new();
        self.count(&features, &mut components);
        for round in 1..=self.iterations.min(16) {
            features = next_round(graph, &features, self.seed ^ u64::from(round));
            self.count(&features, &mut components);
        }
        components.sort_unstable_by_key(|component| component.0);
        let mut vector: Vec<(u32, f64)> = Vec::with_capacity(components.len());
        for (place, weight) in components {
            match vector.last_mut() {
                Some(last) if last.0 == place => last.1 += weight,
                _ => vector.push((place, weight)),
            }
        }
        Embedding(vector)
    }

    fn count(&self, features: &[u64], components: &mut Vec<(u32, f64)>) {
        let mut sorted = features.to_vec();
        sorted.sort_unstable();
        for equal in sorted.chunk_by(|a, b| a == b) {
            let place = mix(equal[0]) % u64::from(self.dimensions.max(1));
            components.push((place as u32, 1.0 + (equal.len() as f64).ln()));
        }
    }
}

/// The features of nodes with those of what they depend on, in whatever order that is listed.
fn next_round(graph: &Graph, features: &[u64], seed: u64) -> Vec<u64> {
    let mut next: Vec<u64> = features.iter().map(|feature| hash(seed, [*feature])).collect();
    for edges in graph.edges.chunk_by(|a, b| a.to == b.to) {
        let mut seen: Vec<u64> = edges
            .iter()
            .map(|edge| {
                let how = match edge.kind {
                    DependenceKind::Data(place) => u64::from(place),
                    DependenceKind::Control(arm) => (1 << 32) | u64::from(arm),
                };
                hash(seed, [features[edge.from as usize], how])
            })
            .collect();
        seen.sort_unstable();
        let node = edges[0].to as usize;
        next[node] = hash(next[node], seen);
    }
    next
}

impl Embedding {
    /// The cosine of the angle between two vectors: 0 to 1, exactly 1 for equal ones. Of a vector without components and another it is 0.
    #[must_use]
    pub fn cosine(&self, other: &Embedding) -> f64 {
        if self == other {
            return 1.0;
        }
        let norms = self.squares() * other.squares();
        if norms > 0.0 { (self.product(other) / norms.sqrt()).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn squares(&self) -> f64 {
        self.0.iter().map(|(_, weight)| weight * weight).sum()
    }

    fn product(&self, other: &Embedding) -> f64 {
        let (mut sum, mut at) = (0.0, 0);
        for (place, weight) in &self.0 {
            while other.0.get(at).is_some_and(|component| component.0 < *place) {
                at += 1;
            }
            sum +=
                other.0.get(at).filter(|component| component.0 == *place).map_or(0.0, |component| component.1 * weight);
        }
        sum
    }
}

fn hash(seed: u64, parts: impl IntoIterator<Item = u64>) -> u64 {
    parts.into_iter().fold(mix(seed ^ 0x9e37_79b9_7f4a_7c15), |hash, part| mix(hash.rotate_left(5) ^ mix(part)))
}

/// The mixing function of SplitMix64.
fn mix(mut bits: u64) -> u64 {
    bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
