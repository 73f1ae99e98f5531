//! SPDX expressions in the words of others: the Hub's identifiers, and pages that explain a licence.

use std::collections::BTreeSet;

use super::is_unknown;

/// The identifiers of the licences in some SPDX expressions, without exceptions, sorted; unknown ones are left out.
pub(super) fn spdx_ids<'a>(expressions: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for expression in expressions.filter(|expression| !is_unknown(expression)) {
        let mut after_with = false;
        for word in expression.split([' ', '(', ')']).filter(|word| !word.is_empty()) {
            match word {
                "OR" | "AND" => {}
                "WITH" => after_with = true,
                _ if std::mem::take(&mut after_with) => {}
                id => {
                    ids.insert(id);
                }
            }
        }
    }
    ids
}

/// The Hub's identifier of a licence, `None` when it has none and wants `other`.
pub(super) fn hub_id(spdx: &str) -> Option<&'static str> {
    let id = spdx.to_ascii_lowercase();
    let base = id.trim_end_matches('+').trim_end_matches("-only").trim_end_matches("-or-later");
    HUB.iter().find(|known| **known == base).copied()
}

/// The page of a licence in the SPDX list, `None` for one that is not in it.
pub(super) fn page(spdx: &str) -> Option<String> {
    let own = spdx.starts_with("LicenseRef-") || spdx.starts_with("DocumentRef-");
    (!own).then(|| format!("https://spdx.org/licenses/{}.html", spdx.trim_end_matches('+')))
}

/// Licence identifiers that the Hub knows and that are SPDX's in lower case (`hub-docs/repositories-licenses.md`).
const HUB: &[&str] = &[
    "afl-3.0",
    "agpl-3.0",
    "apache-2.0",
    "artistic-2.0",
    "bsd-2-clause",
    "bsd-3-clause",
    "bsd-3-clause-clear",
    "bsl-1.0",
    "cc-by-2.0",
    "cc-by-2.5",
    "cc-by-3.0",
    "cc-by-4.0",
    "cc-by-nc-2.0",
    "cc-by-nc-3.0",
    "cc-by-nc-4.0",
    "cc-by-nc-nd-3.0",
    "cc-by-nc-nd-4.0",
    "cc-by-nc-sa-2.0",
    "cc-by-nc-sa-3.0",
    "cc-by-nc-sa-4.0",
    "cc-by-nd-4.0",
    "cc-by-sa-3.0",
    "cc-by-sa-4.0",
    "cc0-1.0",
    "cdla-permissive-1.0",
    "cdla-permissive-2.0",
    "cdla-sharing-1.0",
    "ecl-2.0",
    "epl-1.0",
    "epl-2.0",
    "etalab-2.0",
    "eupl-1.1",
    "gpl-2.0",
    "gpl-3.0",
    "isc",
    "lgpl-2.1",
    "lgpl-3.0",
    "lppl-1.3c",
    "mit",
    "mpl-2.0",
    "ms-pl",
    "ncsa",
    "ofl-1.1",
    "osl-3.0",
    "postgresql",
    "unlicense",
    "wtfpl",
    "zlib",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_taken_apart() {
        let check = |expressions: &[&str], want: &[&str]| {
            let own: Vec<String> = expressions.iter().map(|text| text.to_string()).collect();
            assert_eq!(spdx_ids(own.iter()).into_iter().collect::<Vec<_>>(), want, "{expressions:?}");
        };
        check(&["(MIT OR Apache-2.0) AND Unicode-3.0"], &["Apache-2.0", "MIT", "Unicode-3.0"]);
        check(&["Apache-2.0 WITH LLVM-exception", "", "unknown"], &["Apache-2.0"]);
    }

    #[test]
    fn identifiers_become_the_hubs() {
        for (spdx, want) in [
            ("MIT", Some("mit")),
            ("GPL-3.0-or-later", Some("gpl-3.0")),
            ("LGPL-2.1-only", Some("lgpl-2.1")),
            ("GPL-2.0+", Some("gpl-2.0")),
            ("Unicode-3.0", None),
            ("LicenseRef-own", None),
        ] {
            assert_eq!(hub_id(spdx), want, "{spdx}");
        }
        assert_eq!(page("MIT").as_deref(), Some("https://spdx.org/licenses/MIT.html"));
        assert_eq!(page("LicenseRef-own"), None);
    }
}
