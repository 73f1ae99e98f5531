//! What a language's table says of its names.

use tree_sitter::Node;

use super::walk::Walk;

/// Everything about names in which languages differ. Kinds and fields are those of the grammar.
///
/// What the table does not mention stays as it is: a name below a kind that is in none of the lists keeps its name, and so does
/// every name that is spelt like a leaf of an unknown kind.
pub(super) struct Table {
    /// Leaves that are names of variables, functions and types.
    pub names: &'static [(&'static str, Space)],
    /// Leaves that stand for a name and a field at once (`{x}`): a name that is written so keeps its name.
    pub shorthands: &'static [&'static str],
    /// Leaves that are words of another sort, such as fields and labels: they are never renamed and say nothing about names.
    pub others: &'static [&'static str],
    /// Kinds that open a scope for their children.
    pub scopes: &'static [(&'static str, ScopeKind)],
    /// Kinds whose children are what they are themselves: the parts of a pattern that binds names.
    pub patterns: &'static [&'static str],
    /// Kinds below which a name is a use, unless a rule says otherwise.
    pub plain: &'static [&'static str],
    /// What a child is, by its parent and place. The first rule that fits counts.
    pub rules: &'static [Rule],
    /// Parts of literals that are code: names in them keep their names, since literals never change.
    pub interpolations: &'static [&'static str],
    /// Leaves that name something as a string does.
    pub symbols: &'static [&'static str],
    /// Kinds of value that make the variable they are given to a function.
    pub callables: &'static [&'static str],
    /// Kinds for which `exposure` is asked.
    pub exposing: &'static [&'static str],
    /// Whether what a node declares can be reached by name from elsewhere. Gets the node, its parent, and the text.
    pub exposure: fn(Node, Node, &str) -> Exposure,
    /// Kinds that `special` handles.
    pub specials: &'static [&'static str],
    /// What tables cannot say. Returns what to do with the children.
    pub special: for<'t> fn(&mut Walk<'t>, Node<'t>) -> Special,
    /// Kinds that make the names of variables matter at run time: a document with one is left alone.
    pub dynamic_kinds: &'static [&'static str],
    /// Functions that do the same, where the document does not define them.
    pub dynamic_names: &'static [&'static str],
    /// Attributes that give the name of a function or class.
    pub introspective: &'static [&'static str],
    /// What stands before a variable's name in the literals of some template language, such as `{` or `@`.
    pub marks: &'static [&'static str],
    /// Comments that start so name functions.
    pub pragmas: &'static [&'static str],
    /// Names in a class body are seen from the methods in it.
    pub sees_members: bool,
    /// A name that is nothing in its own space may be one of the other: types and variables are not told apart by the grammar.
    pub mixes_spaces: bool,
    /// Functions and classes mean the same in capitals.
    pub ignores_case: bool,
    /// Functions are in another space than variables.
    pub functions_apart: bool,
    /// What a capital says.
    pub capitals: Capitals,
    /// Variables of the top level are those of other files, too.
    pub shares_top: bool,
    /// The first parameter of a method is the object, and the names of private members have that of the class in them.
    pub first_is_self: bool,
    /// How local names of several words are written.
    pub convention: Convention,
    /// Keywords and names of the standard library, between blanks: never renamed, never given.
    pub reserved: &'static str,
}

/// A child of `0` (of any kind when empty) in the field `1` (or, with `#` before it, of the kind `1`; any child when empty) is `2`.
pub(super) struct Rule(pub &'static str, pub &'static str, pub Then);

/// What the name in some place is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Then {
    /// A use of something defined elsewhere, perhaps in the document.
    Use,
    /// A use of a type or module, never of a variable.
    UseType,
    /// A use, seen from outside the scope in which it stands.
    Outside,
    /// What its parent is.
    Inherit,
    /// The same where the parent is the first of its kind: what a comprehension goes through.
    OutsideOfFirst,
    /// A use that calls what it names.
    Callee,
    /// An assignment in an initialiser: its left side is a member.
    Initializer,
    /// The left side of an assignment: a use, if it is no member.
    Left,
    /// A use; the child opens no scope of its own: the body of a function.
    Body,
    /// A call of a function in a language in which these have names of their own; where the parent has such a field, the
    /// function is whoever's, and what the document defines at its top level by this name keeps it.
    Function(&'static str),
    /// The parameters of what the parent declares: for a definition they are bound in its scope, else in one of their own.
    Parameters,
    /// The place where a name is bound.
    Bind(Bind),
    /// The same where the parent has such a field or child; else the next rule counts.
    BindWith(&'static str, Bind),
    /// The declarator of a function: what an enclosing declaration binds is a function that is only declared.
    Prototype,
    /// The declarator of a pointer to a function: a variable after all.
    Pointer,
    /// No name of this sort.
    Skip,
    /// A use that cannot be renamed, and so nothing that it names; below it the same holds of everything.
    Keep,
    /// The same, where the parent has no such field or child.
    KeepWithout(&'static str),
    /// The same, seen from outside the scope in which it stands.
    KeepOutside,
    /// What the document defines at its top level by this name keeps it.
    KeepTop,
    /// The name of an argument at a call.
    Keyword,
    /// Every word in it keeps its meaning everywhere in the document.
    Veto,
}

/// How a name is bound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bind {
    pub sort: Sort,
    pub level: Level,
    pub from: From,
}

/// What is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A parameter; callers cannot name it.
    Parameter,
    /// A parameter that callers may name.
    Named,
    /// A variable.
    Variable,
    /// A function.
    Function,
    /// A class: it can be called and written where a type can.
    Class,
    /// A type that is no value.
    Type,
    /// A function or variable that is defined elsewhere unless it is also defined here.
    Declared,
    /// What keeps its name and hides others.
    Fixed,
    /// The same, by an import.
    Import,
}

/// In which scope a name is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Where it stands.
    Here,
    /// Outside the scope that its parent opens.
    Outer,
    /// In the function around it.
    Function,
    /// In the function around the scope that its parent opens.
    OuterFunction,
    /// Where a variable of this name is already seen, else where it stands.
    Reuse,
    /// Where a variable of this name is already seen, else in the function around it.
    ReuseInFunction,
}

/// From where on a binding is seen in its scope. At the top level and in classes always everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// In all of it.
    Start,
    /// From the name on.
    Name,
    /// Behind the parent of the place that binds.
    After,
}

/// What sort of scope it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    /// The document, a namespace, a module: the top level.
    Top,
    Function,
    /// The members of a class.
    Class,
    Block,
    /// As a block, but its variables leak in older versions of the language.
    Leaky,
    /// A function or class into which the variables around it are not seen.
    Hard,
    /// The same with members.
    HardClass,
}

/// Names in different spaces have nothing to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Space {
    Value,
    Type,
}

/// What of a declaration can be reached by name from outside the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Exposure {
    /// What is declared.
    pub name: bool,
    /// Its parameters.
    pub parameters: bool,
    /// Names in its body may be members that are inherited from elsewhere.
    pub open: bool,
}

/// What a special says of the children of its node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Special {
    /// They are walked as ever.
    Walk,
    /// They are walked, and all names in them stay.
    Freeze,
    /// They are done with.
    Done,
}

/// What a capital at the start of a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    Plain,
    /// At the top level, that it can be reached from elsewhere.
    Public,
    /// In a pattern, that it is a constant and not bound there.
    Constants,
}

/// How local names of several words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Convention {
    /// `like_this`.
    Snake,
    /// `likeThis`.
    Camel,
}

/// Whether a node has such a field, or a child of such a kind.
pub(super) fn has(node: Node, part: &str) -> bool {
    node.child_by_field_name(part).is_some() || node.children(&mut node.walk()).any(|child| child.kind() == part)
}
