//! JSON as benchmarks and samples have it: a bounded reader of our own.
//!
//! Three things make a reader of our own necessary: Python's writers put `NaN`, `Infinity` and integers of hundreds of digits
//! into their files and these must arrive exactly; a file from a model can hold one string of a gigabyte, which must not be
//! kept; and an error has to name the line.

mod read;
mod row;
mod text;
mod tokens;
mod value;

use crate::{BenchError, Place};

pub(crate) use read::{Limits, Reader, Shape};
pub(crate) use row::Row;
pub(crate) use value::value;

/// The one value that a text is.
pub(crate) fn parse(text: &str, place: &Place) -> Result<Json, BenchError> {
    Reader::new(text.as_bytes(), &place.to_string(), Limits::BENCHMARK).only()
}

/// A JSON value. Numbers keep their text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// The literal's text; `NaN`, `Infinity` and `-Infinity` too.
    Number(String),
    Str(String),
    /// A string with lone surrogates, in WTF-8.
    Wtf8(Vec<u8>),
    /// A string that is longer than the limit: its length in bytes, roughly. It was not kept.
    Long(u64),
    List(Vec<Json>),
    /// Keys are distinct.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// What it is, in words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Str(_) => "a string",
            Self::Wtf8(_) => "a string with a lone surrogate",
            Self::Long(_) => "a string over the limit",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Json]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value as Their;
        match value {
            Their::Null => Self::Null,
            Their::Bool(truth) => Self::Bool(truth),
            Their::Number(number) => Self::Number(number.to_string()),
            Their::String(text) => Self::Str(text),
            Their::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Their::Object(fields) => {
                Self::Object(fields.into_iter().map(|(key, value)| (key, Self::from(value))).collect())
            }
        }
    }
}
