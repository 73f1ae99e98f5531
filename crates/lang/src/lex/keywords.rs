//! The words that each language reserves.

use crate::Language;

/// Whether the language reserves this word. Words that are reserved in some places only (`match` in Python, `record` in Java) are
/// not among them. Without a language no word is.
pub(super) fn is_keyword(language: Option<Language>, word: &[u8]) -> bool {
    let Some(language) = language else { return false };
    let keywords = keywords(language);
    let Some(initials) = keywords.initials.get(word.len()) else { return false };
    // Most names differ from all keywords in length or first letter.
    word.first().is_some_and(|first| initials >> (first & 63) & 1 == 1)
        && keywords.words.binary_search_by(|known| known.as_bytes().cmp(word)).is_ok()
}

struct Keywords {
    /// Sorted by bytes.
    words: &'static [&'static str],
    /// For each length, a bit for the low six bits of each first letter.
    initials: [u64; LONGEST + 1],
}

const LONGEST: usize = 16;

impl Keywords {
    const fn new(words: &'static [&'static str]) -> Keywords {
        let mut initials = [0; LONGEST + 1];
        let mut i = 0;
        while i < words.len() {
            let word = words[i].as_bytes();
            initials[word.len()] |= 1 << (word[0] & 63);
            i += 1;
        }
        Keywords { words, initials }
    }
}

fn keywords(language: Language) -> &'static Keywords {
    match language {
        Language::Python => &PYTHON,
        Language::Java => &JAVA,
        Language::Go => &GO,
        Language::C => &C,
        Language::Cpp => &CPP,
        Language::Rust => &RUST,
        Language::JavaScript => &JAVASCRIPT,
        Language::TypeScript => &TYPESCRIPT,
        Language::Ruby => &RUBY,
        Language::CSharp => &CSHARP,
        Language::Php => &PHP,
    }
}

#[rustfmt::skip]
static PYTHON: Keywords = Keywords::new(&[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
]);

#[rustfmt::skip]
static JAVA: Keywords = Keywords::new(&[
    "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
    "default", "do", "double", "else", "enum", "extends", "false", "final", "finally", "float", "for", "goto", "if",
    "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "null", "package", "private",
    "protected", "public", "return", "short", "static", "strictfp", "super", "switch", "synchronized", "this",
    "throw", "throws", "transient", "true", "try", "void", "volatile", "while",
]);

#[rustfmt::skip]
static GO: Keywords = Keywords::new(&[
    "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go",
    "goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type",
    "var",
]);

#[rustfmt::skip]
static C: Keywords = Keywords::new(&[
    "_Bool", "auto", "bool", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum",
    "extern", "false", "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return",
    "short", "signed", "sizeof", "static", "struct", "switch", "true", "typedef", "union", "unsigned", "void",
    "volatile", "while",
]);

#[rustfmt::skip]
static CPP: Keywords = Keywords::new(&[
    "alignas", "alignof", "and", "asm", "auto", "bool", "break", "case", "catch", "char", "char16_t", "char32_t",
    "char8_t", "class", "co_await", "co_return", "co_yield", "concept", "const", "const_cast", "consteval",
    "constexpr", "constinit", "continue", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else",
    "enum", "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long",
    "mutable", "namespace", "new", "noexcept", "not", "nullptr", "operator", "or", "private", "protected", "public",
    "reinterpret_cast", "requires", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast",
    "struct", "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename",
    "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while",
]);

#[rustfmt::skip]
static RUST: Keywords = Keywords::new(&[
    "Self", "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "type", "unsafe", "use", "where", "while",
]);

#[rustfmt::skip]
static JAVASCRIPT: Keywords = Keywords::new(&[
    "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else",
    "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "let", "new",
    "null", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while",
    "with", "yield",
]);

#[rustfmt::skip]
static TYPESCRIPT: Keywords = Keywords::new(&[
    "any", "as", "await", "boolean", "break", "case", "catch", "class", "const", "continue", "debugger", "declare",
    "default", "delete", "do", "else", "enum", "export", "extends", "false", "finally", "for", "function", "if",
    "implements", "import", "in", "instanceof", "interface", "let", "namespace", "never", "new", "null", "number",
    "private", "protected", "public", "readonly", "return", "static", "string", "super", "switch", "this", "throw",
    "true", "try", "type", "typeof", "undefined", "unknown", "var", "void", "while", "with", "yield",
]);

#[rustfmt::skip]
static RUBY: Keywords = Keywords::new(&[
    "BEGIN", "END", "alias", "and", "begin", "break", "case", "class", "def", "defined?", "do", "else", "elsif",
    "end", "ensure", "false", "for", "if", "in", "module", "next", "nil", "not", "or", "redo", "rescue", "retry",
    "return", "self", "super", "then", "true", "undef", "unless", "until", "when", "while", "yield",
]);

#[rustfmt::skip]
static CSHARP: Keywords = Keywords::new(&[
    "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const",
    "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern",
    "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface",
    "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params",
    "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
    "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked",
    "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
]);

#[rustfmt::skip]
static PHP: Keywords = Keywords::new(&[
    "abstract", "and", "array", "as", "break", "callable", "case", "catch", "class", "clone", "const", "continue",
    "declare", "default", "die", "do", "echo", "else", "elseif", "empty", "enddeclare", "endfor", "endforeach",
    "endif", "endswitch", "endwhile", "eval", "exit", "extends", "final", "finally", "fn", "for", "foreach",
    "function", "global", "goto", "if", "implements", "include", "include_once", "instanceof", "insteadof",
    "interface", "isset", "list", "match", "namespace", "new", "or", "print", "private", "protected", "public",
    "readonly", "require", "require_once", "return", "static", "switch", "throw", "trait", "try", "unset", "use",
    "var", "while", "xor", "yield",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_every_word_is_found() {
        for language in Language::ALL {
            let words = keywords(*language).words;
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{language}");
            for word in words {
                assert!(is_keyword(Some(*language), word.as_bytes()), "{language}: {word}");
            }
            assert!(!is_keyword(Some(*language), b"printer"), "{language}");
        }
        assert!(!is_keyword(None, b"for"));
    }
}
