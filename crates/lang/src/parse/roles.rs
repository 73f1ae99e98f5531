//! What a table says of each kind of node, looked up by number instead of by name.

use super::{Parse, grammar};
use crate::Language;

/// A value for each named kind of node of every grammar; kinds that a table does not name have the default.
pub(crate) struct Roles<T>(Vec<Vec<T>>);

impl<T: Copy + Default> Roles<T> {
    /// Asks once for every kind of every grammar: meant for a `LazyLock`.
    pub fn new(find: impl Fn(Language, &str) -> T) -> Roles<T> {
        let mut tables = Vec::new();
        for language in Language::ALL {
            for grammar in grammar::of(*language) {
                let kinds = &grammar.language;
                let role = |id: usize| match u16::try_from(id).ok().filter(|id| kinds.node_kind_is_named(*id)) {
                    Some(id) => kinds.node_kind_for_id(id).map(|kind| find(*language, kind)).unwrap_or_default(),
                    None => T::default(),
                };
                // Grammars are numbered in this order.
                tables.push((0..kinds.node_kind_count()).map(role).collect());
            }
        }
        Roles(tables)
    }

    /// The role of a node in the tree of `parse`.
    pub fn of(&self, parse: &Parse, node: tree_sitter::Node) -> T {
        // Errors have an id beyond the table.
        self.0[parse.grammar.index].get(usize::from(node.kind_id())).copied().unwrap_or_default()
    }
}

/// The names in `kinds` that no grammar of the language knows: misspelt ones would silently match nothing.
#[cfg(test)]
pub(crate) fn unknown_kinds<'k>(language: Language, kinds: impl IntoIterator<Item = &'k str>) -> Vec<&'k str> {
    let known =
        |kind: &str| grammar::of(language).iter().any(|grammar| grammar.language.id_for_node_kind(kind, true) != 0);
    kinds.into_iter().filter(|kind| !known(kind)).collect()
}
