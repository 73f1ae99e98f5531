//! Where `return`, `break` and `continue` may stand, and how many blocks may be within each other.

use super::Outcome;
use super::parser::Parser;

/// The most loops, `with`s, `try`s and their handlers within each other in a function.
const MOST_BLOCKS: u32 = 20;

/// What is around a statement, up to its function or class.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flow {
    pub loops: Loop,
    pub blocks: u32,
    /// In a handler of `except*`, which nothing may jump out of.
    pub group: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Loop {
    #[default]
    Outside,
    Inside,
    /// In a handler of `except*`, and in no loop within that.
    InGroup,
}

const GROUP: &str = "'break', 'continue' and 'return' cannot appear in an 'except*' block";

impl Parser<'_> {
    /// Reads the body of a function or class, which has a flow of its own.
    pub fn with_own_flow(&mut self, body: impl FnOnce(&mut Self) -> Outcome<()>) -> Outcome<()> {
        let around = std::mem::take(&mut self.flow);
        body(self)?;
        self.flow = around;
        Ok(())
    }

    /// Reads a block that counts as so many to the compiler.
    pub fn with_blocks(&mut self, blocks: u32, body: impl FnOnce(&mut Self) -> Outcome<()>) -> Outcome<()> {
        let around = self.flow;
        self.flow.blocks += blocks;
        if self.flow.blocks > MOST_BLOCKS && !self.two() {
            return Err(self.problem("too many statically nested blocks"));
        }
        body(self)?;
        self.flow = around;
        Ok(())
    }

    pub fn with_loop(&mut self, body: impl FnOnce(&mut Self) -> Outcome<()>) -> Outcome<()> {
        self.with_blocks(1, |parser| {
            parser.flow.loops = Loop::Inside;
            body(parser)
        })
    }

    /// `break` or `continue` is next.
    pub fn jump(&mut self) -> Outcome<()> {
        match self.flow.loops {
            Loop::Inside => {
                self.advance();
                Ok(())
            }
            Loop::Outside => Err(self.problem("'break' or 'continue' outside loop")),
            Loop::InGroup => Err(self.problem(GROUP)),
        }
    }

    /// `return` is next.
    pub fn return_statement(&mut self) -> Outcome<()> {
        if !self.scopes.in_function() {
            return Err(self.problem("'return' outside function"));
        }
        if self.flow.group {
            return Err(self.problem(GROUP));
        }
        let at = self.at as u32;
        self.advance();
        if self.kind().starts_expression() {
            self.scopes.returns_value(at);
            let value = self.star_expressions()?;
            self.not_starred(value)?;
        }
        Ok(())
    }
}
