//! Expressions, from lists of them down to the operators of arithmetic.

use super::Outcome;
use super::parser::Parser;
use super::scopes::Mark;
use super::targets::{Elements, Expression};
use super::token::Kind;

impl Parser<'_> {
    /// `a, *b`: a tuple when there is a comma.
    pub fn star_expressions(&mut self) -> Outcome<Expression> {
        let first = self.star_expression()?;
        if self.kind() != Kind::Comma {
            return Ok(first);
        }
        let mut elements = Elements::new();
        elements.add(first);
        while self.accept(Kind::Comma) && self.kind().starts_expression() {
            let element = self.star_expression()?;
            elements.add(element);
        }
        Ok(Expression::new(elements.flags(), first.start, first.marks))
    }

    /// What may stand where a value is needed.
    pub fn not_starred(&self, value: Expression) -> Outcome<()> {
        match value.is(Expression::STARRED) {
            true => Err(self.problem_at(value.start as usize, "can't use starred expression here")),
            false => Ok(()),
        }
    }

    fn star_expression(&mut self) -> Outcome<Expression> {
        if self.kind() == Kind::Star { self.starred() } else { self.expression() }
    }

    /// An element of a list, set or tuple in brackets.
    pub fn star_named_expression(&mut self) -> Outcome<Expression> {
        if self.kind() == Kind::Star { self.starred() } else { self.named_expression() }
    }

    /// `*a`
    pub fn starred(&mut self) -> Outcome<Expression> {
        self.only_three()?;
        let start = self.at as u32;
        self.expect(Kind::Star, "expected '*'")?;
        let inner = self.binary(1)?;
        let target = if inner.is(Expression::TARGET) { Expression::TARGET } else { 0 };
        Ok(Expression::new(Expression::STARRED | target, start, inner.marks))
    }

    /// `a := b`, or without it.
    pub fn named_expression(&mut self) -> Outcome<Expression> {
        let value = self.expression()?;
        if self.kind() != Kind::Walrus {
            return Ok(value);
        }
        if !value.is(Expression::NAME) {
            return Err(self.problem("cannot use assignment expressions with this"));
        }
        if self.in_iterable {
            return Err(self.problem("assignment expression cannot be used in a comprehension iterable expression"));
        }
        self.check_name(value.start)?;
        self.scopes.bind(value.marks as usize, Mark::Walrus);
        self.advance();
        self.expression()?;
        Ok(value.only(0))
    }

    /// No tuple, no star, no `:=`.
    pub fn expression(&mut self) -> Outcome<Expression> {
        self.deeper()?;
        let mut value = match self.kind() {
            Kind::Lambda => self.lambda()?,
            _ => self.disjunction()?,
        };
        // `a if b else c if d else e`, without recursion.
        while self.kind() == Kind::If && !value.is(LAMBDA) {
            self.advance();
            self.disjunction()?;
            self.expect(Kind::Else, "expected 'else' after 'if' expression")?;
            value = match self.kind() {
                Kind::Lambda => self.lambda()?,
                _ => self.disjunction()?.only(0),
            };
        }
        self.shallower();
        Ok(value.only(!LAMBDA))
    }

    fn lambda(&mut self) -> Outcome<Expression> {
        let (start, marks) = (self.at as u32, self.scopes.len());
        self.expect(Kind::Lambda, "expected 'lambda'")?;
        let names = self.parameters(Kind::Colon)?;
        self.expect(Kind::Colon, "expected ':'")?;
        let outer = self.enter_lambda(&names)?;
        let in_iterable = std::mem::replace(&mut self.in_iterable, false);
        self.expression()?;
        self.in_iterable = in_iterable;
        self.scopes.leave(outer);
        Ok(Expression::new(LAMBDA, start, marks))
    }

    /// `or`, `and`, `not`, comparisons.
    pub fn disjunction(&mut self) -> Outcome<Expression> {
        let mut value = self.inversion()?;
        while matches!(self.kind(), Kind::Or | Kind::And) {
            self.advance();
            self.inversion()?;
            value = value.only(0);
        }
        Ok(value)
    }

    fn inversion(&mut self) -> Outcome<Expression> {
        let inverted = self.kind() == Kind::Not;
        while self.accept(Kind::Not) {}
        let value = self.comparison()?;
        Ok(if inverted { value.only(0) } else { value })
    }

    fn comparison(&mut self) -> Outcome<Expression> {
        let mut value = self.binary(1)?;
        while self.comparison_operator() {
            self.binary(1)?;
            value = value.only(0);
        }
        Ok(value)
    }

    fn comparison_operator(&mut self) -> bool {
        let length = match (self.kind(), self.kind_after()) {
            (Kind::Is, Kind::Not) | (Kind::Not, Kind::In) => 2,
            (
                Kind::Equal
                | Kind::NotEqual
                | Kind::Less
                | Kind::LessEqual
                | Kind::Greater
                | Kind::GreaterEqual
                | Kind::In
                | Kind::Is,
                _,
            ) => 1,
            _ => 0,
        };
        self.at += length;
        length > 0
    }

    /// Operators that bind at least so tightly.
    pub fn binary(&mut self, tightest: u8) -> Outcome<Expression> {
        let mut value = self.factor()?;
        while let Some(precedence) = self.kind().precedence().filter(|precedence| *precedence >= tightest) {
            if self.kind() == Kind::At {
                self.only_three()?;
            }
            self.advance();
            self.binary(precedence + 1)?;
            value = value.only(0);
        }
        Ok(value)
    }

    fn factor(&mut self) -> Outcome<Expression> {
        let signed = matches!(self.kind(), Kind::Plus | Kind::Minus | Kind::Tilde);
        while matches!(self.kind(), Kind::Plus | Kind::Minus | Kind::Tilde) {
            self.advance();
        }
        let mut value = self.awaited()?;
        if self.accept(Kind::DoubleStar) {
            self.deeper()?;
            self.factor()?;
            self.shallower();
            value = value.only(0);
        }
        Ok(if signed { value.only(0) } else { value })
    }

    fn awaited(&mut self) -> Outcome<Expression> {
        if self.kind() != Kind::Await {
            return self.primary();
        }
        self.scopes.mark(Mark::Await, self.at as u32);
        self.advance();
        Ok(self.primary()?.only(0))
    }

    /// `yield`, `yield a, b`, `yield from a`.
    pub fn yield_expression(&mut self) -> Outcome<()> {
        let at = self.at as u32;
        self.expect(Kind::Yield, "expected 'yield'")?;
        if self.kind() == Kind::From {
            self.only_three()?;
            self.scopes.mark(Mark::YieldFrom, at);
            self.advance();
            self.expression()?;
            return Ok(());
        }
        self.scopes.mark(Mark::Yield, at);
        if self.kind().starts_expression() {
            let value = self.star_expressions()?;
            self.not_starred(value)?;
        }
        Ok(())
    }

    /// The value of an assignment.
    pub fn yield_or_expressions(&mut self) -> Outcome<Expression> {
        if self.kind() == Kind::Yield {
            let (start, marks) = (self.at as u32, self.scopes.len());
            self.yield_expression()?;
            return Ok(Expression::new(0, start, marks));
        }
        self.star_expressions()
    }
}

/// A `lambda`, whose body has already taken what an `if` after it could be.
const LAMBDA: u8 = 128;
