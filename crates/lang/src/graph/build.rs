//! The walk over a tree that makes the graph; its parts are in the files beside this one.

use std::collections::HashMap;

use tree_sitter::Node;

use super::roles::{Role, roles};
use super::state::Layer;
use super::{Dependence, DependenceKind, Graph};
use crate::rename::{Names, names};
use crate::{Language, Parse};

/// How deep the walk goes, in nodes of the tree that are not chains of one operator. Sources stay under 100; a walk to this depth takes less
/// than half a MiB of the stack.
pub(super) const DEPTH: usize = 200;

pub(super) struct Builder<'t> {
    pub parse: &'t Parse,
    pub text: &'t str,
    pub names: Names<'t>,
    labels: HashMap<String, u32>,
    nodes: Vec<u32>,
    edges: Vec<Dependence>,
    pub layers: Vec<Layer>,
    /// Nodes of what the text defines.
    pub definitions: HashMap<u32, u32>,
    /// Nodes that turned out to be others.
    pub same_as: HashMap<u32, u32>,
    /// The decision that the statement at hand depends on, and its arm.
    pub control: (u32, u16),
    /// Whether what comes after the last statement is reached.
    pub flow: Flow,
    pub depth: usize,
    pub opaque: usize,
}

/// How a statement ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    pub leaves: Leaves,
    /// What the statements behind depend on, if that changed.
    pub then: Option<(u32, u16)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Leaves {
    #[default]
    Nothing,
    Loop,
    Function,
}

pub(super) fn graph(parse: &Parse, text: &str) -> Graph {
    let mut builder = Builder {
        parse,
        text,
        names: names(parse, text),
        labels: HashMap::new(),
        nodes: Vec::new(),
        edges: Vec::new(),
        layers: Vec::new(),
        definitions: HashMap::new(),
        same_as: HashMap::new(),
        control: (0, 0),
        flow: Flow::default(),
        depth: 0,
        opaque: 0,
    };
    builder.node("program");
    builder.enter(None);
    builder.sequence(parse.tree().root_node());
    builder.finish()
}

impl<'t> Builder<'t> {
    pub fn node(&mut self, label: &str) -> u32 {
        let next = self.labels.len() as u32;
        let label = match self.labels.get(label) {
            Some(known) => *known,
            None => *self.labels.entry(label.to_owned()).or_insert(next),
        };
        self.nodes.push(label);
        self.nodes.len() as u32 - 1
    }

    /// How many nodes there are: nodes made later have numbers from here on.
    pub fn mark(&self) -> u32 {
        self.nodes.len() as u32
    }

    pub fn edge(&mut self, from: u32, to: u32, kind: DependenceKind) {
        self.edges.push(Dependence { to, from, kind });
    }

    /// The node depends on the decision at hand.
    pub fn controlled(&mut self, node: u32) {
        self.edge(self.control.0, node, DependenceKind::Control(self.control.1));
    }

    /// Takes that back, if it was the last thing said: the node is the operand of what depends on it.
    pub fn not_controlled(&mut self, node: u32) {
        if self.edges.last().is_some_and(|edge| edge.to == node && matches!(edge.kind, DependenceKind::Control(_))) {
            self.edges.pop();
        }
    }

    pub fn role(&self, node: Node<'t>) -> Role {
        roles().of(self.parse, node)
    }

    pub fn text_of(&self, node: Node) -> &'t str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    pub fn language(&self) -> Language {
        self.parse.language()
    }

    /// What is left of a node without parentheses and the like.
    pub fn bare(&self, mut node: Node<'t>) -> Node<'t> {
        while self.role(node) == Role::Transparent {
            match only(node) {
                Some(child) => node = child,
                None => break,
            }
        }
        node
    }

    /// The value of a node, if it has one.
    pub fn value(&mut self, node: Node<'t>) -> Option<u32> {
        let node = self.bare(node);
        if self.depth >= DEPTH {
            return Some(self.opaque(node));
        }
        self.depth += 1;
        let value = match self.role(node) {
            Role::Skip => None,
            Role::Sequence => self.block(node),
            Role::Assign => self.assign(node),
            Role::Update => self.update(node),
            Role::Member => self.member(node),
            Role::Call => self.call(node),
            Role::If | Role::Unless => self.decide(node, &[]),
            Role::Loop | Role::DoLoop => self.repeat(node),
            Role::Clause => self.clause(node),
            Role::Comprehension => self.comprehension(node),
            Role::Switch => self.switch(node),
            Role::Try => self.attempt(node),
            Role::Function => self.function(node),
            Role::Closure => self.closure(node),
            Role::Class => self.class(node),
            Role::Return | Role::Jump => self.jump(node),
            Role::Operation
            | Role::Transparent
            | Role::Splice
            | Role::List
            | Role::Element
            | Role::Case
            | Role::Handler => self.operation(node),
        };
        self.depth -= 1;
        value
    }

    /// A subtree as one node: its leaves, without the names that the text binds.
    fn opaque(&mut self, node: Node<'t>) -> u32 {
        self.opaque += 1;
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut cursor = node.walk();
        'walk: loop {
            let here = cursor.node();
            if here.child_count() == 0 && !here.is_extra() {
                let bound = self.names.meaning(here.start_byte()).is_some();
                let words = if bound { "" } else { self.text_of(here) };
                // FNV-1a.
                for byte in words.bytes().chain([0]) {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
            }
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    break 'walk;
                }
            }
        }
        self.node(&format!("opaque {hash:016x}"))
    }

    /// The graph without the nodes that turned out to be others.
    fn finish(self) -> Graph {
        let mut places = vec![u32::MAX; self.nodes.len()];
        let mut nodes = Vec::new();
        for (node, label) in (0_u32..).zip(&self.nodes) {
            if !self.same_as.contains_key(&node) {
                places[node as usize] = nodes.len() as u32;
                nodes.push(*label);
            }
        }
        let kept = self.edges.iter().filter(|edge| places[edge.to as usize] != u32::MAX);
        let mut edges: Vec<Dependence> = kept
            .map(|edge| Dependence {
                to: places[edge.to as usize],
                from: places[self.resolve(edge.from) as usize],
                kind: edge.kind,
            })
            .collect();
        edges.sort_by_key(|edge| edge.to);
        let mut labels = vec![String::new(); self.labels.len()];
        for (label, number) in self.labels {
            labels[number as usize] = label;
        }
        Graph { labels, nodes, edges, opaque: self.opaque }
    }
}

/// The named children that are no comments.
pub(super) fn parts<'t>(node: Node<'t>) -> Vec<Node<'t>> {
    node.named_children(&mut node.walk()).filter(|child| !child.is_extra()).collect()
}

fn only<'t>(node: Node<'t>) -> Option<Node<'t>> {
    if let [child] = parts(node)[..] { Some(child) } else { None }
}

/// The first child that is in one of these fields.
pub(super) fn field<'t>(node: Node<'t>, names: &[&str]) -> Option<Node<'t>> {
    names.iter().find_map(|name| node.child_by_field_name(name))
}
