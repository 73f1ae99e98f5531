//! The arguments of a call.

use super::Outcome;
use super::parser::Parser;
use super::scopes::ScopeKind;
use super::token::Kind;

impl Parser<'_> {
    /// After `(`, up to and with `)`. `generator`: one may stand alone, without parentheses of its own.
    pub fn arguments(&mut self, generator: bool) -> Outcome<()> {
        let start = self.at;
        let mut keywords: Vec<u32> = Vec::new();
        let mut unpacked = false;
        while self.kind() != Kind::RightParen {
            match (self.kind(), self.kind_after()) {
                (Kind::Star, _) => {
                    if unpacked {
                        return Err(self.problem("iterable argument unpacking follows keyword argument unpacking"));
                    }
                    self.advance();
                    self.expression()?;
                }
                (Kind::DoubleStar, _) => {
                    unpacked = true;
                    self.advance();
                    self.expression()?;
                }
                (Kind::Name, Kind::Assign) => {
                    self.check_name(self.at as u32)?;
                    keywords.push(self.at as u32);
                    self.at += 2;
                    self.expression()?;
                }
                _ => {
                    let first = self.at;
                    let inside = self.inside();
                    let value = self.named_expression()?;
                    if self.at_comprehension() {
                        if !generator || first != start {
                            return Err(self.problem_at(first, "Generator expression must be parenthesized"));
                        }
                        self.comprehension(value, inside, ScopeKind::Generator)?;
                        return self.expect(Kind::RightParen, "Generator expression must be parenthesized");
                    }
                    if unpacked || !keywords.is_empty() {
                        return Err(self.problem_at(first, "positional argument follows keyword argument"));
                    }
                }
            }
            if !self.accept(Kind::Comma) {
                break;
            }
        }
        if let Some(name) = self.repeated(&keywords) {
            return Err(self.problem_at(name as usize, "keyword argument repeated"));
        }
        self.expect(Kind::RightParen, "expected ')' or ','")
    }
}
