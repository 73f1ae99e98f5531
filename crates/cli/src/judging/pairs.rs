//! Predictions beside references, from a file of rows.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use flate2::bufread::MultiGzDecoder;
use serde_json::{Map, Value};
use trommel_lang::{Language, UnknownLanguage};
use trommel_score::Pair;

use crate::judging::completions;

/// What every row must be, for errors.
const EXPECTED: &str =
    "expected `prediction` and either `reference` or `references`, with or without `task_id` and `language`";

/// A pair and its line or row, from 1.
pub struct Placed {
    /// Where it stands.
    pub line: u64,
    /// What stands there.
    pub pair: Pair,
}

/// Reads all pairs; `language` is that of rows that do not name theirs.
///
/// # Errors
/// The file cannot be read, has no pair, or a row of it is not what it must be: with file and line.
pub fn read(path: &Path, language: Option<Language>) -> Result<Vec<Placed>> {
    let name = path.display().to_string();
    let placed = |line: u64, row: Result<Map<String, Value>>| -> Result<Placed> {
        let pair = row.and_then(|row| pair(row, language)).with_context(|| format!("{name}:{line}"))?;
        Ok(Placed { line, pair })
    };
    let pairs: Vec<Placed> = if path.extension().is_some_and(|extension| extension == "parquet") {
        let rows = completions::objects(path)?;
        (1..).zip(rows).map(|(line, row)| placed(line, Ok(row))).collect::<Result<_>>()?
    } else {
        let from: Box<dyn Read> = match name.as_str() {
            "-" => Box::new(std::io::stdin()),
            _ => Box::new(File::open(path).with_context(|| format!("opening the pairs `{name}`"))?),
        };
        let mut pairs = Vec::new();
        let mut from = unpacked(from).with_context(|| format!("reading `{name}`"))?;
        let mut bytes = Vec::new();
        for line in 1.. {
            bytes.clear();
            if from.read_until(b'\n', &mut bytes).with_context(|| format!("{name}:{line}"))? == 0 {
                break;
            }
            if !bytes.trim_ascii().is_empty() {
                pairs.push(placed(line, object(&bytes))?);
            }
        }
        pairs
    };
    ensure!(!pairs.is_empty(), "{name}: no pair, expected at least one row\nhint: {EXPECTED}");
    Ok(pairs)
}

/// A stream, gzip or not.
fn unpacked(from: Box<dyn Read>) -> std::io::Result<Box<dyn BufRead>> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    match from.fill_buf()?.starts_with(&[0x1f, 0x8b]) {
        true => Ok(Box::new(BufReader::new(MultiGzDecoder::new(from)))),
        false => Ok(Box::new(from)),
    }
}

fn object(line: &[u8]) -> Result<Map<String, Value>> {
    let text = std::str::from_utf8(line).map_err(|error| {
        anyhow::anyhow!("byte {} is not UTF-8, expected one JSON object a line, in UTF-8", error.valid_up_to() + 1)
    })?;
    match serde_json::from_str(text) {
        Ok(Value::Object(row)) => Ok(row),
        Ok(other) => bail!("found {}, {EXPECTED}", kind(&other)),
        Err(error) => bail!("no JSON: {error}; expected one JSON object a line"),
    }
}

/// A row as a pair.
fn pair(mut row: Map<String, Value>, language: Option<Language>) -> Result<Pair> {
    let said = row.iter().filter(|(_, value)| !value.is_null()).map(|(name, _)| format!("`{name}`"));
    let fields = said.collect::<Vec<_>>().join(", ");
    let mut take = |name: &str| row.remove(name).filter(|value| !value.is_null());
    let prediction = take("prediction").map(|value| text("prediction", value)).transpose()?;
    let references = match (take("reference"), take("references")) {
        (Some(one), None) => Some(vec![text("reference", one)?]),
        (None, Some(Value::Array(several))) if !several.is_empty() => {
            Some(several.into_iter().map(|one| text("references", one)).collect::<Result<_>>()?)
        }
        (None, Some(other)) => bail!("`references` is {}, expected a list of at least one string", kind(&other)),
        (Some(_), Some(_)) => bail!("found both `reference` and `references`, expected one of them"),
        (None, None) => None,
    };
    let (Some(prediction), Some(references)) = (prediction, references) else {
        bail!("found the fields {}, {EXPECTED}", if fields.is_empty() { "–" } else { &fields })
    };
    let task = match take("task_id") {
        None => None,
        Some(Value::String(id)) => Some(id),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(other) => bail!("`task_id` is {}, expected a string or a number", kind(&other)),
    };
    let language = match take("language") {
        None => language,
        // One without a grammar is counted and flagged like one that is not said.
        Some(named) => known(&text("language", named)?)?,
    };
    Ok(Pair { task, prediction, references, language })
}

/// The language of a name; none where there is no grammar for it.
///
/// # Errors
/// The name is nearly that of one.
pub fn known(name: &str) -> Result<Option<Language>, UnknownLanguage> {
    let near =
        |known: &&Language| name.len() > 3 && strsim::damerau_levenshtein(known.name(), &name.to_lowercase()) == 1;
    match name.parse::<Language>() {
        Ok(language) => Ok(Some(language)),
        Err(unknown) if Language::ALL.iter().any(|known| near(&known)) => Err(unknown),
        Err(_) => Ok(None),
    }
}

fn text(field: &str, value: Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text),
        other => bail!("`{field}` is {}, expected a string", kind(&other)),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(items) if items.is_empty() => "an empty list",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
