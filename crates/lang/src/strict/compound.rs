//! Statements with blocks.

use super::Outcome;
use super::flow::Loop;
use super::parser::Parser;
use super::scopes::ScopeKind;
use super::token::Kind;

const COLON: &str = "expected ':'";

impl Parser<'_> {
    pub fn statement(&mut self) -> Outcome<()> {
        match self.kind() {
            Kind::If => self.if_statement(),
            Kind::While => self.while_statement(),
            Kind::For => self.for_statement(),
            Kind::Try => self.with_late_block(Self::try_statement),
            Kind::With => self.with_statement(),
            Kind::Def => self.function(ScopeKind::Function),
            Kind::Class => self.class(),
            Kind::At => self.decorated(),
            Kind::Async => self.asynchronous(),
            Kind::Indent => Err(self.problem("unexpected indent")),
            Kind::Name if !self.two() && self.next_is_word(b"match") && self.match_header() => self.match_cases(),
            _ => self.simple_statements(),
        }
    }

    /// `:` and a block, indented or on the same line.
    pub fn block(&mut self) -> Outcome<()> {
        self.expect(Kind::Colon, COLON)?;
        self.scopes.no_more_futures();
        if !self.accept(Kind::Newline) {
            return self.simple_statements();
        }
        self.expect(Kind::Indent, "expected an indented block")?;
        while !self.accept(Kind::Dedent) {
            self.statement()?;
        }
        Ok(())
    }

    fn if_statement(&mut self) -> Outcome<()> {
        loop {
            self.advance();
            self.named_expression()?;
            self.block()?;
            if self.kind() != Kind::Elif {
                return self.else_block();
            }
        }
    }

    fn else_block(&mut self) -> Outcome<()> {
        if self.accept(Kind::Else) { self.block() } else { Ok(()) }
    }

    fn while_statement(&mut self) -> Outcome<()> {
        self.advance();
        self.named_expression()?;
        self.with_loop(Self::block)?;
        self.else_block()
    }

    fn for_statement(&mut self) -> Outcome<()> {
        self.advance();
        self.for_targets()?;
        self.expect(Kind::In, "expected 'in'")?;
        let iterable = self.star_expressions()?;
        self.not_starred(iterable)?;
        self.with_loop(Self::block)?;
        self.else_block()
    }

    /// Whether it has handlers and a `finally`, which is a block around them and the body.
    fn try_statement(&mut self) -> Outcome<bool> {
        self.advance();
        self.with_blocks(1, Self::block)?;
        let mut handlers = 0;
        let mut groups = None;
        let mut catches_all = false;
        while self.kind() == Kind::Except {
            if catches_all {
                return Err(self.problem("default 'except:' must be last"));
            }
            self.advance();
            let group = !self.two() && self.accept(Kind::Star);
            if groups.is_some_and(|groups| groups != group) {
                return Err(self.problem("cannot have both 'except' and 'except*' on the same 'try'"));
            }
            groups = Some(group);
            catches_all = self.kind() == Kind::Colon && !group;
            if !catches_all {
                self.caught()?;
            }
            self.with_blocks(2, |parser| {
                if group {
                    parser.flow.group = true;
                    parser.flow.loops = Loop::InGroup;
                }
                parser.block()
            })?;
            handlers += 1;
        }
        if handlers > 0 {
            self.else_block()?;
        }
        if self.accept(Kind::Finally) {
            self.with_blocks(1, Self::block)?;
            return Ok(handlers > 0);
        }
        match handlers {
            0 => Err(self.problem("expected 'except' or 'finally' block")),
            _ => Ok(false),
        }
    }

    /// `A as b`; in Python 2 also `A, b`.
    fn caught(&mut self) -> Outcome<()> {
        self.expression()?;
        if self.two() && (self.accept(Kind::As) || self.accept(Kind::Comma)) {
            let target = self.binary(1)?;
            return self.assign_to(target);
        }
        if self.accept(Kind::As) {
            let name = self.name()?;
            self.store(name)?;
        }
        Ok(())
    }

    fn with_statement(&mut self) -> Outcome<()> {
        self.advance();
        let saved = self.save();
        // `with (a as b, c):` reads like a tuple until its `as`, and a tuple may go on after its end.
        let listed = self.kind() == Kind::LeftParen && !self.two() && self.items_in_parentheses().is_ok();
        if !listed {
            self.restore(saved);
            loop {
                self.item()?;
                if !self.accept(Kind::Comma) {
                    break;
                }
            }
        }
        self.with_blocks(1, Self::block)
    }

    fn items_in_parentheses(&mut self) -> Outcome<()> {
        self.advance();
        loop {
            self.item()?;
            if !self.accept(Kind::Comma) || self.kind() == Kind::RightParen {
                break;
            }
        }
        self.expect(Kind::RightParen, "expected ')' or ','")?;
        if self.kind() == Kind::Colon { Ok(()) } else { Err(self.problem(COLON)) }
    }

    fn item(&mut self) -> Outcome<()> {
        self.expression()?;
        if self.accept(Kind::As) {
            let target = if self.kind() == Kind::Star { self.starred()? } else { self.binary(1)? };
            self.assign_to(target)?;
        }
        Ok(())
    }

    fn decorated(&mut self) -> Outcome<()> {
        while self.accept(Kind::At) {
            self.named_expression()?;
            self.expect(Kind::Newline, "expected the end of the line")?;
        }
        match (self.kind(), self.kind_after()) {
            (Kind::Def, _) => self.function(ScopeKind::Function),
            (Kind::Class, _) => self.class(),
            (Kind::Async, Kind::Def) => self.asynchronous(),
            _ => Err(self.problem("expected a function or class after its decorators")),
        }
    }

    fn asynchronous(&mut self) -> Outcome<()> {
        let outside = !self.scopes.in_async_function();
        self.advance();
        match self.kind() {
            Kind::Def => self.function(ScopeKind::AsyncFunction),
            Kind::For | Kind::With if outside => Err(self.problem("'async' statement outside async function")),
            Kind::For => self.for_statement(),
            Kind::With => self.with_statement(),
            _ => Err(self.problem("expected 'def', 'for' or 'with' after 'async'")),
        }
    }

    fn function(&mut self, kind: ScopeKind) -> Outcome<()> {
        self.advance();
        let name = self.name()?;
        self.store(name)?;
        self.type_parameters()?;
        self.expect(Kind::LeftParen, "expected '('")?;
        let names = self.parameters(Kind::RightParen)?;
        self.advance();
        if self.accept(Kind::Arrow) {
            self.expression()?;
        }
        let outer = self.enter_function(kind, &names)?;
        self.with_own_flow(Self::block)?;
        self.scopes.leave(outer);
        Ok(())
    }

    fn class(&mut self) -> Outcome<()> {
        self.advance();
        let name = self.name()?;
        self.store(name)?;
        self.type_parameters()?;
        if self.accept(Kind::LeftParen) {
            self.bases()?;
        }
        let outer = self.scopes.enter(ScopeKind::Class);
        self.with_own_flow(Self::block)?;
        self.scopes.leave(outer);
        Ok(())
    }

    /// After `(`. Python 2 has no keywords here.
    fn bases(&mut self) -> Outcome<()> {
        if !self.two() {
            return self.arguments(false);
        }
        if self.kind() != Kind::RightParen {
            self.star_expressions()?;
        }
        self.expect(Kind::RightParen, "expected ')' or ','")
    }
}
