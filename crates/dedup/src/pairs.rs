//! Pairs of documents as sortable keys.

/// A pair as one word, the smaller document in the high half: keys sort as pairs do.
pub fn pair_key(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

/// The pair of a [`pair_key`], the smaller document first.
pub fn pair_of(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}

/// Sorts the keys and removes repeats: a pair that shares several bands comes from as many buckets.
pub fn distinct_pairs(keys: &mut Vec<u64>) {
    keys.sort_unstable();
    keys.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unordered_pairs() {
        let check = |a, b, want| {
            assert_eq!(pair_of(pair_key(a, b)), want);
            assert_eq!(pair_key(a, b), pair_key(b, a));
        };
        check(1, 2, (1, 2));
        check(2, 1, (1, 2));
        check(u32::MAX, 0, (0, u32::MAX));
        let mut keys = vec![pair_key(3, 1), pair_key(0, 9), pair_key(1, 3), pair_key(1, 2)];
        distinct_pairs(&mut keys);
        assert_eq!(keys.into_iter().map(pair_of).collect::<Vec<_>>(), [(0, 9), (1, 2), (1, 3)]);
    }
}
