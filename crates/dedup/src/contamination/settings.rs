//! What counts as a copy.

use super::grams::Form;

/// How much of a unit a document has to have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The share of the unit's n-grams that count, above 0 and at most 1.
    pub coverage: f64,
    /// Units with fewer n-grams that count are not judged in this form.
    pub fewest: u32,
    /// Units with fewer n-grams that count have to be there whole.
    pub few: u32,
}

/// What counts as a copy.
///
/// The defaults are measured, by the test `contamination` of this crate: of HumanEval planted into ordinary files they find all
/// tasks, also with names changed; 98 % with names changed and documentation left out; 76 % with a statement more besides. Of the
/// 1,786 modules of the Python standard library they take none for copies of HumanEval, and 2 for copies of MBPP.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// For n-grams of tokens as they are.
    pub exact: Rule,
    /// For n-grams with names replaced.
    pub shape: Rule,
    /// For n-grams of words.
    pub prose: Rule,
    /// An n-gram is an idiom if it is in more documents than this, copies left out, …
    pub common_documents: u32,
    /// … and in more than this share of them.
    pub common_share: f64,
}

impl Settings {
    /// The rule for a form.
    pub fn rule(&self, form: Form) -> Rule {
        match form {
            Form::Exact => self.exact,
            Form::Shape => self.shape,
            Form::Prose => self.prose,
        }
    }

    /// In how many documents, of so many, an n-gram may be that is no idiom.
    pub fn common(&self, documents: u64) -> u64 {
        u64::from(self.common_documents).max((documents as f64 * self.common_share) as u64)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            exact: Rule { coverage: 0.5, fewest: 1, few: 6 },
            shape: Rule { coverage: 0.7, fewest: 6, few: 12 },
            prose: Rule { coverage: 0.5, fewest: 1, few: 6 },
            common_documents: 10,
            common_share: 1e-5,
        }
    }
}
