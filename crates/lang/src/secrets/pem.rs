//! Blocks of private keys.

use memchr::memmem;

/// What such a block begins with, as do those of certificates and public keys.
pub(super) const BEGIN: &str = "-----BEGIN ";

/// The longest block looked at, in bytes: an RSA key of 16,384 bits has 12,700.
const LONGEST: usize = 32 << 10;

/// The fewest characters of base64 in a block: an Ed25519 key has 64.
const FEWEST: usize = 48;

/// The block of a private key whose [`BEGIN`] is at `at`. It may stand in a literal, in several, or in a comment.
pub(super) fn at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let block = &bytes[at..bytes.len().min(at + LONGEST)];
    let label = &block[BEGIN.len()..block.len().min(BEGIN.len() + 48)];
    let label_end = memmem::find(label, b"-----")?;
    memmem::find(&label[..label_end], b"PRIVATE KEY")?;
    let body_start = BEGIN.len() + label_end + 5;
    let body_end = body_start + memmem::find(&block[body_start..], b"-----END ")?;
    // Between two markers of which the first had no end there is another beginning.
    let body = &block[body_start..body_end];
    if memmem::find(body, BEGIN.as_bytes()).is_some() || !is_key(body) {
        return None;
    }
    let end_label = &block[body_end + 9..block.len().min(body_end + 60)];
    let end = body_end + 9 + memmem::find(end_label, b"-----")? + 5;
    Some((at, at + end))
}

/// Whether there are lines of base64 that look random.
fn is_key(body: &[u8]) -> bool {
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let runs = body.split(|byte| !is_base64(byte)).filter(|run| run.len() >= 8);
    let long: Vec<u8> = runs.flatten().copied().collect();
    let distinct = long.iter().fold(0_u128, |seen, byte| seen | 1 << (byte & 127)).count_ones();
    long.len() >= FEWEST && distinct >= 20
}
