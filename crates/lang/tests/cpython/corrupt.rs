//! Programs with one to three slips of the kind that people and programs make. The same seed gives the same slips.

use trommel_lang::{Language, TokenKind, tokens};

/// So many texts, each a corrupted copy of one of `texts`, in turn.
pub fn all(texts: &[String], count: usize) -> Vec<String> {
    let mut random = Random(0x7401_e3e1);
    texts
        .iter()
        .cycle()
        .take(count)
        .map(|text| {
            let mut text = text.clone();
            for _ in 0..1 + random.below(8) / 6 + random.below(12) / 11 {
                let slip = SLIPS[random.below(SLIPS.len())];
                text = slip(&text, &mut random);
            }
            text
        })
        .collect()
}

type Slip = fn(&str, &mut Random) -> String;

const SLIPS: &[Slip] = &[
    delete_token,
    delete_token,
    delete_token,
    double_token,
    swap_tokens,
    copy_token,
    replace_token,
    insert_word,
    insert_word,
    replace_word,
    delete_mark,
    delete_mark,
    change_bracket,
    delete_character,
    insert_character,
    change_indentation,
    change_indentation,
    tab_indentation,
    delete_line,
    double_line,
    join_lines,
    split_line,
    swap_lines,
    truncate,
    truncate_line,
];

/// What is put in places where it does not belong, or does.
const WORDS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    "==",
    ":=",
    "->",
    "*",
    "**",
    "@",
    "-",
    "not ",
    "in ",
    "is ",
    "if ",
    "else ",
    "for ",
    "lambda ",
    "lambda: ",
    "yield ",
    "await ",
    "async ",
    "return ",
    "return\n",
    "break\n",
    "pass",
    "None",
    "True",
    "print ",
    "del ",
    "global x\n",
    "nonlocal x\n",
    "import ",
    "from ",
    "as ",
    "with ",
    "try:",
    "except:",
    "finally:",
    "class ",
    "def ",
    "0777",
    "1_000",
    "0x",
    "1e",
    "12abc",
    "''",
    "'",
    "\"",
    "'''",
    "b'x'",
    "f'{x}'",
    "f'{x'",
    "f'{'",
    "f'{x!z}'",
    "'\\x4'",
    "'\\N{BULLET}'",
    "'\\u12'",
    "`",
    "$",
    "?",
    "!",
    "<>",
    ";",
    "\\",
    "\\\n",
    "#",
    "é",
    "“",
    "*a",
    "**k",
    "*a, *b",
    "a=1",
    "...",
    "match x:",
    "case _:",
    "type ",
    "raise ",
    "assert ",
    "self",
    "__debug__",
    "+=",
    "\t",
];

fn delete_token(text: &str, random: &mut Random) -> String {
    let (start, end) = token(text, random);
    format!("{}{}", &text[..start], &text[end..])
}

fn double_token(text: &str, random: &mut Random) -> String {
    let (start, end) = token(text, random);
    format!("{} {}", &text[..end], &text[start..])
}

fn swap_tokens(text: &str, random: &mut Random) -> String {
    let all = places(text);
    if all.len() < 2 {
        return text.to_owned();
    }
    let first = random.below(all.len() - 1);
    let ((a, b), (c, d)) = (all[first], all[first + 1]);
    format!("{}{}{}{}{}", &text[..a], &text[c..d], &text[b..c], &text[a..b], &text[d..])
}

fn copy_token(text: &str, random: &mut Random) -> String {
    let ((start, end), (_, to)) = (token(text, random), token(text, random));
    format!("{} {} {}", &text[..to], &text[start..end], &text[to..])
}

fn replace_token(text: &str, random: &mut Random) -> String {
    let ((start, end), (a, b)) = (token(text, random), token(text, random));
    format!("{}{}{}", &text[..start], &text[a..b], &text[end..])
}

fn insert_word(text: &str, random: &mut Random) -> String {
    let (_, at) = token(text, random);
    let space = ["", " "][random.below(2)];
    format!("{}{space}{}{space}{}", &text[..at], WORDS[random.below(WORDS.len())], &text[at..])
}

fn replace_word(text: &str, random: &mut Random) -> String {
    let (start, end) = token(text, random);
    format!("{}{}{}", &text[..start], WORDS[random.below(WORDS.len())], &text[end..])
}

/// A colon, comma, bracket, quote or operator goes missing.
fn delete_mark(text: &str, random: &mut Random) -> String {
    let marks: Vec<usize> = text.match_indices(|c: char| ":,()[]{}'\"=.".contains(c)).map(|(at, _)| at).collect();
    if marks.is_empty() {
        return text.to_owned();
    }
    let at = marks[random.below(marks.len())];
    format!("{}{}", &text[..at], &text[at + 1..])
}

fn change_bracket(text: &str, random: &mut Random) -> String {
    let marks: Vec<usize> = text.match_indices(|c: char| "()[]{}".contains(c)).map(|(at, _)| at).collect();
    if marks.is_empty() {
        return text.to_owned();
    }
    let at = marks[random.below(marks.len())];
    format!("{}{}{}", &text[..at], ["(", ")", "[", "]", "{", "}"][random.below(6)], &text[at + 1..])
}

fn delete_character(text: &str, random: &mut Random) -> String {
    let at = random.below(text.chars().count().max(1));
    text.chars().enumerate().filter(|(index, _)| *index != at).map(|(_, c)| c).collect()
}

fn insert_character(text: &str, random: &mut Random) -> String {
    let at = random.below(text.chars().count() + 1);
    let what: Vec<char> = " \t\n'\"()[]{}:;,.=+-*/\\#@!$%^&~`|<>?0aeé_".chars().collect();
    let mut chars: Vec<char> = text.chars().collect();
    chars.insert(at, what[random.below(what.len())]);
    chars.into_iter().collect()
}

fn change_indentation(text: &str, random: &mut Random) -> String {
    by_lines(text, random, |lines, at, random| {
        lines[at] = match random.below(5) {
            0 => format!(" {}", lines[at]),
            1 => format!("    {}", lines[at]),
            2 => lines[at].strip_prefix([' ', '\t']).unwrap_or(&lines[at]).to_owned(),
            3 => lines[at].trim_start().to_owned(),
            _ => format!("\t{}", lines[at]),
        }
    })
}

fn tab_indentation(text: &str, random: &mut Random) -> String {
    by_lines(text, random, |lines, at, random| {
        lines[at] = match random.below(2) {
            0 => lines[at].replacen('\t', "        ", 1),
            _ => lines[at].replacen("        ", "\t", 1).replacen("    ", "\t", 1),
        }
    })
}

fn delete_line(text: &str, random: &mut Random) -> String {
    by_lines(text, random, |lines, at, _| {
        lines.remove(at);
    })
}

fn double_line(text: &str, random: &mut Random) -> String {
    by_lines(text, random, |lines, at, _| lines.insert(at, lines[at].clone()))
}

fn join_lines(text: &str, random: &mut Random) -> String {
    by_lines(text, random, |lines, at, random| {
        if at + 1 < lines.len() {
            let next = lines.remove(at + 1);
            lines[at] += [next.as_str(), next.trim_start()][random.below(2)];
        }
    })
}

fn split_line(text: &str, random: &mut Random) -> String {
    let (_, at) = token(text, random);
    format!("{}\n{}", &text[..at], &text[at..])
}

fn swap_lines(text: &str, random: &mut Random) -> String {
    by_lines(text, random, |lines, at, random| {
        let other = random.below(lines.len());
        lines.swap(at, other);
    })
}

fn truncate(text: &str, random: &mut Random) -> String {
    let keep = random.below(text.chars().count() + 1);
    text.chars().take(keep).collect()
}

fn truncate_line(text: &str, random: &mut Random) -> String {
    by_lines(text, random, |lines, at, random| {
        let keep = random.below(lines[at].chars().count() + 1);
        lines[at] = lines[at].chars().take(keep).collect();
    })
}

fn by_lines(text: &str, random: &mut Random, change: fn(&mut Vec<String>, usize, &mut Random)) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let at = random.below(lines.len());
    change(&mut lines, at, random);
    lines.join("\n")
}

/// Where the tokens are, comments left out; the parts of a string, its quotes among them, by chance count as tokens.
fn places(text: &str) -> Vec<(usize, usize)> {
    let start = |bytes: &[u8]| bytes.as_ptr() as usize - text.as_ptr() as usize;
    tokens(Some(Language::Python), text)
        .filter(|token| token.kind != TokenKind::Comment)
        .map(|token| (start(token.bytes), start(token.bytes) + token.bytes.len()))
        .collect()
}

fn token(text: &str, random: &mut Random) -> (usize, usize) {
    let all = places(text);
    if all.is_empty() { (0, 0) } else { all[random.below(all.len())] }
}

/// Xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit.max(1)
    }
}
