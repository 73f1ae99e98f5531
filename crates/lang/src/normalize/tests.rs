use super::*;

/// Normalises with everything on; the result must be stable.
#[track_caller]
fn check(language: Language, text: &str, want: &str, edits: Edits) {
    let outcome = normalize(Some(language), text, &NormalizeOptions::default());
    assert_eq!(outcome.text.as_deref().unwrap_or(text), want, "{text:?}");
    assert_eq!((outcome.edits, outcome.reverted), (edits, false), "{text:?}");
    assert_eq!(outcome.text.is_some(), !edits.is_empty(), "{text:?}");
    let again = normalize(Some(language), want, &NormalizeOptions::default());
    assert_eq!(again.text, None, "not stable: {want:?}");
}

fn edits(bom: u32, line_endings: u32, trailing_whitespace: u32, indentation: u32, final_newline: u32) -> Edits {
    Edits { bom, line_endings, trailing_whitespace, indentation, final_newline }
}

#[test]
fn each_kind_of_edit() {
    check(Language::Python, "\u{feff}a = 1\n", "a = 1\n", edits(1, 0, 0, 0, 0));
    check(Language::C, "int a;\r\nint b;\r\r\n", "int a;\nint b;\n", edits(0, 2, 0, 0, 0));
    check(Language::Rust, "fn a() {} \n\n// b\t \r\n", "fn a() {}\n\n// b\n", edits(0, 1, 2, 0, 0));
    check(Language::Ruby, "a = 1\n\n \n\n", "a = 1\n", edits(0, 0, 1, 0, 1));
    check(Language::Java, "class A {}", "class A {}\n", edits(0, 0, 0, 0, 1));
    check(
        Language::Python,
        "if a:\n\tb\n\tif c:\n\t\td\n",
        "if a:\n    b\n    if c:\n        d\n",
        edits(0, 0, 0, 3, 0),
    );
    check(Language::JavaScript, "if (a) {\n\tb();\n}\n", "if (a) {\n  b();\n}\n", edits(0, 0, 0, 1, 0));
    check(
        Language::Go,
        "package a\n\nfunc f() {\n    if b {\n        c()\n    }\n}\n",
        "package a\n\nfunc f() {\n\tif b {\n\t\tc()\n\t}\n}\n",
        edits(0, 0, 0, 3, 0),
    );
}

#[test]
fn nothing_to_edit() {
    for (language, text) in [
        (Language::Python, ""),
        (Language::Python, "\n"),
        (Language::Python, "a = '\\t \\\n'\n"),
        (Language::C, "int a;\t// b\n"),
        (Language::Go, "package a\n\n/*\n * b\n */\nfunc f() {\n\tg()\n}\n"),
        (Language::Rust, "fn f() {\n  g()\n}\n"),
    ] {
        check(language, text, text, Edits::default());
        let outcome = normalize(Some(language), text, &NormalizeOptions::default());
        assert!(outcome.parse.is_none(), "parsed for nothing: {text:?}");
    }
}

#[test]
fn literals_never_change() {
    check(Language::Python, "a = '''x \n\ty\r\n''' \nb\n", "a = '''x \n\ty\r\n'''\nb\n", edits(0, 0, 1, 0, 0));
    check(Language::Rust, "const A: &str = r#\"x \n\"#; \n", "const A: &str = r#\"x \n\"#;\n", edits(0, 0, 1, 0, 0));
    check(Language::Go, "package a \n\nvar b = `x \n  y`\n", "package a\n\nvar b = `x \n  y`\n", edits(0, 0, 1, 0, 0));
    check(Language::JavaScript, "a = `x \n\t${b \n}`; \n", "a = `x \n\t${b \n}`;\n", edits(0, 0, 1, 0, 0));
    check(Language::Ruby, "a = <<~X \n\tb \nX\nc \n", "a = <<~X\n\tb \nX\nc\n", edits(0, 0, 2, 0, 0));
    check(Language::Ruby, "a \n__END__\nb \n\n\n", "a\n__END__\nb \n\n\n", edits(0, 0, 1, 0, 0));
    check(
        Language::Java,
        "class A { String b = \"\"\"\n\tc \n\"\"\"; } \n",
        "class A { String b = \"\"\"\n\tc \n\"\"\"; }\n",
        edits(0, 0, 1, 0, 0),
    );
    check(Language::Cpp, "auto a = R\"(x \n\ty)\"; \n", "auto a = R\"(x \n\ty)\";\n", edits(0, 0, 1, 0, 0));
    // The grammar reads the body of a macro as one token.
    check(
        Language::Cpp,
        "#define A R\"(x \n\ty)\"\nint b; \n",
        "#define A R\"(x \n\ty)\"\nint b;\n",
        edits(0, 0, 1, 0, 0),
    );
    check(
        Language::CSharp,
        "class A {\n\tstring b = $@\"x \n\t{c} \"; \n}\n",
        "class A {\n    string b = $@\"x \n\t{c} \";\n}\n",
        edits(0, 0, 1, 1, 0),
    );
    check(
        Language::Php,
        "\t<p> \n<?php \n\tf(<<<X\n\tb \n\tX); \n?> \n\n",
        "\t<p> \n<?php\n    f(<<<X\n\tb \n\tX);\n?> \n\n",
        edits(0, 0, 2, 1, 0),
    );
    check(Language::TypeScript, "let a = <p>\n\tb \n</p>; \n", "let a = <p>\n\tb \n</p>;\n", edits(0, 0, 1, 0, 0));
}

#[test]
fn macros_and_continued_lines() {
    check(
        Language::C,
        "#define A(x) \\\r\n\tx \\\r\n\t+ 1  \r\nint b;\r\n",
        "#define A(x) \\\n\tx \\\n\t+ 1\nint b;\n",
        edits(0, 4, 1, 0, 0),
    );
    check(Language::C, "int a; // b \\ \nint c;\n", "int a; // b \\ \nint c;\n", Edits::default());
    check(Language::C, "int a; // b \\ \r\nint c;\r\n", "int a; // b \\ \nint c;\n", edits(0, 2, 0, 0, 0));
    check(Language::C, "#define A 1", "#define A 1\n", edits(0, 0, 0, 0, 1));
    check(Language::Python, "a = 1 + \\\r\n  2\r\n", "a = 1 + \\\n  2\n", edits(0, 2, 0, 0, 0));
}

/// The grammar reads the second line as the body of the macro, with the blanks and without the other way round.
#[test]
fn blanks_behind_a_macro_without_a_body_stay() {
    check(
        Language::C,
        "#define A \n#include <b.h> \nint c; \n",
        "#define A \n#include <b.h> \nint c;\n",
        edits(0, 0, 1, 0, 0),
    );
}

#[test]
fn tabs_of_eight_columns_stay_eight() {
    check(
        Language::C,
        "int f(void)\n{\n    if (a)\n\tb();\n    else\n\t    c();\n}\n",
        "int f(void)\n{\n    if (a)\n        b();\n    else\n            c();\n}\n",
        edits(0, 0, 0, 2, 0),
    );
    // The stars of a comment do not make a mixture.
    check(
        Language::Java,
        "class A {\n\t/**\n\t * b\n\t */\n\tint c;\n}\n",
        "class A {\n    /**\n     * b\n     */\n    int c;\n}\n",
        edits(0, 0, 0, 4, 0),
    );
}

/// Tabs of eight columns inside blocks of four spaces: at four the last line would join the block before it.
#[test]
fn an_edit_that_moves_a_line_to_another_block_is_undone() {
    let text = "if a:\n        b\n\tc\nif d:\n\te\n\tf \n";
    let outcome = normalize(Some(Language::Python), text, &NormalizeOptions::default());
    assert!(outcome.reverted);
    assert_eq!(outcome.text.as_deref(), Some("if a:\n        b\n\tc\nif d:\n\te\n\tf\n"));
    assert_eq!(outcome.edits, edits(0, 0, 1, 0, 0));
    let again = normalize(Some(Language::Python), outcome.text.as_deref().unwrap(), &NormalizeOptions::default());
    assert!(again.text.is_none() && again.reverted && again.parse.is_some());
}

#[test]
fn what_cannot_be_checked_is_not_edited() {
    for language in [None, Some(Language::Cpp)] {
        let text = "a<".repeat(40_000) + " \r\n";
        let outcome = normalize(language, &text, &NormalizeOptions::default());
        assert!(outcome.text.is_none() && outcome.parse.is_none() && !outcome.reverted, "{language:?}");
    }
}

#[test]
fn errors_are_left_alone() {
    check(
        Language::C,
        "int a; \nint b = ) 1 \n ;\nint c; \n",
        "int a;\nint b = ) 1\n ;\nint c;\n",
        edits(0, 0, 3, 0, 0),
    );
    check(Language::Python, "a = '''x \n", "a = '''x \n", Edits::default());
}

#[test]
fn options_switch_kinds_off() {
    let text = "\u{feff}if a:  \r\n\tb";
    let off = NormalizeOptions {
        line_endings: false,
        trailing_whitespace: false,
        final_newline: false,
        indentation: false,
        bom: false,
    };
    for (options, want) in [
        (off, text),
        (NormalizeOptions { bom: true, ..off }, "if a:  \r\n\tb"),
        (NormalizeOptions { line_endings: true, ..off }, "\u{feff}if a:  \n\tb"),
        (NormalizeOptions { trailing_whitespace: true, ..off }, "\u{feff}if a:\r\n\tb"),
        (NormalizeOptions { indentation: true, ..off }, "\u{feff}if a:  \r\n    b"),
        (NormalizeOptions { final_newline: true, ..off }, "\u{feff}if a:  \r\n\tb\n"),
    ] {
        let outcome = normalize(Some(Language::Python), text, &options);
        assert_eq!(outcome.text.as_deref().unwrap_or(text), want, "{options:?}");
    }
}

/// The tree that comes back is that of the text that comes back.
#[test]
fn the_parse_is_of_the_result() {
    let outcome = normalize(Some(Language::Rust), "fn a() {}   \r\n", &NormalizeOptions::default());
    let text = outcome.text.unwrap();
    let fresh = parse(Language::Rust, &text).unwrap();
    let kept = outcome.parse.unwrap();
    assert_eq!(kept.leaves().collect::<Vec<_>>(), fresh.leaves().collect::<Vec<_>>());
}
