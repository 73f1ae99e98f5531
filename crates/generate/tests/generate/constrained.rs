//! Constraints.

use std::collections::BTreeMap;

use trommel_generate::Beams;
use trommel_generate::{Constraint, Finish, Generator, OneOf, Options, Row, Sampling, TokenBytes, jobs};
use trommel_model::DType;

use crate::fixture::{FAMILIES, TOKENIZER, generator, model, options, prompts};

/// Names of which some begin with others; letters of several bytes; words that BPE would cut in many ways.
const NAMES: [&str; 7] = ["add", "add_three", "add_t", "return", "maximum", "größe", "grö"];

fn rows(generator: &Generator, options: &Options, constraint: &dyn Constraint) -> Vec<Row> {
    let prompts = prompts();
    let mut rows = Vec::new();
    let all = jobs(prompts.len(), options.samples);
    generator
        .generate(&prompts, &all, options, Some(constraint), |_, row, _| {
            rows.push(row);
            Ok(())
        })
        .unwrap();
    rows
}

#[test]
fn every_answer_is_in_the_list_and_every_text_of_it_is_answered() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (family, seed) in FAMILIES.into_iter().zip(1..) {
        let model = model(family, false, DType::F32, seed);
        let generator = generator(&model);
        let names = OneOf::new(&NAMES, generator.token_bytes().unwrap()).unwrap();
        for temperature in [0.0, 1.0, 50.0] {
            let sampling = Sampling { temperature, ..Sampling::default() };
            let samples = if temperature == 0.0 { 1 } else { 12 };
            for row in rows(&generator, &Options { samples, sampling, ..options(40) }, &names) {
                assert!(NAMES.contains(&row.completion.as_str()), "{:?}", row.completion);
                assert_eq!(row.finish_reason, Finish::Eos);
                *counts.entry(row.completion).or_default() += 1;
            }
        }
    }
    assert_eq!(counts.len(), NAMES.len(), "{counts:?}");
}

#[test]
fn the_best_answers_of_a_beam_search_are_in_the_list() {
    let model = model(FAMILIES[3], false, DType::F32, 6);
    let generator = generator(&model);
    let names = OneOf::new(&NAMES, generator.token_bytes().unwrap()).unwrap();
    let beams = Some(Beams { width: 3, length_penalty: 1.0 });
    let rows = rows(&generator, &Options { beams, samples: 3, ..options(40) }, &names);
    assert_eq!(rows.len(), 30);
    assert!(rows.iter().all(|row| NAMES.contains(&row.completion.as_str())));
}

#[test]
fn what_is_allowed_is_what_leads_to_a_text() {
    let bytes = TokenBytes::new(&TOKENIZER).unwrap();
    let names = OneOf::new(&["add", "add_t"], &bytes).unwrap();
    let next = |written: &str| {
        let allowed = names.allowed(written.as_bytes(), &bytes);
        let ids = allowed.ids.unwrap();
        assert!(ids.is_sorted());
        let mut texts: Vec<String> = ids.iter().map(|&id| String::from_utf8(bytes.of(id).to_vec()).unwrap()).collect();
        texts.sort();
        (texts, allowed.end)
    };
    assert!(next("").0.contains(&"a".to_owned()) && !next("").1);
    assert_eq!(next("add").0.iter().map(|text| &text[..1]).collect::<std::collections::BTreeSet<_>>(), ["_"].into());
    assert!(next("add").1);
    assert_eq!(next("add_"), (vec!["t".to_owned()], false));
    assert_eq!(next("add_t"), (vec![], true));
}

#[test]
fn lists_that_cannot_be_answered_are_refused() {
    let bytes = TokenBytes::new(&TOKENIZER).unwrap();
    for list in [vec![], vec!["a", ""]] {
        assert!(OneOf::new(&list, &bytes).is_err());
    }
    let names = OneOf::new(&NAMES, &bytes).unwrap();
    let model = model(FAMILIES[0], false, DType::F32, 1);
    let prompts = prompts();
    let run = |generator: &Generator, tokens| {
        generator
            .generate(&prompts, &jobs(1, 1), &options(tokens), Some(&names), |_, _, _| Ok(()))
            .map_err(|e| e.to_string())
    };
    run(&generator(&model), 10).unwrap();
    let error = run(&generator(&model), 9).unwrap_err();
    assert!(error.contains("room for 10 tokens"), "{error}");
    let endless = Generator::new(&model, &TOKENIZER, &[]).unwrap();
    assert!(run(&endless, 40).unwrap_err().contains("a token that ends texts"));
}

#[test]
fn bytes_of_tokens_spell_what_is_decoded() {
    let bytes = TokenBytes::new(&TOKENIZER).unwrap();
    let text = "def add_three(größe, 数):\n\treturn 'ein  Text' + \u{1f980}\n";
    let ids = TOKENIZER.encode(text).unwrap();
    assert_eq!(bytes.all(&ids), text.as_bytes());
    let every: std::collections::BTreeSet<&[u8]> = (0..TOKENIZER.rows() as u32).map(|id| bytes.of(id)).collect();
    assert!((0..=255_u8).all(|byte| every.contains([byte].as_slice())));
    assert!(bytes.of(TOKENIZER.end_of_text().unwrap()).is_empty());
    for id in bytes.leading_to(b"def") {
        let piece = bytes.of(id);
        assert!(piece.starts_with(b"def") || b"def".starts_with(piece), "{piece:?}");
    }
}
