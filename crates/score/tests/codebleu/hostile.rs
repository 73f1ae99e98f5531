//! Texts that no metric should stumble over.

use std::time::{Duration, Instant};

use trommel_lang::Language;
use trommel_score::{CodeBleu, Flag, Metric, Pair};

/// Both modes, within a time that is generous on a busy machine; the flags of the strict one.
fn flags(language: Language, prediction: &str, reference: &str) -> Vec<Flag> {
    let pair = Pair {
        task: None,
        prediction: prediction.into(),
        references: vec![reference.into()],
        language: Some(language),
    };
    let begin = Instant::now();
    let flags = ["compat", "strict"].map(|mode| {
        let metric = CodeBleu::parse(mode).expect("a mode");
        let tally = metric.tally(&pair);
        let sums = tally.sums.expect("it counts");
        assert!((0.0..=1.0).contains(&metric.value(&sums)), "{mode}: {sums:?}");
        tally.flags
    });
    assert!(begin.elapsed() < Duration::from_secs(60), "{language}: {:?}", begin.elapsed());
    let [_, strict] = flags;
    strict
}

#[test]
fn functions_of_a_megabyte() {
    let mut python = String::from("def f(x0):\n");
    let mut javascript = String::from("function f(x0) {\n");
    for at in 1..40_000 {
        python += &format!("    x{at} = x{} + 1\n", at - 1);
        javascript += &format!("  if (x{0} > 1) {{ let x{at} = x{0}; }}\n", at - 1);
    }
    javascript += "}\n";
    assert!(python.len() > 900_000 && javascript.len() > 1_000_000);
    assert_eq!(flags(Language::Python, &python, &python), []);
    assert_eq!(flags(Language::JavaScript, &javascript, &javascript), []);
    assert_eq!(flags(Language::Python, &python, "x = y\nz = x\n"), []);
}

/// Too many pairs of variables: 20,000 on the left times 20,000 on the right.
#[test]
fn wide_assignments_have_no_data_flow() {
    let names = |letter: char| (0..20_000).map(|at| format!("{letter}{at}")).collect::<Vec<_>>().join(", ");
    let text = format!("{} = f({})\n", names('a'), names('b'));
    assert_eq!(flags(Language::Python, &text, "x = y\nz = x\n"), [Flag::TooLarge]);
}

#[test]
fn ten_thousand_brackets() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        let text = format!("x = {}1{}", open.repeat(10_000), close.repeat(10_000));
        for language in [Language::Python, Language::Java, Language::JavaScript, Language::Rust, Language::C] {
            flags(language, &text, "x = 1");
            flags(language, &text, &text);
            flags(language, &open.repeat(10_000), "x = 1");
        }
    }
}

#[test]
fn loops_two_hundred_deep() {
    let mut python = String::new();
    for depth in 0..200 {
        python += &format!("{}for i{depth} in i{}:\n", " ".repeat(depth), depth + 1);
    }
    python += &format!("{}i0 = i1 + i199\n", " ".repeat(200));
    assert_eq!(flags(Language::Python, &python, &python), []);
    let java =
        format!("{}a = b;{}", "for (int i : a) { while (a < i) { if (i > 0) { a = i; } ".repeat(60), "} }".repeat(60));
    flags(Language::Java, &java, &java);
    let go = format!("func f() {{ {}a = b{} }}", "for i := 0; i < a; i++ { ".repeat(200), " }".repeat(200));
    assert_eq!(flags(Language::Go, &go, &go), []);
}

#[test]
fn quotes_that_never_close() {
    for piece in ["\\'", "'", "\"\\\"", "/*", "//", "'''", "\\\n", "`"] {
        // No more: the parser of Ruby takes time that grows with the square of the first of these.
        let text = piece.repeat(10_000 / piece.len());
        for language in [Language::Python, Language::JavaScript, Language::C, Language::Php, Language::Ruby] {
            flags(language, &text, "x = 1");
        }
    }
}
