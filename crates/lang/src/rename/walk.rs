//! The walk over a tree that finds its scopes and names, as the language's table has it.

use tree_sitter::Node;

use super::compiled::{Compiled, KindInfo};
use super::scopes::{How, Occurrence, ScopeId, Scopes};
use super::table::{Bind, Capitals, From, Level, ScopeKind, Sort, Space, Special, Then};
use super::words::words;
use crate::parse::{Grammar, Kind, Parse};

/// The scopes of a text and what each name in it means.
pub(super) fn scopes<'t>(parse: &'t Parse, text: &'t str, compiled: &'static Compiled) -> Scopes<'t> {
    let mut walk = Walk { text, compiled, grammar: parse.grammar(), frames: Vec::new(), found: Scopes::default() };
    walk.found.sees_members = compiled.table.sees_members;
    walk.found.mixes_spaces = compiled.table.mixes_spaces;
    walk.run(parse);
    walk.found.settle();
    walk.found
}

/// A walk on its way; specials see it.
pub(super) struct Walk<'t> {
    pub text: &'t str,
    compiled: &'static Compiled,
    grammar: &'static Grammar,
    frames: Vec<Frame<'t>>,
    pub found: Scopes<'t>,
}

/// A node that is being walked.
#[derive(Clone, Copy)]
pub(super) struct Frame<'t> {
    pub node: Node<'t>,
    kind: u16,
    info: KindInfo,
    pub scope: ScopeId,
    /// What the node is, for its children to inherit if it is a pattern.
    mode: Mode,
    /// Names below it stay.
    frozen: bool,
    /// What it declares can be reached from elsewhere.
    exposed: bool,
}

#[derive(Clone, Copy)]
enum Mode {
    Use,
    UseType,
    Callee,
    Function,
    Initializer,
    Bind(Bind, u32),
    Skip,
    Keep,
    KeepTop,
    Keyword,
}

impl<'t> Walk<'t> {
    fn run(&mut self, parse: &'t Parse) {
        let top = self.found.open(None, ScopeKind::Top);
        let root = parse.tree().root_node();
        let mut info = self.compiled.kind(root.kind_id());
        info.plain = true;
        self.frames.push(Frame {
            node: root,
            kind: root.kind_id(),
            info,
            scope: top,
            mode: Mode::Use,
            frozen: false,
            exposed: false,
        });
        let mut cursor = root.walk();
        if !cursor.goto_first_child() {
            return;
        }
        loop {
            if let Some(frame) = self.enter(cursor.node(), cursor.field_id().map(|id| id.get()))
                && cursor.goto_first_child()
            {
                self.frames.push(frame);
                continue;
            }
            while !cursor.goto_next_sibling() {
                self.frames.pop();
                if !cursor.goto_parent() || self.frames.is_empty() {
                    return;
                }
            }
        }
    }

    /// Takes note of a node; a frame says that its children are to be walked.
    fn enter(&mut self, node: Node<'t>, field: Option<u16>) -> Option<Frame<'t>> {
        let parent = *self.frames.last()?;
        let kind = node.kind_id();
        let class = self.grammar.kind(kind);
        if class == Kind::Comment {
            self.comment(node);
            return None;
        }
        if !node.is_named() {
            return None;
        }
        let info = self.compiled.kind(kind);
        if self.grammar.kind(parent.kind) == Kind::Literal && !info.interpolation {
            return None;
        }
        let then = self.compiled.then(parent.node, parent.kind, field, kind);
        let mut frame = Frame { node, kind, info, ..parent };
        frame.mode = match then {
            None if parent.info.pattern => parent.mode,
            None if parent.info.plain || info.name.is_none() => Mode::Use,
            None => Mode::Keep,
            Some(Then::Use | Then::Body) => Mode::Use,
            Some(Then::OutsideOfFirst) if !self.is_first(parent.node) => Mode::Use,
            Some(Then::Outside | Then::OutsideOfFirst) => {
                frame.scope = self.found.scope(parent.scope).parent.unwrap_or(parent.scope);
                Mode::Use
            }
            Some(Then::UseType) => Mode::UseType,
            Some(Then::Inherit) => parent.mode,
            Some(Then::Callee) => Mode::Callee,
            Some(Then::Initializer) => Mode::Initializer,
            Some(Then::Left) if matches!(parent.mode, Mode::Initializer) && info.name.is_some() => Mode::Skip,
            Some(Then::Left) => Mode::Use,
            Some(Then::Bind(bind) | Then::BindWith(_, bind)) => {
                let from = match bind.from {
                    From::Start => 0,
                    From::Name => node.start_byte(),
                    From::After => parent.node.end_byte(),
                };
                Mode::Bind(bind, from as u32)
            }
            Some(Then::Prototype) => with_sort(parent.mode, Sort::Variable, Sort::Declared),
            Some(Then::Pointer) => with_sort(parent.mode, Sort::Declared, Sort::Variable),
            Some(Then::Skip) => Mode::Skip,
            Some(Then::Keep | Then::KeepWithout(_)) => {
                frame.frozen = true;
                Mode::Keep
            }
            Some(Then::KeepOutside) => {
                frame.scope = self.found.scope(parent.scope).parent.unwrap_or(parent.scope);
                Mode::Keep
            }
            Some(Then::Function(field)) if parent.node.child_by_field_name(field).is_none() => Mode::Function,
            Some(Then::Function(_) | Then::KeepTop) => Mode::KeepTop,
            Some(Then::Parameters) => Mode::Use,
            Some(Then::Keyword) => Mode::Keyword,
            Some(Then::Veto) => {
                self.veto_words(node);
                return None;
            }
        };
        self.found.dynamic |= info.dynamic;
        if class == Kind::Literal {
            self.quote(node);
            frame.frozen = true;
            return node
                .children(&mut node.walk())
                .any(|child| self.compiled.kind(child.kind_id()).interpolation)
                .then_some(frame);
        }
        if let Some(space) = info.name {
            // A sigil is no part of the name.
            self.name(node.named_child(0).unwrap_or(node), space, frame);
            return None;
        }
        if matches!(frame.mode, Mode::Skip) {
            return None;
        }
        if info.other {
            if matches!(frame.mode, Mode::KeepTop) {
                self.name(node, Space::Value, frame);
            }
            return None;
        }
        if info.symbol {
            self.quote(node);
            return None;
        }
        if node.child_count() == 0 {
            self.veto_words(node);
            return None;
        }
        let exposure = match info.exposing {
            true => (self.compiled.table.exposure)(node, parent.node, self.text),
            false => Default::default(),
        };
        frame.exposed |= exposure.name;
        let shares_scope = match then {
            Some(Then::Body) => true,
            Some(Then::Parameters) => matches!(parent.mode, Mode::Bind(Bind { level: Level::Outer, .. }, _)),
            _ => false,
        };
        if let Some(kind) = info.scope.filter(|_| !shares_scope) {
            frame.scope = self.found.open(Some(frame.scope), kind);
            let exposed = frame.exposed;
            let scope = &mut self.found.scopes[frame.scope as usize];
            (scope.exposed_name, scope.exposed_parameters) = (exposed, exposure.parameters);
            scope.open = exposure.open;
            frame.exposed = false;
        }
        if info.special {
            self.frames.push(frame);
            let special = (self.compiled.table.special)(self, node);
            self.frames.pop();
            match special {
                Special::Walk => {}
                Special::Freeze => frame.frozen = true,
                Special::Done => return None,
            }
        }
        Some(frame)
    }

    /// Whether the node around is the first of its kind among its siblings.
    fn is_first(&self, node: Node) -> bool {
        let around = self.frames.iter().rev().nth(1).map_or(node, |frame| frame.node);
        around.children(&mut around.walk()).find(|child| child.kind_id() == node.kind_id()) == Some(node)
    }

    /// Takes note of a name.
    fn name(&mut self, node: Node<'t>, space: Space, frame: Frame<'t>) {
        let text = self.text_of(node);
        let mode = match frame.mode {
            Mode::Function if frame.frozen => Mode::KeepTop,
            Mode::Use | Mode::UseType | Mode::Callee if frame.frozen || frame.info.shorthand => Mode::Keep,
            Mode::Bind(bind, from) if frame.frozen || frame.info.shorthand => {
                Mode::Bind(Bind { sort: Sort::Fixed, ..bind }, from)
            }
            mode => mode,
        };
        if matches!(mode, Mode::Skip | Mode::KeepTop) {
            self.found.introspects |= self.compiled.table.introspective.contains(&text);
        }
        match mode {
            Mode::Skip => {}
            Mode::Keyword => {
                self.found.keywords.insert(text);
            }
            Mode::Use | Mode::Initializer => self.record(node, space, frame.scope, How::Use),
            Mode::UseType => self.record(node, Space::Type, frame.scope, How::Use),
            Mode::Callee => self.record(node, space, frame.scope, How::Callee),
            Mode::Function => self.record(node, Space::Type, frame.scope, How::Callee),
            Mode::Keep => self.record(node, space, frame.scope, How::Keep),
            Mode::KeepTop => {
                self.found.kept_at_top.insert(text);
            }
            Mode::Bind(bind, from) => self.bind(node, space, frame, bind, from),
        }
    }

    /// Takes note of a use.
    pub fn record(&mut self, node: Node<'t>, space: Space, scope: ScopeId, how: How) {
        let name = self.found.name(self.text_of(node));
        let (start, end) = (node.start_byte() as u32, node.end_byte() as u32);
        self.found.occurrences.push(Occurrence { start, end, name, scope, space, how, binding: None });
    }

    fn bind(&mut self, node: Node<'t>, space: Space, frame: Frame<'t>, bind: Bind, from: u32) {
        let parent = self.frames.last().copied().unwrap_or(frame);
        let name = self.found.name(self.text_of(node));
        let start = node.start_byte() as u32;
        let outer = self.found.scope(frame.scope).parent.unwrap_or(frame.scope);
        let scope = match bind.level {
            Level::Here => frame.scope,
            Level::Outer => outer,
            Level::Function => self.found.function_of(frame.scope),
            Level::OuterFunction => self.found.function_of(outer),
            Level::Reuse | Level::ReuseInFunction => match self.found.resolve(frame.scope, name, space, start) {
                (Some(known), _) if !self.found.is_member(known) => self.found.bindings[known as usize].scope,
                _ if bind.level == Level::Reuse => frame.scope,
                _ => self.found.function_of(frame.scope),
            },
        };
        let opened = self.found.scope(frame.scope);
        let outside = matches!(bind.level, Level::Outer | Level::OuterFunction);
        let class = opened.parent.map(|class| self.found.scope(class)).filter(|class| class.kind == ScopeKind::Class);
        let exposed = parent.exposed
            || match (outside, bind.sort) {
                (true, _) => opened.exposed_name,
                (false, Sort::Named) => {
                    let is_self = self.compiled.table.first_is_self && class.is_some() && !opened.has_parameters;
                    opened.exposed_parameters || is_self || class.is_some_and(|class| class.exposed_parameters)
                }
                (false, Sort::Parameter) => opened.exposed_parameters,
                (false, _) => false,
            };
        self.found.scopes[frame.scope as usize].has_parameters |= bind.sort == Sort::Named;
        let sort = match bind.sort {
            Sort::Variable if self.is_callable(parent.node) => Sort::Function,
            // A method of whatever the block around it belongs to.
            Sort::Function if self.compiled.table.functions_apart && scope != 0 => Sort::Fixed,
            sort => sort,
        };
        let table = self.compiled.table;
        let constant = table.capitals == Capitals::Constants
            && matches!(sort, Sort::Variable | Sort::Parameter)
            && self.text_of(node).starts_with(|c: char| c.is_uppercase());
        // What is called like its class and is no member is the constructor.
        let constructor = table.mixes_spaces
            && matches!(sort, Sort::Function | Sort::Declared)
            && self.found.scope(scope).kind == ScopeKind::Class
            && node.kind() == "identifier";
        if constant || constructor || self.found.nonlocals.contains(&(scope, name)) {
            return self.record(node, space, frame.scope, How::Use);
        }
        let space = match sort {
            _ if bind.sort == Sort::Function && table.functions_apart => Space::Type,
            _ => space,
        };
        let id = self.found.bind(scope, name, space, sort, start, from);
        self.found.bindings[id as usize].fixed |= exposed;
        if outside && sort == Sort::Function {
            self.found.scopes[frame.scope as usize].owner = Some(id);
        }
        let end = node.end_byte() as u32;
        let occurrence = Occurrence { start, end, name, scope, space, how: How::Bind, binding: Some(id) };
        self.found.occurrences.push(occurrence);
    }

    /// A name in the scope of the special at work means what it means in another scope, where it is bound if it is not.
    pub fn alias(&mut self, node: Node<'t>, scope: ScopeId, sort: Sort) {
        let function = self.found.function_of(self.scope());
        let name = self.found.name(self.text_of(node));
        let binding = self.found.bind(scope, name, Space::Value, sort, node.start_byte() as u32, 0);
        self.found.redirect(function, name, binding);
        // It may be imported from where everything is.
        self.found.bindings[binding as usize].fixed |= self.found.last_wildcard > 0;
        self.record(node, Space::Value, scope, How::Use);
    }

    /// Whether the value given to what a node declares is a function.
    fn is_callable(&self, declarator: Node) -> bool {
        !self.compiled.table.callables.is_empty()
            && declarator
                .child_by_field_name("value")
                .is_some_and(|value| self.compiled.table.callables.contains(&value.kind()))
    }

    /// The scope in which the node stands whose special is at work.
    pub fn scope(&self) -> ScopeId {
        self.frames.last().map_or(0, |frame| frame.scope)
    }

    /// The nodes around the one whose special is at work, the nearest first.
    pub fn around(&self) -> impl Iterator<Item = Node<'t>> + '_ {
        self.frames.iter().rev().skip(1).map(|frame| frame.node)
    }

    pub fn text_of(&self, node: Node) -> &'t str {
        &self.text[node.byte_range()]
    }

    pub fn veto_words(&mut self, node: Node) {
        let text = self.text_of(node);
        self.found.vetoed.extend(words(text));
    }

    fn comment(&mut self, node: Node) {
        let text = self.text_of(node);
        if self.compiled.table.pragmas.iter().any(|pragma| text.starts_with(pragma)) {
            self.found.vetoed.extend(words(text));
        }
    }

    /// A literal that is one word may name something; so may what is inside the marks of a template.
    pub fn quote(&mut self, node: Node) {
        let text = self.text_of(node);
        let inner = text
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .trim_matches(|c: char| matches!(c, '"' | '\'' | '`' | ':' | '/'));
        if inner.len() < text.len() && words(inner).next() == Some(inner) {
            self.found.quoted.insert(inner);
        }
        // `a %(b)` is a literal to the grammar and may be a remainder.
        if text.starts_with('%') {
            self.found.vetoed.extend(words(text));
        }
        for mark in self.compiled.table.marks {
            for behind in text.match_indices(mark).map(|(at, _)| &text[at + mark.len()..]) {
                match *mark {
                    "{" => self.found.vetoed.extend(words(behind.split('}').next().unwrap_or(behind))),
                    _ => self.found.vetoed.extend(words(behind).next().filter(|word| behind.starts_with(word))),
                }
            }
        }
    }
}

fn with_sort(mode: Mode, from: Sort, to: Sort) -> Mode {
    match mode {
        Mode::Bind(bind, at) if bind.sort == from => Mode::Bind(Bind { sort: to, ..bind }, at),
        mode => mode,
    }
}
