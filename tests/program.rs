//! Programs that nobody wrote: any two share few token 5-grams, and how many is known.

use std::collections::BTreeSet;

use crate::random::Random;

/// How a language spells a function.
pub struct Spelling {
    pub name: &'static str,
    pub extension: &'static str,
    head: &'static str,
    /// `F`: its name; `A`, `B`: parameters; `C`: a local; `1`, `2`, `3`: numbers.
    function: &'static str,
    tail: &'static str,
}

pub const LANGUAGES: [Spelling; 11] = [
    Spelling {
        name: "python",
        extension: "py",
        head: "",
        function: "def F(A, B):\n    C = A * 1 + B\n    if C > 2:\n        return max(C - 3, A)\n    return A\n\n\n",
        tail: "",
    },
    Spelling {
        name: "rust",
        extension: "rs",
        head: "",
        function: "fn F(A: i64, B: i64) -> i64 {\n    let C = A * 1 + B;\n    if C > 2 {\n        return A.max(C - 3);\n    }\n    A\n}\n\n",
        tail: "",
    },
    Spelling {
        name: "c",
        extension: "c",
        head: "",
        function: "long F(long A, long B) {\n    long C = A * 1 + B;\n    if (C > 2) {\n        return (C - 3);\n    }\n    return A;\n}\n\n",
        tail: "",
    },
    Spelling {
        name: "java",
        extension: "java",
        head: "class Made {\n",
        function: "    static long F(long A, long B) {\n        long C = A * 1 + B;\n        if (C > 2) {\n            return C - 3;\n        }\n        return A;\n    }\n\n",
        tail: "}\n",
    },
    Spelling {
        name: "go",
        extension: "go",
        head: "package made\n\n",
        function: "func F(A int, B int) int {\n\tC := A*1 + B\n\tif C > 2 {\n\t\treturn C - 3\n\t}\n\treturn A\n}\n\n",
        tail: "",
    },
    Spelling {
        name: "javascript",
        extension: "js",
        head: "",
        function: "function F(A, B) {\n  const C = A * 1 + B;\n  if (C > 2) {\n    return (C - 3);\n  }\n  return A;\n}\n\n",
        tail: "",
    },
    Spelling {
        name: "typescript",
        extension: "ts",
        head: "",
        function: "function F(A: number, B: number): number {\n  const C = A * 1 + B;\n  if (C > 2) {\n    return C - 3;\n  }\n  return A;\n}\n\n",
        tail: "",
    },
    Spelling {
        name: "cpp",
        extension: "cpp",
        head: "",
        function: "template <typename T> T F(T A, T B) {\n    auto C = A * 1 + B;\n    if (C > 2) {\n        return C - 3;\n    }\n    return A;\n}\n\n",
        tail: "",
    },
    Spelling {
        name: "ruby",
        extension: "rb",
        head: "",
        function: "def F(A, B)\n  C = A * 1 + B\n  return (C - 3) if C > 2\n  A\nend\n\n",
        tail: "",
    },
    Spelling {
        name: "c-sharp",
        extension: "cs",
        head: "static class Made {\n",
        function: "    static long F(long A, long B) {\n        var C = A * 1 + B;\n        if (C > 2) {\n            return Math.Max(C - 3, A);\n        }\n        return A;\n    }\n\n",
        tail: "}\n",
    },
    Spelling {
        name: "php",
        extension: "php",
        head: "<?php\n\n",
        function: "function F(int $A, int $B): int {\n    $C = $A * 1 + $B;\n    if ($C > 2) {\n        return $C - 3;\n    }\n    return $A;\n}\n\n",
        tail: "",
    },
];

/// Functions in a program.
const FUNCTIONS: u64 = 12;

/// A program.
#[derive(Clone)]
pub struct Program {
    language: &'static Spelling,
    functions: Vec<u64>,
}

impl Program {
    /// The program of a language with a number; different numbers give different programs.
    pub fn new(language: &'static Spelling, number: u64) -> Program {
        let salt = language.name.bytes().fold(0u64, |salt, byte| salt << 6 ^ salt >> 50 ^ u64::from(byte));
        let first = Random(salt).next().wrapping_add(number * 100);
        let functions = (0..FUNCTIONS).map(|function| first.wrapping_add(function)).collect();
        Program { language, functions }
    }

    /// Jaccard about 0.83 with this one: above 0.8, below 0.9.
    pub fn with_one_function_changed(&self) -> Program {
        let mut changed = self.clone();
        let middle = &mut changed.functions[FUNCTIONS as usize / 2];
        *middle = middle.wrapping_add(50);
        changed
    }

    pub fn text(&self) -> String {
        let functions: String = self.functions.iter().map(|seed| function(self.language, *seed)).collect();
        // One newline at the end, as normalised text has it.
        format!("{}{functions}{}", self.language.head, self.language.tail).trim_end().to_owned() + "\n"
    }
}

fn function(language: &Spelling, seed: u64) -> String {
    let mut random = Random(seed);
    let mut name = || format!("v{:x}", random.next() >> 32);
    let names = [name(), name(), name(), name()];
    let mut number = || (random.below(1_000_000) + 10).to_string();
    let numbers = [number(), number(), number()];
    let spell = |letter: char| match letter {
        'F' => names[0].clone(),
        'A' => names[1].clone(),
        'B' => names[2].clone(),
        'C' => names[3].clone(),
        '1' => numbers[0].clone(),
        '2' => numbers[1].clone(),
        '3' => numbers[2].clone(),
        other => other.to_string(),
    };
    language.function.chars().map(spell).collect()
}

/// Jaccard similarity of the sets of token 5-grams, for languages whose operators here are single characters (C and
/// JavaScript): the definition, and nothing of the code under test.
pub fn jaccard(a: &str, b: &str) -> f64 {
    let (a, b) = (shingles(a), shingles(b));
    let common = a.intersection(&b).count() as f64;
    common / (a.len() as f64 + b.len() as f64 - common)
}

fn shingles(text: &str) -> BTreeSet<Vec<&str>> {
    tokens(text).windows(5).map(<[&str]>::to_vec).collect()
}

fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (token, after) = rest.split_at(if word > 0 { word } else { first.len_utf8() });
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}
