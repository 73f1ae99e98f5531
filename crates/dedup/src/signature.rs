//! Shingle sets to MinHash signatures of 256 values.
//!
//! **One family for documents of every size**, after SuperMinHash (Ertl, "SuperMinHash – A New Minwise Hashing
//! Algorithm for Jaccard Similarity Estimation", 2017) and Fast Similarity Sketching (Dahlgaard, Knudsen,
//! Thorup, FOCS 2017). Every shingle visits all 256 bins, one a round, in an order of its own; a bin keeps the
//! shingle that came first, of several in one round the smallest. Round 0 alone is one-permutation hashing, and
//! fills the bins of a large document. Where it leaves some empty, one-permutation hashing would *copy* other
//! bins (densification), which makes the signatures of small documents noisy; here the later rounds fill them
//! with draws of their own.
//!
//! The value of bin b is thus the least shingle of the set by (round in which it visits b, itself): a minimum
//! over the set under an order that does not depend on the set or its size. Hence P(values equal) = J, for 240
//! shingles against 270 as for any other sizes: there is no border between a form for short documents and
//! another for long ones. A shingle is in a bin once a round, so bins are drawn without replacement, and the
//! variance is below the J(1 − J)/256 of 256 independent permutations: measured, 0.5 to 0.7 of it up to 400
//! shingles, 0.9 at 5,000.
//!
//! Cost: a multiplication a shingle, and for documents under about a thousand shingles another pass over 8
//! empty bins at a time; 256 permutations cost 256 multiplications a shingle, some 80 ns.

use crate::hash::{K, fold};

/// Values in a signature.
pub const PERMUTATIONS: usize = 256;

/// A MinHash signature: position by position, two are equal with probability J.
pub type Signature = [u32; PERMUTATIONS];

/// A bin that no shingle has reached. The shingle of this value (one in 2^32) is left out, of every set alike.
const EMPTY: u32 = u32::MAX;

/// The signature of a shingle set.
///
/// Sorted shingles, as [`Shingler`](crate::Shingler) gives them, are fastest; order and repeats do not change
/// the result. The empty set's signature is `u32::MAX` throughout. Equal sets have equal signatures; the
/// converse holds only nearly: equal signatures of large sets mean a J close to 1.
pub fn signature(shingles: &[u32]) -> Signature {
    if !shingles.is_sorted() {
        let mut sorted = shingles.to_vec();
        sorted.sort_unstable();
        return signature(&sorted);
    }
    let shingles = &shingles[..shingles.partition_point(|&shingle| shingle < EMPTY)];
    let mut values = [EMPTY; PERMUTATIONS];
    for &shingle in shingles {
        let bin = &mut values[usize::from(Visits::of(shingle).first)];
        *bin = shingle.min(*bin);
    }
    if values.contains(&EMPTY) {
        fill_empty(shingles, &mut values);
    }
    values
}

/// Rounds 1 to 255, for the bins that round 0 left empty: not round by round but bin by bin, in vectors of
/// bins, since the round in which a shingle visits a bin is a product. `shingles` ascending.
#[inline(never)]
fn fill_empty(shingles: &[u32], values: &mut Signature) {
    // An empty bin's number in the high byte; in the low byte there is room for a shingle's place in its chunk.
    let mut bins = [0u16; PERMUTATIONS];
    let mut empty = 0;
    for (bin, value) in (0u16..).zip(&*values) {
        bins[empty] = bin << 8;
        empty += usize::from(*value == EMPTY);
        if empty == PERMUTATIONS {
            break;
        }
    }
    // Whole vectors, without a remainder loop; what is found for the bins beyond `empty` is not looked at.
    let bins_padded = &bins[..empty.next_multiple_of(LANES)];
    let mut rounds = [u16::MAX; PERMUTATIONS];
    for chunk in shingles.chunks(CHUNK) {
        let mut first = [i16::MAX; PERMUTATIONS];
        for (place, &shingle) in (0u16..).zip(chunk) {
            let visits = Visits::of(shingle);
            let (start, pace) = (u16::from(visits.first) << 8, u16::from(visits.pace()));
            // The round goes to the high byte. Flipping the top bit makes signed order out of unsigned: SSE2
            // has a minimum of 16-bit words for signed ones only.
            let low = place | SIGN;
            for (first, &bin) in first.iter_mut().zip(bins_padded) {
                let visit = bin.wrapping_sub(start).wrapping_mul(pace).wrapping_add(low);
                *first = (*first).min(visit as i16);
            }
        }
        for ((&bin, round), &first) in bins[..empty].iter().zip(&mut rounds).zip(&first) {
            let visit = first as u16 ^ SIGN;
            // In the same round the smaller shingle stays: that of an earlier chunk.
            if visit >> 8 < *round {
                *round = visit >> 8;
                values[usize::from(bin >> 8)] = chunk[usize::from(visit & 0xff)];
            }
        }
    }
}

/// Shingles whose places fit in a byte.
const CHUNK: usize = 256;
const LANES: usize = 16;
const SIGN: u16 = 0x8000;

/// The order in which a shingle visits the bins: bin `first + round · step` (mod 256).
struct Visits {
    first: u8,
    /// Odd, so that the steps reach every bin.
    step: u8,
}

impl Visits {
    #[inline]
    fn of(shingle: u32) -> Self {
        let bits = fold(u64::from(shingle) ^ K[0], K[1]);
        Self { first: (bits >> 56) as u8, step: (bits >> 48) as u8 | 1 }
    }

    /// The inverse of the step modulo 256: bin b is visited in round (b − first) · pace.
    #[inline]
    fn pace(&self) -> u8 {
        // Right in the low 5 bits; a step of Newton's doubles them.
        let inverse = self.step.wrapping_mul(3) ^ 2;
        inverse.wrapping_mul(2u8.wrapping_sub(self.step.wrapping_mul(inverse)))
    }
}

/// The share of equal values: an unbiased estimate of J, with a standard deviation of at most √(J(1 − J)/256),
/// 0.03 at J = 0.7.
pub fn estimate(a: &Signature, b: &Signature) -> f64 {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
    equal as f64 / PERMUTATIONS as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::{Random, token_hash};
    use crate::jaccard::jaccard;
    use crate::synthetic::pair_of_sets;

    /// Stored with every document.
    #[test]
    fn golden_values() {
        let check = |shingles: u32, want: [u64; 2]| {
            let set: Vec<u32> = (0..shingles).map(|i| (token_hash(&i.to_le_bytes()) >> 32) as u32).collect();
            let got = signature(&set);
            let bytes: Vec<u8> = got.iter().flat_map(|value| value.to_le_bytes()).collect();
            let got = [u64::from(got[0]), token_hash(&bytes)];
            assert_eq!(
                got, want,
                "the signature of {shingles} shingles is {got:#x?}: stored signatures change, raise the version of the stage that stores them"
            );
        };
        check(0, [0xffffffff, 0x356e829c55119c33]);
        check(1, [0x23d8661f, 0x43efdc35b201bcf8]);
        check(10, [0x8668e42b, 0xfb697d8c3005f43c]);
        check(255, [0x57f64246, 0xd40536697723a91f]);
        check(256, [0x57f64246, 0x698039f311015f90]);
        check(5000, [0x567d095, 0x7352130d6203becd]);
    }

    #[test]
    fn order_and_repeats_do_not_matter() {
        let mut random = Random::new(5);
        for size in [1, 2, 30, 255, 256, 257, 3000] {
            let set: Vec<u32> = (0..size).map(|_| random.word() as u32).collect();
            let backwards: Vec<u32> = set.iter().rev().chain(&set).copied().collect();
            assert_eq!(signature(&set), signature(&backwards), "{size} shingles");
        }
    }

    #[test]
    fn every_value_is_there_and_the_empty_set_is_alone() {
        assert_eq!(signature(&[]), [EMPTY; PERMUTATIONS]);
        let mut random = Random::new(6);
        for size in [1, 2, 3, 10, 100, 255, 256, 1000] {
            let set: Vec<u32> = (0..size).map(|_| random.word() as u32).collect();
            assert!(!signature(&set).contains(&EMPTY), "{size} shingles");
        }
    }

    #[test]
    fn the_pace_undoes_the_step() {
        for step in (1..=255u8).step_by(2) {
            let visits = Visits { first: 0, step };
            assert_eq!(visits.pace().wrapping_mul(step), 1, "step {step}");
        }
    }

    /// The definition: in bin b, the shingle that comes first, of several in one round the smallest.
    #[test]
    fn agrees_with_the_definition() {
        let mut random = Random::new(14);
        for size in [1, 2, 3, 17, 100, 255, 256, 257, 300, 511, 512, 513, 700, 1500, 3000] {
            let mut set: Vec<u32> = (0..size).map(|_| random.word() as u32).collect();
            set[0] = u32::MAX - 1;
            set.sort_unstable();
            let want: Signature = std::array::from_fn(|bin| {
                let round = |shingle: u32| {
                    let visits = Visits::of(shingle);
                    let reaches = |round: &u8| visits.first.wrapping_add(visits.step.wrapping_mul(*round)) == bin as u8;
                    (0..=u8::MAX).find(reaches).unwrap()
                };
                set.iter().copied().min_by_key(|&shingle| (round(shingle), shingle)).unwrap()
            });
            assert_eq!(signature(&set), want, "{size} shingles");
            set.push(u32::MAX);
            assert_eq!(signature(&set), want, "{size} shingles and the one that is left out");
        }
        assert_eq!(signature(&[u32::MAX]), signature(&[]));
    }

    /// The coordinatewise minimum is what makes P(equal) = J: a value of a union is a value of a part.
    #[test]
    fn a_union_takes_each_value_from_one_of_its_parts() {
        let mut random = Random::new(8);
        for (m, n) in [(1, 1), (1, 400), (30, 7), (240, 270), (255, 1), (2000, 3), (5000, 4000)] {
            let all: Vec<u32> = (0..m + n).map(|_| random.word() as u32).collect();
            let (union, a, b) = (signature(&all), signature(&all[..m]), signature(&all[m..]));
            for position in 0..PERMUTATIONS {
                let value = union[position];
                assert!(value == a[position] || value == b[position], "{m} and {n} shingles, value {position}");
            }
        }
    }

    #[test]
    fn the_estimate_is_unbiased_and_its_variance_that_of_independent_permutations_or_less() {
        let check = |small: usize, large: usize, common: usize| {
            let pairs = 1500;
            let mut random = Random::new(small as u64 * 31 + large as u64);
            let (mut sum, mut squares, mut truth) = (0.0, 0.0, 0.0);
            for _ in 0..pairs {
                let (a, b) = pair_of_sets(&mut random, small, large, common);
                truth = jaccard(&a, &b);
                let error = estimate(&signature(&a), &signature(&b)) - truth;
                sum += error;
                squares += error * error;
            }
            let n = f64::from(pairs);
            let (mean, variance) = (sum / n, squares / n);
            let independent = truth * (1.0 - truth) / PERMUTATIONS as f64;
            let five_deviations = 5.0 * (independent / n).sqrt();
            let name = format!("sizes {small}, {large}, J {truth:.3}");
            assert!(mean.abs() < five_deviations, "{name}: mean error {mean:.5}, expected within {five_deviations:.5}");
            let ratio = variance / independent;
            assert!((0.25..1.15).contains(&ratio), "{name}: variance {ratio:.2} of J(1 - J)/256");
        };
        check(3, 4, 3);
        check(10, 10, 8);
        check(60, 70, 50);
        check(240, 270, 227);
        check(200, 320, 190);
        check(400, 420, 340);
        check(1000, 1000, 100);
        check(5000, 4800, 4000);
    }

    #[test]
    fn different_sets_have_different_signatures() {
        let mut random = Random::new(9);
        for size in [1, 2, 5, 50, 256, 3000] {
            let (a, b) = pair_of_sets(&mut random, size, size, size * 9 / 10);
            assert_ne!(signature(&a), signature(&b), "{size} shingles, J {:.2}", jaccard(&a, &b));
            assert_eq!(signature(&a), signature(&a.clone()));
        }
    }
}
