//! The folder `sandbox/`, inside the binary: an installed one has no source tree.

use crate::languages::{Componentize, Language, LanguageError};

/// The files' paths in `sandbox/`, and their content, in order of path.
pub(super) const FILES: &[(&str, &str)] = &[
    ("build/snapshot.py", include_str!("../../../../sandbox/build/snapshot.py")),
    ("cpp/include/bits/stdc++.h", include_str!("../../../../sandbox/cpp/include/bits/stdc++.h")),
    ("cpp/include/boost/any.hpp", include_str!("../../../../sandbox/cpp/include/boost/any.hpp")),
    ("cpp/include/openssl/md5.h", include_str!("../../../../sandbox/cpp/include/openssl/md5.h")),
    ("cpp/runtime.c", include_str!("../../../../sandbox/cpp/runtime.c")),
    ("javascript/driver.wat", include_str!("../../../../sandbox/javascript/driver.wat")),
    ("javascript/prelude.js", include_str!("../../../../sandbox/javascript/prelude.js")),
    ("languages/c.toml", include_str!("../../../../sandbox/languages/c.toml")),
    ("languages/cpp.toml", include_str!("../../../../sandbox/languages/cpp.toml")),
    ("languages/javascript.toml", include_str!("../../../../sandbox/languages/javascript.toml")),
    ("languages/python.toml", include_str!("../../../../sandbox/languages/python.toml")),
    ("languages/ruby.toml", include_str!("../../../../sandbox/languages/ruby.toml")),
    ("python/_room.py", include_str!("../../../../sandbox/python/_room.py")),
    ("python/_trommel/__init__.py", include_str!("../../../../sandbox/python/_trommel/__init__.py")),
    ("python/_trommel/annotations.py", include_str!("../../../../sandbox/python/_trommel/annotations.py")),
    ("python/_trommel/endings.py", include_str!("../../../../sandbox/python/_trommel/endings.py")),
    ("python/_trommel/foreign.py", include_str!("../../../../sandbox/python/_trommel/foreign.py")),
    ("python/_trommel/heap.py", include_str!("../../../../sandbox/python/_trommel/heap.py")),
    ("python/_trommel/library.py", include_str!("../../../../sandbox/python/_trommel/library.py")),
    ("python/_trommel/loops.py", include_str!("../../../../sandbox/python/_trommel/loops.py")),
    ("python/_trommel/own.py", include_str!("../../../../sandbox/python/_trommel/own.py")),
    ("python/_trommel/programs.py", include_str!("../../../../sandbox/python/_trommel/programs.py")),
    ("python/_trommel/streams.py", include_str!("../../../../sandbox/python/_trommel/streams.py")),
    ("python/_trommel/threads.py", include_str!("../../../../sandbox/python/_trommel/threads.py")),
    ("python/_trommel/values.py", include_str!("../../../../sandbox/python/_trommel/values.py")),
    ("python/requirements.txt", include_str!("../../../../sandbox/python/requirements.txt")),
    ("python/resource.py", include_str!("../../../../sandbox/python/resource.py")),
    ("ruby/driver.wat", include_str!("../../../../sandbox/ruby/driver.wat")),
    ("ruby/prelude.rb", include_str!("../../../../sandbox/ruby/prelude.rb")),
    ("ruby/resources.wat", include_str!("../../../../sandbox/ruby/resources.wat")),
    ("wit/python.wit", include_str!("../../../../sandbox/wit/python.wit")),
];

/// The content of one of them.
#[must_use]
pub fn sandbox_file(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, content)| *content)
}

/// Those under a folder.
pub(super) fn under(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let prefix = format!("{folder}/");
    FILES.iter().copied().filter(move |(path, _)| path.starts_with(&prefix))
}

/// Those that a snapshot is made of.
pub(super) fn of(recipe: &Componentize) -> impl Iterator<Item = (&'static str, &'static str)> {
    let script = recipe.script.clone();
    let script = FILES.iter().copied().filter(move |(path, _)| *path == script);
    script.chain(under(&recipe.wit)).chain(under(&recipe.sources))
}

/// All languages, in order of name.
///
/// # Errors
/// A file of ours is wrong.
pub fn languages() -> Result<Vec<Language>, LanguageError> {
    under("languages").map(|(path, content)| Language::read(&format!("sandbox/{path}"), content)).collect()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "__pycache__") {
                walk(&path, root, found);
            } else if path.is_file() {
                found.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_here() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sandbox");
        let mut found = Vec::new();
        for folder in ["build", "cpp", "javascript", "languages", "python", "ruby", "wit"] {
            walk(&root.join(folder), &root, &mut found);
        }
        found.sort();
        assert_eq!(found, FILES.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    }

    #[test]
    fn our_languages_are_right() {
        let names: Vec<_> = languages().unwrap().into_iter().map(|language| language.name).collect();
        assert!(names.contains(&"python".to_owned()) && names.is_sorted(), "{names:?}");
    }
}
