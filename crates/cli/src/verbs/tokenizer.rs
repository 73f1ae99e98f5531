//! `trommel tokenizer`: learns a tokenizer from a dataset.

use anyhow::Result;
use serde_json::json;

use crate::DONE;
use crate::args::{Arguments, TokenizerArguments};
use crate::modelling::{documents, settings::settings};
use crate::stages::tokenizer::{self, Tokenizer};
use crate::verbs::{print, print_json};

pub fn tokenizer(arguments: &Arguments, asked: &TokenizerArguments) -> Result<u8> {
    let stage: Tokenizer = settings("tokenizer", asked.config.as_deref(), &asked.set)?;
    let files = documents::files(&asked.dataset, &asked.split)?;
    let (learned, report) = stage.learn(&files, &asked.out)?;
    let facts = tokenizer::facts(&report);
    if arguments.json {
        print_json(&json!({ "out": asked.out, "rows": learned.rows(), "report": facts }))?;
        return Ok(DONE);
    }
    let mut text = format!("  {} tokens, in {}\n\n", report.vocabulary, asked.out.display());
    text +=
        &format!("  {:12} {:>10} {:>14} {:>14} {:>12}\n", "language", "documents", "bytes", "tokens", "bytes/token");
    for language in &report.languages {
        text += &format!(
            "  {:12} {:>10} {:>14} {:>14} {:>12.2}\n",
            language.language, language.documents, language.bytes, language.tokens, language.bytes_per_token
        );
    }
    print(text.trim_end());
    Ok(DONE)
}
