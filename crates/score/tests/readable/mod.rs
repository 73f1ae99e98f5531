//! Real functions, and the same ones made worse.

use serde_json::Value;
use trommel_lang::{Language, Renaming, Token, TokenKind, functions, parse, rename, tokens};

/// At most so many documents of a file.
const DOCUMENTS: usize = 300;

/// Functions without their documentation, each with the document it is in and its place there: `(text, (document, place))`.
pub fn real_functions(
    language: Language,
    read: impl Fn(&str) -> Option<String>,
) -> Option<Vec<(String, (String, usize))>> {
    let mut documents = Vec::new();
    for (file, fields) in files(language) {
        let rows = read(file)?;
        let step = (rows.lines().count() / DOCUMENTS).max(1);
        for row in rows.lines().step_by(step) {
            let row: Value = serde_json::from_str(row).unwrap();
            documents.push(fields.iter().map(|field| row[field].as_str().unwrap()).collect::<String>());
        }
    }
    let of_document = |document: String| {
        let parsed = parse(language, &document).ok().filter(|parsed| parsed.validity().parses);
        let found = parsed.map(|parsed| functions(&parsed, &document)).unwrap_or_default();
        let texts: Vec<String> = found.iter().map(|function| function.code(&document)).collect();
        texts.into_iter().enumerate().map(move |(place, text)| (text, (document.clone(), place)))
    };
    // Shorter ones have little that could be better or worse.
    Some(documents.into_iter().flat_map(of_document).filter(|(text, _)| text.lines().count() >= 3).collect())
}

fn files(language: Language) -> &'static [(&'static str, &'static [&'static str])] {
    const WHOLE: &[&str] = &["prompt", "canonical_solution"];
    match language {
        Language::Python => &[("functions/edinburgh_code_docstring_python.jsonl.gz", &["code"])],
        Language::Java => {
            &[("benchmarks/humaneval-x-java.jsonl.gz", WHOLE), ("repair/quixbugs.jsonl", &["correct_java"])]
        }
        Language::JavaScript => &[("benchmarks/humaneval-x-js.jsonl.gz", WHOLE)],
        Language::Go => &[("benchmarks/humaneval-x-go.jsonl.gz", WHOLE)],
        Language::Cpp => {
            &[("benchmarks/humaneval-x-cpp.jsonl.gz", WHOLE), ("clones/poj104_codexglue_50each.jsonl.gz", &["code"])]
        }
        _ => &[],
    }
}

/// The function, and the same one with names that say nothing; none where nothing in it is renamed.
pub fn renamed(language: Language, (text, (document, place)): (String, (String, usize))) -> Option<(String, String)> {
    let parsed = parse(language, &document).ok()?;
    let renamed = rename(&parsed, &document, Renaming::Anonymous, "");
    let (new, parsed) = (renamed.text?, renamed.parse?);
    let worse = functions(&parsed, &new).get(place)?.code(&new);
    (worse != text).then_some((text, worse))
}

/// A text with names such as `var_0` and `func_3`, with two letters that are no word for them.
pub fn in_letters(language: Language, text: &str) -> String {
    let mut out = String::new();
    let mut end = 0;
    for token in tokens(Some(language), text).filter(|token| token.kind == TokenKind::Identifier) {
        let start = token.bytes.as_ptr() as usize - text.as_ptr() as usize;
        let word = std::str::from_utf8(token.bytes).unwrap();
        let number = ["var_", "func_", "class_"].iter().find_map(|kind| word.strip_prefix(kind)?.parse::<usize>().ok());
        if let Some(number) = number {
            out.push_str(&text[end..start]);
            out.extend([b"qxzkvjwbpg"[number % 10], b"kzxqjgvfbdnt"[number / 10 % 12]].map(char::from));
            end = start + word.len();
        }
    }
    out + &text[end..]
}

/// The function on as few lines, with as few blanks as its language allows, comments left out; none where that does not parse.
pub fn minified(language: Language, text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut last, mut end, mut inside) = (None::<Token>, 0, 0_usize);
    let mut indents = vec![0];
    for token in tokens(Some(language), text).filter(|token| token.kind != TokenKind::Comment) {
        let start = token.bytes.as_ptr() as usize - text.as_ptr() as usize;
        let word = std::str::from_utf8(token.bytes).unwrap();
        let between = &text[end..start];
        let new_line = between.contains('\n');
        match last {
            Some(last) if new_line && language == Language::Python && inside == 0 && last.bytes != b"\\" => {
                let indent = text[..start].lines().last().unwrap_or("").len();
                while indents.last().is_some_and(|known| *known > indent) {
                    indents.pop();
                }
                if indents.last() != Some(&indent) {
                    indents.push(indent);
                }
                out.push('\n');
                out.push_str(&" ".repeat(indents.len() - 1));
            }
            Some(last) if new_line && ends_statement(language, &last, word, inside) => out.push(';'),
            Some(last) if must_part(&last, &token, between) => out.push(' '),
            _ => {}
        }
        out.push_str(word);
        inside += usize::from(matches!(word, "(" | "["));
        inside = inside.saturating_sub(usize::from(matches!(word, ")" | "]")));
        (last, end) = (Some(token), start + word.len());
    }
    let wrapped = match language {
        Language::Java => format!("class A {{{out}}}"),
        _ => out.clone(),
    };
    parse(language, &wrapped).ok().filter(|parsed| parsed.validity().parses).map(|_| out)
}

/// Where a line end stands for a semicolon.
fn ends_statement(language: Language, last: &Token, next: &str, inside: usize) -> bool {
    let ends = last.kind != TokenKind::Operator || matches!(last.bytes, b")" | b"]" | b"}" | b"++" | b"--");
    let goes_on =
        next.starts_with(['.', '}', ')', ']', ',', '{', '?', ':', '+', '-', '*', '&', '|', '=']) || next == "else";
    match language {
        Language::Go => ends && !matches!(next, "}" | ")" | "]"),
        Language::JavaScript => ends && !goes_on && inside == 0 && last.bytes != b"else",
        _ => false,
    }
}

fn must_part(last: &Token, next: &Token, between: &str) -> bool {
    let is_word = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || *byte >= 128)
    };
    let (before, after) = (last.bytes.last(), next.bytes.first());
    let operators = last.kind == TokenKind::Operator && next.kind == TokenKind::Operator;
    let bracket = |byte: Option<&u8>| byte.is_some_and(|byte| b"()[]{},;".contains(byte));
    (is_word(before) && is_word(after)) || (operators && !between.is_empty() && !bracket(before) && !bracket(after))
}
