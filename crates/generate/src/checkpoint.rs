//! Reading a model with its tokenizer: a directory of Hugging Face's, or a GGUF file, with or without an adapter.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::Value;
use trommel_bench::Task;
use trommel_model::{Adapter, DType, Device, Model, gguf};
use trommel_tokens::{ChatTemplate, Tokenizer};

use crate::bytes::TokenBytes;
use crate::error::{GenerateError, Result};
use crate::generator::Generator;
use crate::prompt::Prompt;
use crate::style::{Encoder, PromptOptions};

/// Where a checkpoint is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// A model directory, or a `.gguf` file.
    pub model: PathBuf,
    /// A directory with PEFT's adapter.
    pub adapter: Option<PathBuf>,
    /// Whether the adapter is added to the model's weights, which makes it as fast as the model alone.
    pub merge: bool,
    /// The tokenizer: `tokenizer.json` or its directory. Otherwise the adapter's own, or the model's, or the one beside
    /// the GGUF file.
    pub tokenizer: Option<PathBuf>,
}

/// A model, its tokenizer, and what belongs to both.
pub struct Checkpoint {
    /// The model.
    pub model: Model,
    /// Its tokenizer.
    pub tokenizer: Tokenizer,
    /// The ids that end an answer, ascending.
    pub ends: Vec<u32>,
    /// The ids that stand before every text.
    pub prefix: Vec<u32>,
    /// The tokenizer's chat template.
    pub chat: Option<ChatTemplate>,
    /// A digest of all files that were read.
    pub fingerprint: String,
}

impl Source {
    /// A model alone.
    pub fn new(model: impl Into<PathBuf>) -> Self {
        Self { model: model.into(), adapter: None, merge: true, tokenizer: None }
    }
}

impl Checkpoint {
    /// Reads a checkpoint. Its numbers become `dtype`.
    ///
    /// # Errors
    /// Missing files, tensors that do not fit, a tokenizer with ids beyond the model's embedding: each with the file,
    /// what was found, what was expected, and the way out.
    pub fn load(source: &Source, dtype: DType, device: &Device) -> Result<Self> {
        let gguf = source.model.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gguf"));
        let folder = if gguf { parent(&source.model) } else { source.model.clone() };
        if gguf {
            present(&source.model, "a GGUF file", "check the path")?;
        } else {
            directory(&folder)?;
        }
        let mut hash = Fingerprint::default();
        let mut model = if gguf {
            hash.file(&source.model)?;
            gguf::import(&source.model, dtype, device)?
        } else {
            hash.folder(&folder, |name| name.ends_with(".safetensors") || name == "config.json")?;
            Model::load(&folder, dtype, device)?
        };
        if let Some(adapter) = &source.adapter {
            let remedy = "give the directory that PEFT's `save_pretrained`, or this program, wrote";
            present(&adapter.join("adapter_config.json"), "the configuration of PEFT's adapter", remedy)?;
            hash.folder(adapter, |name| name.starts_with("adapter_"))?;
            model.attach(Adapter::load(adapter, model.config(), dtype, device)?);
            if source.merge {
                model.merge()?;
            }
            hash.text(if source.merge { "merged" } else { "kept" });
        }
        let path = source.tokenizer(&folder)?;
        let home = if path.is_dir() { path.clone() } else { parent(&path) };
        let tokenizer = Tokenizer::load(&path)?;
        tokenizer
            .fit(model.config().vocabulary)
            .map_err(|source| GenerateError::DoesNotFit { path: path.clone(), source })?;
        let own = folder.join("tokenizer.json");
        if source.tokenizer.is_some() && !gguf && own.is_file() {
            differ(&path, &tokenizer, &own)?;
        }
        hash.file(&if path.is_dir() { path.join("tokenizer.json") } else { path.clone() })?;
        hash.folder(&home, |name| name == "tokenizer_config.json")?;
        hash.folder(&folder, |name| name == "generation_config.json")?;
        let ends = ends(&folder, &model, &tokenizer)?;
        let prefix = prefix(&home, &tokenizer)?;
        let chat = ChatTemplate::of(&tokenizer)?;
        Ok(Self { model, tokenizer, ends, prefix, chat, fingerprint: hash.finish() })
    }

    /// A generator with the model as it is now.
    ///
    /// # Errors
    /// See [`Generator::new`].
    pub fn generator(&self) -> Result<Generator<'_>> {
        Generator::new(&self.model, &self.tokenizer, &self.ends)
    }

    /// The prompts of tasks, in their order.
    ///
    /// # Errors
    /// A task without what the style asks for; a chat without a template; a language without a token.
    pub fn prompts(&self, tasks: &[Task], options: &PromptOptions) -> Result<Vec<Prompt>> {
        prompts(tasks, options, &self.tokenizer, self.chat.as_ref(), &self.prefix)
    }
}

/// The prompts of tasks, for a tokenizer that is in memory: `chat` is its chat template, `prefix` stands before every
/// text.
///
/// # Errors
/// See [`Checkpoint::prompts`].
pub fn prompts(
    tasks: &[Task],
    options: &PromptOptions,
    tokenizer: &Tokenizer,
    chat: Option<&ChatTemplate>,
    prefix: &[u32],
) -> Result<Vec<Prompt>> {
    let bytes = if options.heal { Some(TokenBytes::new(tokenizer)) } else { None };
    let bytes = bytes.transpose()?;
    let encoder = Encoder { tokenizer, bytes: bytes.as_ref(), chat, prefix };
    tasks.iter().map(|task| options.prompt(task, &encoder)).collect()
}

impl Source {
    fn tokenizer(&self, folder: &Path) -> Result<PathBuf> {
        if let Some(path) = &self.tokenizer {
            let file = if path.is_dir() { path.join("tokenizer.json") } else { path.clone() };
            present(&file, "a tokenizer.json", "check the path of the tokenizer")?;
            return Ok(path.clone());
        }
        let own = self.adapter.as_deref().filter(|adapter| adapter.join("tokenizer.json").exists());
        let home = own.unwrap_or(folder);
        let remedy = "name a tokenizer, or convert the old files with transformers: \
                      `AutoTokenizer.from_pretrained(…).save_pretrained(…)` writes tokenizer.json";
        present(&home.join("tokenizer.json"), "a tokenizer.json", remedy)?;
        Ok(home.to_owned())
    }
}

/// Refuses a tokenizer whose ids stand for other tokens than those that the model learned.
fn differ(path: &Path, tokenizer: &Tokenizer, own: &Path) -> Result<()> {
    match tokenizer.clash(&Tokenizer::load(own)?) {
        None => Ok(()),
        Some((id, here, there)) => Err(GenerateError::Format {
            path: path.to_owned(),
            line: None,
            found: format!("id {id} is {here:?}, and {there:?} in the model's own {}", own.display()),
            expected: "the model's tokenizer, or one that extends it",
        }),
    }
}

/// The ids that end an answer: those of `generation_config.json`, the model's, and the tokenizer's.
fn ends(folder: &Path, model: &Model, tokenizer: &Tokenizer) -> Result<Vec<u32>> {
    let mut ends: BTreeSet<u32> = model.config().eos.into_iter().collect();
    if let Some(config) = json(&folder.join("generation_config.json"))? {
        let said = &config["eos_token_id"];
        let ids = said.as_array().map_or_else(|| std::slice::from_ref(said), Vec::as_slice);
        ends.extend(ids.iter().filter_map(Value::as_u64).filter_map(|id| u32::try_from(id).ok()));
    }
    ends.extend(tokenizer.end_of_text().ok());
    // A configuration may name an id that this tokenizer does not have.
    Ok(ends.into_iter().filter(|&id| tokenizer.token(id).is_some()).collect())
}

/// The ids that the tokenizer puts before every text, as transformers would: `add_bos_token` of its configuration, or
/// the special tokens before the text in its post-processor.
fn prefix(home: &Path, tokenizer: &Tokenizer) -> Result<Vec<u32>> {
    let config = json(&home.join("tokenizer_config.json"))?.unwrap_or_default();
    let bos = &config["bos_token"];
    let bos = bos.as_str().or_else(|| bos["content"].as_str()).and_then(|token| tokenizer.id(token));
    match config["add_bos_token"].as_bool() {
        Some(true) => return Ok(bos.into_iter().collect()),
        Some(false) => return Ok(Vec::new()),
        None => {}
    }
    let own: Value = serde_json::from_str(&tokenizer.to_json()?).unwrap_or_default();
    let processors = own["post_processor"]["processors"].as_array();
    let template = std::iter::once(&own["post_processor"])
        .chain(processors.into_iter().flatten())
        .find(|processor| processor["type"] == "TemplateProcessing");
    let pieces = template.and_then(|template| template["single"].as_array()).into_iter().flatten();
    let before = pieces.map_while(|piece| piece["SpecialToken"]["id"].as_str());
    Ok(before.filter_map(|token| tokenizer.id(token)).collect())
}

fn json(path: &Path) -> Result<Option<Value>> {
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(GenerateError::io(path))?;
    let value = serde_json::from_slice(&bytes).map_err(|error| GenerateError::Format {
        path: path.to_owned(),
        line: Some(error.line() as u64),
        found: error.to_string(),
        expected: "a JSON object",
    })?;
    Ok(Some(value))
}

fn parent(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

fn present(path: &Path, expected: &'static str, remedy: &'static str) -> Result<()> {
    if path.is_file() {
        return Ok(());
    }
    let found = if path.exists() { "a directory" } else { "nothing" }.to_owned();
    Err(GenerateError::Missing { path: path.to_owned(), found, expected, remedy })
}

/// A model directory must have a configuration and weights.
fn directory(folder: &Path) -> Result<()> {
    let remedy = "give a directory that `save_pretrained` or `trommel train` wrote, or a .gguf file";
    present(&folder.join("config.json"), "a model's configuration", remedy)?;
    let weights = ["model.safetensors", "model.safetensors.index.json"];
    if weights.iter().any(|name| folder.join(name).is_file()) {
        return Ok(());
    }
    let pickle = folder.join("pytorch_model.bin").exists();
    let found = if pickle { "pytorch_model.bin, which is a pickle and is not read" } else { "no weights" }.to_owned();
    let expected = "model.safetensors or model.safetensors.index.json";
    let remedy = "save the model with safetensors (`save_pretrained` of transformers does)";
    Err(GenerateError::Missing { path: folder.to_owned(), found, expected, remedy })
}

/// A digest of files, by their names and contents.
#[derive(Default)]
struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    fn text(&mut self, text: &str) {
        self.0.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }

    fn file(&mut self, path: &Path) -> Result<()> {
        self.text(&path.file_name().unwrap_or_default().to_string_lossy());
        let mut content = blake3::Hasher::new();
        let file = File::open(path).map_err(GenerateError::io(path))?;
        content.update_reader(file).map_err(GenerateError::io(path))?;
        self.0.update(content.finalize().as_bytes());
        Ok(())
    }

    /// The files of a folder that are wanted, in the order of their names.
    fn folder(&mut self, folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<()> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(GenerateError::io(folder))? {
            let path = entry.map_err(GenerateError::io(folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if wanted(&name) && path.is_file() {
                files.push(path);
            }
        }
        files.sort();
        files.iter().try_for_each(|file| self.file(file))
    }

    fn finish(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }
}
