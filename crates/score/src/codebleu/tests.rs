use super::*;

#[test]
fn options_are_read() {
    let metric = |options| CodeBleu::parse(options).unwrap();
    assert_eq!(metric(""), CodeBleu::default());
    assert_eq!(metric("compat"), CodeBleu::default());
    assert_eq!(metric("strict"), CodeBleu::new(Mode::Strict, [0.25; 4]).unwrap());
    let papers = CodeBleu::new(Mode::Strict, [0.1, 0.1, 0.4, 0.4]).unwrap();
    assert_eq!(metric("strict:0.1,0.1,0.4,0.4"), papers);
    assert_eq!(metric("0.1, 0.1, 0.4, 0.4:strict"), papers);
    assert!(papers.signature().starts_with("codebleu:strict|w:0.1,0.1,0.4,0.4|tok:lexer|"), "{}", papers.signature());
    assert_ne!(papers.signature(), metric("strict").signature());
}

#[test]
fn options_are_refused() {
    for options in ["lenient", "0.1,0.1,0.4", "1,1,1,1", "-1,1,1,0", "nan,1,0,0", "strict:0.5,0.5"] {
        let error = CodeBleu::parse(options).unwrap_err().to_string();
        assert!(error.contains("expected `compat`, `strict` or four weights"), "{options}: {error}");
    }
}

/// With all weight on one part, the value is that part.
#[test]
fn weights_choose_parts() {
    let (prediction, reference) = ("def f(a):\n    return a", "def f(a):\n    b = a\n    c = b\n    return c");
    let of =
        |options: &str| CodeBleu::parse(options).unwrap().pair(Language::Python, prediction, &[reference]).unwrap();
    let parts = of("strict");
    for (weights, want) in [
        ("strict:1,0,0,0", parts.ngram),
        ("strict:0,1,0,0", parts.weighted_ngram),
        ("strict:0,0,1,0", parts.syntax),
        ("strict:0,0,0,1", parts.dataflow),
    ] {
        assert!((of(weights).value - want).abs() < 1e-12, "{weights}: {want}");
    }
}

#[test]
fn sums_of_no_pair_are_zero() {
    let metric = CodeBleu::default();
    assert_eq!((metric.value(&[]), metric.parts(&[])), (0.0, Vec::new()));
}

#[test]
fn a_pair_without_references_does_not_count() {
    let pair = Pair { task: None, prediction: "a".into(), references: Vec::new(), language: Some(Language::Python) };
    assert_eq!(CodeBleu::default().tally(&pair), Tally { sums: None, flags: vec![Flag::EmptyReference] });
    assert_eq!(CodeBleu::default().pair(Language::Python, "a", &[]), None);
}
