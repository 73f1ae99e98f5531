//! The front matter, as the Hub documents it (`hub-docs/datasetcard.md`).

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::licenses::{hub_id, page, spdx_ids};
use super::{CardFacts, features, is_unknown};

impl CardFacts {
    pub(super) fn front_matter(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "---")?;
        self.license(out)?;
        list(out, "language", &["code".to_string()].into())?;
        writeln!(out, "pretty_name: {}", scalar(&self.name))?;
        // `language` is for those that people speak; programming languages are tags.
        let tags: BTreeSet<String> = self.known_languages().cloned().chain(["code".to_string()]).collect();
        list(out, "tags", &tags)?;
        writeln!(out, "size_categories:\n- {}", size_category(self.rows))?;
        writeln!(out, "task_categories:\n- text-generation")?;
        if self.loadable().next().is_some() {
            writeln!(out, "configs:\n- config_name: default\n  data_files:")?;
        }
        for split in self.loadable() {
            writeln!(out, "  - split: {0}\n    path: data/{0}-*", split.name)?;
        }
        writeln!(out, "dataset_info:\n  features:")?;
        for feature in &self.features {
            writeln!(out, "  - name: {}", scalar(&feature.name))?;
            match features::item(&feature.data_type) {
                Some(item) => writeln!(out, "    sequence: {}", features::dtype(item))?,
                None => writeln!(out, "    dtype: {}", features::dtype(&feature.data_type))?,
            }
        }
        writeln!(out, "  splits:{}", if self.loadable().next().is_some() { "" } else { " []" })?;
        for split in self.loadable() {
            writeln!(out, "  - name: {}", split.name)?;
            writeln!(out, "    num_bytes: {}\n    num_examples: {}", split.bytes, split.rows())?;
        }
        let files: u64 = self.splits.iter().map(|split| split.file_bytes()).sum();
        let rows: u64 = self.splits.iter().map(|split| split.bytes).sum();
        writeln!(out, "  download_size: {files}\n  dataset_size: {rows}\n---\n")
    }

    /// The Hub's identifiers; a licence that it has none for is `other`, and then wants a name.
    fn license(&self, out: &mut String) -> fmt::Result {
        let ids = spdx_ids(self.licenses.keys());
        let others: Vec<&str> = ids.iter().copied().filter(|id| hub_id(id).is_none()).collect();
        let known = ids.iter().filter_map(|id| hub_id(id));
        let unknown = self.licenses.keys().any(|name| is_unknown(name)).then_some("unknown");
        let other = (!others.is_empty()).then_some("other");
        list(out, "license", &known.chain(unknown).chain(other).map(str::to_string).collect())?;
        match others.as_slice() {
            [] => Ok(()),
            [only] => {
                writeln!(out, "license_name: {}", scalar(&only.to_ascii_lowercase()))?;
                page(only).map_or(Ok(()), |page| writeln!(out, "license_link: {}", scalar(&page)))
            }
            _ => writeln!(out, "license_name: several-see-licences"),
        }
    }
}

fn list(out: &mut String, key: &str, values: &BTreeSet<String>) -> fmt::Result {
    writeln!(out, "{key}:")?;
    for value in values {
        writeln!(out, "- {}", scalar(value))?;
    }
    Ok(())
}

/// A string as YAML: bare where it cannot be taken for anything else.
fn scalar(text: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
    let bare = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(word)
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_ascii_lowercase().as_str());
    // JSON strings are YAML strings.
    if bare { text.to_string() } else { serde_json::Value::from(text).to_string() }
}

fn size_category(rows: u64) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        10_000_000..100_000_000 => "10M<n<100M",
        100_000_000..1_000_000_000 => "100M<n<1B",
        1_000_000_000..10_000_000_000 => "1B<n<10B",
        10_000_000_000..100_000_000_000 => "10B<n<100B",
        100_000_000_000..1_000_000_000_000 => "100B<n<1T",
        _ => "n>1T",
    }
}

#[cfg(test)]
mod tests {
    use super::super::SplitFacts;
    use super::super::tests::facts;
    use super::*;

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
    fn a_dataset_of_nothing_has_a_sound_card() {
        let card = CardFacts { splits: vec![SplitFacts::default()], ..facts() }.render();
        assert!(card.contains("\n  splits: []\n") && !card.contains("configs:"), "{card}");
    }

    #[test]
    fn licences_that_the_hub_has_no_word_for_are_named() {
        let check = |expressions: &[&str], want: &str| {
            let licenses = expressions.iter().map(|text| (text.to_string(), 1)).collect();
            let mut out = String::new();
            CardFacts { licenses, ..CardFacts::default() }.license(&mut out).expect("a string takes it");
            assert_eq!(out, want, "{expressions:?}");
        };
        check(&["MIT OR Apache-2.0"], "license:\n- apache-2.0\n- mit\n");
        check(
            &["MIT AND Unicode-3.0", "unknown"],
            "license:\n- mit\n- other\n- unknown\nlicense_name: unicode-3.0\nlicense_link: \"https://spdx.org/licenses/Unicode-3.0.html\"\n",
        );
        check(&["LicenseRef-own"], "license:\n- other\nlicense_name: licenseref-own\n");
        check(&["0BSD", "Unicode-3.0"], "license:\n- other\nlicense_name: several-see-licences\n");
    }

    #[test]
    fn strings_that_yaml_would_take_for_something_else_are_quoted() {
        for (text, want) in [("mit", "mit"), ("no", "\"no\""), ("a: b", "\"a: b\""), ("1.0", "\"1.0\""), ("", "\"\"")] {
            assert_eq!(scalar(text), want);
        }
    }
}
