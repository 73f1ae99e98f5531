//! Names, literals, brackets, and what follows them: attributes, calls, subscripts.

use super::Outcome;
use super::parser::Parser;
use super::scopes::{Mark, ScopeKind};
use super::targets::{Elements, Expression};
use super::token::Kind;

const SINGLE: u8 = Expression::TARGET | Expression::DELETABLE | Expression::SINGLE;

impl Parser<'_> {
    /// An atom and its trailers.
    pub fn primary(&mut self) -> Outcome<Expression> {
        let mut value = self.atom()?;
        let start = self.at;
        loop {
            let flags = match self.kind() {
                Kind::Dot => {
                    self.advance();
                    self.name()?;
                    SINGLE
                }
                Kind::LeftParen => {
                    self.deeper()?;
                    self.advance();
                    self.arguments(true)?;
                    self.shallower();
                    0
                }
                Kind::LeftBracket => {
                    self.deeper()?;
                    self.advance();
                    self.subscript()?;
                    self.shallower();
                    SINGLE
                }
                _ => break,
            };
            value = Expression::new(flags, value.start, value.marks);
        }
        if self.at > start {
            // The names in it are read, whatever it becomes the target of.
            self.scopes.settle(value.marks as usize);
        }
        Ok(value)
    }

    fn atom(&mut self) -> Outcome<Expression> {
        let (start, marks) = (self.at as u32, self.scopes.len());
        let flags = match self.kind() {
            Kind::Name => {
                self.scopes.mark(Mark::Load, start);
                self.advance();
                SINGLE | Expression::NAME
            }
            Kind::Number | Kind::True | Kind::False | Kind::None | Kind::Ellipsis => {
                self.advance();
                0
            }
            Kind::Text | Kind::Bytes | Kind::FStringStart => self.strings()?,
            Kind::LeftParen => self.bracketed(Self::parenthesised)?,
            Kind::LeftBracket => self.bracketed(Self::list)?,
            Kind::LeftBrace => self.bracketed(|parser| parser.braces().map(|()| 0))?,
            Kind::Backtick => self.backticks()?,
            _ => return Err(self.problem("invalid syntax")),
        };
        Ok(Expression::new(flags, start, marks))
    }

    /// Steps over an opening bracket and reads what is in it, with its end.
    fn bracketed(&mut self, inner: fn(&mut Self) -> Outcome<u8>) -> Outcome<u8> {
        self.deeper()?;
        self.advance();
        let flags = inner(self)?;
        self.shallower();
        Ok(flags)
    }

    /// Literals next to each other are one.
    fn strings(&mut self) -> Outcome<u8> {
        let start = self.at;
        let (mut text, mut bytes) = (false, false);
        let mut flags = Expression::TEXT;
        loop {
            match self.kind() {
                Kind::Text => {
                    text = true;
                    self.advance();
                }
                Kind::Bytes => {
                    bytes = true;
                    self.advance();
                }
                Kind::FStringStart => {
                    text = true;
                    flags = 0;
                    self.fstring()?;
                }
                _ => break,
            }
        }
        match text && bytes {
            true => Err(self.problem_at(start, "cannot mix bytes and nonbytes literals")),
            false => Ok(if bytes { 0 } else { flags }),
        }
    }

    /// After `(`: a tuple, a generator, or one expression.
    fn parenthesised(&mut self) -> Outcome<u8> {
        const END: &str = "expected ')' or ','";
        if self.accept(Kind::RightParen) {
            return Ok(Expression::TARGET | Expression::DELETABLE);
        }
        if self.kind() == Kind::Yield {
            self.yield_expression()?;
            return self.expect(Kind::RightParen, END).map(|()| 0);
        }
        let inner = self.inside();
        let first = self.star_named_expression()?;
        if self.at_comprehension() {
            self.comprehension(first, inner, ScopeKind::Generator)?;
            return self.expect(Kind::RightParen, END).map(|()| 0);
        }
        if self.kind() == Kind::Comma {
            return self.elements(first, Kind::RightParen, END);
        }
        self.not_starred(first)?;
        self.expect(Kind::RightParen, END)?;
        Ok(first.only(SINGLE).flags())
    }

    /// After `[`.
    fn list(&mut self) -> Outcome<u8> {
        const END: &str = "expected ']' or ','";
        if self.accept(Kind::RightBracket) {
            return Ok(Expression::TARGET | Expression::DELETABLE);
        }
        let inner = self.inside();
        let first = self.star_named_expression()?;
        if self.at_comprehension() {
            self.comprehension(first, inner, ScopeKind::List)?;
            return self.expect(Kind::RightBracket, END).map(|()| 0);
        }
        self.elements(first, Kind::RightBracket, END)
    }

    fn elements(&mut self, first: Expression, end: Kind, what: &'static str) -> Outcome<u8> {
        let mut elements = Elements::new();
        elements.add(first);
        while self.accept(Kind::Comma) && self.kind() != end {
            let element = self.star_named_expression()?;
            elements.add(element);
        }
        self.expect(end, what)?;
        Ok(elements.flags())
    }

    /// After `{`: a dictionary or a set.
    fn braces(&mut self) -> Outcome<()> {
        const END: &str = "expected '}' or ','";
        if self.accept(Kind::RightBrace) {
            return Ok(());
        }
        let inner = self.inside();
        let unpacked = self.kind() == Kind::DoubleStar;
        let mut first = Expression::new(0, self.at as u32, self.scopes.len());
        let mut dictionary = true;
        if unpacked {
            self.unpacking()?;
        } else {
            let plain = self.kind() != Kind::Star;
            let key_start = self.at;
            first = self.star_named_expression()?;
            dictionary = plain && self.kind() == Kind::Colon;
            if dictionary {
                self.not_named(key_start)?;
                self.advance();
                self.expression()?;
            }
        }
        if self.at_comprehension() {
            if unpacked {
                return Err(self.problem("dict unpacking cannot be used in dict comprehension"));
            }
            self.comprehension(first, inner, ScopeKind::List)?;
            return self.expect(Kind::RightBrace, END);
        }
        while self.accept(Kind::Comma) && self.kind() != Kind::RightBrace {
            if !dictionary {
                self.star_named_expression()?;
            } else if self.kind() == Kind::DoubleStar {
                self.unpacking()?;
            } else {
                self.expression()?;
                self.expect(Kind::Colon, "':' expected after dictionary key")?;
                self.expression()?;
            }
        }
        self.expect(Kind::RightBrace, END)
    }

    /// `**a` in a dictionary.
    fn unpacking(&mut self) -> Outcome<()> {
        self.only_three()?;
        self.advance();
        self.binary(1).map(|_| ())
    }

    /// A key is no assignment expression: `:=` would be its second token.
    fn not_named(&self, start: usize) -> Outcome<()> {
        match self.tokens.get(start + 1).is_some_and(|token| token.kind == Kind::Walrus) {
            true => Err(self.problem_at(start + 1, "invalid syntax")),
            false => Ok(()),
        }
    }

    /// After `[` of a subscript.
    fn subscript(&mut self) -> Outcome<()> {
        loop {
            match self.kind() {
                Kind::Star => {
                    self.only_three()?;
                    self.advance();
                    self.expression()?;
                }
                _ => self.slice()?,
            }
            if !self.accept(Kind::Comma) || self.kind() == Kind::RightBracket {
                return self.expect(Kind::RightBracket, "expected ']' or ','");
            }
        }
    }

    fn slice(&mut self) -> Outcome<()> {
        let start = self.at;
        if self.kind() != Kind::Colon {
            self.named_expression()?;
            if self.kind() != Kind::Colon {
                return Ok(());
            }
            self.not_named(start)?;
        }
        for _ in 0..2 {
            if self.accept(Kind::Colon) && !matches!(self.kind(), Kind::Colon | Kind::Comma | Kind::RightBracket) {
                self.expression()?;
            }
        }
        Ok(())
    }
}
