//! Which names are bound where, by imports and otherwise.

use std::collections::HashMap;

/// What a name was imported as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// Its qualified name when it is called itself.
    pub called: String,
    /// What its members are members of: a default import of JavaScript stands for its module.
    pub holder: String,
}

impl Import {
    pub fn of(name: impl Into<String>) -> Import {
        let name = name.into();
        Import { called: name.clone(), holder: name }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Binding {
    Import(Import),
    /// A variable or parameter.
    Local,
    /// The object of a Go method: its type.
    Receiver(String),
}

/// All scopes of a file. The first is that of the file.
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    /// The scopes that the walk is in, with the depth of their nodes.
    open: Vec<(usize, u32)>,
}

struct Scope {
    parent: Option<usize>,
    start: usize,
    /// Each with the byte from which it holds.
    names: HashMap<String, Vec<(usize, Binding)>>,
}

impl Scopes {
    pub fn new() -> Scopes {
        let file = Scope { parent: None, start: 0, names: HashMap::new() };
        Scopes { scopes: vec![file], open: vec![(0, 0)] }
    }

    pub fn enter(&mut self, start: usize, depth: u32) {
        self.scopes.push(Scope { parent: Some(self.current()), start, names: HashMap::new() });
        self.open.push((self.scopes.len() - 1, depth));
    }

    /// The walk is at a node of this depth: scopes of nodes that it is not in are closed.
    pub fn leave(&mut self, depth: u32) {
        while self.open.len() > 1 && self.open.last().is_some_and(|(_, open)| *open >= depth) {
            self.open.pop();
        }
    }

    pub fn current(&self) -> usize {
        self.open.last().map_or(0, |(scope, _)| *scope)
    }

    /// Binds a name in the current scope from a byte on; from its start where none is given.
    pub fn bind(&mut self, name: String, from: Option<usize>, binding: Binding) {
        let current = self.current();
        // Variables of the file hide none of its imports.
        if current == 0 && binding == Binding::Local {
            return;
        }
        let scope = &mut self.scopes[current];
        let from = from.unwrap_or(scope.start);
        scope.names.entry(name).or_default().push((from, binding));
    }

    /// What a name means at a byte: imports and receivers hold in their whole scope, and before variables
    /// of the same scope.
    pub fn find(&self, scope: usize, name: &str, at: usize) -> Option<&Binding> {
        let mut next = Some(scope);
        while let Some(scope) = next {
            let scope = &self.scopes[scope];
            if let Some(bindings) = scope.names.get(name) {
                let first = bindings.iter().rev().find(|(_, binding)| *binding != Binding::Local);
                let found = first.or_else(|| bindings.iter().rev().find(|(from, _)| *from <= at));
                if let Some((_, binding)) = found {
                    return Some(binding);
                }
            }
            next = scope.parent;
        }
        None
    }
}
