//! A text made worse: the same program with names that say nothing, numbered or single letters, without white space, on one line, without indentation.
//!
//! Ratings of code that people wrote say little about these: nobody writes so. A regressor on ratings alone finds `var_0` short and a minified
//! text small, and likes both. So each rated text is held beside itself made worse, and the difference is to be a [margin](super::ridge::MARGIN).

use trommel_lang::{Language, Renaming, TokenKind, parse, rename, tokens};

use super::tree;

/// The text made worse in each way that its language allows; none of them the text itself.
pub(super) fn worse(language: Language, text: &str) -> Vec<String> {
    let lines_matter = matches!(language, Language::Python | Language::Ruby);
    let mut all: Vec<String> = Vec::new();
    if let Some(numbered) = anonymous(language, text) {
        all.push(in_letters(language, &numbered));
        all.push(numbered);
    }
    all.push(packed(language, text, false));
    if !lines_matter {
        all.push(packed(language, text, true));
        all.push(text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n"));
    }
    all.retain(|worse| worse != text);
    all
}

/// With `var_0`, `var_1`, … for the names that it defines; none where it does not parse, alone or within a class or function.
fn anonymous(language: Language, text: &str) -> Option<String> {
    tree::wrappings(language).iter().find_map(|(before, after)| {
        let wrapped = format!("{before}{text}{after}");
        let parsed = parse(language, &wrapped).ok().filter(|parsed| parsed.validity().parses)?;
        let renamed = rename(&parsed, &wrapped, Renaming::Anonymous, "").text?;
        // What is put around may be renamed too, but keeps its lines.
        let inner = renamed.splitn(before.matches('\n').count() + 1, '\n').last()?;
        Some(inner.get(..inner.len() - after.len())?.to_owned())
    })
}

/// With `a`, `b`, … for `var_0`, `var_1`, …
fn in_letters(language: Language, numbered: &str) -> String {
    let mut out = String::with_capacity(numbered.len());
    let mut end = 0;
    for token in tokens(Some(language), numbered).filter(|token| token.kind == TokenKind::Identifier) {
        let start = token.bytes.as_ptr() as usize - numbered.as_ptr() as usize;
        let word = &numbered[start..start + token.bytes.len()];
        let number = ["var_", "func_", "class_"].iter().find_map(|kind| word.strip_prefix(kind)?.parse::<usize>().ok());
        if let Some(number) = number {
            out.push_str(&numbered[end..start]);
            out.push(char::from(b'a' + (number % 26) as u8));
            end = start + word.len();
        }
    }
    out + &numbered[end..]
}

/// Without comments, blank lines and blanks that can be spared; indented by one column a level, or all on one line.
fn packed(language: Language, text: &str, on_one_line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut end, mut last) = (0, TokenKind::Operator);
    let mut levels: Vec<usize> = Vec::new();
    for token in tokens(Some(language), text).filter(|token| token.kind != TokenKind::Comment) {
        let start = token.bytes.as_ptr() as usize - text.as_ptr() as usize;
        let word = &text[start..start + token.bytes.len()];
        let is_word = |kind| matches!(kind, TokenKind::Identifier | TokenKind::Number);
        let indent = || text[..start].rsplit('\n').next().unwrap_or("").chars().count();
        if levels.is_empty() && !on_one_line {
            levels.push(indent());
        } else if text[end..start].contains('\n') && !on_one_line {
            let indent = indent();
            while levels.last().is_some_and(|level| *level >= indent) {
                levels.pop();
            }
            out.push('\n');
            out.push_str(&" ".repeat(levels.len()));
            levels.push(indent);
        } else if is_word(last) && is_word(token.kind) {
            out.push(' ');
        }
        out.push_str(word);
        (end, last) = (start + word.len(), token.kind);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_being_worse() {
        let text = "// Adds.\npublic Sum(int first, int second) {\n    int total = first + second; // here\n\n    return total;\n}";
        let got = worse(Language::Java, text);
        let want = [
            "// Adds.\npublic Sum(int a, int b) {\n    int c = a + b; // here\n\n    return c;\n}",
            "// Adds.\npublic Sum(int var_0, int var_1) {\n    int var_2 = var_0 + var_1; // here\n\n    return var_2;\n}",
            "public Sum(int first,int second){\n int total=first+second;\n return total;\n}",
            "public Sum(int first,int second){int total=first+second;return total;}",
            "// Adds.\npublic Sum(int first, int second) {\nint total = first + second; // here\n\nreturn total;\n}",
        ];
        assert_eq!(got, want);
        assert_eq!(
            worse(Language::Python, "def f():\n    return 1\n"),
            ["def a():\n    return 1\n", "def func_0():\n    return 1\n", "def f():\n return 1"]
        );
    }
}
