//! Text, tokenizers and random numbers for the tests.

use std::sync::LazyLock;

use trommel_tokens::{Corpus, Digits, Mode, Report, Tokenizer, Training};

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Text of code, blanks, line ends of all kinds, emoji, look-alikes of special tokens, and any letters.
    pub fn text(&mut self, parts: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(parts) {
            match self.below(6) {
                0 => text.push_str(self.pick(TRICKY)),
                1 => text.push(char::from(self.below(256) as u8)),
                2 => text.push(char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}')),
                3 => text.push_str(&" ".repeat(self.below(20))),
                4 => text.push_str(&self.next().to_string()),
                _ => text.push_str(self.pick(CODE)),
            }
        }
        text
    }
}

pub const TRICKY: &[&str] = &[
    "<|endoftext|>",
    "<|pad|>",
    "<|unk|>",
    "<|python|>",
    "<0x41>",
    "<0xC3>",
    "<0x0A>",
    "<unk>",
    "\r\n",
    "\r",
    "\n\n\n",
    "\t\t",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{85}",
    "\u{b}\u{c}",
    "👩‍👩‍👧‍👦",
    "🦀",
    "é",
    "e\u{301}",
    "漢字",
    "Ġ",
    "Ċ",
    "▁",
    "\0",
    "ﬁ",
    "١٢٣",
    "\u{feff}",
    " \n ",
    "  x",
    "İ",
    "ß",
];

pub const CODE: &[&str] = &[
    "def add(first, second):\n    return first + second\n",
    "for (int i = 0; i < n; i++) {\n\t\ttotal += values[i];\n\t}\n",
    "if err != nil {\n\t\treturn nil, err\n\t}\n",
    "    def __init__(self, name):\r\n        self.name = name\r\n",
    "class Solution {\n    public int solve(List<Integer> items) { return items.size(); }\n}\n",
    "x = [n for n in range(1234) if n % 7 == 0]  # all of them\n",
    "print(\"größe: {}\".format(size))\n",
];

/// A corpus of three languages, unequal in size, and the same each time.
pub fn documents() -> Vec<(&'static str, String)> {
    let names = ["first", "second", "total", "value", "items", "result", "count", "index", "name", "größe"];
    let mut random = Random(7);
    let mut documents = Vec::new();
    for at in 0..360 {
        let (a, b, c) = (random.pick(&names), random.pick(&names), random.below(1000));
        documents.push(match at % 12 {
            0 => (
                "go",
                format!("func {a}({b} int) (int, error) {{\n\tif {b} != {c} {{\n\t\treturn {b}, nil\n\t}}\n}}\n"),
            ),
            1..=3 => ("java", format!("    public int {a}(int {b}) {{\n        return {b} + {c};\n    }}\n")),
            _ => ("python", format!("def {a}({b}):\n    for {a} in range({c}):\n        {b} += {a}\n    return {b}\n")),
        });
    }
    documents
}

pub fn corpus() -> Corpus {
    Corpus::count(documents(), Digits::Single).expect("a corpus")
}

pub const MODES: [Mode; 4] =
    [Mode::Bpe {}, Mode::Unigram {}, Mode::BpeParity { exponent: 0.3 }, Mode::UnigramUnion { tau: 20, exponent: 0.7 }];

pub fn train(mode: Mode, vocabulary: usize) -> (Tokenizer, Report) {
    Training::new(mode, vocabulary).run(&corpus()).expect("a tokenizer")
}

static TRAINED: LazyLock<Vec<(Mode, Tokenizer)>> =
    LazyLock::new(|| MODES.iter().map(|&mode| (mode, train(mode, 420).0)).collect());

/// One tokenizer of each mode.
pub fn each() -> impl Iterator<Item = &'static (Mode, Tokenizer)> {
    TRAINED.iter()
}

/// A BPE tokenizer.
pub fn tokenizer() -> &'static Tokenizer {
    &TRAINED[0].1
}
