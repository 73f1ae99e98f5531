//! Tests that are statements: calls that the host decides, a second room, and the program's own room.

use trommel_sandbox::{Called, HostError, Limits, Program, Runtime, Session, Transfer, Value};

use super::outcome::{Outcome, outcome};
use super::table::{Phase, fatal};
use super::tally::{Decided, Tally};
use super::watch::{Watch, Watched};
use super::{Act, Holds, Plan, Prepared};
use crate::equal::equal;
use crate::near::near_value;
use crate::{Room, Verdict};

/// The trusted program of the second room.
pub(super) const ROOM: &str = include_str!("../../python/room.py");

/// The tail that a program gets in a room of its own, so that tests can be run there.
pub(super) const TAIL: &str = "\n\ndef _run_test(_source):\n    exec(compile(_source, 'test.py', 'exec'), globals())\n";

/// The rooms of one program.
pub(super) struct Rooms<'r> {
    runtime: &'r dyn Runtime,
    prepared: &'r Prepared,
    program: &'r str,
    limits: &'r Limits,
    watch: Watch,
    candidate: Option<Box<dyn Session>>,
    second: Option<Open>,
    own: Option<Open>,
}

/// A room for statements; or why there is none.
enum Open {
    Ready(Box<dyn Session>),
    Broken(Verdict, String),
}

/// Runs every test of the plan; the candidate's body has run.
pub(super) fn judge(rooms: &mut Rooms, tally: &mut Tally) -> Result<(), HostError> {
    let plan = &rooms.prepared.plan;
    for test in &plan.tests {
        if !tally.goes_on() {
            tally.unreached(test.room, false, None);
            continue;
        }
        match (&test.act, test.room) {
            (Act::Call { function, arguments, holds }, _) => {
                let decided = rooms.call(function, arguments, holds, tally)?;
                tally.test(Room::Host, false, decided);
            }
            (Act::Statements(source), room) => match rooms.statements(source, room, tally)? {
                Ok(decided) => tally.test(room, false, decided),
                Err(why) => tally.unreached(room, false, Some(&why)),
            },
        }
    }
    Ok(())
}

impl<'r> Rooms<'r> {
    pub(super) fn new(
        runtime: &'r dyn Runtime,
        prepared: &'r Prepared,
        program: &'r str,
        limits: &'r Limits,
    ) -> Result<Self, HostError> {
        let watch = Watch::default();
        let inner = runtime.open(&Program::module(&prepared.task.language, program), limits)?;
        let candidate: Box<dyn Session> = Box::new(Watched { inner, watch: watch.clone() });
        Ok(Self { runtime, prepared, program, limits, watch, candidate: Some(candidate), second: None, own: None })
    }

    /// Loads the candidate; whether its body ran to its end.
    pub(super) fn load(&mut self, tally: &mut Tally) -> Result<bool, HostError> {
        let loaded = self.candidate().load()?;
        if !loaded.compiled {
            tally.not_compiled();
        }
        match Decided::ended(&loaded.ending, Phase::Body) {
            Some(decided) => tally.body_ended(decided),
            None => return Ok(true),
        }
        Ok(false)
    }

    pub(super) fn candidate(&mut self) -> &mut dyn Session {
        self.candidate.as_deref_mut().expect("the candidate is behind the second room only while that is asked")
    }

    /// What the candidate's rooms have used.
    pub(super) fn used(&self, tally: &mut Tally) {
        tally.used(self.candidate.as_ref().map(|candidate| candidate.usage()).unwrap_or_default());
        if let Some(Open::Ready(own)) = &self.own {
            tally.used(own.usage());
        }
    }

    fn call(
        &mut self,
        function: &str,
        arguments: &[Value],
        holds: &Holds,
        tally: &mut Tally,
    ) -> Result<Decided, HostError> {
        match self.candidate().call(function, arguments, Transfer::Compare)? {
            Called::Returned { value, .. } => Ok(decide(&value, holds, function)),
            Called::Ended(ending) => Ok(called_ended(&ending, tally)),
        }
    }

    /// Runs statements in a room; an error is why they could not be.
    fn statements(
        &mut self,
        source: &str,
        room: Room,
        tally: &mut Tally,
    ) -> Result<Result<Decided, (Verdict, String)>, HostError> {
        if room == Room::Unprotected {
            return self.in_own_room(source);
        }
        let outcome = match self.in_second_room(source)? {
            Ok(outcome) => outcome,
            Err(why) => {
                self.candidate_gone(tally);
                return Ok(Err(why));
            }
        };
        let seen = self.watch.look();
        if let Some(ending) = &seen.fatal {
            return Ok(Ok(called_ended(ending, tally)));
        }
        Ok(Ok(match outcome {
            Outcome::Passed => Decided::passed(),
            Outcome::Failed(_) if seen.own_equality.is_some() => Decided::claimed(
                seen.own_equality.as_deref().unwrap_or_default(),
                "its result has an equality of its own, which is not asked",
            ),
            Outcome::Failed(message) => Decided::failed(Verdict::Assertion, failed(source, &message)),
            Outcome::Raised { kind, message } => match seen.missing {
                Some(name) if kind == "ModuleNotFoundError" => {
                    Decided::failed(Verdict::ImportUnsupported(name), message)
                }
                _ => Decided::failed(Verdict::RuntimeError(kind.clone()), format!("{kind}: {message}")),
            },
            Outcome::OneRoom(message) => Decided::failed(Verdict::Unserialisable, message),
            Outcome::Ended(ending) => Decided::ended(&ending, Phase::Call)
                .unwrap_or_else(|| Decided::failed(Verdict::Tampered, "the test's room gave no answer")),
        }))
    }

    fn candidate_gone(&self, tally: &mut Tally) {
        if let Some(ending) = self.watch.look().fatal {
            called_ended(&ending, tally);
        }
    }

    /// Runs one test in the second room, which is made ready on first use.
    pub(super) fn in_second_room(&mut self, source: &str) -> Result<Result<Outcome, (Verdict, String)>, HostError> {
        if self.second.is_none() {
            self.second = Some(self.open_second()?);
        }
        let candidate = self.candidate.take();
        let (asked, candidate) = match self.second.as_mut() {
            Some(Open::Ready(room)) => {
                room.set_callee(candidate);
                let asked = outcome(room.as_mut(), "test", &[Value::from(source)]);
                (asked.map(Ok), room.set_callee(None))
            }
            Some(Open::Broken(verdict, message)) => (Ok(Err((verdict.clone(), message.clone()))), candidate),
            None => unreachable!("opened above"),
        };
        self.candidate = candidate;
        let asked = asked?;
        if let Ok(Outcome::Ended(ending)) = &asked
            && fatal(ending)
            && let Some(decided) = Decided::ended(ending, Phase::Call)
        {
            self.second = Some(Open::Broken(decided.verdict, decided.message));
        }
        Ok(asked)
    }

    /// Opens the second room and runs the set-up there, with the candidate behind it.
    fn open_second(&mut self) -> Result<Open, HostError> {
        let Plan { helpers, setup, proxies, alias, .. } = &self.prepared.plan;
        let mut room = self.runtime.open(&Program::module("python", ROOM), self.limits)?;
        let loaded = room.load()?;
        if !loaded.ending.finished() {
            return Err(HostError::Engine(format!("the tests' room does not start: {}", loaded.ending)));
        }
        let free = Value::List(proxies.iter().map(|name| Value::from(name.as_str())).collect());
        let alias = alias.as_deref().map_or(Value::None, Value::from);
        room.set_callee(self.candidate.take());
        let asked = outcome(room.as_mut(), "prepare", &[helpers.as_str().into(), setup.as_str().into(), free, alias]);
        self.candidate = room.set_callee(None);
        let outcome = asked?;
        let broken = |verdict, why: &str| Ok(Open::Broken(verdict, format!("the tests' set-up: {why}")));
        if let Some(decided) = self.watch.look().fatal.and_then(|ending| Decided::ended(&ending, Phase::Call)) {
            return broken(decided.verdict, &decided.message);
        }
        match outcome {
            Outcome::Passed => Ok(Open::Ready(room)),
            Outcome::Failed(why) => broken(Verdict::Assertion, &why),
            Outcome::Raised { kind, message } => {
                broken(Verdict::RuntimeError(kind.clone()), &format!("{kind}: {message}"))
            }
            Outcome::OneRoom(why) => broken(Verdict::Unserialisable, &why),
            Outcome::Ended(ending) => match Decided::ended(&ending, Phase::Call) {
                Some(decided) => broken(decided.verdict, &decided.message),
                None => Err(HostError::Engine("the tests' room gave no answer".into())),
            },
        }
    }

    /// Runs one test in a fresh room of the program's own, which is made on first use and kept for later tests.
    fn in_own_room(&mut self, source: &str) -> Result<Result<Decided, (Verdict, String)>, HostError> {
        if self.own.is_none() {
            self.own = Some(self.open_own()?);
        }
        let room = match self.own.as_mut() {
            Some(Open::Ready(room)) => room,
            Some(Open::Broken(verdict, message)) => return Ok(Err((verdict.clone(), message.clone()))),
            None => unreachable!("opened above"),
        };
        let ending = match room.call("_run_test", &[Value::from(source)], Transfer::Compare)? {
            Called::Returned { .. } => return Ok(Ok(Decided::passed())),
            Called::Ended(ending) => ending,
        };
        let decided = own_ended(&ending, source);
        if fatal(&ending) {
            self.own = Some(Open::Broken(decided.verdict.clone(), decided.message.clone()));
        }
        Ok(Ok(decided))
    }

    fn open_own(&mut self) -> Result<Open, HostError> {
        let program = Program::module(&self.prepared.task.language, &format!("{}{TAIL}", self.program));
        let mut room = self.runtime.open(&program, self.limits)?;
        let loaded = room.load()?;
        if let Some(decided) = Decided::ended(&loaded.ending, Phase::Body) {
            return Ok(Open::Broken(decided.verdict, decided.message));
        }
        let Plan { setup, proxies, alias, .. } = &self.prepared.plan;
        let alias = match (alias, proxies.first()) {
            (Some(alias), Some(entry)) => format!("\n{alias} = {entry}"),
            _ => String::new(),
        };
        let setup = format!("{setup}{alias}");
        match room.call("_run_test", &[Value::from(setup.as_str())], Transfer::Compare)? {
            Called::Returned { .. } => Ok(Open::Ready(room)),
            Called::Ended(ending) => {
                let decided = own_ended(&ending, "");
                Ok(Open::Broken(decided.verdict, format!("the tests' set-up: {}", decided.message)))
            }
        }
    }
}

/// How a call for a test ended. A room that is gone ends all that is left.
pub(super) fn called_ended(ending: &trommel_sandbox::Ending, tally: &mut Tally) -> Decided {
    let decided = Decided::ended(ending, Phase::Call)
        .unwrap_or_else(|| Decided::failed(Verdict::Tampered, "a call ended without a result"));
    if fatal(ending) {
        tally.over(decided.verdict.clone());
    }
    decided
}

/// In one room nobody can tell whose assertion it was.
fn own_ended(ending: &trommel_sandbox::Ending, source: &str) -> Decided {
    match ending {
        trommel_sandbox::Ending::Raised { kind, message, .. } if kind == "AssertionError" => {
            Decided::failed(Verdict::Assertion, failed(source, message))
        }
        ending => Decided::ended(ending, Phase::Call)
            .unwrap_or_else(|| Decided::failed(Verdict::Tampered, "a call ended without a result")),
    }
}

fn failed(source: &str, message: &str) -> String {
    if message.is_empty() { source.trim().into() } else { format!("{message}: {}", source.trim()) }
}

fn decide(value: &Value, holds: &Holds, function: &str) -> Decided {
    let (passes, expected) = match holds {
        Holds::Equal(expected) => (equal(value, expected), Some(expected)),
        Holds::Unequal(other) => (!equal(value, other), None),
        Holds::Is(constant) => (is(value, constant), None),
        Holds::IsNot(constant) => (!is(value, constant), None),
        Holds::Truthy => (truthy(value), None),
        Holds::Falsy => (!truthy(value), None),
    };
    if passes {
        return Decided::passed();
    }
    if let Value::Opaque { kind, own_equality: true } = value {
        return Decided::claimed(kind, format!("{function} returned {}", shown(value)));
    }
    let wanted = match holds {
        Holds::Equal(expected) => shown(expected),
        Holds::Unequal(other) => format!("anything but {}", shown(other)),
        Holds::Is(constant) => format!("{} itself", shown(constant)),
        Holds::IsNot(constant) => format!("not {} itself", shown(constant)),
        Holds::Truthy => "a true value".into(),
        Holds::Falsy => "a false value".into(),
    };
    let message = format!("{function} returned {}, expected {wanted}", shown(value));
    let near_miss = expected.is_some_and(|expected| near_value(value, expected));
    Decided { near_miss, ..Decided::failed(Verdict::WrongAnswer, message) }
}

/// `is`, of the values of which there is one each.
fn is(value: &Value, constant: &Value) -> bool {
    matches!((value, constant), (Value::None, Value::None))
        || matches!((value, constant), (Value::Bool(a), Value::Bool(b)) if a == b)
}

/// Python's truth. What is opaque, or an iterator, is taken for true, as objects mostly are.
fn truthy(value: &Value) -> bool {
    match value {
        Value::None => false,
        Value::Bool(bool) => *bool,
        Value::Int(int) => *int != 0,
        Value::Float(float) => *float != 0.0,
        Value::Complex(real, imaginary) => *real != 0.0 || *imaginary != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) | Value::Wtf8(bytes) => !bytes.is_empty(),
        Value::List(items) | Value::Tuple(items) | Value::Set { items, .. } => !items.is_empty(),
        Value::Dict(entries) => !entries.is_empty(),
        Value::Big(_) | Value::Iterator(_) | Value::Opaque { .. } => true,
    }
}

pub(super) use super::shown::shown;
