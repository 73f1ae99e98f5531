//! Which licences are permissive.

/// SPDX identifiers that ask for attribution at most: what The Stack counted as permissive, by Blue Oak's list.
const PERMISSIVE: [&str; 30] = [
    "0BSD",
    "AFL-3.0",
    "Apache-2.0",
    "Artistic-2.0",
    "BlueOak-1.0.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-2-Clause-Patent",
    "BSD-3-Clause",
    "BSD-3-Clause-Clear",
    "BSL-1.0",
    "CC-BY-4.0",
    "CC0-1.0",
    "ECL-2.0",
    "FTL",
    "HPND",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-Modern-Variant",
    "NCSA",
    "PostgreSQL",
    "PSF-2.0",
    "Python-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "UPL-1.0",
    "X11",
    "Zlib",
];

/// Whether an SPDX expression offers permissive terms: all sides of an `AND`, one side of an `OR`.
pub(crate) fn is_permissive(expression: &str) -> bool {
    let tokens = expression.replace('(', " ( ").replace(')', " ) ");
    let mut reader = Reader { tokens: tokens.split_whitespace().collect(), at: 0 };
    let permissive = reader.any();
    // What cannot be read is not known to be permissive.
    permissive && reader.at == reader.tokens.len()
}

struct Reader<'a> {
    tokens: Vec<&'a str>,
    at: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        self.at += 1;
        self.tokens.get(self.at - 1).copied()
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.tokens.get(self.at).is_some_and(|token| token.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn any(&mut self) -> bool {
        let mut permissive = self.all();
        while self.eat("OR") {
            permissive |= self.all();
        }
        permissive
    }

    fn all(&mut self) -> bool {
        let mut permissive = self.one();
        while self.eat("AND") {
            permissive &= self.one();
        }
        permissive
    }

    fn one(&mut self) -> bool {
        if self.eat("(") {
            let permissive = self.any();
            return self.eat(")") && permissive;
        }
        let permissive =
            self.next().is_some_and(|name| PERMISSIVE.iter().any(|known| known.eq_ignore_ascii_case(name)));
        if self.eat("WITH") {
            self.next(); // An exception only adds permissions.
        }
        permissive
    }
}

#[cfg(test)]
mod tests {
    use super::is_permissive;

    #[test]
    fn expressions() {
        let check = |expression: &str, want: bool| assert_eq!(is_permissive(expression), want, "{expression}");
        check("MIT", true);
        check("mit OR Apache-2.0", true);
        check("GPL-3.0-only OR MIT", true);
        check("GPL-3.0-only AND MIT", false);
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("Apache-2.0 WITH LLVM-exception", true);
        check("GPL-2.0-only", false);
        check("", false);
        check("MIT OR", false);
        check("MIT MIT", false);
        check("(MIT", false);
    }
}
