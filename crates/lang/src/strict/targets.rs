//! What an expression may be used as, and where it is: assigned to, deleted, annotated.

use super::Outcome;
use super::parser::Parser;
use super::scopes::Mark;
use super::token::Kind;

/// What is known of an expression that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    flags: u8,
    /// Its first token.
    pub start: u32,
    /// The first mark that was made in it.
    pub marks: u32,
}

impl Expression {
    /// A name without parentheses.
    pub const NAME: u8 = 1;
    /// May be assigned to.
    pub const TARGET: u8 = 2;
    /// May be deleted.
    pub const DELETABLE: u8 = 4;
    /// A name, attribute or subscript, in parentheses or not: may be annotated, and assigned to with `+=`.
    pub const SINGLE: u8 = 8;
    /// `*a`: neither an expression alone nor a target alone.
    pub const STARRED: u8 = 16;
    /// A string without parentheses.
    pub const TEXT: u8 = 32;

    pub fn new(flags: u8, start: u32, marks: u32) -> Self {
        Expression { flags, start, marks }
    }

    pub fn flags(self) -> u8 {
        self.flags
    }

    pub fn is(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The same, of which only this is still true.
    pub fn only(self, flags: u8) -> Self {
        Expression { flags: self.flags & flags, ..self }
    }
}

/// What the elements of a tuple or list make it.
pub(super) struct Elements {
    flags: u8,
    starred: u32,
}

impl Elements {
    pub fn new() -> Self {
        Elements { flags: Expression::TARGET | Expression::DELETABLE, starred: 0 }
    }

    pub fn add(&mut self, element: Expression) {
        self.flags &= element.flags;
        self.starred += u32::from(element.is(Expression::STARRED));
    }

    pub fn flags(self) -> u8 {
        // One element at most takes what the others leave.
        if self.starred > 1 { self.flags & !Expression::TARGET } else { self.flags }
    }
}

impl Parser<'_> {
    /// Makes an expression that was read the target of an assignment.
    pub fn assign_to(&mut self, target: Expression) -> Outcome<()> {
        if target.is(Expression::STARRED) {
            return Err(self.problem_at(target.start as usize, "starred assignment target must be in a list or tuple"));
        }
        if !target.is(Expression::TARGET) {
            return Err(self.problem_at(target.start as usize, "cannot assign to this expression"));
        }
        self.bind(target, Mark::Store)
    }

    /// `target` of `target += value` and of `target: annotation`.
    pub fn assign_to_single(&mut self, target: Expression, mark: Mark) -> Outcome<()> {
        match target.is(Expression::SINGLE) {
            true => self.bind(target, mark),
            false => Err(self.problem_at(target.start as usize, "only a name, attribute or subscript may stand here")),
        }
    }

    pub fn delete(&mut self, target: Expression) -> Outcome<()> {
        match target.is(Expression::DELETABLE) {
            true => self.bind(target, Mark::Store),
            false => Err(self.problem_at(target.start as usize, "cannot delete this expression")),
        }
    }

    fn bind(&mut self, target: Expression, mark: Mark) -> Outcome<()> {
        let from = target.marks as usize;
        self.scopes.bind(from, mark);
        self.scopes.bound(from).try_for_each(|name| self.check_name(name))
    }

    /// The targets of `for`, up to `in`.
    pub fn for_targets(&mut self) -> Outcome<()> {
        let (start, marks) = (self.at as u32, self.scopes.len());
        let first = self.for_target()?;
        if self.kind() != Kind::Comma {
            return self.assign_to(first);
        }
        let mut elements = Elements::new();
        elements.add(first);
        while self.accept(Kind::Comma) && self.kind().starts_expression() {
            let element = self.for_target()?;
            elements.add(element);
        }
        self.assign_to(Expression::new(elements.flags(), start, marks))
    }

    fn for_target(&mut self) -> Outcome<Expression> {
        match self.kind() {
            Kind::Star => self.starred(),
            // Not further: `in` is no comparison here.
            _ => self.binary(1),
        }
    }
}
