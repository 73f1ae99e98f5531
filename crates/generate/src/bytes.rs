//! The bytes that each token stands for.

use std::collections::BTreeMap;

use serde_json::Value;
use trommel_tokens::{Tokenizer, TokensError};

use crate::error::{GenerateError, Result};

/// The bytes of every token of a tokenizer, and the tokens in the order of their bytes.
#[derive(Debug, Clone)]
pub struct TokenBytes {
    bytes: Vec<Vec<u8>>,
    /// Ids of tokens that stand for text, in the order of their bytes, then ids.
    sorted: Vec<u32>,
}

impl TokenBytes {
    /// Reads them off the vocabulary of a byte-level tokenizer, or of one of pieces with byte fallback.
    ///
    /// # Errors
    /// With tokenizers that decode in another way, such as WordPiece.
    pub fn new(tokenizer: &Tokenizer) -> Result<Self> {
        let json: Value = serde_json::from_str(&tokenizer.to_json()?)
            .map_err(|error| TokensError::Template(format!("a tokenizer's own JSON: {error}")))?;
        let spelling = Spelling::of(&json["decoder"])?;
        let special = tokenizer.special_tokens();
        let added: BTreeMap<u64, &str> = json["added_tokens"].as_array().map_or_else(BTreeMap::new, |added| {
            added.iter().filter_map(|token| Some((token["id"].as_u64()?, token["content"].as_str()?))).collect()
        });
        let bytes: Vec<Vec<u8>> = (0..tokenizer.rows() as u32)
            .map(|id| match (special.contains_key(&id), added.get(&u64::from(id)), tokenizer.token(id)) {
                (true, ..) | (_, None, None) => Vec::new(),
                (_, Some(content), _) => content.as_bytes().to_vec(),
                (.., Some(token)) => spelling.bytes(&token),
            })
            .collect();
        let mut sorted: Vec<u32> = (0..bytes.len() as u32).filter(|&id| !bytes[id as usize].is_empty()).collect();
        sorted.sort_by(|&a, &b| bytes[a as usize].cmp(&bytes[b as usize]).then(a.cmp(&b)));
        Ok(Self { bytes, sorted })
    }

    /// The bytes of a token; none for special tokens and for ids that are no token.
    #[must_use]
    pub fn of(&self, id: u32) -> &[u8] {
        self.bytes.get(id as usize).map_or(&[], Vec::as_slice)
    }

    /// The bytes of several tokens, one after another.
    #[must_use]
    pub fn all(&self, ids: &[u32]) -> Vec<u8> {
        ids.iter().flat_map(|&id| self.of(id)).copied().collect()
    }

    /// The tokens whose bytes begin with `start`, in the order of their bytes.
    pub fn beginning_with<'s>(&'s self, start: &'s [u8]) -> impl Iterator<Item = u32> + 's {
        let from = self.sorted.partition_point(|&id| self.of(id) < start);
        self.sorted[from..].iter().copied().take_while(move |&id| self.of(id).starts_with(start))
    }

    /// The tokens with exactly these bytes.
    pub fn exactly<'s>(&'s self, bytes: &'s [u8]) -> impl Iterator<Item = u32> + 's {
        let from = self.sorted.partition_point(|&id| self.of(id) < bytes);
        self.sorted[from..].iter().copied().take_while(move |&id| self.of(id) == bytes)
    }

    /// The tokens whose bytes may be what follows: those that begin with `wanted`, and those that `wanted` begins with.
    /// Ascending.
    #[must_use]
    pub fn leading_to(&self, wanted: &[u8]) -> Vec<u32> {
        let shorter = (1..wanted.len()).flat_map(|length| self.exactly(&wanted[..length]));
        let mut ids: Vec<u32> = shorter.chain(self.beginning_with(wanted)).collect();
        ids.sort_unstable();
        ids
    }

    /// Length of the longest token in bytes.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.bytes.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// How a vocabulary writes bytes.
enum Spelling {
    /// Each byte is a letter of GPT-2's alphabet.
    Letters(BTreeMap<char, u8>),
    /// Text, with `▁` for a blank if so, and `<0x0A>` for a byte.
    Pieces { blank: bool },
}

impl Spelling {
    fn of(decoder: &Value) -> Result<Self> {
        let mut kinds = Vec::new();
        let mut queue = vec![decoder];
        while let Some(decoder) = queue.pop() {
            kinds.push(decoder["type"].as_str().unwrap_or("none"));
            queue.extend(decoder["decoders"].as_array().into_iter().flatten());
        }
        let known = ["ByteLevel", "ByteFallback", "Fuse", "Metaspace", "Replace", "Sequence", "Strip"];
        if let Some(kind) = kinds.iter().find(|kind| !known.contains(kind)) {
            return Err(GenerateError::option(
                "tokenizer",
                format!("one with decoder `{kind}`"),
                "a byte-level one, or one of pieces with byte fallback: constraints and healed prompts need each \
                 token's bytes",
            ));
        }
        if kinds.contains(&"ByteLevel") {
            return Ok(Self::Letters(alphabet()));
        }
        Ok(Self::Pieces { blank: decoder.to_string().contains('▁') })
    }

    fn bytes(&self, token: &str) -> Vec<u8> {
        match self {
            // A letter outside of the alphabet is no byte's; it is written as it stands.
            Self::Letters(alphabet) => token
                .chars()
                .flat_map(|letter| match alphabet.get(&letter) {
                    Some(&byte) => vec![byte],
                    None => letter.to_string().into_bytes(),
                })
                .collect(),
            Self::Pieces { blank } => {
                let byte =
                    token.strip_prefix("<0x").and_then(|rest| rest.strip_suffix('>')).filter(|hex| hex.len() == 2);
                match byte.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    Some(byte) => vec![byte],
                    None if *blank => token.replace('▁', " ").into_bytes(),
                    None => token.as_bytes().to_vec(),
                }
            }
        }
    }
}

/// GPT-2's alphabet (`bytes_to_unicode` in its `encoder.py`): printable bytes of Latin-1 are themselves, the others the
/// letters from U+0100 on, in order.
fn alphabet() -> BTreeMap<char, u8> {
    let printable = |byte: &u8| matches!(byte, 33..=126 | 161..=172 | 174..=255);
    let themselves = (0..=255_u8).filter(printable).map(|byte| (char::from(byte), byte));
    let others = (0..=255_u8).filter(|byte| !printable(byte));
    themselves.chain(('\u{100}'..).zip(others)).collect()
}
