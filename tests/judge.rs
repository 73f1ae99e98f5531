//! The judge in real rooms: the rules of the second room, what a program cannot forge, and the references of HumanEval and MBPP.
//!
//! Needs the Python guest: `TROMMEL_IMAGE_PY` names the component, or the tests say loudly that they are skipped.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use trommel_bench::{Act, Assembly, Judge, Options, Room, Task, Tests, read};
use trommel_sandbox::Limits;
use trommel_wasm::{Engine, Guest, Image, PythonImage, STACK_BYTES, Wasm, on_big_stack};

fn say(what: &str) {
    writeln!(std::io::stderr(), "SKIPPED: {what}").unwrap();
}

/// The sandbox with the Python guest, where there is one.
fn runtime() -> Option<Wasm> {
    let Some(path) = std::env::var_os("TROMMEL_IMAGE_PY") else {
        say("TROMMEL_IMAGE_PY does not name the Python guest");
        return None;
    };
    let bytes = std::fs::read(path).unwrap();
    let engine = Engine::new(STACK_BYTES).unwrap();
    let component = engine.component(&bytes).unwrap();
    let guest = Guest::Python(PythonImage::new(&engine, &component).unwrap());
    let image = Image { hash: blake3::hash(&bytes).to_hex().to_string(), guest };
    Some(Wasm::new(engine, BTreeMap::from([("python".to_owned(), image)])))
}

struct Case {
    name: &'static str,
    prompt: &'static str,
    tests: &'static str,
    reference: &'static str,
    program: &'static str,
    /// The verdict, then the rooms of the tests: host, second, unprotected.
    want: &'static str,
}

const SORT: &str = "def f(x):\n    x.sort()\n    return x\n";
const SORTED_TESTS: &str = "x = [3, 1, 2]\nf(x)\nassert x == [1, 2, 3]\n";
const RAISES_TESTS: &str = "try:\n    f(-1)\n    assert False\nexcept ValueError as e:\n    assert str(e) == 'no'\n";
const ANSWER: &str = "def g():\n    return 5\nassert f(1) == g()\n";
const FIVE: &str = "def f(x):\n    return 5\n";
const NODE: &str = "class Node:\n    def __init__(self, x):\n        self.x = x\ndef f(n):\n    return n.x\n";
const POLY: &str = "def poly(x):\n    return x * x - 4\n\n\ndef f(x):\n    \"\"\"A zero of poly.\"\"\"\n";
const EVIL: &str = "class E(int):\n    def __eq__(self, other):\n        return True\n    __hash__ = None\ndef f(x):\n    return E()\n";

const fn case(
    name: &'static str,
    tests: &'static str,
    reference: &'static str,
    program: &'static str,
    want: &'static str,
) -> Case {
    Case { name, prompt: "", tests, reference, program, want }
}

const CASES: &[Case] = &[
    case("the host compares", "assert f(1) == 5\nassert True", FIVE, FIVE, "PASSED 1 0 0"),
    case("a generator equals no list", "assert f(3) == [0, 1, 2]", "def f(n):\n    return [0, 1, 2]", "def f(n):\n    yield from range(n)", "WRONG_ANSWER 1 0 0"),
    case("an equality of its own", "assert f(1) == 5", FIVE, EVIL, "UNSERIALISABLE 1 0 0"),
    case("the same in the second room", ANSWER, FIVE, EVIL, "UNSERIALISABLE 0 1 0"),
    case("a reference passes in the second room", ANSWER, FIVE, FIVE, "PASSED 0 1 0"),
    case("another value does not", ANSWER, FIVE, "def f(x):\n    return 4\n", "ASSERTION 0 1 0"),
    case("a mutated argument comes back", SORTED_TESTS, SORT, SORT, "PASSED 0 1 0"),
    case("one that is not mutated stays", SORTED_TESTS, SORT, "def f(x):\n    return sorted(x)\n", "ASSERTION 0 1 0"),
    case("a result is never the argument itself", "x = [1]\ny = f(x)\ny.append(2)\nassert x == [1]\n", SORT, SORT, "PASSED 0 1 0"),
    case("containers in an argument stay the caller's", "inner = [2, 1]\nf2 = [inner]\nf(f2)\nassert inner == [1, 2]\n", "def f(x):\n    x[0].sort()\n", "def f(x):\n    x[0].sort()\n", "PASSED 0 1 0"),
    case("a built-in exception is its class", RAISES_TESTS, "def f(x):\n    raise ValueError('no')\n", "def f(x):\n    raise ValueError('no')\n", "PASSED 0 1 0"),
    case("another class is not", RAISES_TESTS, "def f(x):\n    raise ValueError('no')\n", "class Mine(ValueError):\n    pass\ndef f(x):\n    raise Mine('no')\n", "RUNTIME_ERROR(Mine) 0 1 0"),
    case("an assertion of the program is its exception", ANSWER, FIVE, "def f(x):\n    assert x > 1\n", "RUNTIME_ERROR(AssertionError) 0 1 0"),
    case("an iterator arrives drained", "assert list(f(3)) == [0, 1, 2]", "def f(n):\n    yield from range(n)", "def f(n):\n    yield from range(n)", "PASSED 0 1 0"),
    case("what was meant to stay is no plain value", "assert f(1).real == 5", FIVE, "class V:\n    pass\ndef f(x):\n    return V()\n", "RUNTIME_ERROR(AttributeError) 0 1 0"),
    case("an exit ends the second room's test", ANSWER, FIVE, "import sys\ndef f(x):\n    sys.exit(0)\n", "EARLY_EXIT 0 1 0"),
    case("so does a lack of fuel", ANSWER, FIVE, "def f(x):\n    while True: pass\n", "TIME_LIMIT 0 1 0"),
    case("a missing module", ANSWER, FIVE, "def f(x):\n    import numpy\n", "IMPORT_UNSUPPORTED(numpy) 0 1 0"),
    case("a function as an argument", "assert f(lambda x: x + 1, 1) == 2", "def f(g, x):\n    return g(x)\n", "def f(g, x):\n    return g(x)\n", "PASSED 0 0 1"),
    case("a class of the program", "root = Node(1)\nassert f(root) == 1\nassert f(Node(2)) == 2", NODE, NODE, "PASSED 0 0 2"),
    case("frames hold nothing", ANSWER, FIVE, "import sys\ndef f(x):\n    s = sys._getframe()\n    while s:\n        if 'g' in s.f_globals:\n            return s.f_globals['g']()\n        s = s.f_back\n", "ASSERTION 0 1 0"),
    Case { name: "a helper of the prompt cannot be forged", prompt: POLY, tests: "assert abs(poly(f(1))) < 1e-6", reference: "def poly(x):\n    return x * x - 4\ndef f(x):\n    return 2\n", program: "def poly(x):\n    return 0\ndef f(x):\n    return 7\n", want: "ASSERTION 0 1 0" },
];

fn task(case: &Case) -> Task {
    Task {
        id: case.name.into(),
        language: "python".into(),
        prompt: case.prompt.into(),
        assembly: Assembly::default(),
        entry_point: Some("f".into()),
        reference: Some(case.reference.into()),
        tests: Tests::Asserts { setup: String::new(), source: case.tests.into(), check: false },
        seconds: 3.0,
        memory_bytes: None,
    }
}

#[test]
fn rules_of_the_rooms() {
    let Some(wasm) = runtime() else { return };
    let judge = || {
        let judge = Judge::new(&wasm);
        let mut wrong = Vec::new();
        for case in CASES {
            let validation = judge.validate(&task(case)).unwrap();
            let reference = validation.judged.as_ref().unwrap();
            let limits = Limits { fuel: 2_000_000_000, ..validation.limits };
            let judged = judge.judge(&validation.prepared, case.program, &limits, Options::default()).unwrap();
            let [host, second, own] = validation.prepared.plan.rooms();
            let found = format!("{} {host} {second} {own}", judged.verdict);
            if found != case.want || !reference.verdict.passed() {
                let Act::Call { .. } = &validation.prepared.plan.tests[0].act else {
                    wrong.push(format!("{}: {found}, expected {}; {}; reference {} {}", case.name, case.want, judged.message, reference.verdict, reference.message));
                    continue;
                };
                wrong.push(format!("{}: {found}, expected {}; {}", case.name, case.want, judged.message));
            }
        }
        wrong
    };
    let wrong = on_big_stack(judge).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every reference passes, and as many tests as can be are decided by the host.
fn references(file: &str, passed: usize, wholly_host: usize, host: usize) {
    let Some(wasm) = runtime() else { return };
    let root = std::env::var_os("TROMMEL_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = root.join("data/benchmarks").join(file);
    let Ok(bytes) = std::fs::read(&path) else { return say(&format!("{} is not there", path.display())) };
    let (_, tasks) = read(&bytes, file).unwrap();
    let validate = || {
        let judge = Judge::new(&wasm);
        tasks.iter().map(|task| judge.validate(task).unwrap()).collect::<Vec<_>>()
    };
    let validations = on_big_stack(validate).unwrap();
    let failed: Vec<String> = validations
        .iter()
        .filter(|validation| !validation.judged.as_ref().is_some_and(|judged| judged.verdict.passed()))
        .map(|validation| format!("{}: {:?}", validation.id, validation.judged.as_ref().map(|judged| &judged.message)))
        .collect();
    assert_eq!(validations.len() - failed.len(), passed, "{failed:?}");
    let rooms: Vec<[usize; 3]> = validations.iter().map(|validation| validation.prepared.plan.rooms()).collect();
    assert!(rooms.iter().filter(|rooms| rooms[1] + rooms[2] == 0).count() >= wholly_host);
    assert!(rooms.iter().map(|rooms| rooms[0]).sum::<usize>() >= host);
    let unprotected = validations.iter().flat_map(|validation| &validation.prepared.plan.tests);
    assert!(unprotected.filter(|test| test.room == Room::Unprotected).count() <= 12);
}

#[test]
fn humaneval() {
    references("HumanEval.jsonl.gz", 164, 154, 1_112);
}

#[test]
fn mbpp() {
    references("mbpp.jsonl.gz", 974, 968, 2_904);
}

#[test]
fn mbpp_sanitized() {
    references("sanitized-mbpp.json", 427, 408, 1_267);
}
