//! Rates, each with its numerator and denominator.

use serde::{Deserialize, Serialize};

/// A share of something counted. Its value is never shown without its counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// How many.
    pub of: u64,
    /// Of how many.
    pub all: u64,
}

impl Rate {
    /// The share in [0, 1]; none of nothing.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.all > 0).then(|| self.of as f64 / self.all as f64)
    }
}

/// The rates of a run. N is the number of completions that say something: all but `INFRA` and `SKIPPED_UNSUPPORTED`. They nest:
/// `fpr_all` ≤ `rsr` ≤ `cesr`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// CESR, code execution success rate (CodeFusion §7.3): compiled, and the module's body without the tests ran to its end; of N.
    pub cesr: Rate,
    /// RSR, runtime success rate (MFTCoder++ eq. 18): compiled, and body and tests ran to their end with no uncaught exception other than
    /// a failed assertion, no limit and no trap; of N. Also the execution pass rate of the GPT-2 study.
    pub rsr: Rate,
    /// FPR, function pass rate (not: false-positive rate), micro: test cases passed of all test cases of the completions that count.
    pub fpr: Rate,
    /// FPR macro: the mean over tasks of each task's share of test cases passed, in [0, 1]; none without tests.
    pub fpr_macro: Option<f64>,
    /// FPR-all: completions that pass every test without exceptions; of N. It is pass@1 where every task has as many completions.
    pub fpr_all: Rate,
}
