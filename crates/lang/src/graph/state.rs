//! Which value each variable has, while the program is walked: layers for what may or may not happen.

use std::collections::BTreeMap;

use super::build::Builder;
use crate::DependenceKind::{Control, Data};
use crate::rename::NameSort;

/// What happened to variables within an arm of a decision, a loop or a function.
#[derive(Default)]
pub(super) struct Layer {
    /// The value that a variable has now.
    pub values: BTreeMap<u32, u32>,
    /// The node of the loop that this is the inside of.
    repeats: Option<u32>,
    /// In a loop: the nodes where the value before the loop and that of the last round meet.
    meets: BTreeMap<u32, u32>,
}

impl Builder<'_> {
    pub fn enter(&mut self, repeats: Option<u32>) {
        self.layers.push(Layer { repeats, ..Layer::default() });
    }

    /// What changed since the layer was entered.
    pub fn leave(&mut self) -> BTreeMap<u32, u32> {
        self.layers.pop().unwrap_or_default().values
    }

    pub fn set(&mut self, variable: u32, value: u32) {
        if let Some(layer) = self.layers.last_mut() {
            layer.values.insert(variable, value);
        }
    }

    /// The value of a variable. In a loop a value from outside meets that of the round before.
    pub fn get(&mut self, variable: u32) -> u32 {
        match self.names.sort(variable) {
            NameSort::Function | NameSort::Type => self.defined(variable),
            _ => self.get_below(variable, self.layers.len()),
        }
    }

    fn get_below(&mut self, variable: u32, layers: usize) -> u32 {
        for at in (0..layers).rev() {
            if let Some(value) = self.layers[at].values.get(&variable) {
                return *value;
            }
            if let Some(repeats) = self.layers[at].repeats {
                let before = self.get_below(variable, at);
                let meet = self.node("phi");
                self.edge(before, meet, Data(0));
                self.edge(repeats, meet, Control(0));
                self.layers[at].values.insert(variable, meet);
                self.layers[at].meets.insert(variable, meet);
                return meet;
            }
        }
        self.defined(variable)
    }

    /// The node that stands for a name wherever it is: a function, a class, or a variable that nobody gave a value.
    pub fn defined(&mut self, variable: u32) -> u32 {
        if let Some(node) = self.definitions.get(&variable) {
            return *node;
        }
        let node = self.node(match self.names.sort(variable) {
            NameSort::Function => "function",
            NameSort::Type => "class",
            NameSort::Parameter => "parameter",
            NameSort::Variable => "variable",
        });
        self.definitions.insert(variable, node);
        node
    }

    /// Leaves a loop: what changed in it meets what was before.
    pub fn leave_loop(&mut self) {
        let Layer { values, repeats, meets } = self.layers.pop().unwrap_or_default();
        for (variable, value) in values {
            let value = self.resolve(value);
            match meets.get(&variable) {
                Some(meet) if *meet == value => {
                    // It never changed: there is nothing to meet.
                    let before = self.get(variable);
                    self.same_as.insert(*meet, before);
                }
                Some(meet) => {
                    self.edge(value, *meet, Data(1));
                    self.set(variable, *meet);
                }
                None => {
                    let before = self.get(variable);
                    let meet = self.node("phi");
                    self.edge(before, meet, Data(0));
                    self.edge(value, meet, Data(1));
                    repeats.into_iter().for_each(|repeats| self.edge(repeats, meet, Control(0)));
                    self.set(variable, meet);
                }
            }
        }
    }

    /// The arms of a decision come together; `None` is an arm that does not come back.
    pub fn merge(&mut self, decision: u32, arms: &[Option<BTreeMap<u32, u32>>]) {
        let mut changed: Vec<u32> = arms.iter().flatten().flat_map(|arm| arm.keys().copied()).collect();
        changed.sort_unstable();
        changed.dedup();
        for variable in changed {
            let mut values = Vec::new();
            for (arm, changes) in (0_u16..).zip(arms) {
                let Some(changes) = changes else { continue };
                let value = changes.get(&variable).copied();
                values.push((arm, value.unwrap_or_else(|| self.get(variable))));
            }
            let first = values[0].1;
            if values.iter().all(|(_, value)| *value == first) {
                self.set(variable, first);
                continue;
            }
            let meet = self.node("merge");
            for (arm, value) in values {
                self.edge(value, meet, Data(arm));
            }
            self.edge(decision, meet, Control(0));
            self.set(variable, meet);
        }
    }

    /// The node that is meant, where one turned out to be another.
    pub fn resolve(&self, mut node: u32) -> u32 {
        while let Some(same) = self.same_as.get(&node) {
            node = *same;
        }
        node
    }
}
