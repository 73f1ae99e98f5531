//! One row for each function of a document.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use trommel_lang::{Function, Language};

use super::Row;

/// One row for each function or method with a body, constructors among them. The docstring goes into a column of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Functions {
    /// Whether functions inside functions get rows of their own as well; their text is in the outer one's too.
    pub nested: bool,
    /// Functions of fewer lines, docstring aside, are left out.
    pub min_lines: u32,
}

impl Default for Functions {
    fn default() -> Self {
        Functions { nested: false, min_lines: 1 }
    }
}

impl Functions {
    /// The functions of a document, none when it has none or does not get parsed. A record that is one function and has its
    /// docstring in another field (its `instruction`) keeps that as its docstring.
    pub(super) fn of(&self, document: Row) -> Vec<Row> {
        let language = document.text("language").and_then(|name| name.parse::<Language>().ok());
        let tag = if language == Some(Language::Php) { PHP_TAG } else { "" };
        // A record that is a PHP function has no tag, without which it would be text.
        let content = document.text("content").unwrap_or_default();
        let text =
            &*if content.contains("<?") { Cow::Borrowed(content) } else { Cow::Owned(format!("{tag}{content}")) };
        let Some((language, parse)) =
            language.and_then(|language| Some((language, trommel_lang::parse(language, text).ok()?)))
        else {
            return Vec::new();
        };
        let found = trommel_lang::functions(&parse, text);
        let outer = outermost(&found);
        let alone = outer.iter().filter(|outer| **outer).count() == 1;
        let mut rows = Vec::new();
        let mut seen: HashMap<(String, [u8; 32]), u64> = HashMap::new();
        for (function, _) in found.iter().zip(outer).filter(|(_, outer)| self.nested || *outer) {
            let code = format!("{tag}{}", function.code(text));
            if (code.lines().count() as u32) < self.min_lines {
                continue;
            }
            let name = qualified(language, function);
            let digest = *blake3::hash(code.as_bytes()).as_bytes();
            let again = seen.entry((name.clone(), digest)).or_default();
            let path = format!("{}#{name}", document.text("path").unwrap_or_default());
            let mut row = document.clone();
            row.id = trommel_corpus::document_id(document.text("source").unwrap_or_default(), &path, &digest, *again);
            *again += 1;
            row.parent = Some(document.id);
            row.ordinal = rows.len() as u32;
            row.signature = Some(function.signature.clone());
            let of_record = || document.text("instruction").filter(|_| alone).map(str::to_owned);
            row.docstring = function.docstring.clone().or_else(of_record);
            row.function = Some(name);
            row.set_text("path", path);
            row.set_text("content", code);
            rows.push(row);
        }
        rows
    }
}

/// What makes text PHP.
const PHP_TAG: &str = "<?php\n\n";

/// Which functions are inside no other; an outer one comes before those inside it.
fn outermost(functions: &[Function]) -> Vec<bool> {
    let mut end = 0;
    let outer = |function: &Function| {
        let outer = function.range.start >= end;
        end = end.max(function.range.end);
        outer
    };
    functions.iter().map(outer).collect()
}

/// The name with the classes and functions around it, as the language writes paths.
fn qualified(language: Language, function: &Function) -> String {
    let name = function.name.as_deref().unwrap_or("?");
    let separator = match language {
        Language::Cpp | Language::Rust | Language::Ruby | Language::Php => "::",
        _ => ".",
    };
    match &function.parent {
        Some(parent) => format!("{parent}{separator}{name}"),
        None => name.to_owned(),
    }
}
