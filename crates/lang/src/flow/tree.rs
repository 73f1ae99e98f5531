//! A syntax tree laid out in rows: nodes in preorder, tokens by number, names by number, and a fingerprint of each sub-tree.

use std::borrow::Cow;
use std::collections::HashMap;

use tree_sitter::Node;

use super::rules::{Field, Role, Table};
use super::state::mix;
use crate::parse::Parse;

/// The tree of one text.
pub(super) struct Flat {
    pub nodes: Vec<Row>,
    pub tokens: Vec<Token>,
    /// How many names there are.
    pub names: usize,
    /// How deep the deepest node is; the root alone is 1.
    pub depth: usize,
    pub subtrees: Vec<u64>,
}

/// One node. Its children are the rows that follow, each up to the `end` of the one before.
pub(super) struct Row {
    pub role: Role,
    pub field: Field,
    /// The row after its last descendant.
    pub end: u32,
    /// Its tokens, from and to.
    pub tokens: (u32, u32),
    pub leaf: Leaf,
}

/// What a row is to the walk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    /// A node with children.
    No,
    /// This token.
    Token(u32),
    /// A comment, or what the table takes for no token.
    Nothing,
    /// A part of a token, such as the quote of a string.
    Inside,
}

/// A token that may be a variable.
pub(super) struct Token {
    pub name: u32,
    /// Its text is its kind: an operator or keyword, no variable.
    pub keyword: bool,
    pub identifier: bool,
    /// The token that stands for it: itself, or the last of several empty ones at the same place.
    pub number: u32,
    place: (usize, usize),
}

impl Flat {
    pub fn new(parse: &Parse, text: &str, table: &Table) -> Flat {
        let mut building = Building {
            flat: Flat { nodes: Vec::new(), tokens: Vec::new(), names: 0, depth: 0, subtrees: Vec::new() },
            table,
            code: Code::new(text, table.is_strict()),
            names: HashMap::new(),
            open: Vec::new(),
            inside: None,
        };
        let mut cursor = parse.tree().walk();
        'nodes: loop {
            let node = cursor.node();
            building.enter(node, cursor.field_id().map_or(0, |id| id.get()));
            if cursor.goto_first_child() {
                continue;
            }
            building.leave();
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    break 'nodes;
                }
                building.leave();
            }
        }
        let mut flat = building.flat;
        flat.names = building.names.len();
        flat.one_number_a_place();
        flat
    }

    /// The children of a row.
    pub fn children(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let (mut next, end) = (row + 1, self.nodes[row as usize].end);
        std::iter::from_fn(move || {
            let child = next;
            if child >= end {
                return None;
            }
            next = self.nodes[child as usize].end;
            Some(child)
        })
    }

    /// Empty tokens at the same place are told apart by nobody: the last of them stands for all.
    fn one_number_a_place(&mut self) {
        for at in (1..self.tokens.len()).rev() {
            let place = self.tokens[at].place;
            if place.0 == place.1 && self.tokens[at - 1].place == place {
                self.tokens[at - 1].number = self.tokens[at].number;
            }
        }
    }
}

/// A node that is not finished.
struct Open {
    row: u32,
    hash: u64,
    field: u16,
    visible: bool,
    children: bool,
    /// Of a node that is not visible: what its visible descendants are to the node above.
    within: Vec<u64>,
}

struct Building<'t> {
    flat: Flat,
    table: &'t Table,
    code: Code<'t>,
    names: HashMap<Cow<'t, str>, u32>,
    open: Vec<Open>,
    /// The row of the token that is being descended into.
    inside: Option<u32>,
}

impl<'t> Building<'t> {
    fn enter(&mut self, node: Node, field: u16) {
        let kind = node.kind_id();
        let role = self.table.role(kind);
        let children = node.child_count() > 0;
        let missing = node.is_missing();
        let row = self.flat.nodes.len() as u32;
        let mut hash = mix(u64::from(kind), u64::from(missing));
        if !children && node.is_error() {
            // `(ERROR)`, or `(UNEXPECTED 'x')` where it skips what starts with x: only tree-sitter knows which.
            hash = node.to_sexp().bytes().fold(hash, |hash, byte| mix(hash, u64::from(byte)));
        }
        let visible = role.named || missing || node.is_error();
        self.open.push(Open { row, hash, field, visible, children, within: Vec::new() });
        self.flat.depth = self.flat.depth.max(self.open.len());
        let is_leaf = (!children || role.opaque) && !role.comment;
        let first = self.flat.tokens.len() as u32;
        let leaf = match is_leaf {
            _ if self.inside.is_some() => Leaf::Inside,
            true if self.table.is_strict() && !role.identifier => Leaf::Nothing,
            true => {
                self.token(node, role, kind);
                if children {
                    self.inside = Some(row);
                }
                Leaf::Token(first)
            }
            false if children => Leaf::No,
            false => Leaf::Nothing,
        };
        let field = self.table.field(field);
        self.flat.nodes.push(Row { role, field, end: row + 1, tokens: (first, first), leaf });
    }

    fn token(&mut self, node: Node, role: Role, kind: u16) {
        let code = self.code.of(node);
        let keyword =
            !self.table.is_strict() && self.table.names.get(usize::from(kind)).copied().unwrap_or("ERROR") == code;
        let next = self.names.len() as u32;
        let name = *self.names.entry(code).or_insert(next);
        let number = self.flat.tokens.len() as u32;
        let place = (node.start_byte(), node.end_byte());
        self.flat.tokens.push(Token { name, keyword, identifier: role.identifier, number, place });
    }

    fn leave(&mut self) {
        let Some(done) = self.open.pop() else { return };
        if self.inside == Some(done.row) {
            self.inside = None;
        }
        let end = self.flat.nodes.len() as u32;
        let row = &mut self.flat.nodes[done.row as usize];
        row.end = end;
        row.tokens.1 = self.flat.tokens.len() as u32;
        if done.children || self.open.is_empty() {
            self.flat.subtrees.push(done.hash);
        }
        let Some(parent) = self.open.last_mut() else { return };
        // A node such as `not in` is written by what is visible in it: of itself, nothing.
        let shown = if done.visible { vec![mix(done.hash, u64::from(done.field))] } else { done.within };
        parent.hash = shown.iter().fold(parent.hash, |hash, child| mix(hash, *child));
        if !parent.visible {
            parent.within.extend(shown);
        }
    }
}

/// The text of nodes. The package takes columns of bytes for columns of characters, and leaves line ends out.
enum Code<'t> {
    Bytes(&'t str),
    Columns(Vec<Vec<char>>),
}

impl<'t> Code<'t> {
    fn new(text: &'t str, strict: bool) -> Code<'t> {
        if strict || text.is_ascii() {
            return Code::Bytes(text);
        }
        Code::Columns(text.split('\n').map(|line| line.chars().collect()).collect())
    }

    fn of(&self, node: Node) -> Cow<'t, str> {
        match self {
            Code::Bytes(text) => {
                let code = text.get(node.byte_range()).unwrap_or_default();
                if code.contains('\n') { Cow::Owned(code.replace('\n', "")) } else { Cow::Borrowed(code) }
            }
            Code::Columns(lines) => {
                let (start, end) = (node.start_position(), node.end_position());
                let part = |row: usize, from: usize, to: usize| {
                    let line: &[char] = lines.get(row).map_or(&[], Vec::as_slice);
                    let (from, to) = (from.min(line.len()), to.min(line.len()));
                    line.get(from..to).unwrap_or_default().iter().collect::<String>()
                };
                if start.row == end.row {
                    return Cow::Owned(part(start.row, start.column, end.column));
                }
                let mut code = part(start.row, start.column, usize::MAX);
                (start.row + 1..end.row).for_each(|row| code += &part(row, 0, usize::MAX));
                Cow::Owned(code + &part(end.row, 0, end.column))
            }
        }
    }
}
