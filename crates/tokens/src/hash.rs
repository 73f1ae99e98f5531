//! A quick hash for small whole-number keys, where the standard one's protection against chosen keys buys nothing.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by number. It is never iterated: its order means nothing.
pub(crate) type NumberMap<V> = HashMap<u64, V, BuildHasherDefault<NumberHasher>>;

/// Multiplies by an odd constant (the golden ratio's bits) and folds the high half down.
#[derive(Default)]
pub(crate) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0 ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = u128::from(key) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
        self.0 = (mixed as u64) ^ ((mixed >> 64) as u64);
    }
}
