//! Where text is cut before a model sees it: no token ever crosses a cut.
//!
//! The pattern is made for code, and has no look-around: the cuts before a place never depend on what comes after the
//! next cut, an automaton finds them in linear time, and every regular-expression engine that loads the file agrees.
//!
//! | what | example | why |
//! |---|---|---|
//! | line breaks | `⏎⏎` | apart from the indentation after them: a prompt that ends with a line break keeps its tokens |
//! | a run of blanks | `␣␣␣␣␣␣␣␣`, `→→` | an indentation is one token, not one for each level |
//! | a word with one sign before it | `␣return`, `.append`, `_name` | |
//! | digits | `1`, or `123` | see [`Digits`] |
//! | a run of signs | `␣+=`, `):` | |
//! | other white space | | |

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokenizers::SplitDelimiterBehavior;
use tokenizers::pre_tokenizers::split::{Split, SplitPattern};

use crate::error::{Result, TokensError};

/// How numbers are cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Digits {
    /// Each digit is a token of its own: numbers never depend on which runs the corpus had.
    #[default]
    Single,
    /// Up to three digits together, from the left.
    Triples,
    /// A number may be one token.
    Whole,
}

/// The pattern, each match of which is one word.
#[must_use]
pub fn pattern(digits: Digits) -> String {
    let digits = match digits {
        Digits::Single => r"\p{N}",
        Digits::Triples => r"\p{N}{1,3}",
        Digits::Whole => r"\p{N}+",
    };
    format!(
        r"[\r\n]+|[ \t]{{2,}}|\t|[^\r\n\p{{L}}\p{{N}}]?[\p{{L}}\p{{M}}]+|{digits}| ?[^\s\p{{L}}\p{{N}}]+|[^\S\r\n]+"
    )
}

/// The cut as `tokenizer.json` has it.
pub(crate) fn file_form(digits: Digits) -> Value {
    json!({ "type": "Split", "pattern": { "Regex": pattern(digits) }, "behavior": "Isolated", "invert": false })
}

/// The step from text to GPT-2's letters for bytes, without that one's own cuts, as `tokenizer.json` has it.
pub(crate) fn byte_level_form() -> Value {
    json!({ "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false })
}

/// Cuts text into words, exactly as the tokenizer will.
pub(crate) struct Splitter(Split);

impl Splitter {
    pub(crate) fn new(digits: Digits) -> Result<Self> {
        let pattern = SplitPattern::Regex(pattern(digits));
        let split = Split::new(pattern, SplitDelimiterBehavior::Isolated, false);
        Ok(Self(split.map_err(TokensError::library("compiling the pattern that splits words"))?))
    }

    /// The splitter of a `tokenizer.json` made here; none of another, whose words cannot be encoded one by one for all
    /// that is known.
    pub(crate) fn of(json: &[u8]) -> Result<Option<Self>> {
        let file: Value = serde_json::from_slice(json).unwrap_or_default();
        let added =
            file["added_tokens"].as_array().is_some_and(|tokens| tokens.iter().all(|one| one["special"] == true));
        let alone = added && file["normalizer"].is_null() && file["post_processor"].is_null();
        let ours = [Digits::Single, Digits::Triples, Digits::Whole].into_iter().find(|&digits| {
            let (split, bytes) = (file_form(digits), byte_level_form());
            let both = json!({ "type": "Sequence", "pretokenizers": [split.clone(), bytes] });
            [split, both].contains(&file["pre_tokenizer"])
        });
        ours.filter(|_| alone).map(Self::new).transpose()
    }

    /// The words of `text`, which together are `text`.
    pub(crate) fn words<'t>(&self, text: &'t str, mut each: impl FnMut(&'t str)) {
        let mut end = 0;
        for (from, to) in self.0.regex.find_iter(text) {
            if from > end {
                each(&text[end..from]);
            }
            each(&text[from..to]);
            end = to;
        }
        if end < text.len() {
            each(&text[end..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, digits: Digits) -> Vec<&str> {
        let mut words = Vec::new();
        Splitter::new(digits).expect("the pattern").words(text, |word| words.push(word));
        words
    }

    #[test]
    fn indentation_is_one_word_and_line_breaks_another() {
        let text = "def f(x):\r\n        return x.pop() + 12\n\t\tgo\n";
        let want = [
            "def", " f", "(x", "):", "\r\n", "        ", "return", " x", ".pop", "()", " +", " ", "1", "2", "\n",
            "\t\t", "go", "\n",
        ];
        assert_eq!(words(text, Digits::Single), want);
    }

    #[test]
    fn digits() {
        assert_eq!(words("12345", Digits::Triples), ["123", "45"]);
        assert_eq!(words("12345", Digits::Whole), ["12345"]);
    }

    #[test]
    fn no_word_looks_like_a_byte_or_a_special_token() {
        assert_eq!(words("<|pad|>", Digits::Whole), ["<|", "pad", "|>"]);
        assert_eq!(words("<0x41>", Digits::Whole), ["<", "0", "x", "41", ">"]);
        assert_eq!(words("<0xAA>", Digits::Whole), ["<", "0", "xAA", ">"]);
    }
}
