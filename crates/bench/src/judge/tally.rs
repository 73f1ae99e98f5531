//! One program's results while they come in.

use trommel_sandbox::{Ending, Usage};

use super::table::{Phase, ran, verdict};
use crate::{Judged, Room, TestResult, Verdict};

/// Characters of a message that are kept.
const MESSAGE: usize = 1_000;

/// What is known of a program so far.
pub(super) struct Tally {
    stop_at_first_failure: bool,
    compiled: bool,
    body_ran: bool,
    /// The body is all there is: it has run when everything has.
    body_is_all: bool,
    tests: Vec<TestResult>,
    /// The first test that did not pass, or what came before the tests.
    first: Option<(Verdict, String)>,
    /// What stands in the way of all later tests.
    over: Option<Verdict>,
    usage: Usage,
    room_fuel: u64,
}

/// Types of the standard library that may equal a plain value, but are none.
const LIBRARY: [&str; 12] = [
    "ChainMap",
    "Decimal",
    "Fraction",
    "MappingProxyType",
    "UserDict",
    "UserList",
    "UserString",
    "array",
    "deque",
    "mappingproxy",
    "memoryview",
    "range",
];

/// What a test gave.
pub(super) struct Decided {
    pub verdict: Verdict,
    pub message: String,
    pub near_miss: bool,
    pub claims_equality: bool,
}

impl Decided {
    pub(super) fn passed() -> Self {
        Self::failed(Verdict::Passed, "")
    }

    pub(super) fn failed(verdict: Verdict, message: impl Into<String>) -> Self {
        Self { verdict, message: message.into(), near_miss: false, claims_equality: false }
    }

    /// By a result that is no plain value but whose type, so called, has an equality of its own, which is not asked. Of the library's
    /// own types nobody can say whether they would have been equal; a type of the program's is not.
    pub(super) fn claimed(kind: &str, message: impl Into<String>) -> Self {
        match LIBRARY.contains(&kind) {
            true => Self::failed(Verdict::Unserialisable, message),
            false => Self { claims_equality: true, ..Self::failed(Verdict::WrongAnswer, message) },
        }
    }

    /// By an ending that is a fault.
    pub(super) fn ended(ending: &Ending, phase: Phase) -> Option<Self> {
        Some(Self::failed(verdict(ending, phase)?, ending.to_string()))
    }
}

impl Tally {
    pub(super) fn new(stop_at_first_failure: bool) -> Self {
        Self {
            stop_at_first_failure,
            compiled: true,
            body_ran: true,
            body_is_all: false,
            tests: Vec::new(),
            first: None,
            over: None,
            usage: Usage::default(),
            room_fuel: 0,
        }
    }

    /// The language did not accept the program.
    pub(super) fn not_compiled(&mut self) {
        (self.compiled, self.body_ran) = (false, false);
    }

    /// A program that reads standard input: there is no body apart from it.
    pub(super) fn body_is_all(&mut self) {
        self.body_is_all = true;
    }

    /// The module's body did not run to its end; no test will be run.
    pub(super) fn body_ended(&mut self, decided: Decided) {
        self.body_ran = false;
        self.over(decided.verdict.clone());
        self.first.get_or_insert((decided.verdict, decided.message));
    }

    /// No later test can be run, because of this.
    pub(super) fn over(&mut self, verdict: Verdict) {
        self.over.get_or_insert(verdict);
    }

    /// Whether later tests are still to be run.
    pub(super) fn goes_on(&self) -> bool {
        self.over.is_none()
    }

    pub(super) fn test(&mut self, room: Room, plus: bool, decided: Decided) {
        let Decided { verdict, message, near_miss, claims_equality } = decided;
        if !verdict.passed() {
            if self.stop_at_first_failure {
                self.over(verdict.clone());
            }
            self.first.get_or_insert_with(|| (verdict.clone(), message));
        }
        self.tests.push(TestResult { room, verdict, reached: true, plus, near_miss, claims_equality });
    }

    /// A test that what is over, or `why`, stands in the way of.
    pub(super) fn unreached(&mut self, room: Room, plus: bool, why: Option<&(Verdict, String)>) {
        let verdict = match (&self.over, why) {
            (_, Some((verdict, _))) => verdict.clone(),
            (Some(verdict), None) => verdict.clone(),
            (None, None) => Verdict::Infra("unreached".into()),
        };
        self.first.get_or_insert_with(|| (verdict.clone(), why.map_or(String::new(), |(_, message)| message.clone())));
        self.tests.push(TestResult { room, verdict, reached: false, plus, near_miss: false, claims_equality: false });
    }

    pub(super) fn used(&mut self, usage: Usage) {
        self.room_fuel = self.room_fuel.max(usage.fuel);
        self.usage = Usage {
            fuel: self.usage.fuel.saturating_add(usage.fuel),
            peak_memory: self.usage.peak_memory.max(usage.peak_memory),
            output_bytes: self.usage.output_bytes.saturating_add(usage.output_bytes),
            wall: self.usage.wall.saturating_add(usage.wall),
        };
    }

    /// The rates nest by construction: what passed has passed every test, so ran; what ran has run its body; and so on. An
    /// `INFRA` anywhere is one of the whole: nothing is known of the program then.
    pub(super) fn judged(self) -> Judged {
        let infra = self.tests.iter().map(|test| &test.verdict).find(|verdict| matches!(verdict, Verdict::Infra(_)));
        let (verdict, message) = match (infra.cloned(), self.first) {
            (Some(infra), first) => (infra, first.map_or(String::new(), |(_, message)| message)),
            (None, Some(first)) => first,
            (None, None) => (Verdict::Passed, String::new()),
        };
        let body_ran = self.compiled && self.body_ran;
        // Stopped on purpose is not stopped by a fault: what was reached decides.
        let by_choice = self.stop_at_first_failure && self.over.as_ref().is_some_and(ran);
        let ran = body_ran && self.tests.iter().all(|test| ran(&test.verdict) && (test.reached || by_choice));
        Judged {
            verdict,
            message: message.chars().take(MESSAGE).collect(),
            compiled: self.compiled,
            body_ran: if self.body_is_all { ran } else { body_ran },
            ran,
            tests: self.tests,
            usage: self.usage,
            room_fuel: self.room_fuel,
        }
    }
}
