//! Tokens that stand for no text.

use crate::error::{Result, TokensError};

/// Ends every document and every answer.
pub const END_OF_TEXT: &str = "<|endoftext|>";

/// Fills rows that are not full.
pub const PAD: &str = "<|pad|>";

/// What a Unigram model needs and, with its byte pieces, never gives.
pub const UNKNOWN: &str = "<|unk|>";

/// The prefix that says which language follows: `<|python|>`.
#[must_use]
pub fn language_token(language: &str) -> String {
    format!("<|{language}|>")
}

/// A language's name may have letters, digits and `+#-_.`, in lower case, and not be another special token's name.
pub(crate) fn check_language(language: &str) -> Result<()> {
    let letters =
        language.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+#-_.".contains(&byte));
    let token = language_token(language);
    let taken = [END_OF_TEXT, PAD, UNKNOWN].contains(&token.as_str());
    if language.is_empty() || !letters || taken {
        return Err(TokensError::Option {
            option: "language",
            found: format!("`{language}`"),
            expected:
                "lower-case letters, digits and `+#-_.`, such as `python` or `c++`; not `endoftext`, `pad`, `unk`"
                    .to_owned(),
        });
    }
    Ok(())
}

/// The special tokens of a new tokenizer in the order of their ids: end of text, padding, `more`, languages.
pub(crate) fn all(languages: &[&str], more: &[String]) -> Result<Vec<String>> {
    let mut tokens = vec![END_OF_TEXT.to_owned(), PAD.to_owned()];
    for token in more.iter().cloned().chain(languages.iter().map(|language| language_token(language))) {
        let inside = token.strip_prefix("<|").and_then(|rest| rest.strip_suffix("|>")).unwrap_or_default();
        let named = inside.starts_with(|first: char| first.is_ascii_alphanumeric());
        if !named || !inside.chars().all(|letter| letter.is_ascii_graphic() && letter != '|') {
            return Err(TokensError::Option {
                option: "special token",
                found: format!("`{token}`"),
                expected: "the form `<|name|>`, with a letter or digit first".to_owned(),
            });
        }
        if token == UNKNOWN || tokens.contains(&token) {
            return Err(TokensError::Option {
                option: "special token",
                found: format!("`{token}`"),
                expected: "each only once; those for end of text, padding and the languages are there already"
                    .to_owned(),
            });
        }
        tokens.push(token);
    }
    Ok(tokens)
}
