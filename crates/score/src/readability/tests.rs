use super::*;
use crate::measure;

fn pair(language: Option<Language>, prediction: &str) -> Pair {
    Pair { task: None, prediction: prediction.into(), references: Vec::new(), language }
}

const GOOD: &str =
    "/** The larger of both. */\nint max(int left, int right) {\n    return left > right ? left : right;\n}\n";

/// Whatever the text, in every language: a finite rating in range, the same each time.
#[test]
fn every_text_has_a_rating_in_range() {
    let crs = Crs::standard();
    let junk: String = (0..4_000_u32).map(|at| char::from_u32(at * 7919 % 0xd7ff).unwrap_or(' ')).collect();
    let large = GOOD.repeat((1 << 20) / GOOD.len() + 1);
    let line = "a+".repeat((1 << 19) + 1);
    let deep = format!("{}{}", "(".repeat(5_000), ")".repeat(5_000));
    for language in Language::ALL {
        for text in ["", " \n\t\r\n", "x", ")", "\"", "/*", "#", "\u{0}\u{1}", &junk, &deep] {
            let got = crs.readability(*language, text);
            assert!((1.0..=5.0).contains(&got.rating) && (0.0..=1.0).contains(&got.normalised), "{language}: {got:?}");
            assert_eq!(got, crs.readability(*language, text));
        }
    }
    for language in [Language::Java, Language::Python] {
        for text in [&large, &line] {
            let got = crs.readability(language, text);
            assert!((1.0..=5.0).contains(&got.rating), "{language}: {got:?}");
            assert!(got.flags.contains(&Flag::TooLarge), "{language}: {:?}", got.flags);
        }
    }
}

#[test]
fn what_is_odd_is_flagged() {
    let crs = Crs::standard();
    assert_eq!(crs.readability(Language::Java, GOOD).flags, []);
    assert_eq!(crs.readability(Language::Java, " \n").flags, [Flag::EmptyPrediction]);
    assert_eq!(crs.readability(Language::Java, " \n").rating, 1.0);
    assert_eq!(crs.readability(Language::Java, "int max(int {{{").flags, [Flag::PredictionDoesNotParse]);
    assert_eq!(crs.readability(Language::Python, "    return x\n").flags, []);
}

#[test]
fn as_a_metric_it_is_a_mean_of_predictions() {
    let crs = Crs::standard();
    let java = Some(Language::Java);
    let pairs = [pair(java, GOOD), pair(java, ""), pair(None, GOOD)];
    let measured = measure(&crs, &pairs, 100, 1);
    let good = crs.readability(Language::Java, GOOD);
    assert_eq!((measured.pairs, measured.of), (2, 3));
    assert!((measured.value - good.normalised / 2.0).abs() < 1e-12);
    assert!((measured.parts["rating"] - (good.rating + 1.0) / 2.0).abs() < 1e-12);
    assert_eq!(measured.flags[&Flag::NoGrammar], 1);
    assert_eq!(measured.signature, format!("features:1|model:{}|rated:java×150", Model::standard().hash()));
    assert_eq!(measure(&crs, &[], 100, 1).value, 0.0);
}

/// Line ends do not matter, nor does a final one.
#[test]
fn line_ends_do_not_matter() {
    let crs = Crs::standard();
    let rating = |text: &str| crs.readability(Language::Java, text).rating;
    assert_eq!(rating(GOOD).to_bits(), rating(GOOD.trim_end()).to_bits());
    assert!((rating(GOOD) - rating(&GOOD.replace('\n', "\r\n"))).abs() < 1e-9);
}

/// PHP without its tag is PHP.
#[test]
fn php_needs_no_tag() {
    let crs = Crs::standard();
    let rating = |text: &str| crs.readability(Language::Php, text);
    let bare = rating("function largest($left, $right)\n{\n    return max($left, $right);\n}\n");
    assert_eq!(bare.flags, []);
    assert!(bare.rating > 3.0, "{bare:?}");
}

/// Of each step, the better text first.
#[test]
fn it_prefers_what_people_prefer() {
    let crs = Crs::standard();
    let rating = |text: &str| crs.readability(Language::Java, text).rating;
    let bare = "int max(int left, int right) {\n    return left > right ? left : right;\n}\n";
    let crowded = "int max(int left,int right){return left>right?left:right;}";
    assert!(rating(GOOD) > rating(bare), "{} {}", rating(GOOD), rating(bare));
    assert!(rating(bare) > rating(crowded), "{} {}", rating(bare), rating(crowded));
}

fn rows() -> Vec<Rated> {
    let row = |at: usize| Rated {
        snippet: format!("int f{at}(int a) {{\n{}    return a;\n}}\n", "    a = g(a, a + 1);\n".repeat(at * 7 % 23)),
        language: Language::Java,
        ratings: vec![5.0 - (at * 7 % 23) as f64 / 6.0, 5.0 - (at * 7 % 23) as f64 / 8.0],
    };
    (0..23).map(row).collect()
}

#[test]
fn training_does_not_depend_on_the_order_of_rows() {
    let options = TrainOptions { seed: 3, folds: 5, repeats: 2, pull: 0.0 };
    let mut rows = rows();
    let model = train(&rows, &options).unwrap().model;
    rows.reverse();
    assert_eq!(train(&rows, &options).unwrap().model.text(), model.text());
    assert!(model.trained_on.cross_validation.spearman > 0.8, "{:?}", model.trained_on);
    assert!(model.trained_on.shuffled.spearman < 0.5, "{:?}", model.trained_on);
    assert_ne!(train(&rows, &TrainOptions { seed: 4, ..options }).unwrap().model.text(), model.text());
}

#[test]
fn too_few_rows_are_refused() {
    let message = |options: &TrainOptions| train(&rows(), options).unwrap_err().to_string();
    assert!(
        message(&TrainOptions { folds: 12, ..TrainOptions::default() }).contains("23 rows, expected at least 24 rows")
    );
    assert!(message(&TrainOptions { folds: 1, ..TrainOptions::default() }).contains("at least 2 folds"));
}

/// Names are kept apart, so that a model's weights have one meaning.
#[test]
fn features_have_names_of_their_own() {
    let mut names: Vec<&str> = features().map(|feature| feature.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), features().count());
}
