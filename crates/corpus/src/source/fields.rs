//! Which field of a record becomes which column.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

/// Which field of a record becomes which column: the name of a ready mapping, or a table
/// (`fields = { content = "code", path = ["file_name", "path"] }`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Fields {
    /// A ready mapping.
    Preset(Preset),
    /// A mapping of one's own; columns it does not name keep those of [`Preset::Default`], and `[]` leaves one empty.
    Table(Box<FieldTable>),
}

/// A ready mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// The usual names, those of the other presets included.
    Default,
    /// The Stack (v1): `content`, `lang`, `max_stars_repo_*`.
    TheStack,
    /// CodeSearchNet and CodeXGLUE: `code` (or `func_code_string`, `original_string`), `repo`, `path`.
    Codesearchnet,
    /// Alpaca-style: `instruction`, `input`, `output`. The content to screen is the `output`, which is where the code
    /// is; the other fields keep columns of their own.
    Alpaca,
}

/// For each column, the fields that may hold it: the first that is there and not null does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldTable {
    /// The text of the document; the one column that a record must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Candidates>,
    /// A path; by default the record file's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Candidates>,
    /// The repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repo: Option<Candidates>,
    /// The programming language; else it is told by the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Candidates>,
    /// The licence; of a list, all hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<Candidates>,
    /// The version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Candidates>,
    /// The number of stars.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<Candidates>,
    /// An instruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instruction: Option<Candidates>,
    /// An instruction's input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Candidates>,
    /// An instruction's output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Candidates>,
    /// The kind of task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Candidates>,
}

/// One field name, or several in order of preference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Candidates {
    /// One.
    One(String),
    /// Several, or with none the column stays empty.
    Several(Vec<String>),
}

impl Candidates {
    fn names(&self) -> Vec<String> {
        match self {
            Candidates::One(name) => vec![name.clone()],
            Candidates::Several(names) => names.clone(),
        }
    }
}

impl Default for Fields {
    fn default() -> Fields {
        Fields::Preset(Preset::Default)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a ready mapping, or a table of column = \"field\"")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Fields, E> {
                Preset::deserialize(de::value::StrDeserializer::new(name)).map(Fields::Preset)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Fields, A::Error> {
                let table = FieldTable::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Fields::Table(Box::new(table)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A column that a record's field can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Slot {
    Content,
    Path,
    Repo,
    Language,
    License,
    Version,
    Stars,
    Instruction,
    Input,
    Output,
    Task,
}

impl Slot {
    pub(crate) const COUNT: usize = 11;

    pub(crate) const ALL: [Slot; Slot::COUNT] = [
        Slot::Content,
        Slot::Path,
        Slot::Repo,
        Slot::Language,
        Slot::License,
        Slot::Version,
        Slot::Stars,
        Slot::Instruction,
        Slot::Input,
        Slot::Output,
        Slot::Task,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Slot::Content => "content",
            Slot::Path => "path",
            Slot::Repo => "repo",
            Slot::Language => "language",
            Slot::License => "license",
            Slot::Version => "version",
            Slot::Stars => "stars",
            Slot::Instruction => "instruction",
            Slot::Input => "input",
            Slot::Output => "output",
            Slot::Task => "task",
        }
    }
}

impl Preset {
    /// The fields that may hold a column, best first.
    fn candidates(self, slot: Slot) -> &'static [&'static str] {
        match (self, slot) {
            (Preset::TheStack, Slot::Content) => &["content"],
            (Preset::TheStack, Slot::Path) => &["max_stars_repo_path", "path"],
            (Preset::TheStack, Slot::Repo) => &["max_stars_repo_name", "repo_name"],
            (Preset::TheStack, Slot::Language) => &["lang", "language"],
            (Preset::TheStack, Slot::License) => &["max_stars_repo_licenses", "licenses", "license"],
            (Preset::TheStack, Slot::Stars) => &["max_stars_count", "star_events_count"],
            (Preset::TheStack, _) => &[],

            (Preset::Codesearchnet, Slot::Content) => {
                &["code", "func_code_string", "original_string", "whole_func_string"]
            }
            (Preset::Codesearchnet, Slot::Path) => &["path", "func_path_in_repository"],
            (Preset::Codesearchnet, Slot::Repo) => &["repo", "repository_name"],
            (Preset::Codesearchnet, Slot::Language) => &["language"],
            (Preset::Codesearchnet, Slot::License) => &["license"],
            (Preset::Codesearchnet, _) => &[],

            (Preset::Alpaca, Slot::Content) => &["content", "output"],
            (Preset::Alpaca, Slot::Path) => &[],
            (Preset::Alpaca | Preset::Default, Slot::Instruction) => &["instruction"],
            (Preset::Alpaca | Preset::Default, Slot::Input) => &["input"],
            (Preset::Alpaca | Preset::Default, Slot::Output) => &["output"],
            (Preset::Alpaca | Preset::Default, Slot::Task) => &["task"],

            (Preset::Default, Slot::Content) => {
                &["content", "code", "text", "func_code_string", "original_string", "whole_func_string", "output"]
            }
            (Preset::Default, Slot::Path) => {
                &["path", "max_stars_repo_path", "file_path", "file_name", "filename", "func_path_in_repository"]
            }
            (Preset::Alpaca | Preset::Default, Slot::Repo) => {
                &["repo", "repo_name", "repository", "max_stars_repo_name", "repository_name"]
            }
            (Preset::Alpaca | Preset::Default, Slot::Language) => &["language", "lang", "programming_language"],
            (Preset::Alpaca | Preset::Default, Slot::License) => {
                &["license", "licence", "licenses", "max_stars_repo_licenses"]
            }
            (Preset::Alpaca | Preset::Default, Slot::Version) => &["version"],
            (Preset::Alpaca | Preset::Default, Slot::Stars) => &["stars", "star_count", "max_stars_count"],
        }
    }
}

/// A mapping made ready for use: field name → the columns it may fill, with how preferred it is for each (0 is best).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mapping {
    fields: BTreeMap<String, Vec<(Slot, u8)>>,
    content: Vec<String>,
}

impl Mapping {
    pub(crate) fn new(fields: &Fields) -> Mapping {
        let mut mapping = Mapping { fields: BTreeMap::new(), content: Vec::new() };
        for slot in Slot::ALL {
            let names = fields.candidates(slot);
            if slot == Slot::Content {
                mapping.content.clone_from(&names);
            }
            for (rank, name) in names.into_iter().enumerate() {
                let rank = u8::try_from(rank).unwrap_or(u8::MAX);
                mapping.fields.entry(name).or_default().push((slot, rank));
            }
        }
        mapping
    }

    /// The columns that a field may fill.
    pub(crate) fn slots(&self, field: &str) -> Option<&[(Slot, u8)]> {
        self.fields.get(field).map(Vec::as_slice)
    }

    /// The fields that may hold the content, best first.
    pub(crate) fn content(&self) -> &[String] {
        &self.content
    }

    /// How the mapping differs from others, for keys.
    pub(crate) fn fingerprint(&self) -> String {
        format!("{:?}", self.fields)
    }
}

impl Fields {
    fn candidates(&self, slot: Slot) -> Vec<String> {
        let ready = |preset: Preset| preset.candidates(slot).iter().map(|name| name.to_string()).collect();
        let table = match self {
            Fields::Preset(preset) => return ready(*preset),
            Fields::Table(table) => table,
        };
        let own = match slot {
            Slot::Content => &table.content,
            Slot::Path => &table.path,
            Slot::Repo => &table.repo,
            Slot::Language => &table.language,
            Slot::License => &table.license,
            Slot::Version => &table.version,
            Slot::Stars => &table.stars,
            Slot::Instruction => &table.instruction,
            Slot::Input => &table.input,
            Slot::Output => &table.output,
            Slot::Task => &table.task,
        };
        own.as_ref().map_or_else(|| ready(Preset::Default), Candidates::names)
    }
}
