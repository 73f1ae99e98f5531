use super::*;
use crate::Language;

mod c;
mod csharp;
mod go;
mod java;
mod javascript;
mod php;
mod python;
mod python_more;
mod ruby;
mod rust;

/// Renames both ways: `unified` and `anonymous` are the texts that should come of it, `None` where the old one stays. What comes
/// of it has the same tokens, and unified names are stable.
#[track_caller]
fn check(language: Language, text: &str, unified: Option<&str>, anonymous: Option<&str>) {
    for (renaming, want) in [(Renaming::Unified, unified), (Renaming::Anonymous, anonymous)] {
        let old = parse(language, text).unwrap();
        let outcome = rename(&old, text, renaming, "");
        assert!(!outcome.reverted, "{renaming:?} was reverted: {text}");
        assert_eq!(outcome.text.as_deref(), want, "{renaming:?} of {text}");
        let (Some(new), Some(tree)) = (&outcome.text, &outcome.parse) else {
            continue;
        };
        assert!(tree.leaves().eq(parse(language, new).unwrap().leaves()), "the tree is not that of {new}");
        if renaming == Renaming::Unified {
            let again = rename(tree, new, renaming, "");
            assert_eq!((again.text, again.reverted), (None, false), "again: {new}");
        }
        let kinds = |text: &str| crate::tokens(Some(language), text).map(|token| token.kind).collect::<Vec<_>>();
        assert_eq!(kinds(text), kinds(new), "other tokens: {new}");
    }
}

/// Neither renaming changes anything.
#[track_caller]
fn left(language: Language, text: &str) {
    check(language, text, None, None);
}

#[track_caller]
fn check_left(language: Language, text: &str, want: Left) {
    let outcome = rename(&parse(language, text).unwrap(), text, Renaming::Anonymous, "");
    assert_eq!((outcome.left, outcome.text, outcome.names.len()), (Some(want), None, 0), "{text}");
}

#[test]
fn why_a_document_is_left() {
    check_left(Language::Python, "def f(:\n", Left::SyntaxErrors);
    check_left(Language::Python, "def f(x):\n    return eval(x)\n", Left::Dynamic);
    check_left(Language::Python, "import a\n", Left::Nothing);
    check_left(Language::Php, "<?php\nfunction f($x) { return $GLOBALS['x']; }\n", Left::Dynamic);
}

#[test]
fn the_map_is_kept() {
    let text = "class A:\n    pass\n\ndef f(x):\n    return A(), x\n\ndef g(x):\n    y = f\n    return y(x)\n";
    let outcome = rename(&parse(Language::Python, text).unwrap(), text, Renaming::Anonymous, "");
    let pair = |old: &str, new: &str, kind| NamePair { old: old.to_owned(), new: new.to_owned(), kind };
    let want = [
        pair("A", "class_0", NameKind::Class),
        pair("f", "func_0", NameKind::Function),
        pair("x", "var_0", NameKind::Variable),
        pair("g", "func_1", NameKind::Function),
        pair("y", "var_1", NameKind::Variable),
    ];
    assert_eq!(outcome.names, want);
    assert_eq!((outcome.renamed, outcome.kept, outcome.left), (11, 0, None));
}

/// A name that would meet another one is found by the check, whatever chose it.
#[test]
fn the_check_finds_what_is_wrong() {
    let text = "def f(x, y):\n    return x + y.x\n";
    let old = parse(Language::Python, text).unwrap();
    let names = [NamePair { old: "x".to_owned(), new: "z".to_owned(), kind: NameKind::Variable }];
    let compiled = compiled::compiled(old.grammar()).unwrap();
    for (new_text, same) in [
        ("def f(z, y):\n    return z + y.x\n", true),
        // Another leaf, another tree, a name not renamed everywhere, and one that is something else.
        ("def f(z, y):\n    return z + w.x\n", false),
        ("def f(z, y):\n    return z - y.x\n", false),
        ("def f(z, y):\n    return x + y.x\n", false),
        ("def f(z, y):\n    return z + y.x()\n", false),
        ("def f(y, y):\n    return y + y.x\n", false),
    ] {
        let new = parse(Language::Python, new_text).unwrap();
        let scopes = |parse, text| walk::scopes(parse, text, compiled);
        let got = check::same_but_names((&old, text), (&new, new_text), &names)
            && check::same_meaning(&scopes(&old, text), &scopes(&new, new_text));
        assert_eq!(got, same, "{new_text}");
    }
}

#[test]
fn names_that_are_spoken_of_stay() {
    let text = "def area(width, height):\n    result = width * height\n    return result\n";
    let spoken = "Write `area`; `width` is in metres.";
    let outcome = rename(&parse(Language::Python, text).unwrap(), text, Renaming::Anonymous, spoken);
    let want = "def area(width, var_0):\n    var_1 = width * var_0\n    return var_1\n";
    assert_eq!(outcome.text.as_deref(), Some(want));
}
