//! What a published dataset says about itself: `README.md`, the card of the Hugging Face Hub, and `croissant.json`.
//!
//! Both are functions of [`CardFacts`].

mod body;
mod croissant;
mod features;
mod licenses;
mod yaml;

use std::collections::BTreeMap;

pub use features::{Feature, features_of, huggingface_metadata};

/// What a card says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CardFacts {
    /// Name of the dataset.
    pub name: String,
    /// Number of the run; only `croissant.json` says it, as the version `<run>.0.0`.
    pub run: u64,
    /// Day on which it was published, `2026-11-21`, empty when that is not known; only `croissant.json` says it.
    pub date: String,
    /// Documents published, over all splits.
    pub rows: u64,
    /// Bytes of their text.
    pub bytes: u64,
    /// Language → documents and bytes; the empty name, or `unknown`, is "unknown".
    pub languages: BTreeMap<String, Amount>,
    /// SPDX expression → documents; the empty name, or `unknown`, is "unknown".
    pub licenses: BTreeMap<String, u64>,
    /// Source → documents.
    pub sources: BTreeMap<String, u64>,
    /// What each stage did, in order.
    pub stages: Vec<StageFacts>,
    /// Root hash over every column of every published row, in hexadecimal.
    pub root: String,
    /// The recipe, as TOML.
    pub recipe: String,
    /// The splits, in order. One without files is not told to loaders, which would stop at it.
    pub splits: Vec<SplitFacts>,
    /// The published columns, in order.
    pub features: Vec<Feature>,
}

/// How much of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Documents.
    pub rows: u64,
    /// Bytes of their text.
    pub bytes: u64,
}

/// What one stage did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageFacts {
    /// Name of the stage.
    pub name: String,
    /// Documents that came to it.
    pub rows_in: u64,
    /// Documents it dropped.
    pub dropped: u64,
    /// Documents it changed.
    pub edited: u64,
    /// Reason → documents dropped or changed for it.
    pub reasons: BTreeMap<String, u64>,
}

/// One split of the dataset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SplitFacts {
    /// `train`, `validation` or `test`.
    pub name: String,
    /// Its Parquet files, in order.
    pub files: Vec<FileFacts>,
    /// Bytes of the rows in memory (`num_bytes`).
    pub bytes: u64,
}

/// One published Parquet file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Its path beside the card: `data/<split>-00000-of-000NN.parquet`.
    pub path: String,
    /// Documents.
    pub rows: u64,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl SplitFacts {
    /// Documents.
    pub fn rows(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// Bytes of the files (their sum is `download_size`).
    pub fn file_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
}

impl CardFacts {
    /// The whole `README.md`.
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.front_matter(&mut text).and_then(|()| self.body(&mut text));
        text
    }

    /// The names of the languages that are known.
    fn known_languages(&self) -> impl Iterator<Item = &String> {
        self.languages.keys().filter(|name| !is_unknown(name))
    }

    /// The splits that there is something of.
    fn loadable(&self) -> impl Iterator<Item = &SplitFacts> {
        self.splits.iter().filter(|split| !split.files.is_empty())
    }
}

fn is_unknown(name: &str) -> bool {
    name.is_empty() || name == "unknown"
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use arrow::datatypes::{DataType, Field};
    use std::sync::Arc;

    pub(crate) fn facts() -> CardFacts {
        let text = Arc::new(Field::new_list_field(DataType::Utf8, true));
        let amount = |rows, bytes| Amount { rows, bytes };
        let file = |split: &str, index: usize, rows: u64, size: u64| FileFacts {
            path: format!("data/{split}-{index:05}-of-00002.parquet"),
            rows,
            size,
            sha256: format!("{index}{split}"),
        };
        CardFacts {
            name: "quick: start".into(),
            run: 3,
            date: "2026-11-21".into(),
            rows: 27_904,
            bytes: 391_000_000,
            languages: [
                ("python", amount(904, 1_000)),
                ("rust", amount(26_999, 390_998_000)),
                ("unknown", amount(1, 1)),
            ]
            .map(|(name, amount)| (name.to_string(), amount))
            .into(),
            licenses: [("MIT OR Apache-2.0", 20_000), ("unknown", 7_904)]
                .map(|(name, rows)| (name.to_string(), rows))
                .into(),
            sources: [("cargo".to_string(), 27_904)].into(),
            stages: vec![StageFacts {
                name: "near-dup".into(),
                rows_in: 41_924,
                dropped: 14_020,
                edited: 0,
                reasons: [("J | 0.70".to_string(), 14_020)].into(),
            }],
            root: "8f1c".into(),
            recipe: "[[source]]\ncargo-registry = {}\n".into(),
            splits: vec![
                SplitFacts {
                    name: "train".into(),
                    files: vec![file("train", 0, 20_000, 60), file("train", 1, 7_000, 30)],
                    bytes: 380,
                },
                SplitFacts { name: "validation".into(), ..SplitFacts::default() },
                SplitFacts { name: "test".into(), files: vec![file("test", 0, 904, 10)], bytes: 11 },
            ],
            features: vec![
                Feature { name: "content".into(), data_type: DataType::Utf8 },
                Feature { name: "stars".into(), data_type: DataType::Int64 },
                Feature { name: "tags".into(), data_type: DataType::List(text) },
            ],
        }
    }
}
