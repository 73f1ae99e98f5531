//! The edit distance between ordered trees.

use super::bounds;
use super::tree::{Postorder, Tree};

/// The most nodes of a tree for which the distance is computed exactly.
pub const EXACT_NODES: usize = 2_000;

/// The most cells that the exact computation may fill, about two seconds of work. Trees of [`EXACT_NODES`] nodes from programs need a tenth of
/// it; zigzags, in which first and last children alternate all the way down, can need a thousand times as many.
const EXACT_CELLS: u64 = 2_000_000_000;

/// A distance, and whether it is the edit distance or a lower bound of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// Edits.
    pub edits: u32,
    /// It is the exact distance. Else it is at most that, and still a metric up to equal traversals; see [`edit_distance`].
    pub exact: bool,
}

/// The fewest insertions, deletions and relabellings of single nodes, each at cost 1, that make one tree the other.
///
/// Algorithm: Zhang and Shasha, *Simple fast algorithms for the editing distance between trees and related problems*, SIAM J. Comput. 18
/// (1989), on the trees or on their mirror images, whichever takes fewer cells.
///
/// Where a tree has more than [`EXACT_NODES`] nodes, or the computation would fill more than two thousand million cells, the result is the
/// larger of the string edit distances between the preorders and between the postorders, which is never more than the exact distance (Guha
/// et al., *Approximate XML joins*, SIGMOD 2002); and where the trees are so large that this would take seconds, too, the
/// number of labels that one tree has and the other has not, which is never more than that.
#[must_use]
pub fn edit_distance(a: &Tree, b: &Tree) -> Distance {
    if a == b {
        return Distance { edits: 0, exact: true };
    }
    let left = a.left.work().saturating_mul(b.left.work());
    let right = a.right.work().saturating_mul(b.right.work());
    if a.len().max(b.len()) > EXACT_NODES || left.min(right) > EXACT_CELLS {
        return Distance { edits: bounds::lower_bound(a, b), exact: false };
    }
    let edits = if left <= right { zhang_shasha(&a.left, &b.left) } else { zhang_shasha(&a.right, &b.right) };
    Distance { edits, exact: true }
}

/// Distances are below twice [`EXACT_NODES`]: 16 bits hold them.
fn zhang_shasha(a: &Postorder, b: &Postorder) -> u32 {
    let mut subtrees = vec![0_u16; a.sizes.len() * b.sizes.len()];
    let mut forests = vec![0_u16; (a.sizes.len() + 1) * (b.sizes.len() + 1)];
    let columns: Vec<Columns> = b.key_roots().into_iter().map(|root| Columns::of(b, root)).collect();
    for root in a.key_roots() {
        for columns in &columns {
            forest_distances(a, root, columns, &mut subtrees, &mut forests);
        }
    }
    subtrees.last().map_or(0, |edits| u32::from(*edits))
}

/// What is the same for all rows of a table: the nodes of a key root's subtree.
struct Columns<'t> {
    /// Nodes of the whole tree.
    all: usize,
    /// The first node of the subtree.
    first: usize,
    labels: &'t [u32],
    /// How many nodes of the subtree come before the subtree of each node.
    before: Vec<u32>,
}

impl<'t> Columns<'t> {
    fn of(tree: &'t Postorder, root: usize) -> Columns<'t> {
        let first = root + 1 - tree.sizes[root] as usize;
        let before = (0_u32..).zip(&tree.sizes[first..=root]).map(|(at, size)| at + 1 - size).collect();
        Columns { all: tree.sizes.len(), first, labels: &tree.labels[first..=root], before }
    }
}

/// Fills the table of distances between the forests that start the subtrees of two key roots, and with it the distances between all
/// subtrees that have a first leaf in common with these.
fn forest_distances(a: &Postorder, root: usize, columns: &Columns, subtrees: &mut [u16], forests: &mut [u16]) {
    let first = root + 1 - a.sizes[root] as usize;
    let width = columns.labels.len() + 1;
    for (column, cell) in (0..).zip(&mut forests[..width]) {
        *cell = column;
    }
    for row in 1..=root + 1 - first {
        let node = first + row - 1;
        let before = row - a.sizes[node] as usize;
        let (above, here) = forests.split_at_mut(row * width);
        let line = Row {
            label: a.labels[node],
            over: &above[(row - 1) * width..],
            before: &above[before * width..(before + 1) * width],
        };
        let from = node * columns.all + columns.first;
        let subtrees = &mut subtrees[from..from + width - 1];
        if before == 0 {
            on_path(&line, &mut here[..width], columns, subtrees);
        } else {
            off_path(&line, &mut here[..width], columns, subtrees);
        }
    }
}

struct Row<'f> {
    label: u32,
    /// The row without this node.
    over: &'f [u16],
    /// The row without the subtree of this node.
    before: &'f [u16],
}

/// The row of a node whose subtree starts where that of the key root does: its subtree is the whole forest.
fn on_path(row: &Row, here: &mut [u16], columns: &Columns, subtrees: &mut [u16]) {
    let mut last = row.over[0] + 1;
    here[0] = last;
    let cells =
        here[1..].iter_mut().zip(row.over.windows(2)).zip(subtrees).zip(columns.labels.iter().zip(&columns.before));
    for (((cell, over), subtree), (label, before)) in cells {
        let either = last.min(over[1]) + 1;
        last = if *before == 0 {
            let both = over[0] + u16::from(row.label != *label);
            *subtree = either.min(both);
            *subtree
        } else {
            either.min(row.before[*before as usize] + *subtree)
        };
        *cell = last;
    }
}

/// The row of any other node: the distances of its subtree are known.
fn off_path(row: &Row, here: &mut [u16], columns: &Columns, subtrees: &[u16]) {
    let mut last = row.over[0] + 1;
    here[0] = last;
    let cells = here[1..].iter_mut().zip(&row.over[1..]).zip(subtrees).zip(&columns.before);
    for (((cell, over), subtree), before) in cells {
        last = (last.min(*over) + 1).min(row.before[*before as usize] + *subtree);
        *cell = last;
    }
}

#[cfg(test)]
mod tests;
