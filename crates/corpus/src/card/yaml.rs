//! The front matter, as the Hub documents it (`hub-docs/datasetcard.md`).

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::{CardFacts, features};

impl CardFacts {
    pub(super) fn front_matter(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "---")?;
        list(out, "license", &licenses(self.licenses.keys()))?;
        list(out, "language", &["code".to_string()].into())?;
        writeln!(out, "pretty_name: {}", scalar(&self.name))?;
        let languages = self.languages.keys().filter(|name| !name.is_empty()).cloned();
        let tags: BTreeSet<String> = languages.chain(["code".to_string()]).collect();
        list(out, "tags", &tags)?;
        writeln!(out, "size_categories:\n- {}", size_category(self.rows))?;
        writeln!(out, "task_categories:\n- text-generation")?;
        writeln!(out, "configs:\n- config_name: default\n  data_files:")?;
        for split in &self.splits {
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
        writeln!(out, "  splits:")?;
        for split in &self.splits {
            writeln!(out, "  - name: {}", split.name)?;
            writeln!(out, "    num_bytes: {}\n    num_examples: {}", split.bytes, split.rows)?;
        }
        let files: u64 = self.splits.iter().map(|split| split.file_bytes).sum();
        let rows: u64 = self.splits.iter().map(|split| split.bytes).sum();
        writeln!(out, "  download_size: {files}\n  dataset_size: {rows}\n---\n")
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

/// The Hub's names of the licences in some SPDX expressions; `other` for those it has no name for.
fn licenses<'a>(expressions: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for expression in expressions {
        if expression.is_empty() {
            names.insert("unknown".to_string());
        }
        let mut after_with = false;
        for word in expression.split([' ', '(', ')']).filter(|word| !word.is_empty()) {
            match word {
                "OR" | "AND" => {}
                "WITH" => after_with = true,
                _ if std::mem::take(&mut after_with) => {}
                id => {
                    names.insert(hub_license(id));
                }
            }
        }
    }
    names
}

fn hub_license(id: &str) -> String {
    let id = id.to_ascii_lowercase();
    let base = id.trim_end_matches("-only").trim_end_matches("-or-later");
    if HUB.contains(&base) { base.to_string() } else { "other".to_string() }
}

/// Licence identifiers that the Hub knows and code is found under (`hub-docs/repositories-licenses.md`).
const HUB: &[&str] = &[
    "afl-3.0",
    "agpl-3.0",
    "apache-2.0",
    "artistic-2.0",
    "bsd-2-clause",
    "bsd-3-clause",
    "bsd-3-clause-clear",
    "bsl-1.0",
    "cc-by-4.0",
    "cc-by-sa-4.0",
    "cc0-1.0",
    "cdla-permissive-2.0",
    "ecl-2.0",
    "epl-1.0",
    "epl-2.0",
    "eupl-1.1",
    "eupl-1.2",
    "gpl-2.0",
    "gpl-3.0",
    "isc",
    "lgpl-2.1",
    "lgpl-3.0",
    "mit",
    "mpl-2.0",
    "ms-pl",
    "ncsa",
    "ofl-1.1",
    "osl-3.0",
    "postgresql",
    "unlicense",
    "wtfpl",
    "zlib",
];

fn size_category(rows: u64) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        10_000_000..100_000_000 => "10M<n<100M",
        100_000_000..1_000_000_000 => "100M<n<1B",
        _ => "1B<n<10B",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_become_the_hubs_names() {
        let check = |expressions: &[&str], want: &[&str]| {
            let own: Vec<String> = expressions.iter().map(|text| text.to_string()).collect();
            let want: BTreeSet<String> = want.iter().map(|text| text.to_string()).collect();
            assert_eq!(licenses(own.iter()), want, "{expressions:?}");
        };
        check(&["(MIT OR Apache-2.0) AND Unicode-3.0"], &["apache-2.0", "mit", "other"]);
        check(&["Apache-2.0 WITH LLVM-exception"], &["apache-2.0"]);
        check(&["GPL-3.0-or-later", "GPL-2.0-only", ""], &["gpl-2.0", "gpl-3.0", "unknown"]);
    }

    #[test]
    fn strings_that_yaml_would_take_for_something_else_are_quoted() {
        for (text, want) in [("mit", "mit"), ("no", "\"no\""), ("a: b", "\"a: b\""), ("1.0", "\"1.0\""), ("", "\"\"")] {
            assert_eq!(scalar(text), want);
        }
    }
}
