//! Statements: sequences, decisions, loops, switches, exceptions and jumps.

use std::collections::BTreeMap;

use tree_sitter::Node;

use super::build::{Builder, Flow, Leaves, field, parts};
use super::roles::Role;
use crate::DependenceKind::{Control, Data};
use crate::Language;
use crate::parse::Kind;

/// What an arm of a decision changed, unless it does not come back.
type Arm = Option<BTreeMap<u32, u32>>;

const CONDITION: &[&str] = &["condition"];
const BODY: &[&str] = &["body", "consequence", "consequent"];
const FIRST: &[&str] = &["init", "initializer", "initialize"];
const LAST: &[&str] = &["update", "increment"];
/// Where a loop puts what it takes, and where it takes it from.
pub(super) const TARGET: &[&str] = &["left", "name", "declarator", "pattern", "alias"];
pub(super) const SOURCE: &[&str] = &["right", "value"];

impl<'t> Builder<'t> {
    /// A block within a statement: what leaves it, leaves the statement.
    pub fn block(&mut self, node: Node<'t>) -> Option<u32> {
        self.sequence(node)
    }

    /// Statements one after the other; the value of the last, if it is one.
    pub fn sequence(&mut self, node: Node<'t>) -> Option<u32> {
        let types = node.child_by_field_name("type");
        let statements: Vec<Node> = parts(node).into_iter().filter(|part| Some(*part) != types).collect();
        self.statements(&statements)
    }

    pub fn statements(&mut self, statements: &[Node<'t>]) -> Option<u32> {
        let control = self.control;
        let (mut leaves, mut last) = (Leaves::Nothing, None);
        for statement in statements {
            if self.is_documentation(*statement) {
                continue;
            }
            last = self.statement(*statement).filter(|_| !self.is_discarded(*statement));
            leaves = leaves.max(self.flow.leaves);
            if let Some(then) = self.flow.then {
                self.control = then;
            }
        }
        self.control = control;
        self.flow = Flow { leaves, then: None };
        last
    }

    /// A text that stands by itself in Python.
    fn is_documentation(&self, node: Node<'t>) -> bool {
        self.language() == Language::Python
            && node.kind() == "expression_statement"
            && self.parse.grammar().kind(self.bare(node).kind_id()) == Kind::Literal
    }

    /// With a semicolon an expression of Rust has no value.
    fn is_discarded(&self, node: Node<'t>) -> bool {
        self.language() == Language::Rust
            && (node.kind() != "expression_statement" || self.text_of(node).ends_with(';'))
            && node.kind().ends_with("_statement")
    }

    pub fn statement(&mut self, node: Node<'t>) -> Option<u32> {
        let (node, mark) = (self.bare(node), self.mark());
        self.flow = Flow::default();
        let value = self.value(node);
        let role = self.role(node);
        // The others say themselves what they depend on.
        let plain = matches!(
            role,
            Role::Operation
                | Role::Call
                | Role::Member
                | Role::Element
                | Role::List
                | Role::Comprehension
                | Role::Closure
                | Role::Splice
        );
        if let Some(made) = value.filter(|value| plain && *value >= mark) {
            self.controlled(made);
            self.effect(node, made);
        }
        value
    }

    /// An arm of a decision: its value, and what it changed.
    fn arm(&mut self, control: (u32, u16), run: impl FnOnce(&mut Self) -> Option<u32>) -> (Option<u32>, Arm, Leaves) {
        let before = std::mem::replace(&mut self.control, control);
        self.enter(None);
        self.flow = Flow::default();
        let value = run(self);
        let changes = self.leave();
        self.control = before;
        let leaves = std::mem::take(&mut self.flow).leaves;
        (value, (leaves != Leaves::Function).then_some(changes), leaves)
    }

    /// `if` in its forms. `further`: alternatives that the tree has beside this one, not in it.
    pub fn decide(&mut self, node: Node<'t>, further: &[Node<'t>]) -> Option<u32> {
        if let Some(first) = field(node, FIRST) {
            self.statement(first);
        }
        let decision = self.node("if");
        self.controlled(decision);
        let condition = field(node, CONDITION);
        if let Some(value) = condition.and_then(|condition| self.value(condition)) {
            self.edge(value, decision, Data(0));
        }
        let negated = u16::from(self.role(node) == Role::Unless);
        let body = field(node, BODY);
        let (then, changed, leaves) = self.arm((decision, negated), |this| body.and_then(|body| this.statement(body)));
        let own: Vec<Node> = node.children_by_field_name("alternative", &mut node.walk()).collect();
        let alternatives = if own.is_empty() { further } else { &own };
        let (otherwise, unchanged, other_leaves) =
            self.arm((decision, 1 - negated), |this| this.alternative(alternatives));
        self.merge(decision, &[changed, unchanged]);
        let then_control = match (leaves, other_leaves) {
            (Leaves::Nothing, Leaves::Nothing) => None,
            (Leaves::Nothing, _) => Some((decision, negated)),
            (_, Leaves::Nothing) => Some((decision, 1 - negated)),
            _ => None,
        };
        self.flow = Flow { leaves: leaves.min(other_leaves), then: then_control };
        self.meeting(node, decision, &[then, otherwise])
    }

    fn alternative(&mut self, alternatives: &[Node<'t>]) -> Option<u32> {
        let (first, further) = alternatives.split_first()?;
        match self.role(*first) {
            Role::If => {
                self.depth += 1;
                let value =
                    if self.depth >= super::build::DEPTH { self.value(*first) } else { self.decide(*first, further) };
                self.depth -= 1;
                // What follows the whole statement does not follow this one alone.
                self.flow.then = None;
                value
            }
            _ => self.statement(*first),
        }
    }

    /// The value of a decision whose arms have values.
    fn meeting(&mut self, node: Node<'t>, decision: u32, values: &[Option<u32>]) -> Option<u32> {
        let statement =
            !matches!(self.language(), Language::Rust | Language::Ruby) && !node.kind().ends_with("expression");
        if statement || values.len() < 2 || values.iter().any(Option::is_none) {
            return None;
        }
        let meet = self.node("merge");
        for (arm, value) in (0_u16..).zip(values.iter().flatten()) {
            self.edge(*value, meet, Data(arm));
        }
        self.edge(decision, meet, Control(0));
        Some(meet)
    }

    /// Loops of all sorts.
    pub fn repeat(&mut self, node: Node<'t>) -> Option<u32> {
        let children = parts(node);
        let head = children.iter().copied().find(|child| self.role(*child) == Role::Clause).unwrap_or(node);
        if let Some(first) = field(head, FIRST) {
            self.statement(first);
        }
        let again = self.node("loop");
        self.controlled(again);
        let (mut target, mut source, mut body) = (field(head, TARGET), field(head, SOURCE), field(node, BODY));
        if node.kind() == "foreach_statement" && source.is_none() {
            // PHP has no fields here: what is taken, where it is put, what is done.
            (source, target) = (children.first().copied(), children.get(1).copied());
            body = body.or_else(|| children.get(2).copied());
        }
        let taken = source.and_then(|source| self.value(source));
        let before = std::mem::replace(&mut self.control, (again, 0));
        self.enter(Some(again));
        if let Some(taken) = taken {
            let item = self.node("item");
            self.edge(taken, item, Data(0));
            self.controlled(item);
            match target {
                Some(target) => self.store(target, item),
                None => self.edge(item, again, Data(0)),
            }
        }
        let condition = field(head, CONDITION).or_else(|| self.bare_condition(node, head, &children));
        if self.role(node) == Role::DoLoop {
            body.and_then(|body| self.statement(body));
            self.condition(condition, again);
        } else {
            self.condition(condition, again);
            body.and_then(|body| self.statement(body));
        }
        if let Some(last) = field(head, LAST) {
            self.statement(last);
        }
        self.leave_loop();
        self.control = before;
        if let Some(otherwise) = field(node, &["alternative"]) {
            self.statement(otherwise);
        }
        self.flow = Flow::default();
        None
    }

    /// Go has loops whose condition is in no field.
    fn bare_condition(&self, node: Node<'t>, head: Node<'t>, children: &[Node<'t>]) -> Option<Node<'t>> {
        let body = field(node, BODY);
        let plain = self.language() == Language::Go && head == node;
        children.iter().copied().find(|child| plain && Some(*child) != body)
    }

    fn condition(&mut self, condition: Option<Node<'t>>, again: u32) {
        if let Some(value) = condition.and_then(|condition| self.value(condition)) {
            self.edge(value, again, Data(1));
        }
    }

    pub fn switch(&mut self, node: Node<'t>) -> Option<u32> {
        let decision = self.node("switch");
        self.controlled(decision);
        if let Some(first) = field(node, FIRST) {
            self.statement(first);
        }
        let subject =
            field(node, &["value", "condition", "subject", "expression"]).or_else(|| parts(node).first().copied());
        let subject = subject.filter(|subject| self.role(*subject) != Role::Case);
        let value = subject.and_then(|subject| self.value(subject));
        if let Some(value) = value {
            self.edge(value, decision, Data(0));
        }
        let (mut arms, mut values) = (vec![Some(BTreeMap::new())], Vec::new());
        for case in self.cases(node, subject) {
            let (value, changed, _) = self.arm((decision, 0), |this| this.case(case, value));
            arms.push(changed);
            values.push(value);
        }
        self.merge(decision, &arms);
        self.flow = Flow::default();
        self.meeting(node, decision, &values)
    }

    /// The cases of a switch, which some grammars put in blocks.
    fn cases(&self, node: Node<'t>, subject: Option<Node<'t>>) -> Vec<Node<'t>> {
        let mut cases = Vec::new();
        let mut waiting: Vec<Node> = parts(node).into_iter().filter(|part| Some(*part) != subject).rev().collect();
        while let Some(node) = waiting.pop() {
            let block = matches!(self.role(node), Role::Sequence | Role::Operation) && node.kind() != "else";
            match self.role(node) {
                Role::Case => cases.push(node),
                _ if block => {
                    waiting.extend(parts(node).into_iter().rev().filter(|part| self.role(*part) == Role::Case))
                }
                _ => cases.push(node),
            }
        }
        cases
    }

    fn case(&mut self, node: Node<'t>, subject: Option<u32>) -> Option<u32> {
        let case = self.node("case");
        self.controlled(case);
        if self.role(node) != Role::Case {
            self.control = (case, 0);
            return self.statement(node);
        }
        let has_pattern = node.child_by_field_name("pattern").is_some();
        let patterns =
            if has_pattern { &["pattern", "guard"][..] } else { &["value", "type", "conditional_expressions"] };
        let (mut body, mut place) = (Vec::new(), 0);
        let mut cursor = node.walk();
        for (at, part) in (0_u32..).zip(node.children(&mut cursor)) {
            if !part.is_named() || part.is_extra() {
                continue;
            }
            let field = node.field_name_for_child(at);
            let label = matches!(part.kind(), "switch_label" | "case_pattern" | "case_switch_label" | "if_clause");
            if !label && field.is_none_or(|field| !patterns.contains(&field)) {
                body.push(part);
                continue;
            }
            if let Some(value) = self.value(part) {
                self.edge(value, case, Data(place));
            }
            place += 1;
            if let Some(subject) = subject {
                self.bind_names(part, subject);
            }
        }
        self.control = (case, 0);
        self.statements(&body)
    }

    pub fn attempt(&mut self, node: Node<'t>) -> Option<u32> {
        let attempt = self.node("try");
        self.controlled(attempt);
        let mut arms = Vec::new();
        let mut finally = Vec::new();
        for part in parts(node) {
            match (self.role(part), part.kind()) {
                (Role::Handler, _) => arms.push(self.arm((attempt, 1), |this| this.handler(part)).1),
                (_, "finally_clause") => finally.push(part),
                _ => {
                    let before = std::mem::replace(&mut self.control, (attempt, 0));
                    self.statement(part);
                    self.control = before;
                }
            }
        }
        arms.push(Some(BTreeMap::new()));
        self.merge(attempt, &arms);
        finally.into_iter().for_each(|part| {
            self.statement(part);
        });
        self.flow = Flow::default();
        None
    }

    fn handler(&mut self, node: Node<'t>) -> Option<u32> {
        let handler = self.node("handler");
        self.controlled(handler);
        let (mut body, mut place) = (Vec::new(), 0);
        for part in parts(node) {
            if self.role(part) == Role::Sequence {
                body.push(part);
            } else if let Some(value) = self.value(part) {
                self.edge(value, handler, Data(place));
                place += 1;
            }
        }
        self.control = (handler, 0);
        self.statements(&body)
    }

    pub fn jump(&mut self, node: Node<'t>) -> Option<u32> {
        let (leaves, mut label) = match self.role(node) {
            Role::Return => (Leaves::Function, "return"),
            _ => (Leaves::Loop, "continue"),
        };
        let kind = node.kind();
        for (word, better) in
            [("throw", "throw"), ("raise", "throw"), ("break", "break"), ("goto", "goto"), ("exit", "exit")]
        {
            label = if kind.starts_with(word) { better } else { label };
        }
        let mut operands = Vec::new();
        self.operands(node, &mut operands);
        let jump = self.join(label, &operands, false);
        self.controlled(jump);
        self.flow = Flow { leaves, then: None };
        None
    }
}
