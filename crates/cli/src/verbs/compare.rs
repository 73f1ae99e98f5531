//! `trommel compare full-vs-lora`: the table that the GPT-2 study left pending.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_pipeline::{Event, Events};
use trommel_train::{Comparison, Method, MethodRun, Side};

use crate::args::{Arguments, CompareArguments, OnlySide};
use crate::modelling::texts::Texts;
use crate::modelling::training::{self, Asked};
use crate::modelling::{documents, lineage, plot};
use crate::progress::Progress;
use crate::verbs::{print, print_json, train};
use crate::{DONE, NOT_DONE};

pub fn full_vs_lora(arguments: &Arguments, asked: &CompareArguments) -> Result<u8> {
    crate::world::catch_interrupts();
    let full = train::stage(&asked.train)?;
    let lora = match &full.config().method {
        Method::Full { .. } => {
            let (r, alpha) = (asked.rank, 2.0 * f64::from(asked.rank));
            serde_json::from_value(json!({ "lora": { "r": r, "alpha": alpha, "modules": ["all"] } }))?
        }
        chosen => chosen.clone(),
    };
    let files = documents::files(&asked.train.dataset, "train")?;
    let evaluation = documents::files(&asked.train.dataset, "validation").unwrap_or_default();
    if evaluation.is_empty() && full.pass().is_none() {
        bail!(
            "{}: no split `validation` and no benchmark, so there is nothing to compare by\n\
             hint: `split` makes one in a recipe; `-S pass.benchmark=FILE` measures pass@1",
            asked.train.dataset.display()
        );
    }
    let question = Asked {
        config: full.config(),
        pass: full.pass(),
        train: &files,
        evaluation: &evaluation,
        tokenizer: &asked.train.tokenizer,
        lineage: lineage(&asked.train.dataset),
        resume: asked.train.resume,
    };
    let out = &asked.train.out;
    std::fs::create_dir_all(out).with_context(|| format!("making {}", out.display()))?;
    if let Some(only) = asked.only {
        let side = if only == OnlySide::Full { Side::Full } else { Side::Lora };
        end_with_parent();
        let (run, texts) = training::compared(&question, side, &lora, asked.lora_lr, out, &Progress::new())?;
        print_json(&serde_json::to_value(Said { run, texts })?)?;
        return Ok(DONE);
    }
    let [full, lora] = [alone(Side::Full)?, alone(Side::Lora)?];
    let value = json!({ "full": full.value()?, "lora": lora.value()? });
    let texts = [full.texts, lora.texts];
    let compared = Comparison { full: full.run, lora: lora.run };
    std::fs::write(out.join("comparison.json"), format!("{value:#}\n"))?;
    let runs = [("full", &compared.full), (compared.lora.method.as_str(), &compared.lora)];
    for (file, title, of) in [
        ("loss.svg", "loss on the validation split, nats", (|run| &run.evaluation) as fn(&MethodRun) -> &Vec<_>),
        ("pass.svg", "pass@1", |run| &run.pass_rate),
    ] {
        let curves: Vec<_> = runs.iter().map(|(name, run)| (*name, of(run).as_slice())).collect();
        if curves.iter().any(|(_, points)| !points.is_empty()) {
            std::fs::write(out.join(file), plot::curves(title, &curves)?)?;
        }
    }
    let table = table(&compared.full, &compared.lora, &texts);
    std::fs::write(out.join("comparison.md"), format!("{table}\n"))?;
    match arguments.json {
        true => print_json(&value)?,
        false => print(&table),
    }
    Ok(DONE)
}

/// What the process of one side says of it.
#[derive(Serialize, Deserialize)]
struct Said {
    run: MethodRun,
    texts: Option<Texts>,
}

impl Said {
    /// As one object.
    fn value(&self) -> Result<Value> {
        let mut value = serde_json::to_value(&self.run)?;
        value["texts"] = json!(self.texts);
        Ok(value)
    }
}

/// One side in a process of its own, whose peak memory is then that side's and nothing else's.
fn alone(side: Side) -> Result<Said> {
    let program = std::env::current_exe().context("finding this program")?;
    Progress::new().on(Event::Note(&format!("{}:", side.name())));
    let mut child = Command::new(program)
        .args(std::env::args_os().skip(1))
        .args(["--only", side.name()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting a process for one side of the comparison")?;
    // Open as long as this process lives; see `end_with_parent`.
    let held = child.stdin.take();
    let said = child.wait_with_output().context("waiting for one side of the comparison")?;
    drop(held);
    if !said.status.success() {
        bail!("{}: this side of the comparison did not end well; what it said is above", side.name());
    }
    serde_json::from_slice(&said.stdout).with_context(|| format!("reading what `{}` found", side.name()))
}

/// Ends this process when the one that started it is gone: its end of the pipe is closed then.
fn end_with_parent() {
    std::thread::spawn(|| {
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        std::process::exit(i32::from(NOT_DONE));
    });
}

/// The comparison as a Markdown table.
fn table(full: &MethodRun, lora: &MethodRun, texts: &[Option<Texts>; 2]) -> String {
    let row = |name: &str, of: &dyn Fn(&MethodRun) -> String| format!("| {name} | {} | {} |", of(full), of(lora));
    let chosen = |of: fn(&trommel_train::Evaluation) -> Option<f64>| {
        move |run: &MethodRun| match run.chosen.as_ref().and_then(of) {
            Some(value) => format!("{value:.4}"),
            None => "–".to_owned(),
        }
    };
    let text = |name: &str, of: fn(&Texts) -> f64| {
        let [full, lora] = texts.map(|texts| texts.map_or("–".to_owned(), |texts| format!("{:.4}", of(&texts))));
        format!("| {name} | {full} | {lora} |")
    };
    let interval = |run: &MethodRun| {
        let found = run.chosen.as_ref().and_then(|chosen| chosen.pass_rate.zip(chosen.pass_interval));
        found.map_or("–".to_owned(), |(value, interval)| {
            format!("{value:.3} [{:.3}, {:.3}]", interval.low, interval.high)
        })
    };
    [
        format!("| | {} | {} |\n|---|---|---|", full.method, lora.method),
        row("parameters", &|run| run.parameters.to_string()),
        row("trained", &|run| run.trainable.to_string()),
        row("steps", &|run| run.steps.to_string()),
        row("tokens", &|run| run.tokens.to_string()),
        row("tokens/s", &|run| format!("{:.0}", run.tokens_per_second)),
        row("wall, s", &|run| format!("{:.1}", run.wall_seconds)),
        row("peak memory, MiB", &|run| run.peak_memory.map_or("n/a".to_owned(), |bytes| (bytes >> 20).to_string())),
        row("validation loss, nats", &chosen(|found| found.loss)),
        row("pass@1", &interval),
        row("CESR (runs to its end)", &chosen(|found| found.ran)),
        row("parses", &chosen(|found| found.parsed)),
        text("BLEU beside the references", |texts| texts.bleu),
        text("ROUGE-L beside the references", |texts| texts.rouge_l),
    ]
    .join("\n")
}
