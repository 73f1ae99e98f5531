use std::io::Read;
use std::path::{Path, PathBuf};

use trommel_lang::{Language, Renaming, parse, rename};

use super::*;
use crate::metric::{Metric, measure};

const PYTHON: Language = Language::Python;

fn pair(language: Option<Language>, prediction: &str, references: &[&str]) -> Pair {
    let references = references.iter().map(|reference| (*reference).to_owned()).collect();
    Pair { task: None, prediction: prediction.into(), references, language }
}

fn ast(a: &str, b: &str) -> (f64, f64) {
    (ast_sim(a, b, PYTHON, NodeLabels::Kind), ast_sim(a, b, PYTHON, NodeLabels::KindAndText))
}

fn sem(a: &str, b: &str) -> f64 {
    sem_sim(a, b, PYTHON)
}

/// Real Python functions that compile, or none and a word about it.
fn real_functions(test: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let shared = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root.join("shared"), PathBuf::from);
    let path = shared.join("data/functions/edinburgh_code_docstring_python.jsonl.gz");
    let Ok(file) = std::fs::File::open(&path) else {
        println!("SKIPPED: {test}: no {}; name its folder in TROMMEL_SHARED", path.display());
        return Vec::new();
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let rows = text.lines().step_by(23).map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let codes = rows.filter_map(|row| Some(row["code"].as_str()?.to_owned()));
    codes.filter(|code| parse(PYTHON, code).is_ok_and(|parse| parse.validity().parses)).take(400).collect()
}

#[test]
fn ast_sim_by_kind_and_by_text() {
    let (sum, difference) = ("def f(a, b):\n    return a + b\n", "def f(a, b):\n    return a - b\n");
    assert_eq!(ast(sum, sum), (1.0, 1.0));
    // module, function_definition, identifier, parameters, two identifiers, block, return_statement, binary_operator, two identifiers.
    assert_eq!(ast(sum, difference), (1.0, 1.0 - 1.0 / 11.0));
    assert_eq!(ast(sum, "def g(a, b):  # so\n    return a + b\n"), (1.0, 1.0 - 1.0 / 11.0));
    // module, expression_statement, assignment, identifier, integer.
    assert_eq!(ast("x = 1\n", ""), (1.0 - 4.0 / 5.0, 1.0 - 4.0 / 5.0));
    assert_eq!(ast("x = 1\n", "x = \n"), (0.0, 0.0));
    assert_eq!(ast_sim("return $a;", "<?php return $a;", Language::Php, NodeLabels::KindAndText), 1.0);
    assert!(
        ast_sim(
            "public A(int x) { this.x = x; }",
            "public A(int x) { this.y = x; }",
            Language::CSharp,
            NodeLabels::KindAndText
        ) > 0.8
    );
}

#[test]
fn of_several_references_the_best_counts_and_oddities_are_flagged() {
    let tally = |prediction: &str, references: &[&str]| {
        let pair = pair(Some(PYTHON), prediction, references);
        let (ast, sem) = (AstSim::default().tally(&pair), SemSim::default().tally(&pair));
        assert_eq!(ast.flags, sem.flags);
        (ast.sums, sem.sums, ast.flags)
    };
    let full = Some(vec![1.0, 1.0]);
    assert_eq!(tally("f(1)\n", &["g(x, y)\n", "f(1)\n"]), (full.clone(), full.clone(), vec![]));
    assert_eq!(tally("f(1)\n", &["f(\n", "f(1)\n"]), (full.clone(), full, vec![Flag::ReferenceDoesNotParse]));
    let none = Some(vec![0.0, 1.0]);
    assert_eq!(tally("f(\n", &["f(1)\n"]), (none.clone(), none, vec![Flag::PredictionDoesNotParse]));
    assert_eq!(tally(" ", &["f(1)\n"]).2, [Flag::EmptyPrediction]);
    assert_eq!(tally("f(1)\n", &[""]).2, [Flag::EmptyReference]);
    assert_eq!(tally("f(1)\n", &[]), (None, None, vec![Flag::EmptyReference]));
    let unknown = pair(None, "a", &["a"]);
    let want = Tally { sums: None, flags: vec![Flag::NoGrammar] };
    assert_eq!((AstSim::default().tally(&unknown), SemSim::default().tally(&unknown)), (want.clone(), want));
}

#[test]
fn options_in_text() {
    assert_eq!(AstSim::parse("").unwrap(), AstSim::parse("kind").unwrap());
    assert!(AstSim::parse("kind+text").unwrap().signature().contains("labels:kind+text|"));
    assert!(AstSim::parse("text").unwrap_err().to_string().contains("expected `kind` or `kind+text`"));
    assert_eq!(SemSim::parse("wl").unwrap(), SemSim::default());
    let signature = SemSim::parse("iterations=2, dimensions=64,seed=9").unwrap().signature();
    assert!(signature.contains("|iterations:2|dimensions:64|seed:9|"), "{signature}");
    for wrong in ["iterations=17", "dimensions=0", "rounds=1", "seed=x", "bert"] {
        assert!(SemSim::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn sem_sim_tells_what_is_computed() {
    let base = "def f(a, b):\n    t = a - b\n    u = g(b)\n    if t < 0:\n        t = h(u)\n    return t\n";
    assert_eq!(sem(base, base), 1.0);
    for (old, new) in [
        ("a - b", "a + b"),
        ("a - b", "b - a"),
        ("t < 0", "t <= 0"),
        ("t < 0", "0 < t"),
        ("t < 0", "t < 1"),
        ("    u = g(b)\n", ""),
        ("        t = h(u)\n", "        pass\n"),
        ("h(u)", "k(u)"),
        ("h(u)", "h(a)"),
        ("return t", "return u"),
        ("def f(a, b)", "def f(b, a)"),
        ("a - b", "a - b - 0"),
        ("    return t\n", "    a = b\n    return t\n"),
    ] {
        let changed = base.replacen(old, new, 1);
        let similarity = sem(base, &changed);
        assert!(base != changed && similarity < 0.999 && similarity > 0.3, "{old} → {new}: {similarity}");
        assert_eq!(similarity, sem(&changed, base));
    }
    for (old, new) in [
        ("    t = a - b\n    u = g(b)\n", "    u = g(b)\n    t = a - b\n"),
        ("t < 0", "0 > t"),
        ("t = a - b", "t = (a - b)  # so"),
        ("def f(a, b):\n", "def f(a: int, b=None) -> int:\n    \"\"\"Says.\"\"\"\n"),
    ] {
        let changed = base.replacen(old, new, 1);
        let similarity = sem(base, &changed);
        let whole = !new.contains("None");
        assert!(
            if whole { similarity == 1.0 } else { similarity > 0.7 && similarity < 1.0 },
            "{old} → {new}: {similarity}"
        );
    }
    let renamed =
        "def other(x, y):\n    one = x - y\n    two = g(y)\n    if one < 0:\n        one = h(two)\n    return one\n";
    assert_eq!(sem(base, renamed), 1.0);
}

/// These numbers are the same in every process and on every machine.
#[test]
fn pinned() {
    let (a, b) = ("def f(a):\n    return g(a) + 1\n", "def f(a):\n    x = g(a)\n    return x + 2\n");
    assert_eq!(format!("{:.9} {:.9}", sem(a, b), ast(a, b).0), "0.634745450 0.529411765");
}

#[test]
fn real_functions_under_other_names_are_the_same() {
    let functions = real_functions("real_functions_under_other_names_are_the_same");
    let mut renamed_ones = 0;
    for function in &functions {
        let parsed = parse(PYTHON, function).unwrap();
        if let Some(renamed) = rename(&parsed, function, Renaming::Anonymous, "").text {
            renamed_ones += 1;
            assert_eq!(sem(function, &renamed), 1.0, "{function}\n{renamed}");
        }
    }
    assert!(functions.is_empty() || renamed_ones > functions.len() / 2, "{renamed_ones} of {}", functions.len());
}

#[test]
fn real_functions_are_within_range_and_either_way_round() {
    let functions = real_functions("real_functions_are_within_range_and_either_way_round");
    for (a, b) in functions.iter().zip(functions.iter().skip(1)) {
        for similarity in [sem_sim, |a: &str, b: &str, language| ast_sim(a, b, language, NodeLabels::KindAndText)] {
            let there = similarity(a, b, PYTHON);
            assert!((0.0..=1.0).contains(&there));
            assert_eq!(there, similarity(b, a, PYTHON));
            assert_eq!(similarity(a, a, PYTHON), 1.0);
        }
    }
}

#[test]
fn the_same_on_any_number_of_threads() {
    let texts = ["f(1)\n", "for x in y:\n    f(x)\n", "x = 1\n", "def f(a):\n    return a\n", "f(\n", ""];
    let pairs: Vec<Pair> = texts.iter().flat_map(|a| texts.map(|b| pair(Some(PYTHON), a, &[b]))).collect();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| [measure(&AstSim::default(), &pairs, 100, 1), measure(&SemSim::default(), &pairs, 100, 1)])
    };
    assert_eq!(run(1), run(5));
}

#[test]
fn huge_and_deep_texts_are_flagged_and_end() {
    let large = |name: &str| {
        (0..16_000)
            .map(|at| format!("def {name}{at}(a, b):\n    return [a + b, {at}, 'some text to fill it']\n\n"))
            .collect::<String>()
    };
    let (a, b) = (large("f"), large("long_name_"));
    assert!(a.len().min(b.len()) > 900_000);
    let tally = AstSim { labels: NodeLabels::KindAndText }.tally(&pair(Some(PYTHON), &a, &[&b]));
    assert_eq!(tally.flags, [Flag::TooLarge]);
    assert!(tally.sums.unwrap()[0] > 0.5);
    assert_eq!(SemSim::default().tally(&pair(Some(PYTHON), &a, &[&b])).sums, Some(vec![1.0, 1.0]));
    for text in ["(".repeat(10_000) + "1" + &")".repeat(10_000), "[".repeat(10_000) + &"]".repeat(10_000)] {
        for language in Language::ALL {
            let pair = pair(Some(*language), &text, &["x", &text]);
            for metric in [&AstSim::default() as &dyn Metric, &SemSim::default()] {
                let tally = metric.tally(&pair);
                let value = tally.sums.unwrap()[0];
                assert!((0.0..=1.0).contains(&value), "{language}: {value}");
            }
        }
    }
    let calls = "f(".repeat(450) + &")".repeat(450);
    let tally = SemSim::default().tally(&pair(Some(Language::JavaScript), &calls, &[&calls]));
    assert_eq!((tally.flags, tally.sums), (vec![Flag::TooLarge], Some(vec![1.0, 1.0])));
}
