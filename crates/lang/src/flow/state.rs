//! Where each variable was last written, with a way back.

use std::collections::HashMap;

/// For each name the list of places where it may have been written last; 0: nowhere yet.
#[derive(Default)]
pub(super) struct State {
    lists: Vec<u32>,
    /// Names that changed, with what they had before.
    journal: Vec<(u32, u32)>,
    /// Of all names and lists, whatever the order in which they came to be.
    pub hash: u64,
}

/// What changed, sorted by name.
pub(super) type Delta = Vec<(u32, u32)>;

impl State {
    pub fn new(names: usize) -> State {
        State { lists: vec![0; names], journal: Vec::new(), hash: 0 }
    }

    pub fn get(&self, name: u32) -> u32 {
        self.lists[name as usize]
    }

    pub fn set(&mut self, name: u32, list: u32) {
        let old = std::mem::replace(&mut self.lists[name as usize], list);
        if old != list {
            self.journal.push((name, old));
            self.hash ^= mark(name, old) ^ mark(name, list);
        }
    }

    /// A moment to come back to.
    pub fn moment(&self) -> usize {
        self.journal.len()
    }

    /// What changed since a moment.
    pub fn since(&self, moment: usize) -> Delta {
        let mut names: Vec<u32> = self.journal[moment..].iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|name| (name, self.get(name))).collect()
    }

    /// Back to a moment.
    pub fn back(&mut self, moment: usize) {
        while self.journal.len() > moment {
            if let Some((name, old)) = self.journal.pop() {
                let new = std::mem::replace(&mut self.lists[name as usize], old);
                self.hash ^= mark(name, new) ^ mark(name, old);
            }
        }
    }

    /// Makes these changes.
    pub fn apply(&mut self, delta: &[(u32, u32)]) {
        delta.iter().for_each(|(name, list)| self.set(*name, *list));
    }
}

fn mark(name: u32, list: u32) -> u64 {
    if list == 0 { 0 } else { mix(u64::from(name) << 32 | u64::from(list), 0x9e37_79b9_7f4a_7c15) }
}

/// One number of two, well mixed (the folded product of wyhash).
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0xa076_1d64_78bd_642f) * u128::from(b ^ 0xe703_7ed1_a0b4_28db);
    (product >> 64) as u64 ^ product as u64
}

/// Lists of places, each sorted, equal ones once: number 0 is none, number p + 1 is place p alone, larger ones are joined.
pub(super) struct Lists {
    places: u32,
    joined: Vec<Vec<u32>>,
    numbers: HashMap<Vec<u32>, u32>,
}

impl Lists {
    pub fn new(places: u32) -> Lists {
        Lists { places, joined: Vec::new(), numbers: HashMap::new() }
    }

    pub fn alone(place: u32) -> u32 {
        place + 1
    }

    /// The places of a joined list; `None` for a list of one place or none.
    pub fn joined(&self, list: u32) -> Option<&[u32]> {
        let at = list.checked_sub(self.places + 1)?;
        self.joined.get(at as usize).map(Vec::as_slice)
    }

    /// All places of some lists.
    pub fn join(&mut self, mut lists: Vec<u32>) -> u32 {
        lists.sort_unstable();
        lists.dedup();
        lists.retain(|list| *list != 0);
        if let [] | [_] = lists[..] {
            return lists.first().copied().unwrap_or(0);
        }
        let mut places = Vec::new();
        for list in lists {
            match self.joined(list) {
                Some(joined) => places.extend_from_slice(joined),
                None => places.push(list - 1),
            }
        }
        places.sort_unstable();
        places.dedup();
        let next = self.places + 1 + self.joined.len() as u32;
        *self.numbers.entry(places).or_insert_with_key(|places| {
            self.joined.push(places.clone());
            next
        })
    }
}
