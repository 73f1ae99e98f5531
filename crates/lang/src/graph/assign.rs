//! What gives values to names, members and elements.

use tree_sitter::Node;

use super::build::{Builder, field, parts};
use super::roles::Role;
use super::statements::{SOURCE, TARGET};
use crate::DependenceKind::Data;
use crate::Language;

impl<'t> Builder<'t> {
    pub fn assign(&mut self, node: Node<'t>) -> Option<u32> {
        let target = field(node, TARGET).or_else(|| parts(node).first().copied())?;
        let last = || parts(node).last().copied().filter(|last| *last != target && self.language() == Language::CSharp);
        let as_pattern = || parts(node).first().copied().filter(|_| node.kind() == "as_pattern");
        let source = field(node, SOURCE).or_else(as_pattern).or_else(last);
        let Some(source) = source.filter(|source| *source != target) else {
            // Declared only.
            return None;
        };
        let token = self.tokens(node).into_iter().find(|token| token.ends_with('=')).unwrap_or("=");
        let operator = token.strip_suffix('=').filter(|operator| !matches!(*operator, "" | ":"));
        let (targets, sources) = (self.listed(target), self.listed(source));
        if operator.is_none() && targets.len() == sources.len() && targets.len() > 1 {
            let values: Vec<Option<u32>> = sources.into_iter().map(|source| self.value(source)).collect();
            for (target, value) in targets.into_iter().zip(values) {
                let value = value.unwrap_or_else(|| self.node("nothing"));
                self.store(target, value);
            }
            return None;
        }
        let (target, source) = match (&targets[..], &sources[..]) {
            ([target], [source]) => (*target, *source),
            _ => (target, source),
        };
        let value = match operator {
            Some(operator) => {
                let operands = [self.value(target), self.value(source)];
                self.binary(operator, &operands.map(|operand| operand.unwrap_or(0)))
            }
            None => self.value(source).unwrap_or_else(|| self.node("nothing")),
        };
        self.store(target, value);
        if let Some(otherwise) = field(node, &["alternative"]) {
            // `let … else` of Rust.
            self.statement(otherwise);
        }
        Some(value)
    }

    pub fn update(&mut self, node: Node<'t>) -> Option<u32> {
        let tokens = self.tokens(node);
        let Some(token) = tokens.into_iter().find(|token| matches!(*token, "++" | "--")) else {
            return self.operation(node);
        };
        let target = parts(node).first().copied()?;
        let old = self.value(target)?;
        let one = self.node("literal 1");
        let new = self.binary(&token[1..], &[old, one]);
        self.store(target, new);
        let before = token.len() == 2 && node.child(0).is_some_and(|first| !first.is_named());
        Some(if before { new } else { old })
    }

    /// The elements of a list of targets or values, else the one that it is.
    fn listed(&self, node: Node<'t>) -> Vec<Node<'t>> {
        let node = self.bare(node);
        if self.role(node) == Role::List { parts(node) } else { vec![node] }
    }

    /// Puts a value somewhere.
    pub fn store(&mut self, target: Node<'t>, value: u32) {
        let mut target = self.bare(target);
        while let Some(inner) = field(target, &["declarator"]) {
            target = inner;
        }
        if self.depth > super::build::DEPTH {
            return;
        }
        self.depth += 1;
        match self.role(target) {
            Role::List => {
                for (place, part) in parts(target).into_iter().enumerate() {
                    let item = self.node(&format!("part {place}"));
                    self.edge(value, item, Data(0));
                    self.store(part, item);
                }
            }
            Role::Member | Role::Element => {
                let place = self.value(target);
                let store = self.stored("store", value);
                place.into_iter().for_each(|place| self.edge(place, store, Data(1)));
                if let Some(root) = self.root(target) {
                    self.set(root, store);
                }
            }
            _ if target.named_child_count() == 0
                || self.names.meaning(target.start_byte()).is_some() && target.child_count() == 0 =>
            {
                match self.names.meaning(target.start_byte()) {
                    Some(variable) => {
                        self.stored("store", value);
                        self.set(variable, value);
                    }
                    None => {
                        self.stored(&format!("store {}", self.text_of(target)), value);
                    }
                }
            }
            _ => {
                self.stored("store", value);
                self.bind_names(target, value);
            }
        }
        self.depth -= 1;
    }

    fn stored(&mut self, label: &str, value: u32) -> u32 {
        let store = self.node(label);
        self.edge(value, store, Data(0));
        self.controlled(store);
        store
    }

    /// Gives each name that a pattern binds its part of a value.
    pub fn bind_names(&mut self, pattern: Node<'t>, value: u32) {
        for (place, name) in self.bound_names(pattern).into_iter().enumerate() {
            let part = self.node(&format!("part {place} of {}", pattern.kind()));
            self.edge(value, part, Data(0));
            self.set(name, part);
        }
    }

    /// The names that are bound in a subtree, in order.
    pub fn bound_names(&self, node: Node<'t>) -> Vec<u32> {
        let mut names = Vec::new();
        let mut cursor = node.walk();
        loop {
            let here = cursor.node();
            if here.child_count() == 0 {
                names.extend(self.names.bound(here.start_byte()));
            } else if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return names;
                }
            }
        }
    }

    /// The variable that a member or element is part of.
    pub fn root(&self, node: Node<'t>) -> Option<u32> {
        let mut node = self.bare(node);
        while matches!(self.role(node), Role::Member | Role::Element) {
            node = self.bare(parts(node).first().copied()?);
        }
        self.names.meaning(node.start_byte()).filter(|_| node.child_count() == 0)
    }
}
