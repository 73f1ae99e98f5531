//! Random programs in six languages: the same tree of statements, spelled six ways.

/// A generator whose numbers depend on its seed alone (xorshift64*).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 33) as usize % bound
    }
}

/// How a language spells what programs are made of.
pub struct Spelling {
    pub name: &'static str,
    head: &'static str,
    declare: &'static str,
    assign: &'static str,
    condition: &'static str,
    repeat: &'static str,
    result: &'static str,
    end: &'static str,
    tail: &'static str,
}

/// `F`: the function; `V`: a variable; `E`: an expression; `N`: a number.
pub const LANGUAGES: [Spelling; 6] = [
    Spelling {
        name: "python",
        head: "def F(first, second):\n",
        declare: "V = E",
        assign: "V = E",
        condition: "if E:",
        repeat: "for V in range(N):",
        result: "return E",
        end: "",
        tail: "",
    },
    Spelling {
        name: "java",
        head: "class Made {\n    static long F(long first, long second) {\n",
        declare: "long V = E;",
        assign: "V = E;",
        condition: "if (E) {",
        repeat: "for (long V = 0; V < N; V++) {",
        result: "return E;",
        end: "}",
        tail: "    }\n}\n",
    },
    Spelling {
        name: "go",
        head: "package made\n\nfunc F(first int, second int) int {\n",
        declare: "V := E",
        assign: "V = E",
        condition: "if E {",
        repeat: "for V := 0; V < N; V++ {",
        result: "return E",
        end: "}",
        tail: "}\n",
    },
    Spelling {
        name: "cpp",
        head: "long F(long first, long second) {\n",
        declare: "long V = E;",
        assign: "V = E;",
        condition: "if (E) {",
        repeat: "for (long V = 0; V < N; V++) {",
        result: "return E;",
        end: "}",
        tail: "}\n",
    },
    Spelling {
        name: "rust",
        head: "fn F(first: i64, second: i64) -> i64 {\n",
        declare: "let mut V = E;",
        assign: "V = E;",
        condition: "if E {",
        repeat: "for V in 0..N {",
        result: "return E;",
        end: "}",
        tail: "}\n",
    },
    Spelling {
        name: "javascript",
        head: "function F(first, second) {\n",
        declare: "let V = E;",
        assign: "V = E;",
        condition: "if (E) {",
        repeat: "for (let V = 0; V < N; V++) {",
        result: "return E;",
        end: "}",
        tail: "}\n",
    },
];

const WORDS: [&str; 16] = [
    "total", "count", "offset", "index", "value", "delta", "left", "right", "low", "high", "step", "scale", "limit",
    "part", "rest", "sum",
];

/// A program of 8 to 20 statements.
pub fn program(language: &'static Spelling, random: &mut Random) -> String {
    let mut writer =
        Writer { language, random, text: String::new(), known: vec!["first".into(), "second".into()], fresh: 0 };
    writer.text = language.head.replace('F', &format!("make{}", writer.random.below(100_000)));
    let depth = if matches!(language.name, "java") { 2 } else { 1 };
    let statements = 8 + writer.random.below(12);
    writer.block(statements, depth);
    let result = writer.expression(2);
    writer.line(depth, &language.result.replace('E', &result));
    writer.text.push_str(language.tail);
    writer.text
}

struct Writer<'a> {
    language: &'static Spelling,
    random: &'a mut Random,
    text: String,
    known: Vec<String>,
    fresh: usize,
}

impl Writer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.text.push_str(&"    ".repeat(depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn block(&mut self, statements: usize, depth: usize) {
        let before = self.known.len();
        for statement in 0..statements {
            match (self.random.below(6), depth < 4 && statement + 1 < statements) {
                (0, true) => {
                    let condition = format!("{} < {}", self.expression(1), self.expression(1));
                    self.line(depth, &self.language.condition.replace('E', &condition));
                    self.inner(depth);
                }
                (1, true) => {
                    let variable = self.variable();
                    let times = (2 + self.random.below(40)).to_string();
                    self.line(depth, &self.language.repeat.replace('N', &times).replace('V', &variable));
                    self.inner(depth);
                }
                (2 | 3, _) if self.known.len() > 2 => {
                    let target = self.known[2 + self.random.below(self.known.len() - 2)].clone();
                    let value = self.expression(2);
                    self.line(depth, &self.language.assign.replace('E', &value).replace('V', &target));
                }
                _ => {
                    let value = self.expression(2);
                    let variable = self.variable();
                    self.line(depth, &self.language.declare.replace('E', &value).replace('V', &variable));
                    self.known.push(variable);
                }
            }
        }
        self.known.truncate(before.max(2));
    }

    fn inner(&mut self, depth: usize) {
        let statements = 1 + self.random.below(3);
        self.block(statements, depth + 1);
        if !self.language.end.is_empty() {
            self.line(depth, self.language.end);
        }
    }

    fn variable(&mut self) -> String {
        self.fresh += 1;
        format!("{}_{}", WORDS[self.random.below(WORDS.len())], self.fresh)
    }

    fn expression(&mut self, depth: usize) -> String {
        match self.random.below(if depth == 0 { 2 } else { 6 }) {
            0 => self.random.below(1_000).to_string(),
            1 => self.known[self.random.below(self.known.len())].clone(),
            _ => {
                let operator = ["+", "-", "*", "+"][self.random.below(4)];
                format!("({} {operator} {})", self.expression(depth - 1), self.expression(depth - 1))
            }
        }
    }
}
