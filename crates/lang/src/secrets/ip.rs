//! Addresses of hosts on the public internet.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The IPv4 address whose first dot is at `dot`.
///
/// Not reported: private, shared, loopback, link-local, multicast, reserved, benchmarking and documentation ranges; networks (last
/// part 0 or 255, or a prefix length after it); public resolvers; what is made up (`1.2.3.4`, `20.30.40.50`, `123.45.67.89`); object
/// identifiers (`2.5.29.15`); and what stands in the context of a version or section.
pub(super) fn v4(bytes: &[u8], dot: usize) -> Option<(usize, usize)> {
    let digits = bytes[..dot].iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let start = dot - digits;
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    if !(1..=3).contains(&digits) || bytes[..start].last().is_some_and(inside) {
        return None;
    }
    let length = bytes[start..].iter().take(16).take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let end = start + length - usize::from(bytes[start..start + length].ends_with(b"."));
    if bytes
        .get(end)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'/' | b'*'))
        && !is_path_after_host(&bytes[end..])
    {
        return None;
    }
    // Refuses leading zeros, too many parts and too large ones.
    let address: Ipv4Addr = std::str::from_utf8(&bytes[start..end]).ok()?.parse().ok()?;
    (is_public_v4(address) && !is_numbering(bytes, start)).then_some((start, end))
}

/// The IPv6 address whose first colon is at `colon`: global unicast (2000::/3), and not for documentation or a resolver.
pub(super) fn v6(bytes: &[u8], colon: usize) -> Option<(usize, usize)> {
    let start = colon.checked_sub(4)?;
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-');
    if !matches!(bytes[start], b'2' | b'3')
        || !bytes[start..colon].iter().all(u8::is_ascii_hexdigit)
        || bytes[..start].last().is_some_and(inside)
    {
        return None;
    }
    let length = bytes[start..].iter().take(40).take_while(|byte| byte.is_ascii_hexdigit() || **byte == b':').count();
    let written = &bytes[start..start + length];
    let end = start + length;
    if bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/'))
        || written.split(|byte| *byte == b':').filter(|group| !group.is_empty()).count() < 3
        || written.ends_with(b":")
    {
        return None;
    }
    let address: Ipv6Addr = std::str::from_utf8(written).ok()?.parse().ok()?;
    is_public_v6(address).then_some((start, end))
}

/// `/index.html` after a host is a path, `/24` is the length of a prefix.
fn is_path_after_host(rest: &[u8]) -> bool {
    matches!(rest, [b'/', next, ..] if !next.is_ascii_digit()) || rest == b"/"
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let parts = address.octets();
    let [a, b, c, d] = parts;
    let resolvers = matches!(parts, [8, 8, 8, 8] | [8, 8, 4, 4] | [9, 9, 9, 9] | [1, 0, 0, 1] | [1, 1, 1, 1])
        || matches!(parts, [208, 67, 220 | 222, _] | [4, 2, 2, _]);
    let special = a == 0
        || a >= 224
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    let is_object = matches!((a, b), (1, 2 | 3) | (2, 5));
    !special && !resolvers && !is_object && d != 0 && d != 255 && !is_made_up(parts)
}

/// Single digits, equal steps, or the digits in order.
fn is_made_up(parts: [u8; 4]) -> bool {
    let [a, b, c, d] = parts.map(i16::from);
    let digits: Vec<u8> = parts.iter().flat_map(|part| part.to_string().into_bytes()).collect();
    parts.iter().all(|part| *part < 10)
        || (b - a == c - b && c - b == d - c)
        || digits.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let groups = address.segments();
    let special = matches!(groups, [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..])
        || groups[0] & 0xe000 != 0x2000;
    let resolver = matches!(
        groups,
        [0x2001, 0x4860, 0x4860, ..] | [0x2606, 0x4700, 0x4700, ..] | [0x2620, 0xfe, ..] | [0x2620, 0x119, ..]
    );
    !special && !resolver && groups[1..] != [0; 7]
}

/// Words before four numbers that are no address, in lower case.
const NUMBERED: &[&str] = &[
    "version", "ver.", "ver ", "release", "section", "sect.", "sec.", "chapter", "oid", "build", "rfc", "clause",
    "spec ",
];

/// Whether what stands before, on the same line, says that the numbers are a version, a section or an object's number.
fn is_numbering(bytes: &[u8], start: usize) -> bool {
    let line = bytes[..start].iter().rev().take(28).take_while(|byte| **byte != b'\n').count();
    let before = bytes[start - line..start].to_ascii_lowercase();
    let word = |word: &&str| before.windows(word.len()).any(|window| window == word.as_bytes());
    // `package==1.2.3.4`, `package@1.2.3.4`, `§ 4.1.10.2`
    let joint =
        ["==", ">=", "<=", "~=", "^", "~", "@", "§", "§ "].iter().any(|joint| before.ends_with(joint.as_bytes()));
    let host = before.ends_with(b"://") || before.ends_with(b"://[");
    !host && (joint || NUMBERED.iter().any(word))
}
