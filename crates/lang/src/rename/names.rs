//! What each name of a text means, for the rest of this crate.

use std::collections::{HashMap, HashSet};

use super::scopes::How;
use super::table::{ScopeKind, Sort};
use super::{compiled, walk};
use crate::parse::Parse;

/// The names of a text that the text itself binds.
#[derive(Debug, Default)]
pub(crate) struct Names<'t> {
    /// By the byte at which it starts: what the name is, as a number that all names of the same thing share, and whether it is bound here.
    meanings: HashMap<u32, (u32, bool)>,
    /// What each number is.
    sorts: Vec<NameSort>,
    /// Names that classes of the text bind.
    pub members: HashSet<&'t str>,
    /// Names of parameters by which a caller may give them.
    pub parameters: HashSet<&'t str>,
}

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameSort {
    Parameter,
    Function,
    Type,
    Variable,
}

/// The names of a text with the tree `parse`. Imported names are not among them: they mean something elsewhere.
pub(crate) fn names<'t>(parse: &'t Parse, text: &'t str) -> Names<'t> {
    let Some(compiled) = compiled::compiled(parse.grammar()) else { return Names::default() };
    let scopes = walk::scopes(parse, text, compiled);
    let mut names = Names::default();
    for binding in &scopes.bindings {
        let name = scopes.names[binding.name as usize];
        if matches!(scopes.scope(binding.scope).kind, ScopeKind::Class | ScopeKind::HardClass) {
            names.members.insert(name);
        }
        if binding.sort == Sort::Named {
            names.parameters.insert(name);
        }
        names.sorts.push(match binding.sort {
            Sort::Parameter | Sort::Named => NameSort::Parameter,
            Sort::Function | Sort::Declared => NameSort::Function,
            Sort::Class | Sort::Type => NameSort::Type,
            Sort::Variable | Sort::Fixed | Sort::Import => NameSort::Variable,
        });
    }
    for occurrence in &scopes.occurrences {
        let binding = occurrence.binding.filter(|binding| scopes.bindings[*binding as usize].sort != Sort::Import);
        if let Some(binding) = binding {
            let here = names.meanings.entry(occurrence.start).or_insert((binding, false));
            here.1 |= occurrence.how == How::Bind;
        }
    }
    names
}

impl Names<'_> {
    /// What the name that starts here is, if the text binds it.
    pub fn meaning(&self, start: usize) -> Option<u32> {
        self.meanings.get(&(start as u32)).map(|meaning| meaning.0)
    }

    /// The same if it is bound here.
    pub fn bound(&self, start: usize) -> Option<u32> {
        self.meanings.get(&(start as u32)).filter(|meaning| meaning.1).map(|meaning| meaning.0)
    }

    /// What sort of thing a name is.
    pub fn sort(&self, meaning: u32) -> NameSort {
        self.sorts.get(meaning as usize).copied().unwrap_or(NameSort::Variable)
    }
}
