//! Texts with what people thought of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use trommel_lang::Language;

use crate::ScoreError;

/// The lowest rating and the highest.
pub(super) const RANGE: (f64, f64) = (1.0, 5.0);

/// A rated text.
#[derive(Debug, Clone, PartialEq)]
pub struct Rated {
    /// The text.
    pub snippet: String,
    /// Its language.
    pub language: Language,
    /// One of each rater, 1 (unreadable) to 5 (readable); at least one.
    pub ratings: Vec<f64>,
}

#[derive(Deserialize)]
struct Row {
    snippet: String,
    language: String,
    ratings: Vec<f64>,
}

impl Rated {
    /// The mean of its ratings.
    #[must_use]
    pub fn mean(&self) -> f64 {
        super::statistics::mean(self.ratings.iter().copied())
    }
}

/// Reads JSONL of `{"snippet", "language", "ratings": […]}`; other fields are not looked at, blank lines are skipped. `file` is for messages.
///
/// # Errors
/// [`ScoreError::Ratings`] with the line of the first row that is none: not JSON, an unknown language, no text, no rating or one outside
/// of 1 to 5, or a text that an earlier line has too, which would be trained on and tested on at once.
pub fn read_ratings(file: &str, text: &str) -> Result<Vec<Rated>, ScoreError> {
    let mut rows: Vec<Rated> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (line, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let line = line + 1;
        let wrong = |problem: String| ScoreError::Ratings { file: file.to_owned(), line, problem };
        let row: Row = serde_json::from_str(text).map_err(|error| {
            wrong(format!("{error}; expected {{\"snippet\": …, \"language\": …, \"ratings\": [1 to 5, …]}}"))
        })?;
        let language = row.language.parse().map_err(|error: trommel_lang::UnknownLanguage| wrong(error.to_string()))?;
        if row.snippet.trim().is_empty() {
            return Err(wrong("`snippet` has no text; leave the row out".to_owned()));
        }
        if row.ratings.is_empty() {
            return Err(wrong("`ratings` is empty, expected at least one of 1 to 5".to_owned()));
        }
        if let Some(rating) = row.ratings.iter().find(|rating| !(RANGE.0..=RANGE.1).contains(*rating)) {
            return Err(wrong(format!("a rating is {rating}, expected 1 to 5; scale other ranges to that")));
        }
        if let Some(first) = seen.insert(row.snippet.clone(), line) {
            return Err(wrong(format!("the snippet is that of line {first}; join their ratings in one row")));
        }
        rows.push(Rated { snippet: row.snippet, language, ratings: row.ratings });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        let message = read_ratings("r.jsonl", text).unwrap_err().to_string();
        assert!(message.starts_with(want), "{message}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let row = |language: &str, snippet: &str, ratings: &str| {
            format!("{{\"snippet\": \"{snippet}\", \"language\": \"{language}\", \"ratings\": {ratings}}}\n")
        };
        let good = row("java", "a;", "[1, 5, 2.5]");
        assert_eq!(read_ratings("r.jsonl", &format!("{good}\n")).unwrap()[0].mean(), 8.5 / 3.0);
        check(&format!("{good}\n{{}}"), "r.jsonl:3: missing field `snippet`");
        check(&row("klingon", "a;", "[1]"), "r.jsonl:1: unknown language \"klingon\"");
        check(&row("java", " ", "[1]"), "r.jsonl:1: `snippet` has no text");
        check(&row("java", "a;", "[]"), "r.jsonl:1: `ratings` is empty");
        check(&row("java", "a;", "[3, 6]"), "r.jsonl:1: a rating is 6, expected 1 to 5");
        check(&format!("{good}{good}"), "r.jsonl:2: the snippet is that of line 1");
    }
}
