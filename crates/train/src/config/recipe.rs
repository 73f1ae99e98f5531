//! A preset with changes, as a file writes it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Preset, TrainConfig};

/// A [`TrainConfig`] as a file writes it: either all of it, or `preset = "…"` and the fields that differ.
///
/// A field replaces the preset's; the fields of a table are merged one by one. Where a choice is made (`model`, `method`,
/// `length`, `schedule`, …) another choice replaces the preset's whole; `evaluation`, `curriculum`, `stop`,
/// `progressive` and `mlflow` are taken away by `false`.
///
/// ```toml
/// preset = "tiny"
/// length = { steps = 400 }
/// optimiser = { lr = 1e-3 }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "TrainConfig")]
pub struct TrainRecipe(pub TrainConfig);

impl From<TrainRecipe> for TrainConfig {
    fn from(recipe: TrainRecipe) -> Self {
        recipe.0
    }
}

impl TryFrom<Value> for TrainRecipe {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let Value::Object(mut changes) = value else { return Err("expected a table".into()) };
        let whole = match changes.remove("preset") {
            None => Value::Object(changes),
            Some(name) => {
                let preset: Preset = serde_json::from_value(name).map_err(|error| format!("preset: {error}"))?;
                let mut whole = serde_json::to_value(preset.config()).map_err(|error| error.to_string())?;
                overlay(&mut whole, changes);
                whole
            }
        };
        let config: TrainConfig = serde_json::from_value(whole).map_err(|error| spelling(error.to_string()))?;
        config.check().map_err(|error| error.to_string())?;
        Ok(Self(config))
    }
}

/// Serde's message, with the way out: shortened to it where a key has hyphens that it should not have.
fn spelling(message: String) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let typed = names.next().filter(|name| message.starts_with("unknown field") && name.contains('-'));
    let right = typed.map(|name| name.replace('-', "_"));
    match (typed, right.as_deref().filter(|right| names.any(|name| name == *right))) {
        (Some(typed), Some(right)) => format!("unknown field `{typed}`, expected `{right}`: keys have underscores"),
        _ if message.starts_with("missing field") => format!("{message}; a `preset` has all that is not said"),
        _ => message,
    }
}

/// The keys whose table holds one choice.
const CHOICES: [&str; 5] = ["model", "method", "length", "schedule", "order"];

/// The keys that `false` takes away.
const OPTIONS: [&str; 5] = ["evaluation", "curriculum", "stop", "progressive", "mlflow"];

fn overlay(whole: &mut Value, changes: Map<String, Value>) {
    let Value::Object(fields) = whole else {
        *whole = Value::Object(changes);
        return;
    };
    for (key, change) in changes {
        let old = fields.entry(key.clone()).or_insert(Value::Null);
        let other_choice = CHOICES.contains(&key.as_str())
            && old.as_object().zip(change.as_object()).is_some_and(|(old, new)| !old.keys().eq(new.keys()));
        match change {
            Value::Bool(false) if OPTIONS.contains(&key.as_str()) => *old = Value::Null,
            Value::Object(inner) if old.is_object() && !other_choice => overlay(old, inner),
            other => *old = other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Length, Method, ModelSpec};

    fn read(text: &str) -> Result<TrainConfig, String> {
        toml::from_str::<TrainRecipe>(text).map(|recipe| recipe.0).map_err(|error| error.to_string())
    }

    #[test]
    fn fields_change_and_choices_are_replaced() {
        let text = "preset = 'tiny'\nlength = { steps = 7 }\noptimiser = { lr = 0.5 }\nmodel = { shape = { layers = 2 } }\n\
                    method = { lora = { r = 4, alpha = 8.0 } }\nseed = 9\n";
        let (found, preset) = (read(text).unwrap(), Preset::Tiny.config());
        assert_eq!((found.length, found.seed, found.optimiser.lr), (Length::Steps(7), 9, 0.5));
        assert_eq!(found.optimiser.beta2, preset.optimiser.beta2);
        let (ModelSpec::Shape(shape), ModelSpec::Shape(before)) = (&found.model, &preset.model) else { panic!() };
        assert_eq!((shape.layers, shape.width), (2, before.width));
        assert!(matches!(&found.method, Method::Lora(adapter) if adapter.r == 4));
        assert_eq!(read("preset = 'tiny'\nevaluation = false").unwrap().evaluation, None);
        let from = read("preset = 'tiny'\nmodel = { checkpoint = 'gpt2' }").unwrap();
        assert_eq!(from.model, ModelSpec::Checkpoint("gpt2".into()));
    }

    #[test]
    fn mistakes_are_named() {
        for (text, wanted) in [
            ("preset = 'huge'", "unknown variant `huge`, expected one of `mftcoder-plus-plus`"),
            ("preset = 'tiny'\nlearning-rate = 1.0", "unknown field `learning-rate`, expected one of `model`"),
            (
                "preset = 'tiny'\noptimiser = { weight-decay = 0.1 }",
                "unknown field `weight-decay`, expected `weight_decay`: keys have underscores",
            ),
            (
                "preset = 'tiny'\nsave = { log-every = 5 }",
                "unknown field `log-every`, expected `log_every`: keys have underscores",
            ),
            ("preset = 'tiny'\noptimiser = { lr = -1.0 }", "optimiser.lr is -1, expected more than 0"),
            ("preset = 'tiny'\nlength = { steps = 0 }", "length.steps is 0, expected 1 or more"),
            ("preset = 'tiny'\nbatch = { tokens = 10 }", "batch.tokens is 10, expected at least batch.row, 256"),
            ("seed = 1", "missing field `model`"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(wanted), "{text}: {error}");
        }
    }
}
