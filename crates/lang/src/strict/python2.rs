//! Statements and expressions that only Python 2 has. Their tokens exist only when a text is read as Python 2.

use super::Outcome;
use super::parser::Parser;
use super::token::Kind;

impl Parser<'_> {
    /// `print a, b,` and `print >>file, a`
    pub fn print(&mut self) -> Outcome<()> {
        self.advance();
        if self.accept(Kind::RightShift) {
            self.expression()?;
            if !self.accept(Kind::Comma) {
                return Ok(());
            }
            // A comma after the file wants something to print.
            self.expression()?;
        } else if self.kind().starts_expression() {
            self.expression()?;
        } else {
            return Ok(());
        }
        while self.accept(Kind::Comma) && self.kind().starts_expression() {
            self.expression()?;
        }
        Ok(())
    }

    /// `exec code in globals, locals`
    pub fn exec(&mut self) -> Outcome<()> {
        self.advance();
        // Not further: `in` is no comparison here.
        self.binary(1)?;
        if self.accept(Kind::In) {
            self.expression()?;
            if self.accept(Kind::Comma) {
                self.expression()?;
            }
        }
        Ok(())
    }

    /// After `raise class`: its value and traceback.
    pub fn raise_arguments(&mut self) -> Outcome<()> {
        for _ in 0..2 {
            if self.accept(Kind::Comma) {
                self.expression()?;
            }
        }
        Ok(())
    }

    /// `` `a, b` ``
    pub fn backticks(&mut self) -> Outcome<u8> {
        self.deeper()?;
        self.advance();
        self.star_expressions()?;
        self.shallower();
        self.expect(Kind::Backtick, "expected '`'").map(|()| 0)
    }

    /// `(a, (b, c))` as a parameter.
    pub fn tuple_parameter(&mut self, names: &mut Vec<u32>) -> Outcome<()> {
        self.deeper()?;
        self.expect(Kind::LeftParen, "expected '('")?;
        loop {
            match self.kind() {
                Kind::LeftParen => self.tuple_parameter(names)?,
                _ => names.push(self.name()?),
            }
            if !self.accept(Kind::Comma) || self.kind() == Kind::RightParen {
                self.shallower();
                return self.expect(Kind::RightParen, "expected ')' or ','");
            }
        }
    }
}
