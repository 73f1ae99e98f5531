//! What must hold of CodeBLEU whatever is compared.

use std::process::Command;

use trommel_lang::Language;
use trommel_score::{CodeBleu, CodeBleuParts, Flag, Metric, Pair, measure};

use crate::pairs;

/// A few programs of each language, wherever the shared data are.
const PROGRAMS: &[(Language, [&str; 3])] = &[
    (Language::Python, ["def f(a, b):\n    return a + b\n", "def f(a, b):\n    return a - b\n", "x = 1  # one\n"]),
    (
        Language::Java,
        [
            "class A { int f(int a, int b) { return a + b; } }",
            "class A { int f(int a, int b) { return a - b; } }",
            "int",
        ],
    ),
    (Language::C, ["int f(int a, int b) { return a + b; }", "int f(int a, int b) { return a - b; }", ";"]),
    (Language::Cpp, ["int f(int a, int b) { return a + b; }", "int f(int a, int b) { return a - b; }", "{"]),
    (Language::CSharp, ["int F(int a, int b) { return a + b; }", "int F(int a, int b) { return a - b; }", "a"]),
    (Language::JavaScript, ["const f = (a, b) => a + b;", "const f = (a, b) => a - b;", "// nothing"]),
    (Language::Go, ["func f(a, b int) int { return a + b }", "func f(a, b int) int { return a - b }", "package a"]),
    (Language::Rust, ["fn f(a: u8, b: u8) -> u8 { a + b }", "fn f(a: u8, b: u8) -> u8 { a - b }", "é"]),
    (Language::Ruby, ["def f(a, b)\n  a + b\nend\n", "def f(a, b)\n  a - b\nend\n", "1"]),
    (
        Language::Php,
        ["<?php function f($a, $b) { return $a + $b; }", "<?php function f($a, $b) { return $a - $b; }", "text"],
    ),
];

fn strict() -> CodeBleu {
    CodeBleu::parse("strict").expect("a mode")
}

fn pair(language: Option<Language>, prediction: &str, reference: &str) -> Pair {
    Pair { task: None, prediction: prediction.into(), references: vec![reference.into()], language }
}

fn all_pairs() -> Vec<Pair> {
    let built_in = PROGRAMS.iter().flat_map(|(language, texts)| {
        let both = texts.iter().flat_map(|one| texts.iter().map(move |other| (*one, *other)));
        both.map(|(one, other)| pair(Some(*language), one, other))
    });
    let real = pairs::pairs(10).unwrap_or_default().into_iter();
    built_in.chain(real.map(|real| pair(Some(real.language), &real.prediction, &real.reference))).collect()
}

fn is_in_range(parts: CodeBleuParts) -> bool {
    let all = [parts.value, parts.ngram, parts.weighted_ngram, parts.syntax, parts.dataflow];
    all.iter().all(|part| (0.0..=1.0).contains(part))
}

#[test]
fn values_are_between_0_and_1() {
    for one in all_pairs() {
        for metric in [CodeBleu::default(), strict(), CodeBleu::parse("strict:0.1,0.1,0.4,0.4").unwrap()] {
            let parts = metric.pair(one.language.unwrap(), &one.prediction, &[&one.references[0]]).unwrap();
            assert!(is_in_range(parts), "{parts:?}: {one:?}");
        }
    }
}

#[test]
fn in_strict_mode_a_program_is_itself() {
    let short = ["", "x", "a b", "return x y", "\n", "# no code"];
    let short = short.map(|text| (Language::Python, text.to_owned()));
    let all = all_pairs().into_iter().flat_map(|pair| [(pair.language.unwrap(), pair.prediction)]).chain(short);
    for (language, text) in all {
        let parts = strict().pair(language, &text, &[&text]).unwrap();
        assert!((parts.value - 1.0).abs() < 1e-12, "{language}: {parts:?}: {text:?}");
    }
}

#[test]
fn a_sum_is_no_difference() {
    for (language, [sum, difference, _]) in PROGRAMS {
        let parts = strict().pair(*language, difference, &[sum]).unwrap();
        assert!(parts.value < 1.0 && parts.ngram < 1.0, "{language}: {parts:?}");
    }
    // The package, on code without spaces in the right places, sees only that some token differs.
    let parts = CodeBleu::default().pair(
        Language::Python,
        "def f(a, b):\n    return a - b",
        &["def f(a, b):\n    return a + b"],
    );
    assert_eq!(parts.map(|parts| (parts.syntax, parts.dataflow)), Some((1.0, 1.0)));
}

#[test]
fn in_strict_mode_other_names_change_only_tokens() {
    let (one, other) = ("def f(a, b):\n    c = a + b\n    return c\n", "def g(x, y):\n    z = x + y\n    return z\n");
    let parts = strict().pair(Language::Python, one, &[other]).unwrap();
    assert_eq!((parts.syntax, parts.dataflow), (1.0, 1.0));
    assert!(parts.ngram < 1.0);
    let layout = strict()
        .pair(Language::Python, "def f(a,b):\n  return a+b # sum", &["def f(a, b):\n    return a + b"])
        .unwrap();
    assert_eq!(layout.ngram, 1.0);
}

/// The package makes a 0 a 1.
#[test]
fn a_true_zero_stays_zero() {
    let (prediction, reference) = ("print(1)", "def f(a):\n    b = a\n    c = b\n    return c");
    assert_eq!(CodeBleu::default().pair(Language::Python, prediction, &[reference]).unwrap().value, 0.25);
    let parts = strict().pair(Language::Python, prediction, &[reference]).unwrap();
    assert_eq!(parts.dataflow, 0.0);
    assert!(parts.value < 0.15, "{parts:?}");
}

#[test]
fn without_data_flow_its_weight_goes_to_the_others() {
    let metric = strict();
    let tally = metric.tally(&pair(Some(Language::Python), "print(1)", "print(2)"));
    assert_eq!(tally.flags, [Flag::NoDataFlow]);
    let sums = tally.sums.unwrap();
    let parts: std::collections::BTreeMap<_, _> = metric.parts(&sums).into_iter().collect();
    let mean = (parts["ngram"] + parts["weighted_ngram"] + parts["syntax"]) / 3.0;
    assert!((metric.value(&sums) - mean).abs() < 1e-12);
    assert_eq!(parts["dataflow"], 0.0);
}

#[test]
fn odd_pairs_are_flagged() {
    let flags =
        |language, prediction: &str, reference: &str| strict().tally(&pair(language, prediction, reference)).flags;
    let python = Some(Language::Python);
    let program = "def f(a):\n    b = a\n    return b\n";
    assert_eq!(flags(python, "", program), [Flag::EmptyPrediction]);
    assert_eq!(flags(python, program, " \n"), [Flag::EmptyReference, Flag::NoDataFlow]);
    assert_eq!(flags(python, "def f(:", program), [Flag::PredictionDoesNotParse]);
    assert!(flags(python, program, "def f(:").contains(&Flag::ReferenceDoesNotParse));
    for language in [None, Some(Language::TypeScript)] {
        let tally = strict().tally(&pair(language, program, program));
        assert_eq!((tally.sums, tally.flags), (None, vec![Flag::NoGrammar]));
    }
    let measured = measure(&strict(), &[pair(None, "a", "a"), pair(python, program, program)], 10, 1);
    assert_eq!((measured.value, measured.pairs, measured.of, measured.flags[&Flag::NoGrammar]), (1.0, 1, 2, 1));
}

/// Of added counts, not a mean of values.
#[test]
fn a_corpus_is_its_sums() {
    let pairs = all_pairs();
    let of = |pairs: &[Pair]| measure(&strict(), pairs, 0, 1).value;
    let mut turned = pairs.clone();
    turned.reverse();
    assert_eq!(of(&pairs), of(&turned));
    let mean = pairs.iter().map(|pair| of(std::slice::from_ref(pair))).sum::<f64>() / pairs.len() as f64;
    assert!((of(&pairs) - mean).abs() > 1e-3);
}

/// The values of all pairs, to the bit.
fn fingerprint() -> String {
    let pairs = all_pairs();
    let [one, other] = [CodeBleu::default(), strict()].map(|metric| measure(&metric, &pairs, 200, 7));
    format!("{one:?} {other:?}")
}

#[test]
fn any_number_of_threads_agrees() {
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(fingerprint)
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn two_processes_agree() {
    const CHILD: &str = "TROMMEL_CODEBLEU_CHILD";
    if std::env::var_os(CHILD).is_some() {
        println!("<<{}>>", fingerprint());
        return;
    }
    let child = || {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "properties::two_processes_agree", "--nocapture"]).env(CHILD, "1");
        let said = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
        said.split_once("<<").and_then(|(_, rest)| rest.split_once(">>")).expect("a fingerprint").0.to_owned()
    };
    let first = child();
    assert!(first.contains("value"), "{first}");
    assert_eq!(first, child());
    assert_eq!(first, fingerprint());
}
