//! Which documents stay.

use crate::components::components;

/// Two documents and their similarity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// One document.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Their Jaccard similarity, in [0, 1].
    pub jaccard: f64,
}

/// For a document that goes: the one that stays in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Survivor {
    /// The document that stays.
    pub document: u32,
    /// Its similarity to the one that goes. From [`transitive`] it is NaN when no edge joins the two.
    pub jaccard: f64,
}

/// For every document the one that stays in its place, `None` for those that stay.
///
/// Documents are visited by `rank` (0 is best; ties go to the smaller document). One stays unless an edge joins
/// it with one that already stays; the best-ranked of those is its survivor. So, given edges verified at a
/// threshold: every document that goes has that similarity with its survivor, which outranks it and stays; and
/// no edge joins two that stay. The result does not depend on the order of the edges; a pair given twice counts
/// with its larger similarity, and an edge from a document to itself not at all. It is the lexicographically
/// first maximal independent set of the graph.
///
/// # Panics
/// If `rank` is shorter than `documents`, an edge names a document that is not below it, or there are 2^32
/// edges or more.
pub fn survivors(documents: usize, edges: &[Edge], rank: &[u32]) -> Vec<Option<Survivor>> {
    let order = |document: u32| (rank[document as usize], document);
    let worse = |edge: &Edge| {
        if order(edge.a) > order(edge.b) { edge.a } else { edge.b }
    };
    let incident = Incident::new(documents, edges, worse);
    let mut visited: Vec<u32> = (0..documents as u32).filter(|&document| !incident.of(document).is_empty()).collect();
    visited.sort_unstable_by_key(|&document| order(document));

    let mut survivors: Vec<Option<Survivor>> = vec![None; documents];
    for document in visited {
        survivors[document as usize] = incident
            .of(document)
            .iter()
            .map(|&edge| {
                let Edge { a, b, jaccard } = edges[edge as usize];
                Survivor { document: if a == document { b } else { a }, jaccard }
            })
            // All of these outrank the document, so whether they stay is settled.
            .filter(|better| survivors[better.document as usize].is_none())
            .min_by(|x, y| order(x.document).cmp(&order(y.document)).then(y.jaccard.total_cmp(&x.jaccard)));
    }
    survivors
}

/// What others do, for comparison: of every connected component the best-ranked stays, whatever its similarity
/// to the rest (BigCode's practice for The Stack). A survivor's `jaccard` is that of the edge between the two,
/// NaN where there is none.
///
/// # Panics
/// As [`survivors`].
pub fn transitive(documents: usize, edges: &[Edge], rank: &[u32]) -> Vec<Option<Survivor>> {
    let order = |document: u32| (rank[document as usize], document);
    let labels = components(documents, edges);
    let mut best: Vec<u32> = (0..documents as u32).collect();
    for (document, &label) in (0u32..).zip(&labels) {
        let best = &mut best[label as usize];
        if order(document) < order(*best) {
            *best = document;
        }
    }
    let mut survivors: Vec<Option<Survivor>> = (0u32..)
        .zip(&labels)
        .map(|(document, &label)| {
            let best = best[label as usize];
            (best != document).then_some(Survivor { document: best, jaccard: f64::NAN })
        })
        .collect();
    for edge in edges {
        for (from, to) in [(edge.a, edge.b), (edge.b, edge.a)] {
            if let Some(survivor) = &mut survivors[from as usize]
                && survivor.document == to
            {
                // `max` prefers a number to NaN.
                survivor.jaccard = survivor.jaccard.max(edge.jaccard);
            }
        }
    }
    survivors
}

/// The edges by one of their ends.
struct Incident {
    starts: Vec<u32>,
    edges: Vec<u32>,
}

impl Incident {
    /// A counting sort; edges from a document to itself are left out.
    fn new(documents: usize, edges: &[Edge], end: impl Fn(&Edge) -> u32) -> Self {
        let mut starts = vec![0u32; documents + 1];
        let real = || edges.iter().zip(0u32..).filter(|(edge, _)| edge.a != edge.b);
        for (edge, _) in real() {
            starts[end(edge) as usize + 1] += 1;
        }
        for document in 0..documents {
            starts[document + 1] += starts[document];
        }
        let mut next = starts.clone();
        let mut sorted = vec![0; starts[documents] as usize];
        for (edge, index) in real() {
            let at = &mut next[end(edge) as usize];
            sorted[*at as usize] = index;
            *at += 1;
        }
        Self { starts, edges: sorted }
    }

    fn of(&self, document: u32) -> &[u32] {
        let document = document as usize;
        &self.edges[self.starts[document] as usize..self.starts[document + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;

    fn random_graph(random: &mut Random, documents: u64, edges: u64) -> (Vec<Edge>, Vec<u32>) {
        let mut document = || random.below(documents) as u32;
        let pairs: Vec<(u32, u32)> = (0..edges).map(|_| (document(), document())).collect();
        let edges = pairs.iter().map(|&(a, b)| Edge { a, b, jaccard: 0.7 + f64::from((a + b) % 30) / 100.0 }).collect();
        let mut rank: Vec<u32> = (0..documents as u32).collect();
        for i in (1..documents).rev() {
            rank.swap(i as usize, random.below(i + 1) as usize);
        }
        (edges, rank)
    }

    #[test]
    fn the_best_stays_and_a_chain_does_not_pull_strangers_out() {
        let check = |pairs: &[(u32, u32)], rank: &[u32], want: &[Option<u32>], closure: &[Option<u32>]| {
            let edges: Vec<Edge> = pairs.iter().map(|&(a, b)| Edge { a, b, jaccard: 0.8 }).collect();
            let documents = |survivors: Vec<Option<Survivor>>| -> Vec<Option<u32>> {
                survivors.iter().map(|survivor| survivor.map(|survivor| survivor.document)).collect()
            };
            assert_eq!(documents(survivors(rank.len(), &edges, rank)), want, "{pairs:?}");
            assert_eq!(documents(transitive(rank.len(), &edges, rank)), closure, "{pairs:?}, closure");
        };
        check(&[], &[], &[], &[]);
        check(&[(0, 0)], &[0], &[None], &[None]);
        check(&[(0, 1)], &[0, 1], &[None, Some(0)], &[None, Some(0)]);
        check(&[(0, 1)], &[1, 0], &[Some(1), None], &[Some(1), None]);
        // 0–1–2: 2 resembles only 1, which goes; so 2 stays.
        check(&[(0, 1), (1, 2)], &[0, 1, 2], &[None, Some(0), None], &[None, Some(0), Some(0)]);
        check(&[(0, 1), (1, 2)], &[1, 0, 2], &[Some(1), None, Some(1)], &[Some(1), None, Some(1)]);
        // Two that stay could take it: the better-ranked does.
        check(&[(0, 2), (1, 2)], &[1, 0, 2], &[None, None, Some(1)], &[Some(1), None, Some(1)]);
        // Equal ranks: the smaller document.
        check(&[(0, 1)], &[5, 5], &[None, Some(0)], &[None, Some(0)]);
    }

    #[test]
    fn invariants_hold_on_random_graphs() {
        let mut random = Random::new(12);
        for round in 0..300 {
            let documents = 1 + random.below(80);
            let (mut edges, rank) = random_graph(&mut random, documents, round);
            let result = survivors(documents as usize, &edges, &rank);
            for (document, survivor) in (0u32..).zip(&result) {
                let Some(survivor) = survivor else { continue };
                assert!(result[survivor.document as usize].is_none(), "the survivor of {document} goes itself");
                assert!(
                    rank[survivor.document as usize] < rank[document as usize],
                    "the survivor of {document} is worse"
                );
                let joins = |edge: &Edge| {
                    [(edge.a, edge.b), (edge.b, edge.a)].contains(&(document, survivor.document))
                        && edge.jaccard == survivor.jaccard
                };
                assert!(edges.iter().any(joins), "no edge from {document} to its survivor");
            }
            for edge in &edges {
                let both_stay = result[edge.a as usize].is_none() && result[edge.b as usize].is_none();
                assert!(!both_stay || edge.a == edge.b, "{edge:?} joins two that stay");
            }
            for i in (1..edges.len()).rev() {
                edges.swap(i, random.below(i as u64 + 1) as usize);
                if random.below(2) == 0 {
                    edges[i] = Edge { a: edges[i].b, b: edges[i].a, ..edges[i] };
                }
            }
            assert_eq!(survivors(documents as usize, &edges, &rank), result, "order of edges");
        }
    }

    #[test]
    fn the_closure_keeps_one_of_each_component() {
        let mut random = Random::new(13);
        for round in 0..100 {
            let (edges, rank) = random_graph(&mut random, 60, round);
            let labels = components(60, &edges);
            for (document, survivor) in transitive(60, &edges, &rank).iter().enumerate() {
                let mates = (0..60).filter(|&other| labels[other] == labels[document]);
                let best = mates.min_by_key(|&other| rank[other]).unwrap();
                assert_eq!(survivor.map_or(document, |survivor| survivor.document as usize), best);
                let Some(survivor) = survivor else { continue };
                let edge = edges
                    .iter()
                    .find(|edge| [(edge.a, edge.b), (edge.b, edge.a)].contains(&(document as u32, survivor.document)));
                match edge {
                    Some(edge) => assert_eq!(survivor.jaccard, edge.jaccard),
                    None => assert!(survivor.jaccard.is_nan()),
                }
            }
        }
    }

    #[test]
    fn a_pair_given_twice_counts_with_its_larger_similarity() {
        let edges = [0.7, 0.9, 0.8].map(|jaccard| Edge { a: 0, b: 1, jaccard });
        let want = [None, Some(Survivor { document: 0, jaccard: 0.9 })];
        assert_eq!(survivors(2, &edges, &[0, 1]), want);
        assert_eq!(transitive(2, &edges, &[0, 1]), want);
    }
}
