//! Adapters: nothing changes until they are trained, merged equals unmerged, stages unlock without a bit of difference.

use std::collections::BTreeMap;

use trommel_model::adapter::{Init, lora_ga};
use trommel_model::optim::{AdamW, Group};
use trommel_model::{
    Adapter, AdapterConfig, Batch, CrossEntropy, DType, Device, Dropout, Error, Family, Gradients, Model, Run, Tensor,
};

use crate::fixture::{FAMILIES, Scratch, adapted, batch, distance, list, model};

fn logits(model: &Model) -> Tensor {
    model.inference().unwrap().forward(&batch(0, false), Run::default()).unwrap()
}

fn gradients(model: &Model, step: usize) -> Gradients {
    let batch = batch(step, false);
    let objective = CrossEntropy { divisor: batch.weight() };
    model.backward(&model.training().unwrap(), &batch, &objective, Run::default()).unwrap().1
}

fn train(model: &Model, optimiser: &mut AdamW, steps: std::ops::Range<usize>) {
    let group = Group { lr: 1e-2, weight_decay: 0.0, ..Group::default() };
    for step in steps {
        optimiser.step(&model.trainable(), &gradients(model, step), 1.0, |_| Some(group)).unwrap();
    }
}

/// Every form of an adapter, on all linear layers of the family.
fn forms(family: Family) -> Vec<AdapterConfig> {
    let names: &[&str] = if family == Family::Gpt2 {
        &["c_attn", "c_proj", "c_fc"]
    } else {
        &["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    };
    let base = AdapterConfig {
        r: 4,
        lora_alpha: 8.0,
        target_modules: names.iter().map(|s| (*s).to_owned()).collect(),
        ..AdapterConfig::default()
    };
    vec![
        base.clone(),
        AdapterConfig { use_rslora: true, ..base.clone() },
        AdapterConfig { use_dora: true, ..base.clone() },
        AdapterConfig { trainable_token_indices: vec![31, 5, 45], ..base.clone() },
        AdapterConfig {
            rank_pattern: BTreeMap::from([("0.mlp.c_proj".into(), 2), ("layers.1.self_attn.v_proj".into(), 7)]),
            alpha_pattern: BTreeMap::from([("q_proj".into(), 3.0), ("c_fc".into(), 1.0)]),
            layers_to_transform: Some(vec![1]),
            ..base
        },
    ]
}

#[test]
fn a_fresh_adapter_changes_no_logit() {
    for family in FAMILIES {
        for config in forms(family) {
            let mut model = model(family, DType::F32);
            let before = logits(&model);
            let dora = config.use_dora;
            model.adapt(config, 1).unwrap();
            let after = logits(&model);
            // DoRA multiplies by m / ||W||, one to the last place; the others by nothing at all.
            assert!(distance(&before, &after) <= if dora { 1e-5 } else { 1e-6 }, "{family:?}");
        }
    }
}

#[test]
fn a_trained_adapter_gives_the_same_logits_merged() {
    for family in FAMILIES {
        for config in forms(family) {
            let mut model = model(family, DType::F32);
            let fresh = logits(&model);
            model.adapt(config.clone(), 1).unwrap();
            train(&model, &mut AdamW::new(), 0..3);
            let before = logits(&model);
            assert!(distance(&fresh, &before) > 1e-2, "{family:?}: training must show");
            assert_eq!(list(&model.base().unwrap().forward(&batch(0, false), Run::default()).unwrap()), list(&fresh));
            model.merge().unwrap();
            assert!(model.adapter().is_none());
            let after = logits(&model);
            assert!(distance(&before, &after) <= 1e-5, "{family:?} {config:?}: {:e}", distance(&before, &after));
        }
    }
}

#[test]
fn only_the_adapter_is_trained() {
    for config in forms(Family::Qwen2) {
        let mut model = model(Family::Qwen2, DType::F32);
        model.adapt(config.clone(), 1).unwrap();
        assert!(model.trainable().keys().all(|name| name.starts_with("base_model.model.")));
        assert_eq!(gradients(&model, 0).len(), model.trainable().len());
        let rows = config.trainable_token_indices.len();
        assert_eq!(model.trainable().keys().any(|n| n.contains("token_adapter")), rows > 0);
    }
}

#[test]
fn rows_of_the_embedding_move_alone() {
    let mut model = model(Family::Gpt2, DType::F32);
    let table = "transformer.wte.weight";
    let before = list(&model.params().tensor(table, false).unwrap());
    let config = AdapterConfig { trainable_token_indices: vec![45, 31], ..AdapterConfig::default() };
    model.adapt(config, 0).unwrap();
    train(&model, &mut AdamW::new(), 0..2);
    model.merge().unwrap();
    let after = list(&model.params().tensor(table, false).unwrap());
    for id in 0..64 {
        let same = before[id * 32..][..32] == after[id * 32..][..32];
        assert_eq!(same, id != 31 && id != 45, "row {id}");
    }
}

fn snapshot(adapter: &Adapter) -> BTreeMap<String, Vec<f64>> {
    adapter.params().iter().map(|(name, p)| (name.to_owned(), list(p.var.as_tensor()))).collect()
}

#[test]
fn stages_unlock_without_a_bit_of_difference_and_move_only_their_layers() {
    for family in FAMILIES {
        let mut model = model(family, DType::F32);
        model.adapt(AdapterConfig { r: 4, ..AdapterConfig::default() }, 3).unwrap();
        model.adapter_mut().unwrap().unlock(|layer| layer == 1, false);
        let mut optimiser = AdamW::new();
        let start = snapshot(model.adapter().unwrap());
        train(&model, &mut optimiser, 0..3);
        let first = snapshot(model.adapter().unwrap());
        for (name, values) in &first {
            assert_eq!(values == &start[name], name.contains(".0."), "{family:?}: `{name}` in the first stage");
        }
        let before = list(&logits(&model));
        let hidden = |m: &Model| list(&m.training().unwrap().forward(&batch(0, false), Run::default()).unwrap());
        let tracked = hidden(&model);
        model.adapter_mut().unwrap().unlock(|_| true, false);
        assert_eq!(before, list(&logits(&model)), "{family:?}: unlocking");
        assert_eq!(tracked, hidden(&model), "{family:?}: unlocking, with gradients");
        train(&model, &mut optimiser, 3..6);
        for (name, values) in snapshot(model.adapter().unwrap()) {
            assert_ne!(values, first[&name], "{family:?}: `{name}` in the second stage");
        }
    }
}

#[test]
fn dropout_of_adapters_is_of_the_update_alone_and_repeats() {
    let model = adapted(Family::Llama, DType::F32, |c| c.lora_dropout = 0.5);
    let run = |step, adapters| {
        let dropout = Some(Dropout { hidden: 0.0, attention: 0.0, adapters, seed: 1, step });
        list(&model.training().unwrap().forward(&batch(0, false), Run { dropout, ..Run::default() }).unwrap())
    };
    assert_eq!(run(1, true), run(1, true));
    assert_ne!(run(1, true), run(2, true));
    assert_eq!(run(1, false), list(&logits(&model)));
    // DoRA's too.
    let dora = adapted(Family::Llama, DType::F32, |c| (c.lora_dropout, c.use_dora) = (0.5, true));
    let dropout = Some(Dropout { hidden: 0.0, attention: 0.0, adapters: true, seed: 1, step: 1 });
    let out = dora.training().unwrap().forward(&batch(0, false), Run { dropout, ..Run::default() }).unwrap();
    assert!(list(&out).iter().all(|x| x.is_finite()));
    assert!(distance(&out, &logits(&dora)) > 1e-3);
}

#[test]
fn lora_ga_starts_from_the_same_logits_with_gradients_everywhere() {
    for family in FAMILIES {
        let mut model = model(family, DType::F32);
        let before = logits(&model);
        let full = gradients(&model, 0);
        let config = AdapterConfig { r: 4, lora_alpha: 8.0, ..AdapterConfig::default() };
        lora_ga(&mut model, config, &full, 7).unwrap();
        assert!(distance(&before, &logits(&model)) <= 1e-5, "{family:?}");
        // Neither A nor B is zero, so that both have gradients from the start.
        gradients(&model, 0).census(&model.trainable(), |_| false).unwrap();
        assert_eq!(model.adapter().unwrap().config().init, Init::LoraGa);
        let error = model.adapter().unwrap().save(std::path::Path::new("nowhere"), model.config(), "x").unwrap_err();
        assert!(matches!(error, Error::Config(text) if text.contains("LoRA-GA")));
    }
}

#[test]
fn a_converted_lora_ga_adapter_fits_the_original_weights() {
    for (family, rslora) in [(Family::Gpt2, false), (Family::Qwen3, true)] {
        let mut tuned = model(family, DType::F32);
        let full = gradients(&tuned, 0);
        let config = AdapterConfig { r: 4, lora_alpha: 8.0, use_rslora: rslora, ..AdapterConfig::default() };
        lora_ga(&mut tuned, config, &full, 7).unwrap();
        let initial = tuned.adapter().unwrap().copied().unwrap();
        train(&tuned, &mut AdamW::new(), 0..3);
        let want = logits(&tuned);
        let converted = tuned.adapter().unwrap().against_original(&initial).unwrap();
        let scratch = Scratch::new(&format!("ga-{}", family.name()));
        converted.save(&scratch.0, tuned.config(), "base").unwrap();
        let mut original = model(family, DType::F32);
        assert!(distance(&want, &logits(&original)) > 1e-2);
        original.attach(Adapter::load(&scratch.0, original.config(), DType::F32, &Device::Cpu).unwrap());
        assert!(distance(&want, &logits(&original)) <= 1e-5, "{family:?}");
    }
}

#[test]
fn impossible_adapters_are_refused_with_the_way_out() {
    let mut model = model(Family::Gpt2, DType::F32);
    let mut error = |change: fn(&mut AdapterConfig)| {
        let mut config = AdapterConfig::default();
        change(&mut config);
        model.adapt(config, 0).unwrap_err().to_string()
    };
    assert!(error(|c| c.r = 0).contains("expected at least 1"));
    assert!(error(|c| c.lora_dropout = 1.0).contains("expected 0 to below 1"));
    assert!(error(|c| c.target_modules = vec!["q_proj".into()]).contains("its layers are c_attn"));
    assert!(error(|c| c.layers_to_transform = Some(vec![9])).contains("the model has 2 blocks"));
    assert!(error(|c| c.trainable_token_indices = vec![64]).contains("outside the vocabulary of 64"));
    assert!(error(|c| c.target_modules = vec![".*attn".into()]).contains("regular expression"));
}

#[test]
fn a_batch_of_prompts_alone_has_no_loss_and_no_gradient() {
    let model = adapted(Family::Gpt2, DType::F32, |_| {});
    let mut silent: Batch = batch(0, false);
    silent.weights.fill(0.0);
    let (loss, gradients) =
        model.backward(&model.training().unwrap(), &silent, &CrossEntropy { divisor: 1.0 }, Run::default()).unwrap();
    assert_eq!(loss.value().unwrap(), 0.0);
    assert_eq!(gradients.norm().unwrap(), 0.0);
}

#[test]
fn a_copy_keeps_its_numbers_while_the_original_is_trained() {
    let tuned = adapted(Family::Qwen2, DType::F32, |_| {});
    let (copy, shared) = (tuned.copied().unwrap(), tuned.clone());
    let before = list(&logits(&tuned));
    train(&tuned, &mut AdamW::new(), 0..1);
    assert_eq!(list(&logits(&copy)), before);
    assert_eq!(list(&logits(&shared)), list(&logits(&tuned)));
    assert_ne!(list(&logits(&tuned)), before);
}
