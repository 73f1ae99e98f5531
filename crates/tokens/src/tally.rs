//! Tokens by task and language: what losses are averaged over, and what a curriculum has spent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::packing::{Packed, Part};

/// Counts of one task in one language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Examples.
    pub examples: u64,
    /// Tokens that are read.
    pub tokens: u64,
    /// Tokens that are learned: the number by which an accumulated loss is divided.
    pub learned: u64,
}

impl Tally {
    fn plus(&mut self, other: Self) {
        self.examples += other.examples;
        self.tokens += other.tokens;
        self.learned += other.learned;
    }
}

/// Counts by task, then by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenTally {
    /// Task, language, counts.
    pub tasks: BTreeMap<String, BTreeMap<String, Tally>>,
}

impl TokenTally {
    /// The counts of `rows`: those of one optimiser step, say.
    #[must_use]
    pub fn of(rows: &[Packed]) -> Self {
        let mut tally = Self::default();
        rows.iter().flat_map(|row| &row.parts).for_each(|part| tally.add(part));
        tally
    }

    /// Adds one example.
    pub fn add(&mut self, part: &Part) {
        if !self.tasks.contains_key(&part.task) {
            self.tasks.insert(part.task.clone(), BTreeMap::new());
        }
        let languages = self.tasks.get_mut(&part.task).expect("it was put there");
        let one = Tally { examples: 1, tokens: part.places as u64, learned: part.learned as u64 };
        match languages.get_mut(&part.language) {
            Some(tally) => tally.plus(one),
            None => _ = languages.insert(part.language.clone(), one),
        }
    }

    /// Adds another count.
    pub fn merge(&mut self, other: &Self) {
        for (task, languages) in &other.tasks {
            for (language, tally) in languages {
                self.tasks.entry(task.clone()).or_default().entry(language.clone()).or_default().plus(*tally);
            }
        }
    }

    /// One task in all languages.
    #[must_use]
    pub fn task(&self, task: &str) -> Tally {
        sum(self.tasks.get(task).into_iter().flat_map(BTreeMap::values))
    }

    /// One language in all tasks.
    #[must_use]
    pub fn language(&self, language: &str) -> Tally {
        sum(self.tasks.values().filter_map(|languages| languages.get(language)))
    }

    /// Everything.
    #[must_use]
    pub fn total(&self) -> Tally {
        sum(self.tasks.values().flat_map(BTreeMap::values))
    }
}

fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    tallies.fold(Tally::default(), |mut sum, tally| {
        sum.plus(*tally);
        sum
    })
}
