//! The row `signatures`: files to MinHash signatures, on one thread.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::json;
use trommel_dedup::{Shingler, signature, token_hash};
use trommel_lang::{Language, TokenKind, lex};

use crate::Result;
use crate::documents::read;
use crate::measured::{Clock, Measured};

/// Lexical tokens of a shingle, as `describe` has them by default.
const TOKENS: usize = 5;

pub fn measure(paths: &[PathBuf]) -> Result<Measured> {
    let mut shingler = Shingler::new(TOKENS);
    let clock = Clock::start();
    let (mut bytes, mut shingles) = (0, 0);
    for path in paths {
        let (text, language) = read(path)?;
        let set = shingle(&mut shingler, language, &text);
        black_box(signature(set));
        shingles += set.len();
        bytes += text.len();
    }
    let mut measured = clock.stop("signatures", String::new(), json!(null));

    let nanoseconds = measured.seconds * 1e9 / bytes as f64;
    let steps = steps(paths)?.map(|seconds| seconds * 1e9 / bytes as f64);
    let [read, lex, hash, sort, sign] = steps;
    measured.found = format!(
        "{nanoseconds:.2} ns/byte: read {read:.2}, lex {lex:.2}, hash {hash:.2}, sort {sort:.2}, sign {sign:.2}; {shingles} shingles"
    );
    measured.facts = json!({
        "ns_per_byte": nanoseconds, "shingles": shingles,
        "steps_ns_per_byte": { "read": read, "lex": lex, "hash": hash, "sort": sort, "sign": sign },
    });
    Ok(measured)
}

/// The shingle set of a text, comments left out.
pub fn shingle<'s>(shingler: &'s mut Shingler, language: Option<Language>, text: &str) -> &'s [u32] {
    lex(language, text, |kind, token| {
        if kind != TokenKind::Comment {
            shingler.push(token_hash(token));
        }
    });
    shingler.finish(text.as_bytes())
}

/// Seconds of each step in a pass of its own: reading; lexing; hashing and rolling, as what they add to lexing; sorting;
/// signing.
fn steps(paths: &[PathBuf]) -> Result<[f64; 5]> {
    let mut shingler = Shingler::new(TOKENS);
    let mut seconds = [0.0; 5];
    for path in paths {
        let mut last = Instant::now();
        let mut lap = |step: usize| {
            let now = Instant::now();
            seconds[step] += (now - last).as_secs_f64();
            last = now;
        };
        let (text, language) = read(path)?;
        lap(0);
        let mut tokens = 0;
        lex(language, &text, |kind, token| tokens += usize::from(kind != TokenKind::Comment) * token.len());
        black_box(tokens);
        lap(1);
        lex(language, &text, |kind, token| {
            if kind != TokenKind::Comment {
                shingler.push(token_hash(token));
            }
        });
        lap(2);
        let set = shingler.finish(text.as_bytes());
        lap(3);
        black_box(signature(set));
        lap(4);
    }
    seconds[2] -= seconds[1];
    Ok(seconds)
}
