//! The tables, one file a family of languages.

mod c;
mod csharp;
mod go;
mod java;
mod javascript;
mod php;
mod python;
mod ruby;
mod rust;

use super::table::{Bind, From, Level, Sort, Table, Then};
use crate::Language;

/// A language's table; `None` where its names are left alone.
pub(super) fn of(language: Language) -> Option<&'static Table> {
    match language {
        Language::Python => Some(&python::TABLE),
        Language::Java => Some(&java::TABLE),
        Language::C | Language::Cpp => Some(&c::TABLE),
        Language::Rust => Some(&rust::TABLE),
        Language::Ruby => Some(&ruby::TABLE),
        Language::CSharp => Some(&csharp::TABLE),
        Language::Php => Some(&php::TABLE),
        Language::Go => Some(&go::TABLE),
        Language::JavaScript | Language::TypeScript => Some(&javascript::TABLE),
    }
}

const fn bind(sort: Sort, level: Level, from: From) -> Then {
    Then::Bind(Bind { sort, level, from })
}

/// Bound for all of the scope in which it stands.
const fn here(sort: Sort) -> Then {
    bind(sort, Level::Here, From::Start)
}

/// Bound from its name on.
const fn from_here(sort: Sort) -> Then {
    bind(sort, Level::Here, From::Name)
}

/// Bound around the scope that its parent opens.
const fn outer(sort: Sort) -> Then {
    bind(sort, Level::Outer, From::Start)
}

/// Bound for all of the function around it.
const fn in_function(sort: Sort) -> Then {
    bind(sort, Level::Function, From::Start)
}

/// Bound here where the parent has such a part.
const fn here_with(part: &'static str, sort: Sort, level: Level, from: From) -> Then {
    Then::BindWith(part, Bind { sort, level, from })
}
