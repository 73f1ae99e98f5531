//! Which bindings get a new name, and which.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::compiled::Compiled;
use super::convention::in_convention;
use super::scopes::{Binding, Scopes};
use super::table::{Capitals, ScopeKind, Sort};
use super::words::words;
use super::{NameKind, NamePair, Renaming};

/// The outcome.
pub(super) struct Choice {
    /// In the order in which they are first bound.
    pub names: Vec<NamePair>,
    /// The new name of each binding.
    pub news: Vec<Option<String>>,
    /// Names that could have been wanted and stay.
    pub kept: u32,
}

pub(super) fn choose(scopes: &Scopes, compiled: &Compiled, (text, spoken): (&str, &str), renaming: Renaming) -> Choice {
    let several_spellings = match compiled.table.ignores_case {
        true => several_spellings(&scopes.names),
        false => HashSet::new(),
    };
    let mut taken: HashSet<&str> = words(text).chain(words(spoken)).collect();
    let mangled = match compiled.table.first_is_self {
        true => taken.iter().filter_map(|word| mangled_class(word)).collect(),
        false => HashSet::new(),
    };
    let chooser = Chooser { scopes, compiled, renaming, spoken: words(spoken).collect(), several_spellings, mangled };
    let mut wanted: BTreeMap<u32, (u32, NameKind)> = BTreeMap::new();
    let mut may = vec![false; scopes.bindings.len()];
    let mut kept = HashSet::new();
    for (may, binding) in may.iter_mut().zip(&scopes.bindings) {
        *may = chooser.may_rename(binding);
    }
    for (one, other) in &scopes.same_when_leaking {
        let both = may[*one as usize] && may[*other as usize];
        (may[*one as usize], may[*other as usize]) = (both, both);
    }
    for (may, binding) in may.iter().zip(&scopes.bindings) {
        if *may {
            let first = wanted.entry(binding.name).or_insert((binding.first, kind(binding.sort)));
            *first = (*first).min((binding.first, kind(binding.sort)));
        } else if !matches!(binding.sort, Sort::Import | Sort::Declared) && chooser.is_about(binding) {
            kept.insert(binding.name);
        }
    }
    let mut in_order: Vec<(u32, u32, NameKind)> =
        wanted.iter().map(|(name, (first, kind))| (*first, *name, *kind)).collect();
    in_order.sort_unstable();
    let given = match renaming {
        Renaming::Anonymous => anonymous(scopes, &in_order, &taken, compiled),
        Renaming::Unified => unified(scopes, &in_order, &mut taken, compiled, text),
    };
    let news = scopes.bindings.iter().zip(may).map(|(binding, may)| given.get(&binding.name).filter(|_| may).cloned());
    let news: Vec<Option<String>> = news.collect();
    let pair = |(_, name, kind): &(u32, u32, NameKind)| {
        let new = given.get(name)?.clone();
        Some(NamePair { old: scopes.names[*name as usize].to_owned(), new, kind: *kind })
    };
    Choice { names: in_order.iter().filter_map(pair).collect(), news, kept: kept.len() as u32 }
}

struct Chooser<'a> {
    scopes: &'a Scopes<'a>,
    compiled: &'a Compiled,
    renaming: Renaming,
    spoken: HashSet<&'a str>,
    /// Where it does not matter, names that are written in capitals and not, in small letters.
    several_spellings: HashSet<String>,
    /// Classes that the names of private members give away.
    mangled: HashSet<&'a str>,
}

impl Chooser<'_> {
    fn may_rename(&self, binding: &Binding) -> bool {
        let scopes = self.scopes;
        let name = scopes.names[binding.name as usize];
        let top = scopes.scope(binding.scope).kind == ScopeKind::Top;
        if binding.fixed || !self.is_about(binding) || !is_renameable(name) {
            return false;
        }
        if scopes.vetoed.contains(name) || self.spoken.contains(name) {
            return false;
        }
        if top {
            if self.compiled.reserved.contains(name) {
                return false;
            }
            let public =
                self.compiled.table.capitals == Capitals::Public && name.starts_with(|c: char| c.is_ascii_uppercase());
            let replaced = binding.first < scopes.last_wildcard;
            let shared = self.compiled.table.shares_top && binding.sort == Sort::Variable;
            if public || replaced || shared || scopes.kept_at_top.contains(name) || scopes.quoted.contains(name) {
                return false;
            }
        }
        if self.several_spellings.contains(&name.to_ascii_lowercase()) && kind(binding.sort) != NameKind::Variable {
            return false;
        }
        match binding.sort {
            Sort::Variable => true,
            Sort::Parameter => !scopes.keywords.contains(name),
            Sort::Named => self.may_rename_named(binding, name),
            Sort::Function | Sort::Class | Sort::Type => !scopes.introspects && !self.mangled.contains(name),
            Sort::Declared | Sort::Fixed | Sort::Import => false,
        }
    }

    /// A parameter that callers could name: when all of them are seen, and none does.
    fn may_rename_named(&self, binding: &Binding, name: &str) -> bool {
        let scopes = self.scopes;
        let owner = scopes.scope(binding.scope).owner.map(|owner| &scopes.bindings[owner as usize]);
        let all_seen = match self.renaming {
            Renaming::Anonymous => true,
            Renaming::Unified => owner.is_some_and(|owner| {
                let around = scopes.scope(owner.scope).kind;
                !owner.escapes
                    && !owner.fixed
                    && !matches!(around, ScopeKind::Top | ScopeKind::Class | ScopeKind::HardClass)
            }),
        };
        // `Thread(target=f, kwargs={'name': 1})` calls with names that are data.
        let by_data = scopes.keywords.contains("kwargs") && scopes.quoted.contains(name);
        all_seen && !scopes.splats && !scopes.keywords.contains(name) && !by_data
    }

    /// Whether the renaming concerns such a binding at all.
    fn is_about(&self, binding: &Binding) -> bool {
        let top = self.scopes.scope(binding.scope).kind == ScopeKind::Top;
        match self.renaming {
            Renaming::Anonymous => true,
            Renaming::Unified => !top && !matches!(binding.sort, Sort::Class | Sort::Type),
        }
    }
}

/// `_Class__member` → `Class`.
fn mangled_class(word: &str) -> Option<&str> {
    let (class, _) = word.strip_prefix('_')?.split_once("__")?;
    Some(class.trim_start_matches('_')).filter(|class| !class.is_empty())
}

fn several_spellings(names: &[&str]) -> HashSet<String> {
    let mut seen = HashSet::new();
    names.iter().map(|name| name.to_ascii_lowercase()).filter(|name| !seen.insert(name.clone())).collect()
}

fn kind(sort: Sort) -> NameKind {
    match sort {
        Sort::Function => NameKind::Function,
        Sort::Class | Sort::Type => NameKind::Class,
        _ => NameKind::Variable,
    }
}

/// A leading underscore says something, characters other than these need care, and the object of a method is known by its name.
fn is_renameable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !matches!(name, "self" | "cls" | "mcs" | "this")
}

/// What looks like one of our names is one.
fn is_anonymous(name: &str) -> bool {
    let number = ["var_", "func_", "class_"].iter().find_map(|prefix| name.strip_prefix(prefix));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Old names to new ones.
type Given = HashMap<u32, String>;

fn anonymous(scopes: &Scopes, in_order: &[(u32, u32, NameKind)], taken: &HashSet<&str>, compiled: &Compiled) -> Given {
    let mut next = [0_u32; 3];
    let mut given = Given::new();
    for (_, name, kind) in in_order.iter().filter(|(_, name, _)| !is_anonymous(scopes.names[*name as usize])) {
        let (prefix, next) = match kind {
            NameKind::Variable => ("var_", &mut next[0]),
            NameKind::Function => ("func_", &mut next[1]),
            NameKind::Class => ("class_", &mut next[2]),
        };
        let new = loop {
            let new = format!("{prefix}{next}");
            *next += 1;
            if !taken.contains(new.as_str()) && !compiled.reserved.contains(new.as_str()) {
                break new;
            }
        };
        given.insert(*name, new);
    }
    given
}

fn unified<'t>(
    scopes: &'t Scopes,
    in_order: &[(u32, u32, NameKind)],
    taken: &mut HashSet<&'t str>,
    compiled: &Compiled,
    text: &str,
) -> Given {
    let mut given = Given::new();
    let mut gone: HashSet<String> = HashSet::new();
    let mut called: Option<HashSet<u32>> = None;
    for (_, name, _) in in_order {
        let old = scopes.names[*name as usize];
        let Some(new) = in_convention(old, compiled.table.convention) else {
            continue;
        };
        // A variable with a capital that is called, or whose parts are asked for, holds a type.
        if old.starts_with(|c: char| c.is_ascii_uppercase())
            && called.get_or_insert_with(|| used_as_types(scopes, text)).contains(name)
        {
            continue;
        }
        if !taken.contains(new.as_str()) && !compiled.reserved.contains(new.as_str()) && gone.insert(new.clone()) {
            given.insert(*name, new);
        }
    }
    given
}

fn used_as_types(scopes: &Scopes, text: &str) -> HashSet<u32> {
    let called =
        scopes.occurrences.iter().filter(|it| text[it.end as usize..].trim_start().starts_with(['(', '<', ':', '.']));
    called.map(|it| it.name).collect()
}
