//! Semantic tags of a text: what it defines, which APIs it calls, which constructs it uses.
//!
//! | module | question it answers |
//! |---|---|
//! | `calls` | what is each call's qualified name: the rules |
//! | `survey` | one walk: calls as written, where names are bound, definitions, constructs |
//! | `chain` | what is before an argument list, taken apart |
//! | `tokens` | the same in the arguments of Rust macros, which have no tree |
//! | `imports` | what do each language's imports bind |
//! | `scope` | what does a name mean at a place |
//! | `table`, `rows` | which kinds of node call, import, bind, in each language |
//! | `constructs` | the closed list of constructs |
//! | `apis` | which plain names belong to the language |
//! | `line` | tags as a line of text |

mod apis;
mod calls;
mod chain;
mod constructs;
mod imports;
mod line;
mod rows;
mod scope;
mod survey;
mod table;
mod tokens;

use std::collections::BTreeSet;

use crate::{Function, Parse, functions};
use calls::Origin;
pub use calls::{Call, calls};
pub use constructs::CONSTRUCTS;
pub use line::{Shown, tag_line};

/// What a text is about. Lists are sorted and without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// Names of functions and methods with a body.
    pub defines_functions: Vec<String>,
    /// Names of classes, structs, interfaces, traits, enums, and Ruby's modules.
    pub defines_classes: Vec<String>,
    /// Qualified names of calls that an import resolves, that have a type or namespace of elsewhere in front, or that the
    /// language or its library defines. Neither functions of the file nor methods of values.
    pub apis: Vec<String>,
    /// Of [`CONSTRUCTS`].
    pub constructs: Vec<&'static str>,
    /// The number of parameters of the first function, up to 255; without one, none.
    pub arity: Option<u8>,
    /// Some function has documentation.
    pub docstring: bool,
}

/// The tags of a text.
pub fn tags(parse: &Parse, text: &str) -> Tags {
    let functions = functions(parse, text);
    let survey = survey::of(parse, text);
    let calls = calls::named(parse.language(), &survey);
    let defined: BTreeSet<&str> = functions.iter().filter_map(|function| function.name.as_deref()).collect();
    let is_api = |(call, origin): &&(Call, Origin)| match origin {
        Origin::Imported | Origin::Foreign => true,
        Origin::Plain => {
            let is_own = defined.contains(call.name.as_str()) || survey.types.contains(&call.name);
            !is_own && apis::is_known(parse.language(), &call.name)
        }
        Origin::Own | Origin::Value => false,
    };
    let apis: BTreeSet<&str> = calls.iter().filter(is_api).map(|(call, _)| call.name.as_str()).collect();
    let mut constructs = survey.constructs.clone();
    for (call, _) in &calls {
        constructs.extend(constructs::of_call(&call.name));
    }
    if functions.iter().any(|function| is_recursive(function, &calls)) {
        constructs.insert("recursion");
    }
    Tags {
        defines_functions: defined.into_iter().map(str::to_owned).collect(),
        defines_classes: survey.types.iter().cloned().collect(),
        apis: apis.into_iter().map(str::to_owned).collect(),
        constructs: constructs.into_iter().collect(),
        arity: functions.first().map(|function| u8::try_from(function.arity()).unwrap_or(u8::MAX)),
        docstring: functions.iter().any(|function| function.docstring.is_some()),
    }
}

/// Whether a function calls itself: by its plain name, or on its own object or class.
fn is_recursive(function: &Function, calls: &[(Call, Origin)]) -> bool {
    let Some(name) = &function.name else { return false };
    let first = calls.partition_point(|(call, _)| call.range.start < function.body.start);
    let inside = calls[first..].iter().take_while(|(call, _)| call.range.start < function.body.end);
    let class = function.parent.as_deref().map(|parent| parent.rsplit([':', '.']).next().unwrap_or(parent));
    inside.into_iter().any(|(call, origin)| match origin {
        Origin::Own => class.is_some_and(|class| {
            call.name
                .split_once(['.', ':'])
                .is_some_and(|(root, rest)| root == class && rest.trim_start_matches(':') == name)
        }),
        Origin::Plain | Origin::Value => call.name == *name,
        Origin::Imported | Origin::Foreign => false,
    })
}

#[cfg(test)]
mod tests;
