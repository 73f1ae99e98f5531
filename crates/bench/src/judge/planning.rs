//! Makes plans: Python takes Python's tests apart (`python/plan.py`), in a room that no program to be judged ever enters.

use std::sync::PoisonError;

use trommel_sandbox::{Called, Ending, HostError, Kind, Program, Transfer, Value};

use super::asserts::Rooms;
use super::outcome::Outcome;
use super::table::fatal;
use super::tally::Tally;
use super::{Act, Expected, Holds, Judge, JudgeError, Plan, Planned, Prepared, generous};
use crate::{Room, Task};

/// The trusted program that takes tests apart.
const PLAN: &str = include_str!("../../python/plan.py");

/// The plan of a task's statements. `check`: `source` defines a function of that name, whose body is the tests.
pub(super) fn plan(judge: &Judge, task: &Task, (setup, source, check): (&str, &str, bool)) -> Result<Plan, JudgeError> {
    let wrong = |what: String| JudgeError::Task { id: task.id.clone(), what };
    if task.language != "python" {
        return Err(wrong(format!(
            "its tests are statements in {}, expected Python; give them as a script",
            task.language
        )));
    }
    let text = |text: &Option<String>| Value::from(text.as_deref().unwrap_or_default());
    let arguments = [
        Value::from(setup),
        Value::from(source),
        Value::Bool(check),
        text(&task.entry_point),
        Value::from(task.prompt.as_str()),
        text(&task.reference),
    ];
    let value = match ask(judge, task, &arguments)? {
        Called::Returned { value, .. } => value,
        Called::Ended(Ending::Raised { kind, message, .. }) if kind == "PlanError" => {
            return Err(wrong(format!("its tests cannot be planned: {message}")));
        }
        Called::Ended(ending) => return Err(wrong(format!("its tests cannot be planned: {ending}"))),
    };
    let (mut plan, asking) = read(value).ok_or_else(|| wrong("the planner's answer is none".into()))?;
    if plan.tests.iter().any(|test| matches!(test.act, Act::Statements(_))) {
        for (test, asks) in plan.tests.iter_mut().zip(asking) {
            if asks {
                test.room = Room::Unprotected;
            }
        }
        settle(judge, task, &mut plan)?;
    }
    Ok(plan)
}

/// Asks the planner. Its room is kept for later tasks, until it is gone or half of its fuel is.
fn ask(judge: &Judge, task: &Task, arguments: &[Value]) -> Result<Called, JudgeError> {
    let limits = generous(task);
    let mut kept = judge.planner.lock().unwrap_or_else(PoisonError::into_inner);
    let mut planner = match kept.take() {
        Some(planner) => planner,
        None => {
            let mut planner = judge.runtime.open(&Program::module("python", PLAN), &limits)?;
            let loaded = planner.load()?;
            if !loaded.ending.finished() {
                return Err(HostError::Engine(format!("the planner does not start: {}", loaded.ending)).into());
            }
            planner
        }
    };
    let called = planner.call("plan", arguments, Transfer::Compare)?;
    let gone = matches!(&called, Called::Ended(ending) if fatal(ending));
    if !gone && planner.usage().fuel < limits.fuel / 2 {
        *kept = Some(planner);
    }
    Ok(called)
}

/// Finds out by the reference which statements can run in one room only: all where a name that the program defines is no function, and
/// those that hand something over that cannot cross. Without a reference the second room is tried for all.
fn settle(judge: &Judge, task: &Task, plan: &mut Plan) -> Result<(), JudgeError> {
    let Some(reference) = &task.reference else { return Ok(()) };
    let prepared = Prepared { task: task.clone(), plan: plan.clone(), expected: Expected::default() };
    let limits = generous(task);
    let mut tally = Tally::new(false);
    let mut rooms = Rooms::new(judge.runtime, &prepared, reference, &limits)?;
    if !rooms.load(&mut tally)? {
        // It will be seen where references are validated.
        return Ok(());
    }
    let names: Vec<&str> = prepared.plan.proxies.iter().map(String::as_str).collect();
    let kinds = rooms.candidate().kinds(&names)?;
    // A name that the reference lacks is nobody's: a test that uses it fails as it would anywhere.
    plan.proxies =
        names.iter().zip(&kinds).filter(|(_, kind)| **kind != Kind::Missing).map(|(name, _)| (*name).into()).collect();
    let all = kinds.iter().any(|kind| matches!(kind, Kind::Class | Kind::Other));
    for test in &mut plan.tests {
        let Act::Statements(source) = &test.act else { continue };
        if all {
            test.room = Room::Unprotected;
        }
        if test.room == Room::Unprotected {
            continue;
        }
        if let Ok(Outcome::OneRoom(_)) = rooms.in_second_room(source)? {
            test.room = Room::Unprotected;
        }
    }
    Ok(())
}

/// The planner's dictionary, and of each test whether it asks for one room.
fn read(value: Value) -> Option<(Plan, Vec<bool>)> {
    let Value::Dict(entries) = value else { return None };
    let mut fields: Vec<(String, Value)> = entries
        .into_iter()
        .map(|(key, value)| if let Value::Str(key) = key { Some((key, value)) } else { None })
        .collect::<Option<_>>()?;
    let mut field = |name: &str| {
        let at = fields.iter().position(|(key, _)| key == name)?;
        Some(fields.swap_remove(at).1)
    };
    let tests: Vec<(Planned, bool)> = items(field("tests")?)?.into_iter().map(planned).collect::<Option<_>>()?;
    let (tests, asking) = tests.into_iter().unzip();
    let plan = Plan {
        tests,
        setup: text(field("setup")?)?,
        helpers: text(field("helpers")?)?,
        proxies: items(field("free")?)?.into_iter().map(text).collect::<Option<_>>()?,
        alias: match field("alias")? {
            Value::None => None,
            name => Some(text(name)?),
        },
        trivial: number(field("trivial")?)?,
    };
    Some((plan, asking))
}

fn planned(test: Value) -> Option<(Planned, bool)> {
    let mut parts = items(test)?.into_iter();
    let mut next = || parts.next();
    Some(match text(next()?)?.as_str() {
        "call" => {
            let (function, arguments) = (text(next()?)?, items(next()?)?);
            let (holds, value, line) = (text(next()?)?, next()?, number(next()?)?);
            let holds = match holds.as_str() {
                "equal" => Holds::Equal(value),
                "unequal" => Holds::Unequal(value),
                "is" => Holds::Is(value),
                "is-not" => Holds::IsNot(value),
                "truthy" => Holds::Truthy,
                "falsy" => Holds::Falsy,
                _ => return None,
            };
            (Planned { act: Act::Call { function, arguments, holds }, room: Room::Host, line }, false)
        }
        "statements" => {
            let (source, asks, line) = (text(next()?)?, next()? == Value::Bool(true), number(next()?)?);
            (Planned { act: Act::Statements(source), room: Room::Second, line }, asks)
        }
        _ => return None,
    })
}

fn items(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::List(items) | Value::Tuple(items) => Some(items),
        _ => None,
    }
}

fn text(value: Value) -> Option<String> {
    if let Value::Str(text) = value { Some(text) } else { None }
}

fn number(value: Value) -> Option<u32> {
    if let Value::Int(int) = value { u32::try_from(int).ok() } else { None }
}
