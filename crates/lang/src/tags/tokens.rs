//! Calls in the arguments of Rust macros, which the grammar leaves as tokens.

use tree_sitter::Node;

use super::chain::{Chain, Root};

/// The calls whose arguments are direct children of a token tree; each with whether it is a macro's. Names that start with a
/// capital construct a value and are no calls. Second: where the attributes in the tree are, which have none.
pub(super) fn calls(tree: Node, text: &str) -> (Vec<(Chain, bool)>, Vec<std::ops::Range<usize>>) {
    let mut cursor = tree.walk();
    let tokens: Vec<Node> = tree.children(&mut cursor).collect();
    let word = |index: usize| tokens.get(index).map_or("", |token| &text[token.byte_range()]);
    let mut calls = Vec::new();
    let mut attributes = Vec::new();
    for index in (1..tokens.len()).filter(|index| tokens[*index].kind() == "token_tree") {
        let before = index - 1;
        if word(before) == "#" {
            attributes.push(tokens[index].byte_range());
        } else if word(before) == "!" && before > 0 && tokens[before - 1].kind() == "identifier" {
            calls.push((chain(&tokens, before - 1, text), true));
        } else if word(index).starts_with('(')
            && let Some(name) = behind_type_arguments(&tokens, before, text)
            && tokens[name].kind() == "identifier"
            && !word(name).starts_with(char::is_uppercase)
            && !(name > 0 && word(name - 1) == "fn")
        {
            calls.push((chain(&tokens, name, text), false));
        }
    }
    (calls, attributes)
}

/// The most tokens that type arguments have: a `>` that closes none would be looked for in everything before it.
const TYPE_ARGUMENTS: usize = 64;

/// The token before `::<…>` when that ends at `last`, else `last` itself.
fn behind_type_arguments(tokens: &[Node], last: usize, text: &str) -> Option<usize> {
    let word = |index: usize| &text[tokens[index].byte_range()];
    if !word(last).starts_with('>') {
        return Some(last);
    }
    let mut depth = 0;
    for index in (0..=last).rev().take(TYPE_ARGUMENTS) {
        depth += word(index).matches('>').count();
        depth = depth.saturating_sub(word(index).matches('<').count());
        if depth == 0 {
            return index.checked_sub(2).filter(|_| word(index - 1) == "::");
        }
    }
    None
}

/// The path or chain that ends at a name.
fn chain(tokens: &[Node], last: usize, text: &str) -> Chain {
    let word = |index: usize| text[tokens[index].byte_range()].to_owned();
    let mut names = Vec::new();
    let mut at = last;
    let root = loop {
        let separator = match at.checked_sub(1).map(&word).as_deref() {
            Some(".") => ".",
            Some("::") => "::",
            _ if matches!(word(at).as_str(), "self" | "Self") && !names.is_empty() => {
                let is_path = names.last().is_some_and(|(separator, _)| *separator == "::");
                break if word(at) == "self" && is_path { Root::Name(word(at)) } else { Root::This };
            }
            _ => break Root::Name(word(at)),
        };
        names.push((separator, word(at)));
        let Some(before) = at.checked_sub(2).and_then(|before| behind_type_arguments(tokens, before, text)) else {
            break Root::Value;
        };
        if !matches!(tokens[before].kind(), "identifier" | "self" | "crate" | "super" | "primitive_type") {
            break Root::Value;
        }
        at = before;
    };
    names.reverse();
    Chain { root, names, token: tokens[last].byte_range() }
}
