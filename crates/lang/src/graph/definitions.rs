//! Functions, closures and classes.

use tree_sitter::Node;

use super::build::{Builder, Flow, field, parts};
use super::roles::Role;
use crate::DependenceKind::{Control, Data};
use crate::Language;

impl<'t> Builder<'t> {
    /// A function that has a name: what it changes, it changes when it is called.
    pub fn function(&mut self, node: Node<'t>) -> Option<u32> {
        let function = match self.name_of(node).and_then(|name| self.names.meaning(name.start_byte())) {
            Some(meaning) => self.defined(meaning),
            None => self.node("function"),
        };
        self.controlled(function);
        self.inside(node, function);
        self.leave();
        None
    }

    /// A function without a name: it may be called at any time from here on, or never.
    pub fn closure(&mut self, node: Node<'t>) -> Option<u32> {
        let function = self.node("function");
        self.inside(node, function);
        let changed = self.leave();
        self.merge(function, &[Some(changed), Some(Default::default())]);
        Some(function)
    }

    fn inside(&mut self, node: Node<'t>, function: u32) {
        let before = std::mem::replace(&mut self.control, (function, 0));
        self.enter(None);
        let parameters = self.parameters_of(node);
        let body = field(node, &["body"]);
        let mut place = 0;
        for part in parameters {
            self.parameter(part, function, &mut place);
        }
        let result = match body {
            Some(body) => self.statement(body),
            None => {
                let rest: Vec<Node> =
                    parts(node).into_iter().filter(|part| self.role(*part) == Role::Sequence).collect();
                self.statements(&rest)
            }
        };
        // The value of the last expression, where it is what the function returns.
        let block =
            body.is_none_or(|body| self.role(body) == Role::Sequence && body.kind() != "arrow_expression_clause");
        let returns = !block || matches!(self.language(), Language::Rust | Language::Ruby);
        if let Some(result) = result.filter(|_| returns) {
            self.not_controlled(result);
            let returned = self.node("return");
            self.edge(result, returned, Data(0));
            self.controlled(returned);
        }
        self.control = before;
        self.flow = Flow::default();
    }

    /// The name in what declares a function or class.
    fn name_of(&self, node: Node<'t>) -> Option<Node<'t>> {
        let mut name = field(node, &["name", "declarator"])?;
        while let Some(inner) = field(name, &["name", "declarator"]) {
            name = inner;
        }
        Some(name)
    }

    fn parameters_of(&self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut here = Some(node);
        while let Some(node) = here {
            if let Some(parameters) = field(node, &["parameters", "parameter"]) {
                let receiver = field(node, &["receiver"]);
                let one = parameters.child_count() == 0 || self.names.bound(parameters.start_byte()).is_some();
                let listed = if one { vec![parameters] } else { parts(parameters) };
                return receiver.into_iter().chain(listed).collect();
            }
            here = field(node, &["declarator"]);
        }
        Vec::new()
    }

    /// The names that a parameter binds, and what they are if they are not given.
    fn parameter(&mut self, node: Node<'t>, function: u32, place: &mut u16) {
        let default = field(node, &["value", "default_value"]).and_then(|value| self.value(value));
        for name in self.bound_names(node) {
            let parameter = self.node(&format!("parameter {place}"));
            *place = place.saturating_add(1);
            self.edge(function, parameter, Control(0));
            if let Some(default) = default {
                self.edge(default, parameter, Data(0));
            }
            self.set(name, parameter);
        }
    }

    pub fn class(&mut self, node: Node<'t>) -> Option<u32> {
        let name = self.name_of(node);
        let class = match name.and_then(|name| self.names.meaning(name.start_byte())) {
            Some(meaning) => self.defined(meaning),
            None => self.node("class"),
        };
        let body = field(node, &["body"]);
        if body.is_none() && !matches!(self.language(), Language::Ruby | Language::Rust | Language::Python) {
            // It is only named: a type.
            return None;
        }
        self.controlled(class);
        let before = std::mem::replace(&mut self.control, (class, 0));
        let (mut members, mut place) = (Vec::new(), 0);
        for part in parts(node) {
            if Some(part) == name {
                continue;
            }
            if self.role(part) == Role::Sequence || Some(part) == body {
                members.push(part);
            } else if let Some(value) = self.value(part) {
                self.edge(value, class, Data(place));
                place += 1;
            }
        }
        self.enter(None);
        self.statements(&members);
        self.leave();
        self.control = before;
        self.flow = Flow::default();
        None
    }
}
