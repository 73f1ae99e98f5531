//! Byte-pair encoding: learning the merges (Sennrich et al. 2016, over bytes as in GPT-2).
//!
//! Our own, beside the library's: that one counts in 32 bits, and where one string arises by two different merges its
//! result hangs on a hash map's order. Here ties between pairs go by their strings, so nothing depends on any order.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::rc::Rc;

use crate::hash::NumberMap;

/// A word longer than this many bytes is cut before counting, so that one long run cannot make training quadratic.
const LONGEST_WORD: usize = 256;

/// What was learned.
pub(crate) struct Merges {
    /// Each token's bytes: the 256 single bytes in order, then one for each merge that made a new string.
    pub(crate) tokens: Vec<Rc<[u8]>>,
    /// Pairs of tokens in the order of their merging.
    pub(crate) merges: Vec<(u32, u32)>,
}

/// A pair that may be merged next: the most frequent first, then the smallest string, then the shortest left half.
struct Candidate {
    count: u64,
    left: Rc<[u8]>,
    right: Rc<[u8]>,
    pair: (u32, u32),
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let string =
            |one: &Self, two: &Self| one.left.iter().chain(&*one.right).cmp(two.left.iter().chain(&*two.right));
        let by_count = self.count.cmp(&other.count);
        by_count.then_with(|| string(other, self)).then_with(|| other.left.len().cmp(&self.left.len()))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

/// Learns merges from `words` (sorted, with counts) until there are `wanted` tokens, or no pair occurs `least` times.
/// No token has more than `longest` bytes.
pub(crate) fn learn(words: &[(&str, u64)], wanted: usize, least: u64, longest: usize) -> Merges {
    let mut learner = Learner::new(words, longest);
    learner.merge_until(wanted, least.max(1));
    learner.merges
}

struct Word {
    tokens: Vec<u32>,
    count: u64,
}

struct Learner {
    words: Vec<Word>,
    counts: NumberMap<u64>,
    /// The words in which a pair may stand, each at least once.
    places: NumberMap<Vec<u32>>,
    /// Tokens by their string's two halves are many; by their string each is one.
    by_string: std::collections::HashMap<Rc<[u8]>, u32>,
    merged: NumberMap<()>,
    heap: BinaryHeap<Candidate>,
    longest: usize,
    merges: Merges,
}

fn key((left, right): (u32, u32)) -> u64 {
    u64::from(left) << 32 | u64::from(right)
}

impl Learner {
    fn new(words: &[(&str, u64)], longest: usize) -> Self {
        let tokens: Vec<Rc<[u8]>> = (0..=255u8).map(|byte| Rc::from([byte])).collect();
        let by_string = tokens.iter().cloned().zip(0..).collect();
        let pieces = words.iter().filter(|(_, count)| *count > 0).flat_map(|(word, count)| {
            word.as_bytes()
                .chunks(LONGEST_WORD)
                .map(|bytes| Word { tokens: bytes.iter().map(|&byte| u32::from(byte)).collect(), count: *count })
        });
        let mut learner = Self {
            words: pieces.collect(),
            counts: NumberMap::default(),
            places: NumberMap::default(),
            by_string,
            merged: NumberMap::default(),
            heap: BinaryHeap::new(),
            longest,
            merges: Merges { tokens, merges: Vec::new() },
        };
        let mut pairs = Vec::new();
        for (place, word) in (0..).zip(&learner.words) {
            for pair in word.tokens.windows(2).map(|pair| (pair[0], pair[1])) {
                let count = learner.counts.entry(key(pair)).or_insert_with(|| {
                    pairs.push(pair);
                    0
                });
                *count += word.count;
                let places = learner.places.entry(key(pair)).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        pairs.into_iter().for_each(|pair| learner.propose(pair));
        learner
    }

    fn propose(&mut self, pair: (u32, u32)) {
        let count = self.counts.get(&key(pair)).copied().unwrap_or_default();
        let (left, right) = (&self.merges.tokens[pair.0 as usize], &self.merges.tokens[pair.1 as usize]);
        if count > 0 && left.len() + right.len() <= self.longest {
            self.heap.push(Candidate { count, left: left.clone(), right: right.clone(), pair });
        }
    }

    fn merge_until(&mut self, wanted: usize, least: u64) {
        while self.merges.tokens.len() < wanted {
            let Some(top) = self.heap.pop() else { return };
            let count = self.counts.get(&key(top.pair)).copied().unwrap_or_default();
            if count != top.count {
                // Counts that grew were proposed again at once; those that shrank wait here until they are the top.
                if count < top.count {
                    self.propose(top.pair);
                }
                continue;
            }
            if count < least {
                return;
            }
            self.merge(&top);
        }
    }

    fn merge(&mut self, top: &Candidate) {
        let string: Rc<[u8]> = top.left.iter().chain(&*top.right).copied().collect();
        let next = self.merges.tokens.len() as u32;
        let made = *self.by_string.entry(string.clone()).or_insert(next);
        if made == next {
            self.merges.tokens.push(string);
        }
        if self.merged.insert(key(top.pair), ()).is_none() {
            self.merges.merges.push(top.pair);
        }
        let mut places = self.places.remove(&key(top.pair)).unwrap_or_default();
        places.sort_unstable();
        places.dedup();
        let mut grown = Vec::new();
        for place in places {
            self.merge_in(place, top.pair, made, &mut grown);
        }
        grown.sort_unstable();
        grown.dedup();
        grown.into_iter().for_each(|pair| self.propose(pair));
    }

    /// Merges a pair in one word, and notes the pairs that it now has with the token made.
    fn merge_in(&mut self, place: u32, pair: (u32, u32), made: u32, grown: &mut Vec<(u32, u32)>) {
        let word = &mut self.words[place as usize];
        if !word.tokens.windows(2).any(|two| (two[0], two[1]) == pair) {
            return;
        }
        for two in word.tokens.windows(2) {
            *self.counts.get_mut(&key((two[0], two[1]))).expect("a pair that was counted") -= word.count;
        }
        let (mut read, mut write) = (0, 0);
        while read < word.tokens.len() {
            let here = read + 1 < word.tokens.len() && (word.tokens[read], word.tokens[read + 1]) == pair;
            word.tokens[write] = if here { made } else { word.tokens[read] };
            write += 1;
            read += if here { 2 } else { 1 };
        }
        word.tokens.truncate(write);
        for two in word.tokens.windows(2) {
            let new = (two[0], two[1]);
            *self.counts.entry(key(new)).or_default() += word.count;
            if new.0 == made || new.1 == made {
                let places = self.places.entry(key(new)).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
                grown.push(new);
            }
        }
    }
}

/// GPT-2's printable stand-in for each byte, in which tokenizer files write byte-level tokens.
pub(crate) fn byte_letter(byte: u8) -> char {
    let itself = |byte: u8| matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff);
    if itself(byte) {
        return char::from(byte);
    }
    let before = (0..byte).filter(|&other| !itself(other)).count() as u32;
    char::from_u32(256 + before).expect("a letter below the surrogates")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(merges: &Merges) -> Vec<String> {
        merges.tokens[256..].iter().map(|token| String::from_utf8_lossy(token).into_owned()).collect()
    }

    #[test]
    fn most_frequent_first_and_ties_by_string() {
        // ab 5, bc 5, cd 2: ab before bc by string; then ab+c is 3, c+d is 2.
        let words = [("ab", 2), ("abc", 3), ("bc", 2), ("cd", 2)];
        let merges = learn(&words, 300, 2, 16);
        assert_eq!(strings(&merges), ["ab", "abc", "bc", "cd"]);
    }

    #[test]
    fn least_and_longest_bound_the_merges() {
        assert_eq!(strings(&learn(&[("abab", 4)], 300, 5, 16)), ["ab"]);
        assert_eq!(strings(&learn(&[("abab", 4)], 300, 1, 3)), ["ab"]);
        assert_eq!(strings(&learn(&[("aaaa", 1)], 258, 1, 16)), ["aa", "aaaa"]);
    }

    #[test]
    fn stand_ins_are_those_of_the_library() {
        let ours: std::collections::BTreeSet<char> = (0..=255).map(byte_letter).collect();
        let library = tokenizers::pre_tokenizers::byte_level::ByteLevel::alphabet();
        assert_eq!(ours, library.into_iter().collect());
        assert_eq!((byte_letter(b' '), byte_letter(b'\n'), byte_letter(0xad)), ('Ġ', 'Ċ', 'Ń'));
    }
}
