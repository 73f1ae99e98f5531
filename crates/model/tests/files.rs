//! Files: Hugging Face's directories, PEFT's adapters, GGUF; strict loading; writing that leaves the old file intact.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};
use trommel_model::gguf::{Quantisation, Vocabulary, export, import};
use trommel_model::store::{read_tensors, write_atomic, write_tensors};
use trommel_model::{Adapter, Config, DType, Device, Family, Model, Run, Tensor};

use crate::fixture::{FAMILIES, Scratch, adapted, batch, config, distance, list, model};

fn logits(model: &Model) -> Tensor {
    model.inference().unwrap().forward(&batch(0, false), Run::default()).unwrap()
}

fn load(path: &Path) -> Result<Model, String> {
    Model::load(path, DType::F32, &Device::Cpu).map_err(|e| e.to_string())
}

fn edit(path: &Path, change: impl FnOnce(&mut Value)) {
    let mut value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    change(&mut value);
    std::fs::write(path, value.to_string()).unwrap();
}

#[test]
fn a_model_directory_reads_back_to_the_same_bits() {
    for family in FAMILIES {
        let scratch = Scratch::new(&format!("hf-{}", family.name()));
        let model = model(family, DType::F32);
        model.save(&scratch.0, None).unwrap();
        let back = load(&scratch.0).unwrap();
        assert_eq!(back.config(), model.config());
        assert_eq!(list(&logits(&back)), list(&logits(&model)));
        // Shards of at most 10 kB with an index.
        let sharded = scratch.0.join("sharded");
        model.save(&sharded, Some(10_000)).unwrap();
        assert!(sharded.join("model.safetensors.index.json").exists() && !sharded.join("model.safetensors").exists());
        assert_eq!(list(&logits(&load(&sharded).unwrap())), list(&logits(&model)));
    }
}

#[test]
fn files_have_the_names_and_fields_that_transformers_expects() {
    let scratch = Scratch::new("hf-names");
    model(Family::Llama, DType::F32).save(&scratch.0, None).unwrap();
    let value: Value = serde_json::from_slice(&std::fs::read(scratch.0.join("config.json")).unwrap()).unwrap();
    assert_eq!((&value["dtype"], &value["torch_dtype"]), (&json!("float32"), &json!("float32")));
    assert_eq!((&value["rope_theta"], &value["rope_parameters"]["rope_theta"]), (&json!(10000.0), &json!(10000.0)));
    assert_eq!(value["architectures"], json!(["LlamaForCausalLM"]));
    let bytes = std::fs::read(scratch.0.join("model.safetensors")).unwrap();
    let (_, header) = safetensors::SafeTensors::read_metadata(&bytes).unwrap();
    assert_eq!(header.metadata().as_ref().unwrap()["format"], "pt");
    let names: BTreeSet<String> = read_tensors(&scratch.0.join("model.safetensors")).unwrap().into_keys().collect();
    assert!(names.contains("lm_head.weight") && names.contains("model.layers.1.self_attn.q_proj.weight"));
    assert_eq!(names.len(), 2 * 9 + 3);
    // A tied head is left out.
    model(Family::Gpt2, DType::F32).save(&scratch.0, None).unwrap();
    let names: BTreeSet<String> = read_tensors(&scratch.0.join("model.safetensors")).unwrap().into_keys().collect();
    assert!(!names.contains("lm_head.weight") && names.contains("transformer.h.0.attn.c_attn.bias"));
}

#[test]
fn a_checkpoint_that_does_not_fit_is_refused_by_name_and_shape() {
    let scratch = Scratch::new("hf-strict");
    let file = scratch.0.join("model.safetensors");
    let fresh = || {
        model(Family::Qwen2, DType::F32).save(&scratch.0, None).unwrap();
        read_tensors(&file).unwrap()
    };
    let error_with = |change: &dyn Fn(&mut std::collections::BTreeMap<String, Tensor>)| {
        let mut tensors = fresh();
        change(&mut tensors);
        write_tensors(&file, tensors.iter().map(|(n, t)| (n.as_str(), t))).unwrap();
        load(&scratch.0).unwrap_err()
    };
    let missing = error_with(&|t| drop(t.remove("model.norm.weight")));
    assert!(missing.contains("tensor `model.norm.weight` of shape [32] is missing"), "{missing}");
    let strange =
        error_with(&|t| drop(t.insert("model.extra".into(), Tensor::zeros(3, DType::F32, &Device::Cpu).unwrap())));
    assert!(
        strange.contains("unexpected tensor `model.extra` of shape [3] in") && strange.contains("model.safetensors"),
        "{strange}"
    );
    let shape = error_with(&|t| {
        drop(t.insert("model.norm.weight".into(), Tensor::zeros(31, DType::F32, &Device::Cpu).unwrap()));
    });
    assert!(shape.contains("has shape [31], expected [32]"), "{shape}");
    std::fs::write(&file, b"rubbish").unwrap();
    assert!(load(&scratch.0).unwrap_err().contains("not a safetensors file"));
    std::fs::remove_file(&file).unwrap();
    assert!(load(&scratch.0).unwrap_err().contains("holds neither model.safetensors nor"));
    fresh();
    for (field, value, want) in [
        ("hidden_act", json!("gelu"), "`hidden_act` is `gelu`, supported: silu"),
        ("model_type", json!("mamba"), "model_type is `mamba`, expected gpt2"),
        ("num_key_value_heads", json!(3), "4 heads cannot share 3"),
        ("rope_scaling", json!({"rope_type": "yarn"}), "`rope_type` is `yarn`"),
        ("hidden_size", json!("32"), "expected a whole number"),
    ] {
        fresh();
        edit(&scratch.0.join("config.json"), |c| c[field] = value.clone());
        let error = load(&scratch.0).unwrap_err();
        assert!(error.contains(want) && error.contains("config.json"), "{error}");
    }
}

#[test]
fn other_spellings_are_read() {
    let scratch = Scratch::new("hf-spellings");
    let (file, other) =
        (scratch.0.join("model.safetensors"), |n: usize| Tensor::ones(n, DType::F32, &Device::Cpu).unwrap());
    // GPT-2 as on the hub: no prefix, attention masks, the tied head written out.
    let gpt2 = model(Family::Gpt2, DType::F32);
    gpt2.save(&scratch.0, None).unwrap();
    let mut tensors: Vec<(String, Tensor)> = read_tensors(&file)
        .unwrap()
        .into_iter()
        .map(|(name, t)| (name.trim_start_matches("transformer.").to_owned(), t))
        .collect();
    tensors.push(("h.0.attn.bias".into(), other(4)));
    tensors.push(("lm_head.weight".into(), other(4)));
    write_tensors(&file, tensors.iter().map(|(n, t)| (n.as_str(), t))).unwrap();
    assert_eq!(list(&logits(&load(&scratch.0).unwrap())), list(&logits(&gpt2)));
    // A configuration of transformers 5: rope_parameters and dtype only.
    let qwen = model(Family::Qwen3, DType::F32);
    qwen.save(&scratch.0, None).unwrap();
    edit(&scratch.0.join("config.json"), |c| {
        c.as_object_mut().unwrap().remove("rope_theta");
        c.as_object_mut().unwrap().remove("torch_dtype");
        c["rope_parameters"]["rope_theta"] = json!(5000.0);
    });
    assert_eq!(Config::read(&scratch.0).unwrap().theta, 5000.0);
}

#[test]
fn qwen_of_the_first_version_is_qwen2_under_other_names() {
    let scratch = Scratch::new("hf-qwen1");
    let mut shape = config(Family::Qwen2);
    (shape.kv_heads, shape.tied) = (4, false);
    let model = Model::random(shape, 4, DType::F32, &Device::Cpu).unwrap();
    let get = |name: &str| model.params().tensor(name, false).unwrap();
    let mut old: Vec<(String, Tensor)> = vec![
        ("transformer.wte.weight".into(), get("model.embed_tokens.weight")),
        ("transformer.ln_f.weight".into(), get("model.norm.weight")),
        ("lm_head.weight".into(), get("lm_head.weight")),
    ];
    for i in 0..2 {
        let at = |name: &str| get(&format!("model.layers.{i}.{name}"));
        let fused =
            |kind: &str| Tensor::cat(&["q", "k", "v"].map(|p| at(&format!("self_attn.{p}_proj.{kind}"))), 0).unwrap();
        for (name, tensor) in [
            ("ln_1.weight", at("input_layernorm.weight")),
            ("ln_2.weight", at("post_attention_layernorm.weight")),
            ("attn.c_attn.weight", fused("weight")),
            ("attn.c_attn.bias", fused("bias")),
            ("attn.c_proj.weight", at("self_attn.o_proj.weight")),
            ("mlp.w1.weight", at("mlp.up_proj.weight")),
            ("mlp.w2.weight", at("mlp.gate_proj.weight")),
            ("mlp.c_proj.weight", at("mlp.down_proj.weight")),
        ] {
            old.push((format!("transformer.h.{i}.{name}"), tensor));
        }
    }
    write_tensors(&scratch.0.join("model.safetensors"), old.iter().map(|(n, t)| (n.as_str(), t))).unwrap();
    let fields = json!({"model_type": "qwen", "vocab_size": 64, "seq_length": 64, "hidden_size": 32, "intermediate_size": 96,
        "num_hidden_layers": 2, "num_attention_heads": 4, "kv_channels": 8, "layer_norm_epsilon": 1e-6,
        "rotary_emb_base": 10000, "tie_word_embeddings": false});
    std::fs::write(scratch.0.join("config.json"), fields.to_string()).unwrap();
    assert_eq!(list(&logits(&load(&scratch.0).unwrap())), list(&logits(&model)));
}

/// The key sets that PEFT 0.21.2 reads, written out: no Python needed to see that ours are the same.
#[test]
fn adapters_have_exactly_the_keys_that_peft_reads() {
    let scratch = Scratch::new("peft-keys");
    let keys = |model: &Model| -> Vec<(String, Vec<usize>)> {
        model.adapter().unwrap().save(&scratch.0, model.config(), "base").unwrap();
        let tensors = read_tensors(&scratch.0.join("adapter_model.safetensors")).unwrap();
        tensors.into_iter().map(|(name, t)| (name, t.dims().to_vec())).collect()
    };
    let want = |lines: &[(&str, &[usize])]| -> Vec<(String, Vec<usize>)> {
        lines.iter().map(|(n, s)| (format!("base_model.model.{n}"), s.to_vec())).collect()
    };
    let gpt2 = adapted(Family::Gpt2, DType::F32, |c| c.layers_to_transform = Some(vec![1]));
    let lora: &[(&str, &[usize])] = &[
        ("transformer.h.1.attn.c_attn.lora_A.weight", &[4, 32]),
        ("transformer.h.1.attn.c_attn.lora_B.weight", &[96, 4]),
    ];
    assert_eq!(keys(&gpt2), want(lora));
    let both = adapted(Family::Gpt2, DType::F32, |c| {
        (c.target_modules, c.layers_to_transform) = (vec!["c_proj".into()], Some(vec![0]));
    });
    let projections: &[(&str, &[usize])] = &[
        ("transformer.h.0.attn.c_proj.lora_A.weight", &[4, 32]),
        ("transformer.h.0.attn.c_proj.lora_B.weight", &[32, 4]),
        ("transformer.h.0.mlp.c_proj.lora_A.weight", &[4, 128]),
        ("transformer.h.0.mlp.c_proj.lora_B.weight", &[32, 4]),
    ];
    assert_eq!(keys(&both), want(projections));
    let dora = adapted(Family::Qwen3, DType::F32, |c| {
        (c.use_dora, c.target_modules, c.layers_to_transform) = (true, vec!["q_proj".into()], Some(vec![0]));
        c.trainable_token_indices = vec![9, 2];
    });
    let magnitudes: &[(&str, &[usize])] = &[
        ("model.embed_tokens.token_adapter.trainable_tokens_delta", &[2, 32]),
        ("model.layers.0.self_attn.q_proj.lora_A.weight", &[4, 32]),
        ("model.layers.0.self_attn.q_proj.lora_B.weight", &[64, 4]),
        ("model.layers.0.self_attn.q_proj.lora_magnitude_vector", &[64]),
    ];
    assert_eq!(keys(&dora), want(magnitudes));
    let value: Value = serde_json::from_slice(&std::fs::read(scratch.0.join("adapter_config.json")).unwrap()).unwrap();
    for (key, want) in [
        ("peft_type", json!("LORA")),
        ("task_type", json!("CAUSAL_LM")),
        ("base_model_name_or_path", json!("base")),
        ("r", json!(4)),
        ("lora_alpha", json!(8.0)),
        ("target_modules", json!(["q_proj"])),
        ("fan_in_fan_out", json!(false)),
        ("bias", json!("none")),
        ("use_dora", json!(true)),
        ("trainable_token_indices", json!({"embed_tokens": [2, 9]})),
        ("layers_to_transform", json!([0])),
    ] {
        assert_eq!(value[key], want, "{key}");
    }
}

#[test]
fn adapters_read_back_and_strange_ones_are_refused() {
    let scratch = Scratch::new("peft-back");
    for family in FAMILIES {
        for dora in [false, true] {
            let tuned = adapted(family, DType::F32, |c| (c.use_dora, c.use_rslora) = (dora, !dora));
            tuned.adapter().unwrap().save(&scratch.0, tuned.config(), "base").unwrap();
            let mut fresh = model(family, DType::F32);
            let at = |dir: &Path| Adapter::load(dir, &config(family), DType::F32, &Device::Cpu);
            fresh.attach(at(&scratch.0).unwrap());
            assert_eq!(list(&logits(&fresh)), list(&logits(&tuned)), "{family:?}");
            // PEFT would load this one in silence, as an adapter that does nothing.
            let file = scratch.0.join("adapter_model.safetensors");
            let tensors = read_tensors(&file).unwrap();
            let renamed: Vec<(String, &Tensor)> =
                tensors.iter().map(|(n, t)| (n.replace("base_model.model.", "base_model."), t)).collect();
            write_tensors(&file, renamed.iter().map(|(n, t)| (n.as_str(), *t))).unwrap();
            let error = at(&scratch.0).unwrap_err().to_string();
            assert!(error.contains("is missing") && error.contains("unexpected tensor"), "{error}");
        }
    }
    for (key, value, want) in [
        ("peft_type", json!("IA3"), "supported: LORA"),
        ("bias", json!("all"), "`bias` is \"all\""),
        ("modules_to_save", json!(["lm_head"]), "`modules_to_save`"),
        ("init_lora_weights", json!("pissa"), "change the base weights"),
        ("fan_in_fan_out", json!(true), "`fan_in_fan_out` is true"),
    ] {
        let tuned = adapted(Family::Qwen3, DType::F32, |_| {});
        tuned.adapter().unwrap().save(&scratch.0, tuned.config(), "base").unwrap();
        edit(&scratch.0.join("adapter_config.json"), |c| c[key] = value.clone());
        let error =
            Adapter::load(&scratch.0, &config(Family::Qwen3), DType::F32, &Device::Cpu).unwrap_err().to_string();
        assert!(error.contains(want) && error.contains("adapter_config.json"), "{error}");
    }
}

fn vocabulary(size: usize) -> Vocabulary {
    Vocabulary {
        tokens: (0..size).map(|i| format!("t{i}")).collect(),
        types: vec![1; size],
        merges: vec!["t 0".into()],
        pre: "gpt-2".into(),
        eos: Some(0),
        ..Vocabulary::default()
    }
}

/// Kullback-Leibler divergence of the second model's next-token distribution from the first's, mean over tokens.
fn divergence(a: &Tensor, b: &Tensor) -> f64 {
    let probabilities = |t: &Tensor| -> Vec<Vec<f64>> {
        let soft = |row: &[f64]| {
            let total: f64 = row.iter().map(|x| x.exp()).sum();
            row.iter().map(|x| x.exp() / total).collect()
        };
        list(t).chunks(64).map(soft).collect()
    };
    let (p, q) = (probabilities(a), probabilities(b));
    let rows = p.len() as f64;
    p.iter().flatten().zip(q.iter().flatten()).map(|(p, q)| p * (p / q).ln()).sum::<f64>() / rows
}

#[test]
fn gguf_reads_back() {
    for family in FAMILIES {
        let scratch = Scratch::new(&format!("gguf-{}", family.name()));
        let (model, path) = (model(family, DType::F32), scratch.0.join("model.gguf"));
        for (form, limit) in [(Quantisation::F32, 0.0), (Quantisation::F16, 1e-6), (Quantisation::Q8_0, 1e-3)] {
            export(&model, "golden", &vocabulary(64), form, &path).unwrap();
            let back = import(&path, DType::F32, &Device::Cpu).unwrap();
            assert_eq!(Config { bos: None, eos: None, ..back.config().clone() }, *model.config(), "{family:?}");
            assert_eq!(back.config().eos, Some(0));
            let (want, found) = (logits(&model), logits(&back));
            if form == Quantisation::F32 {
                assert_eq!(list(&want), list(&found), "{family:?}");
            } else {
                let kl = divergence(&want, &found);
                assert!(kl < limit, "{family:?} {form:?}: {kl:e}");
                assert!(distance(&want, &found) > 0.0, "{family:?} {form:?}: nothing was rounded");
            }
        }
        let error = export(&model, "golden", &vocabulary(63), Quantisation::F32, &path).unwrap_err().to_string();
        assert!(error.contains("the tokenizer has 63 tokens, the model's vocabulary 64"), "{error}");
    }
    let tuned = adapted(Family::Gpt2, DType::F32, |_| {});
    let error = export(&tuned, "x", &vocabulary(64), Quantisation::F32, Path::new("x")).unwrap_err().to_string();
    assert!(error.contains("merge it into the model first"), "{error}");
}

#[test]
fn a_failed_write_leaves_the_old_file() {
    let scratch = Scratch::new("atomic");
    let path = scratch.0.join("file");
    std::fs::write(&path, "good").unwrap();
    let full = write_atomic(&path, |out| {
        std::io::Write::write_all(out, b"half")?;
        Err(std::io::Error::new(std::io::ErrorKind::StorageFull, "no space left on device"))
    });
    let error = full.unwrap_err().to_string();
    assert!(error.contains("no space left") && error.contains("file"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "good");
    assert_eq!(std::fs::read_dir(&scratch.0).unwrap().count(), 1);
    write_atomic(&path, |out| std::io::Write::write_all(out, b"better")).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "better");
}
