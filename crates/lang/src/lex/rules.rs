//! The lexical rules of each language, as data.

use super::classes::Classes;
use super::csharp;
use super::literal::Quoting;
use super::number::{Numbers, TrailingDot};
use super::operators::Operators;

/// Prefixes of literals have this many bytes at most.
pub(super) const LONGEST_PREFIX: usize = 3;

/// How one language is lexed.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(super) classes: Classes,
    pub(super) operators: Operators,
    pub(super) numbers: Numbers,
    /// `"…"`
    double: Quoting,
    /// `'…'`
    single: Quoting,
    /// `` `…` ``
    backtick: Quoting,
    /// How the literal is written that has this word before this quote or `#`, if the word is a prefix.
    pub(super) prefix: fn(&[u8], u8) -> Option<Quoting>,
    /// `//` and `/* */`
    pub(super) slash_comments: bool,
    /// `/* /* */ */` is one comment.
    pub(super) nested_comments: bool,
    /// A line comment goes on after a backslash at its end.
    pub(super) continued_comments: bool,
    /// `#`
    pub(super) hash_comments: bool,
    /// `#name` is a name.
    pub(super) hash_names: bool,
    /// `/…/` is a literal.
    pub(super) regex: bool,
    /// See `ruby.rs`.
    pub(super) ruby: bool,
    /// See `php.rs`.
    pub(super) php: bool,
}

impl Rules {
    pub(super) fn quoting(&self, quote: u8) -> Quoting {
        match quote {
            b'"' => self.double,
            b'\'' => self.single,
            b'`' => self.backtick,
            _ => Quoting::None,
        }
    }
}

const NUMBERS: Numbers =
    Numbers { leading_dot: true, trailing_dot: TrailingDot::Number, quote_separator: false, tuple_fields: false };

const NONE: Rules = Rules {
    classes: Classes::new(b"", b""),
    operators: Operators::new(&[], &[]),
    numbers: NUMBERS,
    double: Quoting::None,
    single: Quoting::None,
    backtick: Quoting::None,
    prefix: |_, _| None,
    slash_comments: false,
    nested_comments: false,
    continued_comments: false,
    hash_comments: false,
    hash_names: false,
    regex: false,
    ruby: false,
    php: false,
};

/// Text in no language known here.
pub(crate) static GENERIC: Rules = Rules { classes: Classes::new(b"\"", b""), double: Quoting::Closed, ..NONE };

pub(crate) static PYTHON: Rules = Rules {
    classes: Classes::new(b"\"'", b""),
    operators: Operators::new(
        &[
            b"**", b"//", b"->", b":=", b"==", b"!=", b"<=", b">=", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=", b"|=",
            b"^=", b"@=", b"<<", b">>", b"<>",
        ],
        &[b"**=", b"//=", b"<<=", b">>=", b"..."],
    ),
    double: Quoting::LineOrTriple,
    single: Quoting::LineOrTriple,
    prefix: |word, next| {
        let letters = |byte: &u8| matches!(byte.to_ascii_lowercase(), b'r' | b'b' | b'u' | b'f' | b't');
        (next != b'#' && word.len() <= 2 && word.iter().all(letters)).then_some(Quoting::LineOrTriple)
    },
    hash_comments: true,
    ..NONE
};

pub(crate) static JAVA: Rules = Rules {
    classes: Classes::new(b"\"'", b"$"),
    operators: Operators::new(
        &[
            b"->", b"::", b"++", b"--", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"+=", b"-=", b"*=", b"/=", b"%=",
            b"&=", b"|=", b"^=", b"<<", b">>",
        ],
        &[b">>>=", b">>>", b"<<=", b">>=", b"..."],
    ),
    double: Quoting::LineOrTriple,
    single: Quoting::Line,
    slash_comments: true,
    ..NONE
};

pub(crate) static GO: Rules = Rules {
    classes: Classes::new(b"\"'`", b""),
    operators: Operators::new(
        &[
            b":=", b"<-", b"++", b"--", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"+=", b"-=", b"*=", b"/=", b"%=",
            b"&=", b"|=", b"^=", b"<<", b">>", b"&^",
        ],
        &[b"<<=", b">>=", b"&^=", b"..."],
    ),
    double: Quoting::Line,
    single: Quoting::Line,
    backtick: Quoting::Raw,
    slash_comments: true,
    ..NONE
};

pub(crate) static C: Rules = Rules {
    classes: Classes::new(b"\"'", b"$"),
    operators: Operators::new(
        &[
            b"->", b"++", b"--", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=",
            b"|=", b"^=", b"<<", b">>", b"##",
        ],
        &[b"<<=", b">>=", b"..."],
    ),
    double: Quoting::Line,
    single: Quoting::Line,
    prefix: |word, next| (next != b'#' && matches!(word, b"L" | b"u" | b"U" | b"u8")).then_some(Quoting::Line),
    slash_comments: true,
    continued_comments: true,
    ..NONE
};

pub(crate) static CPP: Rules = Rules {
    classes: Classes::new(b"\"'", b"$"),
    operators: Operators::new(
        &[
            b"->", b"::", b".*", b"++", b"--", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"+=", b"-=", b"*=", b"/=",
            b"%=", b"&=", b"|=", b"^=", b"<<", b">>", b"##",
        ],
        &[b"->*", b"<=>", b"<<=", b">>=", b"..."],
    ),
    numbers: Numbers { quote_separator: true, ..NUMBERS },
    double: Quoting::Line,
    single: Quoting::Line,
    prefix: |word, next| match (word, next) {
        (b"L" | b"u" | b"U" | b"u8", b'"' | b'\'') => Some(Quoting::Line),
        (b"R" | b"LR" | b"uR" | b"UR" | b"u8R", b'"') => Some(Quoting::CppRaw),
        _ => None,
    },
    slash_comments: true,
    continued_comments: true,
    ..NONE
};

pub(crate) static RUST: Rules = Rules {
    classes: Classes::new(b"\"'", b""),
    operators: Operators::new(
        &[
            b"::", b"->", b"=>", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=",
            b"|=", b"^=", b"<<", b">>", b"..",
        ],
        &[b"..=", b"...", b"<<=", b">>="],
    ),
    numbers: Numbers {
        leading_dot: false,
        trailing_dot: TrailingDot::NumberUnlessNamed,
        tuple_fields: true,
        ..NUMBERS
    },
    double: Quoting::Lines,
    single: Quoting::CharOrLifetime,
    prefix: |word, next| match (word, next) {
        (b"r" | b"br" | b"cr", b'"' | b'#') => Some(Quoting::RustRaw),
        (b"b" | b"c", b'"') => Some(Quoting::Lines),
        (b"b", b'\'') => Some(Quoting::Line),
        _ => None,
    },
    slash_comments: true,
    nested_comments: true,
    ..NONE
};

/// TypeScript too.
pub(crate) static JAVASCRIPT: Rules = Rules {
    classes: Classes::new(b"\"'`", b"$"),
    operators: Operators::new(
        &[
            b"=>", b"++", b"--", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"??", b"?.", b"**", b"+=", b"-=", b"*=",
            b"/=", b"%=", b"&=", b"|=", b"^=", b"<<", b">>",
        ],
        &[b">>>=", b"===", b"!==", b"**=", b">>>", b"<<=", b">>=", b"&&=", b"||=", b"??=", b"..."],
    ),
    double: Quoting::Line,
    single: Quoting::Line,
    backtick: Quoting::Interpolated(*b"${"),
    slash_comments: true,
    hash_names: true,
    regex: true,
    ..NONE
};

pub(crate) static RUBY: Rules = Rules {
    classes: Classes::new(b"\"'`", b"@$"),
    operators: Operators::new(
        &[
            b"**", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=", b"|=", b"^=",
            b"<<", b">>", b"=>", b"->", b"::", b"..", b"=~", b"!~", b"&.",
        ],
        &[b"===", b"<=>", b"...", b"**=", b"<<=", b">>=", b"&&=", b"||="],
    ),
    numbers: Numbers { leading_dot: false, trailing_dot: TrailingDot::Method, ..NUMBERS },
    double: Quoting::Interpolated(*b"#{"),
    single: Quoting::Lines,
    backtick: Quoting::Interpolated(*b"#{"),
    hash_comments: true,
    regex: true,
    ruby: true,
    ..NONE
};

pub(crate) static C_SHARP: Rules = Rules {
    classes: Classes::new(b"\"'", b"@$"),
    operators: Operators::new(
        &[
            b"=>", b"->", b"::", b"++", b"--", b"==", b"!=", b"<=", b">=", b"&&", b"||", b"??", b"?.", b"..", b"+=",
            b"-=", b"*=", b"/=", b"%=", b"&=", b"|=", b"^=", b"<<", b">>",
        ],
        &[b">>>=", b">>>", b"<<=", b">>=", b"??="],
    ),
    numbers: Numbers { trailing_dot: TrailingDot::Method, ..NUMBERS },
    double: Quoting::CSharp(csharp::PLAIN),
    single: Quoting::Line,
    prefix: |word, next| if next == b'"' { csharp::prefix(word).map(Quoting::CSharp) } else { None },
    slash_comments: true,
    ..NONE
};

pub(crate) static PHP: Rules = Rules {
    classes: Classes::new(b"\"'`", b"$"),
    operators: Operators::new(
        &[
            b"**", b"->", b"=>", b"::", b"++", b"--", b"==", b"!=", b"<>", b"<=", b">=", b"&&", b"||", b"??", b"+=",
            b"-=", b"*=", b"/=", b".=", b"%=", b"&=", b"|=", b"^=", b"<<", b">>", b"#[", b"|>",
        ],
        &[b"===", b"!==", b"<=>", b"**=", b"??=", b"<<=", b">>=", b"?->", b"..."],
    ),
    double: Quoting::Interpolated(*b"{$"),
    single: Quoting::Lines,
    backtick: Quoting::Interpolated(*b"{$"),
    prefix: |word, next| match (word, next) {
        (b"b" | b"B", b'"') => Some(Quoting::Interpolated(*b"{$")),
        (b"b" | b"B", b'\'') => Some(Quoting::Lines),
        _ => None,
    },
    slash_comments: true,
    php: true,
    ..NONE
};
