//! Staged generation with progressive prompts (CodeFusion's section 6.2): the model reads a stage, writes a draft, reads
//! the next stage behind it, and goes on.

use crate::engine::{self, Call};
use crate::error::Result;
use crate::generator::{Fitted, Job};
use crate::options::Options;
use crate::prompt::Prompt;

/// Random numbers of one stage, so that no two stages share any.
const STAGE: u32 = 1 << 20;

/// The ids that each job's last answer follows, with all drafts in them; None when nothing is drafted.
pub(crate) fn drafts(call: Call, prompts: &[Prompt], jobs: &[Job], fitted: &[Fitted]) -> Result<Option<Vec<Fitted>>> {
    let stages = jobs.iter().map(|job| prompts[job.prompt].stages.len()).max().unwrap_or(0);
    if call.options.draft_tokens == 0 || stages == 0 {
        return Ok(None);
    }
    let drafting = Options { max_new_tokens: call.options.draft_tokens, beams: None, ..call.options.clone() };
    let draft = Call { options: &drafting, constraint: None, ..call };
    // What each job has read and written so far.
    let mut texts: Vec<Vec<u32>> = vec![Vec::new(); jobs.len()];
    for stage in 0..stages {
        let (mut at, mut shown) = (Vec::new(), Vec::new());
        for (number, job) in jobs.iter().enumerate() {
            let prompt = &prompts[job.prompt];
            let Some(&end) = prompt.stages.get(stage) else { continue };
            texts[number].extend(&prompt.ids[begin(prompt, stage)..end]);
            shown.push(draft.generator.fit(prompt, &texts[number], &drafting, None)?);
            at.push(number);
        }
        let offset = STAGE * (stage as u32 + 1);
        let requests: Vec<_> = at
            .iter()
            .zip(&shown)
            .map(|(&number, shown)| shown.request(&prompts[jobs[number].prompt], jobs[number].sample, offset))
            .collect();
        engine::run(draft, &requests, |request, generated| {
            // The token that ends texts would end the prompt.
            let draft = generated.ids.into_iter().filter(|id| !call.generator.ends().contains(id));
            texts[at[request]].extend(draft);
            Ok(())
        })?;
    }
    let last = |(number, job): (usize, &Job)| {
        let prompt = &prompts[job.prompt];
        if prompt.stages.is_empty() {
            return Ok(fitted[number].clone());
        }
        texts[number].extend(&prompt.ids[begin(prompt, prompt.stages.len())..]);
        call.generator.fit(prompt, &texts[number], call.options, call.constraint)
    };
    Ok(Some(jobs.iter().enumerate().map(last).collect::<Result<_>>()?))
}

/// The first id of a stage.
fn begin(prompt: &Prompt, stage: usize) -> usize {
    stage.checked_sub(1).map_or(0, |before| prompt.stages[before])
}
