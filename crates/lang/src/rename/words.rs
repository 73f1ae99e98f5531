//! The words of a text, whatever the language.

/// The words of a text: letters, digits and underscores, not beginning with a digit; other than ASCII counts as letters.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii();
    text.split(move |c| !is_part(c)).filter(|word| !word.is_empty() && !word.as_bytes()[0].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_names() {
        let found: Vec<&str> = words("a_1 += $bé.c2(3d, \"_x\") // 4").collect();
        assert_eq!(found, ["a_1", "bé", "c2", "_x"]);
    }
}
