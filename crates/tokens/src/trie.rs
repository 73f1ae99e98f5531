//! Pieces by their bytes, for finding all that begin at a place.

use crate::hash::NumberMap;

/// A tree of bytes with pieces at some of its nodes.
pub(crate) struct Trie {
    children: NumberMap<u32>,
    /// The piece that ends at each node.
    pieces: Vec<Option<u32>>,
}

impl Trie {
    pub(crate) fn new<'p>(pieces: impl IntoIterator<Item = &'p str>) -> Self {
        let mut trie = Self { children: NumberMap::default(), pieces: vec![None] };
        for (id, piece) in (0..).zip(pieces) {
            let mut node = 0u32;
            for &byte in piece.as_bytes() {
                let next = trie.pieces.len() as u32;
                node = *trie.children.entry(Self::key(node, byte)).or_insert(next);
                if node == next {
                    trie.pieces.push(None);
                }
            }
            trie.pieces[node as usize] = Some(id);
        }
        trie
    }

    fn key(node: u32, byte: u8) -> u64 {
        u64::from(node) << 8 | u64::from(byte)
    }

    /// Each piece with which `bytes` begins: its length and its number, the shortest first.
    pub(crate) fn prefixes(&self, bytes: &[u8], mut each: impl FnMut(usize, u32)) {
        let mut node = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            let Some(&child) = self.children.get(&Self::key(node, byte)) else { return };
            node = child;
            if let Some(piece) = self.pieces[node as usize] {
                each(at + 1, piece);
            }
        }
    }
}
