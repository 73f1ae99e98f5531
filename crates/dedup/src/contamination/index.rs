//! The n-grams of a benchmark's items, and which unit has which.

use super::grams::{Class, Form, Grams, LONGEST, Token};
use super::lookup::Lookup;

/// What of an item a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Code of prompt and solution, one after the other.
    Whole,
    /// Code of the solution.
    Solution,
    /// Prose of the prompt.
    Prompt,
    /// Code of the tests.
    Tests,
}

/// Collects the items of all benchmarks that are in use.
#[derive(Debug, Clone)]
pub struct Builder {
    n: usize,
    items: Vec<String>,
    /// The hashes of the n-grams of each unit, sorted and distinct.
    units: Vec<(Unit, Vec<u64>)>,
}

/// What of the items a document can hold.
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) n: usize,
    /// Lengths of units that are shorter than n.
    pub(super) short: Vec<usize>,
    items: Vec<String>,
    pub(super) units: Vec<Unit>,
    pub(super) lookup: Lookup,
    /// Where the units begin that have this n-gram, and one more entry for the end.
    posting_starts: Vec<u32>,
    postings: Vec<u32>,
}

/// The n-grams of one form of a part of an item.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub item: u32,
    pub part: Part,
    pub form: Form,
    /// Tokens, or words for prose.
    pub tokens: u32,
    /// Sorted and distinct.
    pub grams: Vec<u32>,
}

/// N-grams in more items than this are idioms or the frame of a benchmark's tests, and in no unit.
const MOST_ITEMS: usize = 32;

/// Units of fewer tokens (`return x`) say nothing, even whole.
const SHORTEST: usize = 6;

impl Builder {
    /// For n-grams of `n` tokens, taken for 1 if smaller and for 63 if larger. The usual n is 10.
    pub fn new(n: usize) -> Builder {
        Builder { n: n.clamp(1, LONGEST), items: vec![], units: vec![] }
    }

    /// Adds an item under a name that matches will be reported by, `humaneval/HumanEval/12`.
    ///
    /// A prompt in natural language alone is to be given as [words](Class::Word). Parts that there are none of are empty.
    pub fn item(&mut self, name: &str, prompt: &[Token], solution: &[Token], tests: &[Token]) {
        let item = self.items.len() as u32;
        self.items.push(name.to_owned());
        let code = |tokens: &[Token]| -> Vec<Token> {
            tokens.iter().filter(|token| token.class != Class::Word).copied().collect()
        };
        let solution = code(solution);
        let whole = [code(prompt), solution.clone()].concat();
        for form in [Form::Exact, Form::Shape] {
            self.unit(item, Part::Whole, form, &whole);
            if solution.len() < whole.len() && solution.len() >= self.n {
                self.unit(item, Part::Solution, form, &solution);
            }
        }
        self.unit(item, Part::Prompt, Form::Prose, prompt);
        self.unit(item, Part::Tests, Form::Exact, &code(tests));
    }

    fn unit(&mut self, item: u32, part: Part, form: Form, tokens: &[Token]) {
        let of_stream = tokens.iter().filter(|token| (token.class == Class::Word) == (form == Form::Prose)).count();
        // Shorter than one n-gram: whole, as it is.
        let is_short = form == Form::Exact && (SHORTEST..self.n).contains(&of_stream);
        let length = if is_short { of_stream } else { self.n };
        let mut hashes = vec![];
        let mut grams = Grams::new(length, &[]);
        for token in tokens {
            grams.push(*token, |gram| hashes.extend((gram.form == form).then_some(gram.hash)));
        }
        hashes.sort_unstable();
        hashes.dedup();
        if !hashes.is_empty() {
            let unit = Unit { item, part, form, tokens: of_stream as u32, grams: vec![] };
            self.units.push((unit, hashes));
        }
    }

    /// Nothing can be added any more.
    pub fn build(self) -> Index {
        let frame = self.frame();
        let mut units = self.units;
        units.iter_mut().for_each(|(_, hashes)| hashes.retain(|hash| frame.binary_search(hash).is_err()));
        let lookup = Lookup::new(units.iter().flat_map(|(_, hashes)| hashes.iter().copied()).collect());
        let mut short: Vec<usize> = vec![];
        let mut pairs: Vec<(u32, u32)> = vec![];
        for (index, (unit, hashes)) in (0..).zip(&mut units) {
            unit.grams = hashes.iter().filter_map(|hash| lookup.get(*hash)).collect();
            pairs.extend(unit.grams.iter().map(|gram| (*gram, index)));
            if (unit.tokens as usize) < self.n {
                short.push(unit.tokens as usize);
            }
        }
        pairs.sort_unstable();
        short.sort_unstable();
        short.dedup();
        let posting_starts = (0..=lookup.len() as u32).map(|gram| pairs.partition_point(|pair| pair.0 < gram) as u32);
        Index {
            n: self.n,
            short,
            items: self.items,
            units: units.into_iter().map(|(unit, _)| unit).collect(),
            posting_starts: posting_starts.collect(),
            postings: pairs.into_iter().map(|pair| pair.1).collect(),
            lookup,
        }
    }

    /// The hashes of n-grams that too many items have, sorted.
    fn frame(&self) -> Vec<u64> {
        let of_unit = |(unit, hashes): &(Unit, Vec<u64>)| -> Vec<(u64, u32)> {
            hashes.iter().map(|hash| (*hash, unit.item)).collect()
        };
        let mut pairs: Vec<(u64, u32)> = self.units.iter().flat_map(of_unit).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > MOST_ITEMS).map(|run| run[0].0).collect()
    }
}

impl Index {
    /// Items, in the order in which they were added.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// Distinct n-grams, of all forms.
    pub fn grams(&self) -> usize {
        self.lookup.len()
    }

    /// Items that no document can be found to hold: they are too short.
    pub fn unseen(&self) -> Vec<u32> {
        let mut seen: Vec<u32> =
            self.units.iter().filter(|unit| !unit.grams.is_empty()).map(|unit| unit.item).collect();
        seen.dedup();
        (0..self.items.len() as u32).filter(|item| seen.binary_search(item).is_err()).collect()
    }

    /// The units that have this n-gram, ascending.
    pub(super) fn units_with(&self, gram: u32) -> &[u32] {
        let at = |gram: u32| self.posting_starts[gram as usize] as usize;
        &self.postings[at(gram)..at(gram + 1)]
    }
}
