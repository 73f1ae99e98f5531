//! Training: the same result always, and what the report says of it.

use std::collections::BTreeMap;

use trommel_tokens::{Corpus, Digits, Mode, Reason, Training, special};

use crate::fixture::{MODES, corpus, documents, train};

fn in_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(work)
}

#[test]
fn neither_threads_nor_order_change_anything() {
    let mut reversed = documents();
    reversed.reverse();
    for mode in MODES {
        let results: Vec<_> = [(1, documents()), (2, documents()), (5, reversed.clone())]
            .into_iter()
            .map(|(threads, documents)| {
                in_threads(threads, || {
                    let corpus = Corpus::count(documents, Digits::Single).expect("a corpus");
                    let (tokenizer, report) = Training::new(mode, 420).run(&corpus).expect("a tokenizer");
                    (tokenizer.to_json().expect("JSON"), report)
                })
            })
            .collect();
        assert!(results.windows(2).all(|two| two[0] == two[1]), "{mode:?}");
    }
}

#[test]
fn the_report_counts_what_the_texts_become() {
    for mode in MODES {
        let (tokenizer, report) = train(mode, 420);
        let mut tokens: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        let documents = documents();
        for (language, text) in &documents {
            let sums = tokens.entry(language).or_default();
            sums.0 += tokenizer.encode(text).expect("ids").len() as u64;
            sums.1 += text.len() as u64;
        }
        assert_eq!(report.languages.len(), 3);
        for language in &report.languages {
            let (tokens, bytes) = tokens[language.language.as_str()];
            assert_eq!((language.tokens, language.bytes), (tokens, bytes), "{mode:?} {}", language.language);
            assert!((language.bytes_per_token - bytes as f64 / tokens as f64).abs() < 1e-12);
        }
        let ratios: Vec<f64> = report.languages.iter().map(|language| language.bytes_per_token).collect();
        let spread = ratios.iter().copied().fold(0.0, f64::max) / ratios.iter().copied().fold(f64::MAX, f64::min);
        assert!((report.spread - spread).abs() < 1e-12 && report.spread >= 1.0);
        assert!((report.languages.iter().map(|language| language.weight).sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(report.vocabulary, tokenizer.rows());
        assert!(report.vocabulary <= 420);
    }
}

#[test]
fn a_trained_tokenizer_compresses() {
    for mode in MODES {
        let (_, report) = train(mode, 420);
        let worst = report.languages.iter().map(|language| language.bytes_per_token).fold(f64::MAX, f64::min);
        assert!(worst > 1.8, "{mode:?}: {worst} bytes per token");
    }
}

#[test]
fn in_a_union_every_kept_piece_is_above_tau() {
    let tau = 60;
    let corpus = corpus();
    let (tokenizer, report) = Training::new(Mode::UnigramUnion { tau, exponent: 0.7 }, 600).run(&corpus).expect("one");
    let mut vocabulary: BTreeMap<&str, u64> = BTreeMap::new();
    for (language, counted) in report.languages.iter().zip(&corpus.languages) {
        let union = language.union.as_ref().expect("learned alone");
        for kept in &union.kept {
            assert!(kept.count > tau, "{kept:?}");
            assert!(tokenizer.id(&kept.piece).is_some(), "{kept:?}");
            *vocabulary.entry(&kept.piece).or_default() += kept.count;
            // Told again from the words, by someone who knows nothing of cuts: it occurs at least so often.
            let occurs: u64 =
                counted.words.iter().map(|(word, count)| word.matches(&kept.piece).count() as u64 * count).sum();
            assert!(occurs > tau, "{kept:?} occurs {occurs} times");
        }
        assert!(!union.kept.is_empty() && !union.dropped.is_empty(), "{}", language.language);
        for dropped in &union.dropped {
            match dropped.reason {
                Reason::NotAboveTau { tau: bound } => assert!(bound == tau && dropped.count <= tau, "{dropped:?}"),
                Reason::NoRoom => assert!(dropped.count > tau, "{dropped:?}"),
            }
        }
    }
    let fixed = tokenizer.special_tokens().len() + 256;
    assert_eq!(tokenizer.rows(), fixed + vocabulary.len(), "nothing else is in the vocabulary");
}

#[test]
fn scores_of_a_union_are_one_distribution() {
    let (tokenizer, _) = train(Mode::UnigramUnion { tau: 20, exponent: 0.7 }, 420);
    let file: serde_json::Value = serde_json::from_str(&tokenizer.to_json().expect("JSON")).expect("JSON");
    let fixed = tokenizer.special_tokens().len() + 256;
    let pieces = &file["model"]["vocab"].as_array().expect("pieces")[fixed..];
    let scores: Vec<f64> = pieces.iter().map(|piece| piece[1].as_f64().expect("a score")).collect();
    assert!((scores.iter().map(|score| score.exp()).sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(scores.windows(2).all(|two| two[0] >= two[1]));
}

#[test]
fn parity_narrows_the_spread() {
    let spread = |mode| train(mode, 360).1.spread;
    let (plain, even) = (spread(Mode::Bpe {}), spread(Mode::BpeParity { exponent: 0.0 }));
    assert!(even < plain, "{even} against {plain}");
    let proportional = Training::new(Mode::BpeParity { exponent: 1.0 }, 360).run(&corpus()).expect("one").0;
    let plain = train(Mode::Bpe {}, 360).0;
    assert_eq!(proportional.to_json().expect("JSON"), plain.to_json().expect("JSON"), "exponent 1 is plain BPE");
}

#[test]
fn special_tokens_and_languages_come_first() {
    let mut training = Training::new(Mode::Bpe {}, 420);
    training.special_tokens = vec!["<|im_start|>".to_owned()];
    let (tokenizer, _) = training.run(&corpus()).expect("a tokenizer");
    let names: Vec<String> = tokenizer.special_tokens().into_values().collect();
    assert_eq!(names, [special::END_OF_TEXT, special::PAD, "<|im_start|>", "<|go|>", "<|java|>", "<|python|>"]);
    assert_eq!((tokenizer.end_of_text().expect("end"), tokenizer.pad().expect("pad")), (0, 1));
    assert_eq!(tokenizer.language("java").expect("java"), 4);
    let error = tokenizer.language("cobol").expect_err("no cobol").to_string();
    assert!(error.contains("`<|cobol|>`") && error.contains("train the tokenizer with that language"), "{error}");
}

#[test]
fn digits_stay_apart_unless_asked() {
    let numbers = || (0..400).map(|at| ("python", format!("x = {}\n", 123_456 + at % 2)));
    let ids = |digits| {
        let corpus = Corpus::count(numbers(), digits).expect("a corpus");
        let tokenizer = Training::new(Mode::Bpe {}, 300).run(&corpus).expect("a tokenizer").0;
        tokenizer.encode("123456").expect("ids").len()
    };
    assert_eq!((ids(Digits::Single), ids(Digits::Triples), ids(Digits::Whole)), (6, 2, 1));
}

#[test]
fn indentation_is_compact() {
    let lines = (0..100).map(|at| ("python", format!("{}x\n", " ".repeat(4 * (1 + at % 3)))));
    let corpus = Corpus::count(lines, Digits::Single).expect("a corpus");
    let tokenizer = Training::new(Mode::Bpe {}, 300).run(&corpus).expect("a tokenizer").0;
    assert_eq!(tokenizer.encode("            x").expect("ids").len(), 2, "twelve blanks are one token");
}

#[test]
fn wrong_options_are_named() {
    let refused = |training: &Training| training.run(&corpus()).err().expect("refused").to_string();
    assert_eq!(
        refused(&Training::new(Mode::Bpe {}, 261)),
        "vocabulary is 261, expected more than 261: special tokens (5) and bytes"
    );
    let error = refused(&Training::new(Mode::BpeParity { exponent: -1.0 }, 400));
    assert_eq!(error, "exponent is -1, expected 0 (uniform) to 1 (proportional); above 1 the large become larger");
    for wrong in ["<|pad|>", "im_start", "<||>", "<|go|>", "<|unk|>"] {
        let mut training = Training::new(Mode::Bpe {}, 400);
        training.special_tokens = vec![wrong.to_owned()];
        assert!(refused(&training).starts_with(&format!("special token is `{}`", wrong)), "{wrong}");
    }
    let language = |name: &str| Corpus::count([(name, "x")], Digits::Single).err().map(|error| error.to_string());
    assert!(language("C++").expect("refused").starts_with("language is `C++`, expected lower-case"));
    assert!(language("pad").is_some() && language("").is_some() && language("c++").is_none());
    let empty = Corpus::count([("python", ""), ("go", "")], Digits::Single).expect_err("no text").to_string();
    assert_eq!(empty, "no text to train a tokenizer on: 2 documents came, and none has a byte of text");
}
