//! Published vectors, properties on any text, and the outputs of a real model.

use std::path::PathBuf;

use serde_json::Value;
use trommel_lang::Language;

use super::{Bleu, Level, Overlap, Tokenizer, rouge_l, rouge_l_sum};
use crate::interval::SplitMix;
use crate::metric::{Flag, Pair};
use crate::metrics;

/// A file of the shared data, or a loud word that the test is skipped.
fn shared(path: &str) -> Option<String> {
    let root = std::env::var_os("TROMMEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = root.join("data").join(path);
    let read = std::fs::read_to_string(&file);
    if let Err(error) = &read {
        eprintln!("SKIPPED: {}: {error}; set TROMMEL_SHARED to the folder with `data`", file.display());
    }
    read.ok()
}

fn vectors(name: &str) -> Option<Vec<Value>> {
    let all: Value = serde_json::from_str(&shared("vectors/metric_vectors.json")?).expect("JSON");
    Some(all[name].as_array().expect("a list").clone())
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn pair(prediction: &str, references: &[&str]) -> Pair {
    Pair {
        task: None,
        prediction: prediction.into(),
        references: references.iter().map(|text| (*text).to_owned()).collect(),
        language: Some(Language::Python),
    }
}

#[test]
fn bleu_of_sacrebleu() {
    let Some(vectors) = vectors("sacrebleu_2.6.0") else { return };
    assert_eq!(vectors.len(), 40);
    for vector in &vectors {
        let tokenizer = text(&vector["tokenize"]).parse().expect("a tokenizer");
        let references: Vec<String> =
            vector["refs"].as_array().expect("references").iter().map(|one| text(one).to_owned()).collect();
        let bleu = Bleu { tokenizer, ..Bleu::default() };
        let corpus = bleu.of_pair(None, text(&vector["hyp"]), &references);
        let sentence = Bleu { level: Level::Sentence, ..bleu }.of_pair(None, text(&vector["hyp"]), &references);
        let near = |found: f64, wanted: &Value| (found - wanted.as_f64().expect("a number")).abs() < 1e-6;
        assert!(near(corpus.score, &vector["corpus"]), "{corpus:?} {vector}");
        assert!(near(sentence.score, &vector["sentence_eff"]), "{sentence:?} {vector}");
        assert!(near(corpus.penalty, &vector["bp"]), "{corpus:?} {vector}");
        assert_eq!(corpus.matched.to_vec(), numbers(&vector["counts"]), "{vector}");
        assert_eq!(corpus.total.to_vec(), numbers(&vector["totals"]), "{vector}");
        assert!(near(corpus.predicted, &vector["sys_len"]) && near(corpus.expected, &vector["ref_len"]), "{vector}");
    }
}

#[test]
fn tokens_of_13a() {
    let Some(vectors) = vectors("tokenizer_13a") else { return };
    assert_eq!(vectors.len(), 15);
    for vector in &vectors {
        let tokens = Tokenizer::V13a.tokens(None, text(&vector["s"]));
        let tokens: Vec<&str> =
            tokens.iter().map(|(_, token)| std::str::from_utf8(token).expect("whole characters")).collect();
        assert_eq!(tokens.join(" "), text(&vector["out"]), "{vector}");
    }
}

#[test]
fn rouge_of_rouge_score() {
    let Some(vectors) = vectors("rouge_l") else { return };
    assert_eq!(vectors.len(), 11);
    let near = |found: Overlap, wanted: &Value| {
        let pairs = [found.precision, found.recall, found.f].into_iter().zip(numbers(wanted));
        pairs.into_iter().all(|(found, wanted)| (found - wanted).abs() < 1e-12)
    };
    for vector in &vectors {
        let (prediction, reference) = (text(&vector["hyp"]), text(&vector["ref"]));
        assert!(near(rouge_l(prediction, reference), &vector["rougeL"]), "{vector}");
        let (by_line, exact) = rouge_l_sum(prediction, reference);
        assert!(exact && near(by_line, &vector["rougeLsum"]), "{vector}");
    }
}

/// What ROUGE drops is no difference to it, and is one to the others.
#[test]
fn what_rouge_does_not_see() {
    for (a, b) in [("a + b", "a - b"), ("café", "caf"), ("x1 = foo_bar(2)", "x1 = foo bar 2"), ("\u{212a}", "k")] {
        assert_eq!(rouge_l(a, b).f, 1.0, "{a} {b}");
        assert!(metrics::metric("bleu").expect("known").of_pair(&pair(a, &[b])).0 < Some(99.0), "{a} {b}");
    }
    assert_eq!(rouge_l("+ - * /", "+ - * /").f, 0.0);
}

/// Published for RoBERTa (code): BLEU 77.46 and exact match 56.1.
#[test]
fn translations_of_a_model() {
    let (Some(predictions), Some(references)) =
        (shared("translation/java-cs-model1.output.txt"), shared("translation/java-cs-model1.gold.txt"))
    else {
        return;
    };
    let pairs: Vec<Pair> =
        predictions.lines().zip(references.lines()).map(|(p, r)| pair(p.trim(), &[r.trim()])).collect();
    assert_eq!((pairs.len(), references.lines().count()), (1000, 1000));
    let value = |name: &str| metrics::metric(name).expect("known").measure(&pairs, 0, 0).value;
    let round = |value: f64| (value * 100.0).round() / 100.0;
    assert_eq!(round(value("bleu-codexglue")), 77.46);
    assert_eq!(round(value("em") * 100.0), 56.1);
    eprintln!("sacrebleu's: {:.2}; ROUGE-L {:.4}", value("bleu"), value("rouge-l"));
    // White space is all that CodeXGLUE separates at, and smoothing does nothing to a corpus: only rounding is left between the two.
    assert!((value("bleu:none") - value("bleu-codexglue")).abs() < 0.1);
}

/// Texts that somebody may put before a metric.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\n\n",
        "x",
        "return x",
        "+ - * /",
        "\u{0}",
        "\u{feff}é\u{301}\u{1F600}",
        "<skipped>-\n&quot;&amp;lt;",
        "١٢٣,٤",
        "def f(a, b):\n    return a + b\n",
        "def f(:\n",
        "'''",
        "# only a comment of many words that are nothing else\n",
        "\u{2028}\u{85}\u{1c}",
        "a.b,c-d 1.2,3-4 ...---,,,",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut random = SplitMix(9);
    for _ in 0..60 {
        let length = random.below(60);
        let alphabet: Vec<char> = "ab1.,-_ \n\t\"'(){}&;lt<é中€\u{301}\u{a0}\u{1F600}\u{1e}".chars().collect();
        texts.push((0..length).map(|_| alphabet[random.below(alphabet.len())]).collect());
    }
    texts
}

/// In range, never NaN, 1 or 100 on itself but for the exceptions that are documented.
#[test]
fn any_texts() {
    let texts = texts();
    let all = [
        "bleu",
        "bleu:intl",
        "bleu:none",
        "bleu:char",
        "bleu:code",
        "bleu:floor",
        "bleu:add-k",
        "bleu:unsmoothed",
        "bleu:sentence:lc",
    ];
    for name in metrics::names().filter(|name| is_of_texts(name)).chain(all) {
        let named = metrics::metric(name).expect("known");
        let most = if name.starts_with("bleu") && !name.starts_with("bleu-n") { 100.0 } else { 1.0 };
        for a in &texts {
            for b in &texts {
                let (Some(value), tally) = named.of_pair(&pair(a, &[b])) else { panic!("{name} does not count {a:?}") };
                assert!((0.0..=most).contains(&value), "{name} of {a:?} beside {b:?}: {value}");
                assert_eq!(tally.flags.contains(&Flag::EmptyPrediction), a.trim().is_empty());
                // With itself among the references it is at least as good as without.
                if a == b && !excepted(name, a) {
                    assert!((value - most).abs() < 1e-9, "{name} of {a:?} beside itself: {value}");
                    let (again, _) = named.of_pair(&pair(a, &["other words", b]));
                    assert_eq!(again, Some(value), "{name} of {a:?}");
                }
            }
        }
        let pairs: Vec<Pair> = texts.iter().zip(texts.iter().rev()).map(|(a, b)| pair(a, &[b, "x"])).collect();
        let measured = named.measure(&pairs, 100, 3);
        assert!((0.0..=most).contains(&measured.value), "{name}: {measured:?}");
        assert!(
            measured.interval.low <= measured.interval.high && measured.interval.high <= most,
            "{name}: {measured:?}"
        );
    }
}

fn is_of_texts(name: &str) -> bool {
    ["bleu", "rouge", "em"].iter().any(|kind| name.split(['-', ':']).next() == Some(kind))
}

/// Where a text beside itself has not the best value: without any token; and where it does not parse, the tree's match.
fn excepted(name: &str, text: &str) -> bool {
    let words = !text.trim_matches(super::unicode::is_space).is_empty();
    match name {
        "em" | "em-lines" | "em-tokens" => false,
        "em-tree" => !trommel_lang::parse(Language::Python, text).is_ok_and(|parse| parse.validity().parses),
        "rouge-l" | "rouge-lsum" => !text.to_lowercase().bytes().any(|byte| byte.is_ascii_alphanumeric()),
        "bleu-codexglue-text" => false,
        "bleu:code" => Tokenizer::Code.tokens(Some(Language::Python), text).is_empty(),
        "bleu:none" | "bleu-codexglue" | "bleu:char" | "bleu:intl" => !words,
        _ => Tokenizer::V13a.tokens(None, text).is_empty(),
    }
}

/// A megabyte beside a megabyte is a matter of seconds, for each metric.
#[test]
fn large_texts() {
    let mut random = SplitMix(2);
    let mut large = |variant: &str| {
        let mut text = String::new();
        while text.len() < 1 << 20 {
            let (a, b) = (random.below(5000), random.below(300));
            text.push_str(&format!("def f{a}(x, y{b}):\n    return x.a{b} + [{a}, '{variant}'][y{b}]  # é\n"));
        }
        text
    };
    let (a, b) = (large("one"), large("other"));
    for name in metrics::names().filter(|name| is_of_texts(name)) {
        let named = metrics::metric(name).expect("known");
        let (value, tally) = named.of_pair(&pair(&a, &[&b]));
        assert!(value.is_some_and(|value| value.is_finite()), "{name}");
        // Only the tables of ROUGE-Lsum are bounded.
        assert_eq!(tally.flags.contains(&Flag::TooLarge), name == "rouge-lsum", "{name}: {:?}", tally.flags);
    }
    // Any bytes that are not text become text before a metric sees them; those of both halves of this text are not.
    let broken = String::from_utf8_lossy(&[0xff, 0xc3, 0x28, 0, b'x']).into_owned();
    assert_eq!(metrics::metric("em").expect("known").of_pair(&pair(&broken, &[&broken])).0, Some(1.0));
}

/// The language decides what is a comment; without a language there is no tree.
#[test]
fn exact_matches_as_metrics() {
    let of = |name: &str, pair: &Pair| metrics::metric(name).expect("known").of_pair(pair).0;
    let same = pair("x = 1 # one\n", &["y = 2", "x = 1\n"]);
    assert_eq!(["em", "em-lines", "em-tokens", "em-tree"].map(|name| of(name, &same)), [0.0, 0.0, 1.0, 1.0].map(Some));
    let none = Pair { language: None, ..same };
    assert_eq!(of("em-tree", &none), None);
    let broken = metrics::metric("em-tree").expect("known").of_pair(&pair("def f(:", &["x = (1"])).1;
    assert_eq!(broken.flags, [Flag::PredictionDoesNotParse, Flag::ReferenceDoesNotParse]);
}
