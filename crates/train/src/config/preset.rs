//! The papers' settings by name.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use trommel_tokens::{Order, TooLong};

use super::{
    AdapterSpec, Batching, Curriculum, DataConfig, EvaluationConfig, Length, Method, ModelSpec, Monitor,
    OptimiserConfig, Phase, RowOrder, SaveConfig, Schedule, ShapeSpec, StopConfig, TrainConfig, Weighting,
};

/// The papers' settings by name. Where a paper says nothing, the defaults of this crate stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// MFTCoder++: LoRA of rank 8 on Qwen-1.8B (here the directory `qwen`), Python first, then Java, Go, C++ and Rust with
    /// a tenth of replay; batch 64 × 2048, 5 % warm-up, linear decay, clipping at 1, easy rows first.
    MftcoderPlusPlus,
    /// The GPT-2 study: full fine-tuning of GPT-2 124 M (the directory `gpt2`), 3 epochs. Learning rate and batch are not
    /// printed; those here are Hugging Face's defaults.
    Gpt2Study,
    /// The module-matching study: LoRA of rank 16 on all seven projections, as unsloth sets it up.
    ModuleMatching,
    /// MFTCoder's own configuration, `lora_train_config.json`: rank 96, learning rate 5e-5 to 5e-6, early stop after five
    /// evaluations.
    Mftcoder,
    /// A Llama of about 0.9 million parameters that learns `datasets/steps` in minutes on two cores (with a byte-level BPE
    /// of 512 tokens; `benches/steps.rs` measures it).
    Tiny,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::MftcoderPlusPlus, Self::Gpt2Study, Self::ModuleMatching, Self::Mftcoder, Self::Tiny];

    /// Its name in recipes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MftcoderPlusPlus => "mftcoder-plus-plus",
            Self::Gpt2Study => "gpt2-study",
            Self::ModuleMatching => "module-matching",
            Self::Mftcoder => "mftcoder",
            Self::Tiny => "tiny",
        }
    }

    /// Its settings.
    #[must_use]
    pub fn config(self) -> TrainConfig {
        match self {
            Self::MftcoderPlusPlus => mftcoder_plus_plus(),
            Self::Gpt2Study => gpt2_study(),
            Self::ModuleMatching => module_matching(),
            Self::Mftcoder => mftcoder(),
            Self::Tiny => tiny(),
        }
    }
}

fn adapter(r: usize, alpha: f64, dropout: f64) -> AdapterSpec {
    AdapterSpec { r, alpha, dropout, modules: Vec::new(), tokens: Vec::new(), merge: true }
}

fn all_modules(adapter: AdapterSpec) -> AdapterSpec {
    AdapterSpec { modules: vec!["all".into()], ..adapter }
}

fn batching(row: usize, micro_rows: usize, accumulate: usize) -> Batching {
    Batching {
        row,
        tokens: row * micro_rows,
        accumulate,
        order: Order::BestFit { window_rows: 16 },
        too_long: TooLong::TruncateLeft,
        checkpoint_blocks: 0,
    }
}

fn base(model: ModelSpec, method: Method, length: Length, batch: Batching) -> TrainConfig {
    TrainConfig {
        model,
        method,
        length,
        data: DataConfig::default(),
        batch,
        optimiser: OptimiserConfig::default(),
        schedule: Schedule::default(),
        weighting: Weighting::default(),
        evaluation: None,
        save: SaveConfig::default(),
        seed: 0,
    }
}

fn checkpoint(name: &str) -> ModelSpec {
    ModelSpec::Checkpoint(PathBuf::from(name))
}

fn mftcoder_plus_plus() -> TrainConfig {
    let method = Method::Lora(adapter(8, 16.0, 0.1));
    let mut config = base(checkpoint("qwen"), method, Length::Epochs(1.0), batching(2048, 4, 16));
    let languages = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    config.data.phases = vec![
        Phase { languages: languages(&["python"]), share: 0.5, replay: 0.0 },
        Phase { languages: languages(&["java", "go", "cpp", "rust"]), share: 0.5, replay: 0.1 },
    ];
    config.data.curriculum = Some(Curriculum::default());
    config.optimiser = OptimiserConfig { lr: 5e-5, clip: 1.0, ..OptimiserConfig::default() };
    config.schedule = Schedule::Linear { warmup: 0.05, min: 0.0 };
    config.weighting = Weighting::Case3;
    let stop = Some(StopConfig { patience: 3 });
    config.evaluation = Some(EvaluationConfig { every: 500, stop, bootstrap: true, ..EvaluationConfig::default() });
    config.save.every = 500;
    config
}

fn gpt2_study() -> TrainConfig {
    let method = Method::Full { freeze: Vec::new() };
    let mut config = base(checkpoint("gpt2"), method, Length::Epochs(3.0), batching(1024, 4, 2));
    config.optimiser = OptimiserConfig { lr: 5e-5, weight_decay: 0.0, ..OptimiserConfig::default() };
    config.schedule = Schedule::Linear { warmup: 0.0, min: 0.0 };
    config.evaluation = Some(EvaluationConfig { every: 500, ..EvaluationConfig::default() });
    config.save.every = 500;
    config
}

fn module_matching() -> TrainConfig {
    let method = Method::Lora(all_modules(adapter(16, 16.0, 0.0)));
    let mut config = base(checkpoint("qwen"), method, Length::Epochs(3.0), batching(2048, 2, 4));
    config.optimiser = OptimiserConfig { lr: 2e-4, ..OptimiserConfig::default() };
    config.schedule = Schedule::Linear { warmup: 5.0, min: 0.0 };
    // Short answers (an identifier) and long ones (a chain of thought) come in pairs: each weighs the same.
    config.weighting = Weighting::Case2;
    config
}

fn mftcoder() -> TrainConfig {
    let method = Method::Lora(all_modules(adapter(96, 32.0, 0.05)));
    let mut config = base(checkpoint("qwen"), method, Length::Epochs(4.0), batching(4096, 2, 1));
    config.optimiser = OptimiserConfig { lr: 5e-5, weight_decay: 0.1, ..OptimiserConfig::default() };
    config.schedule = Schedule::Cosine { warmup: 300.0, min: 0.1 };
    config.weighting = Weighting::Case3;
    let stop = Some(StopConfig { patience: 5 });
    let monitor = Monitor::Loss;
    config.evaluation = Some(EvaluationConfig { every: 500, stop, monitor, ..EvaluationConfig::default() });
    config.save.every = 500;
    config
}

fn tiny() -> TrainConfig {
    let shape = ShapeSpec {
        family: "llama".into(),
        context: 256,
        width: 128,
        layers: 4,
        heads: 4,
        kv_heads: None,
        inner: None,
        tied: true,
        theta: 10_000.0,
    };
    let method = Method::Full { freeze: Vec::new() };
    let mut config = base(ModelSpec::Shape(shape), method, Length::Steps(1800), batching(256, 4, 1));
    config.data.order = RowOrder::Shuffled { groups: 64 };
    config.optimiser = OptimiserConfig { lr: 4e-3, weight_decay: 0.1, beta2: 0.98, ..OptimiserConfig::default() };
    config.schedule = Schedule::Cosine { warmup: 0.05, min: 0.05 };
    config.evaluation = Some(EvaluationConfig { every: 300, ..EvaluationConfig::default() });
    config.save = SaveConfig { every: 300, keep: 1, log_every: 10, mlflow: None };
    config
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_can_work_and_survives_its_file() {
        for preset in Preset::ALL {
            let config = preset.config();
            config.check().unwrap_or_else(|error| panic!("{}: {error}", preset.name()));
            let text = serde_json::to_string(&config).unwrap();
            assert_eq!(serde_json::from_str::<TrainConfig>(&text).unwrap(), config);
            let text = toml::to_string(&config).unwrap();
            assert_eq!(toml::from_str::<TrainConfig>(&text).unwrap(), config, "{text}");
        }
    }
}
