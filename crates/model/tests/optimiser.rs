//! The optimiser: PyTorch's formula, steps of its own for every parameter, state out and in, clipping.

use std::collections::BTreeMap;

use trommel_model::optim::{AdamW, Group, clip};
use trommel_model::{CrossEntropy, DType, Device, Family, Gradients, Model, Run, Trainable};

use crate::fixture::{adapted, batch, list, model};

fn gradients(model: &Model, step: usize) -> Gradients {
    let batch = batch(step, false);
    let objective = CrossEntropy { divisor: batch.weight() };
    model.backward(&model.training().unwrap(), &batch, &objective, Run::default()).unwrap().1
}

fn values(trainable: &Trainable) -> BTreeMap<String, Vec<f64>> {
    trainable.iter().map(|(name, var)| (name.clone(), list(var.as_tensor()))).collect()
}

#[test]
fn an_update_is_the_formula_of_the_paper() {
    let model = model(Family::Gpt2, DType::F64);
    let (trainable, group) = (model.trainable(), Group { lr: 0.01, weight_decay: 0.1, ..Group::default() });
    let mut optimiser = AdamW::new();
    let mut want = values(&trainable);
    let mut moments: BTreeMap<String, Vec<(f64, f64)>> =
        want.iter().map(|(n, v)| (n.clone(), vec![(0.0, 0.0); v.len()])).collect();
    for step in 1..=3 {
        let gradients = gradients(&model, step);
        for (name, p) in &mut want {
            let g = list(gradients.get(name).unwrap());
            for ((p, g), (m, v)) in p.iter_mut().zip(g).zip(moments.get_mut(name).unwrap()) {
                let g = g * 0.5;
                *m = 0.9 * *m + 0.1 * g;
                *v = 0.999 * *v + 0.001 * g * g;
                let (mh, vh) = (*m / (1.0 - 0.9f64.powi(step as i32)), *v / (1.0 - 0.999f64.powi(step as i32)));
                *p -= 0.01 * 0.1 * *p;
                *p -= 0.01 * mh / (vh.sqrt() + 1e-8);
            }
        }
        optimiser.step(&trainable, &gradients, 0.5, |_| Some(group)).unwrap();
        for (name, found) in values(&trainable) {
            for (a, b) in found.iter().zip(&want[&name]) {
                assert!((a - b).abs() < 1e-12, "{name}: {a} {b}");
            }
        }
    }
}

#[test]
fn groups_decide_what_moves_and_late_ones_count_their_own_steps() {
    let model = adapted(Family::Llama, DType::F32, |_| {});
    let trainable = model.trainable();
    let top = |name: &str| name.contains("layers.1.").then(Group::default);
    let before = values(&trainable);
    let mut optimiser = AdamW::new();
    optimiser.step(&trainable, &gradients(&model, 0), 1.0, top).unwrap();
    for (name, now) in values(&trainable) {
        assert_eq!(now == before[&name], !name.contains("layers.1."), "{name}");
    }
    optimiser.step(&trainable, &gradients(&model, 1), 1.0, |_| Some(Group::default())).unwrap();
    for (name, state) in optimiser.export(&trainable).unwrap() {
        assert_eq!(state.step, if name.contains("layers.1.") { 2 } else { 1 }, "{name}");
    }
    // Without a correction of its own a first step would be far smaller than the learning rate.
    let (name, var) = trainable.iter().find(|(n, _)| n.contains("layers.0.") && n.contains("lora_B")).unwrap();
    let moved = list(var.as_tensor()).iter().zip(&before[name]).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    assert!(moved > 0.9e-3, "{moved}");
}

#[test]
fn saved_state_continues_to_the_same_bits() {
    let run = |interrupted: bool| {
        let model = model(Family::Qwen3, DType::F32);
        let (trainable, mut optimiser) = (model.trainable(), AdamW::new());
        for step in 0..4 {
            if interrupted && step == 2 {
                let states = optimiser.export(&trainable).unwrap();
                optimiser = AdamW::import(&states, &Device::Cpu).unwrap();
            }
            optimiser.step(&trainable, &gradients(&model, step), 1.0, |_| Some(Group::default())).unwrap();
        }
        values(&trainable)
    };
    assert_eq!(run(false), run(true));
}

#[test]
fn clipping_brings_the_norm_down_and_never_up() {
    let model = model(Family::Gpt2, DType::F64);
    let mut gradients = gradients(&model, 0);
    let (factor, norm) = clip(&gradients, 1.0).unwrap();
    assert!((norm - 2.7490479957).abs() < 1e-6);
    assert!((factor * norm - 1.0).abs() < 1e-5);
    assert_eq!(clip(&gradients, 100.0).unwrap().0, 1.0);
    gradients.scale(f64::INFINITY).unwrap();
    assert!(clip(&gradients, 1.0).unwrap_err().to_string().contains("was not applied"));
}

#[test]
fn micro_batches_add_up_to_the_whole() {
    let model = model(Family::Qwen2, DType::F64);
    let whole = batch(0, true);
    let objective = CrossEntropy { divisor: whole.weight() };
    let train = model.training().unwrap();
    let (loss, want) = model.backward(&train, &whole, &objective, Run::default()).unwrap();
    let (mut sum, mut total) = (Gradients::default(), 0.0);
    for row in 0..2 {
        let mut part = whole.clone();
        (0..16).for_each(|t| part.weights[(1 - row) * 16 + t] = 0.0);
        let (loss, gradients) = model.backward(&train, &part, &objective, Run::default()).unwrap();
        total += loss.value().unwrap();
        sum.add(gradients).unwrap();
    }
    assert!((total - loss.value().unwrap()).abs() < 1e-12);
    for (name, gradient) in want.iter() {
        assert!(crate::fixture::distance(gradient, sum.get(name).unwrap()) < 1e-12, "{name}");
    }
}
