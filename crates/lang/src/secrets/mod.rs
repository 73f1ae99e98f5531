//! Keys, tokens, passwords and personal data in a text, and a version of the text without them.
//!
//! One pass of an automaton over the text looks for **anchors**: what a provider's tokens begin with, names such as `password`,
//! `@`, `://`, a colon. Only what stands at an anchor is compared with a shape, so clean text costs little. Shapes are those that
//! providers publish; what looks like a placeholder (`changeme`, `AKIA…EXAMPLE`, `${TOKEN}`, `<key>`) is none.
//!
//! | file | finds |
//! |---|---|
//! | `shapes` | tokens that their prefix gives away, as a table |
//! | `assignment` | `password = "…"`: a telling name and a literal that looks random |
//! | `pem` | blocks of private keys |
//! | `url` | passwords in URLs |
//! | `email`, `ip` | personal data |
//!
//! What it does not do: it does not ask a provider whether a token works, decodes nothing (a secret in base64 stays unseen), and knows
//! no passwords that are words: a name in front of it and three classes of characters, or often changing ones, are asked for.

mod assignment;
mod email;
mod gate;
mod ip;
mod kind;
mod mask;
mod pem;
mod scan;
mod shapes;
mod url;

pub use kind::SecretKind;
pub use mask::mask;

use crate::Language;

/// One secret or personal datum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Secret {
    /// What it is.
    pub kind: SecretKind,
    /// Where it starts, in bytes. The quotes around it, and the user and host around a URL's password, are not in it.
    pub start: u32,
    /// Where it ends, in bytes; both are borders of characters.
    pub end: u32,
}

/// The secrets in `text`, in order, none overlapping another: of two that do, the kind that says more stays.
///
/// The language decides one thing: text in none (settings, shell, YAML) may have values without quotes (`PASSWORD=…`).
/// Nothing is found beyond 4 GiB. Takes time proportional to the text.
pub fn secrets(language: Option<Language>, text: &str) -> Vec<Secret> {
    let mut found = scan::scan(language, text);
    found.sort_unstable_by_key(|secret| (secret.start, secret.kind, secret.end));
    let mut kept: Vec<Secret> = Vec::with_capacity(found.len());
    for secret in found {
        match kept.last_mut() {
            Some(last) if last.end > secret.start => {
                // The order of kinds is that of how much they say.
                if secret.kind < last.kind {
                    *last = secret;
                }
            }
            _ => kept.push(secret),
        }
    }
    kept
}

#[cfg(test)]
mod tests;
