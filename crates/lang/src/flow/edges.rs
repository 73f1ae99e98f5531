//! Items of the walk put together: one edge for each variable at each place, names replaced by numbers.

use super::FlowEdge;
use super::tree::Flat;

/// What the walk finds, in the order in which it finds it.
pub(super) struct Items {
    items: Vec<Item>,
    /// Names on the right, in runs.
    names: Vec<u32>,
    /// For each token: it is a source, or has one.
    linked: Vec<bool>,
    /// For each token: the same item was found twice, so that its names are a set.
    twice: Vec<bool>,
}

struct Item {
    token: u32,
    computed: bool,
    names: (u32, u32),
}

impl Items {
    pub fn new(tokens: usize) -> Items {
        Items { items: Vec::new(), names: Vec::new(), linked: vec![false; tokens], twice: vec![false; tokens] }
    }

    /// A run of names, to be used by several items.
    pub fn run(&mut self, names: impl Iterator<Item = u32>) -> (u32, u32) {
        let start = self.names.len() as u32;
        self.names.extend(names);
        (start, self.names.len() as u32)
    }

    pub fn push(&mut self, token: u32, computed: bool, names: (u32, u32)) {
        self.items.push(Item { token, computed, names });
    }

    pub fn link(&mut self, token: u32) {
        self.linked[token as usize] = true;
    }

    pub fn see_twice(&mut self, tokens: impl IntoIterator<Item = u32>) {
        tokens.into_iter().for_each(|token| self.twice[token as usize] = true);
    }

    /// The edges, by place. A variable that comes from nowhere and goes nowhere has none.
    pub fn edges(mut self, flat: &Flat, sets: bool) -> Vec<FlowEdge> {
        self.items.retain(|item| self.linked[item.token as usize]);
        // Stable: items of one place stay in the order in which they were found.
        self.items.sort_by_key(|item| item.token);
        let mut numbers = Numbers { numbers: vec![0; flat.names], next: 1, seen: vec![0; flat.names], round: 0 };
        let mut edges = Vec::new();
        for same in self.items.chunk_by(|one, other| one.token == other.token) {
            let set = sets || same.len() > 1 || self.twice[same[0].token as usize];
            let names = same.iter().flat_map(|item| &self.names[item.names.0 as usize..item.names.1 as usize]);
            let from = numbers.of_all(names.copied(), set);
            let to = numbers.of(flat.tokens[same[0].token as usize].name);
            edges.push(FlowEdge { to, computed: same[0].computed, from });
        }
        edges
    }
}

/// Numbers for names, in order of appearance.
struct Numbers {
    numbers: Vec<u32>,
    next: u32,
    seen: Vec<u32>,
    round: u32,
}

impl Numbers {
    fn of(&mut self, name: u32) -> u32 {
        let number = &mut self.numbers[name as usize];
        if *number == 0 {
            *number = self.next;
            self.next += 1;
        }
        *number - 1
    }

    fn of_all(&mut self, names: impl Iterator<Item = u32>, set: bool) -> Vec<u32> {
        self.round += 1;
        let mut from = Vec::new();
        for name in names {
            let last = std::mem::replace(&mut self.seen[name as usize], self.round);
            if !set || last != self.round {
                from.push(self.of(name));
            }
        }
        from
    }
}
