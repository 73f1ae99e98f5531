//! A tokenizer in use: ours, or any `tokenizer.json` of Hugging Face's tokenizers.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::error::{Result, TokensError};
use crate::special::{END_OF_TEXT, PAD, language_token};
use crate::split::Splitter;

/// Text to token ids and back.
///
/// What text says is text: a document that contains `<|endoftext|>` is not ended by it. Special tokens come from
/// [`Tokenizer::encode_marked`], or by id.
pub struct Tokenizer {
    inner: tokenizers::Tokenizer,
    /// The same, but reading special tokens in text; made when first wanted.
    marked: OnceLock<Box<tokenizers::Tokenizer>>,
    /// Names of the end-of-text and padding tokens, where a configuration says so.
    pub(crate) eos: Option<String>,
    pub(crate) pad: Option<String>,
    /// `tokenizer_config.json` as it was read.
    pub(crate) config: Map<String, Value>,
    /// How it cuts words, when it does so in our way and each word's tokens are its own.
    splitter: Option<Splitter>,
    largest: u32,
}

/// How a tokenizer suits a model's embedding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// Rows of the embedding that no id reaches (models are often padded to a round number).
    pub unused_rows: usize,
}

const EXPECTED: &str = "a tokenizer.json of Hugging Face's tokenizers (`tokenizer.save(...)` in Python writes one)";

impl Tokenizer {
    /// Reads `tokenizer.json`, or a folder with one and perhaps a `tokenizer_config.json`, which names the special tokens.
    ///
    /// # Errors
    /// When a file is missing, no JSON, or no tokenizer that the library knows.
    pub fn load(path: &Path) -> Result<Self> {
        let file = if path.is_dir() { path.join("tokenizer.json") } else { path.to_path_buf() };
        let bytes = fs::read(&file).map_err(TokensError::io(&file))?;
        let format = |found| TokensError::Format { path: file.clone(), found, expected: EXPECTED };
        // The library's own messages for broken JSON and for unknown parts are hard to tell apart: JSON first.
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| format(format!("not JSON: {error}")))?;
        let Some(model) = value.get("model") else {
            return Err(format("JSON without `model`".to_owned()));
        };
        let kind = model.get("type").and_then(Value::as_str).unwrap_or("unnamed").to_owned();
        let mut tokenizer = Self::from_json(&bytes)
            .map_err(|error| format(format!("a tokenizer (model {kind}) that cannot be read: {error}")))?;
        let beside = file.with_file_name("tokenizer_config.json");
        if beside.exists() {
            tokenizer.read_config(&beside)?;
        }
        Ok(tokenizer)
    }

    /// Reads the text of a `tokenizer.json`.
    ///
    /// # Errors
    /// When the library cannot read it.
    pub fn from_json(json: &[u8]) -> Result<Self> {
        let mut inner = tokenizers::Tokenizer::from_bytes(json).map_err(TokensError::library("reading"))?;
        // Lengths are the packer's business: a file's own truncation would lose text without a word.
        inner.with_truncation(None).map_err(TokensError::library("switching truncation off"))?;
        inner.with_padding(None);
        inner.set_encode_special_tokens(true);
        let largest = inner.get_vocab(true).into_values().max().unwrap_or_default();
        let splitter = Splitter::of(json)?;
        let (marked, config) = (OnceLock::new(), Map::new());
        let mut tokenizer = Self { inner, marked, eos: None, pad: None, config, splitter, largest };
        let known = |token: &str| tokenizer.inner.token_to_id(token).map(|_| token.to_owned());
        (tokenizer.eos, tokenizer.pad) = (known(END_OF_TEXT), known(PAD));
        Ok(tokenizer)
    }

    fn read_config(&mut self, path: &PathBuf) -> Result<()> {
        let bytes = fs::read(path).map_err(TokensError::io(path))?;
        let config: Map<String, Value> = serde_json::from_slice(&bytes).map_err(|error| TokensError::Format {
            path: path.clone(),
            found: error.to_string(),
            expected: "the JSON object that `save_pretrained` of a tokenizer writes",
        })?;
        // A token is given by its text, or by an object with its text under `content`.
        let token = |key| {
            let value = config.get(key)?;
            value.as_str().or_else(|| value.get("content")?.as_str()).map(str::to_owned)
        };
        for (name, said) in [(&mut self.eos, token("eos_token")), (&mut self.pad, token("pad_token"))] {
            if let Some(said) = said {
                if self.inner.token_to_id(&said).is_none() {
                    return Err(TokensError::Format {
                        path: path.clone(),
                        found: format!("special token `{said}`, which tokenizer.json beside it lacks"),
                        expected: "tokens of that tokenizer",
                    });
                }
                *name = Some(said);
            }
        }
        self.config = config;
        Ok(())
    }

    /// The text of its `tokenizer.json`: equal tokenizers give equal bytes.
    ///
    /// # Errors
    /// When the library cannot write it.
    pub fn to_json(&self) -> Result<String> {
        self.inner.to_string(true).map_err(TokensError::library("writing"))
    }

    /// The first id that stands for one token here and for another there; none where one extends the other.
    #[must_use]
    pub fn clash(&self, other: &Self) -> Option<(u32, String, String)> {
        (0..=self.largest.min(other.largest)).find_map(|id| {
            let (here, there) = (self.token(id)?, other.token(id)?);
            (here != there).then_some((id, here, there))
        })
    }

    /// The chat template that its configuration carries, in Jinja.
    #[must_use]
    pub fn chat_template(&self) -> Option<&str> {
        self.config.get("chat_template")?.as_str()
    }

    /// Token ids of `text`, in which special tokens are only letters.
    ///
    /// # Errors
    /// When the model has no token for some letter and no unknown token.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>> {
        let encoding = self.inner.encode_fast(text, false).map_err(TokensError::library("encoding"))?;
        Ok(encoding.get_ids().to_vec())
    }

    /// [`Tokenizer::encode`] of each text, by several threads, in the texts' order.
    ///
    /// # Errors
    /// As `encode`; of the first text that fails.
    pub fn encode_all<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Result<Vec<Vec<u32>>> {
        let Some(splitter) = &self.splitter else {
            let ids: Vec<Result<Vec<u32>>> = texts.par_iter().map(|text| self.encode(text.as_ref())).collect();
            return ids.into_iter().collect();
        };
        let chunk = texts.len().div_ceil(rayon::current_num_threads() * 4).max(1);
        let chunks: Vec<Result<Vec<Vec<u32>>>> =
            texts.par_chunks(chunk).map(|texts| self.encode_words(splitter, texts)).collect();
        let chunks: Vec<Vec<Vec<u32>>> = chunks.into_iter().collect::<Result<_>>()?;
        Ok(chunks.into_iter().flatten().collect())
    }

    /// Encodes word by word, each different word once: code says the same words again and again.
    fn encode_words<'t, T: AsRef<str>>(&self, splitter: &Splitter, texts: &'t [T]) -> Result<Vec<Vec<u32>>> {
        let mut known: HashMap<&'t str, Vec<u32>> = HashMap::new();
        let mut encode = |text: &'t T| -> Result<Vec<u32>> {
            let (mut ids, mut failed) = (Vec::new(), None);
            splitter.words(text.as_ref(), |word| match known.get(word) {
                Some(tokens) => ids.extend_from_slice(tokens),
                None => match self.encode(word) {
                    Ok(tokens) => {
                        ids.extend_from_slice(&tokens);
                        known.insert(word, tokens);
                    }
                    Err(error) => failed = Some(error),
                },
            });
            failed.map_or(Ok(ids), Err)
        };
        texts.iter().map(&mut encode).collect()
    }

    /// Token ids of `text`, with its special tokens read as such: for rendered chat templates, never for data.
    ///
    /// # Errors
    /// As [`Tokenizer::encode`].
    pub fn encode_marked(&self, text: &str) -> Result<Vec<u32>> {
        let encoding = self.marked().encode_fast(text, false).map_err(TokensError::library("encoding"))?;
        Ok(encoding.get_ids().to_vec())
    }

    /// As [`Tokenizer::encode_marked`], with the bytes of `text` that each token stands for.
    pub(crate) fn encode_marked_places(&self, text: &str) -> Result<Vec<(u32, (usize, usize))>> {
        let encoding = self.marked().encode(text, false).map_err(TokensError::library("encoding"))?;
        Ok(encoding.get_ids().iter().copied().zip(encoding.get_offsets().iter().copied()).collect())
    }

    fn marked(&self) -> &tokenizers::Tokenizer {
        self.marked.get_or_init(|| {
            let mut marked = self.inner.clone();
            marked.set_encode_special_tokens(false);
            Box::new(marked)
        })
    }

    /// The text of `ids`; `special` says whether special tokens appear in it.
    ///
    /// # Errors
    /// When an id is none of the tokenizer's (the library itself would pass over it).
    pub fn decode(&self, ids: &[u32], special: bool) -> Result<String> {
        if let Some((position, &id)) = ids.iter().enumerate().find(|(_, id)| self.inner.id_to_token(**id).is_none()) {
            return Err(TokensError::NoSuchId { id, position, largest: self.largest });
        }
        self.inner.decode(ids, !special).map_err(TokensError::library("decoding"))
    }

    /// The id of a token by its name.
    #[must_use]
    pub fn id(&self, token: &str) -> Option<u32> {
        self.inner.token_to_id(token)
    }

    /// The name of a token by its id.
    #[must_use]
    pub fn token(&self, id: u32) -> Option<String> {
        self.inner.id_to_token(id)
    }

    /// The token that ends a text: the configuration's `eos_token`, or `<|endoftext|>`.
    ///
    /// # Errors
    /// When there is neither.
    pub fn end_of_text(&self) -> Result<u32> {
        let token = self.eos.as_deref().unwrap_or(END_OF_TEXT);
        self.named(token, "which ends answers", "name it as `eos_token` in tokenizer_config.json")
    }

    /// The token that fills rows: the configuration's `pad_token`, or `<|pad|>`, or the one that ends texts.
    ///
    /// # Errors
    /// When there is none of them.
    pub fn pad(&self) -> Result<u32> {
        self.pad.as_deref().and_then(|token| self.id(token)).map_or_else(|| self.end_of_text(), Ok)
    }

    /// The prefix token of a language.
    ///
    /// # Errors
    /// When the tokenizer was not trained with that language.
    pub fn language(&self, language: &str) -> Result<u32> {
        let remedy = "train the tokenizer with that language, or leave language prefixes off";
        self.named(&language_token(language), "the prefix of a language", remedy)
    }

    fn named(&self, token: &str, what: &'static str, remedy: &'static str) -> Result<u32> {
        self.id(token).ok_or_else(|| TokensError::NoSuchToken { token: token.to_owned(), what, remedy })
    }

    /// The largest id, plus one: rows that an embedding for it needs.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.largest as usize + 1
    }

    /// Whether a model with `rows` embeddings can use it.
    ///
    /// # Errors
    /// When it has ids beyond them.
    pub fn fit(&self, rows: usize) -> Result<Fit> {
        let unused_rows =
            rows.checked_sub(self.rows()).ok_or(TokensError::DoesNotFit { largest: self.largest, rows })?;
        Ok(Fit { unused_rows })
    }

    /// Special tokens by id.
    #[must_use]
    pub fn special_tokens(&self) -> BTreeMap<u32, String> {
        let added = self.inner.get_added_tokens_decoder();
        added.into_iter().filter(|(_, token)| token.special).map(|(id, token)| (id, token.content)).collect()
    }
}
