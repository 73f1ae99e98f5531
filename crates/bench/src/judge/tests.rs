//! The judge over scripted rooms.

use std::time::Duration;

use trommel_sandbox::{Called, Ending, HostError, Kind, Limit, Limits, Script, Scripted, Trap, Value};

use super::asserts::{ROOM, TAIL};
use super::*;
use crate::{Call, Calls, Case, Checker, Oracle, Room, Task, Tests};

const PROGRAM: &str = "def f(x): ...";

fn limits() -> Limits {
    Limits {
        fuel: 1,
        memory_bytes: 1,
        wall: Duration::from_secs(1),
        output_bytes: 1,
        stack_bytes: 1,
        scratch_bytes: 1,
        scratch_files: 1,
    }
}

fn task(tests: Tests) -> Task {
    Task {
        id: "T/1".into(),
        language: "python".into(),
        prompt: String::new(),
        assembly: Default::default(),
        entry_point: Some("f".into()),
        reference: None,
        tests,
        seconds: 3.0,
        memory_bytes: None,
    }
}

fn asserts() -> Tests {
    Tests::Asserts { setup: String::new(), source: String::new(), check: false }
}

fn call(holds: Holds) -> Planned {
    Planned { act: Act::Call { function: "f".into(), arguments: vec![], holds }, room: Room::Host, line: 1 }
}

fn statements(room: Room) -> Planned {
    Planned { act: Act::Statements("assert f(1) == g()".into()), room, line: 1 }
}

fn ready(tests: Vec<Planned>) -> Prepared {
    let plan = Plan { tests, proxies: vec!["f".into()], ..Plan::default() };
    Prepared { task: task(asserts()), plan, expected: Expected::default() }
}

fn returned(value: Value) -> Called {
    Called::Returned { value, arguments: vec![] }
}

fn raised(kind: &str) -> Called {
    Called::Ended(Ending::Raised { kind: kind.into(), message: "why".into(), line: Some(2) })
}

fn script(name: &str, calls: Vec<Called>) -> Script {
    Script { calls: [(name.to_owned(), calls)].into(), ..Script::default() }
}

fn said(how: &str, kind: &str) -> Called {
    returned(Value::Tuple(vec![how.into(), kind.into(), "why".into()]))
}

/// The second room, which answers so.
fn room(answers: Vec<Called>) -> (String, Script) {
    let mut script = script("test", answers);
    script.calls.insert("prepare".into(), vec![said("passed", "")]);
    (ROOM.into(), script)
}

/// One line: the verdict, how far it came, and the tests.
fn line(judged: &Judged) -> String {
    let far = [(judged.compiled, 'c'), (judged.body_ran, 'b'), (judged.ran, 'r')];
    let far: String = far.iter().map(|(is, letter)| if *is { *letter } else { '-' }).collect();
    let tests: Vec<String> =
        judged.tests.iter().map(|test| format!("{}{}", test.verdict, if test.reached { "" } else { "?" })).collect();
    format!("{} {far} [{}]", judged.verdict, tests.join(" "))
}

#[track_caller]
fn check(prepared: &Prepared, scripts: Vec<(String, Script)>, want: &str) -> Judged {
    let runtime = Scripted::new(scripts);
    let judged = Judge::new(&runtime).judge(prepared, PROGRAM, &limits(), Options::default()).unwrap();
    assert_eq!(line(&judged), want);
    judged
}

fn candidate(calls: Vec<Called>) -> Vec<(String, Script)> {
    vec![(PROGRAM.into(), script("f", calls))]
}

#[test]
fn the_host_compares() {
    let three = || vec![call(Holds::Equal(Value::Int(1))), call(Holds::Truthy), call(Holds::Is(Value::Bool(true)))];
    check(&ready(three()), candidate(vec![returned(Value::Bool(true))]), "PASSED cbr [PASSED PASSED PASSED]");
    let judged = check(
        &ready(three()),
        candidate(vec![returned(Value::Int(2))]),
        "WRONG_ANSWER cbr [WRONG_ANSWER PASSED WRONG_ANSWER]",
    );
    assert_eq!(judged.message, "f returned 2, expected 1");
    let opaque = |kind: &str| vec![returned(Value::Opaque { kind: kind.into(), own_equality: true })];
    let one = ready(vec![call(Holds::Equal(Value::Int(1)))]);
    let judged = check(&one, candidate(opaque("Evil")), "WRONG_ANSWER cbr [WRONG_ANSWER]");
    assert!(judged.tests[0].claims_equality);
    let judged = check(&one, candidate(opaque("Decimal")), "UNSERIALISABLE cbr [UNSERIALISABLE]");
    assert!(!judged.tests[0].claims_equality);
}

#[test]
fn a_near_miss_is_no_pass() {
    let list = |items: &[i64]| Value::List(items.iter().map(|item| Value::Int(*item)).collect());
    let judged = check(
        &ready(vec![call(Holds::Equal(list(&[1, 2])))]),
        candidate(vec![returned(list(&[2, 1]))]),
        "WRONG_ANSWER cbr [WRONG_ANSWER]",
    );
    assert!(judged.tests[0].near_miss);
}

#[test]
fn an_exception_ends_its_test_and_an_exit_all() {
    let two = || ready(vec![call(Holds::Equal(Value::Int(1))), call(Holds::Equal(Value::Int(1)))]);
    check(
        &two(),
        candidate(vec![raised("AssertionError"), returned(Value::Int(1))]),
        "RUNTIME_ERROR(AssertionError) cb- [RUNTIME_ERROR(AssertionError) PASSED]",
    );
    let exit = Called::Ended(Ending::Exited { code: 0 });
    check(&two(), candidate(vec![exit]), "EARLY_EXIT cb- [EARLY_EXIT EARLY_EXIT?]");
    let fuel = Called::Ended(Ending::Exceeded(Limit::Fuel));
    check(&two(), candidate(vec![returned(Value::Int(1)), fuel]), "TIME_LIMIT cb- [PASSED TIME_LIMIT]");
    let wall = Called::Ended(Ending::Exceeded(Limit::Wall));
    check(&two(), candidate(vec![returned(Value::Int(2)), wall]), "INFRA(wall) cb- [WRONG_ANSWER INFRA(wall)]");
}

#[test]
fn what_comes_before_the_tests() {
    let two = || ready(vec![call(Holds::Truthy), statements(Room::Second)]);
    let load = |ending| vec![(PROGRAM.to_owned(), Script { load: Some(ending), ..Script::default() })];
    check(
        &two(),
        load(Ending::NotCompiled { message: "bad".into(), line: None }),
        "NOT_COMPILED --- [NOT_COMPILED? NOT_COMPILED?]",
    );
    check(
        &two(),
        load(Ending::MissingModule { name: "numpy".into() }),
        "IMPORT_UNSUPPORTED(numpy) c-- [IMPORT_UNSUPPORTED(numpy)? IMPORT_UNSUPPORTED(numpy)?]",
    );
    check(&two(), load(Ending::Exited { code: 0 }), "EARLY_EXIT c-- [EARLY_EXIT? EARLY_EXIT?]");
}

#[test]
fn the_second_room() {
    let one = || ready(vec![statements(Room::Second)]);
    let with = |answer| {
        let mut scripts = candidate(vec![]);
        scripts.push(room(vec![answer]));
        scripts
    };
    check(&one(), with(said("passed", "")), "PASSED cbr [PASSED]");
    check(&one(), with(said("failed", "AssertionError")), "ASSERTION cbr [ASSERTION]");
    check(
        &one(),
        with(said("raised", "AssertionError")),
        "RUNTIME_ERROR(AssertionError) cb- [RUNTIME_ERROR(AssertionError)]",
    );
    check(&one(), with(said("one-room", "")), "UNSERIALISABLE cbr [UNSERIALISABLE]");
    check(&one(), with(Called::Ended(Ending::Exceeded(Limit::Fuel))), "TIME_LIMIT cb- [TIME_LIMIT]");
}

/// A room of our own that answers with something else is our fault, never the program's.
#[test]
fn an_odd_answer_of_the_second_room_is_ours() {
    let mut scripts = candidate(vec![]);
    scripts.push(room(vec![returned(Value::Int(1))]));
    let runtime = Scripted::new(scripts);
    let judged =
        Judge::new(&runtime).judge(&ready(vec![statements(Room::Second)]), PROGRAM, &limits(), Options::default());
    assert!(matches!(judged, Err(HostError::Engine(_))), "{judged:?}");
}

#[test]
fn the_program_s_own_room() {
    let one = || ready(vec![statements(Room::Unprotected)]);
    let with = |answers| {
        let mut scripts = candidate(vec![]);
        scripts.push((format!("{PROGRAM}{TAIL}"), script("_run_test", answers)));
        scripts
    };
    let judged = check(&one(), with(vec![returned(Value::None)]), "PASSED cbr [PASSED]");
    assert_eq!(judged.tests[0].room, Room::Unprotected);
    check(&one(), with(vec![returned(Value::None), raised("AssertionError")]), "ASSERTION cbr [ASSERTION]");
    check(&one(), with(vec![raised("NameError")]), "RUNTIME_ERROR(NameError) cb- [RUNTIME_ERROR(NameError)?]");
}

#[test]
fn calls_with_an_oracle() {
    let calls = |special: Option<&str>| Calls {
        calls: [false, true].map(|plus| Call { arguments: vec![], expected: None, plus }).into(),
        oracle: Oracle { atol: 0.0, special: special.map(str::to_owned) },
    };
    let reference = "def f(): return 1";
    let scripts = |value| {
        let mut scripts = candidate(vec![returned(Value::Int(1)), returned(value)]);
        scripts.push((reference.into(), script("f", vec![returned(Value::Int(1))])));
        scripts
    };
    let task = Task { reference: Some(reference.into()), ..task(Tests::Calls(calls(None))) };
    let runtime = Scripted::new(scripts(Value::Int(2)));
    let judge = Judge::new(&runtime);
    let prepared = judge.prepare(&task).unwrap();
    assert_eq!(prepared.expected.values, [Value::Int(1), Value::Int(1)]);
    let judged = check(&prepared, scripts(Value::Int(2)), "WRONG_ANSWER cbr [PASSED WRONG_ANSWER]");
    assert!(judged.passed_base());
    check(&prepared, scripts(Value::Float(1.0)), "PASSED cbr [PASSED PASSED]");
    let odd = Task { tests: Tests::Calls(calls(Some("odd"))), ..task };
    let error = judge.prepare(&odd).unwrap_err().to_string();
    assert!(error.starts_with("task T/1: its oracle is called `odd`, expected one of find_zero,"), "{error}");
}

#[test]
fn standard_input() {
    let case = |stdin: &str, expected: &str| Case { stdin: stdin.into(), expected: vec![expected.into()] };
    let cases = vec![case("1", "one"), case("2", "two"), case("3", "three")];
    let prepared = Prepared {
        task: task(Tests::Stdio { cases, checker: Checker::Tokens }),
        plan: Plan::default(),
        expected: Expected::default(),
    };
    let runs = |third: Ending| {
        let runs = [
            (b"1".to_vec(), (b"one\n".to_vec(), Ending::Finished)),
            (b"2".to_vec(), (b"two".to_vec(), Ending::Exited { code: 0 })),
            (b"3".to_vec(), (b"TREE".to_vec(), third)),
        ];
        vec![(PROGRAM.to_owned(), Script { runs: runs.into(), ..Script::default() })]
    };
    check(&prepared, runs(Ending::Finished), "WRONG_ANSWER cbr [PASSED PASSED WRONG_ANSWER]");
    check(&prepared, runs(Ending::Exited { code: 1 }), "EARLY_EXIT c-- [PASSED PASSED EARLY_EXIT]");
    check(&prepared, runs(Ending::Exceeded(Limit::Memory)), "MEMORY_LIMIT c-- [PASSED PASSED MEMORY_LIMIT]");
}

#[test]
fn scripts_say_that_they_reached_their_end() {
    let of = |language: &str| Prepared {
        task: Task { language: language.into(), ..task(Tests::Script { source: "tests()".into() }) },
        plan: Plan::default(),
        expected: Expected::default(),
    };
    let text = format!("{PROGRAM}\ntests()\n");
    let token = format!("end of tests {}", &blake3::hash(text.as_bytes()).to_hex()[..32]);
    let whole = format!("{text}\n;console.log('\\n{token}');\n");
    let run = |source: &str, output: &str, ending| {
        let runs = [(Vec::new(), (output.as_bytes().to_vec(), ending))].into();
        vec![(source.to_owned(), Script { runs, ..Script::default() })]
    };
    check(&of("javascript"), run(&whole, &format!("x\n{token}\n"), Ending::Finished), "PASSED cbr [PASSED]");
    check(&of("javascript"), run(&whole, "", Ending::Finished), "EARLY_EXIT c-- [EARLY_EXIT?]");
    check(&of("javascript"), run(&whole, "", Ending::Exited { code: 0 }), "EARLY_EXIT c-- [EARLY_EXIT?]");
    check(&of("cpp"), run(&text, "", Ending::Finished), "PASSED cbr [PASSED]");
    check(&of("cpp"), run(&text, "", Ending::Exited { code: 0 }), "EARLY_EXIT c-- [EARLY_EXIT?]");
    check(
        &of("cpp"),
        run(&text, "", Ending::Trapped(Trap::Unreachable)),
        "RUNTIME_ERROR(trap: unreachable) c-- [RUNTIME_ERROR(trap: unreachable)?]",
    );
}

#[test]
fn stopping_at_the_first_failure_keeps_the_verdict() {
    let prepared = ready(vec![call(Holds::Equal(Value::Int(1))); 3]);
    let runtime = Scripted::new(candidate(vec![returned(Value::Int(1)), returned(Value::Int(2))]));
    let stop = Options { stop_at_first_failure: true };
    let judged = Judge::new(&runtime).judge(&prepared, PROGRAM, &limits(), stop).unwrap();
    assert_eq!(line(&judged), "WRONG_ANSWER cbr [PASSED WRONG_ANSWER WRONG_ANSWER?]");
}

#[test]
fn what_cannot_run_is_skipped() {
    let task = task(Tests::Unsupported { why: "needs numpy".into() });
    let prepared = Prepared { task, plan: Plan::default(), expected: Expected::default() };
    check(&prepared, vec![], "SKIPPED_UNSUPPORTED --- []");
}

/// Whatever rooms answer: what passed ran, what ran had its body run, and what had that was compiled; every test has its result.
#[test]
fn rates_nest() {
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let endings = [
        Ending::Finished,
        Ending::Raised { kind: "ValueError".into(), message: String::new(), line: None },
        Ending::MissingModule { name: "numpy".into() },
        Ending::NotCompiled { message: String::new(), line: None },
        Ending::Exited { code: 0 },
        Ending::Exceeded(Limit::Fuel),
        Ending::Exceeded(Limit::Wall),
        Ending::Trapped(Trap::Other),
        Ending::Tampered { message: String::new() },
    ];
    let (mut passed, mut ran_not_passed) = (0, 0);
    for _ in 0..20_000 {
        let answers = |draw: &mut dyn FnMut(u64) -> u64, good: Called| -> Vec<Called> {
            (0..4)
                .map(|_| match draw(8) {
                    0 => Called::Ended(endings[1 + draw(8) as usize].clone()),
                    1 => returned(Value::Int(2)),
                    _ => good.clone(),
                })
                .collect()
        };
        let kinds = [said("passed", ""), said("failed", ""), said("raised", "KeyError")];
        let load = if draw(4) == 0 { endings[draw(9) as usize].clone() } else { Ending::Finished };
        let mut main = script("f", answers(&mut draw, returned(Value::Int(1))));
        main.load = Some(load);
        let mut tests = room((0..4).map(|_| kinds[draw(6).saturating_sub(3) as usize].clone()).collect());
        tests.1.kinds.insert("f".into(), Kind::Function);
        let own = script("_run_test", answers(&mut draw, returned(Value::None)));
        let scripts = vec![(PROGRAM.to_owned(), main), tests, (format!("{PROGRAM}{TAIL}"), own)];
        let planned: Vec<Planned> = (0..1 + draw(5))
            .map(|_| match draw(4) {
                0 => statements(Room::Second),
                1 => statements(Room::Unprotected),
                _ => call(Holds::Equal(Value::Int(1))),
            })
            .collect();
        let count = planned.len();
        let runtime = Scripted::new(scripts);
        let options = Options { stop_at_first_failure: draw(2) == 0 };
        let judged = Judge::new(&runtime).judge(&ready(planned), PROGRAM, &limits(), options).unwrap();
        let told = line(&judged);
        assert!(!judged.verdict.passed() || judged.ran, "{told}");
        assert!(!judged.ran || judged.body_ran, "{told}");
        assert!(!judged.body_ran || judged.compiled, "{told}");
        assert_eq!(judged.tests.len(), count, "{told}");
        assert_eq!(judged.verdict.passed(), judged.tests.iter().all(|test| test.verdict.passed()), "{told}");
        assert!(judged.tests.iter().all(|test| test.reached || !test.verdict.passed()), "{told}");
        passed += u32::from(judged.verdict.passed());
        ran_not_passed += u32::from(judged.ran && !judged.verdict.passed());
    }
    assert!(passed > 1_000 && ran_not_passed > 1_000, "{passed} {ran_not_passed}");
}

#[test]
fn limits_follow_the_reference() {
    let task = task(asserts());
    let fuel = |reference| calibrate(&task, reference).fuel / 1_000_000_000;
    assert_eq!(fuel(None), 10);
    assert_eq!(fuel(Some(5_000_000)), 5);
    assert_eq!(fuel(Some(3_800_000_000)), 38);
    assert_eq!(fuel(Some(20_000_000_000)), 150);
    assert_eq!(fuel(Some(84_800_000_000)), 169);
    assert_eq!(upstream(&task).fuel, 30_000_000_000);
}

#[test]
fn a_key_tells_what_may_change_a_verdict() {
    let prepared = ready(vec![call(Holds::Equal(Value::Float(f64::INFINITY)))]);
    let job = Job { prepared, program: PROGRAM.into(), limits: limits(), options: Options::default() };
    let key = job.key("image");
    assert_eq!(key.len(), 64);
    let text = serde_json::to_string(&job).unwrap();
    assert_eq!(serde_json::from_str::<Job>(&text).unwrap(), job);
    let slower = Job { limits: Limits { wall: Duration::from_secs(9), ..limits() }, ..job.clone() };
    assert_eq!(slower.key("image"), key);
    let other = |change: &dyn Fn(&mut Job)| {
        let mut job = job.clone();
        change(&mut job);
        job.key("image")
    };
    assert_ne!(job.key("other image"), key);
    assert_ne!(other(&|job| job.program.push(' ')), key);
    assert_ne!(other(&|job| job.limits.fuel += 1), key);
    assert_ne!(other(&|job| job.options.stop_at_first_failure = true), key);
    assert_ne!(other(&|job| job.prepared.plan.tests = vec![call(Holds::Equal(Value::Float(f64::NEG_INFINITY)))]), key);
}
