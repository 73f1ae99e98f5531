//! The card of a published dataset: a Hugging Face `README.md`, YAML front matter and then what a reader must know.
//!
//! It is a function of its facts: no date, no machine.

mod features;
mod yaml;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

pub use features::{Feature, features_of, huggingface_metadata};

/// What a card says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CardFacts {
    /// Name of the dataset.
    pub name: String,
    /// Documents published, over all splits.
    pub rows: u64,
    /// Bytes of their text.
    pub bytes: u64,
    /// Language → documents and bytes; the empty name is "unknown".
    pub languages: BTreeMap<String, Amount>,
    /// SPDX expression → documents; the empty name is "unknown".
    pub licenses: BTreeMap<String, u64>,
    /// Source → documents.
    pub sources: BTreeMap<String, u64>,
    /// What each stage did, in order.
    pub stages: Vec<StageFacts>,
    /// Root hash over every column of every published row, in hexadecimal.
    pub root: String,
    /// The recipe, as TOML.
    pub recipe: String,
    /// The splits, in order.
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
    /// Number of Parquet files, `data/<name>-00000-of-000NN.parquet`.
    pub files: u64,
    /// Documents.
    pub rows: u64,
    /// Bytes of the rows in memory (`num_bytes`).
    pub bytes: u64,
    /// Bytes of the files (their sum is `download_size`).
    pub file_bytes: u64,
}

impl CardFacts {
    /// The whole `README.md`.
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.front_matter(&mut text).and_then(|()| self.body(&mut text));
        text
    }

    fn body(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "# {}\n", escape(&self.name))?;
        writeln!(
            out,
            "{} documents of source code, {}, in {} languages.\n",
            count(self.rows),
            size(self.bytes),
            self.languages.keys().filter(|name| !name.is_empty()).count()
        )?;
        writeln!(
            out,
            "```python\nfrom datasets import load_dataset\n\ndataset = load_dataset(\"path/to/this/folder\")\n```\n"
        )?;

        writeln!(out, "## Splits\n\n| split | documents | files | size of the files |\n|---|---:|---:|---:|")?;
        for split in &self.splits {
            let SplitFacts { name, files, rows, file_bytes, .. } = split;
            writeln!(out, "| {} | {} | {files} | {} |", escape(name), count(*rows), size(*file_bytes))?;
        }

        writeln!(out, "\n## Languages\n\n| language | documents | text |\n|---|---:|---:|")?;
        let mut languages: Vec<_> = self.languages.iter().collect();
        languages.sort_by(|a, b| b.1.rows.cmp(&a.1.rows).then(a.0.cmp(b.0)));
        for (name, amount) in languages {
            writeln!(out, "| {} | {} | {} |", named(name), count(amount.rows), size(amount.bytes))?;
        }

        table(out, "Licences", "licence (SPDX)", &self.licenses)?;
        writeln!(
            out,
            "\nEach document keeps its own licence, in the column `license`; \"unknown\" means that neither the record, nor \
             a manifest, nor a licence text beside the file named one."
        )?;
        table(out, "Sources", "source", &self.sources)?;

        writeln!(out, "\n## What was dropped and changed, and why\n")?;
        writeln!(out, "| stage | documents in | dropped | changed | reasons |\n|---|---:|---:|---:|---|")?;
        for stage in &self.stages {
            let StageFacts { name, rows_in, dropped, edited, reasons } = stage;
            let mut reasons: Vec<_> = reasons.iter().collect();
            reasons.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            let reasons: Vec<String> =
                reasons.iter().map(|(reason, rows)| format!("{}: {}", escape(reason), count(**rows))).collect();
            writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                escape(name),
                count(*rows_in),
                count(*dropped),
                count(*edited),
                reasons.join("; ")
            )?;
        }

        writeln!(out, "\n## Columns\n\n| column | type |\n|---|---|")?;
        for feature in &self.features {
            writeln!(out, "| `{}` | {} |", feature.name, feature.data_type)?;
        }

        writeln!(
            out,
            "\n## Making it again\n\nThe same inputs and this recipe give the same rows, whose root hash is `{}`.\n",
            self.root
        )?;
        let fence = fence(&self.recipe);
        writeln!(out, "{fence}toml\n{}\n{fence}", self.recipe.trim_end())
    }
}

fn table(out: &mut String, title: &str, column: &str, rows: &BTreeMap<String, u64>) -> fmt::Result {
    writeln!(out, "\n## {title}\n\n| {column} | documents |\n|---|---:|")?;
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    for (name, documents) in rows {
        writeln!(out, "| {} | {} |", named(name), count(*documents))?;
    }
    Ok(())
}

fn named(name: &str) -> String {
    if name.is_empty() { "unknown".to_string() } else { escape(name) }
}

/// Text that stays within its cell and its line.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace(['\n', '\r'], " ")
}

/// A code fence longer than any in the text.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(3.max(longest + 1))
}

/// `27904` → `27,904`.
fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `391000000` → `391.0 MB`, in powers of ten.
fn size(bytes: u64) -> String {
    let units = ["kB", "MB", "GB", "TB", "PB"];
    if bytes < 1000 {
        return format!("{bytes} bytes");
    }
    let mut value = bytes as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{value:.1} {}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::datatypes::{DataType, Field};
    use std::sync::Arc;

    fn facts() -> CardFacts {
        let text = Arc::new(Field::new_list_field(DataType::Utf8, true));
        let amount = |rows, bytes| Amount { rows, bytes };
        CardFacts {
            name: "quick: start".into(),
            rows: 27_904,
            bytes: 391_000_000,
            languages: [("python", amount(904, 1_000)), ("rust", amount(27_000, 390_999_000))]
                .map(|(name, amount)| (name.to_string(), amount))
                .into(),
            licenses: [("MIT OR Apache-2.0", 20_000), ("", 7_904)].map(|(name, rows)| (name.to_string(), rows)).into(),
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
                SplitFacts { name: "train".into(), files: 5, rows: 27_000, bytes: 380, file_bytes: 90 },
                SplitFacts { name: "test".into(), files: 1, rows: 904, bytes: 11, file_bytes: 10 },
            ],
            features: vec![
                Feature { name: "content".into(), data_type: DataType::Utf8 },
                Feature { name: "stars".into(), data_type: DataType::Int64 },
                Feature { name: "tags".into(), data_type: DataType::List(text) },
            ],
        }
    }

    #[test]
    fn the_front_matter_is_what_the_hub_reads() {
        let card = facts().render();
        let front = card.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let (front, _) = front.expect("front matter between two rules");
        assert_eq!(front, FRONT, "{front}");
    }

    const FRONT: &str = r#"license:
- apache-2.0
- mit
- unknown
language:
- code
pretty_name: "quick: start"
tags:
- code
- python
- rust
size_categories:
- 10K<n<100K
task_categories:
- text-generation
configs:
- config_name: default
  data_files:
  - split: train
    path: data/train-*
  - split: test
    path: data/test-*
dataset_info:
  features:
  - name: content
    dtype: string
  - name: stars
    dtype: int64
  - name: tags
    sequence: string
  splits:
  - name: train
    num_bytes: 380
    num_examples: 27000
  - name: test
    num_bytes: 11
    num_examples: 904
  download_size: 100
  dataset_size: 391"#;

    #[test]
    fn the_body_says_what_was_dropped_and_how_to_make_it_again() {
        let card = facts().render();
        for line in [
            "27,904 documents of source code, 391.0 MB, in 2 languages.",
            "| train | 27,000 | 5 | 90 bytes |",
            "| rust | 27,000 | 391.0 MB |",
            "| unknown | 7,904 |",
            "| near-dup | 41,924 | 14,020 | 0 | J \\| 0.70: 14,020 |",
            "| `content` | Utf8 |",
            "The same inputs and this recipe give the same rows, whose root hash is `8f1c`.",
            "```toml\n[[source]]\ncargo-registry = {}\n```",
        ] {
            assert!(card.contains(line), "{line}\n---\n{card}");
        }
        assert_eq!(card, facts().render());
    }

    #[test]
    fn numbers_are_written_for_reading() {
        for (number, want) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(count(number), want);
        }
        for (bytes, want) in [(999, "999 bytes"), (1000, "1.0 kB"), (999_999, "1.0 MB"), (702_000_000, "702.0 MB")] {
            assert_eq!(size(bytes), want);
        }
    }
}
