//! Changes to a recipe that were typed on the command line.

use toml::{Table, Value};

use crate::Result;
use crate::error::Problem;
use crate::hints::hint;

/// One `-S stage.key=value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// The stage's name in the recipe.
    pub stage: String,
    /// The key, dotted for nested tables.
    pub key: String,
    /// The value, as TOML; a bare word is a string.
    pub value: String,
}

impl std::str::FromStr for Override {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || format!("`{text}` is not of the form stage.key=value, e.g. near-dup.threshold=0.8");
        let (path, value) = text.split_once('=').ok_or_else(expected)?;
        let (stage, key) = path.split_once('.').ok_or_else(expected)?;
        Ok(Override { stage: stage.trim().to_owned(), key: key.trim().to_owned(), value: value.trim().to_owned() })
    }
}

/// The recipe's text with the changes made.
pub(crate) fn apply(text: &str, overrides: &[Override]) -> Result<String, Problem> {
    let problem = |message: String, hint: Option<String>| Problem { file: "-S".to_owned(), line: None, message, hint };
    let mut root: Table = text.parse().map_err(|error: toml::de::Error| problem(error.to_string(), None))?;
    let stages = root.get_mut("stage").and_then(Value::as_array_mut);
    let mut stages: Vec<&mut Table> = stages.into_iter().flatten().filter_map(Value::as_table_mut).collect();
    for change in overrides {
        let names: Vec<String> = stages.iter().flat_map(|stage| stage.keys().cloned()).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let stage = stages.iter_mut().find_map(|stage| stage.get_mut(&change.stage)).and_then(Value::as_table_mut);
        let Some(mut table) = stage else {
            let message = format!("`{}` is no stage of this recipe, which has {}", change.stage, known.join(", "));
            return Err(problem(message, hint(&change.stage, &known)));
        };
        if change.stage == "ingest" && change.key == "path" {
            table.remove("sources"); // A path given by hand replaces the recipe's sources.
        }
        let mut keys: Vec<&str> = change.key.split('.').collect();
        let last = keys.pop().unwrap_or_default();
        for key in keys {
            let entry = table.entry(key).or_insert_with(|| Value::Table(Table::new()));
            table =
                entry.as_table_mut().ok_or_else(|| problem(format!("`{}`: `{key}` is no table", change.key), None))?;
        }
        let value = format!("v = {}", change.value).parse::<Table>().ok().and_then(|mut parsed| parsed.remove("v"));
        table.insert(last.to_owned(), value.unwrap_or_else(|| Value::String(change.value.clone())));
    }
    Ok(root.to_string())
}
