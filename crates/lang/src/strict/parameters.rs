//! The parameters of functions and lambdas.

use super::Outcome;
use super::parser::Parser;
use super::scopes::{Mark, ScopeKind};
use super::token::Kind;

/// What was seen of a list of parameters.
#[derive(Default)]
struct Seen {
    slash: bool,
    star: bool,
    default: bool,
    /// After a `*` alone.
    needs_name: bool,
}

impl Parser<'_> {
    /// Up to, and without, the closing `)` or `:`. Defaults and annotations are read in the scope around. The names, in order.
    pub fn parameters(&mut self, end: Kind) -> Outcome<Vec<u32>> {
        const NAMED: &str = "named arguments must follow bare *";
        let annotated = end == Kind::RightParen;
        let mut names = Vec::new();
        let mut seen = Seen::default();
        while self.kind() != end {
            match self.kind() {
                Kind::Slash => {
                    self.only_three()?;
                    if seen.slash || seen.star || names.is_empty() {
                        return Err(self.problem("'/' must follow a parameter, once, before '*'"));
                    }
                    seen.slash = true;
                    self.advance();
                }
                Kind::Star => {
                    if seen.star {
                        return Err(self.problem("* argument may appear only once"));
                    }
                    self.advance();
                    seen.star = true;
                    if self.kind() == Kind::Name {
                        names.push(self.name()?);
                        self.annotation(annotated, true)?;
                    } else {
                        self.only_three()?;
                        seen.needs_name = true;
                    }
                }
                Kind::DoubleStar => {
                    if seen.needs_name {
                        return Err(self.problem(NAMED));
                    }
                    self.advance();
                    names.push(self.name()?);
                    self.annotation(annotated, false)?;
                    self.accept(Kind::Comma);
                    break;
                }
                _ => self.parameter(&mut seen, &mut names, annotated)?,
            }
            if !self.accept(Kind::Comma) {
                break;
            }
        }
        if self.kind() != end {
            return Err(self.problem("invalid parameter"));
        }
        if seen.needs_name {
            return Err(self.problem(NAMED));
        }
        match self.repeated(&names) {
            Some(name) => Err(self.problem_at(name as usize, "duplicate argument in function definition")),
            None => Ok(names),
        }
    }

    fn parameter(&mut self, seen: &mut Seen, names: &mut Vec<u32>, annotated: bool) -> Outcome<()> {
        let start = self.at;
        if seen.star {
            self.only_three()?;
        }
        if self.two() && self.kind() == Kind::LeftParen {
            self.tuple_parameter(names)?;
        } else {
            names.push(self.name()?);
            self.annotation(annotated, false)?;
        }
        seen.needs_name = false;
        if self.accept(Kind::Assign) {
            self.expression()?;
            seen.default |= !seen.star;
        } else if seen.default && !seen.star {
            return Err(self.problem_at(start, "non-default argument follows default argument"));
        }
        Ok(())
    }

    fn annotation(&mut self, annotated: bool, starred: bool) -> Outcome<()> {
        if !annotated || self.kind() != Kind::Colon {
            return Ok(());
        }
        self.only_three()?;
        self.advance();
        match starred && self.kind() == Kind::Star {
            true => self.starred().map(|_| ()),
            false => self.expression().map(|_| ()),
        }
    }

    /// A scope with these parameters; the scope to go back to.
    pub fn enter_function(&mut self, kind: ScopeKind, names: &[u32]) -> Outcome<u32> {
        let outer = self.scopes.enter(kind);
        for name in names {
            self.check_name(*name)?;
            self.scopes.mark(Mark::Parameter, *name);
        }
        Ok(outer)
    }

    pub fn enter_lambda(&mut self, names: &[u32]) -> Outcome<u32> {
        self.enter_function(ScopeKind::Lambda, names)
    }
}
