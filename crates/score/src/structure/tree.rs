//! Ordered labelled trees.

use std::collections::HashMap;
use std::hash::Hash;

/// An ordered tree whose nodes have numbers for labels; see [`Labels`]. It has at least one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Its nodes in postorder: children in order, then their parent.
    pub(super) left: Postorder,
    /// The same of the tree in a mirror: the last child comes first.
    pub(super) right: Postorder,
}

/// Nodes in postorder. The subtree of a node is the run of `sizes[node]` nodes that ends with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Postorder {
    pub labels: Vec<u32>,
    /// Nodes in the subtree, the node itself included.
    pub sizes: Vec<u32>,
}

/// Numbers for labels: the same for equal ones. Trees can be compared when their labels are from one of these.
#[derive(Debug)]
pub struct Labels<L>(HashMap<L, u32>);

impl<L: Hash + Eq> Labels<L> {
    /// The number of a label.
    pub fn number(&mut self, label: L) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(label).or_insert(next)
    }
}

impl<L> Default for Labels<L> {
    fn default() -> Self {
        Labels(HashMap::new())
    }
}

impl Tree {
    /// A tree from its nodes in preorder, each with its depth (the root 0) and its label. `None` when this is no tree: no node, a first
    /// depth that is not 0, a second root, or a node more than one deeper than the one before it.
    #[must_use]
    pub fn from_preorder(nodes: &[(u32, u32)]) -> Option<Tree> {
        let rooted = nodes.first()?.0 == 0 && nodes[1..].iter().all(|(depth, _)| *depth > 0);
        if !rooted || nodes.windows(2).any(|pair| pair[1].0 > pair[0].0 + 1) {
            return None;
        }
        let count = nodes.len();
        let mut sizes = vec![1_u32; count];
        let mut left = Postorder { labels: Vec::with_capacity(count), sizes: Vec::with_capacity(count) };
        // The nodes whose subtrees are not at their end: one for each depth.
        let mut open: Vec<usize> = Vec::new();
        for at in 0..=count {
            let depth = nodes.get(at).map_or(0, |node| node.0 as usize);
            while open.len() > depth {
                let Some(closed) = open.pop() else { break };
                left.labels.push(nodes[closed].1);
                left.sizes.push(sizes[closed]);
                if let Some(parent) = open.last() {
                    sizes[*parent] += sizes[closed];
                }
            }
            open.push(at);
        }
        let labels = nodes.iter().rev().map(|node| node.1).collect();
        sizes.reverse();
        Some(Tree { left, right: Postorder { labels, sizes } })
    }

    /// A tree of one node with the label 0.
    pub(super) fn leaf() -> Tree {
        let only = Postorder { labels: vec![0], sizes: vec![1] };
        Tree { left: only.clone(), right: only }
    }

    /// How many nodes it has, 1 at least.
    #[must_use]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.left.labels.len()
    }

    /// The labels in preorder.
    pub(super) fn preorder(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.right.labels.iter().rev().copied()
    }
}

impl Postorder {
    /// The nodes that are not the first child of another, in order: with the root, the subtrees that Zhang and Shasha start from.
    pub fn key_roots(&self) -> Vec<usize> {
        let mut seen = vec![false; self.sizes.len()];
        let mut roots = Vec::new();
        for node in (0..self.sizes.len()).rev() {
            let first_leaf = node + 1 - self.sizes[node] as usize;
            if !std::mem::replace(&mut seen[first_leaf], true) {
                roots.push(node);
            }
        }
        roots.reverse();
        roots
    }

    /// Nodes in the subtrees of all key roots, together.
    pub fn work(&self) -> u64 {
        self.key_roots().iter().map(|root| u64::from(self.sizes[*root])).sum()
    }
}
