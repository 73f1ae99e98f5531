//! The body of the card: what a reader must know, as Markdown.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::{CardFacts, SplitFacts, StageFacts, is_unknown};

impl CardFacts {
    pub(super) fn body(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "# {}\n", escape(&self.name))?;
        writeln!(
            out,
            "{} of source code, {}, in {}.\n",
            plural(self.rows, "document"),
            size(self.bytes),
            plural(self.known_languages().count() as u64, "language")
        )?;
        self.how_to_load(out)?;

        writeln!(out, "## Splits\n\n| split | documents | files | size of the files |\n|---|---:|---:|---:|")?;
        for split in &self.splits {
            let SplitFacts { name, files, .. } = split;
            let (rows, bytes) = (count(split.rows()), size(split.file_bytes()));
            writeln!(out, "| {} | {rows} | {} | {bytes} |", escape(name), files.len())?;
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
            let StageFacts { name, rows_in, dropped, edited, .. } = stage;
            let numbers = [rows_in, dropped, edited].map(|number| count(*number)).join(" | ");
            writeln!(out, "| {} | {numbers} | {} |", escape(name), escape(&reasons(stage)))?;
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

    fn how_to_load(&self, out: &mut String) -> fmt::Result {
        let Some(split) = self.loadable().next() else { return Ok(()) };
        let name = &split.name;
        writeln!(out, "```python\nfrom datasets import load_dataset\n")?;
        writeln!(out, "dataset = load_dataset(\"path/to/this/folder\", split=\"{name}\")\n```\n")?;
        writeln!(
            out,
            "Each split is the files `data/<split>-*.parquet`, for polars, DuckDB and whatever else reads Parquet: \
             `SELECT * FROM 'data/{name}-*.parquet'`. The SHA-256 of each file and the type of each column are in \
             `croissant.json`.\n"
        )
    }
}

/// `generated: 12; long lines: 3`, the most frequent first.
pub(super) fn reasons(stage: &StageFacts) -> String {
    let mut reasons: Vec<_> = stage.reasons.iter().collect();
    reasons.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let reasons: Vec<String> = reasons.iter().map(|(reason, rows)| format!("{reason}: {}", count(**rows))).collect();
    reasons.join("; ")
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
    if is_unknown(name) { "unknown".to_string() } else { escape(name) }
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
pub(super) fn count(number: u64) -> String {
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

/// `1 file`, `2 files`.
pub(super) fn plural(number: u64, what: &str) -> String {
    format!("{} {what}{}", count(number), if number == 1 { "" } else { "s" })
}

/// `391000000` → `391.0 MB`, in powers of ten.
pub(super) fn size(bytes: u64) -> String {
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
    use super::super::tests::facts;
    use super::*;

    #[test]
    fn the_body_says_what_was_dropped_and_how_to_make_it_again() {
        let card = facts().render();
        for line in [
            "27,904 documents of source code, 391.0 MB, in 2 languages.",
            "| train | 27,000 | 2 | 90 bytes |",
            "| validation | 0 | 0 | 0 bytes |",
            "| rust | 26,999 | 391.0 MB |",
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

    #[test]
    fn text_cannot_break_the_page() {
        assert_eq!(escape("a|b\n<c>"), "a\\|b &lt;c>");
        assert_eq!(fence("x ```` y"), "`````");
    }
}
