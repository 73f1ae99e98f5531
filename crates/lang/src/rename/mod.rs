//! The same program with other names for what it defines: in the language's convention, or names that say nothing.
//!
//! **What is renamed.** A name is renamed where a scope of the document binds it and every use in the document can be told:
//! parameters, local variables, local functions; [`Renaming::Anonymous`] takes the document for the whole program and renames what it
//! defines at its top level as well, unless it is explicitly exported (`export`, `pub`, `public`, a capital in Go). A name has
//! one new name in the whole document, and the new name occurs nowhere in the old text, so nothing is captured or hidden.
//!
//! **What keeps its name**, since somebody may ask for it by name: members, imports, exported and decorated functions,
//! parameters that callers can name (Python, C#, PHP; renamed if the document is seen not to), names in interpolated literals
//! (literals never change), in macros, and in every construct that the tables do not know. A document that asks for variables by name (`eval`,
//! `locals()`, `binding`, …) is left alone, and so is one with syntax errors.
//!
//! **Every edit is checked.** The new text is parsed: the tree is the same, so is every leaf but the renamed ones, these are
//! renamed one to one, and each name means the same binding as before. Else the edit is undone.

mod check;
mod choose;
mod compiled;
mod convention;
mod names;
mod scopes;
mod table;
mod tables;
mod walk;
mod words;

#[cfg(test)]
mod tests;

use crate::parse::{Parse, parse};
use choose::Choice;
use compiled::Compiled;
pub(crate) use names::{NameSort, Names, names};
use scopes::{How, Occurrence, Scopes};

/// Which names to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Renaming {
    /// Local names of several words in the language's convention: `like_this` in Python, C, C++, Rust and Ruby, `likeThis` in
    /// Java, Go, JavaScript, TypeScript, C# and PHP. Names of constants (`LIKE_THIS`) and of types stay, and so does a name
    /// whose new form is taken.
    Unified,
    /// `var_0`, `func_0`, `class_0`, …, counted in the order in which the names are first bound.
    Anonymous,
}

/// What came of renaming.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// The new text; `None` when it is the old one.
    pub text: Option<String>,
    /// The tree of the new text; `None` when the text is the old one.
    pub parse: Option<Parse>,
    /// What was renamed to what, in the order in which the names are first bound. No old or new name is there twice.
    pub names: Vec<NamePair>,
    /// Names were changed and changed back, because the program would not have been the same.
    pub reverted: bool,
    /// How many places of the text were changed.
    pub renamed: u32,
    /// How many names the document binds and keeps, of those that a renaming is about.
    pub kept: u32,
    /// Why nothing was renamed.
    pub left: Option<Left>,
}

/// A name and its new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePair {
    /// As it was.
    pub old: String,
    /// As it is.
    pub new: String,
    /// What it names, where it is first bound.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A variable or parameter.
    Variable,
    /// A function.
    Function,
    /// A class or another type.
    Class,
}

/// Why a document was left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Left {
    /// It does not parse: what a name means cannot be told.
    SyntaxErrors,
    /// It asks for variables by name at run time.
    Dynamic,
    /// There is no name to change.
    Nothing,
    /// The language is not supported.
    Language,
}

/// Renames what the text defines. `old` is the tree of `text`. Names that are words of `spoken` stay: somebody speaks of them, e.g.
/// an instruction that the text answers.
///
/// [`Renaming::Unified`] applied to its own result changes nothing. Takes time proportional to the text, and parses the new one.
pub fn rename(old: &Parse, text: &str, renaming: Renaming, spoken: &str) -> Renamed {
    let left = |left| Renamed {
        text: None,
        parse: None,
        names: Vec::new(),
        reverted: false,
        renamed: 0,
        kept: 0,
        left: Some(left),
    };
    let Some(compiled) = compiled::compiled(old.grammar()) else {
        return left(Left::Language);
    };
    if old.tree().root_node().has_error() {
        return left(Left::SyntaxErrors);
    }
    let scopes = walk::scopes(old, text, compiled);
    if is_dynamic(&scopes, compiled, text) {
        return left(Left::Dynamic);
    }
    let Choice { names, news, kept } = choose::choose(&scopes, compiled, (text, spoken), renaming);
    if names.is_empty() {
        return Renamed { kept, ..left(Left::Nothing) };
    }
    let (new_text, renamed) = rewrite(text, &scopes, &news);
    let checked = parse(old.language(), &new_text).ok().filter(|new| {
        check::same_but_names((old, text), (new, &new_text), &names)
            && check::same_meaning(&scopes, &walk::scopes(new, &new_text, compiled))
    });
    match checked {
        Some(new) => {
            Renamed { text: Some(new_text), parse: Some(new), names, reverted: false, renamed, kept, left: None }
        }
        None => Renamed { reverted: true, kept, left: None, ..left(Left::Nothing) },
    }
}

/// Whether names of variables matter at run time.
fn is_dynamic(scopes: &Scopes, compiled: &Compiled, text: &str) -> bool {
    let asks = |it: &Occurrence| {
        let (name, behind) = (scopes.names[it.name as usize], &text[it.end as usize..]);
        compiled.table.dynamic_names.iter().any(|asks| match (asks.strip_suffix("()"), asks.strip_prefix('$')) {
            // Only when called without arguments.
            (Some(asks), _) => asks == name && it.binding.is_none() && behind.starts_with("()"),
            // A variable of the language.
            (_, Some(asks)) => asks == name,
            _ => *asks == name && it.binding.is_none(),
        })
    };
    scopes.dynamic || scopes.occurrences.iter().any(asks)
}

/// The text with new names where the meaning of a name has one (`news`, by binding), and how many places that are.
fn rewrite(text: &str, scopes: &Scopes, news: &[Option<String>]) -> (String, u32) {
    let mut out = String::with_capacity(text.len());
    let (mut at, mut renamed) = (0, 0);
    for occurrence in &scopes.occurrences {
        let new = occurrence.binding.and_then(|binding| news[binding as usize].as_deref());
        // Some names are noted twice.
        if let Some(new) = new.filter(|_| occurrence.how != How::KeepCallable && occurrence.start as usize >= at) {
            out.push_str(&text[at..occurrence.start as usize]);
            out.push_str(new);
            at = occurrence.end as usize;
            renamed += 1;
        }
    }
    out.push_str(&text[at..]);
    (out, renamed)
}
