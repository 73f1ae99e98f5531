//! The loss rows of `data/vectors/golden_training.json` (PyTorch, transformers, PEFT in f64) through this crate's step:
//! weighing, accumulation, clipping off, AdamW.

use std::path::PathBuf;

use serde_json::Value;
use trommel_model::{AdapterConfig, Config, DType, Device, Family, Model, Params, Tensor};
use trommel_tokens::{Packed, Part};
use trommel_train::{Stepper, TrainConfig};

use crate::fixture::config;

const FAMILIES: [Family; 4] = [Family::Gpt2, Family::Llama, Family::Qwen2, Family::Qwen3];
const KINDS: [&str; 5] = ["full", "full_masked", "lora", "rslora", "dora"];

fn golden() -> Option<Value> {
    let shared = std::env::var_os("TROMMEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = shared.join("data/vectors/golden_training.json");
    let text = std::fs::read_to_string(&path);
    if text.is_err() {
        println!("SKIPPED: no golden numbers at {}; set TROMMEL_SHARED", path.display());
    }
    text.ok().map(|text| serde_json::from_str(&text).expect("the golden file is JSON"))
}

/// The fill rule of the golden file: a congruential generator from the CRC-32 of a name.
fn fill(name: &str, count: usize) -> Vec<f64> {
    let mut crc = u32::MAX;
    for byte in name.bytes() {
        crc ^= u32::from(byte);
        (0..8).for_each(|_| crc = (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 });
    }
    let mut x = !crc;
    let mut next = || {
        x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        2.0 * f64::from(x) / 2f64.powi(32) - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn shape(family: Family) -> Config {
    let gpt2 = Config::gpt2(64, 32, 32, 2, 2);
    if family == Family::Gpt2 {
        return gpt2;
    }
    let head = if family == Family::Qwen3 { 16 } else { 8 };
    Config {
        family,
        context: 64,
        inner: 48,
        heads: 4,
        kv_heads: 2,
        head,
        eps: 1e-6,
        tied: family != Family::Llama,
        ..gpt2
    }
}

fn tensor(values: Vec<f64>, shape: &[usize], dtype: DType) -> Tensor {
    Tensor::from_vec(values, shape, &Device::Cpu).unwrap().to_dtype(dtype).unwrap()
}

fn model(family: Family, kind: &str, dtype: DType) -> Model {
    let (shape, mut params) = (shape(family), Params::default());
    for (name, dims) in shape.shapes() {
        let of = |u: f64| match (dims.len(), name.ends_with("weight")) {
            (1, true) => 1.0 + 0.1 * u,
            (1, false) => 0.05 * u,
            _ => 0.15 * u,
        };
        let values = fill(&name, dims.iter().product()).into_iter().map(of).collect();
        params.insert(name, tensor(values, &dims, dtype), true).unwrap();
    }
    let mut model = Model::new(shape, params, dtype, &Device::Cpu).unwrap();
    if !kind.starts_with("full") {
        let (use_rslora, use_dora) = (kind == "rslora", kind == "dora");
        let adapter = AdapterConfig { r: 4, lora_alpha: 8.0, use_rslora, use_dora, ..AdapterConfig::default() };
        model.adapt(adapter, 0).unwrap();
        let base = model.params().clone();
        let adapter = model.adapter_mut().unwrap();
        for (name, param) in adapter.params().iter().filter(|(name, _)| !name.ends_with("magnitude_vector")) {
            let factor = if name.contains("lora_A") { 0.2 } else { 0.1 };
            let values = fill(name, param.var.elem_count()).into_iter().map(|u| factor * u).collect();
            adapter.params().set(name, &tensor(values, param.var.dims(), dtype)).unwrap();
        }
        for target in adapter.targets().to_vec().iter().filter(|_| use_dora) {
            adapter.reset_magnitude(target, &base).unwrap();
        }
    }
    model
}

/// The golden batch of a step as packed rows: two texts of sixteen places.
fn rows(step: usize, masked: bool) -> Vec<Packed> {
    let tokens: Vec<u32> = fill("tokens", 272).iter().map(|u| ((u + 1.0) * 32.0) as u32).collect();
    let row = |i: usize| {
        let ids = &tokens[34 * (step % 8) + 17 * i..][..17];
        let loss_mask: Vec<u8> = (0..16).map(|place| u8::from(!masked || place >= 6)).collect();
        let learned = loss_mask.iter().filter(|&&mark| mark == 1).count();
        let part =
            Part { origin: i as u64, task: "all".into(), language: String::new(), start: 0, places: 16, learned };
        let (tokens, targets) = (ids[..16].to_vec(), ids[1..].to_vec());
        Packed { tokens, targets, loss_mask, segments: vec![1; 16], positions: (0..16).collect(), parts: vec![part] }
    };
    vec![row(0), row(1)]
}

/// `micro` is the number of micro-batches that the two rows are divided into.
fn check(golden: &Value, family: Family, kind: &str, dtype: DType, micro: usize, tolerance: f64) {
    let row = &golden[format!("{}/{kind}", family.name())];
    let losses: Vec<f64> = row["loss"].as_array().expect("losses").iter().map(|l| l.as_f64().unwrap()).collect();
    assert!(losses.len() >= 3);
    let full = kind.starts_with("full");
    let (lr, decay) = if full { (1e-3, 0.01) } else { (1e-2, 0.0) };
    let config: TrainConfig = config(&format!(
        "optimiser = {{ lr = {lr:?}, weight_decay = {decay:?}, decay_all = true, beta2 = 0.999, clip = 0.0 }}\n\
         batch = {{ row = 16, tokens = {}, accumulate = {micro} }}",
        32 / micro
    ));
    let mut stepper = Stepper::new(model(family, kind, dtype), &config).unwrap();
    for (step, want) in losses.iter().enumerate() {
        let rows = rows(step, kind == "full_masked");
        let found = stepper.step(step as u64 + 1, &rows, &config, lr, |_| Some(1.0)).unwrap();
        let at = format!("{}/{kind} {dtype:?}, {micro} micro-batches, step {step}", family.name());
        assert!((found.loss - want).abs() <= tolerance, "{at}: loss {}, expected {want}", found.loss);
        if step == 0 {
            let want = row["grad_norm0"].as_f64().unwrap();
            assert!(
                (found.grad_norm - want).abs() <= 3.0 * tolerance * want.max(1.0),
                "{at}: norm {}",
                found.grad_norm
            );
        }
    }
}

#[test]
fn golden_losses_through_the_training_step() {
    let Some(golden) = golden() else { return };
    let rows = golden.as_object().unwrap().keys().filter(|key| key.contains('/')).count();
    assert_eq!(rows, FAMILIES.len() * KINDS.len(), "every row is compared");
    for family in FAMILIES {
        for kind in KINDS {
            check(&golden, family, kind, DType::F64, 1, 1e-6);
            check(&golden, family, kind, DType::F64, 2, 1e-6);
            check(&golden, family, kind, DType::F32, 1, 2e-5);
        }
    }
}
