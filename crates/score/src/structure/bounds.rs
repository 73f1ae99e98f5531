//! Lower bounds of the edit distance between trees that are too large for it.

use std::collections::HashMap;

use super::tree::{Labels, Tree};

/// The most pairs of nodes for which traversals are compared, about two seconds of work.
const STRING_PAIRS: u64 = 20_000_000_000;

/// At most the edit distance; 0 for equal trees, symmetric, and the triangle inequality holds among trees that are bounded in one way.
pub(super) fn lower_bound(a: &Tree, b: &Tree) -> u32 {
    if (a.len() as u64).saturating_mul(b.len() as u64) > STRING_PAIRS {
        return by_labels(a, b);
    }
    // Every edit of a tree is one of each of its traversals.
    let (first, second): (Vec<u32>, Vec<u32>) = (a.preorder().collect(), b.preorder().collect());
    strings(&first, &second).max(strings(&a.left.labels, &b.left.labels))
}

/// Labels that the larger tree has and the other has not, each as often as it has it more often.
fn by_labels(a: &Tree, b: &Tree) -> u32 {
    let mut counts: HashMap<u32, i64> = HashMap::new();
    a.left.labels.iter().for_each(|label| *counts.entry(*label).or_default() += 1);
    b.left.labels.iter().for_each(|label| *counts.entry(*label).or_default() -= 1);
    let more = counts.values().filter(|count| **count > 0).sum::<i64>();
    let fewer = -counts.values().filter(|count| **count < 0).sum::<i64>();
    u32::try_from(more.max(fewer)).unwrap_or(u32::MAX)
}

/// The edit distance between strings, bit-parallel: Myers, J. ACM 46 (1999), in the form of Hyyrö (2003), 64 rows at a time.
fn strings(a: &[u32], b: &[u32]) -> u32 {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if a.is_empty() {
        return b.len() as u32;
    }
    let mut labels = Labels::default();
    let a: Vec<usize> = a.iter().map(|label| labels.number(*label) as usize).collect();
    let b: Vec<usize> = b.iter().map(|label| labels.number(*label) as usize).collect();
    // Of each label, in which of the 64 rows it is; and in each column, the difference to the next in the row above these.
    let mut places = vec![0_u64; a.len() + b.len()];
    let mut carries = vec![1_i8; b.len()];
    for rows in a.chunks(64) {
        rows.iter().enumerate().for_each(|(row, label)| places[*label] |= 1 << row);
        let mut word = Word { plus: !0, minus: 0 };
        let end = 1 << (rows.len() - 1);
        carries.iter_mut().zip(&b).for_each(|(carry, label)| *carry = word.step(places[*label], *carry, end));
        rows.iter().for_each(|label| places[*label] = 0);
    }
    let more: i64 = carries.iter().map(|carry| i64::from(*carry)).sum();
    u32::try_from(a.len() as i64 + more).unwrap_or(0)
}

/// Differences between the rows of a column, 64 of them: whether they are 1, whether they are -1.
struct Word {
    plus: u64,
    minus: u64,
}

impl Word {
    /// Goes on to the next column. `equal`: rows with its label; `carry`: the difference to the next column above the first row. Returns
    /// that in the row `end`.
    #[inline]
    fn step(&mut self, equal: u64, carry: i8, end: u64) -> i8 {
        let vertical = equal | self.minus;
        let equal = equal | u64::from(carry < 0);
        let horizontal = (((equal & self.plus).wrapping_add(self.plus)) ^ self.plus) | equal;
        let plus = self.minus | !(horizontal | self.plus);
        let minus = self.plus & horizontal;
        let out = i8::from(plus & end != 0) - i8::from(minus & end != 0);
        let (plus, minus) = ((plus << 1) | u64::from(carry > 0), (minus << 1) | u64::from(carry < 0));
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::SplitMix;

    /// The table of Wagner and Fischer.
    fn table(a: &[u32], b: &[u32]) -> u32 {
        let mut row: Vec<u32> = (0..=b.len() as u32).collect();
        for (at, label) in (1..).zip(a) {
            let mut diagonal = std::mem::replace(&mut row[0], at);
            for column in 1..=b.len() {
                let both = diagonal + u32::from(*label != b[column - 1]);
                diagonal = row[column];
                row[column] = both.min(row[column] + 1).min(row[column - 1] + 1);
            }
        }
        row[b.len()]
    }

    #[test]
    fn strings_of_any_length_and_alphabet_are_as_in_the_table() {
        let mut random = SplitMix(7);
        for lengths in [(0, 0), (0, 5), (1, 1), (63, 64), (64, 64), (65, 63), (128, 129), (200, 70), (1, 300)] {
            for letters in [1, 2, 30] {
                let mut draw = |length| (0..length).map(|_| random.below(letters) as u32).collect::<Vec<u32>>();
                let (a, b) = (draw(lengths.0), draw(lengths.1));
                assert_eq!(strings(&a, &b), table(&a, &b), "{a:?} {b:?}");
                assert_eq!(strings(&b, &a), table(&a, &b), "{b:?} {a:?}");
            }
        }
    }

    #[test]
    fn labels_count_as_often_as_they_are_there() {
        let tree = |labels: &[u32]| {
            let nodes: Vec<(u32, u32)> =
                labels.iter().enumerate().map(|(at, label)| (u32::from(at > 0), *label)).collect();
            Tree::from_preorder(&nodes).unwrap()
        };
        assert_eq!(by_labels(&tree(&[1, 2, 2, 2]), &tree(&[1, 2, 3])), 2);
        assert_eq!(by_labels(&tree(&[1, 2, 3]), &tree(&[1, 2, 2, 2])), 2);
        assert_eq!(by_labels(&tree(&[1, 2, 3]), &tree(&[3, 2, 1])), 0);
    }
}
