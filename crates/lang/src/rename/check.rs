//! Whether a text is another one with other names.

use std::collections::HashMap;

use super::NamePair;
use super::scopes::Scopes;
use crate::parse::{Inner, Parse, preorder};

/// The trees have the same nodes in the same places. Leaves are equal, or the one is an old name and the other its new one;
/// no new name is in the old text, and no two names have the same new one.
pub(super) fn same_but_names(old: (&Parse, &str), new: (&Parse, &str), names: &[NamePair]) -> bool {
    let ((old, old_text), (new, new_text)) = (old, new);
    let forth: HashMap<&str, &str> = names.iter().map(|pair| (&*pair.old, &*pair.new)).collect();
    let back: HashMap<&str, &str> = names.iter().map(|pair| (&*pair.new, &*pair.old)).collect();
    if forth.len() != names.len() || back.len() != names.len() || !old.same_grammar(new) {
        return false;
    }
    let mut nodes = preorder(new);
    let same_nodes = preorder(old).all(|a| {
        let Some(b) = nodes.next() else { return false };
        let (a_text, b_text) = (&old_text[a.node.byte_range()], &new_text[b.node.byte_range()]);
        let same_leaf = match a.inner {
            Inner::Children => true,
            Inner::Comment | Inner::Literal => a_text == b_text,
            Inner::Token => !back.contains_key(a_text) && (a_text == b_text || forth.get(a_text) == Some(&b_text)),
        };
        a.depth == b.depth && a.inner == b.inner && a.node.kind_id() == b.node.kind_id() && same_leaf
    });
    same_nodes && nodes.next().is_none()
}

/// Each name means the same binding.
pub(super) fn same_meaning(old: &Scopes, new: &Scopes) -> bool {
    let meanings = |scopes: &Scopes| scopes.occurrences.iter().map(|it| (it.binding, it.how)).collect::<Vec<_>>();
    meanings(old) == meanings(new)
}
