//! The same seed gives the same bytes, whatever else is computed beside.

use trommel_generate::{Generated, Generator, Options, Prompt, Row, Sampling};
use trommel_model::{AdapterConfig, DType, Model};

use crate::fixture::{FAMILIES, generate, generator, model, options, prompts};

/// Every bit of an answer.
type Bits = (Row, Vec<u32>, Vec<u64>);

fn bits((row, generated): (Row, Generated)) -> Bits {
    let numbers = generated.logprobs.iter().chain(&generated.raw_logprobs).map(|number| number.to_bits()).collect();
    (row, generated.ids, numbers)
}

fn sampling() -> Options {
    let sampling = Sampling { temperature: 1.0, top_p: 0.95, ..Sampling::default() };
    Options { samples: 3, seed: 11, sampling, batch: 8, ..options(12) }
}

fn all(generator: &Generator, prompts: &[Prompt], options: &Options) -> Vec<Bits> {
    generate(generator, prompts, options).into_iter().map(bits).collect()
}

fn check(model: &Model, at: &str) {
    let (generator, prompts) = (generator(model), prompts());
    let expected = all(&generator, &prompts, &sampling());
    let texts: std::collections::BTreeSet<&Vec<u32>> = expected.iter().map(|(_, ids, _)| ids).collect();
    assert!(texts.len() > 25, "{at}: samples differ from each other");
    for batch in [1, 2, 3, 5, 30] {
        let found = all(&generator, &prompts, &Options { batch, ..sampling() });
        assert_eq!(found, expected, "{at}: batches of {batch}");
    }
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(|| all(&generator, &prompts, &sampling())), expected, "{at}: {threads} threads");
    }
    // Other tasks beside, in another order; and other numbers of samples.
    for (from, step) in [(9, 7), (4, 3)] {
        let order: Vec<usize> = (0..10).map(|i| (from + i * step) % 10).collect();
        let shuffled: Vec<Prompt> = order.iter().map(|&at| prompts[at].clone()).collect();
        let found = all(&generator, &shuffled, &sampling());
        let wanted: Vec<Bits> = order.iter().flat_map(|&at| expected[3 * at..3 * at + 3].to_vec()).collect();
        assert_eq!(found, wanted, "{at}: tasks in the order {order:?}");
    }
    let first = all(&generator, &prompts[2..5], &Options { samples: 1, ..sampling() });
    assert_eq!(first, [6, 9, 12].map(|at| expected[at].clone()), "{at}: three tasks alone");
    let other = all(&generator, &prompts, &Options { seed: 12, ..sampling() });
    assert!(other.iter().zip(&expected).filter(|(a, b)| a.1 == b.1).count() < 5, "{at}: another seed, other bytes");
}

#[test]
fn of_wide_models() {
    FAMILIES.into_iter().for_each(|family| check(&model(family, true, DType::F32, 7), &format!("{family:?} wide")));
}

/// Elsewhere than on the CPU the batch size is a part of the run, but neither order nor neighbours are; the operators
/// for other devices run here, too.
#[test]
fn of_composed_operators_in_batches_of_one_size() {
    let mut model = model(FAMILIES[3], true, DType::F32, 7);
    model.set_path(trommel_model::ops::Path::Composed);
    let (generator, prompts) = (generator(&model), prompts());
    assert!(generator.batch_matters());
    let expected = all(&generator, &prompts, &sampling());
    let reversed: Vec<Prompt> = prompts.iter().rev().cloned().collect();
    let found = all(&generator, &reversed, &sampling());
    let wanted: Vec<Bits> = (0..10).rev().flat_map(|at| expected[3 * at..3 * at + 3].to_vec()).collect();
    assert_eq!(found, wanted);
    assert_eq!(all(&generator, &prompts[4..5], &sampling()), expected[12..15]);
}

#[test]
fn of_narrow_models() {
    FAMILIES.into_iter().for_each(|family| check(&model(family, false, DType::F32, 7), &format!("{family:?} narrow")));
}

#[test]
fn of_a_model_that_keeps_its_adapter() {
    let mut model = model(FAMILIES[2], true, DType::F32, 7);
    model.adapt(AdapterConfig { r: 4, ..AdapterConfig::default() }, 3).unwrap();
    let adapter = model.adapter().unwrap();
    for (name, param) in adapter.params().iter().filter(|(name, _)| name.contains("lora_B")) {
        adapter.params().set(name, &param.var.affine(0.0, 0.05).unwrap()).unwrap();
    }
    check(&model, "with an adapter");
}
