//! Micro-batches of different lengths give what one large batch gives, however losses are weighed.

use trommel_model::{Config, DType, Device, Model};
use trommel_tokens::{Example, Order, Packed, Packer, Packing, TooLong};
use trommel_train::{Stepper, TrainConfig};

use crate::fixture::config;

/// Six rows of 12 places: examples of many lengths in three tasks.
fn rows() -> Vec<Packed> {
    let packing = Packing { row: 12, order: Order::Preserve {}, too_long: TooLong::Drop, pad: 0 };
    let mut packer = Packer::new(packing).unwrap();
    let mut rows = Vec::new();
    for i in 0..17_u32 {
        let (prompt, answer) = (1 + i as usize % 3, 1 + i as usize * 7 % 6);
        let ids = (0..prompt + answer).map(|t| (i * 31 + t as u32 * 17) % 50).collect();
        let learned = [vec![0; prompt], vec![1; answer]].concat();
        let (task, language) = (format!("task {}", i % 3), String::new());
        rows.extend(packer.push(Example { origin: i.into(), task, language, ids, learned }).unwrap());
    }
    rows.extend(packer.finish());
    assert!(rows.len() >= 6);
    rows.truncate(6);
    rows
}

/// The loss, and the parameters after a step, with `micro` rows a micro-batch.
fn step(weighting: &str, micro: usize) -> (f64, f64, Vec<f64>) {
    let config: TrainConfig = config(&format!(
        "weighting = '{weighting}'\ndata = {{ task_weights = {{ 'task 1' = 2.5 }} }}\n\
         batch = {{ row = 12, tokens = {}, accumulate = {} }}",
        12 * micro,
        6 / micro
    ));
    let shape = Config::gpt2(50, 16, 16, 2, 2);
    let model = Model::random(shape, 5, DType::F64, &Device::Cpu).unwrap();
    let mut stepper = Stepper::new(model, &config).unwrap();
    let found = stepper.step(1, &rows(), &config, 0.1, |_| Some(1.0)).unwrap();
    let state = stepper.optimiser_state().unwrap();
    // First moments are a tenth of the gradients: unlike parameters after Adam they are linear in them.
    let moments = state.values().flat_map(|state| state.m.flatten_all().unwrap().to_vec1::<f64>().unwrap()).collect();
    (found.loss, found.grad_norm, moments)
}

#[test]
fn micro_batches_equal_one_large_batch_in_all_four_cases() {
    let mut losses = Vec::new();
    for case in ["case1", "case2", "case3", "case4"] {
        let whole = step(case, 6);
        for micro in [1, 2, 3] {
            let parts = step(case, micro);
            assert!((whole.0 - parts.0).abs() <= 1e-6, "{case}: loss {} and {}", whole.0, parts.0);
            assert!((whole.1 - parts.1).abs() <= 1e-6, "{case}: norm {} and {}", whole.1, parts.1);
            let farthest = whole.2.iter().zip(&parts.2).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(farthest <= 1e-6 && whole.2.iter().any(|m| m.abs() > 1e-4), "{case}: {farthest}");
        }
        losses.push(whole.0);
    }
    losses.sort_by(f64::total_cmp);
    losses.dedup();
    assert_eq!(losses.len(), 4, "the cases differ from each other");
}
