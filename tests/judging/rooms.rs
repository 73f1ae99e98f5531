//! The judge in real rooms: the rules of the second room, and what a program cannot forge.

use std::collections::BTreeMap;

use trommel_bench::{Assembly, Judge, Options, Task, Tests};
use trommel_sandbox::Limits;
use trommel_wasm::images::{self, Images, Tools};
use trommel_wasm::{Engine, Guest, Image, PythonImage, STACK_BYTES, Wasm, on_big_stack};

use super::machine_cache;

/// The sandbox with this machine's Python guest, made where it is not there.
pub fn runtime() -> Wasm {
    let engine = Engine::new(STACK_BYTES).unwrap();
    let languages = images::languages().unwrap();
    let python = languages.iter().find(|language| language.name == "python").unwrap();
    let images = Images::new(&machine_cache());
    let stored = images.get(python, &Tools::default(), &|_| {}).unwrap();
    let compile = |component: &[u8]| engine.compile(component).map_err(|error| error.to_string());
    let compiled = images.compiled(&stored, &engine.fingerprint(), &compile, &|_| {}).unwrap();
    let component = engine.load(&compiled.path, &compiled.blake3).unwrap();
    let guest = Guest::Python(PythonImage::new(&engine, &component).unwrap());
    Wasm::new(engine, BTreeMap::from([("python".to_owned(), Image { hash: stored.hash, guest })]))
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
    case(
        "a generator equals no list",
        "assert f(3) == [0, 1, 2]",
        "def f(n):\n    return [0, 1, 2]",
        "def f(n):\n    yield from range(n)",
        "WRONG_ANSWER 1 0 0",
    ),
    case("an equality of its own", "assert f(1) == 5", FIVE, EVIL, "WRONG_ANSWER 1 0 0"),
    case("the same in the second room", ANSWER, FIVE, EVIL, "WRONG_ANSWER 0 1 0"),
    case("a reference passes in the second room", ANSWER, FIVE, FIVE, "PASSED 0 1 0"),
    case("another value does not", ANSWER, FIVE, "def f(x):\n    return 4\n", "ASSERTION 0 1 0"),
    case("a mutated argument comes back", SORTED_TESTS, SORT, SORT, "PASSED 0 1 0"),
    case("one that is not mutated stays", SORTED_TESTS, SORT, "def f(x):\n    return sorted(x)\n", "ASSERTION 0 1 0"),
    case(
        "a result is never the argument itself",
        "x = [1]\ny = f(x)\ny.append(2)\nassert x == [1]\n",
        SORT,
        SORT,
        "PASSED 0 1 0",
    ),
    case(
        "containers in an argument stay the caller's",
        "inner = [2, 1]\nf2 = [inner]\nf(f2)\nassert inner == [1, 2]\n",
        "def f(x):\n    x[0].sort()\n",
        "def f(x):\n    x[0].sort()\n",
        "PASSED 0 1 0",
    ),
    case(
        "a built-in exception is its class",
        RAISES_TESTS,
        "def f(x):\n    raise ValueError('no')\n",
        "def f(x):\n    raise ValueError('no')\n",
        "PASSED 0 1 0",
    ),
    case(
        "another class is not",
        RAISES_TESTS,
        "def f(x):\n    raise ValueError('no')\n",
        "class Mine(ValueError):\n    pass\ndef f(x):\n    raise Mine('no')\n",
        "RUNTIME_ERROR(Mine) 0 1 0",
    ),
    case(
        "an assertion of the program is its exception",
        ANSWER,
        FIVE,
        "def f(x):\n    assert x > 1\n",
        "RUNTIME_ERROR(AssertionError) 0 1 0",
    ),
    case(
        "an iterator arrives drained",
        "assert list(f(3)) == [0, 1, 2]",
        "def f(n):\n    yield from range(n)",
        "def f(n):\n    yield from range(n)",
        "PASSED 0 1 0",
    ),
    case(
        "what was meant to stay is no plain value",
        "assert f(1).real == 5",
        FIVE,
        "class V:\n    pass\ndef f(x):\n    return V()\n",
        "RUNTIME_ERROR(AttributeError) 0 1 0",
    ),
    case(
        "an exit ends the second room's test",
        ANSWER,
        FIVE,
        "import sys\ndef f(x):\n    sys.exit(0)\n",
        "EARLY_EXIT 0 1 0",
    ),
    case("so does a lack of fuel", ANSWER, FIVE, "def f(x):\n    while True: pass\n", "TIME_LIMIT 0 1 0"),
    case("a missing module", ANSWER, FIVE, "def f(x):\n    import numpy\n", "IMPORT_UNSUPPORTED(numpy) 0 1 0"),
    case(
        "a function as an argument",
        "assert f(lambda x: x + 1, 1) == 2",
        "def f(g, x):\n    return g(x)\n",
        "def f(g, x):\n    return g(x)\n",
        "PASSED 0 0 1",
    ),
    case(
        "a class of the program",
        "root = Node(1)\nassert f(root) == 1\nassert f(Node(2)) == 2",
        NODE,
        NODE,
        "PASSED 0 0 2",
    ),
    case(
        "frames hold nothing",
        ANSWER,
        FIVE,
        "import sys\ndef f(x):\n    s = sys._getframe()\n    while s:\n        if 'g' in s.f_globals:\n            return s.f_globals['g']()\n        s = s.f_back\n",
        "ASSERTION 0 1 0",
    ),
    Case {
        name: "a helper of the prompt cannot be forged",
        prompt: POLY,
        tests: "assert abs(poly(f(1))) < 1e-6",
        reference: "def poly(x):\n    return x * x - 4\ndef f(x):\n    return 2\n",
        program: "def poly(x):\n    return 0\ndef f(x):\n    return 7\n",
        want: "ASSERTION 0 1 0",
    },
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
    let wasm = runtime();
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
                wrong.push(format!(
                    "{}: {found}, expected {}; {}; reference {} {}",
                    case.name, case.want, judged.message, reference.verdict, reference.message
                ));
            }
        }
        wrong
    };
    let wrong = on_big_stack(judge).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
