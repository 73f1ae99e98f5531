//! A literal that is assigned to a telling name: `api_key = "…"`, `"password": "…"`, `let token: &str = "…"`.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::SecretKind;
use super::gate;
use crate::Language;

/// What names are found by, in lower case; matched in any.
pub(super) const ANCHORS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "accesskey",
    "access_key",
    "access-key",
    "authkey",
    "auth_key",
    "encryption_key",
    "encryptionkey",
    "signing_key",
    "signingkey",
    "privatekey",
    "private_key",
    "accountkey",
    "account_key",
    "credential",
];

/// What may follow the anchor at the end of a name, without what joins words.
const TAILS: &[&str] = &[
    "",
    "s",
    "key",
    "keys",
    "value",
    "string",
    "str",
    "hex",
    "base64",
    "b64",
    "bytes",
    "prod",
    "production",
    "live",
    "dev",
    "staging",
    "accesskey",
    "secretkey",
];

/// Tokens that open nothing: what comes before `token` in names of marks for paging, locking and repeating.
const HARMLESS: &[&str] =
    &["next", "page", "paging", "continuation", "client", "lock", "change", "idempotency", "update", "request", "sync"];

/// The secret in the literal that is assigned to the name with an anchor at `start..after`.
pub(super) fn at(
    language: Option<Language>,
    bytes: &[u8],
    start: usize,
    after: usize,
) -> Option<(SecretKind, (usize, usize))> {
    let tail_end = after + bytes[after..].iter().take(16).take_while(|byte| continues_name(**byte)).count();
    let tail_end = tail_end - usize::from(bytes[..tail_end].ends_with(b"-"));
    if tail_end < after || !is_tail(&bytes[after..tail_end]) {
        return None;
    }
    // A name without a quote soon after it is the usual case.
    let line = &bytes[tail_end..bytes.len().min(tail_end + REACH)];
    let quote = line.iter().take(60).position(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    let literal = quote.and_then(|_| QUOTED.captures(line)).and_then(|groups| {
        let (open, value, close) = (groups.get(1)?, groups.get(2)?, groups.get(3)?);
        (open.as_bytes() == close.as_bytes()).then_some(value)
    });
    let value = match literal {
        Some(value) => value,
        None if language.is_none() => UNQUOTED.captures(line)?.get(1)?,
        None => return None,
    };
    let before = bytes[..start].iter().rev().take(48).take_while(|byte| continues_name(**byte)).count();
    let kind = judge(&bytes[start - before..tail_end], &bytes[start..after], value.as_bytes())?;
    Some((kind, (tail_end + value.start(), tail_end + value.end())))
}

/// Bytes after a name that are looked at.
const REACH: usize = 512;

/// From the end of a name: what assigns, compares or calls, and a literal without blanks and escapes.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    let subscript = r#"["'`]?\]?(?:\[[0-9A-Za-z_]*\])?[ \t]*"#;
    let annotated = r"(?::[ \t]*[A-Za-z_&'<>\[\]., *?|0-9]{1,40}|[A-Za-z_]{1,20}[ \t]*)=";
    let expression = format!(
        r#"(?-u)\A{subscript}(?:{annotated}|={{1,3}}|!==?|:=|=>|:|\()[ \t]*[A-Za-z@$&]{{0,3}}(["'`])([^\s"'`\\\x80-\xff]{{6,400}})(["'`])"#
    );
    Regex::new(&expression).expect("the expression is constant and tested")
});

/// From the end of a name in settings: the rest of the line, if it is one word.
static UNQUOTED: LazyLock<Regex> = LazyLock::new(|| {
    let expression = r#"(?-u)\A[ \t]*[=:][ \t]*([^\s"'`\\;,(){}\[\]\x80-\xff]{8,400})[ \t]*(?:[\r\n#]|\z)"#;
    Regex::new(expression).expect("the expression is constant and tested")
});

fn judge(name: &[u8], anchor: &[u8], value: &[u8]) -> Option<SecretKind> {
    let name: Vec<u8> = joined(name);
    let has = |word: &[u8]| name.windows(word.len()).any(|window| window == word);
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+');
    if value.len() == 40
        && value.iter().all(is_base64)
        && (has(b"aws") || has(b"secretaccess"))
        && gate::is_random_value(value)
    {
        return Some(SecretKind::AwsSecretKey);
    }
    if matches!(anchor.first(), Some(b'p' | b'P'))
        && !anchor.eq_ignore_ascii_case(b"privatekey")
        && !anchor.contains(&b'_')
    {
        return gate::is_password(value).then_some(SecretKind::Password);
    }
    let is_harmless = HARMLESS.iter().any(|word| has(format!("{word}token").as_bytes()));
    (!is_harmless && gate::is_random_value(value)).then_some(SecretKind::Token)
}

fn is_tail(tail: &[u8]) -> bool {
    let tail = joined(tail);
    let word = tail.trim_ascii_end();
    let digits = word.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    TAILS.iter().any(|known| known.as_bytes() == word || known.as_bytes() == &word[..word.len() - digits])
}

/// In lower case, without what joins words.
fn joined(name: &[u8]) -> Vec<u8> {
    name.iter().filter(|byte| !matches!(byte, b'_' | b'-')).map(u8::to_ascii_lowercase).collect()
}

fn continues_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}
