//! Rows as examples, with the stages of their prompts where the settings ask for progressive ones.

use trommel_tokens::{ExampleEncoder, Label, Staged, Tokenizer, parts};

use super::table::Table;
use crate::config::DataConfig;
use crate::error::{Error, Result};

/// Rows in which a prompt of several parts is looked for before all are read.
const SOME: u64 = 512;

/// The examples of (label, prompt, answer) from `table`, by several threads.
pub(crate) fn examples(
    table: &Table,
    tokenizer: &Tokenizer,
    config: &DataConfig,
    rows: &[(Label, &str, &str)],
) -> Result<Vec<Staged>> {
    let encoder = ExampleEncoder::new(tokenizer, config.language_prefix)?;
    let Some(progressive) = &config.progressive else {
        return Ok(encoder.encode_all(rows)?.into_iter().map(Staged::from).collect());
    };
    let found = encoder.encode_staged(rows, &progressive.separator)?.into_iter().zip(rows);
    let named = |(example, (label, ..)): (trommel_tokens::Result<Staged>, &(Label, &str, &str))| {
        example.map_err(|error| {
            let found = format!("set, and {} cannot be cut ({error})", table.describe(label.origin));
            Error::setting("data.progressive", found, "prompts whose parts can be tokenised one by one, or `false`")
        })
    };
    found.map(named).collect()
}

/// Refuses data in which no prompt has several parts: progressive prompts would do nothing.
pub(super) fn refuse_unparted(table: &Table, config: &DataConfig) -> Result<()> {
    let Some(progressive) = &config.progressive else { return Ok(()) };
    if !table.has_prompts() {
        let expected = "`false`, or files with the columns `prompt` and `content`: whole texts have no prompt to cut";
        return Err(Error::setting("data.progressive", "set", expected));
    }
    for most in [SOME, u64::MAX] {
        if table.head(most)?.iter().any(|row| parts(&row.prompt, &progressive.separator).0.len() > 1) {
            return Ok(());
        }
    }
    let expected = "the text between the parts of prompts: it parts no prompt of the training split";
    Err(Error::setting("data.progressive.separator", format!("{:?}", progressive.separator), expected))
}
