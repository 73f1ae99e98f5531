//! Passwords in URLs: `scheme://user:password@host`.

use super::{SecretKind, gate};

/// Schemes whose first letters name a database or a queue.
const DATABASES: &[&str] = &[
    "postgres",
    "mysql",
    "mariadb",
    "mongodb",
    "redis",
    "amqp",
    "mssql",
    "sqlserver",
    "oracle",
    "cockroachdb",
    "clickhouse",
    "cassandra",
    "couchdb",
    "neo4j",
    "nats",
    "db2",
    "jdbc",
];

/// The longest part before the host, in bytes.
const LONGEST: usize = 300;

/// The password in the URL whose `://` is at `at..after`.
pub(super) fn at(bytes: &[u8], at: usize, after: usize) -> Option<(SecretKind, (usize, usize))> {
    let rest = &bytes[after..bytes.len().min(after + LONGEST)];
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\' | b',')
    };
    let authority = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
    let host = authority.iter().rposition(|byte| *byte == b'@')?;
    let colon = authority[..host].iter().position(|byte| *byte == b':')?;
    let (user, password) = (&authority[..colon], &authority[colon + 1..host]);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[');
    if !authority.get(host + 1).is_some_and(is_name)
        || user.eq_ignore_ascii_case(password)
        || !password.iter().all(u8::is_ascii_graphic)
        || !gate::is_url_password(password)
    {
        return None;
    }
    let scheme = bytes[..at].iter().rev().take(24).take_while(|byte| is_name(byte) || **byte == b'+').count();
    let scheme = &bytes[at - scheme..at];
    let is_database = DATABASES
        .iter()
        .any(|name| scheme.windows(name.len()).any(|window| window.eq_ignore_ascii_case(name.as_bytes())));
    let kind = if is_database { SecretKind::DatabasePassword } else { SecretKind::UrlPassword };
    Some((kind, (after + colon + 1, after + host)))
}
