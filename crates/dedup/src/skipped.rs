//! A uniform sample of the pairs that hot buckets skip, without listing them: there may be billions.
//!
//! Every skipped pair has an independent exponential arrival time of rate 1, and the sample is the pairs that
//! arrive first. The arrivals of a split with S pairs are drawn in order (the gaps have rates S, S − 1, …:
//! Rényi's representation), so only as many are drawn as can matter. Each split draws from its own seed: the
//! order of splits is of no consequence.

use crate::hash::{Random, scramble};
use crate::pairs::pair_key;
use std::collections::BinaryHeap;

/// Members that a split leaves together.
pub(crate) struct Group<'a>(pub(crate) &'a [u32]);

/// A split of a hot bucket: the hub is in the first group.
pub(crate) struct Split<'a> {
    hub: u32,
    groups: &'a [Group<'a>],
    members: u64,
    /// Members in the groups up to each, that one included.
    ends: Vec<u64>,
    /// Ordered pairs across groups whose first is in the groups up to each.
    weights: Vec<u64>,
}

impl<'a> Split<'a> {
    pub(crate) fn new(hub: u32, groups: &'a [Group<'a>]) -> Self {
        let members = groups.iter().map(|group| group.0.len() as u64).sum();
        let sums = |of: &dyn Fn(u64) -> u64| {
            let add = |sum: &mut u64, group: &Group<'_>| {
                *sum += of(group.0.len() as u64);
                Some(*sum)
            };
            groups.iter().scan(0, add).collect::<Vec<u64>>()
        };
        Self { hub, groups, members, ends: sums(&|size| size), weights: sums(&|size| size * (members - size)) }
    }

    /// Pairs across groups without the hub.
    pub(crate) fn skipped(&self) -> u64 {
        let across = self.weights.last().copied().unwrap_or(0) / 2;
        let hubs = self.members - self.ends.first().copied().unwrap_or(0);
        across - hubs
    }

    /// One of the skipped pairs, each equally likely.
    fn draw(&self, random: &mut Random) -> u64 {
        let ordered = self.weights.last().copied().unwrap_or(0);
        loop {
            let at = random.below(ordered);
            let group = self.weights.partition_point(|&weight| weight <= at);
            let (end, size) = (self.ends[group], self.groups[group].0.len() as u64);
            let first = end - size + random.below(size);
            let outside = random.below(self.members - size);
            let second = if outside < end - size { outside } else { outside + size };
            let [first, second] = [first, second].map(|place| self.member(place));
            // Where there are skipped pairs at all, the hub's are no more than about half of those across.
            if first != self.hub && second != self.hub {
                return pair_key(first, second);
            }
        }
    }

    fn member(&self, place: u64) -> u32 {
        let group = self.ends.partition_point(|&end| end <= place);
        let members = self.groups[group].0;
        members[members.len() - (self.ends[group] - place) as usize]
    }
}

/// The pairs that arrived first so far.
pub(crate) struct SkippedSample {
    size: usize,
    seed: u64,
    /// (arrival time as bits, which order as the times do since they are positive; pair), the last on top.
    first: BinaryHeap<(u64, u64)>,
}

impl SkippedSample {
    pub(crate) fn new(size: usize, seed: u64) -> Self {
        Self { size, seed, first: BinaryHeap::new() }
    }

    /// Draws from a split; `place` and the split's members tell it from every other.
    pub(crate) fn offer(&mut self, place: u64, split: &Split<'_>) {
        let identity = [place, u64::from(split.hub), split.members, split.skipped()];
        let members = split.groups.iter().flat_map(|group| group.0).map(|&member| u64::from(member)).min();
        let seed = identity.into_iter().chain(members).fold(self.seed, |seed, part| scramble(seed ^ scramble(part)));
        let mut random = Random::new(seed);
        let mut time = 0.0;
        for left in (1..=split.skipped()).rev().take(self.size) {
            time += -random.unit().ln() / left as f64;
            let arrival = (f64::to_bits(time), split.draw(&mut random));
            if self.first.len() < self.size {
                self.first.push(arrival);
            } else if let Some(mut last) = self.first.peek_mut()
                && arrival < *last
            {
                *last = arrival;
            } else {
                break;
            }
        }
    }

    /// The sampled pairs as keys, sorted and distinct.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.first.iter().map(|&(_, key)| key).collect();
        crate::pairs::distinct_pairs(&mut keys);
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairs::pair_of;
    use std::collections::BTreeMap;

    #[test]
    fn every_skipped_pair_is_equally_likely() {
        let check = |groups: &[&[u32]]| {
            let groups: Vec<Group<'_>> = groups.iter().map(|group| Group(group)).collect();
            let hub = groups[0].0[0];
            let split = Split::new(hub, &groups);
            let mut want = vec![];
            for (i, a) in groups.iter().enumerate() {
                for b in &groups[i + 1..] {
                    want.extend(a.0.iter().flat_map(|&x| b.0.iter().map(move |&y| pair_key(x, y))));
                }
            }
            want.retain(|&key| pair_of(key).0 != hub && pair_of(key).1 != hub);
            want.sort_unstable();
            assert_eq!(split.skipped(), want.len() as u64);
            let mut drawn = BTreeMap::<u64, u32>::new();
            let mut random = Random::new(1);
            let each = 1000;
            (0..each * want.len()).for_each(|_| *drawn.entry(split.draw(&mut random)).or_default() += 1);
            assert!(drawn.keys().eq(&want));
            assert!(drawn.values().all(|times| (840..1160).contains(times)), "{drawn:?}");
        };
        check(&[&[4, 5], &[6]]);
        check(&[&[4], &[5], &[6]]);
        check(&[&[9, 1, 2, 3], &[4, 5], &[6], &[7, 8]]);
    }

    /// Two splits, one with ten times the pairs: it must give ten elevenths of the sample.
    #[test]
    fn splits_count_by_their_pairs() {
        let mut from_large = 0;
        for seed in 0..200 {
            let mut sample = SkippedSample::new(50, seed);
            let small: Vec<u32> = (0..101).collect();
            let large: Vec<u32> = (1000..2001).collect();
            for members in [&small, &large] {
                let (hub, rest) = members.split_at(1);
                let halves = rest.split_at(rest.len() / (if members.len() > 500 { 2 } else { 50 }));
                let groups = [Group(hub), Group(halves.0), Group(halves.1)];
                let split = Split::new(hub[0], &groups);
                assert_eq!(split.skipped(), if members.len() > 500 { 250_000 } else { 196 });
                sample.offer(7, &split);
            }
            from_large += sample.keys().into_iter().filter(|&key| pair_of(key).0 >= 1000).count();
        }
        // 10 000 draws, each from the large split with probability 250 000 / 250 196.
        assert!((9975..=10_000).contains(&from_large), "{from_large}");
    }

    #[test]
    fn no_sample_is_kept_unless_asked_for() {
        let groups = [Group(&[1]), Group(&[2]), Group(&[3])];
        let mut sample = SkippedSample::new(0, 1);
        sample.offer(0, &Split::new(1, &groups));
        assert!(sample.keys().is_empty());
    }
}
