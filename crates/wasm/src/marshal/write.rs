//! Writing.

use num_bigint::{BigInt, Sign};
use trommel_sandbox::Value;

/// Writes a value as the guest's `marshal.loads` reads it.
#[must_use]
pub fn encode(value: &Value) -> Vec<u8> {
    let mut out = Vec::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::None => out.push(b'N'),
        Value::Bool(true) => out.push(b'T'),
        Value::Bool(false) => out.push(b'F'),
        Value::Int(int) => match i32::try_from(*int) {
            Ok(small) => {
                out.push(b'i');
                out.extend(small.to_le_bytes());
            }
            Err(_) => digits(*int < 0, &int.unsigned_abs().to_le_bytes(), out),
        },
        Value::Big(int) => big(int, out),
        Value::Float(float) => {
            out.push(b'g');
            out.extend(float.to_le_bytes());
        }
        Value::Complex(real, imaginary) => {
            out.push(b'y');
            out.extend(real.to_le_bytes());
            out.extend(imaginary.to_le_bytes());
        }
        Value::Str(text) => counted(b'u', text.as_bytes(), out),
        Value::Wtf8(text) => counted(b'u', text, out),
        Value::Bytes(bytes) => counted(b's', bytes, out),
        Value::List(items) => each(b'[', items, out),
        Value::Tuple(items) => each(b'(', items, out),
        Value::Set { frozen, items } => each(if *frozen { b'>' } else { b'<' }, items, out),
        Value::Dict(pairs) => {
            out.push(b'{');
            for (key, item) in pairs {
                write(key, out);
                write(item, out);
            }
            out.push(b'0');
        }
        Value::Iterator(items) => {
            tag("iterator", out);
            each(b'[', items, out);
        }
        Value::Opaque { kind, own_equality } => {
            tag("opaque", out);
            count(b'(', 2, out);
            counted(b'u', kind.as_bytes(), out);
            write(&Value::Bool(*own_equality), out);
        }
    }
}

fn each(code: u8, items: &[Value], out: &mut Vec<u8>) {
    count(code, items.len(), out);
    for item in items {
        write(item, out);
    }
}

fn counted(code: u8, bytes: &[u8], out: &mut Vec<u8>) {
    count(code, bytes.len(), out);
    out.extend(bytes);
}

/// A code and a count. The format holds no more than `i32::MAX`, and no guest has memory for as much.
fn count(code: u8, count: usize, out: &mut Vec<u8>) {
    out.push(code);
    out.extend(i32::try_from(count).expect("a value that fits into a guest").to_le_bytes());
}

/// The first two of the three parts of what has no code of its own.
fn tag(name: &str, out: &mut Vec<u8>) {
    count(b'(', 3, out);
    out.push(b'S');
    counted(b'u', name.as_bytes(), out);
}

/// An integer of any size, in the form that CPython gives it: small ones have a code of their own.
fn big(int: &BigInt, out: &mut Vec<u8>) {
    match i64::try_from(int) {
        Ok(small) => write(&Value::Int(small), out),
        Err(_) => digits(int.sign() == Sign::Minus, &int.magnitude().to_bytes_le(), out),
    }
}

/// A magnitude, given as bytes, lowest first, as 15-bit digits.
fn digits(negative: bool, magnitude: &[u8], out: &mut Vec<u8>) {
    let mut found: Vec<u16> = Vec::with_capacity(magnitude.len() * 8 / 15 + 1);
    let (mut waiting, mut bits) = (0u32, 0);
    for byte in magnitude {
        waiting |= u32::from(*byte) << bits;
        bits += 8;
        if bits >= 15 {
            found.push((waiting & 0x7fff) as u16);
            waiting >>= 15;
            bits -= 15;
        }
    }
    found.push(waiting as u16);
    while found.last() == Some(&0) {
        found.pop();
    }
    let len = i32::try_from(found.len()).expect("an integer that fits into a guest");
    out.push(b'l');
    out.extend(if negative { -len } else { len }.to_le_bytes());
    for digit in found {
        out.extend(digit.to_le_bytes());
    }
}
