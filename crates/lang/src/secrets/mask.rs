//! A text with placeholders for its secrets.

use std::collections::HashMap;

use super::{Secret, SecretKind};

/// `text` with a placeholder for each of the secrets, which [`secrets`](super::secrets) found in it.
///
/// A placeholder has the shape of what it stands for, so that the text still parses: `email@example.com`, `192.0.2.1`, and for keys
/// `<GITHUB_TOKEN>` where a quote stands before it on its line, `GITHUB_TOKEN`, a word, elsewhere. A block of a private key, which
/// may go over several lines and literals, becomes one placeholder in the first of them.
///
/// The first secret of a kind gets the plain placeholder, further ones a number (`<GITHUB_TOKEN_2>`, `email2@example.com`); equal ones
/// the same. [`secrets`](super::secrets) finds none of the placeholders. What in `secrets` does not fit `text`, or overlaps what stands
/// before it, is passed over.
pub fn mask(text: &str, secrets: &[Secret]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut numbers: HashMap<(SecretKind, &str), usize> = HashMap::new();
    let mut of_kind: HashMap<SecretKind, usize> = HashMap::new();
    let mut copied = 0;
    for secret in secrets {
        let (start, end) = (secret.start as usize, secret.end as usize);
        let (Some(found), true) = (text.get(start..end), start >= copied) else { continue };
        let number = *numbers.entry((secret.kind, found)).or_insert_with(|| {
            let count = of_kind.entry(secret.kind).or_default();
            *count += 1;
            *count
        });
        masked.push_str(&text[copied..start]);
        masked.push_str(&placeholder(secret.kind, number, || is_after_quote(&text.as_bytes()[..start])));
        copied = end;
    }
    masked.push_str(&text[copied..]);
    masked
}

/// `number` counts from 1.
fn placeholder(kind: SecretKind, number: usize, quoted: impl Fn() -> bool) -> String {
    let suffix = |joint: &str| if number == 1 { String::new() } else { format!("{joint}{number}") };
    match kind {
        SecretKind::Email => format!("email{}@example.com", suffix("")),
        SecretKind::Ipv4 => ipv4(number),
        SecretKind::Ipv6 => format!("2001:db8::{number:x}"),
        _ => {
            let name = kind.name().replace('-', "_").to_ascii_uppercase() + &suffix("_");
            if quoted() { format!("<{name}>") } else { name }
        }
    }
}

/// The three ranges for documentation (RFC 5737) in turn; there are no more than 762 addresses in them, then they repeat.
fn ipv4(number: usize) -> String {
    let index = (number - 1) % 762;
    let network = ["192.0.2", "198.51.100", "203.0.113"][index / 254];
    format!("{network}.{}", index % 254 + 1)
}

/// Bytes before a secret in which a quote is looked for: lines of generated code go on for megabytes.
const LOOK_BACK: usize = 500;

fn is_after_quote(before: &[u8]) -> bool {
    before
        .iter()
        .rev()
        .take(LOOK_BACK)
        .take_while(|byte| **byte != b'\n')
        .any(|byte| matches!(byte, b'"' | b'\'' | b'`'))
}
