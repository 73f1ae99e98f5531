//! The shape of a decoder, read from and written to Hugging Face's `config.json`.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::error::{Error, Result};

/// The families of decoders that share this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// LayerNorm, learned positions, GELU, weights stored (in, out).
    Gpt2,
    /// RMSNorm, rotary positions, SwiGLU, grouped key-value heads.
    Llama,
    /// Llama with biases on queries, keys and values.
    Qwen2,
    /// Llama with a norm on each head of queries and keys.
    Qwen3,
}

impl Family {
    /// The name in `model_type` and in GGUF's `general.architecture`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gpt2 => "gpt2",
            Self::Llama => "llama",
            Self::Qwen2 => "qwen2",
            Self::Qwen3 => "qwen3",
        }
    }

    /// The class in `architectures`.
    fn class(self) -> &'static str {
        match self {
            Self::Gpt2 => "GPT2LMHeadModel",
            Self::Llama => "LlamaForCausalLM",
            Self::Qwen2 => "Qwen2ForCausalLM",
            Self::Qwen3 => "Qwen3ForCausalLM",
        }
    }
}

/// The shape of one decoder.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Which family.
    pub family: Family,
    /// Rows of the embedding.
    pub vocabulary: usize,
    /// The most tokens a text may have.
    pub context: usize,
    /// Numbers of one token's hidden state.
    pub width: usize,
    /// Width of the feed-forward layer.
    pub inner: usize,
    /// Blocks.
    pub layers: usize,
    /// Query heads.
    pub heads: usize,
    /// Key-value heads; divides `heads`.
    pub kv_heads: usize,
    /// Numbers of one head.
    pub head: usize,
    /// Added to variances.
    pub eps: f64,
    /// Base of the rotary angles; unused by GPT-2.
    pub theta: f64,
    /// Whether the output head is the embedding.
    pub tied: bool,
    /// First token of a text, if any.
    pub bos: Option<u32>,
    /// Last token of a text, if any.
    pub eos: Option<u32>,
}

/// A tensor's name in Hugging Face's files and its shape.
pub type Shapes = BTreeMap<String, Vec<usize>>;

impl Config {
    /// A GPT-2 of the given shape; tied head, eps 1e-5, feed-forward four times the width.
    pub fn gpt2(vocabulary: usize, context: usize, width: usize, layers: usize, heads: usize) -> Self {
        Self {
            family: Family::Gpt2,
            vocabulary,
            context,
            width,
            inner: 4 * width,
            layers,
            heads,
            kv_heads: heads,
            head: width / heads.max(1),
            eps: 1e-5,
            theta: 10_000.0,
            tied: true,
            bos: None,
            eos: None,
        }
    }

    /// Reads `config.json`, or the directory that holds it.
    pub fn read(path: &Path) -> Result<Self> {
        let path = if path.is_dir() { path.join("config.json") } else { path.to_owned() };
        let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
        let value: Value = serde_json::from_str(&text).map_err(|e| Error::format(&path, e))?;
        let map = value.as_object().ok_or_else(|| Error::format(&path, "expected a JSON object"))?;
        Self::parse(map).map_err(|e| Error::format(&path, e))
    }

    /// From the fields of `config.json`.
    pub fn parse(map: &Map<String, Value>) -> Result<Self> {
        let fields = Fields(map);
        let kind = map.get("model_type").and_then(Value::as_str).unwrap_or("(none)");
        let config = match kind {
            "gpt2" => fields.gpt2()?,
            "llama" => fields.llama(Family::Llama)?,
            "qwen2" => fields.llama(Family::Qwen2)?,
            "qwen3" => fields.llama(Family::Qwen3)?,
            "qwen" => fields.qwen1()?,
            other => {
                return Err(Error::Config(format!(
                    "model_type is `{other}`, expected gpt2, llama, qwen2, qwen3 or qwen"
                )));
            }
        };
        config.check()?;
        Ok(config)
    }

    /// Refuses shapes that cannot be computed.
    pub fn check(&self) -> Result<()> {
        let sizes = [
            ("vocabulary", self.vocabulary),
            ("context", self.context),
            ("width", self.width),
            ("feed-forward width", self.inner),
            ("heads", self.heads),
            ("key-value heads", self.kv_heads),
            ("head size", self.head),
        ];
        if let Some((name, _)) = sizes.iter().find(|(_, size)| *size == 0) {
            return Err(Error::Config(format!("{name} is 0, expected at least 1")));
        }
        if !self.heads.is_multiple_of(self.kv_heads) {
            let (h, k) = (self.heads, self.kv_heads);
            return Err(Error::Config(format!("{h} heads cannot share {k} key-value heads, expected a divisor")));
        }
        if self.family == Family::Gpt2 && self.heads * self.head != self.width {
            let (w, h) = (self.width, self.heads);
            return Err(Error::Config(format!("a width of {w} cannot be divided among {h} heads")));
        }
        if self.family != Family::Gpt2 && !self.head.is_multiple_of(2) {
            return Err(Error::Config(format!("a rotary head needs an even size, found {}", self.head)));
        }
        Ok(())
    }

    /// The contents of `config.json`: both spellings of what transformers 4 and 5 name differently.
    pub fn to_json(&self, dtype: &str) -> Value {
        let mut map = Map::new();
        let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
        put("architectures", json!([self.family.class()]));
        put("model_type", json!(self.family.name()));
        put("dtype", json!(dtype));
        put("torch_dtype", json!(dtype));
        put("vocab_size", json!(self.vocabulary));
        put("tie_word_embeddings", json!(self.tied));
        put("bos_token_id", json!(self.bos));
        put("eos_token_id", json!(self.eos));
        put("use_cache", json!(true));
        put("initializer_range", json!(0.02));
        if self.family == Family::Gpt2 {
            put("n_positions", json!(self.context));
            put("n_ctx", json!(self.context));
            put("n_embd", json!(self.width));
            put("n_inner", if self.inner == 4 * self.width { Value::Null } else { json!(self.inner) });
            put("n_layer", json!(self.layers));
            put("n_head", json!(self.heads));
            put("layer_norm_epsilon", json!(self.eps));
            put("activation_function", json!("gelu_new"));
            for rate in ["attn_pdrop", "embd_pdrop", "resid_pdrop"] {
                put(rate, json!(0.0));
            }
        } else {
            put("max_position_embeddings", json!(self.context));
            put("hidden_size", json!(self.width));
            put("intermediate_size", json!(self.inner));
            put("num_hidden_layers", json!(self.layers));
            put("num_attention_heads", json!(self.heads));
            put("num_key_value_heads", json!(self.kv_heads));
            put("head_dim", json!(self.head));
            put("rms_norm_eps", json!(self.eps));
            put("hidden_act", json!("silu"));
            put("attention_dropout", json!(0.0));
            put("rope_theta", json!(self.theta));
            put("rope_parameters", json!({ "rope_theta": self.theta, "rope_type": "default" }));
            match self.family {
                Family::Llama => drop((put("attention_bias", json!(false)), put("mlp_bias", json!(false)))),
                Family::Qwen3 => drop(put("attention_bias", json!(false))),
                _ => {}
            }
            if self.family != Family::Llama {
                put("use_sliding_window", json!(false));
            }
        }
        Value::Object(map)
    }

    /// Names and shapes of all parameters. A tied head is not among them.
    pub fn shapes(&self) -> Shapes {
        let mut shapes = Shapes::new();
        let (c, f, v) = (self.width, self.inner, self.vocabulary);
        let mut put = |name: String, shape: &[usize]| shapes.insert(name, shape.to_vec());
        if self.family == Family::Gpt2 {
            put("transformer.wte.weight".into(), &[v, c]);
            put("transformer.wpe.weight".into(), &[self.context, c]);
            for norm in ["transformer.ln_f".to_owned()]
                .into_iter()
                .chain((0..self.layers).flat_map(|i| [1, 2].map(|n| format!("transformer.h.{i}.ln_{n}"))))
            {
                put(format!("{norm}.weight"), &[c]);
                put(format!("{norm}.bias"), &[c]);
            }
            for i in 0..self.layers {
                for (name, a, b) in
                    [("attn.c_attn", c, 3 * c), ("attn.c_proj", c, c), ("mlp.c_fc", c, f), ("mlp.c_proj", f, c)]
                {
                    put(format!("transformer.h.{i}.{name}.weight"), &[a, b]);
                    put(format!("transformer.h.{i}.{name}.bias"), &[b]);
                }
            }
        } else {
            let (q, k) = (self.heads * self.head, self.kv_heads * self.head);
            put("model.embed_tokens.weight".into(), &[v, c]);
            put("model.norm.weight".into(), &[c]);
            for i in 0..self.layers {
                let at = |name: &str| format!("model.layers.{i}.{name}.weight");
                put(at("input_layernorm"), &[c]);
                put(at("post_attention_layernorm"), &[c]);
                put(at("self_attn.q_proj"), &[q, c]);
                put(at("self_attn.k_proj"), &[k, c]);
                put(at("self_attn.v_proj"), &[k, c]);
                put(at("self_attn.o_proj"), &[c, q]);
                put(at("mlp.gate_proj"), &[f, c]);
                put(at("mlp.up_proj"), &[f, c]);
                put(at("mlp.down_proj"), &[c, f]);
                if self.family == Family::Qwen2 {
                    for (name, n) in [("q_proj", q), ("k_proj", k), ("v_proj", k)] {
                        put(format!("model.layers.{i}.self_attn.{name}.bias"), &[n]);
                    }
                }
                if self.family == Family::Qwen3 {
                    put(at("self_attn.q_norm"), &[self.head]);
                    put(at("self_attn.k_norm"), &[self.head]);
                }
            }
        }
        if !self.tied {
            put("lm_head.weight".into(), &[v, c]);
        }
        shapes
    }

    /// The embedding's name.
    pub fn embedding(&self) -> &'static str {
        if self.family == Family::Gpt2 { "transformer.wte.weight" } else { "model.embed_tokens.weight" }
    }

    /// Number of parameters.
    pub fn parameters(&self) -> usize {
        self.shapes().values().map(|shape| shape.iter().product::<usize>()).sum()
    }
}

struct Fields<'a>(&'a Map<String, Value>);

impl Fields<'_> {
    fn value(&self, key: &str) -> Option<&Value> {
        self.0.get(key).filter(|v| !v.is_null())
    }

    fn size(&self, key: &str) -> Result<usize> {
        self.optional(key)?.ok_or_else(|| Error::Config(format!("`{key}` is missing")))
    }

    fn optional(&self, key: &str) -> Result<Option<usize>> {
        let bad = |v| Error::Config(format!("`{key}` is {v}, expected a whole number"));
        self.value(key).map(|v| v.as_u64().map(|n| n as usize).ok_or_else(|| bad(v))).transpose()
    }

    fn number(&self, key: &str, default: f64) -> Result<f64> {
        let bad = |v| Error::Config(format!("`{key}` is {v}, expected a number"));
        self.value(key).map_or(Ok(default), |v| v.as_f64().ok_or_else(|| bad(v)))
    }

    fn flag(&self, key: &str, default: bool) -> bool {
        self.value(key).and_then(Value::as_bool).unwrap_or(default)
    }

    fn token(&self, key: &str) -> Option<u32> {
        let value = self.value(key)?;
        let one = value.as_array().map_or(Some(value), |list| list.first())?;
        one.as_u64().map(|id| id as u32)
    }

    fn refuse(&self, key: &str, allowed: &[&str]) -> Result<()> {
        match self.value(key).and_then(Value::as_str) {
            Some(found) if !allowed.contains(&found) => {
                Err(Error::Config(format!("`{key}` is `{found}`, supported: {}", allowed.join(", "))))
            }
            _ => Ok(()),
        }
    }

    fn gpt2(&self) -> Result<Config> {
        self.refuse("activation_function", &["gelu_new", "gelu_pytorch_tanh"])?;
        let mut config = Config::gpt2(
            self.size("vocab_size")?,
            self.size("n_positions")?,
            self.size("n_embd")?,
            self.size("n_layer")?,
            self.size("n_head")?,
        );
        config.inner = self.optional("n_inner")?.unwrap_or(config.inner);
        config.eps = self.number("layer_norm_epsilon", 1e-5)?;
        config.tied = self.flag("tie_word_embeddings", true);
        (config.bos, config.eos) = (self.token("bos_token_id"), self.token("eos_token_id"));
        Ok(config)
    }

    fn llama(&self, family: Family) -> Result<Config> {
        self.refuse("hidden_act", &["silu"])?;
        for flag in ["attention_bias", "mlp_bias", "use_sliding_window"] {
            if self.flag(flag, false) {
                return Err(Error::Config(format!("`{flag}` is true, supported: false")));
            }
        }
        let rope = ["rope_parameters", "rope_scaling"].iter().filter_map(|k| self.value(k)?.as_object());
        let mut theta = self.number("rope_theta", 10_000.0)?;
        for map in rope {
            let inner = Fields(map);
            inner.refuse("rope_type", &["default"])?;
            inner.refuse("type", &["default"])?;
            theta = inner.number("rope_theta", theta)?;
        }
        let (width, heads) = (self.size("hidden_size")?, self.size("num_attention_heads")?);
        let default_head = if family == Family::Qwen3 { 128 } else { width / heads.max(1) };
        Ok(Config {
            family,
            vocabulary: self.size("vocab_size")?,
            context: self.size("max_position_embeddings")?,
            width,
            inner: self.size("intermediate_size")?,
            layers: self.size("num_hidden_layers")?,
            heads,
            kv_heads: self.optional("num_key_value_heads")?.unwrap_or(heads),
            head: self.optional("head_dim")?.unwrap_or(default_head),
            eps: self.number("rms_norm_eps", 1e-6)?,
            theta,
            tied: self.flag("tie_word_embeddings", false),
            bos: self.token("bos_token_id"),
            eos: self.token("eos_token_id"),
        })
    }

    /// Qwen v1 is Qwen2 under other names; its `intermediate_size` counts both halves of the gate.
    fn qwen1(&self) -> Result<Config> {
        let (width, heads) = (self.size("hidden_size")?, self.size("num_attention_heads")?);
        Ok(Config {
            family: Family::Qwen2,
            vocabulary: self.size("vocab_size")?,
            context: self.optional("seq_length")?.map_or_else(|| self.size("max_position_embeddings"), Ok)?,
            width,
            inner: self.size("intermediate_size")? / 2,
            layers: self.size("num_hidden_layers")?,
            heads,
            kv_heads: heads,
            head: self.optional("kv_channels")?.unwrap_or(width / heads.max(1)),
            eps: self.number("layer_norm_epsilon", 1e-6)?,
            theta: self.number("rotary_emb_base", 10_000.0)?,
            tied: self.flag("tie_word_embeddings", false),
            bos: self.token("bos_token_id"),
            eos: self.token("eos_token_id"),
        })
    }
}
