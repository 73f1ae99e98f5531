//! Learned merges or pieces, as the `tokenizer.json` of Hugging Face's tokenizers.
//!
//! We write the file's own form and let the library read it: what is trained here is loaded as any other file would be.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::bpe::{Merges, byte_letter};
use crate::error::Result;
use crate::special::{self, UNKNOWN};
use crate::split::{Digits, byte_level_form, file_form};
use crate::tokenizer::Tokenizer;

/// What a piece has that the model never chooses for text: less than any real one.
const NEVER: f64 = -20.0;

fn added(tokens: &[String]) -> Value {
    let token = |(id, content): (usize, &String)| {
        json!({
            "id": id, "content": content, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true,
        })
    };
    tokens.iter().enumerate().map(token).collect()
}

fn whole(special: &[String], pre_tokenizer: Value, decoder: Value, model: Value) -> Result<Tokenizer> {
    let file = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": added(special), "normalizer": null,
        "pre_tokenizer": pre_tokenizer, "post_processor": null, "decoder": decoder, "model": model,
    });
    Tokenizer::from_json(file.to_string().as_bytes())
}

/// Byte-level BPE: special tokens, the 256 bytes, then what the merges made.
pub(crate) fn byte_level(special: &[String], merges: &Merges, digits: Digits) -> Result<Tokenizer> {
    let letters: Vec<char> = (0..=255).map(byte_letter).collect();
    let written: Vec<String> =
        merges.tokens.iter().map(|token| token.iter().map(|&byte| letters[usize::from(byte)]).collect()).collect();
    let vocabulary: HashMap<&String, usize> = special.iter().chain(&written).zip(0..).collect();
    let pairs: Value =
        merges.merges.iter().map(|&(left, right)| json!([written[left as usize], written[right as usize]])).collect();
    let model = json!({
        "type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
        "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false, "ignore_merges": false,
        "vocab": vocabulary, "merges": pairs,
    });
    let cuts = json!({ "type": "Sequence", "pretokenizers": [file_form(digits), byte_level_form()] });
    whole(special, cuts, byte_level_form(), model)
}

/// Unigram with byte fallback: special tokens and the unknown, 256 byte pieces, then `pieces` with their scores.
pub(crate) fn unigram(special: &[String], pieces: &[(String, f64)], digits: Digits) -> Result<Tokenizer> {
    let least = pieces.iter().map(|(_, score)| *score).fold(0.0, f64::min);
    let mut vocabulary: Vec<Value> = Vec::with_capacity(special.len() + 257 + pieces.len());
    let mut special = special.to_vec();
    special.push(UNKNOWN.to_owned());
    let bytes = (0..=255u8).map(|byte| format!("<0x{byte:02X}>"));
    vocabulary.extend(special.iter().cloned().chain(bytes).map(|token| json!([token, least + NEVER])));
    vocabulary.extend(pieces.iter().map(|(piece, score)| json!([piece, score])));
    let mut model = Map::new();
    model.insert("type".into(), json!("Unigram"));
    model.insert("unk_id".into(), json!(special.len() - 1));
    model.insert("vocab".into(), Value::Array(vocabulary));
    model.insert("byte_fallback".into(), json!(true));
    let decoder = json!({ "type": "Sequence", "decoders": [{ "type": "ByteFallback" }, { "type": "Fuse" }] });
    whole(&special, file_form(digits), decoder, Value::Object(model))
}

/// The number of tokens that are there before anything is learned.
pub(crate) fn fixed_tokens(languages: &[&str], more: &[String], unigram: bool) -> Result<usize> {
    Ok(special::all(languages, more)?.len() + 256 + usize::from(unigram))
}
