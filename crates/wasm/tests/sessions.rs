//! Sessions of the real Python guest: this user's, made where it is not there.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use trommel_sandbox::{Called, Ending, Kind, Limit, Limits, Program, Runtime, Session, Transfer, Value};
use trommel_wasm::images::{self, Images, Tools};
use trommel_wasm::{Engine, Guest, Image, PythonImage, STACK_BYTES, Wasm};

const LIMITS: Limits = Limits {
    fuel: 20_000_000_000,
    memory_bytes: 512 << 20,
    wall: Duration::from_secs(300),
    output_bytes: 1 << 20,
    stack_bytes: STACK_BYTES,
    scratch_bytes: 16 << 20,
    scratch_files: 100,
};

/// The runtime.
fn wasm() -> &'static Wasm {
    static WASM: OnceLock<Wasm> = OnceLock::new();
    WASM.get_or_init(runtime)
}

/// Where this user's guests are kept.
fn cache() -> PathBuf {
    let under = |variable: &str, below: &str| Some(PathBuf::from(std::env::var_os(variable)?).join(below));
    let usual = || under("XDG_CACHE_HOME", "trommel").or_else(|| under("HOME", ".cache/trommel"));
    under("TROMMEL_CACHE", "").or_else(usual).expect("a home folder")
}

fn runtime() -> Wasm {
    let engine = Engine::new(STACK_BYTES).expect("this machine runs Wasmtime");
    let languages = images::languages().expect("the languages are sound");
    let python = languages.iter().find(|language| language.name == "python").expect("Python is one");
    let images = Images::new(&cache());
    let stored = images.get(python, &Tools::default(), &|_| {}).expect("the guest is there or can be made");
    let compile = |component: &[u8]| engine.compile(component).map_err(|error| error.to_string());
    let compiled = images.compiled(&stored, &engine.fingerprint(), &compile, &|_| {}).expect("it compiles");
    let wrong = engine.load(&compiled.path, &"0".repeat(64)).map(|_| ()).expect_err("another hash is refused");
    assert!(wrong.to_string().contains("was changed"), "{wrong}");
    let loaded = engine.load(&compiled.path, &compiled.blake3).expect("the image loads");
    let guest = Guest::Python(PythonImage::new(&engine, &loaded).expect("it is of the Python world"));
    Wasm::new(engine, BTreeMap::from([("python".to_owned(), Image { hash: stored.hash, guest })]))
}

fn open(source: &str) -> Box<dyn Session> {
    wasm().open(&Program::module("python", source), &LIMITS).expect("a session opens")
}

/// How calling `f` ends, in a fresh room.
fn ending(source: &str) -> Ending {
    let mut room = open(source);
    assert_eq!(room.load().expect("the host works").ending, Ending::Finished);
    match room.call("f", &[], Transfer::Compare).expect("the host works") {
        Called::Ended(ending) => ending,
        Called::Returned { value, .. } => panic!("it returned {value:?}"),
    }
}

/// What calling `f` returns, in a fresh room.
fn value(source: &str) -> Value {
    let mut room = open(source);
    assert_eq!(room.load().expect("the host works").ending, Ending::Finished);
    match room.call("f", &[], Transfer::Compare).expect("the host works") {
        Called::Returned { value, .. } => value,
        Called::Ended(ending) => panic!("it ended: {ending}"),
    }
}

#[test]
fn a_function_is_called_and_its_room_keeps_its_state() {
    let mut room = open("n = 0\ndef f(a, b):\n    global n\n    n += a\n    return n + b\nclass C: pass\nx = 1\n");
    assert_eq!(room.load().unwrap().ending, Ending::Finished);
    let called = room.call("f", &[Value::Int(2), Value::Int(3)], Transfer::Room).unwrap();
    assert_eq!(called, Called::Returned { value: Value::Int(5), arguments: vec![Value::Int(2), Value::Int(3)] });
    let called = room.call("f", &[Value::Int(2), Value::Int(3)], Transfer::Compare).unwrap();
    assert_eq!(called, Called::Returned { value: Value::Int(7), arguments: vec![] });
    let kinds = room.kinds(&["f", "C", "x", "y"]).unwrap();
    assert_eq!(kinds, [Kind::Function, Kind::Class, Kind::Other, Kind::Missing]);
}

#[test]
fn limits_end_a_room_and_the_ending_repeats() {
    let mut room = open("def f():\n    while True: pass\ndef g(): return 1\n");
    room.load().unwrap();
    let over = Called::Ended(Ending::Exceeded(Limit::Fuel));
    assert_eq!(room.call("f", &[], Transfer::Compare).unwrap(), over);
    assert_eq!(room.call("g", &[], Transfer::Compare).unwrap(), over);
    assert_eq!(room.usage().fuel, LIMITS.fuel);
    for (source, expected) in [
        ("def f():\n    x = []\n    while True: x.append('a' * (1 << 20) + str(len(x)))\n", Limit::Memory),
        ("def f():\n    while True: print('x' * 1000)\n", Limit::Output),
        ("import sys\ndef f():\n    while True: sys.stderr.write('x' * 65536)\n", Limit::Output),
        ("def f():\n    b = bytearray(60 << 20)\n    while True: bytes(b)\n", Limit::Fuel),
        ("import time\ndef f(): time.sleep(10 ** 6)\n", Limit::Fuel),
        ("def f():\n    with open('big', 'wb') as o:\n        while True: o.write(b'x' * (1 << 20))\n", Limit::Scratch),
        ("def f():\n    for i in range(1000): open(f'/tmp/{i}', 'w').close()\n", Limit::Scratch),
    ] {
        assert_eq!(ending(source), Ending::Exceeded(expected), "{source}");
    }
}

#[test]
fn a_program_that_copes_with_a_limit_has_its_own_result() {
    let source = "def f():\n    try:\n        x = []\n        while True: x.append('a' * (1 << 20) + str(len(x)))\n    \
                  except MemoryError: return 7\n";
    let seen = value(source);
    assert_eq!(seen, Value::Int(7));
}

#[test]
fn two_sessions_see_the_same_world_and_it_is_not_ours() {
    let source = "import time, random, os\ndef f():\n    t = time.time()\n    time.sleep(2)\n    return repr((t, \
                  time.monotonic(), time.time() - t >= 2, random.random(), os.urandom(8), hash('a'), dict(os.environ), \
                  os.getcwd(), os.listdir('/'), os.listdir('/tmp')))\n";
    let first = value(source);
    assert_eq!(first, value(source));
    let Value::Str(text) = first else { panic!("{first:?}") };
    assert!(text.starts_with("(1767225600.0") && text.contains("True") && text.ends_with("{}, '/', [], [])"), "{text}");
}

#[test]
fn files_live_and_die_with_their_session() {
    let source = "import tempfile, os\ndef f():\n    seen = os.path.exists('/tmp/m'), open('given/a.txt').read()\n    open('/tmp/m', \
                  'w').write('x')\n    with tempfile.TemporaryDirectory() as d:\n        open(os.path.join(d, 'y'), \
                  'w').write('y' * 10000)\n        size = os.stat(os.path.join(d, 'y')).st_size\n    return repr((seen, size, \
                  os.path.exists(d), sorted(os.listdir('/'))))\n";
    let wasm = wasm();
    for _ in 0..2 {
        let mut program = Program::module("python", source);
        program.files = vec![("given/a.txt".into(), b"text".to_vec())];
        let mut room = wasm.open(&program, &LIMITS).unwrap();
        room.load().unwrap();
        let called = room.call("f", &[], Transfer::Compare).unwrap();
        let expected = Value::Str("((False, 'text'), 10000, False, ['given'])".into());
        assert_eq!(called, Called::Returned { value: expected, arguments: vec![] });
    }
}

#[test]
fn the_host_is_out_of_reach() {
    for (call, expected) in [
        ("open('../../../../etc/hostname')", "PermissionError"),
        ("open('/etc/hostname')", "FileNotFoundError"),
        ("__import__('os').symlink('/etc/passwd', 'l')", "PermissionError"),
        ("__import__('os').link('/etc/passwd', 'l')", "PermissionError"),
        ("__import__('socket').socket()", "PermissionError"),
    ] {
        let source = format!("def f():\n    try: {call}\n    except Exception as e: return type(e).__name__\n");
        let seen = value(&source);
        assert_eq!(seen, Value::Str(expected.into()), "{call}");
    }
}

#[test]
fn a_whole_program_reads_its_input() {
    let wasm = wasm();
    for read in
        ["input()", "open(0).read()", "__import__('os').read(0, 100)", "__import__('sys').stdin.buffer.readline()"]
    {
        let source = format!("a, b = map(int, {read}.split())\nprint(a + b)\n");
        let mut room = wasm.open(&Program::main("python", &source), &LIMITS).unwrap();
        assert_eq!(room.run_main(b"1 2\n").unwrap().ending, Ending::Finished, "{read}");
        assert_eq!(room.output().stdout, b"3\n", "{read}");
    }
}

#[test]
fn a_room_is_asked_from_another_on_the_same_thread() {
    let mut candidate = open("def f(a, b): return a + b\ndef loop():\n    while True: pass\n");
    candidate.load().unwrap();
    // The trusted room's own way of asking is the guest's business; here the import is called as it stands.
    let source = "import wit_world, marshal\ndef ask(n):\n    if n: return ask(n - 1)\n    r = wit_world.answer('f', \
                  marshal.dumps([1, 2], 2))\n    return marshal.loads(r.value.value)\ndef loop(): wit_world.answer('loop', \
                  marshal.dumps([], 2))\n";
    let mut judge = open(source);
    assert_eq!(judge.load().unwrap().ending, Ending::Finished);
    judge.set_callee(Some(candidate));
    let called = judge.call("ask", &[Value::Int(100)], Transfer::Compare).unwrap();
    assert_eq!(called, Called::Returned { value: Value::Int(3), arguments: vec![] });
    let over = Called::Ended(Ending::Exceeded(Limit::Fuel));
    assert_eq!(judge.call("loop", &[], Transfer::Compare).unwrap(), over);
    let mut candidate = judge.set_callee(None).expect("it is handed back");
    assert_eq!(candidate.call("f", &[], Transfer::Compare).unwrap(), over);
}

#[test]
fn fuel_is_the_same_on_every_run_and_thread() {
    let wasm = wasm();
    let run = || {
        let program = Program::module("python", "def f():\n    return sum(hash(str(i)) for i in range(20000))\n");
        let mut room = wasm.open(&program, &LIMITS).unwrap();
        room.load().unwrap();
        let called = room.call("f", &[], Transfer::Compare).unwrap();
        (called, room.usage().fuel, room.usage().peak_memory)
    };
    let alone = run();
    let together: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(together.iter().all(|other| *other == alone), "{alone:?} and {together:?}");
}

#[test]
fn the_wall_clock_is_a_backstop() {
    let wasm = wasm();
    let limits = Limits { fuel: u64::MAX / 4, wall: Duration::from_millis(300), ..LIMITS };
    let mut room = wasm.open(&Program::main("python", "while True: pass"), &limits).unwrap();
    assert_eq!(room.run_main(b"").unwrap().ending, Ending::Exceeded(Limit::Wall));
}
