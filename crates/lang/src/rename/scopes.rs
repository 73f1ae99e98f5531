//! Scopes, what they bind, and what each name in the text means.

use std::collections::{HashMap, HashSet};

use super::table::{ScopeKind, Sort, Space};

/// A number that stands for a spelling.
pub(super) type NameId = u32;
pub(super) type ScopeId = u32;
pub(super) type BindingId = u32;

/// All that the walk over a tree finds out.
#[derive(Default)]
pub(super) struct Scopes<'t> {
    pub scopes: Vec<Scope>,
    pub bindings: Vec<Binding>,
    /// In the order of the text.
    pub occurrences: Vec<Occurrence>,
    /// The spellings of names.
    pub names: Vec<&'t str>,
    ids: HashMap<&'t str, NameId>,
    bound: HashMap<(ScopeId, NameId, Space), BindingId>,
    /// Words that keep their meaning everywhere in the document.
    pub vetoed: HashSet<&'t str>,
    /// Words that keep what they mean at the top level.
    pub kept_at_top: HashSet<&'t str>,
    /// What a function says to be a variable of the functions around it.
    pub nonlocals: HashSet<(ScopeId, NameId)>,
    /// Names of arguments at calls.
    pub keywords: HashSet<&'t str>,
    /// Literals that are one word.
    pub quoted: HashSet<&'t str>,
    /// Functions of the document are perhaps called with arguments whose names are data.
    pub splats: bool,
    /// Two variables that are one in older versions of the language: both stay or neither.
    pub same_when_leaking: Vec<(BindingId, BindingId)>,
    /// What is called so: a name, its scope and place.
    pub splat_callees: Vec<(ScopeId, NameId, u32)>,
    /// Members that are called so.
    pub splat_members: HashSet<&'t str>,
    /// Functions and classes are asked for their names.
    pub introspects: bool,
    /// Names matter at run time.
    pub dynamic: bool,
    /// Where the last import of everything from somewhere ends.
    pub last_wildcard: u32,
    /// Functions that are macros.
    pub macros: HashSet<&'t str>,
    /// Members are seen from methods.
    pub sees_members: bool,
    /// A name that is nothing in its space may be one of the other.
    pub mixes_spaces: bool,
}

#[derive(Debug)]
pub(super) struct Scope {
    pub parent: Option<ScopeId>,
    pub kind: ScopeKind,
    /// Names that are looked up through it may be inherited members.
    pub open: bool,
    /// What opens it can be reached by name from elsewhere.
    pub exposed_name: bool,
    /// So can its parameters.
    pub exposed_parameters: bool,
    /// It has parameters.
    pub has_parameters: bool,
    /// The function that opens it.
    pub owner: Option<BindingId>,
}

#[derive(Debug)]
pub(super) struct Binding {
    pub name: NameId,
    pub scope: ScopeId,
    pub sort: Sort,
    /// It keeps its name.
    pub fixed: bool,
    /// Seen from this byte on.
    pub from: u32,
    /// Where its name first stands.
    pub first: u32,
    /// It is used otherwise than by calling it.
    pub escapes: bool,
}

/// A name in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub start: u32,
    pub end: u32,
    pub name: NameId,
    pub scope: ScopeId,
    pub space: Space,
    pub how: How,
    /// What it means; `None` when the document does not say.
    pub binding: Option<BindingId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Bind,
    Use,
    Callee,
    /// A use that stays.
    Keep,
    /// A use that stays if it is that of a function or class.
    KeepCallable,
}

impl<'t> Scopes<'t> {
    pub fn name(&mut self, text: &'t str) -> NameId {
        let next = self.names.len() as NameId;
        let id = *self.ids.entry(text).or_insert(next);
        if id == next {
            self.names.push(text);
        }
        id
    }

    pub fn open(&mut self, parent: Option<ScopeId>, kind: ScopeKind) -> ScopeId {
        self.scopes.push(Scope {
            parent,
            kind,
            open: false,
            exposed_name: false,
            exposed_parameters: false,
            has_parameters: false,
            owner: None,
        });
        self.scopes.len() as ScopeId - 1
    }

    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id as usize]
    }

    /// The scope itself or the nearest around it that is no block.
    pub fn function_of(&self, mut scope: ScopeId) -> ScopeId {
        while let (ScopeKind::Block | ScopeKind::Leaky, Some(parent)) =
            (self.scope(scope).kind, self.scope(scope).parent)
        {
            scope = parent;
        }
        scope
    }

    pub fn bound(&self, scope: ScopeId, name: NameId, space: Space) -> Option<BindingId> {
        self.bound.get(&(scope, name, space)).copied()
    }

    pub fn is_member(&self, binding: BindingId) -> bool {
        let scope = self.bindings[binding as usize].scope;
        matches!(self.scope(scope).kind, ScopeKind::Class | ScopeKind::HardClass)
    }

    /// Lets a name mean in a scope what it means elsewhere.
    pub fn redirect(&mut self, scope: ScopeId, name: NameId, binding: BindingId) {
        self.bound.insert((scope, name, Space::Value), binding);
    }

    /// The binding of a name in a scope, made where there is none. `at`: where the name stands; `from`: where it is seen.
    pub fn bind(&mut self, scope: ScopeId, name: NameId, space: Space, sort: Sort, at: u32, from: u32) -> BindingId {
        let inside = self.scope(scope).kind;
        let member = matches!(inside, ScopeKind::Class | ScopeKind::HardClass);
        let from = if inside == ScopeKind::Top || member { 0 } else { from };
        let stays = member || matches!(sort, Sort::Fixed | Sort::Import);
        let spaces: &[Space] = match (sort, space) {
            (Sort::Class, _) => &[Space::Value, Space::Type],
            (_, Space::Value) => &[Space::Value],
            (_, Space::Type) => &[Space::Type],
        };
        let known = spaces.iter().find_map(|space| self.bound(scope, name, *space));
        let id = known.unwrap_or(self.bindings.len() as BindingId);
        if known.is_none() {
            self.bindings.push(Binding { name, scope, sort, fixed: stays, from, first: at, escapes: false });
        } else {
            let binding = &mut self.bindings[id as usize];
            binding.fixed |= stays;
            binding.from = binding.from.min(from);
            if binding.sort == Sort::Declared || (binding.sort == Sort::Variable && sort != Sort::Declared) {
                binding.sort = sort;
            }
        }
        for space in spaces {
            self.bound.entry((scope, name, *space)).or_insert(id);
        }
        id
    }

    /// What a name means at byte `at` of a scope, and whether it may also be an inherited member.
    pub fn resolve(&self, scope: ScopeId, name: NameId, space: Space, at: u32) -> (Option<BindingId>, bool) {
        let (mut here, mut inherited, mut hidden) = (Some(scope), false, false);
        while let Some(id) = here {
            let now = self.scope(id);
            let seen = self.sees_members || now.kind != ScopeKind::Class || id == scope;
            if let Some(binding) = self.bound(id, name, space).filter(|_| !hidden || space == Space::Type) {
                match seen {
                    true if self.bindings[binding as usize].from <= at => return (Some(binding), inherited),
                    true => {}
                    // A member by this name, seen from some places and not from others.
                    false => inherited = true,
                }
            }
            inherited |= now.open;
            hidden |= matches!(now.kind, ScopeKind::Hard | ScopeKind::HardClass);
            here = now.parent;
        }
        (None, inherited)
    }

    /// Says of every use what it means, and of every binding whether it stays.
    pub fn settle(&mut self) {
        let leaky = self.leaky_names();
        let mut leaked: HashSet<(ScopeId, NameId)> = HashSet::new();
        for index in 0..self.occurrences.len() {
            let occurrence = self.occurrences[index];
            if occurrence.how == How::Bind {
                continue;
            }
            let Occurrence { start, name, scope, space, how, .. } = occurrence;
            let (mut found, mut inherited) = self.resolve(scope, name, space, start);
            let mut how = how;
            if found.is_none() && self.mixes_spaces {
                let other = if space == Space::Value { Space::Type } else { Space::Value };
                (found, inherited) = self.resolve(scope, name, other, start);
                // What looks like a type and is a variable may also be a type from elsewhere.
                how = if space == Space::Type { How::Keep } else { how };
            }
            self.occurrences[index].binding = found;
            let function = self.function_of(scope);
            let leaks = leaky.contains(&(function, name))
                && found.is_none_or(|found| self.function_of(self.bindings[found as usize].scope) != function);
            if leaks {
                leaked.insert((function, name));
            }
            let Some(found) = found else { continue };
            if !self.sees_members && self.bindings[found as usize].scope == scope && self.is_member(found) {
                // In the body of a class a name is what is outside as long as there is no such member.
                let outside = self.scope(scope).parent.and_then(|outer| self.resolve(outer, name, space, start).0);
                outside.into_iter().for_each(|outside| self.bindings[outside as usize].fixed = true);
            }
            let binding = &mut self.bindings[found as usize];
            let callable = matches!(binding.sort, Sort::Function | Sort::Class | Sort::Type);
            binding.escapes |= how != How::Callee;
            binding.fixed |= leaks
                || how == How::Keep
                || (how == How::KeepCallable && callable)
                || (inherited && !matches!(binding.sort, Sort::Class | Sort::Type));
        }
        for index in 0..self.bindings.len() {
            let Binding { name, scope, sort, .. } = self.bindings[index];
            let leaks = self.scope(scope).kind == ScopeKind::Leaky && leaked.contains(&(self.function_of(scope), name));
            self.bindings[index].fixed |= leaks || sort == Sort::Declared;
            self.splats |= self.is_member(index as BindingId) && self.splat_members.contains(self.names[name as usize]);
        }
        for index in 0..self.bindings.len() {
            let Binding { name, scope, .. } = self.bindings[index];
            let around = self.bound(self.function_of(scope), name, Space::Value);
            if self.scope(scope).kind == ScopeKind::Leaky {
                self.same_when_leaking.extend(around.map(|around| (index as BindingId, around)));
            }
        }
        for (scope, name, at) in std::mem::take(&mut self.splat_callees) {
            let callee = self.resolve(scope, name, Space::Value, at).0;
            self.splats |= callee.is_some_and(|callee| self.bindings[callee as usize].sort != Sort::Import);
        }
    }

    /// Variables that older versions of the language see in the function around their scope, by that function.
    fn leaky_names(&self) -> HashSet<(ScopeId, NameId)> {
        let leaky = self.bindings.iter().filter(|binding| self.scope(binding.scope).kind == ScopeKind::Leaky);
        leaky.map(|binding| (self.function_of(binding.scope), binding.name)).collect()
    }
}
