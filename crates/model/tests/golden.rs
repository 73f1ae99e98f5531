//! Every row of `data/vectors/golden_training.json` (PyTorch, transformers and PEFT in f64): logits, gradient norm,
//! number of trainable parameters, losses step by step. In f64 within 1e-6 (transformers computes rotary angles in f32),
//! in f32 within what rounding leaves.

use std::path::PathBuf;

use serde_json::Value;
use trommel_model::ops::Path;
use trommel_model::optim::{AdamW, Group};
use trommel_model::{CrossEntropy, DType, Family, Model, Run, zero_at_first};

use crate::fixture::{FAMILIES, adapted, batch, list, model, sequence, tokens};

/// The golden numbers, or None with a loud line where the shared data is absent.
fn golden() -> Option<Value> {
    let shared = std::env::var_os("TROMMEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = shared.join("data/vectors/golden_training.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).expect("the golden file is JSON")),
        Err(_) => {
            println!("SKIPPED: no golden numbers at {}; set TROMMEL_SHARED", path.display());
            None
        }
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|v| v.as_f64().expect("a number")).collect()
}

/// Runs one row and compares. `tolerance` bounds the differences of logits and losses.
fn check(golden: &Value, family: Family, kind: &str, dtype: DType, path: Path, tolerance: f64) {
    let row = &golden[format!("{}/{kind}", family.name())];
    let (losses, logits) = (numbers(&row["loss"]), numbers(&row["logits0"]));
    let at = format!("{}/{kind} {dtype:?} {path:?}", family.name());
    let full = kind.starts_with("full");
    let mut model: Model = match kind {
        "full" | "full_masked" => model(family, dtype),
        "lora" => adapted(family, dtype, |_| {}),
        "rslora" => adapted(family, dtype, |c| c.use_rslora = true),
        "dora" => adapted(family, dtype, |c| c.use_dora = true),
        other => panic!("no such row: {other}"),
    };
    model.set_path(path);
    let trainable = model.trainable();
    let count: usize = trainable.values().map(|v| v.elem_count()).sum();
    assert_eq!(count as u64, row["n_trainable"].as_u64().unwrap(), "{at}: trainable numbers");
    let group = if full {
        Group { lr: 1e-3, weight_decay: 0.01, ..Group::default() }
    } else {
        Group { lr: 1e-2, weight_decay: 0.0, ..Group::default() }
    };
    let (train, mut optimiser) = (model.training().unwrap(), AdamW::new());
    for (step, want) in losses.iter().enumerate() {
        let batch = batch(step, kind == "full_masked");
        if step == 0 {
            let found = list(&model.inference().unwrap().forward(&batch, Run::default()).unwrap());
            for (found, want) in found.iter().zip(&logits) {
                assert!((found - want).abs() <= tolerance, "{at}: logit {found}, expected {want}");
            }
        }
        let objective = CrossEntropy { divisor: batch.weight() };
        let (loss, gradients) = model.backward(&train, &batch, &objective, Run::default()).unwrap();
        if step == 0 {
            gradients.census(&trainable, zero_at_first(&trainable)).unwrap();
            let (norm, want) = (gradients.norm().unwrap(), row["grad_norm0"].as_f64().unwrap());
            assert!(
                (norm - want).abs() <= tolerance * want.max(1.0) * 3.0,
                "{at}: gradient norm {norm}, expected {want}"
            );
        }
        let found = loss.value().unwrap();
        assert!((found - want).abs() <= tolerance, "{at}: loss {found} at step {step}, expected {want}");
        assert!((loss.parts["cross_entropy"] - found).abs() < 1e-6);
        optimiser.step(&trainable, &gradients, 1.0, |_| Some(group)).unwrap();
    }
}

const KINDS: [&str; 5] = ["full", "full_masked", "lora", "rslora", "dora"];

fn family(family: Family) {
    let Some(golden) = golden() else { return };
    for kind in KINDS {
        check(&golden, family, kind, DType::F64, Path::Fused, 1e-6);
        check(&golden, family, kind, DType::F32, Path::Fused, 2e-5);
        check(&golden, family, kind, DType::F64, Path::Composed, 1e-6);
    }
}

#[test]
fn golden_fill_rule_and_tokens() {
    let Some(golden) = golden() else { return };
    for name in ["tokens", "transformer.wte.weight"] {
        assert_eq!(sequence(name, 3), numbers(&golden["lcg_check"][name]));
    }
    let want: Vec<u32> = numbers(&golden["tokens_first34"]).iter().map(|&x| x as u32).collect();
    assert_eq!(tokens()[..34], want);
}

#[test]
fn golden_file_has_every_row() {
    let Some(golden) = golden() else { return };
    let rows = golden.as_object().unwrap().keys().filter(|k| k.contains('/')).count();
    assert_eq!(rows, FAMILIES.len() * KINDS.len());
}

#[test]
fn golden_gpt2() {
    family(Family::Gpt2);
}

#[test]
fn golden_llama() {
    family(Family::Llama);
}

#[test]
fn golden_qwen2() {
    family(Family::Qwen2);
}

#[test]
fn golden_qwen3() {
    family(Family::Qwen3);
}
