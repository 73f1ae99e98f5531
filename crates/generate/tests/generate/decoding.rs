//! Batches with a cache against the full forward pass.

use trommel_generate::{Finish, GenerateError, Generator, LongPrompts, Options, Sampling, jobs};
use trommel_model::{Batch, DType, Decoder, Run};

use crate::fixture::{FAMILIES, TOKENIZER, generate, generator, model, options, prompts};

/// The logits after the last of `ids`, by a full forward pass.
fn logits(decoder: &Decoder, ids: &[u32]) -> Vec<f64> {
    let with_next = [ids, &[0]].concat();
    let all = decoder.forward(&Batch::language(&[with_next]).unwrap(), Run::default()).unwrap();
    assert!(!all.track_op(), "no graph is kept");
    all.narrow(1, ids.len() - 1, 1).unwrap().flatten_all().unwrap().to_dtype(DType::F64).unwrap().to_vec1().unwrap()
}

fn likeliest(logits: &[f64]) -> u32 {
    (0..TOKENIZER.rows()).reduce(|a, b| if logits[b] > logits[a] { b } else { a }).unwrap() as u32
}

#[test]
fn greedy_in_batches_equals_full_passes_one_by_one() {
    let prompts = prompts();
    // Many ends, so that rows leave at different times.
    let ends: Vec<u32> = (0..TOKENIZER.rows() as u32).step_by(4).collect();
    for family in FAMILIES {
        let mut ended = 0;
        for (wide, seed) in [(false, 1), (true, 2)] {
            let model = model(family, wide, DType::F64, seed);
            let decoder = model.inference().unwrap();
            let generator = Generator::new(&model, &TOKENIZER, &ends).unwrap();
            for ((row, found), prompt) in generate(&generator, &prompts, &options(24)).iter().zip(&prompts) {
                let mut ids = prompt.ids.clone();
                while ids.len() - prompt.ids.len() < 24
                    && (ids.len() == prompt.ids.len() || !ends.contains(ids.last().unwrap()))
                {
                    ids.push(likeliest(&logits(&decoder, &ids)));
                }
                assert_eq!(found.ids, ids[prompt.ids.len()..], "{family:?} {wide} {}", prompt.task);
                assert_eq!(row.tokens, found.ids.len());
                ended += usize::from(row.finish_reason == Finish::Eos);
            }
        }
        assert!(ended > 6, "{family:?}: {ended} of 20 answers ended by themselves");
    }
}

#[test]
fn log_probabilities_are_those_of_the_model_and_of_the_draw() {
    let model = model(FAMILIES[3], true, DType::F64, 5);
    let decoder = model.inference().unwrap();
    let sampling = Sampling { temperature: 0.7, top_k: 20, top_p: 0.9, repetition_penalty: 1.1, ..Sampling::default() };
    let prompts = prompts();
    for ((_, found), prompt) in
        generate(&generator(&model), &prompts, &Options { sampling, seed: 3, ..options(10) }).iter().zip(&prompts)
    {
        let mut ids = prompt.ids.clone();
        for (at, &id) in found.ids.iter().enumerate() {
            let mut all = logits(&decoder, &ids);
            all.truncate(TOKENIZER.rows());
            let drawn = sampling.distribution(&all, &ids, None).unwrap();
            assert!(drawn.len() <= 20);
            let logprob = drawn.iter().find(|(candidate, _)| *candidate == id).expect("it could be drawn").1;
            let raw = all[id as usize] - all.iter().map(|x| x.exp()).sum::<f64>().ln();
            assert!((found.logprobs[at] - logprob).abs() < 1e-9, "{} {at}", prompt.task);
            assert!((found.raw_logprobs[at] - raw).abs() < 1e-9, "{} {at}", prompt.task);
            ids.push(id);
        }
        assert!((found.logprob - found.logprobs.iter().sum::<f64>()).abs() < 1e-12);
    }
}

#[test]
fn an_answer_ends_with_the_context() {
    let model = model(FAMILIES[1], false, DType::F32, 1);
    let never = trommel_generate::Generator::new(&model, &TOKENIZER, &[]).unwrap();
    for ((row, found), prompt) in generate(&never, &prompts(), &options(1000)).iter().zip(prompts()) {
        assert_eq!(found.ids.len(), 160 - prompt.ids.len());
        assert_eq!(row.finish_reason, Finish::Length);
    }
}

#[test]
fn a_prompt_longer_than_the_context_is_an_error_or_truncated_and_counted() {
    let model = model(FAMILIES[0], false, DType::F32, 1);
    let generator = generator(&model);
    let mut prompts = prompts();
    prompts[3].ids = [0, 1, 2, 3].repeat(45);
    let all = jobs(prompts.len(), 1);
    let mut answered = 0;
    let error = generator
        .generate(&prompts, &all, &options(20), None, |_, _, _| {
            answered += 1;
            Ok(())
        })
        .unwrap_err();
    assert!(matches!(error, GenerateError::PromptTooLong { tokens: 180, context: 160, .. }), "{error}");
    assert!(error.to_string().contains("task t/3") && error.to_string().contains("truncate-left"), "{error}");
    assert_eq!(answered, 0, "prompts are looked at before the first answer");

    let truncate = Options { long_prompts: LongPrompts::TruncateLeft, ..options(20) };
    let found = generate(&generator, &prompts, &truncate);
    assert_eq!(found.iter().map(|(row, _)| row.truncated).sum::<usize>(), 40);
    assert_eq!(found[3].0.truncated, 40);
    let mut short = prompts.clone();
    short[3].ids.drain(..40);
    assert_eq!(generate(&generator, &short, &options(20))[3].1, found[3].1, "the last 140 tokens are left");
}

#[test]
fn broken_numbers_are_an_error_that_names_the_task() {
    let model = model(FAMILIES[2], false, DType::F32, 1);
    let name = "model.norm.weight";
    let broken = model.params().get(name).unwrap().var.affine(f64::NAN, 0.0).unwrap();
    model.params().set(name, &broken).unwrap();
    let prompts = &prompts()[..1];
    let error = generator(&model).generate(prompts, &jobs(1, 1), &options(4), None, |_, _, _| Ok(())).unwrap_err();
    assert!(matches!(&error, GenerateError::NotFinite { task, position: 0, .. } if task == "t/0"), "{error}");
}

#[test]
fn options_out_of_range_are_refused() {
    let wrong = [
        Options { samples: 0, ..options(4) },
        options(0),
        Options { batch: 0, ..options(4) },
        Options { stops: vec![String::new()], ..options(4) },
        Options { sampling: Sampling { temperature: f64::NAN, ..Sampling::default() }, ..options(4) },
        Options { sampling: Sampling { temperature: -1.0, ..Sampling::default() }, ..options(4) },
        Options { sampling: Sampling { top_p: 0.0, ..Sampling::default() }, ..options(4) },
        Options { sampling: Sampling { min_p: 1.5, ..Sampling::default() }, ..options(4) },
        Options { sampling: Sampling { repetition_penalty: 0.0, ..Sampling::default() }, ..options(4) },
    ];
    for options in wrong {
        let error = options.check().unwrap_err();
        assert!(matches!(error, GenerateError::Option { .. }), "{error}");
    }
    options(4).check().unwrap();
}
