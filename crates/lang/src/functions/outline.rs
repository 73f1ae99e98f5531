//! Which functions are in a tree, and what is around each: one walk.

use std::ops::Range;

use tree_sitter::Node;

use super::FunctionKind;
use super::names;
use super::table::{self, Role, To};
use crate::Parse;
use crate::parse::{Inner, Leaf, preorder};

/// What the walk saw.
pub(super) struct Outline<'tree> {
    pub found: Vec<Found<'tree>>,
    /// All leaves of the text in order.
    leaves: Vec<Leaf>,
    /// Decorators, attributes, annotations, in order; none is within another.
    attributes: Vec<Range<usize>>,
}

/// A function.
pub(super) struct Found<'tree> {
    /// The outermost node that belongs to it alone.
    pub whole: Node<'tree>,
    /// The function itself.
    pub core: Node<'tree>,
    pub body: Option<Node<'tree>>,
    /// The name that a wrapper gives it.
    pub bound: Option<Node<'tree>>,
    pub name: Option<String>,
    pub kind: FunctionKind,
    pub parent: String,
    /// Where it starts, attributes above it included.
    pub start: usize,
    /// The comments above it since the last code.
    pub comments: Vec<Range<usize>>,
}

impl Outline<'_> {
    /// The leaves that start in a range.
    pub fn leaves_in(&self, range: &Range<usize>) -> &[Leaf] {
        let at = |byte: usize| self.leaves.partition_point(|leaf| (leaf.start as usize) < byte);
        &self.leaves[at(range.start)..at(range.end)]
    }

    pub fn in_attribute(&self, byte: usize) -> bool {
        let index = self.attributes.partition_point(|attribute| attribute.end <= byte);
        self.attributes.get(index).is_some_and(|attribute| attribute.start <= byte)
    }
}

/// Where the body would be of a Ruby method that has none: before its `end`.
pub(super) fn empty_body(core: Node) -> Range<usize> {
    let last = core.child_count().checked_sub(1).and_then(|last| core.child(last));
    let at = last.filter(|last| last.kind() == "end").map_or(core.end_byte(), |last| last.start_byte());
    at..at
}

/// A class or function that the walk is in.
struct Scope {
    depth: u32,
    path: String,
    class: bool,
}

/// Comments and attributes since the last code.
#[derive(Default)]
struct Above {
    comments: Vec<Range<usize>>,
    attributes: Option<Range<usize>>,
}

pub(super) fn of<'tree>(parse: &'tree Parse, text: &str) -> Outline<'tree> {
    let mut outline = Outline { found: Vec::new(), leaves: Vec::new(), attributes: Vec::new() };
    let mut scopes: Vec<Scope> = Vec::new();
    let mut above = Above::default();
    // Functions whose wrapper was seen, and which are still to come: the id of the node, the index of what was found.
    let mut announced: Vec<(usize, usize)> = Vec::new();
    for visit in preorder(parse) {
        let node = visit.node;
        while scopes.last().is_some_and(|scope| scope.depth >= visit.depth) {
            scopes.pop();
        }
        above.see(&visit.inner, node.byte_range(), text);
        if visit.inner != Inner::Children {
            outline.leaves.push(Leaf {
                kind: node.kind_id(),
                start: node.start_byte() as u32,
                end: node.end_byte() as u32,
                comment: visit.inner == Inner::Comment,
                literal: visit.inner == Inner::Literal,
                missing: node.is_missing(),
            });
            continue;
        }
        match table::role(parse, node) {
            Role::None => {}
            Role::Attribute => {
                above.attribute(node.byte_range());
                if outline.attributes.last().is_none_or(|last| last.end <= node.start_byte()) {
                    outline.attributes.push(node.byte_range());
                }
            }
            Role::Class(field) => {
                if let Some(name) = node.child_by_field_name(field) {
                    let path = join(parse, &scopes, &names::type_name(name, text));
                    scopes.push(Scope { depth: visit.depth, path, class: true });
                }
            }
            Role::Function(_) | Role::Nameless | Role::Wrapper(_) => {
                let index = match announced.last() {
                    Some((id, index)) if *id == node.id() => {
                        let index = *index;
                        announced.pop();
                        Some(index)
                    }
                    announcement => match unwrap(parse, node) {
                        // A wrapper within the wrapper.
                        Some((core, _)) if announcement.is_some_and(|(id, _)| *id == core.id()) => None,
                        Some((core, bound)) => {
                            let index = outline.found.len();
                            outline.found.extend(found(parse, text, (node, core, bound), &scopes, &above));
                            let is_new = index < outline.found.len();
                            if is_new && core.id() != node.id() {
                                announced.push((core.id(), index));
                            }
                            Some(index).filter(|_| is_new && core.id() == node.id())
                        }
                        None => None,
                    },
                };
                if let Some(found) = index.and_then(|index| outline.found.get(index))
                    && let Some(name) = &found.name
                {
                    let separator = table::forms(parse.language()).separator;
                    let path = [found.parent.as_str(), name].join(separator);
                    let path = path.trim_start_matches(separator).to_owned();
                    scopes.push(Scope { depth: visit.depth, path, class: false });
                }
            }
        }
    }
    outline
}

impl Above {
    fn see(&mut self, inner: &Inner, range: Range<usize>, text: &str) {
        // What is in an attribute is neither documentation nor code.
        if self.attributes.as_ref().is_some_and(|attributes| range.start < attributes.end) {
            return;
        }
        match inner {
            Inner::Children => {}
            Inner::Comment => self.comments.push(range),
            // Marks for the end of a line.
            Inner::Token if text[range].trim().is_empty() => {}
            Inner::Token | Inner::Literal => *self = Above::default(),
        }
    }

    fn attribute(&mut self, range: Range<usize>) {
        let start = self.attributes.as_ref().map_or(range.start, |attributes| attributes.start);
        self.attributes = Some(start..range.end);
    }
}

fn join(parse: &Parse, scopes: &[Scope], name: &str) -> String {
    match scopes.last() {
        Some(scope) => [scope.path.as_str(), name].join(table::forms(parse.language()).separator),
        None => name.to_owned(),
    }
}

/// From a wrapper to the function in it, with the name that the wrapper gives.
fn unwrap<'tree>(parse: &Parse, node: Node<'tree>) -> Option<(Node<'tree>, Option<Node<'tree>>)> {
    let mut bound = None;
    let mut at = node;
    loop {
        match table::role(parse, at) {
            Role::Function(_) => return Some((at, None)),
            Role::Nameless => return bound.map(|bound| (at, Some(bound))),
            Role::Wrapper(step) => {
                bound = step.name.and_then(|name| at.child_by_field_name(name)).or(bound);
                at = match step.to {
                    To::Field(fields) => fields.iter().find_map(|field| at.child_by_field_name(field))?,
                    To::Only => names::only_child(at)?,
                    To::Last => at.named_child(at.named_child_count().checked_sub(1)? as u32)?,
                };
            }
            Role::None | Role::Class(_) | Role::Attribute => return None,
        }
    }
}

/// The function in `nodes` (whole, core, bound name), when it has a body.
fn found<'tree>(
    parse: &Parse,
    text: &str,
    (whole, core, bound): (Node<'tree>, Node<'tree>, Option<Node<'tree>>),
    scopes: &[Scope],
    above: &Above,
) -> Option<Found<'tree>> {
    let forms = table::forms(parse.language());
    let body = core.child_by_field_name("body");
    if body.is_none() && !matches!(core.kind(), "method" | "singleton_method") {
        return None;
    }
    let (qualifier, name) = names::name(core, bound, text);
    let parent = match &qualifier {
        Some(qualifier) => join(parse, scopes, qualifier),
        None => scopes.last().map(|scope| scope.path.clone()).unwrap_or_default(),
    };
    let in_class = scopes.last().is_some_and(|scope| scope.class) || qualifier.is_some();
    // C++ names constructors like the class; elsewhere nothing else is.
    let class = parent.rsplit(forms.separator).next().filter(|class| !class.is_empty());
    let constructs = name.as_deref().is_some_and(|name| {
        forms.constructors.contains(&name) || core.kind() == "function_definition" && class == Some(name)
    });
    let kind = match table::role(parse, core) {
        Role::Function(Some(FunctionKind::Constructor)) => FunctionKind::Constructor,
        _ if in_class && constructs => FunctionKind::Constructor,
        Role::Function(Some(kind)) => kind,
        _ if in_class => FunctionKind::Method,
        _ => FunctionKind::Function,
    };
    let start = above.attributes.as_ref().map_or(whole.start_byte(), |attributes| attributes.start);
    Some(Found { whole, core, body, bound, name, kind, parent, start, comments: above.comments.clone() })
}
