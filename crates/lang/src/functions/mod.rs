//! The functions of a text: name, place, signature, documentation and body of every function or method that has a body.
//!
//! What counts: functions, methods and constructors with a name; in JavaScript and TypeScript also functions and arrow functions
//! that a declaration, an assignment, a field or a property gives a name. Closures without a name, bodiless declarations
//! (prototypes, abstract methods, overload signatures) and property accessors other than JavaScript's do not.
//!
//! | piece | where it ends and begins |
//! |---|---|
//! | [`Function::range`] | decorators, attributes and annotations in, modifiers (`export const`, `template <…>`) in, documentation comments above out |
//! | [`Function::signature`] | from behind the attributes up to the body |
//! | [`Function::body`] | with its braces where the language has some; a Python body begins behind the docstring |
//!
//! | module | question it answers |
//! |---|---|
//! | `table` | which kinds of node are functions, classes, wrappers, attributes, in each language |
//! | `outline` | which functions are there and what is around each |
//! | `names` | what is it called, and what are its parameters |
//! | `docs` | what do the comments above it say |
//! | `docstring` | what does a Python docstring say, as CPython's `ast.get_docstring` reads it |
//! | `code` | its text without documentation, from column 0 |

mod code;
mod docs;
mod docstring;
mod names;
mod outline;
mod table;

use std::ops::Range;

use tree_sitter::Node;

use crate::Parse;
pub(crate) use names::{owner, type_name};
use outline::{Found, Outline};
pub(crate) use table::class_name_field;

/// A function with a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its own name, as written; `None` where that is computed (JavaScript's `[key]() {}`).
    pub name: Option<String>,
    /// What it is.
    pub kind: FunctionKind,
    /// Classes and functions around it, outermost first, joined with the language's path separator (`Outer.Inner`, C++, Rust,
    /// Ruby and PHP `Outer::Inner`). A Rust `impl` counts as its type, a Go method is in its receiver's type, a C++ method
    /// defined outside in the path before its name. Namespaces, packages and Rust modules are no part of it; Ruby's modules are.
    pub parent: Option<String>,
    /// The whole function in bytes, with decorators, attributes and annotations, without documentation comments above it.
    pub range: Range<u32>,
    /// From the start of the definition, attributes left out, to before the body; without comments and the final `:` or `{`.
    /// Whitespace outside literals is one space.
    pub signature: String,
    /// What its documentation says, without comment marks and common indentation; `None` when there is none or it is empty.
    pub docstring: Option<String>,
    /// The body in bytes. It never contains the documentation.
    pub body: Range<u32>,
    /// Names of the parameters, in order; a pattern is written out. `self` and `this` are not among them.
    pub parameters: Vec<String>,
    /// Where the documentation is, within `range` or above it, in order.
    pub documentation: Vec<Range<u32>>,
    /// What [`Function::code`] has to do with the documentation.
    edit: code::Edit,
}

/// What a function is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FunctionKind {
    /// Outside of any class, or within another function.
    Function,
    /// Belongs to a class, also when it is static.
    Method,
    /// Makes an object of its class, by the language's rules (`__init__`, `initialize`, the name of the class).
    Constructor,
}

impl FunctionKind {
    /// Lower case, stable.
    pub fn name(self) -> &'static str {
        match self {
            FunctionKind::Function => "function",
            FunctionKind::Method => "method",
            FunctionKind::Constructor => "constructor",
        }
    }
}

impl Function {
    /// The number of parameters; `self` and `this` are not counted, a variadic one counts 1.
    pub fn arity(&self) -> usize {
        self.parameters.len()
    }

    /// The text of the function without its documentation, from column 0. `text` is the text that was parsed.
    ///
    /// A function that parses in its place parses alone where its language has free functions of that form: all of Python, Go,
    /// C, Rust and Ruby; a method of JavaScript, TypeScript or PHP needs its class around it. A Python body that was
    /// documentation only becomes `pass`. Lines that begin inside a literal are not moved.
    pub fn code(&self, text: &str) -> String {
        code::code(self, text)
    }
}

/// Every function or method with a body in the order of where it starts, an outer one before those inside it. Functions inside
/// syntax errors are listed as far as the tree has them.
pub fn functions(parse: &Parse, text: &str) -> Vec<Function> {
    let outline = outline::of(parse, text);
    outline.found.iter().map(|found| function(parse, text, &outline, found)).collect()
}

fn function(parse: &Parse, text: &str, outline: &Outline, found: &Found) -> Function {
    let forms = table::forms(parse.language());
    let documentation = if forms.docstrings {
        docstring::of(found.body, text)
    } else {
        docs::of(forms.marks, &found.comments, found.start, text)
    };
    let body = match (&documentation.next, found.body) {
        (Some(next), _) => next.clone(),
        (None, Some(body)) => names::initializer(found.core).unwrap_or(body.start_byte())..body.end_byte(),
        (None, None) => outline::empty_body(found.core),
    };
    let whole = found.start..found.whole.end_byte();
    Function {
        name: found.name.clone(),
        kind: found.kind,
        parent: Some(found.parent.clone()).filter(|parent| !parent.is_empty()),
        signature: signature(outline, found, whole.start..body.start.min(signature_end(found, &body)), text),
        docstring: Some(documentation.text).filter(|docstring| !docstring.is_empty()),
        parameters: names::parameters(found.core, text),
        documentation: documentation.ranges.iter().map(narrow).collect(),
        edit: code::Edit::new(outline, &whole, &documentation.ranges, documentation.fate),
        range: narrow(&whole),
        body: narrow(&body),
    }
}

/// Where the signature ends: before the body, or before a docstring in it.
fn signature_end(found: &Found, body: &Range<usize>) -> usize {
    found.body.map_or(body.start, |node| node.start_byte())
}

/// Trees of texts of more than 32 bits are not made.
fn narrow(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

/// The leaves of a range, whitespace between them as one space, without comments and attributes before the name.
fn signature(outline: &Outline, found: &Found, range: Range<usize>, text: &str) -> String {
    let name_at = names::name_node(found.core, found.bound).map_or(range.start, |node: Node| node.start_byte());
    let mut result = String::new();
    let mut at = None;
    for leaf in outline.leaves_in(&range) {
        let (start, end) = (leaf.start as usize, (leaf.end as usize).min(range.end));
        if leaf.comment || start < name_at && outline.in_attribute(start) {
            continue;
        }
        if at.is_some_and(|at| at < start) {
            result.push(' ');
        }
        result.push_str(&text[start..end]);
        at = Some(end);
    }
    result.truncate(result.trim_end_matches([' ', '\n', ':', '{', '=']).len());
    result
}

#[cfg(test)]
mod tests;
