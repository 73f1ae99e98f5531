//! A hash that is the same for values that are equal.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use trommel_sandbox::Value;

use super::{DEPTH, Number};

/// The hash of a value; none of what equals nothing.
pub(super) fn of(value: &Value) -> Option<u64> {
    at(value, 0)
}

fn at(value: &Value, depth: u32) -> Option<u64> {
    if depth > DEPTH {
        return None;
    }
    // SipHash with a fixed key: the same on every run.
    let mut hasher = DefaultHasher::new();
    if let Some(number) = Number::of(value) {
        number.hash(&mut hasher)?;
        return Some(hasher.finish());
    }
    match value {
        Value::Str(text) => (b's', text).hash(&mut hasher),
        Value::Wtf8(bytes) => (b'w', bytes).hash(&mut hasher),
        Value::Bytes(bytes) => (b'b', bytes).hash(&mut hasher),
        Value::List(items) => sequence(b'l', items, depth, &mut hasher)?,
        Value::Tuple(items) => sequence(b't', items, depth, &mut hasher)?,
        Value::Set { items, .. } => unordered(b'e', items.iter().map(|item| at(item, depth + 1)), &mut hasher)?,
        Value::Dict(entries) => {
            let entry = |(key, value): &(Value, Value)| {
                let mut hasher = DefaultHasher::new();
                (at(key, depth + 1)?, at(value, depth + 1)?).hash(&mut hasher);
                Some(hasher.finish())
            };
            unordered(b'd', entries.iter().map(entry), &mut hasher)?;
        }
        Value::Opaque { .. } | Value::Iterator(_) => return None,
        // Left are `None` and the numbers, which are done.
        _ => b'n'.hash(&mut hasher),
    }
    Some(hasher.finish())
}

fn sequence(tag: u8, items: &[Value], depth: u32, hasher: &mut DefaultHasher) -> Option<()> {
    (tag, items.len()).hash(hasher);
    items.iter().try_for_each(|item| {
        at(item, depth + 1)?.hash(hasher);
        Some(())
    })
}

/// Sum and exclusive or: both do not depend on the order.
fn unordered(tag: u8, hashes: impl Iterator<Item = Option<u64>>, hasher: &mut DefaultHasher) -> Option<()> {
    let (mut sum, mut xor, mut count) = (0_u64, 0_u64, 0_u64);
    for hash in hashes {
        let hash = hash?;
        (sum, xor, count) = (sum.wrapping_add(hash), xor ^ hash.rotate_left(17), count + 1);
    }
    (tag, sum, xor, count).hash(hasher);
    Some(())
}
