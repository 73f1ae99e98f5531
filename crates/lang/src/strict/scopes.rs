//! Scopes, and what is done with names in them: noted on the walk, judged at its end, when it is known which scope a piece of
//! text belongs to (`[yield x for x in y]` shows only after the `yield` that it is a comprehension) and what a scope declares.

use std::collections::{HashMap, HashSet};

use super::Version;

/// What was seen at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Load,
    Store,
    /// Binds, and may still be declared later.
    Import,
    Parameter,
    /// `name: annotation`
    Annotated,
    /// `name := value`
    Walrus,
    Global,
    Nonlocal,
    Yield,
    YieldFrom,
    Await,
    /// In a comprehension.
    AsyncFor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    /// A list, set or dictionary comprehension.
    List,
    Generator,
}

#[derive(Clone, Copy, Debug)]
struct Scope {
    kind: ScopeKind,
    parent: u32,
    /// It has `global` or `nonlocal`.
    declares: bool,
    /// A `return` with a value.
    returns: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Marked {
    mark: Mark,
    /// A name that may turn out to be bound: nothing that follows it says that it is read.
    open: bool,
    token: u32,
    scope: u32,
}

/// Whether `from __future__ import` may still come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Futures {
    /// Nothing came yet.
    Start,
    AfterDocstring,
    Over,
}

#[derive(Debug)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    marks: Vec<Marked>,
    current: u32,
    futures: Futures,
}

/// Where an expression started that a comprehension may grow around.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inside {
    marks: usize,
    scopes: usize,
}

/// See `Parser::save`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saved {
    inside: Inside,
    current: u32,
}

impl Scopes {
    /// For a text of so many tokens.
    pub fn new(tokens: usize) -> Scopes {
        let module = Scope { kind: ScopeKind::Module, parent: 0, declares: false, returns: None };
        Scopes { scopes: vec![module], marks: Vec::with_capacity(tokens / 3), current: 0, futures: Futures::Start }
    }

    #[inline]
    pub fn mark(&mut self, mark: Mark, token: u32) {
        self.marks.push(Marked { mark, open: true, token, scope: self.current });
    }

    pub fn len(&self) -> u32 {
        self.marks.len() as u32
    }

    /// Names read since then stay read.
    pub fn settle(&mut self, from: usize) {
        self.marks[from..].iter_mut().for_each(|marked| marked.open = false);
    }

    /// Names since then that may be bound are.
    pub fn bind(&mut self, from: usize, mark: Mark) {
        for marked in &mut self.marks[from..] {
            if marked.mark == Mark::Load && marked.open && marked.scope == self.current {
                marked.mark = mark;
            }
        }
    }

    /// Names bound since then.
    pub fn bound(&self, from: usize) -> impl Iterator<Item = u32> + '_ {
        self.marks[from..].iter().filter(|marked| marked.mark != Mark::Load).map(|marked| marked.token)
    }

    pub fn declare(&mut self, mark: Mark, token: u32) {
        self.scopes[self.current as usize].declares = true;
        self.mark(mark, token);
    }

    pub fn returns_value(&mut self, token: u32) {
        self.scopes[self.current as usize].returns = Some(token);
    }

    /// A new scope; the one to go back to.
    pub fn enter(&mut self, kind: ScopeKind) -> u32 {
        let outer = self.current;
        self.current = self.scopes.len() as u32;
        self.scopes.push(Scope { kind, parent: outer, declares: false, returns: None });
        outer
    }

    /// A new scope around what was read since.
    pub fn enter_around(&mut self, inside: Inside, kind: ScopeKind) -> u32 {
        let outer = self.enter(kind);
        let own = self.current;
        for marked in &mut self.marks[inside.marks..] {
            if marked.scope == outer {
                marked.scope = own;
            }
        }
        for scope in &mut self.scopes[inside.scopes..own as usize] {
            if scope.parent == outer {
                scope.parent = own;
            }
        }
        outer
    }

    pub fn leave(&mut self, outer: u32) {
        self.current = outer;
    }

    pub fn inside(&self) -> Inside {
        Inside { marks: self.marks.len(), scopes: self.scopes.len() }
    }

    pub fn current(&self) -> u32 {
        self.current
    }

    pub fn set_current(&mut self, scope: u32) {
        self.current = scope;
    }

    pub fn in_module(&self) -> bool {
        self.current == 0
    }

    pub fn in_function(&self) -> bool {
        matches!(self.kind_of(self.current), ScopeKind::Function | ScopeKind::AsyncFunction)
    }

    pub fn in_async_function(&self) -> bool {
        self.kind_of(self.current) == ScopeKind::AsyncFunction
    }

    fn kind_of(&self, scope: u32) -> ScopeKind {
        self.scopes[scope as usize].kind
    }

    fn parent(&self, scope: u32) -> u32 {
        self.scopes[scope as usize].parent
    }

    pub fn save(&self) -> Saved {
        Saved { inside: self.inside(), current: self.current }
    }

    pub fn restore(&mut self, saved: Saved) {
        self.marks.truncate(saved.inside.marks);
        self.scopes.truncate(saved.inside.scopes);
        self.current = saved.current;
    }

    /// A string alone was a statement.
    pub fn docstring(&mut self) {
        self.futures = if self.futures == Futures::Start { Futures::AfterDocstring } else { Futures::Over };
    }

    /// A future import: no docstring after it.
    pub fn future(&mut self) {
        self.futures = Futures::AfterDocstring;
    }

    pub fn no_more_futures(&mut self) {
        self.futures = Futures::Over;
    }

    pub fn futures_allowed(&self) -> bool {
        self.futures != Futures::Over
    }

    /// The first thing that stands in a wrong scope or contradicts a declaration: its token, and what is wrong. `word`: the
    /// text of a token.
    pub fn check<'a>(&self, version: Version, word: impl Fn(u32) -> &'a [u8]) -> Result<(), (u32, &'static str)> {
        let mut walrus_in_comprehension = false;
        for marked in &self.marks {
            let wrong = match marked.mark {
                Mark::Yield | Mark::YieldFrom => self.wrong_yield(marked, version),
                Mark::Await | Mark::AsyncFor => self.wrong_await(marked),
                Mark::Walrus => {
                    walrus_in_comprehension |= self.is_comprehension(marked.scope);
                    None
                }
                _ => None,
            };
            if let Some(what) = wrong {
                return Err((marked.token, what));
            }
        }
        match walrus_in_comprehension || self.scopes.iter().any(|scope| scope.declares) {
            true => self.check_names(version, &word),
            false => Ok(()),
        }
    }

    fn wrong_yield(&self, marked: &Marked, version: Version) -> Option<&'static str> {
        let scope = self.scopes[marked.scope as usize];
        match scope.kind {
            ScopeKind::Module | ScopeKind::Class => Some("'yield' outside function"),
            ScopeKind::Function | ScopeKind::Lambda => None,
            // In Python 2, only generators have a scope of their own.
            ScopeKind::Generator if version == Version::Two => None,
            ScopeKind::List if version == Version::Two => {
                self.wrong_yield(&Marked { scope: scope.parent, ..*marked }, version)
            }
            ScopeKind::List | ScopeKind::Generator => Some("'yield' inside a comprehension"),
            ScopeKind::AsyncFunction if marked.mark == Mark::YieldFrom => Some("'yield from' inside async function"),
            ScopeKind::AsyncFunction => scope.returns.and(Some("'return' with value in async generator")),
        }
    }

    fn wrong_await(&self, marked: &Marked) -> Option<&'static str> {
        let mut scope = marked.scope;
        match self.kind_of(scope) {
            ScopeKind::Module | ScopeKind::Class => return Some("'await' outside function"),
            ScopeKind::Function | ScopeKind::Lambda => return Some("'await' outside async function"),
            ScopeKind::AsyncFunction | ScopeKind::Generator => return None,
            ScopeKind::List => {}
        }
        // A list must be made on the spot: what is around it must wait too.
        while self.kind_of(scope) == ScopeKind::List {
            scope = self.parent(scope);
        }
        match self.kind_of(scope) {
            ScopeKind::AsyncFunction | ScopeKind::Generator => None,
            _ => Some("asynchronous comprehension outside of an asynchronous function"),
        }
    }

    /// The scope that a name belongs to.
    fn binding_scope(&self, marked: &Marked) -> u32 {
        let mut scope = marked.scope;
        while marked.mark == Mark::Walrus && self.is_comprehension(scope) {
            scope = self.parent(scope);
        }
        scope
    }

    fn is_comprehension(&self, scope: u32) -> bool {
        matches!(self.kind_of(scope), ScopeKind::List | ScopeKind::Generator)
    }

    /// Declarations against uses, and `:=` against the variables of the comprehensions around it.
    fn check_names<'a>(&self, version: Version, word: &impl Fn(u32) -> &'a [u8]) -> Result<(), (u32, &'static str)> {
        // What is bound where; a walrus binds outside of the comprehensions that it is in.
        let mut bound: HashSet<(u32, &[u8])> = HashSet::new();
        for marked in &self.marks {
            if matches!(marked.mark, Mark::Store | Mark::Import | Mark::Parameter | Mark::Annotated) {
                bound.insert((marked.scope, word(marked.token)));
            }
        }
        let mut walrus: HashSet<(u32, &[u8])> = HashSet::new();
        for marked in self.marks.iter().filter(|marked| marked.mark == Mark::Walrus) {
            let mut scope = marked.scope;
            while self.is_comprehension(scope) {
                if bound.contains(&(scope, word(marked.token))) {
                    return Err((marked.token, "assignment expression cannot rebind comprehension iteration variable"));
                }
                scope = self.parent(scope);
            }
            if scope != marked.scope && self.kind_of(scope) == ScopeKind::Class {
                return Err((
                    marked.token,
                    "assignment expression within a comprehension cannot be used in a class body",
                ));
            }
            walrus.insert((scope, word(marked.token)));
        }
        bound.extend(walrus);
        self.check_declarations(version, word, &bound)
    }

    fn check_declarations<'a>(
        &self,
        version: Version,
        word: &impl Fn(u32) -> &'a [u8],
        bound: &HashSet<(u32, &'a [u8])>,
    ) -> Result<(), (u32, &'static str)> {
        let mut used: HashSet<(u32, &[u8])> = HashSet::new();
        let mut declared: HashMap<(u32, &[u8]), Mark> = HashMap::new();
        for marked in &self.marks {
            let scope = self.binding_scope(marked);
            if !self.scopes[scope as usize].declares {
                continue;
            }
            let key = (scope, word(marked.token));
            let wrong = match marked.mark {
                Mark::Global | Mark::Nonlocal if used.contains(&key) => Some("name is used before its declaration"),
                Mark::Global | Mark::Nonlocal => match declared.insert(key, marked.mark) {
                    Some(before) if before != marked.mark => Some("name is nonlocal and global"),
                    _ => None,
                },
                // A module may declare its own names.
                Mark::Annotated if scope == 0 => None,
                Mark::Annotated => declared.get(&key).and(Some("annotated name can't be declared")),
                // Python 2 only warns of these.
                Mark::Load | Mark::Store if version == Version::Two => None,
                Mark::Load | Mark::Store | Mark::Parameter | Mark::Walrus => {
                    used.insert(key);
                    None
                }
                Mark::Import | Mark::Yield | Mark::YieldFrom | Mark::Await | Mark::AsyncFor => None,
            };
            if let Some(what) = wrong {
                return Err((marked.token, what));
            }
            if marked.mark == Mark::Annotated {
                used.insert(key);
            }
        }
        let unbound = self.marks.iter().filter(|marked| marked.mark == Mark::Nonlocal).find(|marked| {
            let name = word(marked.token);
            !self.is_bound_around(marked.scope, name, bound, &declared)
        });
        unbound.map_or(Ok(()), |marked| Err((marked.token, "no binding for nonlocal name found")))
    }

    /// Whether a function around the scope has a variable of that name. Class bodies do not lend theirs.
    fn is_bound_around(
        &self,
        mut scope: u32,
        name: &[u8],
        bound: &HashSet<(u32, &[u8])>,
        declared: &HashMap<(u32, &[u8]), Mark>,
    ) -> bool {
        while scope != 0 {
            scope = self.parent(scope);
            match self.kind_of(scope) {
                ScopeKind::Module => return false,
                ScopeKind::Class if name == b"__class__" => return true,
                ScopeKind::Class => continue,
                _ => {}
            }
            match declared.get(&(scope, name)) {
                Some(Mark::Global) => return false,
                Some(_) => continue,
                None if bound.contains(&(scope, name)) => return true,
                None => {}
            }
        }
        false
    }
}
