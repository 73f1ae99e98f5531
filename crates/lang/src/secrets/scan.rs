//! The one pass: an automaton that stops at anchors, and the detector that each anchor calls.

use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::bytes::Regex;

use super::shapes::{SHAPES, Shape};
use super::{Secret, SecretKind, assignment, email, gate, ip, pem, url};
use crate::Language;

/// Everything found, in no particular order; finds may overlap.
pub(super) fn scan(language: Option<Language>, text: &str) -> Vec<Secret> {
    let scanner = &*SCANNER;
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut add = |kind, range: (usize, usize)| {
        if let (Ok(start), Ok(end)) = (u32::try_from(range.0), u32::try_from(range.1)) {
            found.push(Secret { kind, start, end });
        }
    };
    for anchor in scanner.anchors.find_overlapping_iter(bytes) {
        let (at, after) = (anchor.start(), anchor.end());
        match &scanner.detectors[anchor.pattern().as_usize()] {
            Detector::Colon => ip::v6(bytes, at).into_iter().for_each(|range| add(SecretKind::Ipv6, range)),
            Detector::Digit => ip::v4(bytes, at).into_iter().for_each(|range| add(SecretKind::Ipv4, range)),
            Detector::At => email::around(bytes, at).into_iter().for_each(|range| add(SecretKind::Email, range)),
            Detector::Name => {
                assignment::at(language, bytes, at, after).into_iter().for_each(|(kind, range)| add(kind, range));
            }
            Detector::Scheme => url::at(bytes, at, after).into_iter().for_each(|(kind, range)| add(kind, range)),
            Detector::Pem => pem::at(bytes, at).into_iter().for_each(|range| add(SecretKind::PrivateKey, range)),
            Detector::Shape { shape, anchor, regex } => {
                if bytes[at..after] == *anchor.as_bytes() {
                    shaped(shape, regex, bytes, at).into_iter().for_each(|range| add(shape.kind, range));
                }
            }
        }
    }
    found
}

static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::new);

struct Scanner {
    /// In no case: names are written in any, and detectors of shapes look again.
    anchors: AhoCorasick,
    /// By the number of the anchor.
    detectors: Vec<Detector>,
}

enum Detector {
    Colon,
    Digit,
    At,
    Name,
    Scheme,
    Pem,
    /// The expression is compiled when its anchor is first seen.
    Shape {
        shape: &'static Shape,
        anchor: &'static str,
        regex: OnceLock<Regex>,
    },
}

impl Scanner {
    fn new() -> Scanner {
        let mut table: Vec<(&str, Detector)> =
            vec![(":", Detector::Colon), ("@", Detector::At), ("://", Detector::Scheme), (pem::BEGIN, Detector::Pem)];
        let digits = [".0", ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9"];
        table.extend(digits.map(|digit| (digit, Detector::Digit)));
        table.extend(assignment::ANCHORS.iter().map(|name| (*name, Detector::Name)));
        for shape in SHAPES {
            let detectors =
                shape.anchors.iter().map(|anchor| (*anchor, Detector::Shape { shape, anchor, regex: OnceLock::new() }));
            table.extend(detectors);
        }
        let (names, detectors): (Vec<&str>, Vec<Detector>) = table.into_iter().unzip();
        let anchors = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(names)
            .expect("a hundred short anchors make a small automaton");
        Scanner { anchors, detectors }
    }
}

/// The token of this shape whose anchor is at `at`.
fn shaped(shape: &Shape, regex: &OnceLock<Regex>, bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = at.checked_sub(shape.lead)?;
    // The address of a webhook stands after `//`.
    let is_address = shape.pattern.contains("/(") && start > 0 && bytes[start - 1] == b'/';
    if !is_address && !starts_a_token(bytes, start) {
        return None;
    }
    let regex = regex.get_or_init(|| {
        Regex::new(&format!(r"(?-u)\A(?:{})", shape.pattern)).expect("the table's expressions are tested")
    });
    let groups = regex.captures(&bytes[start..])?;
    let whole = groups.get(0)?;
    let part = groups.get(1).unwrap_or(whole);
    let next = bytes.get(start + whole.end());
    let ends = next.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
    let secret = (start + part.start(), start + part.end());
    (ends && gate::is_random_token(&bytes[secret.0..secret.1])).then_some(secret)
}

/// Whether a token may start here: not within a word, a path or base64; after an escape such as `\n` it may.
fn starts_a_token(bytes: &[u8], start: usize) -> bool {
    match bytes[..start] {
        [.., b'\\', b'n' | b't' | b'r'] => true,
        [.., last] => !last.is_ascii_alphanumeric() && !matches!(last, b'_' | b'-' | b'+' | b'/' | b'~'),
        [] => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_an_expression_and_begins_with_its_anchors() {
        for shape in SHAPES {
            Regex::new(&format!(r"(?-u)\A(?:{})", shape.pattern)).expect(shape.pattern);
            assert!(shape.anchors.iter().all(|anchor| anchor.is_ascii() && anchor.len() >= 2), "{}", shape.pattern);
        }
    }
}
