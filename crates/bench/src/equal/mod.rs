//! Python's `==` on canonical values.
//!
//! | rule | example |
//! |---|---|
//! | numbers by value, exactly, whatever their type | `1 == 1.0 == True == (1+0j)`, `2**53 + 1 != float(2**53)` |
//! | not-a-number equals nothing, itself included | `nan != nan`, also inside lists (no two values here are the same object) |
//! | a list is no tuple | `[1] != (1,)` |
//! | a set is a frozen set, bytes are a byte array | canonical values do not tell the latter apart |
//! | the order of a set or a dictionary does not count | `{1: 2, 3: 4} == {3: 4, 1: 2}` |
//! | what is opaque or an iterator equals nothing | also not itself: its own `__eq__` is never asked |
//!
//! Sets and dictionaries are looked up by a hash that is the same for equal values, so that comparing takes time about
//! proportional to the values; a set in which many hashes collide costs more, and its elements would have to be made for that.

mod hash;
mod number;

use std::collections::HashMap;

use trommel_sandbox::Value;

pub(crate) use number::{Number, close, float};

/// Values nested deeper than this are equal to nothing. No guest hands out half as much.
const DEPTH: u32 = 1_000;

/// Whether `a == b` holds in Python, for values of built-in types.
#[must_use]
pub fn equal(a: &Value, b: &Value) -> bool {
    at(a, b, 0)
}

fn at(a: &Value, b: &Value, depth: u32) -> bool {
    if depth > DEPTH {
        return false;
    }
    if let (Some(a), Some(b)) = (Number::of(a), Number::of(b)) {
        return a.equal(&b);
    }
    match (a, b) {
        (Value::None, Value::None) => true,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Wtf8(a), Value::Wtf8(b)) | (Value::Bytes(a), Value::Bytes(b)) => a == b,
        (Value::List(a), Value::List(b)) | (Value::Tuple(a), Value::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| at(a, b, depth + 1))
        }
        (Value::Set { items: a, .. }, Value::Set { items: b, .. }) => {
            a.len() == b.len() && {
                let there = Table::new(b.iter().map(|item| (item, ())));
                a.iter().all(|item| there.find(item, depth).is_some())
            }
        }
        (Value::Dict(a), Value::Dict(b)) => {
            a.len() == b.len() && {
                let there = Table::new(b.iter().map(|(key, value)| (key, value)));
                a.iter().all(|(key, value)| there.find(key, depth).is_some_and(|other| at(value, other, depth + 1)))
            }
        }
        _ => false,
    }
}

/// Distinct keys by hash.
struct Table<'v, T>(HashMap<u64, Vec<(&'v Value, T)>>);

impl<'v, T: Copy> Table<'v, T> {
    fn new(entries: impl Iterator<Item = (&'v Value, T)>) -> Self {
        let mut table: HashMap<u64, Vec<(&'v Value, T)>> = HashMap::new();
        for (key, value) in entries {
            // What equals nothing is never found: it needs no place, and many of it would share one.
            if let Some(hash) = hash::of(key) {
                table.entry(hash).or_default().push((key, value));
            }
        }
        Self(table)
    }

    fn find(&self, key: &Value, depth: u32) -> Option<T> {
        let bucket = self.0.get(&hash::of(key)?)?;
        bucket.iter().find(|(other, _)| at(key, other, depth + 1)).map(|(_, value)| *value)
    }
}

/// One of each of the values that are equal; what equals nothing stays.
pub(crate) fn distinct(items: Vec<Value>) -> Vec<Value> {
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        if let Some(hash) = hash::of(&item) {
            let bucket = seen.entry(hash).or_default();
            if bucket.iter().any(|at| equal(&kept[*at], &item)) {
                continue;
            }
            bucket.push(kept.len());
        }
        kept.push(item);
    }
    kept
}

#[cfg(test)]
mod tests;
