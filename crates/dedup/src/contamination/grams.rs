//! Tokens to n-grams of three forms, rolling.

use crate::hash::{K, fold, scramble};

/// What renaming does to a token, and in which stream it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A token of code that stays: keywords, operators, literals, members.
    Fixed,
    /// A name in code that renaming may change.
    Name,
    /// A word of prose.
    Word,
}

/// A token, as the caller's lexer found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub class: Class,
    /// [`token_hash`](crate::token_hash) of its bytes.
    pub hash: u64,
    /// Where it starts and ends in the text, in bytes.
    pub range: (u32, u32),
}

/// A form of n-gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Tokens of code as they are.
    Exact,
    /// Tokens of code, names replaced by where they stood before.
    Shape,
    /// Words.
    Prose,
}

/// One n-gram of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gram {
    pub form: Form,
    /// Determined by form, length and tokens; the same in every version.
    pub hash: u64,
    /// The number of its last token among those of its stream (code or prose), counted from 0.
    pub position: u32,
    /// In the text, in bytes.
    pub range: (u32, u32),
}

/// The most tokens in an n-gram.
pub(super) const LONGEST: usize = RING - 1;

/// A power of two, so that places wrap with a mask.
const RING: usize = 64;

/// The base of the rolling polynomial; see `shingle.rs`.
const BASE: u64 = 0x9f3b_6d4c_81e2_a7d7;

const POWERS: [u64; RING + 1] = {
    let mut powers = [1_u64; RING + 1];
    let mut i = 1;
    while i <= RING {
        powers[i] = powers[i - 1].wrapping_mul(BASE);
        i += 1;
    }
    powers
};

/// The n-grams of one text after another.
#[derive(Debug, Clone)]
pub(super) struct Grams {
    n: usize,
    /// Lengths below n of which exact n-grams are wanted, too.
    short: Vec<usize>,
    code: Stream,
    /// How far back the name at this place stood before, within the last n − 1 tokens; 0: it did not, or is no name.
    back: [u8; RING],
    /// How far on the name at this place stands again; 0: not yet.
    on: [u8; RING],
    is_name: [bool; RING],
    shape: u64,
    prose: Stream,
}

/// The last tokens of a stream, and the sums over the last n of them.
#[derive(Debug, Clone)]
struct Stream {
    hashes: [u64; RING],
    ranges: [(u32, u32); RING],
    /// Tokens so far.
    count: usize,
    /// Tokens since the last gap.
    unbroken: usize,
    rolling: u64,
}

impl Stream {
    const NEW: Stream = Stream { hashes: [0; RING], ranges: [(0, 0); RING], count: 0, unbroken: 0, rolling: 0 };

    #[inline]
    fn push(&mut self, token: Token, n: usize) {
        let place = self.count & (RING - 1);
        self.hashes[place] = token.hash;
        self.ranges[place] = token.range;
        let leaving = if self.unbroken >= n { self.hashes[self.count.wrapping_sub(n) & (RING - 1)] } else { 0 };
        let change = token.hash.wrapping_sub(leaving.wrapping_mul(POWERS[n]));
        self.rolling = self.rolling.wrapping_mul(BASE).wrapping_add(change);
        self.count += 1;
        self.unbroken += 1;
    }

    /// From the first byte of the last `n` tokens to their end.
    #[inline]
    fn range(&self, n: usize) -> (u32, u32) {
        let place = |back: usize| self.count.wrapping_sub(back) & (RING - 1);
        (self.ranges[place(n)].0, self.ranges[place(1)].1)
    }
}

impl Grams {
    /// `n` and every length in `short` from 1 to [`LONGEST`].
    pub fn new(n: usize, short: &[usize]) -> Grams {
        Grams {
            n,
            short: short.to_vec(),
            code: Stream::NEW,
            back: [0; RING],
            on: [0; RING],
            is_name: [false; RING],
            shape: 0,
            prose: Stream::NEW,
        }
    }

    /// Starts the next text.
    pub fn clear(&mut self) {
        for stream in [&mut self.code, &mut self.prose] {
            (stream.count, stream.unbroken, stream.rolling) = (0, 0, 0);
        }
        self.shape = 0;
    }

    /// Adds the next token of the text; calls `found` with the n-grams that it ends.
    #[inline]
    pub fn push(&mut self, token: Token, mut found: impl FnMut(Gram)) {
        let n = self.n;
        if token.class == Class::Word {
            self.prose.push(token, n);
            if self.prose.unbroken >= n {
                found(self.gram(Form::Prose, n, self.prose.rolling));
            }
            return;
        }
        // Words with code between them are no sentence.
        (self.prose.unbroken, self.prose.rolling) = (0, 0);
        self.push_shape(token);
        self.code.push(token, n);
        if self.code.count >= n {
            found(self.gram(Form::Exact, n, self.code.rolling));
            found(self.gram(Form::Shape, n, self.shape));
        }
        for &length in &self.short {
            if self.code.count >= length {
                let last =
                    (1..=length).rev().map(|back| self.code.hashes[self.code.count.wrapping_sub(back) & (RING - 1)]);
                let sum = last.fold(0_u64, |sum, hash| sum.wrapping_mul(BASE).wrapping_add(hash));
                found(self.gram(Form::Exact, length, sum));
            }
        }
    }

    /// Before the token is in the stream of code.
    #[inline]
    fn push_shape(&mut self, token: Token) {
        let (n, count) = (self.n, self.code.count);
        let place = |at: usize| at & (RING - 1);
        let mut sum = self.shape;
        if count >= n {
            let oldest = place(count.wrapping_sub(n));
            sum = sum.wrapping_sub(self.value(oldest).wrapping_mul(POWERS[n - 1]));
            // The next use of the name that leaves is its first one from now on.
            let on = usize::from(self.on[oldest]);
            if on > 0 {
                let next = place(oldest + on);
                let before = self.value(next);
                self.back[next] = 0;
                sum = sum.wrapping_add(self.value(next).wrapping_sub(before).wrapping_mul(POWERS[n - 1 - on]));
            }
        }
        let here = place(count);
        let is_name = token.class == Class::Name;
        let same = |back: &usize| {
            let at = place(count.wrapping_sub(*back));
            self.code.hashes[at] == token.hash && self.is_name[at]
        };
        let back = if is_name { (1..n.min(count + 1)).find(same).unwrap_or(0) } else { 0 };
        if back > 0 {
            self.on[place(count.wrapping_sub(back))] = back as u8;
        }
        (self.is_name[here], self.back[here], self.on[here]) = (is_name, back as u8, 0);
        let value = if is_name { NAMES[back] } else { token.hash };
        self.shape = sum.wrapping_mul(BASE).wrapping_add(value);
    }

    /// What the token at this place of the ring is in a shape.
    #[inline]
    fn value(&self, place: usize) -> u64 {
        if self.is_name[place] { NAMES[usize::from(self.back[place])] } else { self.code.hashes[place] }
    }

    #[inline]
    fn gram(&self, form: Form, length: usize, sum: u64) -> Gram {
        let stream = if form == Form::Prose { &self.prose } else { &self.code };
        let hash = fold(sum ^ K[2], K[3] ^ ((form as u64) << 8 | length as u64) << 32);
        Gram { form, hash, position: (stream.count - 1) as u32, range: stream.range(length) }
    }
}

/// What stands for a name that stood so many tokens before.
const NAMES: [u64; RING] = {
    let mut names = [0; RING];
    let mut i = 0;
    while i < RING {
        names[i] = scramble(0x5f1d_9c3e_77a4_2b68 ^ (i as u64) << 7);
        i += 1;
    }
    names
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::{Random, token_hash};
    use std::collections::BTreeSet;

    fn token(class: Class, word: &str) -> Token {
        Token { class, hash: token_hash(word.as_bytes()), range: (0, 0) }
    }

    /// Lower-case words are names, the others stay.
    fn code(text: &str) -> Vec<Token> {
        let is_name = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
        text.split(' ').map(|word| token(if is_name(word) { Class::Name } else { Class::Fixed }, word)).collect()
    }

    fn grams(n: usize, tokens: &[Token]) -> Vec<Gram> {
        let mut grams = Grams::new(n, &[]);
        let mut found = vec![];
        tokens.iter().for_each(|token| grams.push(*token, |gram| found.push(gram)));
        found
    }

    fn hashes(n: usize, tokens: &[Token], form: Form) -> Vec<u64> {
        grams(n, tokens).iter().filter(|gram| gram.form == form).map(|gram| gram.hash).collect()
    }

    #[test]
    fn a_renaming_changes_no_shape_and_every_exact_gram_with_a_name() {
        let check = |a: &str, b: &str, want: bool| {
            let shapes = hashes(4, &code(a), Form::Shape) == hashes(4, &code(b), Form::Shape);
            assert_eq!(shapes, want, "{a} | {b}");
        };
        check("x = x + 1", "y = y + 1", true);
        check("x = x + 1", "x = y + 1", false);
        check("x = x + 1", "x = x + 2", false);
        check("a b a b a b", "b a b a b a", true);
        check("a b c a b c", "a b c b a c", false);
        check("a b b a", "a b a b", false);
        // Two uses that are n apart are in no n-gram together.
        check("a + 1 2 a + 1", "a + 1 2 b + 1", true);
        check("a + 1 a + 1 2", "a + 1 b + 1 2", false);
        let exact = |text| hashes(4, &code(text), Form::Exact);
        assert!(exact("x = x + 1").iter().zip(exact("y = y + 1")).all(|(a, b)| *a != b));
    }

    /// Against the definition: every window looked at alone.
    #[test]
    fn rolling_agrees_with_each_window_alone() {
        let mut random = Random::new(3);
        for n in [1, 2, 5, 10, LONGEST] {
            let words = ["a", "b", "c", "d", "e", "f", "g", "h", "+", "(", ")", "1"];
            let text: Vec<Token> =
                (0..500).flat_map(|_| code(words[random.below(words.len() as u64) as usize])).collect();
            for form in [Form::Exact, Form::Shape] {
                let rolled = hashes(n, &text, form);
                let alone: Vec<u64> = text.windows(n).flat_map(|window| hashes(n, window, form)).collect();
                assert_eq!(rolled, alone, "{n}-grams, {form:?}");
            }
        }
    }

    /// A shape says whether a renaming leads from one window to the other, no more and no less.
    #[test]
    fn shapes_are_windows_up_to_renaming() {
        let mut random = Random::new(4);
        let mut by_shape = std::collections::BTreeMap::new();
        for _ in 0..20_000 {
            let words: Vec<&str> = (0..5).map(|_| ["a", "b", "c", "+", "1"][random.below(5) as usize]).collect();
            let mut seen: Vec<&str> = vec![];
            let canonical: Vec<String> = words
                .iter()
                .map(|word| {
                    if !word.starts_with(|c: char| c.is_ascii_lowercase()) {
                        return (*word).to_owned();
                    }
                    let index = seen.iter().position(|known| known == word).unwrap_or_else(|| {
                        seen.push(word);
                        seen.len() - 1
                    });
                    format!("name {index}")
                })
                .collect();
            let shape = hashes(5, &code(&words.join(" ")), Form::Shape)[0];
            assert_eq!(*by_shape.entry(shape).or_insert_with(|| canonical.clone()), canonical, "{words:?}");
        }
        let distinct: BTreeSet<_> = by_shape.values().collect();
        assert_eq!(distinct.len(), by_shape.len());
    }

    #[test]
    fn words_and_code_do_not_mix() {
        let word = |text: &str| token(Class::Word, text);
        let texts = [code("a = b"), vec![word("sum"), word("of"), word("two")], code("+ c")].concat();
        let found = grams(3, &texts);
        let of = |form| found.iter().filter(|gram| gram.form == form).map(|gram| gram.position).collect::<Vec<_>>();
        assert_eq!((of(Form::Exact), of(Form::Shape), of(Form::Prose)), (vec![2, 3, 4], vec![2, 3, 4], vec![2]));
        let broken = [vec![word("sum"), word("of")], code("+"), vec![word("two")]].concat();
        assert_eq!(hashes(3, &broken, Form::Prose), []);
        assert_eq!(hashes(5, &texts, Form::Exact), hashes(5, &code("a = b + c"), Form::Exact));
    }

    #[test]
    fn short_grams_and_a_text_after_another() {
        let mut grams = Grams::new(5, &[2, 3]);
        let mut counts = [0; 6];
        for _ in 0..2 {
            grams.clear();
            let mut hashes = vec![];
            for token in code("a + b * c / d") {
                grams.push(token, |gram| hashes.push(gram.hash));
            }
            assert_eq!(hashes.len(), 6 + 5 + 2 * 3);
            counts[0] += hashes.iter().fold(0_u64, |sum, hash| sum ^ hash) as usize;
        }
        assert_eq!(counts[0] % 2, 0, "the same both times");
    }

    /// Stored by whoever keeps hits.
    #[test]
    fn golden_values() {
        let found: Vec<u64> = grams(3, &code("x = x")).iter().map(|gram| gram.hash).collect();
        assert_eq!(found, GOLDEN, "{found:#018x?}: raise the version of the stage that stores them");
    }

    const GOLDEN: [u64; 2] = [0x8b93_e4e5_c677_e498, 0xf0a6_cbcb_eef4_a262];
}
