//! The text of a licence, recognised by a phrase that only it has.

/// Text is looked at up to here: titles and grants come first.
const LOOK_AT: usize = 16 * 1024;

/// The SPDX id of the licence whose text this is; of several texts in one file, the first. The text of the GNU licences
/// alone does not say "or later", so theirs is `-only`.
pub(super) fn recognize(content: &str) -> Option<&'static str> {
    let mut end = content.len().min(LOOK_AT);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    let text = squeeze(&content[..end]);
    let first =
        PHRASES.iter().filter_map(|(phrase, kind)| text.find(phrase).map(|at| (at, *kind))).min_by_key(|(at, _)| *at);
    let (at, kind) = first?;
    kind.id(&text[at..])
}

#[derive(Clone, Copy)]
enum Kind {
    Id(&'static str),
    Bsd,
    Isc,
    Gpl,
    Lgpl,
    Agpl,
}

/// Lower case, single spaces.
const PHRASES: &[(&str, Kind)] = &[
    (
        "permission is hereby granted, free of charge, to any person obtaining a copy of this software and",
        Kind::Id("MIT"),
    ),
    ("apache license version 2.0", Kind::Id("Apache-2.0")),
    ("licensed under the apache license, version 2.0", Kind::Id("Apache-2.0")),
    ("redistribution and use in source and binary forms", Kind::Bsd),
    ("permission to use, copy, modify, and/or distribute this software for any purpose", Kind::Isc),
    ("permission to use, copy, modify, and distribute this software for any purpose", Kind::Isc),
    ("mozilla public license version 2.0", Kind::Id("MPL-2.0")),
    ("mozilla public license, version 2.0", Kind::Id("MPL-2.0")),
    ("mozilla public license, v. 2.0", Kind::Id("MPL-2.0")),
    ("gnu general public license", Kind::Gpl),
    ("gnu lesser general public license", Kind::Lgpl),
    ("gnu library general public license", Kind::Lgpl),
    ("gnu affero general public license", Kind::Agpl),
    ("this is free and unencumbered software released into the public domain", Kind::Id("Unlicense")),
    ("this software is provided 'as-is', without any express or implied warranty", Kind::Id("Zlib")),
    ("boost software license - version 1.0", Kind::Id("BSL-1.0")),
    ("python software foundation license version 2", Kind::Id("PSF-2.0")),
    ("cc0 1.0 universal", Kind::Id("CC0-1.0")),
    ("unicode license v3", Kind::Id("Unicode-3.0")),
];

impl Kind {
    /// The id, from the text after (and with) the phrase.
    fn id(self, text: &str) -> Option<&'static str> {
        let has = |phrase: &str| text.contains(phrase);
        let version = ["version 3", "version 2.1", "version 2"]
            .into_iter()
            .filter_map(|version| text.find(version).map(|at| (at, version)))
            // "version 2" also begins "version 2.1": of two at one place the longer is meant, and it comes first.
            .min_by_key(|(at, _)| *at)
            .map(|(_, version)| version);
        Some(match (self, version) {
            (Kind::Id(id), _) => id,
            (Kind::Bsd, _) if has("all advertising materials") => "BSD-4-Clause",
            (Kind::Bsd, _) if has("endorse or promote") => "BSD-3-Clause",
            (Kind::Bsd, _) => "BSD-2-Clause",
            (Kind::Isc, _) if has("provided that the above copyright notice") => "ISC",
            (Kind::Isc, _) => "0BSD",
            (Kind::Gpl, Some("version 3")) => "GPL-3.0-only",
            (Kind::Gpl, Some("version 2")) => "GPL-2.0-only",
            (Kind::Lgpl, Some("version 3")) => "LGPL-3.0-only",
            (Kind::Lgpl, Some("version 2.1")) => "LGPL-2.1-only",
            (Kind::Lgpl, Some("version 2")) => "LGPL-2.0-only",
            (Kind::Agpl, Some("version 3")) => "AGPL-3.0-only",
            (Kind::Gpl | Kind::Lgpl | Kind::Agpl, _) => return None,
        })
    }
}

/// Lower case, with each run of whitespace as one space, and comment or quote marks at line starts dropped.
fn squeeze(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    for word in content.split_whitespace() {
        if matches!(word, "#" | "*" | "//" | "##" | "###" | ">" | ";" | "%") {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(word.chars().map(|c| match c {
            '\u{2018}' | '\u{2019}' | '"' | '\u{201c}' | '\u{201d}' => '\'',
            c => c.to_ascii_lowercase(),
        }));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_their_ids() {
        let check = |text: &str, want: Option<&str>| assert_eq!(recognize(text), want, "{text}");
        check(
            "MIT License\n\nCopyright (c) 2020 A\n\nPermission is hereby granted, free of charge, to any\nperson obtaining a copy\nof this software and associated documentation files",
            Some("MIT"),
        );
        check("                     Apache License\n               Version 2.0, January 2004\n", Some("Apache-2.0"));
        let bsd = "Redistribution and use in source and binary forms, with or without\nmodification, are permitted";
        check(bsd, Some("BSD-2-Clause"));
        check(
            &format!(
                "{bsd}\n3. Neither the name of X nor the names of its contributors may be used to endorse or promote products"
            ),
            Some("BSD-3-Clause"),
        );
        let isc = "Permission to use, copy, modify, and/or distribute this software for any\npurpose with or without fee is hereby granted";
        check(isc, Some("0BSD"));
        check(&format!("{isc}, provided that the above copyright notice and"), Some("ISC"));
        check("Mozilla Public License Version 2.0\n====", Some("MPL-2.0"));
        let gpl = "GNU GENERAL PUBLIC LICENSE\n Version 3, 29 June 2007 … GNU Affero General Public License … GNU Lesser General Public License";
        check(gpl, Some("GPL-3.0-only"));
        check("GNU GENERAL PUBLIC LICENSE\n Version 2, June 1991 … version 3", Some("GPL-2.0-only"));
        check("GNU LESSER GENERAL PUBLIC LICENSE\n Version 2.1, February 1999", Some("LGPL-2.1-only"));
        check("GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", Some("LGPL-3.0-only"));
        check("GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007", Some("AGPL-3.0-only"));
        check("This is free and unencumbered software released into the public domain.", Some("Unlicense"));
        check("This software is provided \"as-is\", without any express or implied\nwarranty.", Some("Zlib"));
        check("PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2\n", Some("PSF-2.0"));
        check("All rights reserved.", None);
        check("", None);
    }
}
