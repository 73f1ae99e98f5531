//! What the judge hands on: one row a completion.

use serde::{Deserialize, Serialize};
use trommel_sandbox::Usage;

use crate::Verdict;

/// One completion, judged. `verdict.passed()` ⇒ `ran` ⇒ `body_ran` ⇒ `compiled`, by construction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// The verdict on the whole: of the first test that did not pass, or of what came before the tests.
    pub verdict: Verdict,
    /// One line for a person: what differed, what was raised. Cut at 1,000 characters; to be escaped before it is shown.
    pub message: String,
    /// The language accepted the program.
    pub compiled: bool,
    /// The module's body ran to its end without the tests (for a program that reads standard input: the same as `ran`).
    pub body_ran: bool,
    /// Body and tests ran to their end with no uncaught exception other than a failed assertion, no limit, no trap.
    pub ran: bool,
    /// Every test, in the benchmark's order; those that were not reached have not passed.
    pub tests: Vec<TestResult>,
    /// Fuel, memory and output of the program's rooms together (fuel and output are sums, memory is the largest). The second room
    /// is not the program's.
    pub usage: Usage,
    /// The most fuel that one room of the program used: what limits, which are a room's, are calibrated by.
    pub room_fuel: u64,
}

/// One test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestResult {
    /// Where it was decided.
    pub room: Room,
    /// Its verdict; of a test that was not reached, the verdict of what stood in its way.
    pub verdict: Verdict,
    /// Whether it was run at all.
    pub reached: bool,
    /// Whether it is one that EvalPlus added.
    pub plus: bool,
    /// It did not pass, but would have if order, case and a millionth did not count. A hint, never a pass.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub near_miss: bool,
    /// The result's type, which the program defines, has an equality of its own: an honest program has no use for that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub claims_equality: bool,
}

/// Where a test is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Room {
    /// By the host, on a canonical value or an output that left the candidate's room.
    Host,
    /// In a second room that the candidate never entered; its function is a proxy there.
    Second,
    /// In the candidate's own room: it could have forged the verdict.
    Unprotected,
}

impl Judged {
    /// How many tests passed.
    #[must_use]
    pub fn passed_tests(&self) -> usize {
        self.tests.iter().filter(|test| test.verdict.passed()).count()
    }

    /// Whether the benchmark's own tests passed, those that EvalPlus added left out. [`Verdict::passed`] is both.
    #[must_use]
    pub fn passed_base(&self) -> bool {
        self.verdict.passed()
            || (!self.tests.is_empty() && self.tests.iter().all(|test| test.plus || test.verdict.passed()))
    }

    /// One that was not run, with these tests, of which it reached none; as it is where it has tests, or says nothing about a program.
    #[must_use]
    pub fn unreached(mut self, tests: &[TestResult]) -> Self {
        if self.verdict.counts() && self.tests.is_empty() {
            let verdict = &self.verdict;
            let unreached = |test: &TestResult| TestResult {
                verdict: verdict.clone(),
                reached: false,
                near_miss: false,
                claims_equality: false,
                ..*test
            };
            self.tests = tests.iter().map(unreached).collect();
        }
        self
    }

    /// A completion that was not run: `NO_CODE`, `SKIPPED_UNSUPPORTED` or `INFRA`.
    #[must_use]
    pub fn not_run(verdict: Verdict, message: &str) -> Self {
        Self {
            verdict,
            message: message.into(),
            compiled: false,
            body_ran: false,
            ran: false,
            tests: Vec::new(),
            usage: Usage::default(),
            room_fuel: 0,
        }
    }
}
