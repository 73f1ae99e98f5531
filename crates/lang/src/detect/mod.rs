//! Which language a file is in: by extension, then by shebang, then by content.
//!
//! `build.rs` is Rust; `tool` with `#!/usr/bin/env python3` is Python; `vector` with `-*- C++ -*-` is C++; `list.h` is C
//! unless it holds what only C++ has; `README` is no code.

mod content;
mod header;

use crate::Language;

/// How much of a file [`detect`] looks at, in bytes from its start. More may be passed; it is not read.
pub const CONTENT_PREFIX: usize = 64 * 1024;

/// What a path alone says about the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByName {
    /// The extension or the whole name belongs to one language.
    Known(Language),
    /// The name leaves it open: pass the first [`CONTENT_PREFIX`] bytes to [`detect`].
    NeedsContent,
    /// The extension is of no language known here, or the name starts with a dot.
    NotCode,
}

/// What the path alone says; does no I/O. The last component counts, after `/` or `\`; extensions in any case.
///
/// `.h` (C or C++), `.C`, `.H`, `.inc` (whatever includes it) and names without an extension are [`ByName::NeedsContent`].
pub fn detect_by_name(path: &str) -> ByName {
    match Name::of(path) {
        Name::Of(language) => ByName::Known(language),
        Name::CHeader | Name::Bare => ByName::NeedsContent,
        Name::Other => ByName::NotCode,
    }
}

/// The language of a file from its path and its content, of which only the first [`CONTENT_PREFIX`] bytes are looked at.
/// `None`: not code, or in no language known here. The content need not be UTF-8, nor cut at a character.
pub fn detect(path: &str, content: &[u8]) -> Option<Language> {
    let prefix = content.get(..CONTENT_PREFIX).unwrap_or(content);
    match Name::of(path) {
        Name::Of(language) => Some(language),
        Name::CHeader => Some(content::by_mode_line(prefix).unwrap_or_else(|| header::c_or_cpp(prefix))),
        Name::Bare => {
            content::by_shebang(prefix).or_else(|| content::by_tag(prefix)).or_else(|| content::by_mode_line(prefix))
        }
        Name::Other => None,
    }
}

enum Name {
    Of(Language),
    /// An extension that C and C++ share.
    CHeader,
    /// No extension, or one that says nothing.
    Bare,
    Other,
}

impl Name {
    fn of(path: &str) -> Name {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        if let Some(language) = claimed(|language| language.spec().file_names.contains(&name)) {
            return Name::Of(language);
        }
        match name.rsplit_once('.') {
            None => Name::Bare,
            Some(("", _)) => Name::Other,
            // On systems where case matters `.C` is C++, on others it is C in capitals.
            Some((_, "h" | "H" | "C")) => Name::CHeader,
            Some((_, "inc")) => Name::Bare,
            Some((_, extension)) => {
                let known = |known: &&str| known.eq_ignore_ascii_case(extension);
                claimed(|language| language.spec().extensions.iter().any(known)).map_or(Name::Other, Name::Of)
            }
        }
    }
}

fn claimed(claim: impl Fn(Language) -> bool) -> Option<Language> {
    Language::ALL.iter().copied().find(|language| claim(*language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, content: &str, by_name: ByName, want: Option<Language>) {
        assert_eq!(detect_by_name(path), by_name, "{path}");
        assert_eq!(detect(path, content.as_bytes()), want, "{path}: {content:?}");
    }

    #[test]
    fn extension_decides() {
        use Language::*;
        for (path, language) in [
            ("a/b.py", Python),
            ("A.PY", Python),
            ("x.d/Main.java", Java),
            ("m.go", Go),
            ("m.c", C),
            ("m.cc", Cpp),
            ("m.h++", Cpp),
            ("src\\lib.rs", Rust),
            ("a.test.jsx", JavaScript),
            ("a.d.ts", TypeScript),
            ("App.tsx", TypeScript),
            ("x.gemspec", Ruby),
            ("sub/Rakefile", Ruby),
            ("A.cs", CSharp),
            ("build.cake", CSharp),
            ("a/index.php", Php),
            ("view.PHTML", Php),
        ] {
            check(path, "#!/bin/sh\n", ByName::Known(language), Some(language));
        }
        for path in ["a.txt", "a.json", ".gitignore", "dir.rs/.py", "a.", "a.rs.bak", "Cargo.toml"] {
            check(path, "#!/usr/bin/python\n", ByName::NotCode, None);
        }
    }

    #[test]
    fn without_extension_the_content_decides() {
        for (content, want) in [
            ("#!/usr/bin/python3.11 -u\n", Some(Language::Python)),
            ("#!/usr/bin/env -S PYTHONPATH=x python3 -O\nimport a\n", Some(Language::Python)),
            ("#! /usr/local/bin/ruby2.7\r\n", Some(Language::Ruby)),
            ("\u{feff}#!/usr/bin/env node\n", Some(Language::JavaScript)),
            ("#!/usr/bin/env deno run\n", Some(Language::TypeScript)),
            ("#!/bin/sh\nexec python3 $0\n", None),
            ("#!", None),
            ("#!/usr/bin/env", None),
            ("// <vector> -*- C++ -*-\n", Some(Language::Cpp)),
            ("\n# -*- coding: utf-8; mode: python -*-\n", Some(Language::Python)),
            ("# vim: set ts=4 ft=ruby:\n", Some(Language::Ruby)),
            ("#!/usr/bin/env dotnet-script\n", Some(Language::CSharp)),
            ("// -*- mode: C# -*-\n", Some(Language::CSharp)),
            ("#!/usr/bin/php8.2 -q\n<?php\n", Some(Language::Php)),
            ("\n<?PHP echo 1;", Some(Language::Php)),
            ("<?xml version=\"1.0\"?>\n", None),
            ("<?phpx", None),
            ("# -*- coding: utf-8 -*-\n", None),
            ("plain text about python\n", None),
            ("", None),
        ] {
            check("bin/tool", content, ByName::NeedsContent, want);
            check("a/tool.inc", content, ByName::NeedsContent, want);
        }
    }

    #[test]
    fn only_a_prefix_is_looked_at() {
        let mut header = "int a;\n".repeat(CONTENT_PREFIX / 7 + 1);
        header.push_str("namespace x { class y; }\n");
        check("a.h", &header, ByName::NeedsContent, Some(Language::C));
        assert_eq!(detect("a.h", b"\xff\xfe\x00namespace x {"), Some(Language::Cpp));
    }
}
