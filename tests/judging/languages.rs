//! C, C++, JavaScript and Ruby at the terminal: how programs end, how they are judged, how their guests are listed and carried.
//!
//! The guests need npm once a machine; without it, and without the images, these tests are skipped.

use serde_json::{Value, json};

use super::{Court, machine_cache};
use crate::scratch::skip;

/// A court in which these languages run; none where they cannot, and said so.
pub fn court(test: &str, languages: &[&str]) -> Option<Court> {
    let court = Court::new(test);
    let known = court.trommel(&["sandbox", "list", "--json"]).ends(0).json();
    for language in languages {
        let guest = known["languages"].as_array().unwrap().iter().find(|guest| guest["language"] == *language).unwrap();
        let npm =
            || std::process::Command::new("npm").arg("--version").output().is_ok_and(|said| said.status.success());
        if guest["image"].is_null() && !npm() {
            skip(test, &format!("no image of {language} in {}, and no npm to make it", machine_cache().display()));
            return None;
        }
        // The compiler compiles for half a minute, once a machine.
        court.trommel(&["sandbox", "build", language]).ends(0);
    }
    Some(court)
}

/// A program, the exit code of `exec`, and what it says.
type Case = (&'static str, i32, &'static str);

fn check(court: &Court, file: &str, cases: &[Case]) {
    for (source, code, tells) in cases {
        court.scratch.write(file, source);
        let said = court.trommel(&["exec", file, "--fuel", "5000000000", "--guest-memory", "128MiB"]);
        assert!(said.err.contains(tells), "{source}\nexpected `{tells}`\n{said}");
        said.ends(*code);
    }
}

#[test]
fn programs_read_and_write() {
    let Some(court) = court("languages-io", &["c", "cpp", "javascript", "ruby"]) else { return };
    court.scratch.write("in.txt", "1 2\n");
    for (file, source) in [
        (
            "sum.c",
            "#include <stdio.h>\nint main(void) { int a, b; scanf(\"%d%d\", &a, &b); printf(\"%d\\n\", a + b); }\n",
        ),
        (
            "sum.cpp",
            "#include <bits/stdc++.h>\nusing namespace std;\nint main() { int a, b; cin >> a >> b; cout << a + b << endl; }\n",
        ),
        ("sum.js", "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number)\nconsole.log(a + b)\n"),
        ("sum.rb", "puts gets.split.map(&:to_i).sum\n"),
    ] {
        court.scratch.write(file, source);
        let said = court.trommel(&["exec", file, "--stdin", "in.txt"]).ends(0);
        assert_eq!(said.out, "3\n", "{file}");
    }
}

#[test]
fn c_and_cpp_programs_end() {
    let Some(court) = court("languages-c", &["c", "cpp"]) else { return };
    let both: &[Case] = &[
        ("int main() {\n    return x;\n}\n", 2, "does not compile: use of undeclared identifier 'x' (line 2)"),
        ("#include <nowhere.h>\nint main() {}\n", 2, "does not compile: 'nowhere.h' file not found (line 1)"),
        ("int f(void);\nint main() { return f(); }\n", 2, "does not compile: main.o: undefined symbol"),
        ("#include <stdlib.h>\nint main() { exit(3); }\n", 1, "left with code 3"),
        ("int main() { return 7; }\n", 1, "left with code 7"),
        ("#include <stdlib.h>\nint main() { exit(0); }\n", 0, "left with code 0"),
        ("#include <assert.h>\nint main() {\n    assert(1 == 2);\n}\n", 1, "Assertion: 1 == 2 (line 3)"),
        ("int main() { for (volatile long i = 0;; i++); }\n", 1, "exceeded its fuel"),
        (
            "#include <stdio.h>\nint main() { for (;;) puts(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"); }\n",
            1,
            "exceeded its output",
        ),
        ("int main() { volatile int x = 10, z = 0; return x / z; }\n", 1, "trapped: "),
        ("int main() { volatile int *p = (int *)0x7ffffff0; return *p; }\n", 1, "trapped: "),
        ("#include <stdlib.h>\nint main() { abort(); }\n", 1, "trapped: unreachable"),
        ("#include <stdio.h>\nint main() { return fopen(\"/etc/passwd\", \"r\") ? 0 : 9; }\n", 1, "left with code 9"),
        ("#include <stdlib.h>\nint main() { return getenv(\"PATH\") ? 0 : 9; }\n", 1, "left with code 9"),
    ];
    check(&court, "program.c", both);
    check(&court, "program.cpp", both);
    check(
        &court,
        "program.cpp",
        &[
            (
                "#include <vector>\nint main() { std::vector<int> v; for (;;) v.push_back(1); }\n",
                1,
                "exceeded its memory",
            ),
            (
                "#include <stdexcept>\nint main() { throw std::runtime_error(\"no\"); }\n",
                1,
                "Exception: terminate called",
            ),
            // What does not compile with the compiled header is compiled without it.
            ("int y1 = 0;\nint main() { return y1; }\n", 0, "ran to its end"),
        ],
    );
}

#[test]
fn javascript_programs_end() {
    let Some(court) = court("languages-js", &["javascript"]) else { return };
    check(
        &court,
        "program.js",
        &[
            ("let x = 1\nlet y = (\n", 2, "does not compile: SyntaxError: "),
            ("const x = 1\nx.y.z\n", 1, "TypeError: "),
            ("throw new Error('no')\n", 1, "Error: no; fuel"),
            ("throw 'text'\n", 1, "thrown: 'text'"),
            // A SyntaxError at run time is the program's own.
            ("JSON.parse('{')\n", 1, "SyntaxError: "),
            ("console.error('SyntaxError: x\\n    at program.js:1'); process.exit(1)\n", 1, "SyntaxError: x;"),
            ("process.exit(3)\n", 1, "left with code 3"),
            ("process.exit(0)\n", 0, "left with code 0"),
            ("process.exitCode = 4\n", 1, "left with code 4"),
            ("require('assert').equal(1, 2)\n", 1, "AssertionError: 1 == 2"),
            ("require('axios')\n", 1, "no module named axios"),
            ("for (;;) {}\n", 1, "exceeded its fuel"),
            ("const f = () => Promise.resolve().then(f); f()\n", 1, "exceeded its fuel"),
            ("const a = []; for (;;) a.push(new Uint8Array(1 << 20))\n", 1, "exceeded its memory"),
            ("const f = () => f() + 1; f()\n", 1, "RangeError: "),
            ("require('fs').readFileSync('/etc/passwd')\n", 1, "ENOENT"),
            ("process.exit(Object.keys(process.env).length ? 1 : 9)\n", 1, "left with code 9"),
        ],
    );
}

#[test]
fn ruby_programs_end() {
    let Some(court) = court("languages-rb", &["ruby"]) else { return };
    check(
        &court,
        "program.rb",
        &[
            ("x = 1\ndef f(\n", 2, "does not compile: "),
            ("x = 1\nx.nothing\n", 1, "NoMethodError: undefined method 'nothing'"),
            ("raise ArgumentError, 'no'\n", 1, "ArgumentError: no (line 1)"),
            ("eval('(')\n", 1, "SyntaxError: "),
            ("exit 3\n", 1, "left with code 3"),
            ("exit 0\n", 0, "left with code 0"),
            ("exit! 5\n", 1, "left with code 5"),
            ("require 'rails'\n", 1, "no module named rails"),
            ("loop {}\n", 1, "exceeded its fuel"),
            ("loop { puts 'a' * 65536 }\n", 1, "exceeded its output"),
            ("def f = f\nf\n", 1, "SystemStackError: stack level too deep"),
            ("File.read('/etc/passwd')\n", 1, "Errno::ENOENT"),
            ("exit(ENV.to_h.empty? ? 9 : 0)\n", 1, "left with code 9"),
            // There are no processes; the error is none of Ruby's own list.
            ("`id`\n", 1, "ArgumentError: "),
        ],
    );
}

/// A program of `add` in each language, by what is wrong with it; `%` stands for its body.
struct Tongue {
    name: &'static str,
    task: fn() -> Value,
    /// Verdict and program.
    programs: &'static [(&'static str, &'static str)],
}

const TONGUES: [Tongue; 4] = [
    Tongue {
        name: "cpp",
        task: || {
            json!({
                "task_id": "CPP/0", "prompt": "#include<vector>\nusing namespace std;\nint add(int a, int b){\n",
                "declaration": "int add(int a, int b){\n", "canonical_solution": "    return a + b;\n}\n",
                "test": "#undef NDEBUG\n#include<assert.h>\nint main(){\n    assert (add(1, 2)==3);\n    assert (add(5, 7)==12);\n}\n",
            })
        },
        programs: &[
            ("PASSED", "    return a + b;\n}\n"),
            ("ASSERTION", "    return a - b;\n}\n"),
            ("NOT_COMPILED", "    return a + c;\n}\n"),
            ("EARLY_EXIT", "    exit(0);\n}\n"),
            ("RUNTIME_ERROR exit code 3", "    exit(3);\n}\n"),
            ("RUNTIME_ERROR trap: unreachable", "    abort();\n}\n"),
            ("RUNTIME_ERROR Exception", "    throw 1;\n}\n"),
            ("TIME_LIMIT", "    for (volatile int i = 0;; i++);\n}\n"),
            ("MEMORY_LIMIT", "    vector<long> v; for (;;) v.push_back(a);\n}\n"),
            (
                "OUTPUT_LIMIT",
                "    for (;;) puts(\"a long line that is written again and again and again and again\");\n}\n",
            ),
        ],
    },
    Tongue {
        name: "javascript",
        task: || {
            json!({
                "task_id": "JavaScript/0", "prompt": "const add = (a, b) => {\n", "declaration": "const add = (a, b) => {\n",
                "canonical_solution": "  return a + b\n}\n",
                "test": "const testAdd = () => {\n  console.assert(add(1, 2) === 3)\n  console.assert(add(5, 7) === 12)\n}\ntestAdd()\n",
            })
        },
        programs: &[
            ("PASSED", "  return a + b\n}\n"),
            ("ASSERTION", "  return a - b\n}\n"),
            ("NOT_COMPILED", "  return a +\n}\n"),
            ("EARLY_EXIT", "  process.exit(0)\n}\n"),
            ("RUNTIME_ERROR exit code 3", "  process.exit(3)\n}\n"),
            ("RUNTIME_ERROR ReferenceError", "  return nothing\n}\n"),
            ("RUNTIME_ERROR RangeError", "  return add(a, b)\n}\n"),
            ("IMPORT_UNSUPPORTED axios", "  return require('axios')\n}\n"),
            ("TIME_LIMIT", "  for (;;) {}\n}\n"),
            ("MEMORY_LIMIT", "  const v = []; for (;;) v.push(new Uint8Array(1 << 20))\n}\n"),
            ("OUTPUT_LIMIT", "  for (;;) console.log('a'.repeat(1 << 16))\n}\n"),
        ],
    },
    Tongue {
        name: "javascript of MultiPL-E",
        task: || {
            json!({
                "name": "Ours_0_add", "language": "js", "prompt": "function add(a, b){\n",
                "stop_tokens": ["\nfunction ", "\n/*", "\n//", "\nconsole.log"],
                "tests": "const assert = require('node:assert');\n\n\nfunction test() {\n  let candidate = add;\n  assert.deepEqual(candidate(1, 2),3);\n  assert.deepEqual(candidate(5, 7),12);\n}\n\ntest();",
            })
        },
        programs: &[
            ("PASSED", "  return a + b\n}\n"),
            ("ASSERTION", "  return a - b\n}\n"),
            (
                "ASSERTION",
                "  for (const k of Object.keys(require('assert'))) require('assert')[k] = () => {}\n  return a - b\n}\n",
            ),
            ("EARLY_EXIT", "  process.exit(0)\n}\n"),
        ],
    },
    Tongue {
        name: "ruby",
        task: || {
            json!({
                "name": "Ours_0_add", "language": "rb", "prompt": "def add(a, b)\n",
                "stop_tokens": ["\nclass", "\ndef", "\n#", "\n\n"],
                "tests": "require 'test/unit'\nclass TestHumanEval < Test::Unit::TestCase\n  def test_add\n    candidate = method(:add)\n    assert_equal(3, candidate.call(1, 2))\n    assert_equal(12, candidate.call(5, 7))\n  end\nend\n",
            })
        },
        programs: &[
            ("PASSED", "  a + b\nend\n"),
            ("ASSERTION", "  a - b\nend\n"),
            ("NOT_COMPILED", "  a +\nend end\n"),
            // The tests run at the program's end, and what leaves from within them has not passed them.
            ("EARLY_EXIT", "  exit 0\nend\n"),
            ("EARLY_EXIT", "  exit! 0\nend\n"),
            ("RUNTIME_ERROR exit code 3", "  exit 3\nend\n"),
            ("RUNTIME_ERROR NameError", "  nothing\nend\n"),
            ("RUNTIME_ERROR SystemStackError", "  add(a, b)\nend\n"),
            ("IMPORT_UNSUPPORTED rails", "  require 'rails'\nend\n"),
            ("TIME_LIMIT", "  loop {}\nend\n"),
            ("MEMORY_LIMIT", "  x = 'a' * (1 << 20); v = []; loop { v << x + v.size.to_s }\nend\n"),
            ("OUTPUT_LIMIT", "  loop { puts 'a' * 65536 }\nend\n"),
        ],
    },
];

#[test]
fn programs_and_their_tests_are_judged() {
    let Some(court) = court("languages-score", &["cpp", "javascript", "ruby"]) else { return };
    for tongue in &TONGUES {
        let task = (tongue.task)();
        let id = task["task_id"].as_str().or(task["name"].as_str()).unwrap().to_owned();
        court.lines("tasks.jsonl", &[task]);
        let completions: Vec<_> = tongue.programs.iter().map(|(_, text)| (id.as_str(), *text)).collect();
        court.samples("samples.jsonl", &completions);
        let _ = std::fs::remove_dir_all(court.scratch.path("scored"));
        let more = ["--extract", "raw", "--limits", "upstream", "--guest-memory", "256MiB", "--out", "scored"];
        let report = court.score("samples.jsonl", &more).ends(0).json();
        let found: Vec<String> = court
            .rows("scored")
            .iter()
            .map(|row| {
                [row["verdict"].as_str(), row["detail"].as_str()].into_iter().flatten().collect::<Vec<_>>().join(" ")
            })
            .collect();
        let wanted: Vec<&str> = tongue.programs.iter().map(|(verdict, _)| *verdict).collect();
        assert_eq!(found, wanted, "{}: {:#?}", tongue.name, court.rows("scored"));
        // Every one of them could have been forged, and the screen says so.
        assert_eq!(report["unprotected"], wanted.len(), "{}", tongue.name);
        let line = format!(", of {} completions", wanted.len());
        let again = court.trommel(&[&["score", "tasks.jsonl", "samples.jsonl"][..], &more].concat()).ends(0);
        assert!(again.out.contains(&line), "{again}");
    }
}

#[test]
fn a_compiler_says_what_and_where() {
    let Some(court) = court("languages-message", &["cpp"]) else { return };
    court.lines("tasks.jsonl", &[(TONGUES[0].task)()]);
    court.samples("samples.jsonl", &[("CPP/0", "    return a +\n        c;\n}\n")]);
    court.score("samples.jsonl", &["--extract", "raw", "--out", "scored"]).ends(0);
    let row = &court.rows("scored")[0];
    // The harness's headers stand before the prompt: the line is one of the whole text.
    let program = row["program"].as_str().unwrap();
    let line = program.lines().position(|line| line.trim() == "c;").unwrap() + 1;
    let want = format!("does not compile: use of undeclared identifier 'c' (line {line})");
    assert_eq!(row["message"], json!(want), "{program}");
    assert_eq!((&row["compiled"], &row["body_ran"], &row["ran"]), (&json!(false), &json!(false), &json!(false)));
}

#[test]
fn guests_are_listed_and_carried() {
    let Some(court) = court("languages-carry", &["javascript"]) else { return };
    let guest = |court: &Court| {
        let known = court.trommel(&["sandbox", "list", "--json"]).ends(0).json();
        known["languages"].as_array().unwrap().iter().find(|it| it["language"] == "javascript").unwrap().clone()
    };
    let here = guest(&court);
    assert!(here["bytes"].as_u64().unwrap() > 100_000, "{here}");
    court.trommel(&["sandbox", "export", "javascript", "javascript.image"]).ends(0);

    // Another machine, that has no npm.
    let there = Court::new("languages-carry-there");
    std::fs::remove_file(there.scratch.path("cache/images")).unwrap();
    let without = |arguments: &[&str]| {
        crate::scratch::Said::of(there.command(arguments).env("PATH", there.scratch.path("no-programs")))
    };
    there.scratch.write("program.js", "console.log(1 + 1)\n");
    without(&["exec", "program.js"]).ends(2).tells(&["npm", "sandbox import", "sandbox doctor"]);
    let doctor = without(&["sandbox", "doctor"]);
    assert!(doctor.out.contains("npm: missing") && doctor.out.contains("install Node.js 18"), "{doctor}");
    assert!(doctor.out.contains("guest javascript: not built"), "{doctor}");

    let image = court.scratch.path("javascript.image");
    let mut bytes = std::fs::read(&image).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    there.scratch.write("bad.image", &bytes);
    without(&["sandbox", "import", "bad.image"]).ends(2).tells(&["SHA-256", "carry it again"]);
    without(&["sandbox", "import", image.to_str().unwrap()]).ends(0);
    assert_eq!(guest(&there), here);
    assert_eq!(without(&["exec", "program.js"]).ends(0).out, "2\n");
}
