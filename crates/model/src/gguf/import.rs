//! Reading a GGUF file of one of the four families for inference: quantised numbers are widened.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use candle_core::quantized::gguf_file::{Content, Value};
use candle_core::{DType, Device, Error as TensorError, Result as TensorResult, Tensor};

use super::names::{Change, gguf};
use crate::config::{Config, Family};
use crate::error::{Error, Result};
use crate::model::Model;
use crate::params::Params;
use crate::store::{Found, fit};

/// Reads a model from a GGUF file. All parameters are frozen: the numbers were rounded.
pub fn import(path: &Path, dtype: DType, device: &Device) -> Result<Model> {
    let file = File::open(path).map_err(Error::file(path))?;
    let mut reader = BufReader::new(file);
    let content = Content::read(&mut reader).map_err(|e| Error::format(path, format!("not a GGUF file: {e}")))?;
    let config = config(&content).map_err(|e| Error::format(path, e))?;
    let mut found = BTreeMap::new();
    let mut known = Vec::new();
    for name in config.shapes().into_keys() {
        let (short, change) =
            gguf(&config, &name).ok_or_else(|| Error::format(path, format!("no GGUF name for `{name}`")))?;
        if content.tensor_infos.contains_key(&short) {
            let read = content.tensor(&mut reader, &short, &Device::Cpu).and_then(|read| read.dequantize(&Device::Cpu));
            let broken = |error: TensorError| match error {
                TensorError::WithBacktrace { inner, .. } => inner.to_string(),
                other => other.to_string(),
            };
            let tensor =
                read.map_err(|e| Error::format(path, format!("tensor `{short}`: {}; is the file whole?", broken(e))))?;
            let tensor = restored(&tensor, change)?;
            found.insert(name, Found { file: path.to_owned(), tensor });
        }
        known.push(short);
    }
    let mut strange: Vec<&String> = content.tensor_infos.keys().filter(|name| !known.contains(name)).collect();
    strange.retain(|name| *name != "rope_freqs.weight");
    strange.sort();
    if let Some(name) = strange.first() {
        return Err(Error::format(path, format!("unexpected tensor `{name}` in a {} model", config.family.name())));
    }
    let mut params = Params::default();
    for (name, tensor) in fit(path, &config.shapes(), found, |_| false, dtype, device)? {
        params.insert(name, tensor, false)?;
    }
    Model::new(config, params, dtype, device)
}

fn restored(tensor: &Tensor, change: Change) -> TensorResult<Tensor> {
    match change {
        Change::None => Ok(tensor.clone()),
        Change::Transpose => tensor.t()?.contiguous(),
        Change::Interleave { heads } => {
            let (rows, cols) = tensor.dims2()?;
            tensor.reshape((heads, rows / heads / 2, 2, cols))?.transpose(1, 2)?.contiguous()?.reshape((rows, cols))
        }
    }
}

fn config(content: &Content) -> Result<Config> {
    let missing = |key: &str| Error::Config(format!("`{key}` is missing or of another type"));
    let text = |key: &str| content.metadata.get(key).and_then(|v| v.to_string().ok()).ok_or_else(|| missing(key));
    let family = match text("general.architecture")?.as_str() {
        "gpt2" => Family::Gpt2,
        "llama" => Family::Llama,
        "qwen2" => Family::Qwen2,
        "qwen3" => Family::Qwen3,
        other => return Err(Error::Config(format!("architecture `{other}`, supported: gpt2, llama, qwen2, qwen3"))),
    };
    let key = |end: &str| format!("{}.{end}", family.name());
    let get = |end: &str| content.metadata.get(&key(end));
    let whole = |v: &Value| v.to_u64().ok().or_else(|| v.to_u32().ok().map(u64::from)).map(|n| n as usize);
    let size = |end: &str| get(end).and_then(whole).ok_or_else(|| missing(&key(end)));
    let float = |end: &str| get(end).and_then(|v| v.to_f32().ok()).map(shortest);
    let (width, heads) = (size("embedding_length")?, size("attention.head_count")?);
    let embedding = content.tensor_infos.get("token_embd.weight").ok_or_else(|| missing("token_embd.weight"))?;
    let eps = if family == Family::Gpt2 { "attention.layer_norm_epsilon" } else { "attention.layer_norm_rms_epsilon" };
    let token =
        |end: &str| content.metadata.get(&format!("tokenizer.ggml.{end}_token_id")).and_then(|v| v.to_u32().ok());
    let config = Config {
        family,
        vocabulary: embedding.shape.dims()[0],
        context: size("context_length")?,
        width,
        inner: size("feed_forward_length")?,
        layers: size("block_count")?,
        heads,
        kv_heads: get("attention.head_count_kv").and_then(whole).unwrap_or(heads),
        head: get("attention.key_length").and_then(whole).unwrap_or(width / heads.max(1)),
        eps: float(eps).ok_or_else(|| missing(&key(eps)))?,
        theta: float("rope.freq_base").unwrap_or(10_000.0),
        tied: !content.tensor_infos.contains_key("output.weight"),
        bos: token("bos"),
        eos: token("eos"),
    };
    config.check()?;
    Ok(config)
}

/// The f64 that prints as the f32 does: 1e-5 stays 1e-5.
fn shortest(x: f32) -> f64 {
    x.to_string().parse().unwrap_or(f64::from(x))
}
