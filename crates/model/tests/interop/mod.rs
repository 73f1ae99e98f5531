//! transformers' model directories and PEFT's adapters, both ways.
//!
//! `fixtures/` holds what transformers and PEFT wrote and the logits that torch found (`make.py`), so that no Python is
//! needed to see that theirs are read here, and that ours have the same names, shapes and fields. With an interpreter
//! that has torch, transformers and peft in `TROMMEL_TORCH_PYTHON`, they also load what we write (`check.py`), and we
//! what they write anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value, json};
use trommel_model::{Adapter, Batch, DType, Device, Family, Model, Run, Text};

use crate::fixture::{self, FAMILIES, Scratch, adapted, list, sequence};

const METHODS: [&str; 3] = ["lora", "rslora", "dora"];
/// Of the largest logit, in f64, with rotary angles that transformers computes in f32.
const EXACT: f64 = 1e-6;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/interop")
}

fn object(path: &Path) -> Map<String, Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Texts as the decoder takes them: it feeds in all ids but the last.
fn batch(ids: &[Vec<u32>]) -> Batch {
    let row = |ids: &Vec<u32>| {
        let ids: Vec<u32> = ids.iter().copied().chain([0]).collect();
        vec![Text { weights: vec![1.0; ids.len()], ids }]
    };
    Batch::pack(&ids.iter().map(row).collect::<Vec<_>>(), 0).unwrap()
}

fn logits(model: &Model, ids: &[Vec<u32>]) -> Vec<f64> {
    list(&model.inference().unwrap().forward(&batch(ids), Run::default()).unwrap())
}

fn furthest(found: &[f64], want: &[f64]) -> f64 {
    assert_eq!(found.len(), want.len());
    found.iter().zip(want).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// A model directory, and the adapter beside it.
fn load(at: &Path, adapter: Option<&str>, dtype: DType) -> Model {
    let mut model = Model::load(at, dtype, &Device::Cpu).unwrap();
    if let Some(name) = adapter {
        model.attach(Adapter::load(&at.join(name), &model.config().clone(), dtype, &Device::Cpu).unwrap());
    }
    model
}

/// Reads all that `make.py` wrote and compares with torch's logits, with adapters and merged. Gives the largest
/// difference of each in f64.
fn read_theirs(below: &Path) -> BTreeMap<String, f64> {
    let mut differences = BTreeMap::new();
    for family in FAMILIES {
        let at = below.join(family.name());
        let mut recorded = object(&at.join("logits.json"));
        let ids: Vec<Vec<u32>> = serde_json::from_value(recorded.remove("ids").unwrap()).unwrap();
        assert_eq!(recorded.len(), 1 + METHODS.len());
        for (name, want) in recorded {
            let want: Vec<f64> = serde_json::from_value(want).unwrap();
            let adapter = METHODS.contains(&name.as_str()).then_some(name.as_str());
            let mut model = load(&at, adapter, DType::F64);
            let largest = want.iter().fold(1.0f64, |largest, logit| largest.max(logit.abs()));
            let difference = furthest(&logits(&model, &ids), &want);
            assert!(difference <= EXACT * largest, "{}/{name}: {difference:e}", family.name());
            model.merge().unwrap();
            let merged = furthest(&logits(&model, &ids), &want);
            assert!(merged <= EXACT * largest, "{}/{name} merged: {merged:e}", family.name());
            let single = furthest(&logits(&load(&at, adapter, DType::F32), &ids), &want);
            assert!(single <= 1e-5 * largest, "{}/{name} in f32: {single:e}", family.name());
            differences.insert(format!("{}/{name}", family.name()), difference.max(merged));
        }
    }
    differences
}

#[test]
fn fixtures_of_transformers_and_peft_give_their_logits() {
    let differences = read_theirs(&folder().join("fixtures"));
    assert_eq!(differences.len(), 16);
    println!("largest differences from torch's logits: {differences:?}");
    // The adapters do something: without them the logits are others.
    for family in FAMILIES {
        let recorded = object(&folder().join(format!("fixtures/{}/logits.json", family.name())));
        let numbers = |name: &str| serde_json::from_value::<Vec<f64>>(recorded[name].clone()).unwrap();
        assert!(METHODS.iter().all(|name| furthest(&numbers(name), &numbers("base")) > 0.01), "{family:?}");
    }
}

/// Names, shapes, number types and bytes of a safetensors file.
fn tensors(path: &Path) -> BTreeMap<String, (Vec<usize>, String, Vec<u8>)> {
    let bytes = std::fs::read(path).unwrap();
    let (_, header) = safetensors::SafeTensors::read_metadata(&bytes).unwrap();
    assert_eq!(header.metadata().as_ref().unwrap()["format"], "pt", "{}", path.display());
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let entry = |(name, view): (String, safetensors::tensor::TensorView<'_>)| {
        (name, (view.shape().to_vec(), format!("{:?}", view.dtype()), view.data().to_vec()))
    };
    file.tensors().into_iter().map(entry).collect()
}

/// Every field of theirs that is not in `left_out` (which has one value that says nothing) is ours with the same value;
/// of ours none is beyond theirs but those in `added`.
fn same_fields(at: &Path, ours: &Map<String, Value>, theirs: &Map<String, Value>, left_out: &Value, added: &[&str]) {
    for (key, want) in theirs {
        match (ours.get(key), left_out.get(key)) {
            (Some(found), _) => assert_eq!(plain(found), plain(want), "{}: `{key}`", at.display()),
            (None, Some(nothing)) => assert_eq!(want, nothing, "{}: `{key}` says something", at.display()),
            (None, None) => panic!("{}: `{key}` is {want}, ours has no such field", at.display()),
        }
    }
    let keys: BTreeSet<&str> = ours.keys().map(String::as_str).filter(|key| !theirs.contains_key(*key)).collect();
    assert_eq!(keys, added.iter().copied().collect(), "{}: fields of ours alone", at.display());
}

/// Python writes 4 where this writes 4.0, and sets in any order; trained tokens come as a list or by layer.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().map(plain).collect();
            list.sort_by_key(ToString::to_string);
            json!(list)
        }
        Value::Object(fields) if fields.len() == 1 && fields.values().all(Value::is_array) => {
            plain(fields.values().next().unwrap())
        }
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), plain(value))).collect(),
        other => other.clone(),
    }
}

#[test]
fn what_we_write_is_what_they_wrote() {
    let unused = json!({
        "alora_invocation_tokens": null, "arrow_config": null, "auto_mapping": null, "corda_config": null,
        "ensure_weight_tying": false, "eva_config": null, "exclude_modules": null, "kasa_config": null,
        "layer_replication": null, "layers_pattern": null, "loftq_config": {}, "lora_bias": false,
        "lora_ga_config": null, "megatron_config": null, "megatron_core": "megatron.core", "monteclora_config": null,
        "qalora_group_size": 16, "revision": null, "target_parameters": null, "use_bdlora": null, "use_qalora": false,
        "velora_config": null,
    });
    for family in FAMILIES {
        let scratch = Scratch::new(&format!("interop-{}", family.name()));
        let at = folder().join("fixtures").join(family.name());
        let base = format!("tiny-{}", family.name());
        for method in METHODS {
            let (tuned, out) = (load(&at, Some(method), DType::F32), scratch.0.join(method));
            tuned.adapter().unwrap().save(&out, tuned.config(), &base).unwrap();
            let file = |folder: &Path| folder.join("adapter_model.safetensors");
            assert_eq!(tensors(&file(&out)), tensors(&file(&at.join(method))), "{family:?} {method}");
            let fields = |folder: &Path| object(&folder.join("adapter_config.json"));
            same_fields(&out, &fields(&out), &fields(&at.join(method)), &unused, &[]);
        }
        let out = scratch.0.join("model");
        load(&at, None, DType::F32).save(&out, None).unwrap();
        let file = |folder: &Path| folder.join("model.safetensors");
        assert_eq!(tensors(&file(&out)), tensors(&file(&at)), "{family:?}");
        model_fields(family, &out, &at);
    }
}

/// `config.json` and `generation_config.json`. Dropout rates are of training, and ours are 0; transformers 4 needs some
/// names that transformers 5 does not write.
fn model_fields(family: Family, out: &Path, at: &Path) {
    let gpt2 = family == Family::Gpt2;
    let (mut ours, mut theirs) = (object(&out.join("config.json")), object(&at.join("config.json")));
    for fields in [&mut ours, &mut theirs] {
        fields.retain(|key, _| !key.ends_with("_pdrop"));
    }
    let full = json!(["full_attention", "full_attention"]);
    let unused = json!({
        "add_cross_attention": false, "reorder_and_upcast_attn": false, "scale_attn_by_inverse_layer_idx": false,
        "scale_attn_weights": true, "summary_activation": null, "summary_first_dropout": 0.1,
        "summary_proj_to_labels": true, "summary_type": "cls_index", "summary_use_proj": true, "pad_token_id": null,
        "transformers_version": "5.23.0", "pretraining_tp": 1, "layer_types": full, "max_window_layers": 28,
        "sliding_window": null, "attention_bias": false, "mlp_bias": false,
    });
    let mut added = vec!["torch_dtype"];
    match family {
        _ if gpt2 => added.push("n_ctx"),
        Family::Qwen2 => added.extend(["head_dim", "rope_theta"]),
        _ => added.push("rope_theta"),
    }
    same_fields(out, &ours, &theirs, &unused, &added);
    let unused = json!({
        "output_attentions": false, "output_hidden_states": false, "transformers_version": "5.23.0", "use_cache": true,
    });
    let fields = |folder: &Path| object(&folder.join("generation_config.json"));
    same_fields(out, &fields(out), &fields(at), &unused, &[]);
}

/// The interpreter that `TROMMEL_TORCH_PYTHON` names, or None with a loud line.
fn torch(test: &str) -> Option<PathBuf> {
    let found = std::env::var_os("TROMMEL_TORCH_PYTHON").map(PathBuf::from);
    if found.is_none() {
        println!("\n!!! SKIPPED {test}: TROMMEL_TORCH_PYTHON names no Python with torch, transformers and peft\n");
    }
    found
}

fn script(python: &Path, name: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(python);
    command.arg("-B").arg(folder().join(name)).args(arguments).env("HF_HUB_OFFLINE", "1").env("OMP_NUM_THREADS", "1");
    let said = command.output().unwrap_or_else(|e| panic!("{}: {e}", python.display()));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(said.status.success(), "{name}: {}\n{}", text(&said.stdout), text(&said.stderr));
    text(&said.stdout)
}

#[test]
fn torch_loads_our_models_and_adapters() {
    let Some(python) = torch("torch_loads_our_models_and_adapters") else { return };
    let scratch = Scratch::new("torch-ours");
    let ids: Vec<Vec<u32>> = fixture::tokens().chunks(16).take(2).map(<[u32]>::to_vec).collect();
    for family in FAMILIES {
        let at = scratch.0.join(family.name());
        let double = |path: &Path, adapter: Option<&str>| logits(&load(path, adapter, DType::F64), &ids);
        fixture::model(family, DType::F32).save(&at, None).unwrap();
        let mut recorded = json!({ "ids": ids, "base": double(&at, None) });
        for method in METHODS {
            let mut tuned = ours(family, method);
            tuned.adapter().unwrap().save(&at.join(method), tuned.config(), "a-base").unwrap();
            recorded[method] = json!(double(&at, Some(method)));
            tuned.merge().unwrap();
            let merged = format!("{method}-merged");
            tuned.save(&at.join(&merged), None).unwrap();
            recorded[&merged] = json!(double(&at.join(&merged), None));
        }
        std::fs::write(at.join("logits.json"), recorded.to_string()).unwrap();
    }
    println!("theirs of ours: {}", script(&python, "check.py", &[scratch.0.to_str().unwrap()]).trim());
}

/// A golden model with an adapter in whose fields something stands.
fn ours(family: Family, method: &str) -> Model {
    let one = if family == Family::Gpt2 { "c_attn" } else { "q_proj" };
    let other = if family == Family::Gpt2 { "mlp.c_proj" } else { "down_proj" };
    let tuned = adapted(family, DType::F32, |config| {
        config.target_modules = vec![one.into(), other.into()];
        match method {
            "rslora" => {
                config.use_rslora = true;
                config.rank_pattern = [(one.to_owned(), 3)].into();
                config.alpha_pattern = [(one.to_owned(), 5.0)].into();
                config.trainable_token_indices = vec![9, 2];
            }
            "dora" => (config.use_dora, config.layers_to_transform) = (true, Some(vec![1])),
            _ => config.lora_dropout = 0.1,
        }
    });
    let params = tuned.adapter().unwrap().params();
    for (name, param) in params.iter().filter(|(name, _)| !name.contains("lora_A") && !name.contains("lora_B")) {
        let noise: Vec<f64> = sequence(name, param.var.elem_count()).iter().map(|u| 1.0 + 0.3 * u).collect();
        let noise = trommel_model::Tensor::from_vec(noise, param.var.shape(), &Device::Cpu).unwrap();
        let changed = (param.var.as_detached_tensor().to_dtype(DType::F64).unwrap() * noise).unwrap();
        params.set(name, &changed).unwrap();
    }
    tuned
}

#[test]
fn torch_writes_models_and_adapters_that_we_load() {
    let Some(python) = torch("torch_writes_models_and_adapters_that_we_load") else { return };
    let scratch = Scratch::new("torch-theirs");
    script(&python, "make.py", &[scratch.0.to_str().unwrap(), "--width", "32", "--seed", "7"]);
    println!("ours of theirs: {:?}", read_theirs(&scratch.0));
}
