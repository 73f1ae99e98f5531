//! Candidates from the documents that share a band key, without the square of a hot bucket.

use crate::bands::Bands;
use crate::pairs::pair_of;
use crate::signature::PERMUTATIONS;
use crate::skipped::{Group, SkippedSample, Split};

/// The most members of which a bucket emits every pair.
pub const HOT_BUCKET: usize = 256;

/// What [`Buckets`] has seen and done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Buckets given.
    pub buckets: u64,
    /// Those with more than [`HOT_BUCKET`] members.
    pub hot: u64,
    /// Members of the largest.
    pub largest: u64,
    /// Pairs emitted; a pair counts in every bucket that emits it.
    pub emitted: u64,
    /// Pairs of members of hot buckets that were not emitted there. Another bucket may emit them.
    pub skipped: u64,
}

/// Turns buckets (the documents that share a band key) into candidate pairs.
///
/// Up to [`HOT_BUCKET`] members give every pair. A larger bucket is split by the next signature value after the
/// band's rows, then the one after it, and so on (past the end of the signature from its start), until the
/// parts are small. Documents of similarity J part at each value with probability 1 − J, so near copies stay
/// together. Pairs that are parted are *skipped* and counted, but for those with the part's **hub**, its
/// best-ranked member: a hub is paired with everybody in its bucket, since it is the likeliest survivor of all.
/// Documents that agree in all 256 values are paired with their hub alone; collapsing equal signatures first is
/// cheaper.
///
/// The pairs of one bucket are distinct, and do not depend on the order of its members; another bucket may emit
/// the same ones ([`distinct_pairs`](crate::distinct_pairs)). Nothing here depends on the order of the buckets.
pub struct Buckets<'a> {
    bands: Bands,
    value: &'a dyn Fn(u32, usize) -> u32,
    rank: Option<&'a [u32]>,
    tally: Tally,
    sample: SkippedSample,
}

impl<'a> Buckets<'a> {
    /// `value(document, position)` is a value of a document's signature, positions from 0 to 255; asked for hot
    /// buckets only.
    pub fn new(bands: Bands, value: &'a dyn Fn(u32, usize) -> u32) -> Self {
        Self { bands, value, rank: None, tally: Tally::default(), sample: SkippedSample::new(0, 0) }
    }

    /// The rank of every document, 0 best, as for [`survivors`](crate::survivors()): decides which member is a
    /// hub. Without it, or for a document beyond its end, the smallest document is.
    #[must_use]
    pub fn ranked(mut self, rank: &'a [u32]) -> Self {
        self.rank = Some(rank);
        self
    }

    /// Keeps a sample of the skipped pairs, of up to `size`, for [`Buckets::sampled`].
    #[must_use]
    pub fn sampling(mut self, size: usize, seed: u64) -> Self {
        self.sample = SkippedSample::new(size, seed);
        self
    }

    /// Emits the candidate pairs of the bucket of band number `band` that has these members, the smaller
    /// document first.
    pub fn add(&mut self, band: u32, members: &[u32], mut emit: impl FnMut(u32, u32)) {
        let mut members = members.to_vec();
        members.sort_unstable();
        members.dedup();
        self.tally.buckets += 1;
        self.tally.hot += u64::from(members.len() > HOT_BUCKET);
        self.tally.largest = self.tally.largest.max(members.len() as u64);

        let after_band = (band as usize + 1) * self.bands.rows as usize;
        let values_left = PERMUTATIONS.saturating_sub(self.bands.rows as usize);
        let mut parts = vec![(members, 0)];
        while let Some((part, depth)) = parts.pop() {
            if part.len() <= HOT_BUCKET {
                self.tally.emitted += every_pair(&part, &mut emit);
            } else if depth == values_left {
                let alone = part.iter().map(|&member| vec![member]).collect();
                self.split(band, depth, alone, &mut emit);
            } else {
                let smaller = self.parted_by(&part, (after_band + depth) % PERMUTATIONS);
                let smaller = self.split(band, depth, smaller, &mut emit);
                parts.extend(smaller.into_iter().map(|part| (part, depth + 1)));
            }
        }
    }

    /// The members by one value of their signatures: ascending within a part.
    fn parted_by(&self, members: &[u32], position: usize) -> Vec<Vec<u32>> {
        let mut keyed: Vec<(u32, u32)> =
            members.iter().map(|&member| ((self.value)(member, position), member)).collect();
        keyed.sort_unstable();
        keyed.chunk_by(|a, b| a.0 == b.0).map(|part| part.iter().map(|&(_, member)| member).collect()).collect()
    }

    /// Emits the hub's pairs across the parts, counts and samples the others, and hands the parts back.
    fn split(
        &mut self,
        band: u32,
        depth: usize,
        parts: Vec<Vec<u32>>,
        emit: &mut impl FnMut(u32, u32),
    ) -> Vec<Vec<u32>> {
        if parts.len() < 2 {
            return parts;
        }
        let order =
            |member: u32| (self.rank.and_then(|rank| rank.get(member as usize)).copied().unwrap_or(u32::MAX), member);
        let Some(hub) = parts.iter().flatten().copied().min_by_key(|&member| order(member)) else {
            return parts;
        };
        let (near, far): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.contains(&hub));
        for &member in far.iter().copied().flatten() {
            emit(hub.min(member), hub.max(member));
            self.tally.emitted += 1;
        }
        let groups: Vec<Group<'_>> = near.into_iter().chain(far).map(|part| Group(part)).collect();
        let split = Split::new(hub, &groups);
        self.tally.skipped += split.skipped();
        self.sample.offer((u64::from(band) << 32) | depth as u64, &split);
        parts
    }

    /// What has been done so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// A uniform sample of the skipped pairs, sorted and distinct, the same for any order of buckets and
    /// members.
    ///
    /// To learn the recall that was lost: of these, count the pairs whose similarity reaches the threshold and
    /// that **no other bucket emitted**; the share stands for [`Tally::skipped`].
    pub fn sampled(&self) -> Vec<(u32, u32)> {
        self.sample.keys().into_iter().map(pair_of).collect()
    }
}

fn every_pair(members: &[u32], emit: &mut impl FnMut(u32, u32)) -> u64 {
    for (i, &a) in members.iter().enumerate() {
        for &b in &members[i + 1..] {
            emit(a, b);
        }
    }
    let n = members.len() as u64;
    n * n.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;
    use crate::pairs::{distinct_pairs, pair_key};
    use crate::signature::Signature;
    use std::collections::BTreeSet;

    const BANDS: Bands = Bands { bands: 31, rows: 7 };

    /// Documents that share band 3; of each `clones` successive ones the other values are equal, too.
    fn hot(documents: usize, clones: usize) -> Vec<Signature> {
        let mut random = Random::new(documents as u64);
        let mut last = [0; PERMUTATIONS];
        (0..documents)
            .map(|document| {
                if document % clones == 0 {
                    last = std::array::from_fn(|at| if at / 7 == 3 { 42 } else { random.word() as u32 });
                }
                last
            })
            .collect()
    }

    struct Outcome {
        pairs: Vec<(u32, u32)>,
        tally: Tally,
        sampled: Vec<(u32, u32)>,
    }

    fn run(signatures: &[Signature], buckets: &[(u32, Vec<u32>)], rank: &[u32]) -> Outcome {
        let value = |document: u32, position: usize| signatures[document as usize][position];
        let mut splitter = Buckets::new(BANDS, &value).ranked(rank).sampling(200, 5);
        let mut keys = vec![];
        for (band, members) in buckets {
            splitter.add(*band, members, |a, b| {
                assert!(a < b, "({a}, {b})");
                keys.push(pair_key(a, b));
            });
        }
        let emitted = keys.len() as u64;
        distinct_pairs(&mut keys);
        assert_eq!(splitter.tally().emitted, emitted);
        Outcome { pairs: keys.into_iter().map(pair_of).collect(), tally: splitter.tally(), sampled: splitter.sampled() }
    }

    #[test]
    fn a_small_bucket_emits_every_pair_once() {
        for size in [0, 1, 2, 3, 255, 256] {
            let members: Vec<u32> = (0..size).rev().chain(0..size.min(1)).collect();
            let got = run(&hot(size as usize, 1), &[(3, members)], &[]);
            let n = u64::from(size);
            assert_eq!(got.pairs.len() as u64, n * n.saturating_sub(1) / 2);
            assert_eq!((got.tally.emitted, got.tally.skipped, got.tally.hot), (got.pairs.len() as u64, 0, 0));
        }
    }

    #[test]
    fn a_hot_bucket_keeps_clones_together_and_pairs_its_hub_with_everybody() {
        let check = |documents: usize, clones: usize, hub: u32, most: usize| {
            let mut rank: Vec<u32> = (1..=documents as u32).collect();
            rank[hub as usize] = 0;
            let got = run(&hot(documents, clones), &[(3, (0..documents as u32).collect())], &rank);
            let pairs: BTreeSet<_> = got.pairs.iter().copied().collect();
            let name = format!("{documents} documents, {clones} clones");
            for document in (0..documents as u32).filter(|&document| document != hub) {
                assert!(pairs.contains(&(hub.min(document), hub.max(document))), "{name}: hub and {document}");
            }
            if clones <= HOT_BUCKET {
                for document in 1..documents {
                    let pair = (document as u32 - 1, document as u32);
                    assert!(document % clones == 0 || pairs.contains(&pair), "{name}: clones {pair:?} parted");
                }
            }
            let n = documents as u64;
            assert_eq!(got.tally.emitted, got.pairs.len() as u64, "{name}: a pair twice from one bucket");
            assert_eq!(got.tally.emitted + got.tally.skipped, n * (n - 1) / 2, "{name}: pairs lost count");
            assert_eq!((got.tally.buckets, got.tally.hot, got.tally.largest), (1, 1, n), "{name}");
            assert!(got.pairs.len() <= most, "{name}: {} pairs", got.pairs.len());
            assert_eq!(got.sampled.len() as u64, got.tally.skipped.min(200), "{name}");
            assert!(
                got.sampled.iter().all(|pair| pair.0 < pair.1 && !pairs.contains(pair)),
                "{name}: sampled an emitted pair"
            );
        };
        check(257, 1, 0, 256);
        check(2000, 1, 77, 1999);
        check(2000, 4, 1999, 2000 + 500 * 6);
        check(3000, 300, 5, 3000 + 10 * 300);
        check(600, 600, 599, 599);
        check(1000, 256, 500, 1000 + 3 * 256 * 128 + 232 * 116);
    }

    /// Members of near copies, J = 0.9: the more alike, the likelier they stay together.
    #[test]
    fn near_copies_mostly_survive_a_split() {
        let mut random = Random::new(3);
        let mut signatures = vec![];
        for _ in 0..500 {
            let base: Signature = std::array::from_fn(|at| if at / 7 == 3 { 42 } else { random.word() as u32 });
            let copy =
                std::array::from_fn(
                    |at| {
                        if at / 7 == 3 || random.below(10) > 0 { base[at] } else { random.word() as u32 }
                    },
                );
            signatures.extend([base, copy]);
        }
        let got = run(&signatures, &[(3, (0..1000).collect())], &[]);
        let kept = got.pairs.iter().filter(|pair| pair.0 % 2 == 0 && pair.1 == pair.0 + 1).count();
        assert!(
            kept >= 420,
            "{kept} of 500 pairs, expected about 450: one value parts random documents, and one in ten copies"
        );
    }

    #[test]
    fn independent_of_the_order_of_buckets_and_members() {
        let signatures = hot(1500, 3);
        let mut random = Random::new(17);
        let mut buckets = vec![
            (3, (0..1500).collect::<Vec<u32>>()),
            (3, (100..900).collect()),
            (4, (0..700).collect()),
            (9, vec![4, 2]),
        ];
        let rank: Vec<u32> = (0..1500).map(|_| random.below(1000) as u32).collect();
        let want = run(&signatures, &buckets, &rank);
        assert_eq!(want.sampled.len(), 200);
        for _ in 0..5 {
            for (_, members) in &mut buckets {
                for i in (1..members.len()).rev() {
                    members.swap(i, random.below(i as u64 + 1) as usize);
                }
            }
            let turn = random.below(4) as usize;
            buckets.rotate_left(turn);
            let got = run(&signatures, &buckets, &rank);
            assert_eq!((got.pairs, got.tally, got.sampled), (want.pairs.clone(), want.tally, want.sampled.clone()));
        }
    }
}
