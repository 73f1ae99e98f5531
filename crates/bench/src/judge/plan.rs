//! What a task's tests are, one by one, and where each is decided.

use serde::{Deserialize, Serialize};
use trommel_sandbox::Value;

use crate::Room;

/// The tests of a task that come as statements ([`Tests::Asserts`](crate::Tests::Asserts)), planned once a task and the same for every
/// program. Of the other kinds of test it is empty: they are their own plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The tests, in the benchmark's order.
    pub tests: Vec<Planned>,
    /// Statements that run once before the first test that is a statement: the task's set-up, and what stands beside the tests.
    pub setup: String,
    /// Functions that the task's prompt defines and the tests use: they are the benchmark's, and never the program's own.
    pub helpers: String,
    /// The names that the tests use and the program defines; in the second room each is a proxy. The entry point is the first.
    pub proxies: Vec<String>,
    /// The tests' own name of the entry point (`candidate`).
    pub alias: Option<String>,
    /// Tests that are left out since no program can fail them (`assert True`).
    pub trivial: u32,
}

/// One test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// What is done.
    pub act: Act,
    /// Where it is decided.
    pub room: Room,
    /// The line of the benchmark's test text, 1-based.
    pub line: u32,
}

/// What a test does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// A call of one function with plain arguments; the host looks at what is returned.
    Call {
        /// The function.
        function: String,
        /// The arguments.
        arguments: Vec<Value>,
        /// What must hold of the result.
        holds: Holds,
    },
    /// Statements of the tests' own language, run in a room.
    Statements(String),
}

/// What must hold of a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// `==` as Python has it (`equal.rs`).
    Equal(Value),
    /// `!=`.
    Unequal(Value),
    /// `is`, of `None`, `True` or `False`.
    Is(Value),
    /// `is not`, likewise.
    IsNot(Value),
    /// True in a condition.
    Truthy,
    /// False in a condition.
    Falsy,
}

impl Plan {
    /// How many tests are decided in each kind of room: host, second, unprotected.
    #[must_use]
    pub fn rooms(&self) -> [usize; 3] {
        [Room::Host, Room::Second, Room::Unprotected]
            .map(|room| self.tests.iter().filter(|test| test.room == room).count())
    }
}
