//! What a row of a sample file holds.

use serde::{Deserialize, Serialize};

use crate::{
    BenchError, Claim, Place,
    json::{Json, Row},
};

/// One completion of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The task, by its place in the benchmark.
    pub task: usize,
    /// Which of the task's completions it is, counted from 0 in the order of the file.
    pub ordinal: u32,
    /// Where it is: the file and the line.
    pub place: Place,
    /// What the file says of it.
    pub claim: Claim,
    /// What the model wrote.
    pub completion: Completion,
}

/// What a model wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completion {
    /// Text. Empty text is `NO_CODE`.
    Text(String),
    /// Longer than [`Completion::MAX_BYTES`]: it was not kept, and is `NOT_COMPILED`.
    TooLong {
        /// Its length in bytes.
        bytes: u64,
    },
    /// Text with lone surrogates, which no file can hold: Python cannot compile it, so it is `NOT_COMPILED`.
    NotText,
}

impl Completion {
    /// The most bytes of a completion that are kept: the longest honest ones are of tens of kilobytes.
    pub const MAX_BYTES: usize = 1 << 20;
}

/// The fields that hold completions, and what their names say. The first that a row has counts.
const COMPLETIONS: &[(&str, Claim)] = &[
    ("solution", Claim::Alone),
    ("completion", Claim::Continues),
    ("completions", Claim::Continues),
    ("generation", Claim::Unsaid),
    ("generations", Claim::Unsaid),
    ("code", Claim::Unsaid),
    ("code_list", Claim::Unsaid),
    ("raw_generation", Claim::Unsaid),
    ("predict", Claim::Unsaid),
    ("output", Claim::Unsaid),
];

/// The fields that name the task, the first that a row has.
const IDS: &[&str] = &["task_id", "question_id", "name", "problem_id"];

/// The fields that number a task's completions.
const INDICES: &[&str] = &["completion_id", "sample_id", "sample_index", "sample_idx"];

/// A row's id.
pub(super) fn id(row: &Row) -> Result<String, BenchError> {
    let field = IDS.iter().find(|name| row.has(name)).ok_or_else(|| {
        BenchError::bad(
            &row.place,
            format!("the fields {}", row.names()),
            format!("one that names the task: {}", listed(IDS)),
        )
    })?;
    row.id(field)
}

/// A row's own number for its completion.
pub(super) fn index(row: &Row) -> Result<Option<String>, BenchError> {
    INDICES.iter().find(|name| row.has(name)).map(|name| row.id(name)).transpose()
}

/// The two fields that could be a row's completion, where it has both and neither holds the other: the first counts.
pub(super) fn several(row: &Row) -> Option<(&'static str, &'static str)> {
    let text = |name: &str| row.get(name).and_then(Json::as_str);
    let (first, second) = ("solution", "completion");
    let (one, other) = (text(first)?, text(second)?);
    (!one.contains(other.trim()) && !other.contains(one.trim())).then_some((first, second))
}

/// A row's completions; a list holds several.
pub(super) fn completions(row: Row) -> Result<(Claim, Vec<Completion>), BenchError> {
    let Some((field, claim)) = COMPLETIONS.iter().find(|(name, _)| row.has(name)) else {
        let names: Vec<&str> = COMPLETIONS.iter().map(|(name, _)| *name).collect();
        return Err(BenchError::bad(
            &row.place,
            format!("the fields {}", row.names()),
            format!("one that holds a completion: {}", listed(&names)),
        ));
    };
    let claim = said(&row).unwrap_or(*claim);
    let place = row.place;
    let json = row.fields.into_iter().find(|(name, _)| name == field).map(|(_, json)| json);
    let one = |json: Json| completion(json, field, &place);
    let completions = match json {
        Some(Json::List(items)) => items.into_iter().map(one).collect::<Result<_, _>>()?,
        Some(json) => vec![one(json)?],
        None => Vec::new(),
    };
    Ok((claim, completions))
}

/// What a field `shape` says, which some published sets have: `body`, `full`, and `other`, which is neither and is judged as it stands.
fn said(row: &Row) -> Option<Claim> {
    match row.get("shape")?.as_str()? {
        "body" => Some(Claim::Continues),
        "full" => Some(Claim::Whole),
        "other" => Some(Claim::Alone),
        _ => None,
    }
}

/// A completion; null, which harnesses write where a model gave nothing, is empty text.
pub(super) fn completion(json: Json, field: &str, place: &Place) -> Result<Completion, BenchError> {
    match json {
        Json::Str(text) => Ok(Completion::Text(text)),
        Json::Null => Ok(Completion::Text(String::new())),
        Json::Long(bytes) => Ok(Completion::TooLong { bytes }),
        Json::Wtf8(_) => Ok(Completion::NotText),
        other => Err(BenchError::bad(place, format!("{} in `{field}`", other.kind()), "a string or a list of strings")),
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
