//! What each method trains and writes, and full fine-tuning beside LoRA.

use std::collections::BTreeMap;

use trommel_model::store::read_tensors;
use trommel_model::{Adapter, DType, Device, Model, Run};
use trommel_tokens::{Packed, Part};
use trommel_train::{Event, Flow, Method, Side, Stepper, compared, preview};

use crate::fixture::{Scene, config};

const ADAPTER: &str = "r = 4, alpha = 8.0, modules = ['q_proj', 'down_proj']";

/// All numbers of a safetensors file by tensor.
fn numbers(path: &std::path::Path) -> BTreeMap<String, Vec<f32>> {
    let flat = |t: trommel_model::Tensor| t.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    read_tensors(path).unwrap().into_iter().map(|(name, tensor)| (name, flat(tensor))).collect()
}

fn logits(model: &Model) -> Vec<f32> {
    let batch = trommel_model::Batch::language(&[(1..30).collect()]).unwrap();
    let logits = model.inference().unwrap().forward(&batch, Run::default()).unwrap();
    logits.flatten_all().unwrap().to_vec1().unwrap()
}

#[test]
fn merged_models_and_adapters_give_the_same_logits() {
    let scene = Scene::new();
    for method in ["lora", "rslora", "dora"] {
        let config =
            config(&format!("method = {{ {method} = {{ {ADAPTER}, merge = true }} }}\nlength = {{ steps = 6 }}"));
        let trained = scene.run(&config, method).unwrap();
        assert_eq!(trained.path, scene.output(method).join("adapter"));
        let base = Model::load(&scene.output(method).join("base"), DType::F32, &Device::Cpu).unwrap();
        let before = logits(&base);
        let mut adapted = base;
        let shape = adapted.config().clone();
        adapted.attach(Adapter::load(&trained.path, &shape, DType::F32, &Device::Cpu).unwrap());
        let merged = Model::load(&trained.merged.unwrap(), DType::F32, &Device::Cpu).unwrap();
        let (one, other) = (logits(&adapted), logits(&merged));
        let distance = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(distance(&one, &other) < 1e-5 && distance(&one, &before) > 1e-4, "{method}");
    }
}

#[test]
fn lora_ga_is_saved_against_the_original_weights() {
    let scene = Scene::new();
    let method = format!("method = {{ lora-ga = {{ adapter = {{ {ADAPTER}, merge = true }}, batches = 2 }} }}");
    let trained = scene.run(&config(&format!("{method}\nlength = {{ steps = 4 }}")), "run").unwrap();
    let mut adapted = Model::load(&scene.output("run/base"), DType::F32, &Device::Cpu).unwrap();
    let shape = adapted.config().clone();
    let adapter = Adapter::load(&trained.path, &shape, DType::F32, &Device::Cpu).unwrap();
    assert_eq!(adapter.config().r, 8, "twice the rank");
    adapted.attach(adapter);
    let merged = Model::load(&trained.merged.unwrap(), DType::F32, &Device::Cpu).unwrap();
    let farthest = logits(&adapted).iter().zip(logits(&merged)).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(farthest < 1e-4, "{farthest}");
}

#[test]
fn only_unlocked_blocks_change_in_a_stage() {
    let scene = Scene::new();
    let plora = format!(
        "plora = {{ adapter = {{ {ADAPTER} }}, groups = [0.5, 0.5], boundaries = {{ steps = [4] }}, rho = 0.0 }}"
    );
    let config = config(&format!("method = {{ {plora} }}\nlength = {{ steps = 8 }}\nsave = {{ every = 2, keep = 9 }}"));
    let mut stages = Vec::new();
    scene
        .run_with(&config, "run", false, None, &mut |event| {
            if let Event::Stage { step, stage } = event {
                stages.push((*step, *stage));
            }
            Flow::Go
        })
        .unwrap();
    assert_eq!(stages, [(4, 2)]);
    let at = |step: u64| numbers(&scene.output(&format!("run/checkpoint-{step}/adapter_model.safetensors")));
    let changed = |from: u64, to: u64| -> Vec<usize> {
        let (from, to) = (at(from), at(to));
        let mut layers: Vec<usize> = from
            .iter()
            .filter(|(name, values)| to[*name] != **values)
            .map(|(name, _)| name.split_once(".layers.").unwrap().1[..1].parse().unwrap())
            .collect();
        layers.sort_unstable();
        layers.dedup();
        layers
    };
    // Two blocks; the upper one first. With rho 0 it is frozen once the lower one is unlocked.
    assert_eq!((changed(2, 4), changed(6, 8)), (vec![1], vec![0]));
    let four = at(4);
    let locked = |name: &str| name.contains("layers.0.") && name.ends_with("lora_B.weight");
    let locked: Vec<&Vec<f32>> = four.iter().filter(|(name, _)| locked(name)).map(|(_, b)| b).collect();
    assert!(locked.len() == 2 && locked.iter().all(|b| b.iter().all(|&x| x == 0.0)));
}

#[test]
fn one_stage_with_rho_one_is_plain_lora() {
    let scene = Scene::new();
    let plora = format!("plora = {{ adapter = {{ {ADAPTER} }}, groups = [1.0], rho = 1.0 }}");
    scene.run(&config(&format!("method = {{ {plora} }}\nlength = {{ steps = 5 }}")), "plora").unwrap();
    scene.run(&config(&format!("method = {{ lora = {{ {ADAPTER} }} }}\nlength = {{ steps = 5 }}")), "lora").unwrap();
    let of = |run: &str| std::fs::read(scene.output(run).join("adapter/adapter_model.safetensors")).unwrap();
    assert_eq!(of("plora"), of("lora"));
}

#[test]
fn vocabulary_adapters_change_their_rows_alone() {
    let scene = Scene::new();
    let config = config("method = { vocabulary-adapters = { tokens = ['0', '1'] } }\nlength = { steps = 5 }");
    let cost = preview(&scene.job(&config, &scene.output("run"), false, None)).unwrap();
    assert_eq!(cost.trainable, 2 * 32);
    let trained = scene.run(&config, "run").unwrap();
    let shape = trommel_model::Config::read(&scene.output("run/base")).unwrap();
    let adapter = Adapter::load(&trained.path, &shape, DType::F32, &Device::Cpu).unwrap();
    let base = numbers(&scene.output("run/base/model.safetensors"));
    let (_, rows) = adapter.params().iter().next().unwrap();
    let rows = rows.var.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    let mut ids = ["0", "1"].map(|token| scene.tokenizer.id(token).unwrap() as usize);
    ids.sort_unstable();
    let table = &base["model.embed_tokens.weight"];
    let before = ids.map(|id| table[32 * id..32 * (id + 1)].to_vec()).concat();
    assert_eq!(rows.len(), 64);
    assert_ne!(rows, before);
}

#[test]
fn frozen_parameters_stay_as_they_are() {
    let scene = Scene::new();
    let shape = "model = { shape = { family = 'gpt2', context = 64, width = 32, layers = 2, heads = 2 } }";
    let config = config(&format!(
        "{shape}\nmethod = {{ full = {{ freeze = ['wpe'] }} }}\nlength = {{ steps = 4 }}\nsave = {{ every = 1, keep = 9 }}"
    ));
    let trained = scene.run(&config, "run").unwrap();
    let first = numbers(&scene.output("run/checkpoint-1/model.safetensors"));
    let last = numbers(&trained.path.join("model.safetensors"));
    for (name, values) in &first {
        assert_eq!(last[name] == *values, name == "transformer.wpe.weight", "{name}");
    }
}

#[test]
fn full_and_lora_are_compared_from_the_same_beginning() {
    let scene = Scene::new();
    let config = config("length = { steps = 6 }\nevaluation = { every = 3 }");
    let lora: Method = toml::from_str(&format!("lora = {{ {ADAPTER} }}")).unwrap();
    let output = scene.output("compare");
    let ticks = std::cell::Cell::new(0.0);
    let clock = || {
        ticks.set(ticks.get() + 0.25);
        ticks.get()
    };
    let job = trommel_train::Job { clock: &clock, ..scene.job(&config, &output, false, None) };
    let run = |side| compared(&job, side, &lora, 1e-2, &mut |_| Flow::Go).unwrap();
    let found = trommel_train::Comparison { full: run(Side::Full), lora: run(Side::Lora) };
    assert_eq!((found.full.method.as_str(), found.lora.method.as_str()), ("full", "lora"));
    // The same rows through the same parameters: B is zero at first.
    assert!((found.full.training[0].value - found.lora.training[0].value).abs() < 1e-6);
    assert_ne!(found.full.training[5].value, found.lora.training[5].value);
    assert_eq!((found.full.tokens, found.full.steps), (found.lora.tokens, found.lora.steps));
    let pairs = 2 * 4 * (32 + 32) + 2 * 4 * (48 + 32);
    assert_eq!((found.full.trainable, found.lora.trainable), (found.full.parameters, pairs));
    assert_eq!(found.lora.parameters, found.full.parameters + pairs);
    assert!(output.join("full/model").is_dir() && output.join("lora/adapter").is_dir());
    assert_eq!(found.full.evaluation.iter().map(|point| point.step).collect::<Vec<_>>(), [3, 6]);
    assert!(found.full.tokens_per_second > 0.0 && found.full.chosen.is_some());
    let full = Method::Full { freeze: Vec::new() };
    let error = compared(&job, Side::Lora, &full, 1e-2, &mut |_| Flow::Go).unwrap_err();
    assert!(error.to_string().contains("an adapter to compare"), "{error}");
}

#[test]
fn a_parameter_that_gets_no_gradient_is_refused_at_the_first_step() {
    let config = config("batch = { row = 16, tokens = 16 }");
    let shape = trommel_model::Config::gpt2(50, 16, 16, 1, 2);
    let mut model = Model::random(shape, 1, DType::F32, &Device::Cpu).unwrap();
    let unused = trommel_model::Tensor::ones((2, 2), DType::F32, &Device::Cpu).unwrap();
    model.params_mut().insert("transformer.unused.weight", unused, true).unwrap();
    let mut stepper = Stepper::new(model, &config).unwrap();
    let before = stepper.model().params().copied().unwrap();
    let part = Part { origin: 0, task: "t".into(), language: String::new(), start: 0, places: 16, learned: 16 };
    let (tokens, targets) = ((0..16).collect(), (1..17).collect());
    let (segments, positions) = (vec![1; 16], (0..16).collect());
    let row = Packed { tokens, targets, loss_mask: vec![1; 16], segments, positions, parts: vec![part] };
    let error = stepper.step(1, &[row], &config, 0.1, |_| Some(1.0)).unwrap_err().to_string();
    assert!(error.contains("`transformer.unused.weight` has no gradient"), "{error}");
    for (name, param) in stepper.model().params().iter() {
        let numbers = |p: &trommel_model::Tensor| p.flatten_all().unwrap().to_vec1::<f32>().unwrap();
        assert_eq!(numbers(&param.var), numbers(&before.get(name).unwrap().var), "{name}");
    }
}
