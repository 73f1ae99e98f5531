//! What a model writes beside the reference solutions, as texts: the columns of the GPT-2 study beside its execution rate.

use serde::{Deserialize, Serialize};
use trommel_bench::{Claim, Preset, Task, assemble};
use trommel_score::metrics::metric;

use crate::judging::answers::Held;

/// Of the answers to a benchmark; functions are compared, as in a scored run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    /// BLEU of the corpus, in [0, 100].
    pub bleu: f64,
    /// The mean F of ROUGE-L, in [0, 1].
    pub rouge_l: f64,
}

impl Texts {
    /// Of the completions of each task; none where no task has a reference.
    pub fn of(tasks: &[Task], completions: &[(String, Vec<String>)], claim: Claim) -> Option<Texts> {
        let mut held = Held::default();
        let mut pairs = Vec::new();
        for (id, texts) in completions {
            let Some(task) = tasks.iter().find(|task| task.id == *id) else { continue };
            let programs = texts.iter().map(|text| assemble(task, text, claim, Preset::default()).program);
            pairs.extend(programs.filter_map(|program| held.pair(task, &program)));
        }
        let value = |name| metric(name).ok().map(|named| named.measure(&pairs, 0, 0).value);
        if pairs.is_empty() { None } else { Some(Texts { bleu: value("bleu")?, rouge_l: value("rouge-l")? }) }
    }
}
