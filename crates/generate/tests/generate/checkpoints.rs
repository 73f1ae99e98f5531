//! Reading checkpoints.

use std::fs;
use std::path::Path;

use trommel_bench::Claim;
use trommel_generate::{Checkpoint, GenerateError, Prompt, Source, TokenBytes};
use trommel_model::gguf::{Quantisation, Vocabulary, export};
use trommel_model::{AdapterConfig, DType, Device, Model};

use crate::fixture::{FAMILIES, TOKENIZER, end, generate, generator, model, options, prompts};

fn save(model: &Model, folder: &Path) {
    model.save(folder, None).unwrap();
    TOKENIZER.save(folder, Some(model.config().context)).unwrap();
}

fn load(source: &Source) -> Result<Checkpoint, GenerateError> {
    Checkpoint::load(source, DType::F32, &Device::Cpu)
}

fn message(source: &Source) -> String {
    load(source).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn every_family_is_read_as_it_was_written() {
    for family in FAMILIES {
        let folder = tempfile::tempdir().unwrap();
        let model = model(family, false, DType::F32, 3);
        save(&model, folder.path());
        let checkpoint = load(&Source::new(folder.path())).unwrap();
        assert_eq!((checkpoint.ends.as_slice(), checkpoint.prefix.len()), ([end()].as_slice(), 0));
        let found = generate(&checkpoint.generator().unwrap(), &prompts(), &options(8));
        assert_eq!(found, generate(&generator(&model), &prompts(), &options(8)), "{family:?}");
        assert_eq!(load(&Source::new(folder.path())).unwrap().fingerprint, checkpoint.fingerprint);
    }
}

#[test]
fn an_adapter_is_merged_or_kept() {
    let (folder, adapter) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut model = model(FAMILIES[2], true, DType::F32, 3);
    save(&model, folder.path());
    let plain = generate(&generator(&model), &prompts(), &options(8));
    model.adapt(AdapterConfig { r: 4, lora_alpha: 32.0, ..AdapterConfig::default() }, 3).unwrap();
    let params = model.adapter().unwrap().params();
    for (name, param) in params.iter().filter(|(name, _)| name.contains("lora_B")) {
        let a = params.get(&name.replace("lora_B", "lora_A")).unwrap();
        let b = a.var.flatten_all().unwrap().narrow(0, 0, a.var.elem_count().min(param.var.elem_count())).unwrap();
        let rest =
            trommel_model::Tensor::zeros(param.var.elem_count() - b.elem_count(), DType::F32, &Device::Cpu).unwrap();
        let b = trommel_model::Tensor::cat(&[&b, &rest], 0).unwrap().reshape(param.var.shape()).unwrap();
        params.set(name, &b).unwrap();
    }
    model.adapter().unwrap().save(adapter.path(), model.config(), "base").unwrap();
    let expected = generate(&generator(&model), &prompts(), &options(8));
    assert_ne!(expected, plain, "the adapter changes answers");
    let mut fingerprints = vec![load(&Source::new(folder.path())).unwrap().fingerprint];
    for merge in [false, true] {
        let source = Source { adapter: Some(adapter.path().into()), merge, ..Source::new(folder.path()) };
        let checkpoint = load(&source).unwrap();
        assert_eq!(checkpoint.model.adapter().is_some(), !merge);
        let found = generate(&checkpoint.generator().unwrap(), &prompts(), &options(8));
        for ((a, _), (b, _)) in found.iter().zip(&expected) {
            assert_eq!(a.completion, b.completion, "merged: {merge}");
            assert!((a.raw_logprob - b.raw_logprob).abs() < 1e-3);
        }
        fingerprints.push(checkpoint.fingerprint);
    }
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 3, "model, kept and merged are three checkpoints");
    let nothing = Source { adapter: Some(folder.path().into()), ..Source::new(folder.path()) };
    assert!(message(&nothing).contains("adapter_config.json: found nothing"), "{}", message(&nothing));
}

#[test]
fn gguf_is_read_for_inference() {
    let folder = tempfile::tempdir().unwrap();
    let mut model = model(FAMILIES[3], true, DType::F32, 3);
    model.params_mut().set_trainable(|_| false);
    let rows = model.config().vocabulary;
    let name = |id: u32| TOKENIZER.token(id).unwrap_or_else(|| format!("<unused{id}>"));
    let vocabulary = Vocabulary {
        tokens: (0..rows as u32).map(name).collect(),
        types: vec![1; rows],
        merges: Vec::new(),
        pre: "gpt-2".into(),
        bos: None,
        eos: Some(end()),
        padding: None,
        adds_bos: false,
        chat_template: None,
    };
    let path = folder.path().join("model.gguf");
    export(&model, "test", &vocabulary, Quantisation::F32, &path).unwrap();
    let missing = message(&Source::new(&path));
    assert!(missing.contains("tokenizer.json: found nothing") && missing.contains("name a tokenizer"), "{missing}");
    TOKENIZER.save(folder.path(), None).unwrap();
    let checkpoint = load(&Source::new(&path)).unwrap();
    assert_eq!(checkpoint.ends, [end()]);
    let found = generate(&checkpoint.generator().unwrap(), &prompts(), &options(8));
    for ((a, _), (b, _)) in found.iter().zip(generate(&generator(&model), &prompts(), &options(8))) {
        assert_eq!(a.completion, b.completion);
    }
}

#[test]
fn what_is_missing_or_does_not_fit_is_told_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let source = Source::new(folder.path());
    assert!(message(&source).contains("config.json: found nothing, expected a model's configuration"));
    let model = model(FAMILIES[1], false, DType::F32, 3);
    model.save(folder.path(), None).unwrap();
    assert!(message(&source).contains("tokenizer.json: found nothing"), "{}", message(&source));
    TOKENIZER.save(folder.path(), None).unwrap();
    load(&source).unwrap();

    fs::write(at("generation_config.json"), "{\n\"eos_token_id\": [3,}").unwrap();
    assert!(message(&source).contains("generation_config.json:2: "), "{}", message(&source));
    fs::write(at("generation_config.json"), r#"{"eos_token_id": [3, 5, 100000]}"#).unwrap();
    assert_eq!(load(&source).unwrap().ends, [end(), 3, 5], "ids that the tokenizer lacks are none of its ends");

    let weights = fs::read(at("model.safetensors")).unwrap();
    fs::remove_file(at("model.safetensors")).unwrap();
    fs::write(at("pytorch_model.bin"), "").unwrap();
    let pickle = message(&source);
    assert!(pickle.contains("found pytorch_model.bin") && pickle.contains("save_pretrained"), "{pickle}");
    fs::write(at("model.safetensors"), &weights[..weights.len() - 100]).unwrap();
    assert!(message(&source).contains("model.safetensors"), "{}", message(&source));

    let small = tempfile::tempdir().unwrap();
    let mut config = crate::fixture::config(FAMILIES[1], false);
    config.vocabulary = TOKENIZER.rows() - 1;
    save(&Model::random(config, 1, DType::F32, &Device::Cpu).unwrap(), small.path());
    let misfit = message(&Source::new(small.path()));
    assert!(misfit.contains("they were not made for each other"), "{misfit}");
    assert!(misfit.starts_with(&small.path().display().to_string()), "{misfit}");
}

#[test]
fn texts_begin_as_the_tokenizers_configuration_says() {
    let folder = tempfile::tempdir().unwrap();
    save(&model(FAMILIES[1], false, DType::F32, 3), folder.path());
    let path = folder.path().join("tokenizer_config.json");
    let written = |add: &str| format!(r#"{{"bos_token": "<|pad|>", "eos_token": "<|endoftext|>" {add}}}"#);
    for (config, expected) in [
        (written(r#", "add_bos_token": true"#), vec![TOKENIZER.id("<|pad|>").unwrap()]),
        (written(r#", "add_bos_token": false"#), vec![]),
        (written(""), vec![]),
    ] {
        fs::write(&path, config).unwrap();
        assert_eq!(load(&Source::new(folder.path())).unwrap().prefix, expected);
    }
}

#[test]
fn a_tokenizer_of_pieces_spells_its_bytes_too() {
    let corpus = trommel_tokens::Corpus::count([("python", "def add(a, b):\n    return a + b\n")], Default::default());
    let training = trommel_tokens::Training::new(trommel_tokens::Mode::Unigram {}, 300);
    let tokenizer = training.run(&corpus.unwrap()).unwrap().0;
    let bytes = TokenBytes::new(&tokenizer).unwrap();
    let text = "def größe(a):\n    return '数'\n";
    assert_eq!(bytes.all(&tokenizer.encode(text).unwrap()), text.as_bytes());
    let prompt = Prompt::new("a", text, Claim::Whole, &tokenizer, &[], false).unwrap();
    assert_eq!(tokenizer.decode(&prompt.ids, false).unwrap(), text);
}
