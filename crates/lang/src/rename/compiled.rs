//! The tables with kinds of node as numbers, one for each grammar.

use std::collections::HashSet;
use std::sync::LazyLock;

use tree_sitter::Node;

use super::table::{Rule, ScopeKind, Space, Table, Then, has};
use super::tables;
use crate::Language;
use crate::parse::{Grammar, grammars};

/// A table with kinds as numbers.
pub(super) struct Compiled {
    pub table: &'static Table,
    pub reserved: HashSet<&'static str>,
    kinds: Vec<KindInfo>,
    rules: Vec<CompiledRule>,
    /// How many rules, the first ones, are for parents of any kind.
    for_all: usize,
}

/// What the table says of a kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KindInfo {
    pub name: Option<Space>,
    pub shorthand: bool,
    pub other: bool,
    pub scope: Option<ScopeKind>,
    pub pattern: bool,
    pub plain: bool,
    pub interpolation: bool,
    pub symbol: bool,
    pub exposing: bool,
    pub special: bool,
    pub dynamic: bool,
    /// Its rules, as a range.
    first_rule: u16,
    end_rule: u16,
}

struct CompiledRule {
    field: Option<u16>,
    child: Option<u16>,
    then: Then,
}

/// The table of the grammar that a tree was made with.
pub(super) fn compiled(grammar: &Grammar) -> Option<&'static Compiled> {
    COMPILED.get(grammar.index)?.as_ref()
}

static COMPILED: LazyLock<Vec<Option<Compiled>>> = LazyLock::new(|| {
    let of_language = |language: &Language| {
        let table = tables::of(*language);
        grammars(*language).iter().map(move |grammar| Some(Compiled::new(table?, &grammar.language)))
    };
    Language::ALL.iter().flat_map(of_language).collect()
});

impl Compiled {
    fn new(table: &'static Table, grammar: &tree_sitter::Language) -> Compiled {
        let mut kinds = vec![KindInfo::default(); grammar.node_kind_count()];
        // Kinds that the grammar has under several numbers, and those that only a sibling grammar has.
        let ids = |name: &str| -> Vec<usize> {
            let named = |id: &usize| u16::try_from(*id).is_ok_and(|id| grammar.node_kind_is_named(id));
            (0..grammar.node_kind_count())
                .filter(named)
                .filter(|id| grammar.node_kind_for_id(*id as u16) == Some(name))
                .collect()
        };
        let mut set = |names: &[&str], mark: fn(&mut KindInfo)| {
            for id in names.iter().flat_map(|name| ids(name)) {
                mark(&mut kinds[id]);
            }
        };
        set(table.shorthands, |kind| (kind.shorthand, kind.name) = (true, Some(Space::Value)));
        set(table.others, |kind| kind.other = true);
        set(table.patterns, |kind| kind.pattern = true);
        set(table.plain, |kind| kind.plain = true);
        set(table.interpolations, |kind| kind.interpolation = true);
        set(table.symbols, |kind| kind.symbol = true);
        set(table.exposing, |kind| kind.exposing = true);
        set(table.specials, |kind| kind.special = true);
        set(table.dynamic_kinds, |kind| kind.dynamic = true);
        for (name, space) in table.names {
            ids(name).into_iter().for_each(|id| kinds[id].name = Some(*space));
        }
        for (name, scope) in table.scopes {
            ids(name).into_iter().for_each(|id| kinds[id].scope = Some(*scope));
        }
        let (mut rules, mut for_all) = (Vec::new(), 0);
        let mut parents: Vec<&str> = table.rules.iter().map(|rule| rule.0).collect();
        parents.sort_unstable();
        parents.dedup();
        for parent in parents {
            let first = rules.len() as u16;
            for Rule(_, place, then) in table.rules.iter().filter(|rule| rule.0 == parent) {
                let then = *then;
                match place.strip_prefix('#') {
                    Some(kind) => rules.extend(ids(kind).into_iter().map(|id| CompiledRule {
                        field: None,
                        child: Some(id as u16),
                        then,
                    })),
                    None if place.is_empty() => rules.push(CompiledRule { field: None, child: None, then }),
                    // A field that only a sibling grammar has fits nothing.
                    None => rules.extend(grammar.field_id_for_name(place).map(|field| CompiledRule {
                        field: Some(field.get()),
                        child: None,
                        then,
                    })),
                }
            }
            if parent.is_empty() {
                for_all = rules.len();
            }
            for id in ids(parent) {
                (kinds[id].first_rule, kinds[id].end_rule) = (first, rules.len() as u16);
            }
        }
        Compiled { table, reserved: table.reserved.split_whitespace().collect(), kinds, rules, for_all }
    }

    pub fn kind(&self, id: u16) -> KindInfo {
        // Errors have an id beyond the table.
        self.kinds.get(usize::from(id)).copied().unwrap_or_default()
    }

    /// What the first rule that fits says of a child.
    pub fn then(&self, parent: Node, parent_kind: u16, field: Option<u16>, child: u16) -> Option<Then> {
        let info = self.kind(parent_kind);
        let rules = &self.rules[usize::from(info.first_rule)..usize::from(info.end_rule)];
        let fits = |rule: &&CompiledRule| {
            (rule.field.is_none() || rule.field == field)
                && rule.child.is_none_or(|kind| kind == child)
                && match rule.then {
                    Then::BindWith(part, _) => has(parent, part),
                    Then::KeepWithout(part) => !has(parent, part),
                    _ => true,
                }
        };
        rules.iter().chain(&self.rules[..self.for_all]).find(fits).map(|rule| rule.then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A misspelt kind or field would silently do nothing.
    #[test]
    fn tables_name_kinds_and_fields_of_the_grammars() {
        for language in Language::ALL {
            let Some(table) = tables::of(*language) else {
                continue;
            };
            // A table may serve several languages.
            let shares = |other: &&Language| tables::of(**other).is_some_and(|other| std::ptr::eq(other, table));
            let all: Vec<&Grammar> = Language::ALL.iter().filter(shares).flat_map(|it| grammars(*it)).collect();
            let known = |name: &str| {
                name.is_empty() || all.iter().any(|grammar| grammar.language.id_for_node_kind(name, true) != 0)
            };
            let lists = [
                table.shorthands,
                table.others,
                table.patterns,
                table.plain,
                table.interpolations,
                table.symbols,
                table.callables,
                table.exposing,
                table.specials,
                table.dynamic_kinds,
            ];
            let names = table.names.iter().map(|(name, _)| *name).chain(table.scopes.iter().map(|(name, _)| *name));
            let kinds = names.chain(lists.into_iter().flatten().copied()).chain(table.rules.iter().map(|rule| rule.0));
            let unknown: Vec<&str> = kinds.filter(|name| !known(name)).collect();
            assert!(unknown.is_empty(), "{language}: no such kinds: {unknown:?}");
            for Rule(parent, place, _) in table.rules {
                let fits = match place.strip_prefix('#') {
                    Some(kind) => known(kind),
                    None => {
                        place.is_empty()
                            || all.iter().any(|grammar| grammar.language.field_id_for_name(place).is_some())
                    }
                };
                assert!(fits, "{language}: {parent} has no {place}");
            }
        }
    }
}
