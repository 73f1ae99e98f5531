//! A header that C and C++ share a name for: C++ when it holds what only C++ has, outside the parts that it guards with
//! `#ifdef __cplusplus`; C otherwise.

use crate::Language;
use crate::lex::{TokenKind, tokens};

pub(super) fn c_or_cpp(content: &[u8]) -> Language {
    let text = match std::str::from_utf8(content) {
        Ok(text) => std::borrow::Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(content),
    };
    let mut guard = Guard::default();
    let mut window: [&[u8]; 4] = [b""; 4];
    for token in tokens(Some(Language::C), &text) {
        if token.kind == TokenKind::Comment {
            continue;
        }
        window.rotate_left(1);
        window[3] = token.bytes;
        guard.see(window);
        if !guard.holds() && only_in_cpp(window) {
            return Language::Cpp;
        }
    }
    Language::C
}

/// Whether the last four tokens hold what C has no use for. `class` or `template` alone is not enough: in C they are names.
fn only_in_cpp(window: [&[u8]; 4]) -> bool {
    match window {
        [_, _, b"template", b"<"] | [_, _, b"extern", b"\"C++\""] => true,
        // Lexed as C, `::` is two tokens.
        [_, b"std", b":", b":"] => true,
        [_, _, b"public" | b"private" | b"protected", b":"] => true,
        [_, b"class", name, b"{" | b":" | b";" | b"final"] => is_name(name),
        [_, b"namespace", name, b"{" | b":" | b"="] => is_name(name),
        [_, _, b"namespace", b"{"] | [_, _, b"using", b"namespace"] => true,
        [b"include", b"<", header, b">"] => CPP_HEADERS.contains(&header),
        _ => false,
    }
}

const CPP_HEADERS: &[&[u8]] = &[
    b"algorithm",
    b"array",
    b"atomic",
    b"chrono",
    b"cstddef",
    b"cstdint",
    b"cstdio",
    b"cstdlib",
    b"cstring",
    b"deque",
    b"exception",
    b"functional",
    b"initializer_list",
    b"iostream",
    b"iterator",
    b"limits",
    b"list",
    b"map",
    b"memory",
    b"mutex",
    b"optional",
    b"queue",
    b"set",
    b"sstream",
    b"stdexcept",
    b"string",
    b"string_view",
    b"thread",
    b"tuple",
    b"type_traits",
    b"unordered_map",
    b"unordered_set",
    b"utility",
    b"variant",
    b"vector",
];

fn is_name(token: &[u8]) -> bool {
    token.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// Which conditional, if any, says that what follows is for C++ alone.
#[derive(Default)]
struct Guard {
    depth: u32,
    /// The depth of the outermost `#if … __cplusplus` that we are inside of.
    guarded: Option<u32>,
    /// Between `#if` and its `__cplusplus`, a few tokens at most: `defined`, `(`.
    condition: u32,
}

impl Guard {
    fn see(&mut self, window: [&[u8]; 4]) {
        self.condition = self.condition.saturating_sub(1);
        match [window[2], window[3]] {
            [b"#", b"if" | b"ifdef"] => {
                self.depth += 1;
                self.condition = 4;
            }
            [b"#", b"ifndef"] => self.depth += 1,
            [b"#", b"else" | b"elif"] if self.guarded == Some(self.depth) => self.guarded = None,
            [b"#", b"endif"] => {
                if self.guarded == Some(self.depth) {
                    self.guarded = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            [_, b"__cplusplus"] if self.condition > 0 && self.guarded.is_none() => self.guarded = Some(self.depth),
            _ => {}
        }
    }

    fn holds(&self) -> bool {
        self.guarded.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, want: Language) {
        assert_eq!(c_or_cpp(content.as_bytes()), want, "{content}");
    }

    #[test]
    fn c_stays_c() {
        for content in [
            "",
            "#include <string.h>\nint f(int class, int template);\n",
            "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif\n",
            "#if defined(__cplusplus)\nnamespace a { class b; }\n#else\ntypedef int b;\n#endif\n",
            "/* class X { public: }; std::string */ char *s = \"namespace a {\";\n",
            "struct s { unsigned a : 1; };\n",
            "enum { new = 1, private, public };\nint x = a ? private : 2;\n",
        ] {
            // The last one is the price of a short rule: `private :` in a conditional reads as C++.
            let want = if content.contains("? private :") { Language::Cpp } else { Language::C };
            check(content, want);
        }
    }

    #[test]
    fn cpp_is_recognised() {
        for content in [
            "#pragma once\nnamespace a { int f(); }\n",
            "namespace a::b { }\n",
            "class Foo final {};\n",
            "class Foo : Bar {};\n",
            "class Foo;\n",
            "template <typename T> T f(T);\n",
            "template<class T> T f(T);\n",
            "#include <vector>\n",
            "void f(std::string s);\n",
            "struct A {\nprivate:\n  int x;\n};\n",
            "#ifdef __cplusplus\nextern \"C\" {\n#endif\nclass B {};\n#ifdef __cplusplus\n}\n#endif\nclass B {};\n",
        ] {
            check(content, Language::Cpp);
        }
    }
}
