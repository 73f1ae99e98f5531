//! `trommel exec`: one program, what it wrote, how it ended.

use super::Court;

#[test]
fn a_program_reads_and_writes() {
    let court = Court::new("exec");
    court.scratch.write("sum.py", "a, b = map(int, input().split())\nprint(a + b)\n");
    court.scratch.write("in.txt", "1 2\n");
    let said = court.trommel(&["exec", "sum.py", "--stdin", "in.txt"]).ends(0);
    assert_eq!(said.out, "3\n");
    said.tells(&["ran to its end", "fuel"]);
}

#[test]
fn failures_are_told_and_set_the_exit_code() {
    let court = Court::new("exec-fails");
    let check = |source: &str, code: i32, tells: &str| {
        court.scratch.write("program.py", source);
        court.trommel(&["exec", "program.py", "--fuel", "3000000000"]).ends(code).tells(&[tells]);
    };
    check("print(1/0)\n", 1, "ZeroDivisionError: division by zero (line 1)");
    check("def f(:\n", 2, "does not compile");
    check("while True: pass\n", 1, "exceeded its fuel");
    check("import sys; sys.exit(0)\n", 0, "left with code 0");
    check("import sys; sys.exit(3)\n", 1, "left with code 3");
    check("import numpy\n", 1, "no module named numpy");
}

#[test]
fn nothing_of_the_host_is_seen() {
    let court = Court::new("exec-host");
    let source = "import os, time, random\n\
                  print(dict(os.environ), os.listdir('/'), time.time(), random.random(), os.urandom(4).hex(), hash('a'))\n";
    court.scratch.write("look.py", source);
    let run = || court.trommel(&["exec", "look.py"]).ends(0).out;
    let first = run();
    assert_eq!(first, run(), "the same clock and the same draws on every run");
    assert!(first.starts_with("{"), "{first}");
    assert!(!first.contains("PATH") && !first.contains("etc"), "{first}");
}

#[test]
fn json_has_everything() {
    let court = Court::new("exec-json");
    court.scratch.write("program.py", "print('hello')\n");
    let said = court.trommel(&["exec", "program.py", "--json"]).ends(0).json();
    assert_eq!(said["stdout"], "hello\n");
    assert_eq!(said["ending"], "finished");
    assert!(said["usage"]["fuel"].as_u64().unwrap() > 0);
}

#[test]
fn files_of_no_language() {
    let court = Court::new("exec-language");
    court.scratch.write("program.xyz", "");
    court.trommel(&["exec", "program.xyz"]).ends(2).tells(&["program.xyz", "--language"]);
    court.trommel(&["exec", "program.xyz", "--language", "cobol"]).ends(2).tells(&["cobol", "python"]);
}
