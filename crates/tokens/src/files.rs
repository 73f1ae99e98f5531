//! A tokenizer's files, as `PreTrainedTokenizerFast.from_pretrained` wants them.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::error::{Result, TokensError};
use crate::special::UNKNOWN;
use crate::tokenizer::Tokenizer;

/// The three files, in the order in which they appear: the tokenizer itself last, when the rest is in place.
const FILES: [&str; 3] = ["special_tokens_map.json", "tokenizer_config.json", "tokenizer.json"];

impl Tokenizer {
    /// Writes `tokenizer.json`, `tokenizer_config.json` and `special_tokens_map.json` into `folder`, which is made.
    /// Each file appears whole or not at all. `context` is the model's, in tokens, for `model_max_length`; what a loaded
    /// configuration said beyond that is kept.
    ///
    /// # Errors
    /// When the folder cannot be written; files that were there stay as they were.
    pub fn save(&self, folder: &Path, context: Option<usize>) -> Result<()> {
        fs::create_dir_all(folder).map_err(TokensError::io(folder))?;
        let mut config = self.config.clone();
        config.insert("tokenizer_class".into(), json!("PreTrainedTokenizerFast"));
        config.entry("clean_up_tokenization_spaces").or_insert(json!(false));
        if let Some(context) = context {
            config.insert("model_max_length".into(), json!(context));
        }
        let special = self.special_names();
        special.iter().for_each(|(key, token)| _ = config.insert(key.clone(), token.clone()));
        let text = |map: Map<String, Value>| format!("{:#}\n", Value::Object(map));
        let contents = [text(special), text(config), self.to_json()?];
        let mut parts = Vec::new();
        for (name, content) in FILES.iter().zip(contents) {
            let part = folder.join(format!("{name}.part"));
            let written = File::create(&part).and_then(|mut file| {
                file.write_all(content.as_bytes())?;
                file.sync_all()
            });
            parts.push(part.clone());
            if let Err(error) = written {
                parts.iter().for_each(|part| _ = fs::remove_file(part));
                return Err(TokensError::io(part)(error));
            }
        }
        for (name, part) in FILES.iter().zip(&parts) {
            fs::rename(part, folder.join(name)).map_err(TokensError::io(part))?;
        }
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(TokensError::io(folder))
    }

    fn special_names(&self) -> Map<String, Value> {
        let mut names = Map::new();
        let unknown = self.id(UNKNOWN).map(|_| UNKNOWN.to_owned());
        for (key, token) in [("eos_token", &self.eos), ("pad_token", &self.pad), ("unk_token", &unknown)] {
            if let Some(token) = token {
                names.insert(key.into(), json!(token));
            }
        }
        // A new tokenizer begins texts with the token that ends them, as GPT-2 does; a loaded one keeps what it said.
        match (&self.eos, self.config.get("bos_token")) {
            (_, Some(begin)) => _ = names.insert("bos_token".into(), begin.clone()),
            (Some(eos), None) if self.config.is_empty() => _ = names.insert("bos_token".into(), json!(eos)),
            _ => {}
        }
        names
    }
}
