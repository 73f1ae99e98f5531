//! Hashing, fixed for ever: results are stored, and must not follow a library's version, a seed or a platform.

/// Odd constants with about half their bits set: SplitMix64 (Steele, Lea, Flood 2014) run over 1, 2, 3, … and
/// made odd.
pub(crate) const K: [u64; 4] = [odd(1), odd(2), odd(3), odd(4)];

/// 64-bit hash of a token's bytes, the same on every platform and in every version.
///
/// Multiply and fold, as in wyhash (Wang Yi) and foldhash: two multiplications for a token of up to 16 bytes,
/// one more for every further 16. For tables and sketches; not against somebody who constructs collisions.
#[inline]
pub fn token_hash(token: &[u8]) -> u64 {
    let mut state = K[0];
    let mut rest = token;
    while let Some((block, after)) = rest.split_first_chunk::<16>()
        && !after.is_empty()
    {
        let [low, high] = halves(block);
        state = fold(low ^ K[1], high ^ state);
        rest = after;
    }
    let (head, tail) = ends(rest);
    fold(fold(head ^ K[1], tail ^ state) ^ K[2], token.len() as u64 ^ K[3])
}

/// All of at most 16 bytes in two words: together with the length they determine the bytes.
#[inline]
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
        (u64::from_le_bytes(*head), u64::from_le_bytes(*tail))
    } else if let (Some(head), Some(tail)) = (bytes.first_chunk(), bytes.last_chunk()) {
        (u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into())
    } else if let ([head, ..], [.., tail]) = (bytes, bytes) {
        let middle = bytes[bytes.len() / 2];
        (u64::from(*head) << 16 | u64::from(middle) << 8 | u64::from(*tail), 0)
    } else {
        (0, 0)
    }
}

#[inline]
fn halves(block: &[u8; 16]) -> [u64; 2] {
    let both = u128::from_le_bytes(*block);
    [both as u64, (both >> 64) as u64]
}

/// The 128-bit product of two words, its halves xored: every output bit depends on every input bit.
#[inline]
pub(crate) const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

/// SplitMix64's output function: a bijection of 64-bit words.
#[inline]
pub(crate) const fn scramble(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

const fn odd(index: u64) -> u64 {
    scramble(index.wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1
}

/// A seeded sequence of uniform words (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scramble(self.0)
    }

    /// Uniform in `0..bound` (0 for a bound of 0), biased by less than bound / 2^64.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.word()) * u128::from(bound)) >> 64) as u64
    }

    /// Uniform in (0, 1].
    pub(crate) fn unit(&mut self) -> f64 {
        ((self.word() >> 11) + 1) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Stored in every table of shingles.
    #[test]
    fn golden_values() {
        let check = |token: &str, want: u64| {
            let got = token_hash(token.as_bytes());
            assert_eq!(
                got, want,
                "token_hash({token:?}) is {got:#018x}: stored shingles change, raise the version of the stage that stores them"
            );
        };
        check("", 0x88f96c48def0afcb);
        check("x", 0xeddd578282299c6d);
        check("if", 0xb1cb32320951114e);
        check("def", 0x5952229dfa3717a5);
        check("self", 0x82d24c70d3d8e21f);
        check("identifier", 0x1a9ecef56f2c3f83);
        check("exactly_16_bytes", 0x2838e2f8aae01312);
        check("exactly_17__bytes", 0x2b98ee6c9b21257d);
        check("a_rather_long_identifier_of_more_than_thirty_two_bytes", 0xf8a78fb09bc0178d);
    }

    #[test]
    fn bytes_and_lengths_all_count() {
        let mut seen = BTreeSet::new();
        for length in 0..70usize {
            let zeros = vec![0u8; length];
            assert!(seen.insert(token_hash(&zeros)), "{length} zero bytes collide with fewer");
            for at in 0..length {
                for bit in 0..8 {
                    let mut one = zeros.clone();
                    one[at] |= 1 << bit;
                    assert!(seen.insert(token_hash(&one)), "bit {bit} of byte {at} of {length}");
                }
            }
        }
    }

    /// Every short word over a small alphabet: the likeliest tokens, and the hardest for a multiplicative hash.
    #[test]
    fn short_tokens_spread_evenly_in_every_part_of_the_hash() {
        let alphabet = b"abcdefghijklmnopqrstuvwxyz_0123456789(){};=+-*/.,";
        let mut hashes = vec![];
        for a in alphabet {
            for b in alphabet {
                for c in alphabet {
                    for token in
                        [&[*a, *b, *c][..], &[*a, *b, *c, b'_', *a], &[*a, *b, *c, *c, *b, *a, b'0', b'_', *a, *b]]
                    {
                        hashes.push(token_hash(token));
                    }
                }
            }
        }
        let tokens = hashes.len();
        for shift in [0, 8, 24, 32, 48, 56] {
            let mut cells = [0u32; 256];
            for hash in &hashes {
                cells[(hash >> shift) as usize & 255] += 1;
            }
            let mean = tokens as f64 / 256.0;
            let chi: f64 = cells.iter().map(|&n| (f64::from(n) - mean).powi(2) / mean).sum();
            // 255 degrees of freedom: mean 255, deviation 22.6; five deviations either way.
            assert!((142.0..368.0).contains(&chi), "bits {shift}..{}: chi square {chi:.0}", shift + 8);
        }
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), tokens, "64 bits do not collide on {tokens} tokens");
    }

    #[test]
    fn a_flipped_bit_flips_half_the_hash() {
        let mut random = Random::new(7);
        for length in 1..=24usize {
            let mut flips = [0u32; 64];
            let rounds = 4000;
            for _ in 0..rounds {
                let mut token: Vec<u8> = (0..length).map(|_| random.word() as u8).collect();
                let before = token_hash(&token);
                token[random.below(length as u64) as usize] ^= 1 << random.below(8);
                let changed = before ^ token_hash(&token);
                (0..64).for_each(|bit| flips[bit] += (changed >> bit & 1) as u32);
            }
            for (bit, flips) in flips.iter().enumerate() {
                let share = f64::from(*flips) / f64::from(rounds);
                assert!((0.45..0.55).contains(&share), "length {length}, bit {bit}: flips in {share:.3}");
            }
        }
    }
}
