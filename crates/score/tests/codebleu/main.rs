//! CodeBLEU beside published values and beside the package `codebleu` on real programs, and what must hold of it anywhere.

mod hostile;
mod package;
mod pairs;
mod properties;

use std::collections::BTreeMap;

use serde_json::Value;
use trommel_lang::Language;
use trommel_score::{CodeBleu, CodeBleuParts, Pair, measure};

fn five(parts: CodeBleuParts) -> [f64; 5] {
    [parts.value, parts.ngram, parts.weighted_ngram, parts.syntax, parts.dataflow]
}

fn farthest(one: [f64; 5], other: [f64; 5]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
}

/// All 18 rows, value and parts. None needs an exception: where our grammars differ from those that made the vectors, these texts
/// do not meet the difference.
#[test]
fn the_vectors_are_met() {
    let Some(text) = pairs::shared("vectors/metric_vectors.json") else { return };
    let vectors: Value = serde_json::from_str(&text).expect("JSON");
    let rows = vectors["codebleu_k4black_0.7.0"].as_array().expect("rows");
    assert_eq!(rows.len(), 18);
    for row in rows {
        let text = |field: &str| row[field].as_str().expect("a text");
        let number = |field: &str| row[field].as_f64().expect("a number");
        let language: Language = text("lang").parse().expect("a language");
        let parts = CodeBleu::default().pair(language, text("pred"), &[text("ref")]).expect("rules");
        let fields = [
            "codebleu",
            "ngram_match_score",
            "weighted_ngram_match_score",
            "syntax_match_score",
            "dataflow_match_score",
        ];
        let want = fields.map(number);
        assert!(farthest(five(parts), want) < 1e-6, "{}: {parts:?}, wanted {want:?}", text("name"));
    }
}

/// As codebleu 0.7.0 has it, with its grammar and with ours.
#[test]
fn an_operator_of_two_words_is_no_node_in_print() {
    let of = |prediction: &str, reference: &str| {
        let whole = |operator| format!("def f(a, b):\n    if a {operator} b: pass\n");
        CodeBleu::default().pair(Language::Python, &whole(prediction), &[&whole(reference)]).expect("rules")
    };
    for (prediction, reference, value) in [("not in", "in", 0.822), ("is not", "is", 0.856)] {
        let found = of(prediction, reference);
        assert!(found.syntax == 1.0 && (found.value - value).abs() < 1e-3, "{prediction} {found:?}");
    }
}

/// The package's own tests, with the tolerances that they have.
#[test]
fn the_packages_tests_are_met() {
    let Some(text) = pairs::shared("vectors/k4black_test_vectors.json") else { return };
    let vectors: Value = serde_json::from_str(&text).expect("JSON");
    let metric = CodeBleu::default();
    let mut checked = 0;
    let mut check = |language: Language, prediction: &str, reference: &str, want: f64, tolerance: f64| {
        let found = metric.pair(language, prediction, &[reference]).expect("rules").value;
        assert!((found - want).abs() < tolerance, "{language}: {found}, wanted {want}: {prediction}");
        checked += 1;
    };
    for (rows, language, tolerance) in
        [("python_simple", Language::Python, 0.01), ("java_paper_examples", Language::Java, 1e-4)]
    {
        for row in vectors[rows].as_array().expect("rows") {
            let text = |field: &str| row[field].as_str().expect("a text");
            check(
                language,
                text("prediction"),
                text("reference"),
                row["codebleu"].as_f64().expect("a number"),
                tolerance,
            );
        }
    }
    for row in vectors["all_languages_about_0.6_abs_tol_0.06"].as_array().expect("rows") {
        let text = |at: usize| row[at].as_str().expect("a text");
        let language = text(0).parse().expect("a language");
        check(language, text(1), text(2), 0.6, 0.06);
        check(language, text(2), text(1), 0.6, 0.06);
    }
    assert_eq!(checked, 5 + 3 + 18);
}

/// 1,000 translations from Java to C#, published as 83.07 by CodeXGLUE's script of 2020.
///
/// The package gives 0.8201772 with its own C# grammar (0.21.3), 0.8202268 with ours (0.23.5), and 0.8163672 with that of
/// `tree_sitter_languages` 1.10.2; we give the second to the last digit. Token parts do not depend on a grammar, and 77.45 is the BLEU
/// that was published (77.46). So the missing 0.0105 lies in trees: sub-trees and data flow would have to add up to
/// 1.7668, and add up to 1.7249, because the grammar of 2020 put a node between a variable and its value that the rules ask for.
#[test]
fn translations_from_java_to_c_sharp() {
    let (Some(predictions), Some(references)) =
        (pairs::shared("translation/java-cs-model1.output.txt"), pairs::shared("translation/java-cs-model1.gold.txt"))
    else {
        return;
    };
    let pair = |(prediction, reference): (&str, &str)| Pair {
        task: None,
        prediction: prediction.into(),
        references: vec![reference.into()],
        language: Some(Language::CSharp),
    };
    let pairs: Vec<Pair> = predictions.lines().zip(references.lines()).map(pair).collect();
    assert_eq!(pairs.len(), 1000);
    let measured = measure(&CodeBleu::default(), &pairs, 0, 1);
    let part = |name: &str| measured.parts[name];
    let found = [measured.value, part("ngram"), part("weighted_ngram"), part("syntax"), part("dataflow")];
    let package = [0.8202267731912802, 0.7744630123564447, 0.781572280595552, 0.8619660969360896, 0.8629057028770349];
    assert!(farthest(found, package) < 1e-9, "{found:?}");
}

/// Values of the package: references of one prediction are added up, not the best taken; of Python, comments are taken out of the
/// prediction again for each.
#[test]
fn several_references_are_added() {
    let metric = CodeBleu::default();
    let other = "def g ( b ) :\n x = b\n return x";
    let same = "def f ( a ) :\n return a";
    let parts = metric.pair(Language::Python, same, &[same, other]).unwrap();
    let want = [0.6862241344636415, 1.0, 0.49489653785456617, 0.5833333333333334, 0.6666666666666666];
    assert!(farthest(five(parts), want) < 1e-9, "{parts:?}");
    let pair = |prediction: &str, references: &[&str]| Pair {
        task: None,
        prediction: prediction.into(),
        references: references.iter().map(|text| (*text).into()).collect(),
        language: Some(Language::Python),
    };
    let pairs = [
        pair("def f ( a ) :\n    'd'\n    'e'\n    return a", &["def f(a):\n    'd'\n    'e'\n    return a", other]),
        pair("a = c\nb = a", &["a = b"]),
    ];
    let value = measure(&metric, &pairs, 0, 1).value;
    assert!((value - 0.45757111701408215).abs() < 1e-9, "{value}");
}

/// How far the package is from us when it parses with grammars of other versions than ours, with the reason: language, version, how
/// many of 40 pairs differ in any part, and by how much at most. With our versions nothing differs.
const GRAMMARS: &[(&str, &str, usize, f64)] = include!("deviations.in");

/// The package on 400 real pairs of ten languages.
#[test]
fn the_package_agrees_on_real_pairs() {
    let Some(pairs) = pairs::pairs(40) else { return };
    let Some(package) = package::run(&pairs, 1) else { return };
    println!("the package took {:.2} s for {} pairs", package.seconds, pairs.len());
    let mut differing: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for (pair, row) in pairs.iter().zip(&package.rows) {
        let ours = five(CodeBleu::default().pair(pair.language, &pair.prediction, &[&pair.reference]).expect("rules"));
        let far = farthest(ours, *row);
        let entry = differing.entry(pair.language.name()).or_default();
        if far > 1e-9 {
            entry.0 += 1;
            entry.1 = entry.1.max(far);
        }
    }
    for (language, (count, most)) in differing {
        let version = &package.versions[language];
        let known = GRAMMARS.iter().find(|(name, known, ..)| *name == language && known == version);
        let (_, _, wanted, bound) =
            known.unwrap_or_else(|| panic!("{language} {version}: {count} pairs differ, by {most} at most"));
        assert_eq!(count, *wanted, "{language} {version}: {most} at most");
        assert!((most - bound).abs() < 1e-9, "{language} {version}: {most}, wanted {bound}");
    }
}
