//! Which sets of a fixed collection resemble a given one, exactly: an inverted index over prefixes.
//!
//! The prefix filter (Chaudhuri, Ganti, Kaushik 2006; Bayardo, Ma, Srikant 2007): J(x, y) ≥ τ means that at
//! least ⌈τ |x|⌉ of x's values are in y. So x and y share one of the first |x| − ⌈τ |x|⌉ + 1 values of x and
//! one of the first |y| − ⌈τ |y|⌉ + 1 of y, in any order that is the same for both. Here values that many sets
//! of the collection have (a licence header's) come last, so that they rarely bring two sets together.

use crate::jaccard::jaccard_at_least;

/// Sets that can be looked up by similarity.
pub(crate) struct Overlaps {
    sets: Vec<Vec<u32>>,
    order: Order,
    /// (value, set) for the prefix of each set, sorted.
    postings: Vec<(u32, u32)>,
    /// Where the postings begin whose values have these top bits, and one more entry for the end.
    starts: Vec<u32>,
    /// For each set, the last look-up that compared it.
    compared: Vec<u64>,
    lookups: u64,
}

const TOP_BITS: u32 = 16;

/// A value in more sets than this is common.
const COMMON: usize = 16;

impl Overlaps {
    /// `sets` sorted and distinct; `threshold` in (0, 1].
    pub(crate) fn new(sets: Vec<Vec<u32>>, threshold: f64) -> Self {
        let mut order = Order::of(&sets, threshold);
        let mut postings = vec![];
        for (index, set) in (0u32..).zip(&sets) {
            postings.extend(order.prefix(set).iter().map(|&value| (value, index)));
        }
        postings.sort_unstable();
        let starts = (0..=1u32 << TOP_BITS)
            .map(|top| postings.partition_point(|&(value, _)| (value >> (32 - TOP_BITS)) < top) as u32)
            .collect();
        let compared = vec![0; sets.len()];
        Self { sets, order, postings, starts, compared, lookups: 0 }
    }

    /// The sets of the collection.
    pub(crate) fn sets(&self) -> &[Vec<u32>] {
        &self.sets
    }

    /// Calls `hit(index, J)` for every set with J ≥ the threshold, each once, in an order that only the sets
    /// decide.
    pub(crate) fn search(&mut self, set: &[u32], mut hit: impl FnMut(usize, f64)) {
        self.lookups += 1;
        let Self { sets, order, postings, starts, compared, lookups } = self;
        if set.is_empty() {
            // Equal to other empty sets only; those have no postings.
            return (0..sets.len()).filter(|&index| sets[index].is_empty()).for_each(|index| hit(index, 1.0));
        }
        let threshold = order.threshold;
        for &value in order.prefix(set) {
            let top = (value >> (32 - TOP_BITS)) as usize;
            let cell = &postings[starts[top] as usize..starts[top + 1] as usize];
            let from = cell.partition_point(|posting| posting.0 < value);
            for &(_, index) in cell[from..].iter().take_while(|posting| posting.0 == value) {
                let index = index as usize;
                if std::mem::replace(&mut compared[index], *lookups) != *lookups
                    && let Some(jaccard) = jaccard_at_least(set, &sets[index], threshold)
                {
                    hit(index, jaccard);
                }
            }
        }
    }
}

/// The order of values in which prefixes are taken: rare before common, then by value.
struct Order {
    threshold: f64,
    /// Ascending.
    common: Vec<u32>,
    prefix: Vec<u32>,
}

impl Order {
    fn of(sets: &[Vec<u32>], threshold: f64) -> Self {
        let mut values = sets.concat();
        values.sort_unstable();
        let runs = values.chunk_by(|a, b| a == b).filter(|run| run.len() > COMMON);
        let common = runs.map(|run| run[0]).collect();
        Self { threshold, common, prefix: vec![] }
    }

    fn prefix(&mut self, set: &[u32]) -> &[u32] {
        // Rounding must not shorten it: a value too many costs a comparison, one too few a pair.
        let needed = (self.threshold * set.len() as f64 - 1e-6).ceil().max(1.0) as usize;
        let length = (set.len() + 1).saturating_sub(needed).min(set.len());
        let is_common = |value: &&u32| self.common.binary_search(value).is_ok();
        self.prefix.clear();
        self.prefix.extend(set.iter().filter(|value| !is_common(value)).take(length));
        let missing = length - self.prefix.len();
        if missing > 0 {
            self.prefix.extend(set.iter().filter(is_common).take(missing));
        }
        &self.prefix
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;
    use crate::jaccard::jaccard;
    use crate::synthetic::pair_of_sets;

    #[test]
    fn finds_exactly_what_comparing_with_every_set_finds() {
        for threshold in [0.05, 0.3, 0.5, 0.7, 0.9, 1.0] {
            let mut random = Random::new(21);
            let (mut sets, mut queries) =
                (vec![vec![], vec![1], vec![1, 2], vec![u32::MAX]], vec![vec![], vec![1], vec![u32::MAX]]);
            for _ in 0..300 {
                let size = 1 + random.below(60) as usize;
                let common = size - random.below(size as u64 / 2 + 1) as usize;
                let (a, b) = pair_of_sets(&mut random, size, size, common);
                sets.push(a);
                queries.push(b);
            }
            // Values that most sets share, so that some prefixes have to take common ones.
            for set in sets.iter_mut().chain(&mut queries).skip(40) {
                set.extend(0..random.below(20) as u32);
                set.sort_unstable();
                set.dedup();
            }
            let mut index = Overlaps::new(sets.clone(), threshold);
            let mut hits = 0;
            for query in queries.iter().chain(&sets) {
                let mut got = vec![];
                index.search(query, |set, jaccard| got.push((set, jaccard)));
                got.sort_unstable_by_key(|&(set, _)| set);
                let similarities = sets.iter().map(|set| jaccard(query, set)).enumerate();
                let want: Vec<(usize, f64)> = similarities.filter(|&(_, jaccard)| jaccard >= threshold).collect();
                assert_eq!(got, want, "threshold {threshold}");
                hits += got.len();
            }
            assert!(hits >= 300, "threshold {threshold}: {hits} hits say little");
        }
    }
}
