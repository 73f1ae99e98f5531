//! Beam search.

use trommel_generate::{Beams, Options};
use trommel_model::{Batch, DType, Decoder, Run};

use crate::fixture::{FAMILIES, TOKENIZER, end, generate, generator, model, options, prompts};

fn logprobs(decoder: &Decoder, ids: &[u32]) -> Vec<f64> {
    let all = decoder.forward(&Batch::language(&[[ids, &[0]].concat()]).unwrap(), Run::default()).unwrap();
    let mut last: Vec<f64> = all.narrow(1, ids.len() - 1, 1).unwrap().flatten_all().unwrap().to_vec1().unwrap();
    last.truncate(TOKENIZER.rows());
    let total = last.iter().map(|x| x.exp()).sum::<f64>().ln();
    last.iter().map(|x| x - total).collect()
}

#[test]
fn one_beam_is_greedy() {
    for family in FAMILIES {
        let model = model(family, true, DType::F64, 2);
        let generator = generator(&model);
        let greedy = generate(&generator, &prompts(), &options(16));
        let beams = Some(Beams { width: 1, length_penalty: 1.0 });
        let found = generate(&generator, &prompts(), &Options { beams, ..options(16) });
        for ((row, beam), (expected, drawn)) in found.iter().zip(&greedy) {
            assert_eq!((&row.completion, &beam.ids), (&expected.completion, &drawn.ids), "{family:?}");
            assert!((beam.raw_logprob - drawn.raw_logprob).abs() < 1e-9);
        }
    }
}

/// All answers of two tokens at most, by trying each.
#[test]
fn a_beam_as_wide_as_the_vocabulary_finds_the_best_answers_of_all() {
    for (family, length_penalty) in [(FAMILIES[0], 0.0), (FAMILIES[2], 1.0), (FAMILIES[3], 2.5)] {
        let model = model(family, false, DType::F64, 3);
        let decoder = model.inference().unwrap();
        let prompts = &prompts()[..1];
        let first = logprobs(&decoder, &prompts[0].ids);
        let mut all: Vec<(f64, Vec<u32>)> = vec![(first[end() as usize], vec![end()])];
        for id in (0..TOKENIZER.rows() as u32).filter(|&id| id != end()) {
            let second = logprobs(&decoder, &[prompts[0].ids.as_slice(), &[id]].concat());
            let score = |other: usize| (first[id as usize] + second[other]) / 2_f64.powf(length_penalty);
            all.extend((0..second.len()).map(|other| (score(other), vec![id, other as u32])));
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let beams = Some(Beams { width: TOKENIZER.rows(), length_penalty });
        let found = generate(&generator(&model), prompts, &Options { beams, samples: 5, ..options(2) });
        for ((_, beam), (score, ids)) in found.iter().zip(&all) {
            assert_eq!(&beam.ids, ids, "{family:?}");
            assert!((beam.logprob / (ids.len() as f64).powf(length_penalty) - score).abs() < 1e-9);
        }
    }
}

#[test]
fn answers_are_the_same_whatever_is_beside_and_get_better_with_the_width() {
    let model = model(FAMILIES[1], true, DType::F32, 5);
    let generator = generator(&model);
    let search = |width, prompts: &[_]| {
        let beams = Some(Beams { width, length_penalty: 0.0 });
        generate(&generator, prompts, &Options { beams, ..options(8) })
    };
    let prompts = prompts();
    let four = search(4, &prompts);
    assert_eq!(search(4, &prompts[6..7])[0], four[6]);
    let sum = |found: &[(_, trommel_generate::Generated)]| found.iter().map(|(_, beam)| beam.logprob).sum::<f64>();
    assert!(sum(&four) > sum(&search(1, &prompts)));
}

#[test]
fn beams_and_drawing_exclude_each_other() {
    let beams = Some(Beams { width: 2, length_penalty: 1.0 });
    assert!(Options { beams, samples: 3, ..options(4) }.check().is_err());
    let mut drawing = Options { beams, samples: 2, ..options(4) };
    drawing.check().unwrap();
    drawing.sampling.temperature = 0.5;
    assert!(drawing.check().is_err());
}
