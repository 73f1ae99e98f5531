//! Is this hash in a fixed set, and as which? Most are not: one bit says so.

/// Distinct hashes, numbered in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Lookup {
    /// Sorted.
    hashes: Vec<u64>,
    /// Where the hashes begin that have these top bits, and one more entry for the end.
    starts: Vec<u32>,
    top_bits: u32,
    /// A bit for each value of the low bits that some hash has.
    bits: Vec<u64>,
    mask: u64,
}

/// Bits for each hash: of hashes that are not in the set one in this many passes.
const BITS_A_HASH: usize = 16;

impl Lookup {
    /// The hashes in any order, also several times each.
    pub fn new(mut hashes: Vec<u64>) -> Lookup {
        hashes.sort_unstable();
        hashes.dedup();
        let size = (hashes.len() * BITS_A_HASH).next_power_of_two().max(64);
        let mask = size as u64 - 1;
        let mut bits = vec![0; size / 64];
        hashes.iter().for_each(|hash| bits[((hash & mask) / 64) as usize] |= 1 << (hash % 64));
        let top_bits = hashes.len().next_power_of_two().trailing_zeros().clamp(1, 24);
        let starts = (0..=1_u64 << top_bits)
            .map(|top| hashes.partition_point(|hash| hash >> (64 - top_bits) < top) as u32)
            .collect();
        Lookup { hashes, starts, top_bits, bits, mask }
    }

    /// The number of this hash, `0..len`.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u32> {
        if self.bits[((hash & self.mask) / 64) as usize] >> (hash % 64) & 1 == 0 {
            return None;
        }
        let top = (hash >> (64 - self.top_bits)) as usize;
        let (start, end) = (self.starts[top], self.starts[top + 1]);
        let place = self.hashes[start as usize..end as usize].iter().position(|known| *known == hash)?;
        Some(start + place as u32)
    }

    pub fn len(&self) -> usize {
        self.hashes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;

    #[test]
    fn finds_what_is_in_it_and_nothing_else() {
        for size in [0, 1, 2, 63, 1_000, 70_000] {
            let mut random = Random::new(size);
            let hashes: Vec<u64> = (0..size).map(|_| random.word()).collect();
            let lookup = Lookup::new([hashes.clone(), hashes.clone()].concat());
            assert_eq!(lookup.len(), size as usize);
            let mut sorted = hashes.clone();
            sorted.sort_unstable();
            assert!(sorted.iter().enumerate().all(|(index, hash)| lookup.get(*hash) == Some(index as u32)));
            assert!((0..10_000).all(|_| lookup.get(random.word()).is_none()));
        }
    }
}
