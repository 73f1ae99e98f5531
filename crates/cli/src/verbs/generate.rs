//! `trommel generate`: a checkpoint answers the tasks of a benchmark.

use anyhow::Result;
use serde_json::json;
use trommel_generate::Source;

use crate::DONE;
use crate::args::{Arguments, GenerateArguments};
use crate::modelling::generation::{self, Asked};
use crate::modelling::settings::settings;
use crate::progress::Progress;
use crate::stages::Generate;
use crate::verbs::{print, print_json};

pub fn generate(arguments: &Arguments, asked: &GenerateArguments) -> Result<u8> {
    crate::world::catch_interrupts();
    let mut set = asked.set.clone();
    set.push(format!("benchmark={:?}", asked.benchmark));
    set.extend(asked.samples.map(|samples| format!("samples={samples}")));
    set.extend(asked.temperature.map(|temperature| format!("temperature={temperature:?}")));
    set.extend(asked.seed.map(|seed| format!("seed={seed}")));
    let stage: Generate = settings("generate", asked.config.as_deref(), &set)?;
    let (tasks, _) = stage.tasks()?;
    let source = Source {
        model: asked.checkpoint.clone(),
        adapter: asked.adapter.clone(),
        merge: true,
        tokenizer: asked.tokenizer.clone(),
    };
    let (prompts, mut options) = (stage.prompts(), stage.options());
    options.batch = asked.batch.unwrap_or(options.batch);
    let question = Asked { source: &source, tasks: &tasks, prompts: &prompts, options: &options };
    let facts = generation::generate(&question, &asked.out, &Progress::new())?;
    if arguments.json {
        print_json(&json!({ "out": asked.out, "generate": facts }))?;
        return Ok(DONE);
    }
    print(&format!(
        "  {} completions, {} tokens; ended by themselves {}, at a stop word {}, at the most tokens {}\n  {}\n  next: trommel score {} {}",
        facts["completions"],
        facts["tokens"],
        facts["eos"],
        facts["stop"],
        facts["length"],
        asked.out.join(generation::FILES[0]).display(),
        asked.benchmark,
        asked.out.join(generation::FILES[0]).display(),
    ));
    Ok(DONE)
}
