//! The languages, and the one table of everything that differs between them.

use std::fmt;
use std::str::FromStr;

use crate::lex::{Rules, rules};

/// A programming language. The order is that of the table and of [`Language::ALL`]; it is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Python 3.
    Python,
    /// Java.
    Java,
    /// Go.
    Go,
    /// C, headers included.
    C,
    /// C++, headers included.
    Cpp,
    /// Rust.
    Rust,
    /// JavaScript, JSX included.
    JavaScript,
    /// TypeScript, TSX included.
    TypeScript,
    /// Ruby.
    Ruby,
    /// C#, scripts included.
    CSharp,
    /// PHP, with the text around it.
    Php,
}

/// A name that is no language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {name:?}; expected one of {}", names())]
pub struct UnknownLanguage {
    /// What was asked for.
    pub name: String,
}

impl Language {
    /// Every language, in order.
    pub const ALL: &'static [Language] = &[
        Language::Python,
        Language::Java,
        Language::Go,
        Language::C,
        Language::Cpp,
        Language::Rust,
        Language::JavaScript,
        Language::TypeScript,
        Language::Ruby,
        Language::CSharp,
        Language::Php,
    ];

    /// The name used in tables and recipes: lower case, stable.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    pub(crate) fn spec(self) -> &'static Spec {
        &SPECS[self as usize]
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Case-insensitive; takes the name and the usual other names (`c++`, `py`, `js`, `golang`).
    fn from_str(name: &str) -> Result<Language, UnknownLanguage> {
        let called =
            |spec: &Spec| std::iter::once(&spec.name).chain(spec.aliases).any(|known| known.eq_ignore_ascii_case(name));
        let index = SPECS.iter().position(called);
        index.map(|index| Language::ALL[index]).ok_or_else(|| UnknownLanguage { name: name.to_owned() })
    }
}

fn names() -> String {
    SPECS.iter().map(|spec| spec.name).collect::<Vec<_>>().join(", ")
}

/// What one level of indentation is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Indent {
    /// This many spaces: a tab in an indentation becomes spaces.
    Spaces(usize),
    /// Tabs: spaces in an indentation become tabs.
    Tabs,
}

/// One language's row of the table.
pub(crate) struct Spec {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    /// Lower case, without the dot. An extension that several languages share is listed in `detect`.
    pub extensions: &'static [&'static str],
    /// Whole file names without an extension.
    pub file_names: &'static [&'static str],
    /// Programs named in a shebang, without their version.
    pub interpreters: &'static [&'static str],
    /// Tried in order: a later one is kept when it leaves fewer bytes in errors.
    pub grammars: &'static [fn() -> tree_sitter::Language],
    /// Kinds of node that are literals: opaque to edits, one leaf to comparisons. Text whose whitespace means something
    /// (JSX text, Ruby's `__END__` section) counts as one.
    pub literals: &'static [&'static str],
    pub rules: &'static Rules,
    pub indent: Indent,
}

/// In the order of [`Language::ALL`].
static SPECS: [Spec; Language::ALL.len()] = [
    Spec {
        name: "python",
        aliases: &["py", "python3"],
        extensions: &["py", "pyi", "pyw"],
        file_names: &["SConstruct", "SConscript", "wscript"],
        interpreters: &["python", "pypy", "jython", "micropython"],
        grammars: &[|| tree_sitter_python::LANGUAGE.into()],
        literals: &["string"],
        rules: &rules::PYTHON,
        indent: Indent::Spaces(4),
    },
    Spec {
        name: "java",
        aliases: &[],
        extensions: &["java"],
        file_names: &[],
        interpreters: &["java"],
        grammars: &[|| tree_sitter_java::LANGUAGE.into()],
        literals: &["string_literal", "character_literal", "template_expression"],
        rules: &rules::JAVA,
        indent: Indent::Spaces(4),
    },
    Spec {
        name: "go",
        aliases: &["golang"],
        extensions: &["go"],
        file_names: &[],
        interpreters: &[],
        grammars: &[|| tree_sitter_go::LANGUAGE.into()],
        literals: &["interpreted_string_literal", "raw_string_literal", "rune_literal"],
        rules: &rules::GO,
        indent: Indent::Tabs,
    },
    Spec {
        name: "c",
        aliases: &[],
        extensions: &["c"],
        file_names: &[],
        interpreters: &["tcc"],
        grammars: &[|| tree_sitter_c::LANGUAGE.into()],
        literals: &["string_literal", "char_literal", "system_lib_string"],
        rules: &rules::C,
        indent: Indent::Spaces(4),
    },
    Spec {
        name: "cpp",
        aliases: &["c++", "cxx", "cc"],
        extensions: &["cpp", "cc", "cxx", "c++", "cppm", "ixx", "hpp", "hh", "hxx", "h++", "ipp", "tpp", "txx"],
        file_names: &[],
        interpreters: &[],
        grammars: &[|| tree_sitter_cpp::LANGUAGE.into()],
        literals: &["string_literal", "raw_string_literal", "char_literal", "system_lib_string"],
        rules: &rules::CPP,
        indent: Indent::Spaces(4),
    },
    Spec {
        name: "rust",
        aliases: &["rs"],
        extensions: &["rs"],
        file_names: &[],
        interpreters: &["rust-script", "run-cargo-script"],
        grammars: &[|| tree_sitter_rust::LANGUAGE.into()],
        literals: &["string_literal", "raw_string_literal", "char_literal"],
        rules: &rules::RUST,
        indent: Indent::Spaces(4),
    },
    Spec {
        name: "javascript",
        aliases: &["js", "jsx", "node", "ecmascript"],
        extensions: &["js", "mjs", "cjs", "jsx"],
        file_names: &["Jakefile"],
        interpreters: &["node", "nodejs", "qjs", "d8", "rhino"],
        grammars: &[|| tree_sitter_javascript::LANGUAGE.into()],
        literals: &["string", "template_string", "regex", "jsx_text"],
        rules: &rules::JAVASCRIPT,
        indent: Indent::Spaces(2),
    },
    Spec {
        name: "typescript",
        aliases: &["ts", "tsx"],
        extensions: &["ts", "mts", "cts", "tsx"],
        file_names: &[],
        interpreters: &["ts-node", "tsx", "deno", "bun"],
        grammars: &[
            || tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
            || tree_sitter_typescript::LANGUAGE_TSX.into(),
        ],
        literals: &["string", "template_string", "template_literal_type", "regex", "jsx_text"],
        rules: &rules::JAVASCRIPT,
        indent: Indent::Spaces(2),
    },
    Spec {
        name: "ruby",
        aliases: &["rb"],
        extensions: &["rb", "rake", "gemspec", "ru", "rbi"],
        file_names: &["Rakefile", "Gemfile", "Guardfile", "Vagrantfile", "Podfile", "Fastfile", "Brewfile", "Capfile"],
        interpreters: &["ruby", "jruby", "truffleruby", "rake"],
        grammars: &[|| tree_sitter_ruby::LANGUAGE.into()],
        literals: &[
            "string",
            "character",
            "regex",
            "subshell",
            "delimited_symbol",
            "string_array",
            "symbol_array",
            "heredoc_body",
            "uninterpreted",
        ],
        rules: &rules::RUBY,
        indent: Indent::Spaces(2),
    },
    Spec {
        name: "c-sharp",
        aliases: &["csharp", "c#", "cs"],
        extensions: &["cs", "csx", "cake"],
        file_names: &[],
        interpreters: &["csharp", "dotnet-script"],
        grammars: &[|| tree_sitter_c_sharp::LANGUAGE.into()],
        literals: &[
            "string_literal",
            "verbatim_string_literal",
            "raw_string_literal",
            "interpolated_string_expression",
            "character_literal",
        ],
        rules: &rules::C_SHARP,
        indent: Indent::Spaces(4),
    },
    Spec {
        name: "php",
        aliases: &[],
        extensions: &["php", "php3", "php4", "php5", "php7", "php8", "phtml", "phps"],
        file_names: &[],
        interpreters: &["php"],
        grammars: &[|| tree_sitter_php::LANGUAGE_PHP.into()],
        literals: &["string", "encapsed_string", "heredoc", "nowdoc", "shell_command_expression", "text"],
        rules: &rules::PHP,
        indent: Indent::Spaces(4),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_in_the_order_of_the_enum() {
        let names: Vec<String> = Language::ALL.iter().map(|language| format!("{language:?}").to_lowercase()).collect();
        let table: Vec<String> = SPECS.iter().map(|spec| spec.name.replace('-', "")).collect();
        assert_eq!(names, table);
        for (index, language) in Language::ALL.iter().enumerate() {
            assert_eq!(*language as usize, index, "{language}");
        }
    }

    #[test]
    fn names_round_trip_and_aliases_resolve() {
        for language in Language::ALL {
            assert_eq!(language.name().parse(), Ok(*language));
            assert_eq!(language.to_string(), language.name());
        }
        for (alias, want) in [
            ("C++", Language::Cpp),
            ("py", Language::Python),
            ("JS", Language::JavaScript),
            ("C#", Language::CSharp),
            ("csharp", Language::CSharp),
            ("PHP", Language::Php),
        ] {
            assert_eq!(alias.parse(), Ok(want), "{alias}");
        }
        let error = "fortran".parse::<Language>().unwrap_err().to_string();
        assert_eq!(
            error,
            "unknown language \"fortran\"; expected one of python, java, go, c, cpp, rust, javascript, typescript, ruby, \
             c-sharp, php"
        );
    }

    /// An extension, file name, interpreter or alias means one language.
    #[test]
    fn nothing_is_claimed_twice() {
        let columns: [fn(&Spec) -> &'static [&'static str]; 4] =
            [|s| s.extensions, |s| s.file_names, |s| s.interpreters, |s| s.aliases];
        for column in columns {
            let mut all: Vec<&str> = SPECS.iter().flat_map(column).copied().collect();
            let listed = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), listed, "{all:?}");
        }
    }

    /// A misspelt kind would silently protect nothing.
    #[test]
    fn literals_are_kinds_of_the_grammar() {
        for spec in &SPECS {
            for literal in spec.literals {
                let known = |grammar: &fn() -> tree_sitter::Language| grammar().id_for_node_kind(literal, true) != 0;
                assert!(spec.grammars.iter().any(known), "{}: {literal}", spec.name);
            }
        }
    }
}
