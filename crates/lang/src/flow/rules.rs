//! What a table says of each kind of node, and what the walk then does.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{FlowRules, compat, strict};
use crate::Language;
use crate::parse::{Grammar, Parse, grammars};

/// A language's row of a table, in names.
pub(super) struct Spec {
    pub language: Language,
    /// What is done at nodes of these kinds; elsewhere children are walked in order.
    pub constructs: &'static [(&'static [&'static str], Construct)],
    /// Children of an `if` that start from the state before it.
    pub branches: &'static [&'static str],
    /// After the first such child all others are such, too.
    pub sticky: bool,
    /// The state before an `if` is joined to those after its branches even where it has an `else`.
    pub always_skips: bool,
    /// Children of a C-like `for` after which its second round starts.
    pub starts: &'static [&'static str],
    /// Children that are walked before the others.
    pub first: &'static [&'static str],
    /// Kinds that are variables. Empty: any leaf whose text is not its kind.
    pub variables: &'static [&'static str],
}

/// What the walk does at a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Construct {
    /// Walks the children.
    #[default]
    Plain,
    /// A name that may have a value: `name` comes from each variable of `value`.
    Define { name: Place, value: Place },
    /// `left` is computed from `right`.
    Assign { left: Place, right: Place, pairing: Pairing },
    /// `x++`: each variable is computed from each.
    Update,
    /// Branches.
    If,
    /// All children, then those after the start once more.
    For,
    /// Twice: `source`, then `target` computed from it, then `body`.
    Each { target: Place, source: Place, body: Place, pairing: Pairing },
    /// All children, twice.
    While,
}

/// Where a part of a construct is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Field(Field),
    /// The child of this number, of exactly so many.
    ChildOf {
        child: usize,
        exactly: usize,
    },
    /// The child of this number, of at least so many.
    ChildFrom {
        child: usize,
        least: usize,
    },
    /// The child of this number.
    Child(usize),
    /// The last child.
    Last,
    /// The last child if it is a `block`, else nothing, which is no error.
    LastBlock,
    /// The child of this number among those that are PHP variables.
    Variable(usize),
    /// The last of at least three children.
    LastOfThree,
}

/// Which variables on the left belong to which on the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pairing {
    /// Each with each, one item for a pair.
    Each,
    /// Each with all, one item for a variable on the left.
    All,
    /// As `All`, but side by side where both sides have as many children (strict: where both are lists).
    Aligned,
}

/// The fields that places name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Field {
    #[default]
    Other,
    Name,
    Value,
    DefaultValue,
    Left,
    Right,
    Body,
    Pattern,
    Update,
    Declarator,
}

const FIELDS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("value", Field::Value),
    ("default_value", Field::DefaultValue),
    ("left", Field::Left),
    ("right", Field::Right),
    ("body", Field::Body),
    ("pattern", Field::Pattern),
    ("update", Field::Update),
    ("declarator", Field::Declarator),
];

/// What a table says of one kind of node.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    pub construct: Construct,
    pub branch: bool,
    pub says_else: bool,
    pub start: bool,
    pub first: bool,
    /// A leaf even if it has children.
    pub opaque: bool,
    /// Not a leaf even if it has no children.
    pub comment: bool,
    pub identifier: bool,
    pub comma: bool,
    pub block: bool,
    pub php_variable: bool,
    /// Its children may be assigned side by side.
    pub list: bool,
    pub named: bool,
}

/// A row of a table, by the numbers of a grammar.
pub(super) struct Table {
    pub spec: &'static Spec,
    roles: Vec<Role>,
    fields: Vec<Field>,
    /// Kinds by number, to be compared with what stands there.
    pub names: Vec<&'static str>,
}

impl Table {
    fn new(spec: &'static Spec, grammar: &'static Grammar) -> Table {
        let language = &grammar.language;
        let ids = 0..u16::try_from(language.node_kind_count()).unwrap_or(u16::MAX);
        let names: Vec<&'static str> =
            ids.clone().map(|id| language.node_kind_for_id(id).unwrap_or_default()).collect();
        let roles = ids.map(|id| spec.role(names[usize::from(id)], language.node_kind_is_named(id))).collect();
        let field = |id: u16| {
            let name = language.field_name_for_id(id).unwrap_or_default();
            FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field).unwrap_or_default()
        };
        let fields = (0..=u16::try_from(language.field_count()).unwrap_or(u16::MAX)).map(field).collect();
        Table { spec, roles, fields, names }
    }

    /// Errors have a number beyond the table, and no role.
    pub fn role(&self, kind: u16) -> Role {
        self.roles.get(usize::from(kind)).copied().unwrap_or_default()
    }

    pub fn field(&self, id: u16) -> Field {
        self.fields.get(usize::from(id)).copied().unwrap_or_default()
    }

    pub fn is_strict(&self) -> bool {
        !self.spec.variables.is_empty()
    }
}

impl Spec {
    fn role(&self, kind: &str, named: bool) -> Role {
        let strict = !self.variables.is_empty();
        let construct =
            self.constructs.iter().find(|(kinds, _)| kinds.contains(&kind)).map(|(_, construct)| *construct);
        Role {
            construct: construct.filter(|_| named).unwrap_or_default(),
            branch: self.branches.contains(&kind),
            says_else: kind.contains("else"),
            start: self.starts.contains(&kind),
            first: self.first.contains(&kind),
            opaque: if strict {
                named && self.variables.contains(&kind)
            } else {
                matches!(kind, "string_literal" | "string" | "character_literal")
            },
            comment: kind == "comment",
            identifier: if strict { named && self.variables.contains(&kind) } else { kind == "identifier" },
            comma: kind == ",",
            block: kind == "block",
            php_variable: kind == "variable_name",
            list: ["_list", "tuple_pattern", "tuple", "_assignment_list", "array_pattern", "tuple_expression"]
                .iter()
                .any(|end| kind.ends_with(end)),
            named,
        }
    }
}

/// Whether there are rules for a language.
pub(super) fn has_rules(language: Language) -> bool {
    compat::SPECS.iter().any(|spec| spec.language == language)
}

/// The table for the grammar of a tree.
pub(super) fn table(parse: &Parse, rules: FlowRules) -> Option<&'static Table> {
    TABLES.get(&(rules, parse.grammar().index))
}

static TABLES: LazyLock<HashMap<(FlowRules, usize), Table>> = LazyLock::new(|| {
    let both = [(FlowRules::Compat, compat::SPECS), (FlowRules::Strict, strict::SPECS)];
    let rows = both.iter().flat_map(|(rules, specs)| specs.iter().map(move |spec| (*rules, spec)));
    rows.flat_map(|(rules, spec)| {
        grammars(spec.language).iter().map(move |grammar| ((rules, grammar.index), Table::new(spec, grammar)))
    })
    .collect()
});
