//! Files: written whole, read back, refused with reasons.

use std::fs;

use trommel_tokens::{Fit, Tokenizer, TokensError};

use crate::fixture::{CODE, each, tokenizer};

#[test]
fn what_is_saved_is_loaded() {
    for (mode, tokenizer) in each() {
        let folder = tempfile::tempdir().expect("a folder");
        let (there, again) = (folder.path().join("new/model"), folder.path().join("again"));
        tokenizer.save(&there, Some(512)).expect("saved");
        let loaded = Tokenizer::load(&there).expect("loaded");
        assert_eq!(loaded.encode_all(CODE).expect("ids"), tokenizer.encode_all(CODE).expect("ids"), "{mode:?}");
        assert_eq!(loaded.special_tokens(), tokenizer.special_tokens());
        assert_eq!(loaded.end_of_text().expect("end"), tokenizer.end_of_text().expect("end"));
        loaded.save(&again, None).expect("saved");
        let names = |folder: &std::path::Path| -> Vec<String> {
            let mut names: Vec<String> = fs::read_dir(folder)
                .expect("a folder")
                .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        };
        assert_eq!(names(&there), ["special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"]);
        for name in names(&there) {
            let read = |folder: &std::path::Path| fs::read_to_string(folder.join(&name)).expect("a file");
            assert_eq!(read(&there), read(&again), "{mode:?} {name}");
        }
    }
}

#[test]
fn the_configuration_says_what_transformers_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    tokenizer().save(folder.path(), Some(512)).expect("saved");
    let config: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("tokenizer_config.json")).expect("a file")).expect("JSON");
    assert_eq!(
        config,
        serde_json::json!({
            "tokenizer_class": "PreTrainedTokenizerFast", "eos_token": "<|endoftext|>", "bos_token": "<|endoftext|>",
            "pad_token": "<|pad|>", "model_max_length": 512, "clean_up_tokenization_spaces": false,
        })
    );
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    tokenizer().save(folder.path(), None).expect("saved");
    let before = fs::read(folder.path().join("tokenizer.json")).expect("a file");
    // A folder in the way of one part: not even root can write through it.
    fs::create_dir(folder.path().join("tokenizer.json.part")).expect("a folder");
    let error = tokenizer().save(folder.path(), Some(9)).expect_err("in the way").to_string();
    assert!(error.contains("tokenizer.json.part"), "{error}");
    assert_eq!(fs::read(folder.path().join("tokenizer.json")).expect("a file"), before);
    let config = fs::read_to_string(folder.path().join("tokenizer_config.json")).expect("a file");
    assert!(!config.contains("model_max_length"), "the old configuration stays with the old tokenizer");
    assert!(!folder.path().join("special_tokens_map.json.part").exists());
}

#[test]
fn a_file_that_is_no_tokenizer_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |content: &str| {
        let file = folder.path().join("tokenizer.json");
        fs::write(&file, content).expect("written");
        let error = Tokenizer::load(&file).err().expect("refused");
        assert!(matches!(error, TokensError::Format { .. }), "{error:?}");
        let said = error.to_string();
        assert!(said.starts_with(&file.display().to_string()) && said.contains("expected a tokenizer.json"), "{said}");
        said
    };
    assert!(refused("{\"model\": ").contains("not JSON: EOF while parsing a value at line 1 column 10"));
    assert!(refused("{}").contains("JSON without `model`"));
    assert!(refused("{\"model\": {\"type\": \"Rhubarb\"}}").contains("(model Rhubarb) that cannot be read"));
    let missing = Tokenizer::load(&folder.path().join("nowhere.json")).err().expect("missing").to_string();
    assert!(missing.contains("nowhere.json: No such file"), "{missing}");
    tokenizer().save(folder.path(), None).expect("saved");
    fs::write(folder.path().join("tokenizer_config.json"), "{\"eos_token\": {\"content\": \"</s>\"}}")
        .expect("written");
    let error = Tokenizer::load(folder.path()).err().expect("refused").to_string();
    assert!(error.contains("special token `</s>`, which tokenizer.json beside it lacks"), "{error}");
}

#[test]
fn truncation_and_padding_of_a_file_are_off() {
    let mut file: serde_json::Value = serde_json::from_str(&tokenizer().to_json().expect("JSON")).expect("JSON");
    file["truncation"] = serde_json::json!({
        "direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0,
    });
    let loaded = Tokenizer::from_json(file.to_string().as_bytes()).expect("loaded");
    assert_eq!(loaded.encode(CODE[0]).expect("ids"), tokenizer().encode(CODE[0]).expect("ids"));
}

#[test]
fn a_file_of_somebody_else() {
    // GPT-2's own cuts, which look ahead: words are not encoded one by one, and batches say what single texts say.
    let mut file: serde_json::Value = serde_json::from_str(&tokenizer().to_json().expect("JSON")).expect("JSON");
    file["pre_tokenizer"] = serde_json::json!({
        "type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true,
    });
    let other = Tokenizer::from_json(file.to_string().as_bytes()).expect("loaded");
    for (text, ids) in CODE.iter().zip(other.encode_all(CODE).expect("ids")) {
        assert_eq!(other.encode(text).expect("ids"), ids);
        assert_eq!(other.decode(&ids, true).expect("text").trim_start(), text.trim_start());
    }
    assert_ne!(other.encode_all(CODE).expect("ids"), tokenizer().encode_all(CODE).expect("ids"));
    // It puts a blank before each text, so its parts do not join: that is said, not passed over.
    let error = trommel_tokens::ProgressivePrompt::new(&other, &["a", "b"], "").expect_err("refused").to_string();
    assert!(error.contains("adds text where parts join"), "{error}");
}

#[test]
fn a_tokenizer_that_does_not_fit() {
    let rows = tokenizer().rows();
    assert_eq!(tokenizer().fit(rows + 28).expect("fits"), Fit { unused_rows: 28 });
    assert_eq!(tokenizer().fit(rows).expect("fits"), Fit { unused_rows: 0 });
    let error = tokenizer().fit(rows - 1).expect_err("one too few").to_string();
    let want = format!("the tokenizer has ids up to {}, the model has embeddings for {} tokens", rows - 1, rows - 1);
    assert!(error.starts_with(&want) && error.contains(&format!("at least {rows} rows")), "{error}");
}
