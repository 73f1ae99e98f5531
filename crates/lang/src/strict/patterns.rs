//! `match` and its patterns.

use super::Outcome;
use super::parser::Parser;
use super::scopes::Mark;
use super::token::Kind;

/// A pattern that was read: whether it matches everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Matches {
    everything: bool,
}

const SOME: Matches = Matches { everything: false };

impl Parser<'_> {
    /// Reads `match subject:` with its line end, or nothing: `match` is also a name.
    pub fn match_header(&mut self) -> bool {
        let saved = self.save();
        let found = self.try_match_header().is_ok();
        if !found {
            self.restore(saved);
        }
        found
    }

    fn try_match_header(&mut self) -> Outcome<()> {
        const SUBJECT: &str = "expected a subject";
        self.advance();
        if !self.kind().starts_expression() {
            return Err(self.problem(SUBJECT));
        }
        let first = self.star_named_expression()?;
        if self.kind() != Kind::Comma {
            self.not_starred(first)?;
        }
        while self.accept(Kind::Comma) && self.kind().starts_expression() {
            self.star_named_expression()?;
        }
        self.expect(Kind::Colon, SUBJECT)?;
        self.expect(Kind::Newline, SUBJECT)
    }

    pub fn match_cases(&mut self) -> Outcome<()> {
        self.expect(Kind::Indent, "expected an indented block after 'match'")?;
        let mut unreachable = false;
        while !self.accept(Kind::Dedent) {
            if !self.next_is_word(b"case") {
                return Err(self.problem("expected 'case'"));
            }
            if unreachable {
                return Err(self.problem("this case is unreachable"));
            }
            self.advance();
            let outer = std::mem::take(&mut self.captures);
            let pattern = self.open_pattern()?;
            for name in std::mem::replace(&mut self.captures, outer) {
                self.store(name)?;
            }
            let guarded = self.accept(Kind::If);
            if guarded {
                self.named_expression()?;
            }
            unreachable = pattern.everything && !guarded;
            self.block()?;
        }
        Ok(())
    }

    /// A pattern, or several with commas.
    fn open_pattern(&mut self) -> Outcome<Matches> {
        let starred = self.kind() == Kind::Star;
        let first = self.maybe_star()?;
        if self.kind() != Kind::Comma {
            let alone = if starred { Err(self.problem("a starred pattern needs a comma")) } else { Ok(first) };
            return alone;
        }
        self.advance();
        self.sequence(Kind::Colon, usize::from(starred))
    }

    /// Up to, and without, the end (or the guard of a case).
    fn sequence(&mut self, end: Kind, mut stars: usize) -> Outcome<Matches> {
        while self.kind() != end && self.kind() != Kind::If {
            stars += usize::from(self.kind() == Kind::Star);
            if stars > 1 {
                return Err(self.problem("multiple starred names in sequence pattern"));
            }
            self.maybe_star()?;
            if !self.accept(Kind::Comma) {
                break;
            }
        }
        Ok(SOME)
    }

    fn maybe_star(&mut self) -> Outcome<Matches> {
        if !self.accept(Kind::Star) {
            return self.pattern();
        }
        let name = self.name()?;
        self.capture(name).map(|()| SOME)
    }

    /// `a | b as c`
    fn pattern(&mut self) -> Outcome<Matches> {
        self.deeper()?;
        let mut pattern = self.alternatives()?;
        if self.accept(Kind::As) {
            let name = self.name()?;
            if self.word(name as usize) == b"_" || matches!(self.kind(), Kind::Dot | Kind::LeftParen | Kind::Assign) {
                return Err(self.problem_at(name as usize, "invalid pattern target"));
            }
            if pattern.everything {
                return Err(self.problem_at(name as usize, "a pattern that matches everything needs no 'as'"));
            }
            self.capture(name)?;
            pattern = SOME;
        }
        self.shallower();
        Ok(pattern)
    }

    fn alternatives(&mut self) -> Outcome<Matches> {
        let start = self.captures.len();
        let mut pattern = self.closed()?;
        if self.kind() != Kind::Bar {
            return Ok(pattern);
        }
        let first = self.captures.split_off(start);
        while self.accept(Kind::Bar) {
            if pattern.everything {
                return Err(self.problem("this alternative makes the remaining ones unreachable"));
            }
            pattern = self.closed()?;
            let names = self.captures.split_off(start);
            if !self.same_names(&first, &names) {
                return Err(self.problem("alternative patterns bind different names"));
            }
        }
        self.captures.extend(first);
        Ok(pattern)
    }

    fn same_names(&self, a: &[u32], b: &[u32]) -> bool {
        let sorted = |names: &[u32]| {
            let mut words: Vec<&[u8]> = names.iter().map(|name| self.word(*name as usize)).collect();
            words.sort_unstable();
            words
        };
        sorted(a) == sorted(b)
    }

    /// Binds a name; `_` binds nothing.
    fn capture(&mut self, name: u32) -> Outcome<()> {
        let word = self.word(name as usize);
        if word == b"_" {
            return Ok(());
        }
        if self.captures.iter().any(|other| self.word(*other as usize) == word) {
            return Err(self.problem_at(name as usize, "multiple assignments to a name in pattern"));
        }
        self.check_name(name)?;
        self.captures.push(name);
        Ok(())
    }

    fn closed(&mut self) -> Outcome<Matches> {
        match self.kind() {
            Kind::Name => return self.name_pattern(),
            Kind::LeftParen => {
                self.advance();
                let starred = self.kind() == Kind::Star;
                if self.accept(Kind::RightParen) {
                    return Ok(SOME);
                }
                let mut pattern = self.maybe_star()?;
                if self.accept(Kind::Comma) {
                    pattern = self.sequence(Kind::RightParen, usize::from(starred))?;
                } else if starred {
                    return Err(self.problem("a starred pattern needs a comma"));
                }
                self.expect(Kind::RightParen, "expected ')' or ','")?;
                return Ok(pattern);
            }
            Kind::LeftBracket => {
                self.advance();
                self.sequence(Kind::RightBracket, 0)?;
                self.expect(Kind::RightBracket, "expected ']' or ','")?;
            }
            Kind::LeftBrace => self.mapping()?,
            _ => self.literal()?,
        }
        Ok(SOME)
    }

    /// A number with its sign and imaginary part, strings, `None`, `True`, `False`.
    fn literal(&mut self) -> Outcome<()> {
        match self.kind() {
            Kind::None | Kind::True | Kind::False => self.advance(),
            Kind::Text | Kind::Bytes => {
                let first = self.kind();
                while matches!(self.kind(), Kind::Text | Kind::Bytes) {
                    if self.kind() != first {
                        return Err(self.problem("cannot mix bytes and nonbytes literals"));
                    }
                    self.advance();
                }
                if self.kind() == Kind::FStringStart {
                    return Err(self.problem("patterns may only match literals and attribute lookups"));
                }
            }
            _ => {
                self.accept(Kind::Minus);
                let real = self.at;
                self.expect(Kind::Number, "invalid pattern")?;
                if matches!(self.kind(), Kind::Plus | Kind::Minus) {
                    self.advance();
                    let imaginary = self.at;
                    self.expect(Kind::Number, "invalid pattern")?;
                    let is_imaginary = |at: usize| matches!(self.word(at).last(), Some(b'j' | b'J'));
                    if is_imaginary(real) || !is_imaginary(imaginary) {
                        return Err(self.problem_at(real, "a complex literal has a real and an imaginary part"));
                    }
                }
            }
        }
        Ok(())
    }

    /// A capture, a value with dots, or a class.
    fn name_pattern(&mut self) -> Outcome<Matches> {
        let name = self.name()?;
        if !matches!(self.kind(), Kind::Dot | Kind::LeftParen) {
            return self.capture(name).map(|()| Matches { everything: true });
        }
        self.scopes.mark(Mark::Load, name);
        self.attributes()?;
        if self.accept(Kind::LeftParen) {
            self.class_arguments()?;
        }
        Ok(SOME)
    }

    fn attributes(&mut self) -> Outcome<()> {
        while self.accept(Kind::Dot) {
            self.name()?;
        }
        Ok(())
    }

    fn class_arguments(&mut self) -> Outcome<()> {
        let mut keywords = Vec::new();
        while self.kind() != Kind::RightParen {
            if self.kind() == Kind::Name && self.kind_after() == Kind::Assign {
                keywords.push(self.name()?);
                self.advance();
            } else if !keywords.is_empty() {
                return Err(self.problem("positional patterns follow keyword patterns"));
            }
            self.pattern()?;
            if !self.accept(Kind::Comma) {
                break;
            }
        }
        if let Some(name) = self.repeated(&keywords) {
            return Err(self.problem_at(name as usize, "attribute name repeated in class pattern"));
        }
        self.expect(Kind::RightParen, "expected ')' or ','")
    }

    fn mapping(&mut self) -> Outcome<()> {
        self.advance();
        while self.kind() != Kind::RightBrace {
            if self.accept(Kind::DoubleStar) {
                let name = self.name()?;
                if self.word(name as usize) == b"_" {
                    return Err(self.problem_at(name as usize, "'**_' binds nothing"));
                }
                self.capture(name)?;
                self.accept(Kind::Comma);
                break;
            }
            if self.kind() == Kind::Name {
                let name = self.name()?;
                self.scopes.mark(Mark::Load, name);
                if self.kind() != Kind::Dot {
                    return Err(self.problem("a key is a literal or has a dot"));
                }
                self.attributes()?;
            } else {
                self.literal()?;
            }
            self.expect(Kind::Colon, "expected ':'")?;
            self.pattern()?;
            if !self.accept(Kind::Comma) {
                break;
            }
        }
        self.expect(Kind::RightBrace, "expected '}' or ','")
    }
}
