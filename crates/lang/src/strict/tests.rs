use super::*;

/// A case a line: its mark, a space, the text. `\\n`, `\\t`, `\\r`, `\\x0c` and the like are characters, `\\\\` is a backslash.
///
/// | mark | CPython 3.11 | here |
/// |---|---|---|
/// | `+` | valid | valid |
/// | `-` | invalid | invalid |
/// | `2` | invalid | valid as Python 2 |
/// | `n` | invalid | valid: newer syntax |
///
/// The first column is checked against the real CPython by `tests/cpython`.
const CASES: &[(&str, &str)] = &[
    ("expressions", include_str!("cases/expressions.txt")),
    ("names_and_patterns", include_str!("cases/names_and_patterns.txt")),
    ("statements", include_str!("cases/statements.txt")),
    ("literals", include_str!("cases/literals.txt")),
    ("layout", include_str!("cases/layout.txt")),
    ("python2", include_str!("cases/python2.txt")),
    ("newer", include_str!("cases/newer.txt")),
];

#[test]
fn every_case() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (file, cases) in CASES {
        for line in cases.lines() {
            let (mark, text) = (&line[..1], unescaped(&line[2..]));
            let got = mark_of(&text);
            count += 1;
            if got != if mark == "n" { "+" } else { mark } {
                wrong.push(format!("{file}: {line}: {got} {:?}", python(&text).problem));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 1_700, "{count}");
}

fn mark_of(text: &str) -> &'static str {
    match python(text) {
        Strict { problem: None, dialect: None } => "+",
        Strict { problem: Some(_), dialect: None } => "-",
        Strict { problem: Some(_), dialect: Some(Dialect::Python2) } => "2",
        impossible => panic!("{text:?}: {impossible:?}"),
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let escape = if c == '\\' { chars.next() } else { None };
        out.push(match escape {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('x') => code(&mut chars, 2),
            Some('u') => code(&mut chars, 4),
            _ => c,
        });
    }
    out
}

fn code(chars: &mut std::str::Chars, digits: usize) -> char {
    let digits: String = chars.take(digits).collect();
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).expect("a character")
}

/// A statement in so many others, each opened by `line`.
fn nested(line: &str, count: usize) -> String {
    let indented = |depth: usize| " ".repeat(depth);
    (0..count).map(|depth| format!("{}{line}\n", indented(depth))).collect::<String>() + &indented(count) + "pass\n"
}

/// The greatest depth that is still valid; each was found with CPython.
#[test]
fn depths() {
    type Shape = fn(usize) -> String;
    let shapes: [(&str, usize, Shape); 8] = [
        ("loops", 20, |n| nested("while x:", n)),
        ("with", 20, |n| nested("with x:", n)),
        ("if", 99, |n| nested("if x:", n)),
        ("parentheses", 200, |n| "(".repeat(n) + &")".repeat(n)),
        ("calls", 200, |n| "f(".repeat(n) + &")".repeat(n)),
        ("subscripts", 200, |n| "x".to_owned() + &"[0".repeat(n) + &"]".repeat(n)),
        ("digits", 4_300, |n| "9".repeat(n)),
        ("handlers", 10, |n| {
            let pass = |depth: usize| format!("{0}try: pass\n{0}except:\n", " ".repeat(depth));
            (0..n).map(pass).collect::<String>() + &" ".repeat(n) + "pass\n"
        }),
    ];
    for (name, deepest, shape) in shapes {
        assert_eq!(mark_of(&shape(deepest)), "+", "{name}");
        assert_ne!(mark_of(&shape(deepest + 1)), "+", "{name}");
    }
}

/// Neither the stack nor the clock runs out.
#[test]
fn giants() {
    for piece in [
        "(",
        "[",
        "{",
        "f(",
        "x[",
        "lambda: ",
        "not ",
        "-",
        "x**",
        "x if y else ",
        "a.b",
        "f'{",
        "`",
        "if x:\n",
        "x, ",
        "*",
        "f(a:=",
        "[x for x in ",
        "x = ",
        "(yield ",
        "await ",
        "match x:\n case ",
        "def f(x=",
        "@",
        "'",
        "\\\n",
        "global x\n",
        "def f():\n x = 1\n def g():\n  nonlocal x\n",
        "[(y := x) for x in z]\n",
        "f(a=1, b=2)\n",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let _ = python(&text);
    }
}

#[test]
fn the_problem_is_where_it_is() {
    for (text, range, what) in [
        ("x = (1,\ny\n", (4, 5), "this bracket was never closed"),
        ("def f():\n  return 1\nreturn 2\n", (20, 26), "'return' outside function"),
        ("print 'a'\n", (6, 9), "invalid syntax"),
        ("x = 'a\ny\n", (4, 6), "unterminated string literal"),
        ("f(a=1, a=2)", (7, 8), "keyword argument repeated"),
        ("if x:\ny\n", (6, 7), "expected an indented block"),
        ("x = 08\n", (4, 5), "leading zeros in decimal integer literals are not permitted"),
        ("def f():\n  x\n global x\n", (13, 14), "unindent does not match any outer indentation level"),
        ("a = \u{201c}b\u{201d}\n", (4, 7), "invalid character in a name"),
    ] {
        assert_eq!(python(text).problem, Some(Problem { range, what }), "{text:?}");
    }
}
