//! Words for people whose recipe is wrong.

/// Serde's message in words that a recipe's author knows.
pub(crate) fn plain_types(message: &str) -> String {
    let rust = [
        (" f64", " a number"),
        (" u64", " a whole number"),
        (" u32", " a whole number"),
        (" usize", " a whole number"),
    ];
    rust.iter().fold(message.to_owned(), |message, (rust, plain)| message.replace(rust, plain))
}

/// "did you mean", for a name that is near one of `known`.
pub(crate) fn hint(name: &str, known: &[&str]) -> Option<String> {
    let nearest = known.iter().map(|known| (strsim::damerau_levenshtein(name, known), known)).min()?;
    (nearest.0 <= 1 + name.len() / 3).then(|| format!("did you mean `{}`?", nearest.1))
}

/// Reads the names out of serde's "unknown field `x`, expected one of `a`, `b`".
pub(crate) fn unknown_field_hint(message: &str) -> Option<String> {
    if !message.starts_with("unknown") {
        return None;
    }
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (name, known) = names.split_first()?;
    hint(name, known)
}
