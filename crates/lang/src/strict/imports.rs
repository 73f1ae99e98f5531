//! `import` and `from … import`.

use super::Outcome;
use super::parser::Parser;
use super::scopes::Mark;
use super::token::Kind;

/// What may be imported from `__future__`.
const FEATURES: &[&[u8]] = &[
    b"absolute_import",
    b"division",
    b"generators",
    b"nested_scopes",
    b"print_function",
    b"unicode_literals",
    b"with_statement",
];

/// What Python 3 added.
const NEWER_FEATURES: &[&[u8]] = &[b"annotations", b"barry_as_FLUFL", b"generator_stop"];

impl Parser<'_> {
    /// `import a.b as c, d`
    pub fn import(&mut self) -> Outcome<()> {
        self.advance();
        loop {
            let first = self.dotted_name()?;
            if !self.import_as()? {
                self.bind_import(first)?;
            }
            if !self.accept(Kind::Comma) {
                return Ok(());
            }
        }
    }

    /// `from ..a import (b as c, d)`
    pub fn import_from(&mut self) -> Outcome<()> {
        let start = self.at;
        self.advance();
        let dots = self.at;
        while matches!(self.kind(), Kind::Dot | Kind::Ellipsis) {
            self.advance();
        }
        let module = self.at;
        if self.at == dots || self.kind() != Kind::Import {
            self.dotted_name()?;
        }
        let future = self.at == module + 1 && self.word(module) == b"__future__";
        match (future, self.scopes.futures_allowed()) {
            (true, false) => {
                return Err(self.problem_at(start, "from __future__ imports must occur at the beginning of the file"));
            }
            (true, true) => self.scopes.future(),
            (false, _) => self.scopes.no_more_futures(),
        }
        self.expect(Kind::Import, "expected 'import'")?;
        if self.kind() == Kind::Star {
            // Python 2 only warns.
            if !self.scopes.in_module() && !self.two() {
                return Err(self.problem("import * only allowed at module level"));
            }
            if future {
                return Err(self.problem("future feature * is not defined"));
            }
            self.advance();
            return Ok(());
        }
        let parenthesised = self.accept(Kind::LeftParen);
        loop {
            let name = self.name()?;
            if future && !self.is_feature(name) {
                return Err(self.problem_at(name as usize, "this future feature is not defined"));
            }
            if !self.import_as()? {
                self.bind_import(name)?;
            }
            if !self.accept(Kind::Comma) || parenthesised && self.kind() == Kind::RightParen {
                break;
            }
        }
        match parenthesised {
            true => self.expect(Kind::RightParen, "expected ')' or ','"),
            false => Ok(()),
        }
    }

    fn import_as(&mut self) -> Outcome<bool> {
        let renamed = self.accept(Kind::As);
        if renamed {
            let name = self.name()?;
            self.bind_import(name)?;
        }
        Ok(renamed)
    }

    fn is_feature(&self, name: u32) -> bool {
        let word = self.word(name as usize);
        FEATURES.contains(&word) || !self.two() && NEWER_FEATURES.contains(&word)
    }

    fn bind_import(&mut self, name: u32) -> Outcome<()> {
        self.check_name(name)?;
        self.scopes.mark(Mark::Import, name);
        Ok(())
    }

    /// The place of its first part.
    fn dotted_name(&mut self) -> Outcome<u32> {
        let first = self.name()?;
        while self.accept(Kind::Dot) {
            self.name()?;
        }
        Ok(first)
    }
}
