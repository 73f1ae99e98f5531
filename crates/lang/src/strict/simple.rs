//! Statements of one line.

use super::Outcome;
use super::parser::Parser;
use super::scopes::Mark;
use super::targets::Expression;
use super::token::Kind;

impl Parser<'_> {
    /// Statements up to the end of the line, `;` between them.
    pub fn simple_statements(&mut self) -> Outcome<()> {
        loop {
            self.simple_statement()?;
            if !self.accept(Kind::Semicolon) {
                return self.expect(Kind::Newline, "invalid syntax");
            }
            if self.accept(Kind::Newline) {
                return Ok(());
            }
        }
    }

    fn simple_statement(&mut self) -> Outcome<()> {
        let kind = self.kind();
        // Whatever comes first but a string ends the place of future imports.
        if !matches!(kind, Kind::From | Kind::Text) {
            self.scopes.no_more_futures();
        }
        match kind {
            Kind::Pass => self.advance(),
            Kind::Break | Kind::Continue => self.jump()?,
            Kind::Return => self.return_statement()?,
            Kind::Import => self.import()?,
            Kind::From => self.import_from()?,
            Kind::Raise => self.raise()?,
            Kind::Del => self.del()?,
            Kind::Assert => {
                self.advance();
                self.expression()?;
                if self.accept(Kind::Comma) {
                    self.expression()?;
                }
            }
            Kind::Global => self.declaration(Mark::Global)?,
            Kind::Nonlocal => self.declaration(Mark::Nonlocal)?,
            Kind::Print => self.print()?,
            Kind::Exec => self.exec()?,
            Kind::Name if self.is_type_alias() => self.type_alias()?,
            _ => self.expression_statement()?,
        }
        Ok(())
    }

    /// An expression, or an assignment of any kind.
    fn expression_statement(&mut self) -> Outcome<()> {
        let mut value = self.yield_or_expressions()?;
        match self.kind() {
            Kind::AugmentedAssign => {
                self.assign_to_single(value, Mark::Store)?;
                self.advance();
                value = self.yield_or_expressions()?;
            }
            Kind::Colon => {
                self.only_three()?;
                let mark = if value.is(Expression::NAME) { Mark::Annotated } else { Mark::Store };
                self.assign_to_single(value, mark)?;
                self.advance();
                value = self.expression()?;
                if self.accept(Kind::Assign) {
                    value = self.yield_or_expressions()?;
                }
            }
            Kind::Assign => {
                while self.accept(Kind::Assign) {
                    self.assign_to(value)?;
                    value = self.yield_or_expressions()?;
                }
            }
            _ if value.is(Expression::TEXT) => self.scopes.docstring(),
            _ => self.scopes.no_more_futures(),
        }
        self.not_starred(value)
    }

    fn del(&mut self) -> Outcome<()> {
        self.advance();
        let targets = self.star_expressions()?;
        self.delete(targets)
    }

    fn raise(&mut self) -> Outcome<()> {
        self.advance();
        if !self.kind().starts_expression() {
            return Ok(());
        }
        self.expression()?;
        if self.kind() == Kind::From {
            self.only_three()?;
            self.advance();
            self.expression()?;
        } else if self.two() {
            self.raise_arguments()?;
        }
        Ok(())
    }

    /// `global a, b`
    fn declaration(&mut self, mark: Mark) -> Outcome<()> {
        if mark == Mark::Nonlocal && self.scopes.in_module() {
            return Err(self.problem("nonlocal declaration not allowed at module level"));
        }
        self.advance();
        loop {
            let name = self.name()?;
            self.scopes.declare(mark, name);
            if !self.accept(Kind::Comma) {
                return Ok(());
            }
        }
    }

    /// `type X = …`, `type X[T] = …`
    fn is_type_alias(&self) -> bool {
        let after = self.tokens.get(self.at + 2).map_or(Kind::End, |token| token.kind);
        !self.two()
            && self.next_is_word(b"type")
            && self.kind_after() == Kind::Name
            && matches!(after, Kind::Assign | Kind::LeftBracket)
    }

    fn type_alias(&mut self) -> Outcome<()> {
        self.advance();
        let name = self.name()?;
        self.store(name)?;
        self.type_parameters()?;
        self.expect(Kind::Assign, "expected '='")?;
        self.expression().map(|_| ())
    }

    /// `[T: bound = default, *Ts, **P]`, if there are any.
    pub fn type_parameters(&mut self) -> Outcome<()> {
        if self.two() || !self.accept(Kind::LeftBracket) {
            return Ok(());
        }
        loop {
            let starred = self.accept(Kind::Star);
            let bounded = !starred && !self.accept(Kind::DoubleStar);
            self.name()?;
            if bounded && self.accept(Kind::Colon) {
                self.expression()?;
            }
            if self.accept(Kind::Assign) {
                if starred && self.kind() == Kind::Star {
                    self.starred()?;
                } else {
                    self.expression()?;
                }
            }
            if !self.accept(Kind::Comma) || self.kind() == Kind::RightBracket {
                return self.expect(Kind::RightBracket, "expected ']' or ','");
            }
        }
    }
}
