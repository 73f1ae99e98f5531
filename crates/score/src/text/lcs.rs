//! Length of the longest common subsequence, many columns at a time.

/// The length of the longest common subsequence of two sequences of numbers.
///
/// Bit-parallel (Crochemore, Iliopoulos, Pinzon and Reid 2001; Hyyrö 2004): bit i of `row` is 0 where the table's row steps up at column i;
/// a row follows from the one before by V ← (V + (V ∧ M)) ∨ (V ∧ ¬M), M the places of the row's token. Words of M without a place leave their
/// words of V alone unless a carry comes in, so that only words with places are visited, and memory is that of the sequences.
pub(super) fn length(columns: &[u32], rows: &[u32]) -> usize {
    if columns.is_empty() || rows.is_empty() {
        return 0;
    }
    let places = Places::of(columns);
    let words = columns.len().div_ceil(64);
    let mut row = vec![u64::MAX; words];
    for token in rows {
        let mut carry = false;
        let mut next = 0;
        for (word, mask) in places.of_token(*token) {
            // A carry runs through words without a place until it finds a 0.
            while carry && next < *word as usize {
                let (sum, over) = row[next].overflowing_add(1);
                row[next] |= sum;
                (carry, next) = (over, next + 1);
            }
            next = *word as usize;
            let old = row[next];
            let matched = old & mask;
            let (sum, over) = old.overflowing_add(matched);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            row[next] = sum | (old & !mask);
            (carry, next) = (over || over_again, next + 1);
        }
        while carry && next < words {
            let (sum, over) = row[next].overflowing_add(1);
            row[next] |= sum;
            (carry, next) = (over, next + 1);
        }
    }
    let last = columns.len() - 64 * (words - 1);
    let padding = if last == 64 { 0 } else { u64::MAX << last };
    let steps = |(word, bits): (usize, &u64)| (if word + 1 == words { bits | padding } else { *bits }).count_zeros();
    row.iter().enumerate().map(steps).sum::<u32>() as usize
}

/// For each token the words that have a place of it, each with its bits; tokens are numbered from 0.
struct Places {
    words: Vec<(u32, u64)>,
    /// Where each token's words start.
    starts: Vec<usize>,
}

impl Places {
    fn of(columns: &[u32]) -> Self {
        let mut order: Vec<(u32, u32)> = columns.iter().zip(0..).map(|(token, place)| (*token, place)).collect();
        order.sort_unstable();
        let tokens = order.last().map_or(0, |(token, _)| *token as usize + 1);
        let (mut words, mut starts): (Vec<(u32, u64)>, Vec<usize>) = (Vec::new(), Vec::with_capacity(tokens + 1));
        for (token, place) in order {
            let (word, bit) = (place / 64, 1 << (place % 64));
            let new = starts.len() <= token as usize;
            starts.resize(starts.len().max(token as usize + 1), words.len());
            match words.last_mut().filter(|(last, _)| !new && *last == word) {
                Some((_, bits)) => *bits |= bit,
                None => words.push((word, bit)),
            }
        }
        starts.push(words.len());
        Self { words, starts }
    }

    fn of_token(&self, token: u32) -> &[(u32, u64)] {
        match self.starts.get(token as usize..) {
            Some([start, end, ..]) => &self.words[*start..*end],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::SplitMix;

    fn by_table(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut diagonal = 0;
            for (at, y) in b.iter().enumerate() {
                let above = row[at + 1];
                row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
                diagonal = above;
            }
        }
        row[b.len()]
    }

    #[test]
    fn as_by_the_table() {
        let mut random = SplitMix(5);
        for round in 0..2000 {
            let mut draw = |most: usize| {
                let (length, of) = (random.below(most), 1 + random.below(1 + round % 40));
                (0..length).map(|_| random.below(of) as u32).collect::<Vec<u32>>()
            };
            let (a, b) = (draw(400), draw(300));
            assert_eq!(length(&a, &b), by_table(&a, &b), "{a:?} {b:?}");
            assert_eq!(length(&a, &a), a.len());
        }
    }

    #[test]
    fn at_the_ends_of_words() {
        for n in [1, 63, 64, 65, 127, 128, 129] {
            let all: Vec<u32> = (0..n).collect();
            assert_eq!(length(&all, &all), n as usize);
            assert_eq!(length(&all, &all.iter().rev().copied().collect::<Vec<_>>()), 1);
            assert_eq!(length(&vec![0; n as usize], &[0, 1, 0]), 2.min(n as usize));
        }
    }
}
