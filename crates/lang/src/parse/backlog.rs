//! Texts that tree-sitter must not be given.
//!
//! Its error recovery takes time that grows with the square of the operators that it holds open: 8 kB of `-<-<-<…` take 4
//! seconds as C, 80 kB of `a<b<a<b<…` take 72 seconds and 24 GB as Java (tree-sitter 0.27.1, measured). The work is done between two
//! progress callbacks, of which these texts need no more than others, so a budget of callbacks alone does not end it.
//!
//! The measure is lexical. An operator without an operand of its own adds to the backlog, an operand takes from it; a `<` that
//! no `>` answers counts until the statement ends. Of 45,000 files of nine languages the largest backlog was 467.

use crate::{Language, TokenKind, tokens};

/// The largest backlog that is parsed.
pub(super) const LIMIT: u32 = 1_000;

/// Whether the backlog of a text exceeds [`LIMIT`] anywhere.
pub(super) fn exceeds_limit(language: Language, text: &str) -> bool {
    // Each operator takes a byte.
    if text.len() <= LIMIT as usize {
        return false;
    }
    let (mut operators, mut angles) = (0_u32, 0_u32);
    tokens(Some(language), text).any(|token| {
        match (token.kind, token.bytes) {
            (TokenKind::Comment, _) => {}
            (TokenKind::Operator, b"(" | b")" | b"[" | b"]" | b"," | b"$" | b"#" | b"@") => {}
            (TokenKind::Operator, b";" | b"{" | b"}") => angles = 0,
            (TokenKind::Operator, bytes) => {
                operators += 1;
                match bytes {
                    b"<" => angles += 1,
                    b">" => angles = angles.saturating_sub(1),
                    b">>" => angles = angles.saturating_sub(2),
                    _ => {}
                }
            }
            (TokenKind::Identifier | TokenKind::Number | TokenKind::String, _) => {
                operators = operators.saturating_sub(1)
            }
        }
        operators.max(angles) > LIMIT
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, piece: &str, want: bool) {
        assert_eq!(exceeds_limit(language, &piece.repeat(100_000 / piece.len())), want, "{language}: {piece}");
    }

    #[test]
    fn what_takes_the_parser_forever() {
        for (language, piece) in [
            (Language::C, "-<"),
            (Language::C, "?*"),
            (Language::Cpp, "a<"),
            (Language::Java, "a<b<"),
            (Language::JavaScript, "!&!* "),
            (Language::JavaScript, "[}?>1"),
            (Language::TypeScript, "&--"),
            (Language::Python, ";=not =;"),
            (Language::Ruby, ">|1:!"),
            (Language::Rust, "!dyn |)"),
            (Language::CSharp, "a<"),
            (Language::Php, "<?php -!"),
        ] {
            check(language, piece, true);
        }
    }

    #[test]
    fn what_real_tables_and_macros_look_like() {
        for (language, piece) in [
            (Language::C, "{ { 1, -2 }, { ~3, !4 } },\n"),
            (Language::Python, "((((1,),),),),\n"),
            (Language::Rust, "$(#[$m])* $v $($t),* @ $x;\n"),
            (Language::Cpp, "std::map<std::vector<std::pair<int, int>>> a; b << c << d;\n"),
            (Language::JavaScript, "!function(){a=!b,c=-d&&e}();"),
        ] {
            check(language, piece, false);
        }
    }
}
