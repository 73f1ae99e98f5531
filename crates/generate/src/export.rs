//! A checkpoint written down again, its adapter merged: as a directory of Hugging Face's, or as GGUF for llama.cpp.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use trommel_model::gguf::{self, Vocabulary};

pub use trommel_model::gguf::Quantisation;

use crate::checkpoint::Checkpoint;
use crate::error::{GenerateError, Result};

/// What of the vocabulary's types GGUF knows: llama.cpp's numbers.
const NORMAL: i32 = 1;
const CONTROL: i32 = 3;
const USER_DEFINED: i32 = 4;
const UNUSED: i32 = 5;

/// How a program that reads GGUF cuts texts before it looks for tokens: it knows some ways by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreTokenizer {
    /// Its name in llama.cpp.
    pub name: &'static str,
    /// Whether that is the tokenizer's own way. Where it is not, texts become other tokens there than here, and token ids are
    /// what to give to the model.
    pub exact: bool,
}

/// Patterns of tokenizers, by the names that llama.cpp has for them; none is GPT-2's, which a byte-level step carries.
const PATTERNS: [(&str, &str); 2] = [
    (
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        "qwen2",
    ),
    (
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        "llama-bpe",
    ),
];

impl Checkpoint {
    /// Writes the model and its tokenizer to `folder` as transformers reads them.
    ///
    /// # Errors
    /// An adapter that is not merged; a folder that cannot be written.
    pub fn save(&self, folder: &Path) -> Result<()> {
        self.model.save(folder, None)?;
        Ok(self.tokenizer.save(folder, Some(self.model.config().context))?)
    }

    /// Writes the model and its vocabulary to `path` as GGUF, and says how readers will cut texts.
    ///
    /// # Errors
    /// An adapter that is not merged; a tokenizer that is no byte-level BPE; a file that cannot be written.
    pub fn export_gguf(&self, name: &str, form: Quantisation, path: &Path) -> Result<PreTokenizer> {
        let json = self.tokenizer.to_json()?;
        let written: Written = serde_json::from_str(&json).map_err(|error| unfit(error.to_string()))?;
        let pre = pre_tokenizer(&written.pre_tokenizer)?;
        let vocabulary = self.vocabulary(written, pre)?;
        gguf::export(&self.model, name, &vocabulary, form, path)?;
        Ok(pre)
    }

    fn vocabulary(&self, written: Written, pre: PreTokenizer) -> Result<Vocabulary> {
        let rows = self.model.config().vocabulary;
        let mut tokens: Vec<String> = (0..rows).map(|id| format!("[PAD{id}]")).collect();
        let mut types = vec![UNUSED; rows];
        let added = written
            .added_tokens
            .into_iter()
            .map(|token| (token.content, token.id, if token.special { CONTROL } else { USER_DEFINED }));
        let normal = written.model.vocab.into_iter().map(|(piece, id)| (piece, id, NORMAL));
        for (piece, id, kind) in normal.chain(added) {
            // The tokenizer fits the model: that was checked when both were read.
            (tokens[id as usize], types[id as usize]) = (piece, kind);
        }
        let eos = self.model.config().eos.or_else(|| self.tokenizer.end_of_text().ok());
        Ok(Vocabulary {
            tokens,
            types,
            merges: written.model.merges.into_iter().map(Merge::text).collect(),
            pre: pre.name.to_owned(),
            bos: self.prefix.first().copied().or(self.model.config().bos),
            eos,
            padding: self.tokenizer.pad().ok(),
            adds_bos: !self.prefix.is_empty(),
            chat_template: self.tokenizer.chat_template().map(str::to_owned),
        })
    }
}

/// What of a `tokenizer.json` GGUF wants.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    pre_tokenizer: Value,
    #[serde(default)]
    added_tokens: Vec<Added>,
    model: Bpe,
}

#[derive(Deserialize)]
struct Added {
    id: u32,
    content: String,
    special: bool,
}

/// Of another model than BPE there are no merges.
#[derive(Deserialize)]
struct Bpe {
    vocab: BTreeMap<String, u32>,
    merges: Vec<Merge>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Merge {
    Pair([String; 2]),
    Line(String),
}

impl Merge {
    fn text(self) -> String {
        match self {
            Merge::Pair(pair) => pair.join(" "),
            Merge::Line(line) => line,
        }
    }
}

/// GGUF's name for a tokenizer's way of cutting texts.
fn pre_tokenizer(steps: &Value) -> Result<PreTokenizer> {
    let all = match steps["pretokenizers"].as_array() {
        Some(all) => all.as_slice(),
        None => std::slice::from_ref(steps),
    };
    let bytes = all.iter().find(|step| step["type"] == "ByteLevel");
    let Some(bytes) = bytes else { return Err(unfit(format!("one whose words are cut by {steps}"))) };
    let exact = |name| Ok(PreTokenizer { name, exact: true });
    match all {
        // The pattern of GPT-2 is what a byte-level step has by itself.
        [_] if bytes["use_regex"] != false && bytes["add_prefix_space"] != true => exact("gpt-2"),
        [split, _] if bytes["use_regex"] == false && split["behavior"] == "Isolated" && split["invert"] != true => {
            let known = PATTERNS.iter().find(|(pattern, _)| split["pattern"]["Regex"] == *pattern);
            known.map_or(Ok(OTHER), |(_, name)| exact(name))
        }
        _ => Ok(OTHER),
    }
}

/// Where no name says it: GPT-2's, the nearest that every reader has.
const OTHER: PreTokenizer = PreTokenizer { name: "gpt-2", exact: false };

fn unfit(found: String) -> GenerateError {
    GenerateError::Option {
        option: "the tokenizer",
        found,
        expected: "a byte-level BPE, the only kind that is written as GGUF; a directory takes every kind".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ways_of_cutting_texts() {
        let bytes = |regex| json!({ "type": "ByteLevel", "add_prefix_space": false, "use_regex": regex });
        let split = |pattern| {
            let split =
                json!({ "type": "Split", "pattern": { "Regex": pattern }, "behavior": "Isolated", "invert": false });
            json!({ "type": "Sequence", "pretokenizers": [split, bytes(false)] })
        };
        let found = |steps| pre_tokenizer(&steps).map(|pre| (pre.name, pre.exact)).ok();
        assert_eq!(found(bytes(true)), Some(("gpt-2", true)));
        assert_eq!(found(split(PATTERNS[0].0)), Some(("qwen2", true)));
        assert_eq!(found(split(r"\w+")), Some(("gpt-2", false)));
        assert_eq!(found(json!({ "type": "Metaspace" })), None);
    }
}
