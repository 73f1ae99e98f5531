//! The licence of a document, as an SPDX expression.
//!
//! What a record says of itself comes first. For a file it is the nearest `Cargo.toml`, `package.json`,
//! `pyproject.toml` or licence text, from its own folder upward to the source's root; in one folder in that order. A
//! manifest that names no licence is passed over.

mod manifest;
mod spdx;
mod text;

use std::collections::HashMap;
use std::sync::Arc;

pub use spdx::normalize_license;

/// Files that can tell a licence, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Manifest {
    CargoToml,
    PackageJson,
    PyprojectToml,
    Text,
}

impl Manifest {
    /// What a file of this name can tell, if anything.
    pub(crate) fn of(name: &str) -> Option<Manifest> {
        match name {
            "Cargo.toml" => Some(Manifest::CargoToml),
            "package.json" => Some(Manifest::PackageJson),
            "pyproject.toml" => Some(Manifest::PyprojectToml),
            _ if is_text(name) => Some(Manifest::Text),
            _ => None,
        }
    }

    /// The licence that the file's content gives; none if it gives none that is known.
    pub(crate) fn license(self, content: &str) -> Option<String> {
        match self {
            Manifest::CargoToml => manifest::cargo_toml(content),
            Manifest::PackageJson => manifest::package_json(content),
            Manifest::PyprojectToml => manifest::pyproject_toml(content),
            Manifest::Text => text::recognize(content).map(str::to_string),
        }
    }
}

/// `LICENSE`, `LICENCE.txt`, `COPYING.LESSER`, `LICENSE-MIT`, `mit.license`; not `license.rs`.
fn is_text(name: &str) -> bool {
    let starts = |word: &str| {
        name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && name[word.len()..].chars().next().is_none_or(|next| matches!(next, '.' | '-' | '_'))
    };
    let plain = match name.rsplit_once('.') {
        None => true,
        Some((_, extension)) => {
            let extension = extension.to_ascii_lowercase();
            matches!(extension.as_str(), "txt" | "md" | "rst" | "lesser" | "lib" | "mit" | "apache" | "bsd")
                // LICENSE-2.0, LICENSE.APACHE2
                || extension.ends_with(|last: char| last.is_ascii_digit())
        }
    };
    plain && ["license", "licence", "copying", "unlicense"].into_iter().any(starts)
}

/// The licences told under one root, asked folder by folder.
#[derive(Default)]
pub(crate) struct Licences {
    told: HashMap<String, Vec<(Manifest, String)>>,
    memo: HashMap<String, Option<Arc<str>>>,
}

impl Licences {
    /// A manifest at a path tells a licence.
    pub(crate) fn tell(&mut self, path: &str, manifest: Manifest, license: &str) {
        let told = self.told.entry(folder(path).to_string()).or_default();
        told.push((manifest, license.to_string()));
    }

    /// The licence of the file at a path.
    pub(crate) fn of(&mut self, path: &str) -> Option<Arc<str>> {
        self.of_folder(folder(path))
    }

    fn of_folder(&mut self, dir: &str) -> Option<Arc<str>> {
        if let Some(known) = self.memo.get(dir) {
            return known.clone();
        }
        let license = match self.told.get(dir).and_then(|told| best(told)) {
            Some(license) => Some(Arc::from(license)),
            None if dir.is_empty() => None,
            None => self.of_folder(folder(dir)),
        };
        self.memo.insert(dir.to_string(), license.clone());
        license
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The licence of a folder in which these were told.
fn best(told: &[(Manifest, String)]) -> Option<String> {
    let first = told.iter().map(|(manifest, _)| *manifest).min()?;
    let mut all: Vec<&str> =
        told.iter().filter(|(manifest, _)| *manifest == first).map(|(_, license)| license.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    Some(match all.as_slice() {
        // The custom of LICENSE-APACHE beside LICENSE-MIT is a choice; COPYING.LESSER completes the COPYING beside it.
        // Of any other texts all hold, which is the careful reading.
        ["Apache-2.0", "MIT"] => "Apache-2.0 OR MIT".to_string(),
        ["GPL-3.0-only", "LGPL-3.0-only"] => "LGPL-3.0-only".to_string(),
        ["GPL-2.0-only", "LGPL-2.1-only"] => "LGPL-2.1-only".to_string(),
        all => all.join(" AND "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_licence_texts() {
        for name in [
            "LICENSE",
            "LICENCE.md",
            "License.txt",
            "COPYING",
            "COPYING.LESSER",
            "LICENSE-MIT",
            "LICENSE-APACHE-2.0",
            "UNLICENSE",
        ] {
            assert_eq!(Manifest::of(name), Some(Manifest::Text), "{name}");
        }
        for name in ["license.rs", "licenses", "LICENSES.py", "licensing.md", "COPYINGS", "copying.py"] {
            assert_eq!(Manifest::of(name), None, "{name}");
        }
        assert_eq!(Manifest::of("Cargo.toml"), Some(Manifest::CargoToml));
    }

    #[test]
    fn the_nearest_licence_counts_and_in_one_folder_the_manifest() {
        let check = |told: &[(&str, Manifest, &str)], path: &str, want: Option<&str>| {
            let mut licences = Licences::default();
            for (path, manifest, license) in told {
                licences.tell(path, *manifest, license);
            }
            assert_eq!(licences.of(path).as_deref(), want, "{told:?} {path}");
            assert_eq!(licences.of(path).as_deref(), want, "asked again");
        };
        let root = [("LICENSE", Manifest::Text, "MIT")];
        check(&root, "a.py", Some("MIT"));
        check(&root, "a/b/c.py", Some("MIT"));
        let nested = [
            ("LICENSE", Manifest::Text, "MIT"),
            ("a/Cargo.toml", Manifest::CargoToml, "ISC"),
            ("a/LICENSE", Manifest::Text, "Zlib"),
        ];
        check(&nested, "a/b/c.rs", Some("ISC"));
        check(&nested, "ab/c.rs", Some("MIT"));
        check(&[("a/LICENSE", Manifest::Text, "MIT")], "b.py", None);
        let texts = |a, b| [("LICENSE-A", Manifest::Text, a), ("LICENSE-B", Manifest::Text, b)];
        check(&texts("MIT", "Apache-2.0"), "x.rs", Some("Apache-2.0 OR MIT"));
        check(&texts("MIT", "MIT"), "x.rs", Some("MIT"));
        check(&texts("MIT", "ISC"), "x.rs", Some("ISC AND MIT"));
        check(&texts("GPL-3.0-only", "LGPL-3.0-only"), "x.rs", Some("LGPL-3.0-only"));
    }
}
