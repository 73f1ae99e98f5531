//! CRS on real ratings and real functions: how well it predicts people, and whether what it prefers elsewhere is plausible.
//!
//! Needs the shared data (`TROMMEL_SHARED`, by default `../shared` beside the repository); without it these tests say loudly that they skip.

mod readable;

use std::path::PathBuf;

use readable::{in_letters, minified, real_functions, renamed};
use trommel_lang::Language;
use trommel_score::{Crs, Model, TrainOptions, read_ratings, train};

/// A file of the shared data, unpacked where it is packed.
fn shared(path: &str) -> Option<String> {
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = std::env::var_os("TROMMEL_SHARED").map_or_else(|| repository.join("../shared"), PathBuf::from);
    let file = root.join("data").join(path);
    let Ok(bytes) = std::fs::read(&file) else {
        eprintln!("SKIPPED: {} is not there; set TROMMEL_SHARED", file.display());
        return None;
    };
    let mut text = String::new();
    match path.ends_with(".gz") {
        true => std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut text).unwrap(),
        false => std::io::Read::read_to_string(&mut &bytes[..], &mut text).unwrap(),
    };
    Some(text)
}

/// The mark of the specification: ρ ≥ 0.6 with mean ratings in 10-fold cross-validation; far from chance, and from lines of code alone. And the
/// committed model is what training gives.
#[test]
fn it_agrees_with_people() {
    let Some(text) = shared("readability/scalabrino_150_java.jsonl") else { return };
    let rows = read_ratings("scalabrino_150_java.jsonl", &text).unwrap();
    assert_eq!(rows.len(), 150);
    let trained = train(&rows, &TrainOptions::default()).unwrap();
    let facts = &trained.model.trained_on;
    println!("{}", trained.card);
    assert!(facts.cross_validation.spearman >= 0.6, "{facts:?}");
    assert!(facts.cross_validation.low > 0.5, "{facts:?}");
    assert!(facts.cross_validation.spearman > facts.lines_alone.spearman + 0.1, "{facts:?}");
    assert!(facts.cross_validation.rmse < 0.85 * facts.constant.rmse, "{facts:?}");
    assert!(facts.shuffled.spearman.abs() < 0.15, "{facts:?}");

    assert_eq!(trained.card, include_str!("../src/readability/crs-java.md"), "train the model anew, and keep its card");
    let committed = Model::standard();
    assert_eq!(committed.trained_on.ratings_blake3, facts.ratings_blake3);
    for (ours, known) in trained.model.features.iter().zip(&committed.features) {
        assert!((ours.weight - known.weight).abs() < 1e-6, "`{}`: train the model anew", known.name);
    }
}

/// The share of functions of which the first text is preferred to the second.
fn preferred(crs: &Crs, language: Language, pairs: &[(String, String)]) -> f64 {
    let rating = |text: &str| crs.readability(language, text).rating;
    let won: f64 = pairs
        .iter()
        .map(|(better, worse)| {
            let (better, worse) = (rating(better), rating(worse));
            f64::from(u8::from(better > worse)) + f64::from(u8::from(better == worse)) / 2.0
        })
        .sum();
    won / pairs.len() as f64
}

/// Trained on Java only; elsewhere it should at least prefer a formatted function to the same one minified.
#[test]
fn it_prefers_formatted_functions() {
    let crs = Crs::standard();
    for (language, least, _) in LANGUAGES {
        let Some(functions) = real_functions(*language, shared) else { return };
        let pairs: Vec<_> =
            functions.iter().filter_map(|(text, _)| Some((text.clone(), minified(*language, text)?))).collect();
        let share = preferred(&crs, *language, &pairs);
        println!("{language}: formatted preferred to minified in {share:.3} of {} functions", pairs.len());
        assert!(pairs.len() >= *least, "{language}: {}", pairs.len());
        assert!(share >= 0.95, "{language}: {share}");
    }
}

/// And names that say something to names that say nothing: to those that it was trained against, and to two letters that are
/// no word, which it was not.
#[test]
fn it_prefers_names_that_say_something() {
    let crs = Crs::standard();
    for (language, least, floor) in LANGUAGES {
        let Some(functions) = real_functions(*language, shared) else { return };
        let numbered: Vec<_> = functions.into_iter().filter_map(|it| renamed(*language, it)).collect();
        let letters: Vec<_> =
            numbered.iter().map(|(better, worse)| (better.clone(), in_letters(*language, worse))).collect();
        let shares = (preferred(&crs, *language, &numbered), preferred(&crs, *language, &letters));
        println!(
            "{language}: names preferred to var_0, var_1, … in {:.3}, to qk, xk, … in {:.3} of {} functions",
            shares.0,
            shares.1,
            numbered.len()
        );
        assert!(numbered.len() >= *least, "{language}: {}", numbered.len());
        assert!(shares.0 >= 0.85, "{language}: {shares:?}");
        assert!(shares.1 >= *floor, "{language}: {shares:?}");
    }
}

/// With how many functions there are at least (HumanEval-X has no more of JavaScript and Go), and in what share of them names are to be
/// preferred to `qk`, `xk`, …: without a dictionary it tells these from `i`, `n` or `lst` by chance only, and worse where names are that short.
const LANGUAGES: &[(Language, usize, f64)] = &[
    (Language::Python, 200, 0.6),
    (Language::Java, 200, 0.7),
    (Language::JavaScript, 150, 0.15),
    (Language::Go, 150, 0.45),
    (Language::Cpp, 400, 0.45),
];
