//! The state of the walk over the tokens, and how it is moved.

use super::flow::Flow;
use super::scopes::{Mark, Scopes};
use super::token::{Kind, Token};
use super::{Outcome, Problem, Version};

/// Expressions and blocks within each other, so that the walk does not use up its stack.
const DEEPEST: u32 = 400;

pub(super) struct Parser<'a> {
    text: &'a [u8],
    pub tokens: &'a [Token],
    /// The next token.
    pub at: usize,
    version: Version,
    depth: u32,
    pub scopes: Scopes,
    pub flow: Flow,
    /// In the `in …` part of a comprehension.
    pub in_iterable: bool,
    /// Names that the pattern being read binds, as places of tokens.
    pub captures: Vec<u32>,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], version: Version) -> Self {
        Parser {
            text: text.as_bytes(),
            tokens,
            at: 0,
            version,
            depth: 0,
            scopes: Scopes::new(tokens.len()),
            flow: Flow::default(),
            in_iterable: false,
            captures: Vec::new(),
        }
    }

    /// Every statement, then what only the whole program tells.
    pub fn program(mut self) -> Outcome<()> {
        while self.kind() != Kind::End {
            self.statement()?;
        }
        let (text, tokens) = (self.text, self.tokens);
        let word = |token: u32| {
            let token = tokens[token as usize];
            &text[token.start as usize..token.end as usize]
        };
        self.scopes.check(self.version, word).map_err(|(token, what)| {
            let token = tokens[token as usize];
            Problem { range: (token.start, token.end), what }
        })
    }

    pub fn two(&self) -> bool {
        self.version == Version::Two
    }

    pub fn token(&self) -> Token {
        self.tokens[self.at]
    }

    #[inline]
    pub fn kind(&self) -> Kind {
        self.tokens[self.at].kind
    }

    /// The kind of the token after the next.
    pub fn kind_after(&self) -> Kind {
        self.tokens.get(self.at + 1).map_or(Kind::End, |token| token.kind)
    }

    /// Steps over the next token; never past the end.
    #[inline]
    pub fn advance(&mut self) {
        self.at += usize::from(self.kind() != Kind::End);
    }

    #[inline]
    pub fn accept(&mut self, kind: Kind) -> bool {
        let found = self.kind() == kind;
        self.at += usize::from(found);
        found
    }

    pub fn expect(&mut self, kind: Kind, what: &'static str) -> Outcome<()> {
        match self.accept(kind) {
            true => Ok(()),
            false => Err(self.problem(what)),
        }
    }

    /// The place of the name that comes next.
    pub fn name(&mut self) -> Outcome<u32> {
        let at = self.at as u32;
        self.expect(Kind::Name, "expected a name")?;
        Ok(at)
    }

    /// The text of a token.
    pub fn word(&self, at: usize) -> &'a [u8] {
        let token = self.tokens[at];
        &self.text[token.start as usize..token.end as usize]
    }

    pub fn next_is_word(&self, word: &[u8]) -> bool {
        self.kind() == Kind::Name && self.word(self.at) == word
    }

    /// A problem with the next token.
    pub fn problem(&self, what: &'static str) -> Problem {
        self.problem_at(self.at, what)
    }

    pub fn problem_at(&self, at: usize, what: &'static str) -> Problem {
        let token = self.tokens[at];
        Problem { range: (token.start, token.end), what }
    }

    /// What only Python 3 allows, at the next token.
    pub fn only_three(&self) -> Outcome<()> {
        if self.two() { Err(self.problem("not in Python 2")) } else { Ok(()) }
    }

    pub fn deeper(&mut self) -> Outcome<()> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(self.problem("too deeply nested")) } else { Ok(()) }
    }

    pub fn shallower(&mut self) {
        self.depth -= 1;
    }

    /// Binds a name in the current scope.
    pub fn store(&mut self, name: u32) -> Outcome<()> {
        self.check_name(name)?;
        self.scopes.mark(Mark::Store, name);
        Ok(())
    }

    /// `__debug__` is bound nowhere.
    pub fn check_name(&self, name: u32) -> Outcome<()> {
        let name = name as usize;
        let constant = self.word(name) == b"__debug__";
        if constant { Err(self.problem_at(name, "cannot assign to __debug__")) } else { Ok(()) }
    }

    /// The first name that is in the list twice.
    pub fn repeated(&self, names: &[u32]) -> Option<u32> {
        if names.len() < 2 {
            return None;
        }
        let mut sorted: Vec<(&[u8], u32)> = names.iter().map(|name| (self.word(*name as usize), *name)).collect();
        sorted.sort_unstable();
        sorted.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1].1)
    }

    /// Where the walk stands, to go back to.
    pub fn save(&self) -> Saved {
        Saved { at: self.at, depth: self.depth, in_iterable: self.in_iterable, scopes: self.scopes.save() }
    }

    pub fn restore(&mut self, saved: Saved) {
        self.at = saved.at;
        self.depth = saved.depth;
        self.in_iterable = saved.in_iterable;
        self.scopes.restore(saved.scopes);
    }
}

/// See [`Parser::save`].
#[derive(Clone, Copy)]
pub(super) struct Saved {
    at: usize,
    depth: u32,
    in_iterable: bool,
    scopes: super::scopes::Saved,
}
