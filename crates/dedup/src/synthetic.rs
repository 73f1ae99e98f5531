//! Documents made for tests: sets and token streams of known or nearly known similarity.

use crate::hash::{Random, token_hash};
use crate::shingle::Shingler;

/// Two sorted sets of these sizes with so many values in common.
pub(crate) fn pair_of_sets(random: &mut Random, a: usize, b: usize, common: usize) -> (Vec<u32>, Vec<u32>) {
    let mut values = std::collections::BTreeSet::new();
    let mut fresh = |count: usize| -> Vec<u32> {
        let mut out = vec![];
        while out.len() < count {
            let value = random.word() as u32;
            if values.insert(value) {
                out.push(value);
            }
        }
        out
    };
    let both = fresh(common);
    let mut sets = [a, b].map(|size| [fresh(size - common), both.clone()].concat());
    sets.iter_mut().for_each(|set| set.sort_unstable());
    let [a, b] = sets;
    (a, b)
}

/// Shingle sets of a stream of tokens, with frequencies like code's, and of an edited copy whose J lies around
/// 0.72.
pub(crate) fn edited_pair(random: &mut Random, tokens: usize) -> (Vec<u32>, Vec<u32>) {
    let stream: Vec<u64> = (0..tokens).map(|_| token(random)).collect();
    let mut copy = stream.clone();
    // An edit inside takes 5 grams of either side, so J = (n − 5e) / (n + 5e); blocks moved, cut or added do
    // more at a stroke.
    let edits = (tokens as f64 * (0.13 + 0.06 * random.unit()) / 5.0).round().max(1.0) as usize;
    for _ in 0..edits {
        let at = random.below(copy.len() as u64 - 1) as usize;
        match random.below(4) {
            0 | 1 => copy[at] = token(random),
            2 => drop(copy.remove(at)),
            _ => copy.insert(at, token(random)),
        }
    }
    (shingled(&stream), shingled(&copy))
}

/// The 5-gram shingles of a stream of token hashes.
pub(crate) fn shingled(stream: &[u64]) -> Vec<u32> {
    let mut shingler = Shingler::new(5);
    stream.iter().for_each(|&token| shingler.push(token));
    let text: Vec<u8> = stream.iter().flat_map(|token| token.to_le_bytes()).collect();
    shingler.finish(&text).to_vec()
}

/// One of some thousand tokens, the k-th with a frequency of about 1/k.
pub(crate) fn token(random: &mut Random) -> u64 {
    let kth = 4000f64.powf(random.unit()) as u64;
    token_hash(&kth.to_le_bytes())
}
