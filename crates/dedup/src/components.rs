//! Connected components of the graph of duplicates.

use crate::survivors::Edge;
use std::collections::BTreeMap;

/// The component of every document, named by its smallest member: a document without an edge is its own.
///
/// Independent of the order of the edges. Union-find with path halving.
///
/// # Panics
/// If an edge names a document that is not below `documents`.
pub fn components(documents: usize, edges: &[Edge]) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..documents as u32).collect();
    for edge in edges {
        let (a, b) = (root(&mut parent, edge.a), root(&mut parent, edge.b));
        // The larger below the smaller: roots are the smallest members.
        parent[a.max(b) as usize] = a.min(b);
    }
    // A parent is never larger than its child, so parents are final before their children ask.
    for document in 0..documents {
        parent[document] = parent[parent[document] as usize];
    }
    parent
}

fn root(parent: &mut [u32], mut document: u32) -> u32 {
    loop {
        let above = parent[document as usize];
        if above == document {
            return document;
        }
        let next = parent[above as usize];
        parent[document as usize] = next;
        document = next;
    }
}

/// How many components have each size, singletons included, from the labels that [`components`] gives.
///
/// # Panics
/// If a label is not below the number of labels.
pub fn cluster_sizes(labels: &[u32]) -> BTreeMap<u32, u32> {
    let mut members = vec![0u32; labels.len()];
    for &label in labels {
        members[label as usize] += 1;
    }
    let mut sizes = BTreeMap::new();
    for size in members.into_iter().filter(|&size| size > 0) {
        *sizes.entry(size).or_default() += 1;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;

    fn edges(pairs: &[(u32, u32)]) -> Vec<Edge> {
        pairs.iter().map(|&(a, b)| Edge { a, b, jaccard: 0.8 }).collect()
    }

    #[test]
    fn labels_are_the_smallest_members() {
        let check = |documents, pairs: &[(u32, u32)], labels: &[u32], sizes: &[(u32, u32)]| {
            let got = components(documents, &edges(pairs));
            assert_eq!(got, labels, "{pairs:?}");
            assert!(cluster_sizes(&got).into_iter().eq(sizes.iter().copied()), "{pairs:?}");
        };
        check(0, &[], &[], &[]);
        check(3, &[], &[0, 1, 2], &[(1, 3)]);
        check(3, &[(1, 1)], &[0, 1, 2], &[(1, 3)]);
        check(5, &[(4, 3), (3, 1)], &[0, 1, 2, 1, 1], &[(1, 2), (3, 1)]);
        check(6, &[(0, 5), (1, 4), (5, 4), (2, 3)], &[0, 0, 2, 2, 0, 0], &[(2, 1), (4, 1)]);
    }

    #[test]
    fn agrees_with_spreading_labels_until_nothing_changes() {
        let mut random = Random::new(11);
        for _ in 0..60 {
            let documents = 60;
            let mut pairs: Vec<(u32, u32)> = (0..random.below(70))
                .map(|_| (random.below(documents) as u32, random.below(documents) as u32))
                .collect();
            let got = components(documents as usize, &edges(&pairs));
            let mut want: Vec<u32> = (0..documents as u32).collect();
            while pairs.iter().fold(false, |changed, &(a, b)| {
                let (a, b) = (a as usize, b as usize);
                let least = want[a].min(want[b]);
                let differs = want[a] != want[b];
                (want[a], want[b]) = (least, least);
                changed | differs
            }) {}
            assert_eq!(got, want);
            pairs.reverse();
            assert_eq!(components(documents as usize, &edges(&pairs)), want, "order of edges");
        }
    }
}
