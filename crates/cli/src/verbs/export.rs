//! `trommel export`: a model written down again, for programs of others.

use anyhow::{Result, ensure};
use serde_json::json;
use trommel_generate::{Checkpoint, Quantisation, Source};
use trommel_model::{DType, Device};

use crate::DONE;
use crate::args::{Arguments, ExportArguments, QuantisationChoice};
use crate::verbs::{print, print_json};

pub fn export(arguments: &Arguments, asked: &ExportArguments) -> Result<u8> {
    let gguf = asked.out.extension().is_some_and(|extension| extension == "gguf");
    let out = asked.out.display();
    ensure!(
        gguf || std::fs::read_dir(&asked.out).map_or(!asked.out.exists(), |mut entries| entries.next().is_none()),
        "`{out}` is there already, and nothing is written over; name a new directory, or a file that ends in .gguf"
    );
    let source = Source {
        model: asked.checkpoint.clone(),
        adapter: asked.adapter.clone(),
        merge: true,
        tokenizer: asked.tokenizer.clone(),
    };
    let checkpoint = Checkpoint::load(&source, DType::F32, &Device::Cpu)?;
    let family = checkpoint.model.config().family.name();
    let mut said = json!({ "out": asked.out, "family": family, "form": if gguf { "gguf" } else { "directory" } });
    let mut text = format!("  {family} model in {out}");
    if gguf {
        let form = match asked.quantisation {
            QuantisationChoice::F32 => Quantisation::F32,
            QuantisationChoice::F16 => Quantisation::F16,
            QuantisationChoice::Q8_0 => Quantisation::Q8_0,
        };
        let name = asked.out.file_stem().unwrap_or_default().to_string_lossy();
        let pre = checkpoint.export_gguf(&name, form, &asked.out)?;
        said["pre_tokenizer"] = json!({ "name": pre.name, "exact": pre.exact });
        if !pre.exact {
            text += "\n  note: GGUF has no name for the way in which this tokenizer cuts texts: llama.cpp will cut them as GPT-2 does, into \
                     other tokens. Give it token ids (`trommel generate` reads the tokenizer beside the file).";
        }
    } else {
        checkpoint.save(&asked.out)?;
    }
    if arguments.json {
        print_json(&said)?;
    } else {
        print(&text);
    }
    Ok(DONE)
}
