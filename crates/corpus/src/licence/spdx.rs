//! The many ways to write a licence, as one SPDX expression.

/// A licence as an SPDX expression: ids in their own spelling, `OR`, `AND`, `WITH` in capitals, `/` read as `OR`, the
/// deprecated GNU ids spelt out. None for what names no licence without doubt (`UNLICENSED`, `proprietary`, a sentence).
///
/// `MIT/Apache-2.0` → `MIT OR Apache-2.0`; `apache 2.0` → `Apache-2.0`; `GPL-2.0+` → `GPL-2.0-or-later`. Ids are those of
/// the SPDX licence list, version 3; one that is not in the table here is kept as written if it has the shape of one.
pub fn normalize_license(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '\'']);
    if let Some(id) = id(text) {
        return Some(id);
    }
    let spaced: String = text
        .chars()
        .flat_map(|c| match c {
            '(' | ')' => [' ', c, ' '],
            // Written between ids; no id has one.
            '/' | '|' => [' ', '/', ' '],
            ',' | ';' | '&' => [' ', '&', ' '],
            c => ['\0', c, '\0'],
        })
        .filter(|c| *c != '\0')
        .collect();
    let mut out: Vec<String> = Vec::new();
    let mut phrase: Vec<&str> = Vec::new();
    let mut depth = 0_i32;
    for word in spaced.split_whitespace() {
        let operator = match word {
            "(" | ")" => word,
            "/" => "OR",
            "&" => "AND",
            _ if word.eq_ignore_ascii_case("or") => "OR",
            _ if word.eq_ignore_ascii_case("and") => "AND",
            _ if word.eq_ignore_ascii_case("with") => "WITH",
            _ => {
                phrase.push(word);
                continue;
            }
        };
        depth += i32::from(operator == "(") - i32::from(operator == ")");
        if depth < 0 {
            return None;
        }
        flush(&mut phrase, &mut out)?;
        // ", and" is one operator, as is "||".
        let repeated = matches!(operator, "OR" | "AND") && out.last().is_some_and(|last| last == "OR" || last == "AND");
        if !repeated {
            out.push(operator.to_string());
        }
    }
    flush(&mut phrase, &mut out)?;
    (depth == 0 && alternates(&out)).then(|| out.join(" ").replace("( ", "(").replace(" )", ")"))
}

/// Ends a run of words that must be one id (or, after `WITH`, an exception).
fn flush(phrase: &mut Vec<&str>, out: &mut Vec<String>) -> Option<()> {
    if phrase.is_empty() {
        return Some(());
    }
    let text = phrase.join(" ");
    phrase.clear();
    let after_with = out.last().is_some_and(|last| last == "WITH");
    let exception = || text.to_ascii_lowercase().contains("exception").then(|| text.replace(' ', "-"));
    out.push(if after_with { exception()? } else { id(&text)? });
    Some(())
}

/// Whether ids and operators take turns, as in an expression.
fn alternates(words: &[String]) -> bool {
    let mut wants_id = true;
    for word in words {
        match word.as_str() {
            "(" => {
                if !wants_id {
                    return false;
                }
            }
            ")" => {
                if wants_id {
                    return false;
                }
            }
            "OR" | "AND" | "WITH" => {
                if wants_id {
                    return false;
                }
                wants_id = true;
            }
            _ => {
                if !wants_id {
                    return false;
                }
                wants_id = false;
            }
        }
    }
    !wants_id
}

/// The SPDX id that one name stands for.
fn id(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if let Some(id) = IDS.iter().find(|id| id.eq_ignore_ascii_case(name)) {
        return Some(id.to_string());
    }
    if let Some((_, id)) = ALIASES.iter().find(|(alias, _)| *alias == lower) {
        return Some(id.to_string());
    }
    for family in ["AGPL", "LGPL", "GPL"] {
        let Some(rest) = lower.strip_prefix(&family.to_ascii_lowercase()) else {
            continue;
        };
        let rest = rest.trim_start_matches(['-', ' ', 'v']);
        let (version, later) = match rest.strip_suffix('+').or_else(|| rest.strip_suffix("-or-later")) {
            Some(version) => (version, true),
            None => (rest.strip_suffix("-only").unwrap_or(rest), false),
        };
        let version = match version.trim() {
            "1" | "1.0" => "1.0",
            "2" | "2.0" => "2.0",
            "2.1" => "2.1",
            "3" | "3.0" => "3.0",
            _ => return None,
        };
        return Some(format!("{family}-{version}-{}", if later { "or-later" } else { "only" }));
    }
    let shaped =
        name.starts_with("LicenseRef-") || (name.contains('-') && name.ends_with(|last: char| last.is_ascii_digit()));
    let legal = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+'));
    (shaped && legal && name.starts_with(|first: char| first.is_ascii_alphanumeric())).then(|| name.to_string())
}

/// Ids of the SPDX licence list that source code is found under. GNU ids are made by rule.
const IDS: &[&str] = &[
    "0BSD",
    "AFL-2.1",
    "AFL-3.0",
    "Apache-1.1",
    "Apache-2.0",
    "Artistic-1.0",
    "Artistic-2.0",
    "BlueOak-1.0.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-2-Clause-Patent",
    "BSD-3-Clause",
    "BSD-3-Clause-Clear",
    "BSD-3-Clause-LBNL",
    "BSD-4-Clause",
    "BSL-1.0",
    "bzip2-1.0.6",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "CDDL-1.0",
    "CDDL-1.1",
    "CDLA-Permissive-2.0",
    "CECILL-2.1",
    "CECILL-B",
    "CECILL-C",
    "CPL-1.0",
    "curl",
    "ECL-2.0",
    "EPL-1.0",
    "EPL-2.0",
    "EUPL-1.1",
    "EUPL-1.2",
    "FTL",
    "HPND",
    "ICU",
    "IJG",
    "IPL-1.0",
    "ISC",
    "JSON",
    "Libpng",
    "libtiff",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-1.1",
    "MPL-2.0",
    "MS-PL",
    "MS-RL",
    "MulanPSL-2.0",
    "NCSA",
    "OFL-1.1",
    "OpenSSL",
    "OSL-3.0",
    "PHP-3.01",
    "PostgreSQL",
    "PSF-2.0",
    "Python-2.0",
    "Ruby",
    "TCL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "UPL-1.0",
    "Vim",
    "W3C",
    "WTFPL",
    "X11",
    "Xnet",
    "ZPL-2.1",
    "Zlib",
];

/// Other names in use, in lower case. A bare `BSD` is BSD-3-Clause, the form that most projects who say so carry.
const ALIASES: &[(&str, &str)] = &[
    ("apache", "Apache-2.0"),
    ("apache 2", "Apache-2.0"),
    ("apache 2.0", "Apache-2.0"),
    ("apache-2", "Apache-2.0"),
    ("apache2", "Apache-2.0"),
    ("apache2.0", "Apache-2.0"),
    ("apache license", "Apache-2.0"),
    ("apache license 2.0", "Apache-2.0"),
    ("apache license, version 2.0", "Apache-2.0"),
    ("apache license version 2.0", "Apache-2.0"),
    ("apache software license", "Apache-2.0"),
    ("apache software license 2.0", "Apache-2.0"),
    ("asl 2.0", "Apache-2.0"),
    ("boost software license 1.0", "BSL-1.0"),
    ("bsd", "BSD-3-Clause"),
    ("bsd 2-clause", "BSD-2-Clause"),
    ("bsd 2-clause license", "BSD-2-Clause"),
    ("bsd-2", "BSD-2-Clause"),
    ("simplified bsd", "BSD-2-Clause"),
    ("bsd 3-clause", "BSD-3-Clause"),
    ("bsd 3-clause license", "BSD-3-Clause"),
    ("bsd-3", "BSD-3-Clause"),
    ("bsd license", "BSD-3-Clause"),
    ("new bsd", "BSD-3-Clause"),
    ("new bsd license", "BSD-3-Clause"),
    ("modified bsd", "BSD-3-Clause"),
    ("cc0", "CC0-1.0"),
    ("expat", "MIT"),
    ("mit license", "MIT"),
    ("the mit license", "MIT"),
    ("the mit license (mit)", "MIT"),
    ("mit license (mit)", "MIT"),
    ("mit-license", "MIT"),
    ("isc license", "ISC"),
    ("isc license (iscl)", "ISC"),
    ("mpl 2.0", "MPL-2.0"),
    ("mpl2", "MPL-2.0"),
    ("mpl-2", "MPL-2.0"),
    ("mozilla public license 2.0", "MPL-2.0"),
    ("mozilla public license 2.0 (mpl 2.0)", "MPL-2.0"),
    ("psf", "PSF-2.0"),
    ("psfl", "PSF-2.0"),
    ("python software foundation license", "PSF-2.0"),
    ("the unlicense", "Unlicense"),
    ("the unlicense (unlicense)", "Unlicense"),
    ("gnu general public license v2 (gplv2)", "GPL-2.0-only"),
    ("gnu general public license v2 or later (gplv2+)", "GPL-2.0-or-later"),
    ("gnu general public license v3 (gplv3)", "GPL-3.0-only"),
    ("gnu general public license v3 or later (gplv3+)", "GPL-3.0-or-later"),
    ("gnu lesser general public license v3 (lgplv3)", "LGPL-3.0-only"),
    ("gnu affero general public license v3", "AGPL-3.0-only"),
    ("zlib/libpng license", "Zlib"),
    ("zlib license", "Zlib"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_as_people_write_them() {
        let check = |text: &str, want: Option<&str>| {
            assert_eq!(normalize_license(text).as_deref(), want, "{text}");
            if let Some(want) = want {
                assert_eq!(normalize_license(want).as_deref(), Some(want), "twice: {text}");
            }
        };
        check("MIT", Some("MIT"));
        check("mit", Some("MIT"));
        check("MIT/Apache-2.0", Some("MIT OR Apache-2.0"));
        check("MIT / Apache-2.0 / Zlib", Some("MIT OR Apache-2.0 OR Zlib"));
        check("Apache-2.0 OR MIT", Some("Apache-2.0 OR MIT"));
        check("MIT or Apache 2.0", Some("MIT OR Apache-2.0"));
        check("(MIT OR Apache-2.0) AND Unicode-3.0", Some("(MIT OR Apache-2.0) AND Unicode-3.0"));
        check("MIT, BSD-3-Clause", Some("MIT AND BSD-3-Clause"));
        check("MIT, and ISC", Some("MIT AND ISC"));
        check("Apache-2.0 WITH LLVM-exception", Some("Apache-2.0 WITH LLVM-exception"));
        check("Apache 2.0 with LLVM exception", Some("Apache-2.0 WITH LLVM-exception"));
        check("GPL-2.0+", Some("GPL-2.0-or-later"));
        check("GPLv3", Some("GPL-3.0-only"));
        check("lgpl-2.1", Some("LGPL-2.1-only"));
        check("AGPL-3.0-or-later", Some("AGPL-3.0-or-later"));
        check("The MIT License (MIT)", Some("MIT"));
        check("Newish-1.0", Some("Newish-1.0"));
        check("LicenseRef-Ours", Some("LicenseRef-Ours"));
        for nothing in [
            "",
            "UNLICENSED",
            "proprietary",
            "MIT OR",
            "(MIT",
            "MIT)",
            "OR MIT",
            "MIT MIT",
            "SEE LICENSE IN LICENSE.md",
            "MIT AND something of ours",
            "NOASSERTION",
        ] {
            check(nothing, None);
        }
    }
}
