//! What a Python text defines, and what of a prompt a whole program still needs.

use std::collections::BTreeSet;

use super::outline::{Kind, outline};

/// The functions and classes that a Python text defines at its top level.
pub(crate) fn defined(text: &str) -> BTreeSet<String> {
    outline(text)
        .unwrap_or_default()
        .into_iter()
        .filter(|statement| statement.kind == Kind::Definition)
        .flat_map(|statement| statement.binds)
        .collect()
}

/// What a Python prompt has beside the function `entry_point`: imports, helpers, constants. Statements as they stand.
pub(crate) fn preamble(prompt: &str, entry_point: &str) -> String {
    let mut kept = String::new();
    for statement in outline(prompt).unwrap_or_default() {
        let wanted = match statement.kind {
            Kind::Import | Kind::Other => true,
            Kind::Definition => !statement.binds.contains(entry_point),
            Kind::MainGuard | Kind::Assert | Kind::Constant | Kind::Error => false,
        };
        if wanted {
            kept.push_str(prompt[statement.range].trim_end());
            kept.push('\n');
        }
    }
    kept
}
