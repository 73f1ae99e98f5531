//! One row of a file, with errors that name it.

use super::Json;
use crate::{BenchError, Place};

/// An object of a file, and where it starts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub place: Place,
    pub fields: Vec<(String, Json)>,
}

impl Row {
    pub(crate) fn new(place: Place, json: Json) -> Result<Self, BenchError> {
        match json {
            Json::Object(fields) => Ok(Self { place, fields }),
            other => Err(BenchError::bad(&place, other.kind(), "an object")
                .with_hint("a file has one JSON object a line, or one list of objects")),
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The names of the fields, for messages.
    pub(crate) fn names(&self) -> String {
        let names: Vec<String> = self.fields.iter().map(|(key, _)| format!("`{key}`")).collect();
        if names.is_empty() { "none at all".into() } else { names.join(", ") }
    }

    pub(crate) fn need(&self, name: &str) -> Result<&Json, BenchError> {
        self.get(name).ok_or_else(|| {
            BenchError::bad(&self.place, format!("the fields {}", self.names()), format!("a field `{name}`"))
        })
    }

    pub(crate) fn text(&self, name: &str) -> Result<&str, BenchError> {
        let json = self.need(name)?;
        json.as_str().ok_or_else(|| self.wrong(name, json, "a string"))
    }

    /// A string; absent and null are empty.
    pub(crate) fn text_or_empty(&self, name: &str) -> Result<&str, BenchError> {
        match self.get(name) {
            None | Some(Json::Null) => Ok(""),
            Some(_) => self.text(name),
        }
    }

    pub(crate) fn list(&self, name: &str) -> Result<&[Json], BenchError> {
        let json = self.need(name)?;
        json.as_list().ok_or_else(|| self.wrong(name, json, "a list"))
    }

    /// A list of strings; absent and null are empty.
    pub(crate) fn texts_or_empty(&self, name: &str) -> Result<Vec<&str>, BenchError> {
        match self.get(name) {
            None | Some(Json::Null) => Ok(Vec::new()),
            Some(_) => self.texts(name),
        }
    }

    pub(crate) fn texts(&self, name: &str) -> Result<Vec<&str>, BenchError> {
        self.list(name)?
            .iter()
            .map(|item| item.as_str().ok_or_else(|| self.wrong(name, item, "a list of strings")))
            .collect()
    }

    /// An id: a string or an integer.
    pub(crate) fn id(&self, name: &str) -> Result<String, BenchError> {
        match self.need(name)? {
            Json::Str(text) if !text.is_empty() => Ok(text.clone()),
            Json::Number(text) if !text.contains(['.', 'e', 'E', 'N', 'I']) => Ok(text.clone()),
            other => Err(self.wrong(name, other, "a string or an integer that names the task")),
        }
    }

    /// A finite number.
    pub(crate) fn float(&self, name: &str) -> Result<f64, BenchError> {
        let json = self.need(name)?;
        match json {
            Json::Number(text) => text.parse::<f64>().ok().filter(|number| number.is_finite()),
            _ => None,
        }
        .ok_or_else(|| self.wrong(name, json, "a finite number"))
    }

    /// An error about a field's value.
    pub(crate) fn wrong(&self, name: &str, found: &Json, expected: &str) -> BenchError {
        BenchError::bad(&self.place, format!("{} in `{name}`", found.kind()), expected)
    }
}
