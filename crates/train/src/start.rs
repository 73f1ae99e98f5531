//! The model as a run begins with it.

use trommel_model::adapter::lora_ga;
use trommel_model::{Adapter, AdapterConfig, CrossEntropy, DType, Device, Family, Gradients, Model, Run};
use trommel_tokens::Tokenizer;

use crate::config::{AdapterSpec, Method, ModelSpec, TrainConfig};
use crate::data::{ExampleStream, Table};
use crate::error::{Error, Result};
use crate::stages::group_of;
use crate::weighting::{batches, weigh};

/// A model with its adapter.
pub(crate) struct Start {
    pub model: Model,
    /// The LoRA-GA adapter as it began.
    pub initial: Option<Adapter>,
}

/// The decoder without any adapter.
pub(crate) fn base(config: &TrainConfig, tokenizer: &Tokenizer, device: &Device) -> Result<Model> {
    let model = match &config.model {
        ModelSpec::Shape(shape) => {
            let shape = shape.config(tokenizer.rows(), Some(tokenizer.end_of_text()?))?;
            Model::random(shape, config.seed, DType::F32, device)?
        }
        ModelSpec::Checkpoint(path) => {
            if !path.join("config.json").is_file() {
                let found = format!("{}, which is no folder with a config.json", path.display());
                let expected =
                    "a model's folder, as `save_pretrained` or `trommel train` writes it (`-S model.checkpoint=DIR`)";
                return Err(Error::setting("model.checkpoint", found, expected));
            }
            Model::load(path, DType::F32, device)?
        }
    };
    tokenizer.fit(model.config().vocabulary)?;
    if let ModelSpec::Checkpoint(path) = &config.model
        && path.join("tokenizer.json").is_file()
        && let Some((id, here, there)) = tokenizer.clash(&Tokenizer::load(path)?)
    {
        let found = format!("one whose id {id} is {here:?}, which is {there:?} in {}", path.display());
        return Err(Error::setting("tokenizer", found, "the checkpoint's own, or one that extends it"));
    }
    let context = model.config().context;
    if config.batch.row > context {
        let expected = format!("at most the model's context of {context} tokens");
        return Err(Error::setting("batch.row", config.batch.row, expected));
    }
    Ok(model)
}

/// The decoder with what the method trains. LoRA-GA reads the first rows of the data.
pub(crate) fn start(config: &TrainConfig, tokenizer: &Tokenizer, table: &Table, device: &Device) -> Result<Start> {
    let mut model = base(config, tokenizer, device)?;
    let mut initial = None;
    match &config.method {
        Method::Full { freeze } => freeze_parameters(&mut model, freeze)?,
        Method::LoraGa { adapter, batches } => {
            let adapter = adapter_config(config, adapter, &model, tokenizer)?;
            let gradients = first_gradients(config, &mut model, &adapter, tokenizer, table, *batches)?;
            lora_ga(&mut model, adapter, &gradients, config.seed)?;
            initial = model.adapter().map(Adapter::copied).transpose()?;
        }
        Method::VocabularyAdapters { tokens } => {
            let ids = token_ids(tokens, tokenizer)?;
            // No block is chosen: rows of the embedding alone.
            let adapter = AdapterConfig {
                layers_to_transform: Some(Vec::new()),
                trainable_token_indices: ids,
                ..AdapterConfig::default()
            };
            model.adapt(adapter, config.seed)?;
        }
        Method::Lora(adapter) | Method::Rslora(adapter) | Method::Dora(adapter) | Method::Plora { adapter, .. } => {
            let adapter = adapter_config(config, adapter, &model, tokenizer)?;
            model.adapt(adapter, config.seed)?;
        }
    }
    Ok(Start { model, initial })
}

/// Makes the parameters trainable that full fine-tuning trains.
pub(crate) fn freeze_parameters(model: &mut Model, freeze: &[String]) -> Result<()> {
    let frozen = |name: &str, part: &str| format!(".{name}.").contains(&format!(".{part}."));
    if let Some(part) = freeze.iter().find(|part| !model.params().iter().any(|(name, _)| frozen(name, part))) {
        let some: Vec<&str> = model.params().iter().map(|(name, _)| name).take(3).collect();
        let expected = format!("a part of a parameter's name between dots, such as in {}", some.join(", "));
        return Err(Error::setting("method.full.freeze", format!("`{part}`"), expected));
    }
    model.params_mut().set_trainable(|name| !freeze.iter().any(|part| frozen(name, part)));
    Ok(())
}

fn token_ids(tokens: &[String], tokenizer: &Tokenizer) -> Result<Vec<u32>> {
    let id = |token: &String| {
        let expected = "a token of the tokenizer by its name, as in tokenizer.json";
        tokenizer.id(token).ok_or_else(|| Error::setting("method: tokens", format!("`{token}`"), expected))
    };
    tokens.iter().map(id).collect()
}

/// The adapter's configuration in the model's words.
fn adapter_config(
    config: &TrainConfig,
    spec: &AdapterSpec,
    model: &Model,
    tokenizer: &Tokenizer,
) -> Result<AdapterConfig> {
    let (family, layers) = (model.config().family, model.config().layers);
    let all: &[&str] = if family == Family::Gpt2 {
        &["c_attn", "c_proj", "c_fc"]
    } else {
        &["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    };
    let target_modules = match spec.modules.as_slice() {
        [one] if one == "all" => all.iter().map(|&name| name.to_owned()).collect(),
        names => names.to_vec(),
    };
    let mut adapter = AdapterConfig {
        r: spec.r,
        lora_alpha: spec.alpha,
        lora_dropout: spec.dropout,
        target_modules,
        use_rslora: matches!(config.method, Method::Rslora(_)),
        use_dora: matches!(config.method, Method::Dora(_)),
        trainable_token_indices: token_ids(&spec.tokens, tokenizer)?,
        ..AdapterConfig::default()
    };
    if let Method::Plora { groups, ranks, .. } = &config.method
        && !ranks.is_empty()
    {
        let stem = if family == Family::Gpt2 { "h" } else { "layers" };
        for module in adapter.modules(family) {
            for layer in 0..layers {
                let rank = ranks[group_of(layer, layers, groups)];
                for part in inner_paths(family, &module) {
                    adapter.rank_pattern.insert(format!("{stem}.{layer}.{part}"), rank);
                }
            }
        }
    }
    Ok(adapter)
}

/// Where a module lies within a block.
fn inner_paths(family: Family, module: &str) -> Vec<String> {
    let all: &[&str] = if family == Family::Gpt2 {
        &["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"]
    } else {
        &[
            "self_attn.q_proj",
            "self_attn.k_proj",
            "self_attn.v_proj",
            "self_attn.o_proj",
            "mlp.gate_proj",
            "mlp.up_proj",
            "mlp.down_proj",
        ]
    };
    let ends = |path: &&&str| **path == module || path.ends_with(&format!(".{module}"));
    all.iter().filter(ends).map(|path| (*path).to_owned()).collect()
}

/// Gradients of the adapter's target weights over the first micro-batches.
fn first_gradients(
    config: &TrainConfig,
    model: &mut Model,
    adapter: &AdapterConfig,
    tokenizer: &Tokenizer,
    table: &Table,
    count: usize,
) -> Result<Gradients> {
    let targets = Adapter::new(adapter.clone(), model.config(), model.params(), config.seed)?;
    let names: Vec<String> = targets.targets().iter().map(|target| format!("{}.weight", target.module)).collect();
    model.params_mut().set_trainable(|name| names.iter().any(|target| target == name));
    let mut stream = ExampleStream::new(table, tokenizer, config)?;
    let decoder = model.training()?;
    let mut sum = Gradients::default();
    for _ in 0..count {
        let rows = stream.take(config.batch.micro_rows())?;
        let weighed = weigh(&rows, config.weighting, &config.data.task_weights);
        for batch in batches(&rows, &weighed.weights, config.batch.micro_rows()) {
            let objective = CrossEntropy { divisor: weighed.divisor * count as f64 };
            sum.add(model.backward(&decoder, &batch, &objective, Run::default())?.1)?;
        }
    }
    Ok(sum)
}
