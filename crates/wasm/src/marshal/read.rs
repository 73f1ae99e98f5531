//! Reading what a guest has sent, which may be anything.

use num_bigint::{BigInt, Sign};
use trommel_sandbox::Value;

use super::{DEPTH, MarshalError, VALUES};

/// CPython itself writes nothing nested deeper (1,500 on WASI, 2,000 elsewhere).
const NESTED: usize = 2_000;

/// Reads one value, which must fill the bytes. Never panics; what it allocates is bounded by the bytes that are there and by
/// [`VALUES`]. What is nested deeper than [`DEPTH`] comes back opaque. Elements of sets and keys of dictionaries are as they came:
/// a guest that lies may repeat them.
///
/// # Errors
/// They are no value, or one that is too large.
pub fn decode(bytes: &[u8]) -> Result<Value, MarshalError> {
    let mut reader = Reader { bytes, at: 0, left: VALUES };
    let value = reader.value(0)?;
    match reader.at {
        at if at == bytes.len() => Ok(value),
        at => Err(MarshalError::Trailing { at }),
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    /// How many more values there may be.
    left: usize,
}

impl<'b> Reader<'b> {
    fn value(&mut self, depth: usize) -> Result<Value, MarshalError> {
        let at = self.at;
        if depth > NESTED {
            return Err(MarshalError::TooDeep { at });
        }
        self.left = self.left.checked_sub(1).ok_or(MarshalError::TooLarge)?;
        let code = self.take(1)?[0];
        let value = match code {
            b'N' => Value::None,
            b'T' => Value::Bool(true),
            b'F' => Value::Bool(false),
            b'i' => Value::Int(i64::from(i32::from_le_bytes(self.array()?))),
            b'l' => self.digits()?,
            b'g' => Value::Float(f64::from_le_bytes(self.array()?)),
            b'y' => Value::Complex(f64::from_le_bytes(self.array()?), f64::from_le_bytes(self.array()?)),
            b's' => Value::Bytes(self.counted()?.to_vec()),
            b'u' => self.text()?,
            b'[' => capped(depth, "list", Value::List(self.items(depth)?)),
            b'(' => self.tuple(depth)?,
            b'<' => capped(depth, "set", Value::Set { frozen: false, items: self.items(depth)? }),
            b'>' => capped(depth, "frozenset", Value::Set { frozen: true, items: self.items(depth)? }),
            b'{' => capped(depth, "dict", self.pairs(depth)?),
            b'.' => Value::Opaque { kind: "ellipsis".into(), own_equality: false },
            b'S' => Value::Opaque { kind: "type".into(), own_equality: false },
            code => return Err(MarshalError::Unknown { at, code }),
        };
        Ok(value)
    }

    fn items(&mut self, depth: usize) -> Result<Vec<Value>, MarshalError> {
        let count = self.count()?;
        // An element takes a byte at least; a guest that claims more than there is shall not have us allocate it.
        self.enough(count)?;
        let mut items = Vec::with_capacity(count.min(64));
        for _ in 0..count {
            items.push(self.value(depth + 1)?);
        }
        Ok(items)
    }

    fn pairs(&mut self, depth: usize) -> Result<Value, MarshalError> {
        let mut pairs = Vec::new();
        while self.bytes.get(self.at) != Some(&b'0') {
            pairs.push((self.value(depth + 1)?, self.value(depth + 1)?));
        }
        self.at += 1;
        Ok(Value::Dict(pairs))
    }

    /// A tuple, or what goes as a tuple that begins with `S`.
    fn tuple(&mut self, depth: usize) -> Result<Value, MarshalError> {
        let tagged = self.bytes[self.at..].starts_with(b"\x03\0\0\0S");
        let mut items = self.items(depth)?;
        if let (true, [_, Value::Str(name), payload]) = (tagged, items.as_mut_slice()) {
            match (name.as_str(), payload) {
                ("iterator", Value::List(items)) => return Ok(Value::Iterator(std::mem::take(items))),
                ("opaque", Value::Tuple(parts)) => {
                    if let [Value::Str(kind), Value::Bool(own_equality)] = parts.as_mut_slice() {
                        return Ok(Value::Opaque { kind: std::mem::take(kind), own_equality: *own_equality });
                    }
                }
                _ => {}
            }
        }
        Ok(capped(depth, "tuple", Value::Tuple(items)))
    }

    fn text(&mut self) -> Result<Value, MarshalError> {
        let at = self.at;
        let bytes = self.counted()?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::Str(text.into())),
            Err(_) if utf8_with_surrogates(bytes) => Ok(Value::Wtf8(bytes.to_vec())),
            Err(_) => Err(MarshalError::Text { at }),
        }
    }

    fn digits(&mut self) -> Result<Value, MarshalError> {
        let at = self.at;
        let count = i32::from_le_bytes(self.array()?);
        let digits = self.take((count.unsigned_abs() as usize).saturating_mul(2))?;
        let mut magnitude = Vec::with_capacity(digits.len());
        let (mut waiting, mut bits) = (0u32, 0);
        let mut last = 1;
        for digit in digits.chunks_exact(2) {
            last = u32::from(u16::from_le_bytes([digit[0], digit[1]]));
            if last > 0x7fff {
                return Err(MarshalError::Number { at });
            }
            waiting |= last << bits;
            bits += 15;
            while bits >= 8 {
                magnitude.push((waiting & 0xff) as u8);
                waiting >>= 8;
                bits -= 8;
            }
        }
        magnitude.push(waiting as u8);
        if last == 0 {
            return Err(MarshalError::Number { at });
        }
        let sign = if count < 0 { Sign::Minus } else { Sign::Plus };
        Ok(Value::from(BigInt::from_bytes_le(sign, &magnitude)))
    }

    fn counted(&mut self) -> Result<&'b [u8], MarshalError> {
        let count = self.count()?;
        self.take(count)
    }

    fn count(&mut self) -> Result<usize, MarshalError> {
        let at = self.at;
        usize::try_from(i32::from_le_bytes(self.array()?)).map_err(|_| MarshalError::Number { at })
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], MarshalError> {
        Ok(self.take(N)?.try_into().expect("as many as taken"))
    }

    fn take(&mut self, count: usize) -> Result<&'b [u8], MarshalError> {
        self.enough(count)?;
        let taken = &self.bytes[self.at..self.at + count];
        self.at += count;
        Ok(taken)
    }

    fn enough(&self, count: usize) -> Result<(), MarshalError> {
        match count.saturating_sub(self.bytes.len() - self.at) {
            0 => Ok(()),
            missing => Err(MarshalError::Truncated { at: self.at, missing }),
        }
    }
}

/// A container, or what stands for it where it is nested too deeply.
fn capped(depth: usize, kind: &str, container: Value) -> Value {
    if depth >= DEPTH { Value::Opaque { kind: kind.into(), own_equality: true } } else { container }
}

/// Whether bytes are UTF-8 but for surrogates, which stand as three bytes, `ED A0..BF 80..BF`.
fn utf8_with_surrogates(mut bytes: &[u8]) -> bool {
    loop {
        match std::str::from_utf8(bytes) {
            Ok(_) => return true,
            Err(error) => match &bytes[error.valid_up_to()..] {
                [0xED, 0xA0..=0xBF, 0x80..=0xBF, rest @ ..] => bytes = rest,
                _ => return false,
            },
        }
    }
}
