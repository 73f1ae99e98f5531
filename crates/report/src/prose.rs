//! Sentences of a report: text between backticks is code.

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Words.
    Plain(&'a str),
    /// Letter by letter.
    Code(&'a str),
}

/// The pieces of a sentence; a backtick without its fellow is a letter like others.
pub fn spans(text: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, then)) = after.split_once('`').filter(|(code, _)| !code.trim().is_empty()) else { break };
        spans.extend((!before.is_empty()).then_some(Span::Plain(before)));
        spans.push(Span::Code(code));
        rest = then;
    }
    spans.extend((!rest.is_empty()).then_some(Span::Plain(rest)));
    spans
}

#[cfg(test)]
mod tests {
    use super::{Span::*, spans};

    #[test]
    fn code_is_between_two_backticks() {
        assert_eq!(spans("a `b` c"), [Plain("a "), Code("b"), Plain(" c")]);
        assert_eq!(spans("`b`"), [Code("b")]);
        assert_eq!(spans("a ` b"), [Plain("a ` b")]);
        assert_eq!(spans("a `` b"), [Plain("a `` b")]);
        assert_eq!(spans(""), []);
    }
}
