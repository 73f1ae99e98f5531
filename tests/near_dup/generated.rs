//! Programs written at random, and pairs of them edited to a similarity that is known from their tokens.

use std::ops::Range;

use super::jaccard::jaccard;

/// SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In a range; its few parts in 2^64 of unevenness do not matter here.
    pub fn within(&mut self, range: Range<usize>) -> usize {
        range.start + (self.next() % (range.end - range.start) as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Language {
    Python,
    Rust,
}

impl Language {
    pub fn extension(self) -> &'static str {
        match self {
            Language::Python => "py",
            Language::Rust => "rs",
        }
    }

    /// A statement, with `_` where names and numbers go.
    fn statement(self) -> &'static [&'static str] {
        match self {
            Language::Python => &["_", "=", "_", "(", "_", ",", "_", ")"],
            Language::Rust => &["let", "_", "=", "_", "(", "_", ",", "_", ")", ";"],
        }
    }
}

/// A lexical token of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Token {
    Fixed(&'static str),
    Name(u64),
    Number(u64),
}

/// One function: a head, statements, an end. Names are drawn from 2^64, so two programs share none by accident.
#[derive(Debug, Clone)]
pub struct Program {
    language: Language,
    lines: Vec<Vec<Token>>,
}

impl Program {
    /// A program of about so many tokens.
    pub fn random(random: &mut Random, language: Language, tokens: usize) -> Program {
        let (head, end): (&[_], &[_]) = match language {
            Language::Python => (&["def", "_", "(", ")", ":"], &["return", "_"]),
            Language::Rust => (&["fn", "_", "(", ")", "{"], &["}"]),
        };
        let body = tokens.saturating_sub(head.len() + end.len()) / language.statement().len();
        let mut lines = vec![filled(random, head)];
        lines.extend((0..body.max(1)).map(|_| filled(random, language.statement())));
        lines.push(filled(random, end));
        Program { language, lines }
    }

    pub fn text(&self) -> String {
        let last = self.lines.len() - 1;
        let indent = |line: usize| match (self.language, line) {
            (_, 0) => "",
            (Language::Rust, line) if line == last => "",
            _ => "    ",
        };
        let line = |(at, line): (usize, &Vec<Token>)| {
            let tokens: Vec<String> = line.iter().map(|token| token.text()).collect();
            format!("{}{}\n", indent(at), tokens.join(" "))
        };
        self.lines.iter().enumerate().map(line).collect()
    }

    /// The set of 5-grams of tokens, sorted.
    pub fn grams(&self) -> Vec<[Token; 5]> {
        let tokens: Vec<Token> = self.lines.iter().flatten().copied().collect();
        let mut grams: Vec<[Token; 5]> = tokens.windows(5).map(|gram| std::array::from_fn(|at| gram[at])).collect();
        grams.sort_unstable();
        grams.dedup();
        grams
    }

    /// Gives one name or number of the body a new value.
    pub fn rename(&mut self, random: &mut Random) {
        self.rename_in(random, 0.0..1.0);
    }

    /// The same, in a part of the body.
    pub fn rename_in(&mut self, random: &mut Random, part: Range<f64>) {
        let place = |share: f64| 1 + (share * (self.lines.len() - 2) as f64) as usize;
        let line = random.within(place(part.start)..place(part.end));
        let template = self.language.statement();
        let places: Vec<usize> = (0..template.len()).filter(|place| template[*place] == "_").collect();
        let place = places[random.within(0..places.len())];
        self.lines[line][place] = name(random);
    }

    /// A copy with names changed until J with the original is below a bound.
    pub fn variant(&self, random: &mut Random, below: f64) -> Program {
        let (mut copy, grams) = (self.clone(), self.grams());
        while jaccard(&grams, &copy.grams()) >= below {
            copy.rename(random);
        }
        copy
    }

    fn insert(&mut self, random: &mut Random) {
        let line = random.within(1..self.lines.len());
        self.lines.insert(line, filled(random, self.language.statement()));
    }

    fn delete(&mut self, random: &mut Random) {
        if self.lines.len() > 3 {
            self.lines.remove(random.within(1..self.lines.len() - 1));
        }
    }

    /// One edit of a style: 0 renames, 1 adds, 2 deletes, 3 does any of the three.
    fn edit(&mut self, random: &mut Random, style: usize) {
        match if style == 3 { random.within(0..3) } else { style } {
            0 => self.rename(random),
            1 => self.insert(random),
            _ => self.delete(random),
        }
    }
}

/// A program, an edited copy, and the Jaccard similarity of their 5-grams.
pub struct Edited {
    pub left: Program,
    pub right: Program,
    pub jaccard: f64,
}

impl Edited {
    /// A pair with J in `band`, spread evenly over it, from a program of a number of tokens in `tokens`; `sizes` says
    /// which sizes of the two sets will do.
    pub fn random(
        random: &mut Random,
        tokens: Range<usize>,
        band: Range<f64>,
        sizes: impl Fn(usize, usize) -> bool,
    ) -> Edited {
        // One edit of a small program takes J down by more than a band's width: most attempts there miss it.
        for _ in 0..100_000 {
            let language = if random.within(0..2) == 0 { Language::Python } else { Language::Rust };
            let size = random.within(tokens.clone());
            let left = Program::random(random, language, size);
            let mut right = left.clone();
            let aim = band.start + (band.end + 0.03 - band.start) * random.share();
            let style = random.within(0..4);
            let grams = left.grams();
            let mut reached = 1.0;
            // Deleting ends when there is nothing left to delete.
            for _ in 0..size {
                right.edit(random, style);
                reached = jaccard(&grams, &right.grams());
                if reached < aim {
                    break;
                }
            }
            if band.contains(&reached) && sizes(grams.len(), right.grams().len()) {
                return Edited { jaccard: reached, left, right };
            }
        }
        panic!("no pair of {tokens:?} tokens has J in {band:?}");
    }

    pub fn language(&self) -> Language {
        self.left.language
    }
}

fn filled(random: &mut Random, template: &[&'static str]) -> Vec<Token> {
    template.iter().map(|token| if *token == "_" { name(random) } else { Token::Fixed(token) }).collect()
}

/// A name, or one time in eight a number.
fn name(random: &mut Random) -> Token {
    match random.within(0..8) {
        0 => Token::Number(random.next() >> 1),
        _ => Token::Name(random.next()),
    }
}

impl Token {
    fn text(self) -> String {
        match self {
            Token::Fixed(text) => text.to_owned(),
            Token::Name(name) => format!("v{name:016x}"),
            Token::Number(number) => number.to_string(),
        }
    }
}
