//! A pickle that holds one string: the only kind that LiveCodeBench has, and the only kind that is read.
//!
//! A pickle is a program for a stack machine that can call anything; loading one from a file is running it. This takes the opcodes
//! that put a string on the stack and stop, knows no others, and so can do nothing else.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// The most bytes that the string may have.
const MAX_BYTES: u64 = 1 << 30;

/// The string in base64 of zlib of a pickle, or what is there instead.
pub(super) fn packed_text(text: &str) -> Result<String, String> {
    let packed = base64(text)?;
    let mut pickle = Vec::new();
    ZlibDecoder::new(packed.as_slice())
        .take(MAX_BYTES)
        .read_to_end(&mut pickle)
        .map_err(|error| format!("what zlib cannot unpack ({error})"))?;
    string(&pickle)
}

/// The one string of a pickle.
fn string(pickle: &[u8]) -> Result<String, String> {
    let mut rest = pickle;
    let mut found: Option<&[u8]> = None;
    loop {
        let Some((&opcode, after)) = rest.split_first() else { return Err("a pickle that ends early".into()) };
        rest = match opcode {
            // PROTO n, FRAME n: they say how to read, and are passed.
            0x80 => skip(after, 1)?,
            0x95 => skip(after, 8)?,
            // SHORT_BINUNICODE, BINUNICODE, BINUNICODE8
            0x8C | b'X' | 0x8D => {
                let width = match opcode {
                    0x8C => 1,
                    b'X' => 4,
                    _ => 8,
                };
                let length = after.get(..width).ok_or("a pickle that ends early")?;
                let length = length.iter().rev().fold(0_u64, |length, byte| length << 8 | u64::from(*byte));
                let length = usize::try_from(length).map_err(|_| "a string that is too long")?;
                let text = after[width..].get(..length).ok_or("a pickle that ends early")?;
                if found.replace(text).is_some() {
                    return Err("a pickle of more than one string".into());
                }
                &after[width + length..]
            }
            // MEMOIZE, BINPUT n, LONG_BINPUT n: a note for later, which nothing here reads.
            0x94 => after,
            b'q' => skip(after, 1)?,
            b'r' => skip(after, 4)?,
            // STOP
            b'.' => {
                let text = found.ok_or("a pickle without a string")?;
                return String::from_utf8(text.to_vec()).map_err(|_| "a string that is no UTF-8".into());
            }
            other => return Err(format!("a pickle with the opcode {other:#04x}, which a string does not need")),
        };
    }
}

fn skip(bytes: &[u8], count: usize) -> Result<&[u8], String> {
    bytes.get(count..).ok_or_else(|| "a pickle that ends early".into())
}

/// Decodes base64 of the usual alphabet; white space is passed.
fn base64(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count, mut padded) = (0_u32, 0_u32, false);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padded = true;
                continue;
            }
            other => return Err(format!("the byte {other:#04x} in base64")),
        };
        if padded {
            return Err("base64 that goes on after its end".into());
        }
        bits = bits << 6 | u32::from(six);
        count += 1;
        if count == 4 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            (bits, count) = (0, 0);
        }
    }
    match count {
        0 => {}
        2 => bytes.push((bits >> 4) as u8),
        3 => bytes.extend_from_slice(&(bits << 6).to_be_bytes()[1..3]),
        _ => return Err("base64 that ends early".into()),
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pickled_string_is_read() {
        // What CPython 3.11 makes of it: base64(zlib(pickle.dumps(text))).
        let packed = "eJxrYJmqxgABPUrR1UqZeQWlJUpWCkqGMXlKOgpK+aUlUIHDK5VqY6foAQAoJw24";
        assert_eq!(packed_text(packed).as_deref(), Ok(r#"[{"input": "1\n", "output": "é"}]"#));
        assert_eq!(string(b"\x80\x04\x8c\x06h\xc3\xa9llo\x94."), Ok("héllo".into()));
        assert_eq!(string(b"\x80\x02X\x06\x00\x00\x00h\xc3\xa9lloq\x00."), Ok("héllo".into()));
    }

    #[test]
    fn a_pickle_that_does_anything_else_is_refused() {
        // pickle.dumps(os.system), and a call of it: GLOBAL.
        assert_eq!(
            string(b"cposix\nsystem\n(S'true'\ntR."),
            Err("a pickle with the opcode 0x63, which a string does not need".into())
        );
        assert_eq!(string(b"\x80\x04\x8c\x01a\x8c\x01b."), Err("a pickle of more than one string".into()));
        assert_eq!(string(b"\x80\x04."), Err("a pickle without a string".into()));
        assert_eq!(string(b"\x80\x04\x8c\xffa."), Err("a pickle that ends early".into()));
        assert_eq!(string(b"\x8d\xff\xff\xff\xff\xff\xff\xff\xff"), Err("a pickle that ends early".into()));
    }

    #[test]
    fn base64_is_decoded() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9v\nYg==", "foob")] {
            assert_eq!(base64(text).as_deref(), Ok(bytes.as_bytes()), "{text}");
        }
        assert!(base64("Z").is_err() && base64("Zg=a").is_err() && base64("Z-").is_err());
    }
}
