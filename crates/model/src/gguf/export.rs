//! Writing a model as GGUF.

use std::path::Path;

use candle_core::quantized::gguf_file::{Value, write};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{DType, Device, Result as TensorResult, Tensor};

use super::names::{Change, gguf};
use crate::config::{Config, Family};
use crate::error::{Error, Result};
use crate::model::Model;
use crate::store::write_atomic;

/// How matrices are stored; vectors stay in F32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantisation {
    /// 32-bit floats.
    F32,
    /// 16-bit floats.
    F16,
    /// Eight bits and a scale for each 32 numbers. Matrices whose rows are no multiple of 32 stay in F16.
    Q8_0,
}

/// The vocabulary of a byte-level BPE tokenizer, as GGUF carries it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// Each id's piece, in the byte alphabet of GPT-2.
    pub tokens: Vec<String>,
    /// Each id's type: 1 normal, 3 control, 4 user-defined, 5 unused.
    pub types: Vec<i32>,
    /// Merges, `left right`, best first.
    pub merges: Vec<String>,
    /// The name of the pre-tokenizer in llama.cpp, such as `gpt-2` or `qwen2`.
    pub pre: String,
    /// First token of a text.
    pub bos: Option<u32>,
    /// Last token of a text.
    pub eos: Option<u32>,
    /// Padding.
    pub padding: Option<u32>,
    /// Whether readers put the first token before every text.
    pub adds_bos: bool,
    /// The chat template, in Jinja.
    pub chat_template: Option<String>,
}

/// Writes `model` to `path`, atomically. `name` is shown by programs that load it.
///
/// # Errors
/// With an adapter on the model (merge it first), or a vocabulary of another size than the model's.
pub fn export(model: &Model, name: &str, vocabulary: &Vocabulary, form: Quantisation, path: &Path) -> Result<()> {
    let config = model.config();
    if model.adapter().is_some() {
        return Err(Error::Config("GGUF has no place for this adapter: merge it into the model first".into()));
    }
    let (found, wanted) = (vocabulary.tokens.len(), config.vocabulary);
    if found != wanted || vocabulary.types.len() != wanted {
        return Err(Error::Config(format!("the tokenizer has {found} tokens, the model's vocabulary {wanted}")));
    }
    let metadata = metadata(config, name, vocabulary, form);
    let mut tensors = Vec::new();
    for (name, param) in model.params().iter() {
        let (name, change) =
            gguf(config, name).ok_or_else(|| Error::Config(format!("GGUF has no name for `{name}`")))?;
        let tensor = param.var.as_detached_tensor().to_device(&Device::Cpu)?.to_dtype(DType::F32)?;
        tensors.push((name, quantise(&changed(&tensor, change)?, form)?));
    }
    let metadata: Vec<(&str, &Value)> = metadata.iter().map(|(k, v)| (k.as_str(), v)).collect();
    let tensors: Vec<(&str, &QTensor)> = tensors.iter().map(|(n, t)| (n.as_str(), t)).collect();
    write_atomic(path, |out| write(out, &metadata, &tensors).map_err(std::io::Error::other))
}

fn changed(tensor: &Tensor, change: Change) -> TensorResult<Tensor> {
    match change {
        Change::None => Ok(tensor.clone()),
        Change::Transpose => tensor.t()?.contiguous(),
        Change::Interleave { heads } => {
            let (rows, cols) = tensor.dims2()?;
            tensor.reshape((heads, 2, rows / heads / 2, cols))?.transpose(1, 2)?.contiguous()?.reshape((rows, cols))
        }
    }
}

fn quantise(tensor: &Tensor, form: Quantisation) -> TensorResult<QTensor> {
    let dtype = match form {
        _ if tensor.rank() < 2 => GgmlDType::F32,
        Quantisation::F32 => GgmlDType::F32,
        Quantisation::Q8_0 if tensor.dim(1)? % 32 == 0 => GgmlDType::Q8_0,
        Quantisation::F16 | Quantisation::Q8_0 => GgmlDType::F16,
    };
    QTensor::quantize(tensor, dtype)
}

fn metadata(config: &Config, name: &str, vocabulary: &Vocabulary, form: Quantisation) -> Vec<(String, Value)> {
    let family = config.family.name();
    let size = |n: usize| Value::U32(n as u32);
    let text = |s: &str| Value::String(s.to_owned());
    let texts = |list: &[String]| Value::Array(list.iter().map(|s| Value::String(s.clone())).collect());
    let mut all: Vec<(String, Value)> = vec![
        ("general.architecture".into(), text(family)),
        ("general.name".into(), text(name)),
        // llama.cpp's numbers of file types.
        (
            "general.file_type".into(),
            size(match form {
                Quantisation::F32 => 0,
                Quantisation::F16 => 1,
                Quantisation::Q8_0 => 7,
            }),
        ),
        ("general.quantization_version".into(), size(2)),
    ];
    let mut put = |key: &str, value: Value| all.push((format!("{family}.{key}"), value));
    put("vocab_size", size(config.vocabulary));
    put("context_length", size(config.context));
    put("embedding_length", size(config.width));
    put("block_count", size(config.layers));
    put("feed_forward_length", size(config.inner));
    put("attention.head_count", size(config.heads));
    put("attention.head_count_kv", size(config.kv_heads));
    if config.family == Family::Gpt2 {
        put("attention.layer_norm_epsilon", Value::F32(config.eps as f32));
    } else {
        put("attention.layer_norm_rms_epsilon", Value::F32(config.eps as f32));
        put("rope.freq_base", Value::F32(config.theta as f32));
        put("rope.dimension_count", size(config.head));
        put("attention.key_length", size(config.head));
        put("attention.value_length", size(config.head));
    }
    let mut put = |key: &str, value: Value| all.push((format!("tokenizer.{key}"), value));
    put("ggml.model", text("gpt2"));
    put("ggml.pre", text(&vocabulary.pre));
    put("ggml.tokens", texts(&vocabulary.tokens));
    put("ggml.token_type", Value::Array(vocabulary.types.iter().map(|&t| Value::I32(t)).collect()));
    put("ggml.merges", texts(&vocabulary.merges));
    let ids = [("bos", vocabulary.bos), ("eos", vocabulary.eos), ("padding", vocabulary.padding)];
    for (kind, id) in ids.into_iter().filter_map(|(kind, id)| Some((kind, id?))) {
        put(&format!("ggml.{kind}_token_id"), Value::U32(id));
    }
    put("ggml.add_bos_token", Value::Bool(vocabulary.adds_bos));
    if let Some(template) = &vocabulary.chat_template {
        put("chat_template", text(template));
    }
    all
}
