//! Qualified names of calls.
//!
//! 1. A root that an import binds is replaced by what it was imported as: `p.join()` is `os.path.join`.
//! 2. A root that is a type, namespace, module or constant stays as written: `std::sort`, `Math.max`, `Vec::new`.
//! 3. A plain name stays: `helper`, `len`, `println!`.
//! 4. A method of the object or class around it is `Class.method`.
//! 5. Any other receiver is a dot alone: `.append`.
//! 6. What has no name is `?`.
//!
//! Not calls: Rust's tuple structs and variants, conversions that say so by their type, `super(…)`, tagged templates, Ruby
//! attribute assignment, anything in a string.

use std::ops::Range;

use super::chain::Root;
use super::imports;
use super::rows;
use super::scope::{Binding, Import};
use super::survey::{self, Kind, Raw, Survey, is_capital};
use crate::{Language, Parse};

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its qualified name.
    pub name: String,
    /// The last name of the callee in bytes; empty where it has none.
    pub range: Range<u32>,
    /// An import says what the name is.
    pub resolved: bool,
}

/// How a name came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Imported,
    /// A type or namespace in front, which the file does not define.
    Foreign,
    /// A type in front that the file defines, or the class around the call.
    Own,
    Plain,
    /// A plain name that is bound as a variable, or no name at all, or a method of a value.
    Value,
}

/// Every call, in the order of its name in the text.
pub fn calls(parse: &Parse, text: &str) -> Vec<Call> {
    named(parse.language(), &survey::of(parse, text)).into_iter().map(|(call, _)| call).collect()
}

/// The calls of a survey with where their names come from.
pub(super) fn named(language: Language, survey: &Survey) -> Vec<(Call, Origin)> {
    let name = |raw: &Raw| {
        let (mut name, origin) = qualified(language, survey, raw);
        if raw.kind == Kind::Macro {
            name.push('!');
        }
        let range = raw.chain.token.start as u32..raw.chain.token.end as u32;
        (Call { name, range, resolved: origin == Origin::Imported }, origin)
    };
    survey.calls.iter().map(name).collect()
}

fn qualified(language: Language, survey: &Survey, raw: &Raw) -> (String, Origin) {
    let names = &raw.chain.names;
    let last = || match names.last() {
        Some((_, name)) => (format!(".{name}"), Origin::Value),
        None => ("?".to_owned(), Origin::Value),
    };
    let own = |class: &Option<String>| match (class, names.as_slice()) {
        (Some(class), [(_, name)]) => (format!("{class}.{name}"), Origin::Own),
        _ => last(),
    };
    let root = match &raw.chain.root {
        Root::Value => return last(),
        Root::This => return own(&raw.class),
        Root::Name(root) => root,
    };
    let is_php_function = language == Language::Php && names.is_empty() && raw.kind == Kind::Function;
    // A dot is for values only, whatever they are called.
    if language == Language::Rust && names.last().is_some_and(|(separator, _)| *separator == ".") {
        return last();
    }
    let key = if is_php_function { imports::php_function(root) } else { root.clone() };
    let binding = survey.scopes.find(raw.scope, &key, raw.chain.token.start);
    match binding {
        Some(Binding::Import(Import { called, .. })) if names.is_empty() => (called.clone(), Origin::Imported),
        Some(Binding::Import(Import { holder, .. })) => (written(holder, names), Origin::Imported),
        Some(Binding::Receiver(class)) => own(&Some(class.clone())),
        _ if names.is_empty() => {
            let is_local = binding.is_some() || root.starts_with('$');
            (root.clone(), if is_local { Origin::Value } else { Origin::Plain })
        }
        _ if root.starts_with('$') => last(),
        _ if raw.kind == Kind::Type || stays(language, survey, root, names, binding.is_some()) => {
            let is_own = survey.types.contains(root);
            (written(root, names), if is_own { Origin::Own } else { Origin::Foreign })
        }
        _ => last(),
    }
}

fn written(root: &str, names: &[(&'static str, String)]) -> String {
    names.iter().fold(root.to_owned(), |path, (separator, name)| path + separator + name)
}

/// Whether a root that no import binds is a type, namespace, module or constant.
fn stays(language: Language, survey: &Survey, root: &str, names: &[(&str, String)], is_local: bool) -> bool {
    let first = names.first().map_or("", |(separator, _)| *separator);
    if first != "." {
        return true;
    }
    let is_known = survey.types.contains(root) || rows::row(language).known_roots.contains(&root);
    match language {
        // A name with a capital is as often a variable.
        Language::Go => is_known && !is_local,
        // Types have no dot behind them; in C a variable may have the name of one.
        Language::C | Language::Cpp => is_capital(root),
        Language::Java => is_capital(root) || is_known || is_java_package(names),
        _ => is_capital(root) || is_known && !is_local,
    }
}

/// `java.util.List.of`: two names in lower case and a type.
fn is_java_package(names: &[(&str, String)]) -> bool {
    let path: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    let is_type = |name: &&&str| is_capital(name) && name.contains(char::is_lowercase);
    path.len() >= 3 && !is_capital(path[0]) && path[1..path.len() - 1].iter().any(|name| is_type(&name))
}
