//! Kinds of token.

use Kind::*;

/// A piece of the text. Marks of lines and blocks are empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: u32,
    pub end: u32,
}

/// What a token is. Keywords and operators each have their own kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Name,
    Number,
    Text,
    Bytes,
    /// `f"`. Between this and its end there are only the replacement fields, not the text.
    FStringStart,
    FStringEnd,
    Newline,
    Indent,
    Dedent,
    End,

    And,
    As,
    Assert,
    Async,
    Await,
    Break,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    /// Of Python 2.
    Exec,
    False,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Is,
    Lambda,
    None,
    Nonlocal,
    Not,
    Or,
    Pass,
    /// Of Python 2.
    Print,
    Raise,
    Return,
    True,
    Try,
    While,
    With,
    Yield,

    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Comma,
    Colon,
    Semicolon,
    Dot,
    Ellipsis,
    Assign,
    /// `+=` and the like.
    AugmentedAssign,
    Walrus,
    Arrow,
    At,
    Star,
    DoubleStar,
    Plus,
    Minus,
    Slash,
    DoubleSlash,
    Percent,
    Bar,
    Caret,
    Ampersand,
    Tilde,
    LeftShift,
    RightShift,
    Less,
    Greater,
    LessEqual,
    GreaterEqual,
    Equal,
    NotEqual,
    /// `!` before the conversion in a replacement field.
    Exclamation,
    /// Of Python 2.
    Backtick,
}

impl Kind {
    /// Whether an expression, a starred one included, can start with it.
    pub fn starts_expression(self) -> bool {
        matches!(
            self,
            Name | Number
                | Text
                | Bytes
                | FStringStart
                | Await
                | False
                | Lambda
                | None
                | Not
                | True
                | LeftParen
                | LeftBracket
                | LeftBrace
                | Ellipsis
                | Star
                | Plus
                | Minus
                | Tilde
                | Backtick
        )
    }

    /// How tightly a binary operator of arithmetic binds, from 1 on.
    pub fn precedence(self) -> Option<u8> {
        Some(match self {
            Bar => 1,
            Caret => 2,
            Ampersand => 3,
            LeftShift | RightShift => 4,
            Plus | Minus => 5,
            Star | Slash | DoubleSlash | Percent | At => 6,
            _ => return Option::None,
        })
    }
}

/// The keyword that a word is, in either version.
pub(super) fn keyword(word: &[u8]) -> Option<Kind> {
    Some(match word {
        b"and" => And,
        b"as" => As,
        b"assert" => Assert,
        b"break" => Break,
        b"class" => Class,
        b"continue" => Continue,
        b"def" => Def,
        b"del" => Del,
        b"elif" => Elif,
        b"else" => Else,
        b"except" => Except,
        b"finally" => Finally,
        b"for" => For,
        b"from" => From,
        b"global" => Global,
        b"if" => If,
        b"import" => Import,
        b"in" => In,
        b"is" => Is,
        b"lambda" => Lambda,
        b"None" => None,
        b"not" => Not,
        b"or" => Or,
        b"pass" => Pass,
        b"raise" => Raise,
        b"return" => Return,
        b"try" => Try,
        b"while" => While,
        b"with" => With,
        b"yield" => Yield,
        _ => return Option::None,
    })
}

/// Those that only Python 3 has.
pub(super) fn keyword3(word: &[u8]) -> Option<Kind> {
    Some(match word {
        b"async" => Async,
        b"await" => Await,
        b"False" => False,
        b"nonlocal" => Nonlocal,
        b"True" => True,
        _ => return Option::None,
    })
}

/// Those that only Python 2 has.
pub(super) fn keyword2(word: &[u8]) -> Option<Kind> {
    Some(match word {
        b"exec" => Exec,
        b"print" => Print,
        _ => return Option::None,
    })
}
