//! `for … in … if …` after an expression in brackets.

use super::Outcome;
use super::parser::Parser;
use super::scopes::{Inside, Mark, ScopeKind};
use super::targets::Expression;
use super::token::Kind;

impl Parser<'_> {
    /// Where the marks of an element start that may turn out to be that of a comprehension.
    pub fn inside(&self) -> Inside {
        self.scopes.inside()
    }

    pub fn at_comprehension(&self) -> bool {
        match self.kind() {
            Kind::For => true,
            Kind::Async => self.kind_after() == Kind::For,
            _ => false,
        }
    }

    /// From its first `for` up to the closing bracket. `inside`: from before its element.
    pub fn comprehension(&mut self, element: Expression, inside: Inside, kind: ScopeKind) -> Outcome<()> {
        if element.is(Expression::STARRED) {
            return Err(self.problem_at(element.start as usize, "iterable unpacking cannot be used in comprehension"));
        }
        let outer = self.scopes.enter_around(inside, kind);
        let own = self.scopes.current();
        let mut first = true;
        while self.at_comprehension() {
            if self.kind() == Kind::Async {
                self.scopes.mark(Mark::AsyncFor, self.at as u32);
                self.advance();
            }
            self.advance();
            self.for_targets()?;
            self.expect(Kind::In, "expected 'in'")?;
            // The first iterable is evaluated outside.
            self.scopes.set_current(if first { outer } else { own });
            self.iterable(kind)?;
            self.scopes.set_current(own);
            first = false;
            while self.accept(Kind::If) {
                match self.kind() {
                    Kind::Lambda if self.two() => self.expression()?,
                    _ => self.disjunction()?,
                };
            }
        }
        self.scopes.leave(outer);
        Ok(())
    }

    fn iterable(&mut self, kind: ScopeKind) -> Outcome<()> {
        let before = std::mem::replace(&mut self.in_iterable, true);
        self.disjunction()?;
        // `[x for x in 1, 2]`
        while self.two() && kind == ScopeKind::List && self.accept(Kind::Comma) {
            if self.kind().starts_expression() {
                self.disjunction()?;
            }
        }
        self.in_iterable = before;
        Ok(())
    }
}
