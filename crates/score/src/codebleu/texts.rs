//! References made ready, and a prediction compared with them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;
use trommel_lang::{FlowEdge, FlowRules, Language, Structure, structure};

use super::Mode;
use super::comments::{is_space, without_comments};
use super::ngrams::References;
use super::sums::Sums;
use crate::Flag;

/// The references of a pair.
pub(super) struct Prepared {
    mode: Mode,
    language: Language,
    references: Vec<String>,
    ngrams: References,
    sides: Vec<Side>,
}

/// The trees of one text.
struct Side {
    structure: Structure,
    empty: bool,
}

impl Prepared {
    /// `None` where there are no rules for the language.
    pub fn new(mode: Mode, language: Language, references: &[String]) -> Option<Prepared> {
        let stripped: Vec<String> = references.iter().map(|text| trimmed(mode, text).to_owned()).collect();
        let side = |text: &String| {
            let text = if mode == Mode::Compat { without_comments(language, text) } else { Cow::Borrowed(&text[..]) };
            let empty = text.chars().all(is_space);
            Some(Side { structure: structure(language, &text, rules(mode))?, empty })
        };
        let sides = stripped.iter().map(side).collect::<Option<Vec<Side>>>()?;
        let ngrams = References::new(mode, language, &stripped);
        Some(Prepared { mode, language, references: references.to_vec(), ngrams, sides })
    }

    /// Whether it was made of these.
    pub fn is_of(&self, mode: Mode, language: Language, references: &[String]) -> bool {
        self.mode == mode && self.language == language && self.references == references
    }

    /// What a prediction adds, and what is odd.
    pub fn compare(&self, prediction: &str) -> (Option<Sums>, Vec<Flag>) {
        let prediction = trimmed(self.mode, prediction);
        let counts = self.ngrams.count(self.mode, self.language, prediction);
        let mut sums = Sums { counts, pairs: 1.0, ..Sums::default() };
        let mut flags = Flags::default();
        flags.set(Flag::EmptyPrediction, prediction.chars().all(is_space));
        let mut candidate = Cow::Borrowed(prediction);
        let mut taken_apart: Option<Structure> = None;
        for reference in &self.sides {
            // The package takes comments out once for each reference; of Python that may take more every time.
            if self.mode == Mode::Compat {
                let less = without_comments(self.language, &candidate);
                if *less != *candidate {
                    candidate = Cow::Owned(less.into_owned());
                    taken_apart = None;
                }
            }
            let found = match &mut taken_apart {
                Some(found) => found,
                none => match structure(self.language, &candidate, rules(self.mode)) {
                    Some(found) => none.insert(found),
                    None => return (None, vec![Flag::NoGrammar]),
                },
            };
            let wanted = &reference.structure;
            sums.subtrees[0] += match self.mode {
                Mode::Compat => anywhere(&wanted.subtrees, &found.subtrees),
                Mode::Strict => in_common(wanted.subtrees.iter(), found.subtrees.iter()),
            } as f64;
            sums.subtrees[1] += wanted.subtrees.len() as f64;
            sums.edges[0] += in_common::<&FlowEdge>(wanted.edges.iter(), found.edges.iter()) as f64;
            sums.edges[1] += wanted.edges.len() as f64;
            flags.set(Flag::EmptyReference, reference.empty);
            flags.set(Flag::PredictionDoesNotParse, found.errors);
            flags.set(Flag::ReferenceDoesNotParse, wanted.errors);
            flags.set(Flag::TooLarge, found.too_large || wanted.too_large);
        }
        flags.set(Flag::NoDataFlow, self.sides.iter().all(|side| side.structure.edges.is_empty()));
        (Some(sums), flags.0)
    }
}

/// Flags, each once.
#[derive(Default)]
struct Flags(Vec<Flag>);

impl Flags {
    fn set(&mut self, flag: Flag, is_so: bool) {
        if is_so && !self.0.contains(&flag) {
            self.0.push(flag);
        }
    }
}

fn rules(mode: Mode) -> FlowRules {
    match mode {
        Mode::Compat => FlowRules::Compat,
        Mode::Strict => FlowRules::Strict,
    }
}

fn trimmed(mode: Mode, text: &str) -> &str {
    if mode == Mode::Compat { text.trim_matches(is_space) } else { text }
}

/// How many of `wanted` are anywhere in `found`.
fn anywhere(wanted: &[u64], found: &[u64]) -> usize {
    let found: HashSet<u64, FxBuildHasher> = found.iter().copied().collect();
    wanted.iter().filter(|print| found.contains(print)).count()
}

/// How many of `wanted` can be paired with one of `found` each.
fn in_common<T: Eq + std::hash::Hash>(wanted: impl Iterator<Item = T>, found: impl Iterator<Item = T>) -> usize {
    let mut left: HashMap<T, usize, FxBuildHasher> = HashMap::default();
    found.for_each(|one| *left.entry(one).or_insert(0) += 1);
    let mut take = |one: &T| match left.get_mut(one) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    wanted.filter(|one| take(one)).count()
}
