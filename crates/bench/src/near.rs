//! Near misses: what would be right if order, case and a millionth did not count. A hint for people, never a pass.

use trommel_sandbox::Value;

use crate::equal::{close, float};

/// Values with more parts than this are not looked at.
const PARTS: usize = 100_000;

/// Outputs longer than this are not looked at, bytes.
const OUTPUT: usize = 4 << 20;

/// Whether `value` is nearly `expected`: sequences as multisets whatever their type, text without regard to case and white space around
/// it, numbers within a millionth, absolute or relative.
pub(crate) fn near_value(value: &Value, expected: &Value) -> bool {
    let mut parts = PARTS;
    count(value, &mut parts, 0) && count(expected, &mut parts, 0) && near(value, expected)
}

/// The same of two outputs, by words.
pub(crate) fn near_output(output: &[u8], expected: &[u8]) -> bool {
    if output.len().max(expected.len()) > OUTPUT {
        return false;
    }
    let words = |text: &[u8]| {
        let words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let mut words: Vec<Vec<u8>> = words.map(<[u8]>::to_ascii_lowercase).collect();
        words.sort_unstable_by(|a, b| key(number(a), a).cmp(&key(number(b), b)));
        words
    };
    let (output, expected) = (words(output), words(expected));
    output.len() == expected.len()
        && !expected.is_empty()
        && output
            .iter()
            .zip(&expected)
            .all(|(a, b)| a == b || number(a).zip(number(b)).is_some_and(|(a, b)| close(a, b, 1e-6, 1e-6)))
}

fn number(word: &[u8]) -> Option<f64> {
    let plain = word.len() <= 64 && word.iter().all(|byte| byte.is_ascii_digit() || b"+-.e".contains(byte));
    std::str::from_utf8(word).ok().filter(|_| plain)?.parse().ok()
}

/// Numbers first, by value; then text.
fn key<T>(number: Option<f64>, text: T) -> (u64, T) {
    // The order of doubles, as integers.
    let ordered = |float: f64| {
        let bits = (float + 0.0).to_bits();
        if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
    };
    (number.map_or(u64::MAX, ordered), text)
}

fn count(value: &Value, left: &mut usize, depth: u32) -> bool {
    if *left == 0 || depth > 100 {
        return false;
    }
    *left -= 1;
    match value {
        Value::List(items) | Value::Tuple(items) | Value::Set { items, .. } => {
            items.iter().all(|item| count(item, left, depth + 1))
        }
        Value::Dict(entries) => {
            entries.iter().all(|(key, value)| count(key, left, depth + 1) && count(value, left, depth + 1))
        }
        Value::Opaque { .. } | Value::Iterator(_) => false,
        _ => true,
    }
}

fn near(a: &Value, b: &Value) -> bool {
    if let (Some(a), Some(b)) = (float(a), float(b)) {
        return close(a, b, 1e-6, 1e-6);
    }
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => a.trim().to_lowercase() == b.trim().to_lowercase(),
        (Value::Dict(a), Value::Dict(b)) => {
            let pairs = |entries: &[(Value, Value)]| {
                entries.iter().map(|(key, value)| Value::Tuple(vec![key.clone(), value.clone()])).collect::<Vec<_>>()
            };
            a.len() == b.len() && all_near(&pairs(a), &pairs(b))
        }
        _ => match (items(a), items(b)) {
            (Some(a), Some(b)) => a.len() == b.len() && all_near(a, b),
            _ => crate::equal::equal(a, b),
        },
    }
}

fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::List(items) | Value::Tuple(items) | Value::Set { items, .. } => Some(items),
        _ => None,
    }
}

fn all_near(a: &[Value], b: &[Value]) -> bool {
    let sorted = |items: &[Value]| {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_cached_key(|at| key(float(&items[*at]), text(&items[*at])));
        order
    };
    let in_order = a.iter().zip(b).all(|(a, b)| near(a, b));
    in_order || sorted(a).iter().zip(sorted(b)).all(|(at, other)| near(&a[*at], &b[other]))
}

/// What a value is sorted by: the words in it in lower case, and its numbers to five digits, in an order of their own.
fn text(value: &Value) -> String {
    match (value, items(value)) {
        (_, Some(items)) => {
            let mut parts: Vec<String> = items.iter().map(text).collect();
            parts.sort_unstable();
            parts.join(",")
        }
        (Value::Str(text), _) => text.trim().to_lowercase(),
        (Value::Dict(entries), _) => {
            let mut parts: Vec<String> = entries.iter().map(|(key, value)| text(key) + ":" + &text(value)).collect();
            parts.sort_unstable();
            parts.join(",")
        }
        (value, _) => float(value).map_or_else(|| format!("{value:?}"), |float| format!("{float:.5e}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[i64]) -> Value {
        Value::List(items.iter().map(|item| Value::Int(*item)).collect())
    }

    #[test]
    fn order_case_and_a_millionth() {
        assert!(near_value(&list(&[3, 1, 2]), &list(&[1, 2, 3])));
        assert!(!near_value(&list(&[3, 1, 2]), &list(&[1, 2, 2])));
        assert!(near_value(&Value::from("Yes"), &Value::from("yes")));
        assert!(near_value(&Value::Float(0.333_333_3), &Value::Float(1.0 / 3.0)));
        assert!(!near_value(&Value::Float(0.34), &Value::Float(1.0 / 3.0)));
        assert!(near_value(&Value::Tuple(vec![Value::Int(1)]), &list(&[1])));
        assert!(near_output(b"3 2\nYES", b"yes\n2.0000001 3"));
        assert!(!near_output(b"3 2\nYES", b"no\n2 3"));
        assert!(!near_output(b"", b""));
    }
}
