//! What languages write when they fail, and the endings that it means: by the patterns of our own files.

use trommel_sandbox::{Ending, Limit, Trap};

use super::Patterns;
use crate::images;

fn patterns(language: &str) -> Patterns {
    let all = images::languages().unwrap();
    Patterns::new(&all.iter().find(|it| it.name == language).unwrap().endings).unwrap()
}

fn raised(kind: &str, message: &str, line: Option<u32>) -> Ending {
    Ending::Raised { kind: kind.into(), message: message.into(), line }
}

fn not_compiled(message: &str, line: Option<u32>) -> Ending {
    Ending::NotCompiled { message: message.into(), line }
}

#[test]
fn standard_error_says_how_a_program_ended() {
    let exited = |code| Ending::Exited { code };
    let abort = Ending::Trapped(Trap::Unreachable);
    let missing = |name: &str| Ending::MissingModule { name: name.into() };
    for (language, ending, stderr, want) in [
        ("javascript", exited(2), "SyntaxError: no\n    at program.js:3:5\n", not_compiled("SyntaxError: no", Some(3))),
        // Only with the code of the compiler: a program's own error has another.
        ("javascript", exited(1), "SyntaxError: no\n    at program.js:3:5\n", raised("SyntaxError", "no", None)),
        ("javascript", exited(1), "Error: Cannot find module 'x'\n", missing("x")),
        ("javascript", exited(1), "Error: no\n    at f (program.js:1:2)\n", raised("Error", "no", None)),
        ("javascript", exited(1), "Assertion failed\n", raised("AssertionError", "Assertion failed", None)),
        ("javascript", exited(3), "", exited(3)),
        ("javascript", exited(0), "TypeError: no\n", exited(0)),
        ("javascript", Ending::Finished, "TypeError: no\n", Ending::Finished),
        ("ruby", exited(2), "SyntaxError: program.rb:2: no\n", not_compiled("no", Some(2))),
        ("ruby", exited(1), "LoadError: cannot load such file -- rails\n", missing("rails")),
        ("ruby", exited(1), "TypeError: no\n/program.rb:4:in 'f'\n", raised("TypeError", "no", Some(4))),
        ("c", abort.clone(), "Assertion failed: x (main.c: f: 5)\n", raised("Assertion", "x", Some(5))),
        ("c", exited(1), "main.c:1:1: error: no\n", exited(1)),
        ("cpp", abort.clone(), "", abort.clone()),
        ("cpp", Ending::Exceeded(Limit::Fuel), "Assertion failed: x (a: f: 5)\n", Ending::Exceeded(Limit::Fuel)),
    ] {
        assert_eq!(patterns(language).read(ending.clone(), stderr.as_bytes()), want, "{language} {ending} {stderr}");
    }
}

#[test]
fn a_compiler_that_refuses_says_why() {
    let failed = Ending::Exited { code: 1 };
    for (stderr, want) in [
        ("main.cpp:2:5: error: no\nmain.cpp:3:1: error: nor this\n", not_compiled("no", Some(2))),
        ("main.cpp:1:10: fatal error: 'x.h' file not found\n", not_compiled("'x.h' file not found", Some(1))),
        ("wasm-ld: error: main.o: undefined symbol: f()\n", not_compiled("main.o: undefined symbol: f()", None)),
        ("something else\nand more\n", not_compiled("something else", None)),
        ("", not_compiled("the compiler left with code 1", None)),
    ] {
        assert_eq!(patterns("cpp").refused(failed.clone(), stderr.as_bytes()), want, "{stderr}");
    }
    let fuel = patterns("cpp").refused(Ending::Exceeded(Limit::Fuel), b"");
    assert_eq!(fuel, not_compiled("the compiler exceeded its fuel", None));
    // The wall clock says nothing about a program.
    let wall = Ending::Exceeded(Limit::Wall);
    assert_eq!(patterns("cpp").refused(wall.clone(), b"main.cpp:2:5: error: no\n"), wall);
}
