//! The grammars, with what is to be known of each kind of node.

use std::sync::LazyLock;

use crate::Language;

/// A grammar, loaded once for the whole program.
#[derive(Debug)]
pub(crate) struct Grammar {
    /// Its place among all grammars.
    pub index: usize,
    pub language: tree_sitter::Language,
    kinds: Vec<Kind>,
}

/// What a kind of node is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Code; its children count.
    Code,
    /// A comment, whole.
    Comment,
    /// A literal, whole: whitespace in it means something.
    Literal,
}

impl Grammar {
    pub fn kind(&self, id: u16) -> Kind {
        // Errors have an id beyond the table.
        self.kinds.get(usize::from(id)).copied().unwrap_or(Kind::Code)
    }
}

/// The grammars of a language, the preferred one first.
pub(crate) fn of(language: Language) -> &'static [Grammar] {
    &GRAMMARS[language as usize]
}

static GRAMMARS: LazyLock<Vec<Vec<Grammar>>> = LazyLock::new(|| {
    let mut index = 0..;
    let load = |language: &Language| {
        let spec = language.spec();
        let grammars = spec.grammars.iter().zip(&mut index);
        grammars.map(|(grammar, index)| Grammar::new(index, grammar(), spec.literals)).collect()
    };
    Language::ALL.iter().map(load).collect()
});

impl Grammar {
    fn new(index: usize, language: tree_sitter::Language, literals: &[&str]) -> Grammar {
        let kind = |id: usize| match u16::try_from(id).ok().and_then(|id| Some((id, language.node_kind_for_id(id)?))) {
            Some((id, _)) if !language.node_kind_is_named(id) => Kind::Code,
            Some((_, name)) if literals.contains(&name) => Kind::Literal,
            Some((_, name)) if name.ends_with("comment") => Kind::Comment,
            _ => Kind::Code,
        };
        let kinds = (0..language.node_kind_count()).map(kind).collect();
        Grammar { index, language, kinds }
    }
}
