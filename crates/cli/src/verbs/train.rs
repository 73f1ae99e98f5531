//! `trommel train`: a model learns a dataset.

use anyhow::{Context, Result};
use serde_json::json;

use crate::DONE;
use crate::args::{Arguments, TrainArguments};
use crate::modelling::settings::settings;
use crate::modelling::training::{self, Asked};
use crate::modelling::{documents, lineage};
use crate::progress::Progress;
use crate::stages::Train;
use crate::verbs::{print, print_json};

pub fn train(arguments: &Arguments, asked: &TrainArguments) -> Result<u8> {
    crate::world::catch_interrupts();
    let stage = stage(asked)?;
    let train = documents::files(&asked.dataset, "train")?;
    let evaluation = documents::files(&asked.dataset, "validation").unwrap_or_default();
    let question = Asked {
        config: stage.config(),
        pass: stage.pass(),
        train: &train,
        evaluation: &evaluation,
        tokenizer: &asked.tokenizer,
        lineage: lineage(&asked.dataset),
        resume: asked.resume,
    };
    if asked.preview {
        let preview = training::preview(&question, &asked.out)?;
        match arguments.json {
            true => print_json(&preview)?,
            false => print(&training::in_words(&preview)),
        }
        return Ok(DONE);
    }
    std::fs::create_dir_all(&asked.out).with_context(|| format!("making {}", asked.out.display()))?;
    let facts = training::train(&question, &asked.out, &Progress::new())?;
    if arguments.json {
        print_json(&json!({ "out": asked.out, "train": facts }))?;
        return Ok(DONE);
    }
    print(&format!(
        "  {} after {} steps: {}",
        facts["ended"].as_str().unwrap_or_default(),
        facts["steps"],
        facts["result"].as_str().unwrap_or_default()
    ));
    Ok(DONE)
}

/// The settings that were typed.
pub fn stage(asked: &TrainArguments) -> Result<Train> {
    let mut set = asked.set.clone();
    if let Some(preset) = &asked.preset {
        set.insert(0, format!("preset={preset}"));
    } else if asked.config.is_none() && !set.iter().any(|change| named(change)) {
        set.insert(0, "preset=tiny".to_owned());
    }
    settings("train", asked.config.as_deref(), &set)
}

/// Whether a change names a preset, or a model that is there already: what suits one from nothing does not suit that.
fn named(change: &str) -> bool {
    change.starts_with("preset=") || change.starts_with("model.checkpoint") || {
        change.starts_with("model=") && change.contains("checkpoint")
    }
}
