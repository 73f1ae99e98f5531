//! A text as features look at it: its lines, its lexical tokens without comments, its comments, its names and their words.

use std::collections::BTreeSet;

use trommel_lang::{Language, LexemeKind, TokenKind, lexemes, tokens};

use super::tree::{self, Shape};

/// A tab is as wide as this many characters.
const TAB: usize = 4;

/// One text.
pub(super) struct Source<'a> {
    /// All lines, blank ones too.
    pub lines: Vec<Line>,
    /// The tokens, comments and documentation left out.
    pub code: Vec<Piece<'a>>,
    /// The comments, and literals that document (Python).
    pub comments: Vec<Comment<'a>>,
    /// Each name once, in alphabetical order: what the text names, keywords left out.
    pub names: Vec<&'a str>,
    /// The words of [`names`](Source::names), with repetitions.
    pub words: Vec<String>,
    /// What the tree says; none where the parser gave up.
    pub shape: Option<Shape>,
}

/// One line, its end not counted.
pub(super) struct Line {
    /// Characters of its indentation, tabs being [`TAB`].
    pub indent: usize,
    /// Characters behind it, blanks at the end left out.
    pub width: usize,
    /// Blanks among those.
    pub blanks: usize,
}

/// What a token of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Keyword,
    Name,
    Number,
    Text,
    Operator,
}

/// A token of code.
pub(super) struct Piece<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// The line it starts on, from 0.
    pub line: usize,
    /// There is white space, or an end of the text, on both sides.
    pub spaced: bool,
}

/// A comment.
pub(super) struct Comment<'a> {
    pub text: &'a str,
    /// How many lines it is on.
    pub lines: usize,
    /// It documents: it stands before all code, or is a Python docstring.
    pub documents: bool,
}

impl<'a> Source<'a> {
    /// `text` from byte `skip` on; what is before it only helps the lexer. Takes time proportional to the text, sorting apart.
    pub fn new(language: Language, text: &'a str, skip: usize) -> Self {
        let (code, comments) = pieces(language, text, skip);
        let names: BTreeSet<&str> = code.iter().filter(|piece| piece.kind == Kind::Name).map(|it| it.text).collect();
        let words = names.iter().flat_map(|name| words(name)).collect();
        let lines = text[skip..].lines().map(line).collect();
        Source {
            lines,
            code,
            comments,
            names: names.into_iter().collect(),
            words,
            shape: tree::shape(language, &text[skip..]),
        }
    }

    /// The tokens of each line that has some.
    pub fn code_lines(&self) -> impl Iterator<Item = &[Piece<'a>]> {
        self.code.chunk_by(|a, b| a.line == b.line)
    }

    /// How many lines have code.
    pub fn code_line_count(&self) -> usize {
        self.code_lines().count()
    }

    /// Lines that are not blank.
    pub fn full_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.width > 0)
    }

    /// How many tokens satisfy.
    pub fn count(&self, wanted: impl Fn(&Piece<'a>) -> bool) -> usize {
        self.code.iter().filter(|piece| wanted(piece)).count()
    }
}

impl Piece<'_> {
    /// It is one of these operators or punctuation marks.
    pub fn is(&self, operators: &[&str]) -> bool {
        self.kind == Kind::Operator && operators.contains(&self.text)
    }
}

/// The words of a name, in lower case: `parseHTTPHeader_2` has parse, http and header.
pub(super) fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next_is_lower = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| before.is_lowercase() || (before.is_uppercase() && next_is_lower));
        if (begins || !letter.is_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphabetic() {
            word.extend(letter.to_lowercase());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

fn line(line: &str) -> Line {
    let body = line.trim_start();
    let indent = line[..line.len() - body.len()].chars().map(|blank| if blank == '\t' { TAB } else { 1 }).sum();
    let body = body.trim_end();
    let blanks = body.chars().filter(|letter| letter.is_whitespace()).count();
    Line { indent, width: body.chars().count(), blanks }
}

fn pieces(language: Language, text: &str, skip: usize) -> (Vec<Piece<'_>>, Vec<Comment<'_>>) {
    let mut keywords = Vec::new();
    lexemes(Some(language), text, |lexeme| {
        if lexeme.kind == LexemeKind::Keyword {
            keywords.push(lexeme.start);
        }
    });
    let mut keywords = keywords.into_iter().peekable();
    let (mut code, mut comments) = (Vec::<Piece>::new(), Vec::new());
    let (mut line, mut at) = (0, skip);
    for token in tokens(Some(language), text) {
        let start = token.bytes.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + token.bytes.len();
        let is_keyword = keywords.next_if_eq(&start).is_some();
        if start < skip {
            continue;
        }
        line += newlines(&text[at..start]);
        at = start;
        let word = &text[start..end];
        let is_docstring = language == Language::Python && documents(word, code.last(), line);
        if token.kind == TokenKind::Comment || is_docstring {
            comments.push(Comment {
                text: word,
                lines: newlines(word) + 1,
                documents: code.is_empty() || is_docstring,
            });
            continue;
        }
        let kind = match token.kind {
            TokenKind::Identifier if is_keyword => Kind::Keyword,
            TokenKind::Identifier | TokenKind::Comment => Kind::Name,
            TokenKind::Number => Kind::Number,
            TokenKind::String => Kind::Text,
            TokenKind::Operator => Kind::Operator,
        };
        let spaced = text[..start].chars().next_back().is_none_or(char::is_whitespace)
            && text[end..].chars().next().is_none_or(char::is_whitespace);
        code.push(Piece { kind, text: word, line, spaced });
    }
    (code, comments)
}

/// A literal in three quotes that starts a line behind a colon, or the text: Python's documentation.
fn documents(word: &str, last: Option<&Piece>, line: usize) -> bool {
    let unprefixed = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    (unprefixed.starts_with("\"\"\"") || unprefixed.starts_with("'''"))
        && last.is_none_or(|last| last.is(&[":"]) && last.line < line)
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        for (name, want) in [
            ("parseHTTPHeader_2", &["parse", "http", "header"][..]),
            ("MAX_LINE", &["max", "line"]),
            ("x1y", &["x", "y"]),
            ("_", &[]),
            ("größteZahl", &["größte", "zahl"]),
        ] {
            assert_eq!(words(name), want, "{name}");
        }
    }

    #[test]
    fn lines_tokens_and_comments() {
        let text = "# note\ndef f(a):\n    \"\"\"Doc\n    two\"\"\"\n\n\treturn a +1\n";
        let source = Source::new(Language::Python, text, 0);
        let code: Vec<(&str, usize)> = source.code.iter().map(|piece| (piece.text, piece.line)).collect();
        let first = [("def", 1), ("f", 1), ("(", 1), ("a", 1), (")", 1), (":", 1)];
        assert_eq!(code[..6], first);
        assert_eq!(code[6..], [("return", 5), ("a", 5), ("+", 5), ("1", 5)]);
        assert_eq!(
            source.comments.iter().map(|it| (it.lines, it.documents)).collect::<Vec<_>>(),
            [(1, true), (2, true)]
        );
        assert_eq!(source.names, ["a", "f"]);
        assert_eq!((source.lines.len(), source.full_lines().count(), source.code_line_count()), (6, 5, 2));
        assert_eq!((source.lines[5].indent, source.lines[5].width, source.lines[5].blanks), (4, 11, 2));
    }
}
