//! Operations: operators, calls, members, comprehensions, leaves.

use tree_sitter::Node;

use super::build::{Builder, field, parts};
use super::roles::Role;
use super::statements::{SOURCE, TARGET};
use crate::DependenceKind::Data;
use crate::Language;
use crate::rename::NameSort;

/// Operators whose operands can change places.
const COMMUTATIVE: &[&str] = &["==", "!=", "===", "!==", "*", "&", "|", "^"];

/// Marks that say nothing beside the kind of node.
const PUNCTUATION: &[&str] =
    &["(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "\"", "'", "`", "$", "=>", "->", "#", "@", "\n", ""];

impl<'t> Builder<'t> {
    /// Any node: an operation on the values of its parts.
    pub fn operation(&mut self, node: Node<'t>) -> Option<u32> {
        let tokens = self.tokens(node);
        let operands = parts(node);
        if operands.is_empty() {
            return Some(self.leaf(node, &tokens));
        }
        if let ([operator], [_, _]) = (&tokens[..], &operands[..])
            && self.is_operator(node, operator)
        {
            return Some(self.chain(node, operator));
        }
        let label = match (&tokens[..], operands.len()) {
            ([operator], 1) if self.is_operator(node, operator) => format!("unary {operator}"),
            _ => tokens.iter().fold(node.kind().to_owned(), |label, token| label + " " + token),
        };
        let to = field(node, &["type"]).filter(|_| node.kind().contains("cast"));
        let label = to.map_or(label, |to| format!("cast {}", self.text_of(to)));
        let mut values = Vec::new();
        self.operands(node, &mut values);
        Some(self.join(&label, &values, false))
    }

    fn is_operator(&self, node: Node<'t>, token: &str) -> bool {
        let word =
            matches!(token, "and" | "or" | "not" | "in" | "is" | "not in" | "is not" | "instanceof" | "div" | "xor");
        (word || token.bytes().all(|byte| byte.is_ascii_punctuation())) && self.role(node) == Role::Operation
    }

    /// `a + b + c`: a chain of one kind of node on its first operands, without going deep.
    fn chain(&mut self, node: Node<'t>, operator: &'t str) -> u32 {
        let mut links = vec![(node, operator)];
        let first = loop {
            let (last, _) = links[links.len() - 1];
            let Some(first) = parts(last).first().copied() else { break last };
            let next = self.bare(first);
            match (next.kind_id() == node.kind_id(), parts(next).len(), &self.tokens(next)[..]) {
                (true, 2, [operator]) if self.is_operator(next, operator) => links.push((next, *operator)),
                _ => break next,
            }
        };
        let mut value = self.value(first).unwrap_or(0);
        for (link, operator) in links.into_iter().rev() {
            let second = parts(link).get(1).copied();
            let second_value = second.and_then(|second| self.value(second)).unwrap_or(0);
            value = self.binary(operator, &[value, second_value]);
            if operator == ">>" && self.language() == Language::Cpp && self.text_of(first).ends_with("in") {
                // What is read changes.
                if let Some(variable) = second.and_then(|second| self.root(second)) {
                    self.set(variable, value);
                }
            }
        }
        value
    }

    /// An operator between two values.
    pub fn binary(&mut self, operator: &str, operands: &[u32; 2]) -> u32 {
        let [first, second] = *operands;
        let (operator, operands) = match operator {
            ">" => ("<", [second, first]),
            ">=" => ("<=", [second, first]),
            _ => (operator, [first, second]),
        };
        let values: Vec<(u32, u16)> = operands.into_iter().zip(0..).collect();
        self.join(&format!("operator {operator}"), &values, COMMUTATIVE.contains(&operator))
    }

    /// A node for an operation on values, each with its place.
    pub fn join(&mut self, label: &str, values: &[(u32, u16)], anyhow: bool) -> u32 {
        let made = self.node(label);
        for (value, place) in values {
            self.edge(*value, made, Data(if anyhow { 0 } else { *place }));
        }
        made
    }

    /// The values of the parts of a node.
    pub fn operands(&mut self, node: Node<'t>, values: &mut Vec<(u32, u16)>) {
        for part in parts(node) {
            self.operand(part, values);
        }
    }

    fn operand(&mut self, part: Node<'t>, values: &mut Vec<(u32, u16)>) {
        if self.role(part) == Role::Splice {
            for part in parts(part) {
                let place = values.len().min(usize::from(u16::MAX)) as u16;
                values.extend(self.value(part).map(|value| (value, place)));
            }
            return;
        }
        let place = values.len().min(usize::from(u16::MAX)) as u16;
        values.extend(self.value(part).map(|value| (value, place)));
    }

    /// A name, a literal, or a word of the language.
    fn leaf(&mut self, node: Node<'t>, tokens: &[&str]) -> u32 {
        if let Some(meaning) = self.names.meaning(node.start_byte()).filter(|_| node.child_count() == 0) {
            return self.get(meaning);
        }
        if node.child_count() > 0 {
            // Brackets without anything in them, or a word that ends with a semicolon.
            return self.node(&tokens.iter().fold(node.kind().to_owned(), |label, token| label + " " + token));
        }
        let text = self.text_of(node);
        let number = text.starts_with(|first: char| first.is_ascii_digit());
        self.node(&if number { format!("literal {text}") } else { format!("{} {text}", node.kind()) })
    }

    /// The words and operators of a node itself.
    pub fn tokens(&self, node: Node<'t>) -> Vec<&'t str> {
        let mut cursor = node.walk();
        let unnamed = node.children(&mut cursor).filter(|child| !child.is_named()).map(|child| self.text_of(child));
        unnamed.filter(|token| !PUNCTUATION.contains(&token.trim())).collect()
    }

    pub fn member(&mut self, node: Node<'t>) -> Option<u32> {
        let Some(name) =
            field(node, &["attribute", "field", "property", "name"]).filter(|name| name.named_child_count() == 0)
        else {
            return self.operation(node);
        };
        let mut values = Vec::new();
        for part in parts(node).into_iter().filter(|part| *part != name) {
            self.operand(part, &mut values);
        }
        let label = format!("member {}", self.member_name(name));
        Some(self.join(&label, &values, false))
    }

    /// The name of a member; one that the text itself defines has none.
    fn member_name(&self, name: Node<'t>) -> &'t str {
        let text = self.text_of(name);
        if self.names.meaning(name.start_byte()).is_some() || self.names.members.contains(text) { "" } else { text }
    }

    pub fn call(&mut self, node: Node<'t>) -> Option<u32> {
        let Some(callee) = field(node, &["function", "name", "method", "macro"]).map(|callee| self.bare(callee)) else {
            return self.operation(node);
        };
        let mut values = Vec::new();
        let label = if self.role(callee) == Role::Member {
            let name = field(callee, &["attribute", "field", "property", "name"]);
            for part in parts(callee).into_iter().filter(|part| Some(*part) != name) {
                self.operand(part, &mut values);
            }
            format!("call .{}", name.map_or("", |name| self.member_name(name)))
        } else if callee.named_child_count() == 0 {
            match self.names.meaning(callee.start_byte()) {
                Some(meaning) if matches!(self.names.sort(meaning), NameSort::Function | NameSort::Type) => {
                    let function = self.get(meaning);
                    values.push((function, u16::MAX));
                    "call own".to_owned()
                }
                Some(_) => {
                    self.operand(callee, &mut values);
                    "call value".to_owned()
                }
                None => {
                    let of_object = field(node, &["object", "receiver", "scope"]).is_some();
                    format!("call {}{}", if of_object { "." } else { "" }, self.member_name(callee))
                }
            }
        } else {
            self.operand(callee, &mut values);
            "call value".to_owned()
        };
        for part in parts(node) {
            if self.bare(part) != callee {
                self.operand(part, &mut values);
            }
        }
        let call = self.join(&label, &values, false);
        self.addresses(node, call);
        Some(call)
    }

    /// Variables whose addresses a call gets change in it.
    fn addresses(&mut self, node: Node<'t>, call: u32) {
        let Some(arguments) = parts(node).into_iter().find(|part| self.role(*part) == Role::Splice) else { return };
        for argument in parts(arguments) {
            let argument = self.bare(argument);
            let mutable = self.tokens(argument).first() == Some(&"&") && parts(argument).len() == 1
                || matches!(argument.kind(), "reference_expression") && self.text_of(argument).starts_with("&mut");
            let variable = parts(argument).last().and_then(|inner| self.root(*inner)).filter(|_| mutable);
            if let Some(variable) = variable {
                self.set(variable, call);
            }
        }
    }

    /// A method that is called for its effect changes the variable that it is called on.
    pub fn effect(&mut self, node: Node<'t>, call: u32) {
        if self.role(node) != Role::Call {
            return;
        }
        let callee = field(node, &["function"]).map(|callee| self.bare(callee));
        let object = match callee.filter(|callee| self.role(*callee) == Role::Member) {
            Some(callee) => parts(callee).first().copied(),
            None => field(node, &["object", "receiver"]),
        };
        let variable = object.and_then(|object| self.root(object));
        if let Some(variable) =
            variable.filter(|variable| matches!(self.names.sort(*variable), NameSort::Variable | NameSort::Parameter))
        {
            self.set(variable, call);
        }
    }

    /// The head of a loop or comprehension by itself.
    pub fn clause(&mut self, node: Node<'t>) -> Option<u32> {
        let (Some(target), Some(source)) = (field(node, TARGET), field(node, SOURCE)) else {
            return self.operation(node);
        };
        let taken = self.value(source)?;
        let item = self.node("item");
        self.edge(taken, item, Data(0));
        self.store(target, item);
        Some(item)
    }

    /// Its clauses come first, whatever the order of the text.
    pub fn comprehension(&mut self, node: Node<'t>) -> Option<u32> {
        let comprehension = self.node(node.kind());
        let before = std::mem::replace(&mut self.control, (comprehension, 0));
        let body = field(node, &["body"]);
        self.enter(None);
        for part in parts(node).into_iter().filter(|part| Some(*part) != body).chain(body) {
            let value = self.value(part);
            let place = if Some(part) == body { 0 } else { 1 };
            value.into_iter().for_each(|value| self.edge(value, comprehension, Data(place)));
        }
        self.leave();
        self.control = before;
        Some(comprehension)
    }
}
