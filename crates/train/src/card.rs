//! The model card: what was trained, on what, how, with which result.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::config::{ModelSpec, TrainConfig};
use crate::evaluate::Evaluation;

/// Where a run's data come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lineage {
    /// The dataset's name.
    pub dataset: String,
    /// The dataset's root hash, which its own lineage hangs on.
    pub root_hash: String,
    /// The dataset's licences, for the card.
    #[serde(default)]
    pub licences: Vec<String>,
    /// The version of the program.
    #[serde(default)]
    pub version: String,
}

/// What the card says beside the configuration.
pub(crate) struct Facts<'a> {
    pub lineage: &'a Lineage,
    pub config: &'a TrainConfig,
    pub parameters: usize,
    pub trainable: usize,
    pub steps: u64,
    pub tokens: u64,
    pub chosen: u64,
    pub evaluation: Option<&'a Evaluation>,
    pub reason: &'static str,
    pub adapter: bool,
    /// The first row's prompt, where rows have prompts.
    pub prompt: Option<&'a str>,
}

/// `README.md` with Hugging Face's front matter.
pub(crate) fn card(facts: &Facts) -> String {
    let base = match &facts.config.model {
        ModelSpec::Checkpoint(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
        ModelSpec::Shape(_) => None,
    };
    let mut text = String::from("---\n");
    if let Some(base) = &base {
        _ = writeln!(text, "base_model: {}", quoted(base));
    }
    _ = writeln!(text, "library_name: {}", if facts.adapter { "peft" } else { "transformers" });
    text.push_str("pipeline_tag: text-generation\n");
    if !facts.lineage.dataset.is_empty() {
        _ = writeln!(text, "datasets:\n- {}", quoted(&facts.lineage.dataset));
    }
    text.push_str("tags:\n- code\n- trommel\n");
    if facts.adapter {
        text.push_str("- lora\n");
    }
    text.push_str("---\n\n# A model trained by Trommel\n\n");
    _ = writeln!(
        text,
        "{} parameters, {} of them trained by `{}`, over {} steps and {} tokens ({}). These are the parameters after step {}.",
        facts.parameters,
        facts.trainable,
        facts.config.method.name(),
        facts.steps,
        facts.tokens,
        facts.reason,
        facts.chosen
    );
    text.push_str("\n## Data\n\n");
    _ = writeln!(text, "- dataset: `{}`", facts.lineage.dataset);
    _ = writeln!(text, "- root hash: `{}`", facts.lineage.root_hash);
    if !facts.lineage.licences.is_empty() {
        _ = writeln!(text, "- licences: {}", facts.lineage.licences.join(", "));
    }
    if facts.config.data.shuffled_pairs {
        text.push_str("- **control run**: answers were dealt to other prompts at random; this model is of no use\n");
    }
    if let Some(prompt) = facts.prompt.filter(|prompt| !prompt.is_empty()) {
        _ = writeln!(
            text,
            "\n## Prompt\n\nAs the first row of the training split has it, as a string of JSON:\n\n```json\n{}\n```",
            quoted(prompt)
        );
        if facts.config.data.language_prefix {
            text.push_str("\nThe token of its language, such as `<|python|>`, stands before it.\n");
        }
        if prompt.ends_with(char::is_whitespace) {
            text.push_str(
                "\nIt ends in white space, which was learned in one token with the answer's beginning: leave that out of a prompt, \
                 or heal it, as `trommel generate` does.\n",
            );
        }
    }
    if let Some(evaluation) = facts.evaluation {
        text.push_str("\n## Evaluation during training\n\n");
        if let Some(loss) = evaluation.loss {
            _ = writeln!(text, "- loss: {loss:.4} nats a token, over {} tokens", evaluation.tokens);
        }
        if let Some(rate) = evaluation.pass_rate {
            let interval =
                evaluation.pass_interval.map_or(String::new(), |i| format!(" (95 %: {:.3} to {:.3})", i.low, i.high));
            _ = writeln!(
                text,
                "- pass@1: {rate:.3}{interval}, {} tasks, as monitored in training",
                evaluation.tasks.len()
            );
        }
    }
    text.push_str("\n## Configuration\n\n```json\n");
    text.push_str(&serde_json::to_string_pretty(facts.config).unwrap_or_default());
    _ = writeln!(text, "\n```\n\n### Framework versions\n\n- Trommel {}", facts.lineage.version);
    text
}

/// A string of YAML.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
