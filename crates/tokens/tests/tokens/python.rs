//! transformers loads what we write, and gives the same ids. Skipped, loudly, without Python and transformers.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fixture::{CODE, Random, TRICKY, each};

/// Reads texts, prints what `PreTrainedTokenizerFast` makes of them. Specials in text are split, as ours are.
const SCRIPT: &str = r#"
import json, sys
from transformers import AutoTokenizer, PreTrainedTokenizerFast
folder, texts = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
tokenizer = AutoTokenizer.from_pretrained(folder)
assert isinstance(tokenizer, PreTrainedTokenizerFast), type(tokenizer)
special = {name: [tokenizer.convert_tokens_to_ids(name)] for name in (tokenizer.eos_token, tokenizer.pad_token, "<|go|>")}
marked = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in texts]
decoded = [tokenizer.decode(ids, skip_special_tokens=False, clean_up_tokenization_spaces=False) for ids in marked]
tokenizer.backend_tokenizer.encode_special_tokens = True
plain = [tokenizer.backend_tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
print(json.dumps({"special": special, "marked": marked, "plain": plain, "decoded": decoded,
                  "length": len(tokenizer), "context": tokenizer.model_max_length, "again": tokenizer.vocab_size}))
"#;

/// A Python with transformers, or none, which is said (or is a failure where it is required).
fn python(test: &str) -> Option<PathBuf> {
    let home = std::env::var_os("HOME").unwrap_or_default();
    let venv =
        std::env::var_os("TROMMEL_VENV").map_or_else(|| Path::new(&home).join(".cache/trommel/venv"), PathBuf::from);
    let python = venv.join("bin/python");
    let works =
        Command::new(&python).args(["-c", "import transformers"]).output().is_ok_and(|said| said.status.success());
    if works {
        return Some(python);
    }
    let required =
        std::env::var("TROMMEL_REQUIRE").is_ok_and(|all| all.split(',').any(|one| one.trim() == "transformers"));
    assert!(!required, "{test}: no transformers in {}", venv.display());
    eprintln!("SKIPPED {test}: no transformers in {}; `pip install transformers` into it", venv.display());
    None
}

#[test]
fn transformers_gives_the_same_ids() {
    let Some(python) = python("transformers_gives_the_same_ids") else { return };
    let mut random = Random(41);
    let mut texts: Vec<String> = (0..400).map(|_| random.text(10)).collect();
    texts.extend(TRICKY.iter().chain(CODE).map(|text| (*text).to_owned()));
    for (mode, tokenizer) in each() {
        let folder = tempfile::tempdir().expect("a folder");
        tokenizer.save(folder.path(), Some(777)).expect("saved");
        let file = folder.path().join("texts.json");
        std::fs::write(&file, serde_json::to_vec(&texts).expect("JSON")).expect("written");
        let said = Command::new(&python)
            .args(["-B", "-c", SCRIPT])
            .args([folder.path(), &file])
            .envs([("HF_HUB_OFFLINE", "1"), ("TRANSFORMERS_VERBOSITY", "error")])
            .output()
            .expect("Python runs");
        assert!(said.status.success(), "{mode:?}: {}", String::from_utf8_lossy(&said.stderr));
        let said: serde_json::Value = serde_json::from_slice(&said.stdout).expect("JSON");
        for (at, text) in texts.iter().enumerate() {
            let ids = |key: &str| -> Vec<u32> { serde_json::from_value(said[key][at].clone()).expect("ids") };
            assert_eq!(ids("plain"), tokenizer.encode(text).expect("ids"), "{mode:?} {text:?}");
            assert_eq!(ids("marked"), tokenizer.encode_marked(text).expect("ids"), "{mode:?} {text:?}");
            assert_eq!(said["decoded"][at], text.as_str(), "{mode:?}");
        }
        assert_eq!(said["length"], tokenizer.rows());
        assert_eq!(said["context"], 777);
        assert_eq!(said["special"]["<|endoftext|>"][0], tokenizer.end_of_text().expect("end"));
        assert_eq!(said["special"]["<|pad|>"][0], tokenizer.pad().expect("pad"));
        assert_eq!(said["special"]["<|go|>"][0], tokenizer.language("go").expect("go"));
    }
}
