//! Classes of characters as the Python packages see them.

use std::sync::LazyLock;

use regex::Regex;

/// The general category of a character, as far as tokenizers ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// L: letters.
    Letter,
    /// N: numbers of all kinds.
    Number,
    /// P: punctuation.
    Punctuation,
    /// S: symbols.
    Symbol,
    /// Everything else.
    Other,
}

/// One pattern with a group a class: the table of Unicode that comes with `regex` is the only one.
static CLASSES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(\p{L})|(\p{N})|(\p{P})|(\p{S}))").unwrap_or_else(|error| unreachable!("{error}"))
});

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Number,
        '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~' => Class::Symbol,
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => Class::Punctuation,
        '\0'..='\x7f' => Class::Other,
        _ => {
            let mut buffer = [0; 4];
            let Some(found) = CLASSES.captures(c.encode_utf8(&mut buffer)) else { return Class::Other };
            let of = [Class::Letter, Class::Number, Class::Punctuation, Class::Symbol];
            (1..).zip(of).find(|(group, _)| found.get(*group).is_some()).map_or(Class::Other, |(_, class)| class)
        }
    }
}

/// What `str.split()` of Python splits at: Unicode's white space and the four separators of ASCII.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_agrees_with_the_table() {
        for c in (0..=127u8).map(char::from) {
            let mut buffer = [0; 4];
            let found = CLASSES.captures(c.encode_utf8(&mut buffer));
            let group = found.and_then(|found| (1..5).find(|group| found.get(*group).is_some()));
            let wanted = match class(c) {
                Class::Letter => Some(1),
                Class::Number => Some(2),
                Class::Punctuation => Some(3),
                Class::Symbol => Some(4),
                Class::Other => None,
            };
            assert_eq!(group, wanted, "{c:?}");
        }
        assert_eq!(
            (class('é'), class('٣'), class('«'), class('€')),
            (Class::Letter, Class::Number, Class::Punctuation, Class::Symbol)
        );
    }
}
