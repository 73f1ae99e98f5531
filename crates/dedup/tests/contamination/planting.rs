//! Functions put into files, as somebody who copies them might change them.

use std::collections::BTreeSet;

use trommel_lang::{Language, LexemeKind, lexemes};

/// Files that something can be put into.
pub struct Hosts<'a>(Vec<(&'a str, usize)>);

impl<'a> Hosts<'a> {
    /// Those that are not small or giant, and have some functions or classes at the top level.
    pub fn new(texts: impl Iterator<Item = &'a str>) -> Self {
        let fits = |text: &&str| (4_000..200_000).contains(&text.len());
        let hosts = texts.filter(fits).filter_map(|text| {
            let places = places(text);
            (places.len() >= 3).then(|| (text, places[places.len() / 2]))
        });
        Hosts(hosts.collect())
    }

    /// The text in the middle of one of the hosts, before a function or class; alone if there are none.
    pub fn plant(&self, number: usize, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        let (host, place) = self.0[number * 7919 % self.0.len()];
        format!("{}{text}\n\n\n{}", &host[..place], &host[place..])
    }
}

/// Where `def` and `class` stand at the start of a line, not in a literal.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    lexemes(Some(Language::Python), text, |lexeme| {
        let starts_line = text[..lexeme.start].ends_with('\n');
        if lexeme.kind == LexemeKind::Keyword && matches!(lexeme.bytes, b"def" | b"class") && starts_line {
            places.push(lexeme.start);
        }
    });
    places
}

/// With a statement more, in the middle of its last function.
pub fn interrupted(function: &str) -> String {
    let mut lines: Vec<&str> = function.lines().collect();
    let head = lines.iter().rposition(|line| line.starts_with("def ")).unwrap_or(0);
    let at = (head + lines.len()).div_ceil(2).min(lines.len() - 1);
    let indent = &lines[at][..lines[at].len() - lines[at].trim_start().len()];
    let statement = format!("{indent}print(locals())");
    lines.insert(at, &statement);
    lines.join("\n")
}

/// Without the documentation of its last function.
pub fn undocumented(function: &str) -> String {
    let head = function.rfind("\ndef ").map_or(0, |at| at + 1);
    let opening =
        ["\"\"\"", "'''"].iter().filter_map(|quotes| Some((head + function[head..].find(quotes)?, quotes))).min();
    let Some((open, quotes)) = opening else { return function.to_owned() };
    let close = function[open + 3..].find(*quotes).map_or(function.len(), |at| open + 3 + at + 3);
    format!("{}{}", &function[..open], &function[close..])
}

/// The same program with every name that it defines replaced by another: functions, parameters, variables.
pub fn renamed(program: &str) -> String {
    let mut tokens: Vec<(LexemeKind, &str, usize)> = Vec::new();
    lexemes(Some(Language::Python), program, |lexeme| {
        if lexeme.kind != LexemeKind::Word {
            tokens.push((lexeme.kind, &program[lexeme.start..lexeme.end], lexeme.start));
        }
    });
    let defined = defined(&tokens);
    let mut result = String::new();
    let mut copied = 0;
    for (kind, text, start) in &tokens {
        if *kind == LexemeKind::Name
            && let Some(number) = defined.iter().position(|name| name == text)
        {
            result.push_str(&program[copied..*start]);
            result.push_str(&format!("{}_{number}", ["item", "value", "data", "temp", "my"][number % 5]));
            copied = start + text.len();
        }
    }
    result + &program[copied..]
}

/// Names after `def`, in the head of a function, before `in` in loops, after `lambda` and `as`, and before an assignment.
fn defined<'a>(tokens: &[(LexemeKind, &'a str, usize)]) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    let mut in_head = false;
    let mut binding = false;
    let mut depth = 0_i32;
    for (at, (kind, text, _)) in tokens.iter().enumerate() {
        match (*kind, *text) {
            (LexemeKind::Keyword, "def") => (in_head, depth) = (true, 0),
            (LexemeKind::Keyword, "for" | "lambda" | "as") => binding = true,
            (LexemeKind::Keyword, "in") => binding = false,
            (LexemeKind::Operator, "(" | "[" | "{") => depth += 1,
            (LexemeKind::Operator, ")" | "]" | "}") => depth -= 1,
            (LexemeKind::Operator, ":") if binding || in_head && depth == 0 => (binding, in_head) = (false, false),
            (LexemeKind::Name, name) => {
                let before = at.checked_sub(1).map_or("", |before| tokens[before].1);
                let after = tokens.get(at + 1).map_or("", |after| after.1);
                let in_call = !in_head && depth > 0;
                let parameter = in_head && depth == 1 && matches!(before, "(" | "," | "*" | "**");
                let assigned = !in_call && matches!(after, "=" | "+=" | "-=" | "*=" | "/=" | "//=" | "%=");
                let unpacked = !in_call && !in_head && after == "," && depth == 0;
                if before == "def" || parameter || assigned || unpacked || binding {
                    names.insert(name);
                }
            }
            _ => {}
        }
    }
    names
}
