//! One row for each function of a document.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use trommel_lang::Language;

use super::Row;

/// One row for each function or method with a body, constructors among them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Functions {
    /// Whether functions inside functions get rows of their own as well; their text is in the outer one's too.
    pub nested: bool,
    /// Whether the docstring stays in the text; it is a column in any case.
    pub keep_docstring: bool,
    /// Functions of fewer lines are left out.
    pub min_lines: u32,
}

impl Default for Functions {
    fn default() -> Self {
        Functions { nested: false, keep_docstring: false, min_lines: 1 }
    }
}

impl Functions {
    /// The functions of a document, none when it has none or does not get parsed. A record that is a function and has its
    /// docstring in another field (its `instruction`) keeps that as its docstring.
    pub(super) fn of(&self, document: Row) -> Vec<Row> { vec![document] }
}
