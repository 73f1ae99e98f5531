//! Every real file reads, and every wrong one is refused with its line.

use trommel_sandbox::Value;

use super::*;
use crate::{Tests, tests::shared::shared};

#[track_caller]
fn counts(file: &str, format: Format, tasks: usize) -> Vec<Task> {
    let Some(bytes) = shared(&format!("benchmarks/{file}")) else { return Vec::new() };
    let (found, read) = read(&bytes, file).unwrap();
    assert_eq!((found, read.len()), (format, tasks), "{file}");
    read
}

#[test]
fn humaneval_reads() {
    let tasks = counts("HumanEval.jsonl.gz", Format::HumanEval, 164);
    let Some(task) = tasks.first() else { return };
    assert_eq!((task.id.as_str(), task.entry_point.as_deref()), ("HumanEval/0", Some("has_close_elements")));
    assert_eq!(task.assembly.preamble, "from typing import List\n");
    assert!(tasks[38].assembly.preamble.contains("def encode_cyclic"), "{}", tasks[38].assembly.preamble);
    assert!(!tasks[38].assembly.preamble.contains("def decode_cyclic"));
}

#[test]
fn mbpp_reads() {
    let tasks = counts("mbpp.jsonl.gz", Format::Mbpp, 974);
    let Some(task) = tasks.iter().find(|task| task.id == "367") else { return };
    let Tests::Asserts { setup, source, check: false } = &task.tests else { panic!("{task:?}") };
    assert!(setup.contains("Node(1)") && source.contains("assert is_tree_balanced(root)"), "{setup}");
    assert_eq!(task.entry_point.as_deref(), Some("is_tree_balanced"));
    assert_eq!(tasks.iter().filter(|task| task.entry_point.is_none()).count(), 0);

    let tasks = counts("sanitized-mbpp.json", Format::MbppSanitized, 427);
    assert_eq!(tasks.iter().filter(|task| task.entry_point.is_none()).count(), 0);
    let imports = tasks.iter().filter(|task| matches!(&task.tests, Tests::Asserts { setup, .. } if !setup.is_empty()));
    assert_eq!(imports.count(), 13);
}

#[test]
fn mbpp_typed_reads() {
    let tasks = counts("mbpp-typed-multipl-e-py.jsonl.gz", Format::MbppTyped, 397);
    let Some(task) = tasks.first() else { return };
    let Tests::Asserts { source, check: true, .. } = &task.tests else { panic!("{task:?}") };
    assert_eq!(source.lines().count(), 4, "{source}");
}

#[test]
fn the_plus_benchmarks_read() {
    let tests = |tasks: &[Task], plus: bool| -> usize {
        tasks
            .iter()
            .map(|task| match &task.tests {
                Tests::Calls(calls) => calls.calls.iter().filter(|call| call.plus == plus).count(),
                _ => 0,
            })
            .sum()
    };
    let tasks = counts("HumanEvalPlus.jsonl.gz", Format::HumanEvalPlus, 164);
    if !tasks.is_empty() {
        assert_eq!((tests(&tasks, false), tests(&tasks, true)), (1_570, 122_683));
        let Tests::Calls(calls) = &tasks[32].tests else { panic!() };
        assert_eq!((calls.oracle.atol, calls.oracle.special.as_deref()), (1e-4, Some("find_zero")));
    }
    let tasks = counts("MbppPlus.jsonl.gz", Format::MbppPlus, 378);
    if !tasks.is_empty() {
        assert_eq!((tests(&tasks, false), tests(&tasks, true)), (1_174, 39_841));
        let special = |name: &str| {
            let is = |task: &&Task| matches!(&task.tests, Tests::Calls(calls) if calls.oracle.special.as_deref() == Some(name));
            tasks.iter().filter(is).count()
        };
        assert_eq!((special("as-sets"), special("not-none")), (7, 3));
        for name in ["surface_Area", "digit_distance_nums"] {
            assert_eq!(special(name), 1, "{name}");
        }
        let first = |id: &str| {
            let task = tasks.iter().find(|task| task.id == id).unwrap();
            let Tests::Calls(calls) = &task.tests else { panic!() };
            calls.calls.clone()
        };
        assert!(matches!(first("Mbpp/2")[0].arguments[0], Value::Tuple(_)));
        assert_eq!(first("Mbpp/124")[0].arguments, [Value::Float(0.0), Value::Complex(0.0, 1.0)]);
        let infinite = |call: &crate::Call| call.arguments.contains(&Value::Float(f64::INFINITY));
        assert!(first("Mbpp/404").iter().any(infinite));
    }
}

#[track_caller]
fn refused(file: &str, message: &str) {
    let error = read(file.as_bytes(), "tasks.jsonl").unwrap_err();
    assert_eq!(error.to_string(), message);
}

const TASK: &str = r#"{"task_id":"HumanEval/0","prompt":"def f():\n","entry_point":"f","canonical_solution":"  pass","test":"def check(candidate):\n  pass"}"#;

#[test]
fn wrong_files_are_refused_with_their_line() {
    refused("", "tasks.jsonl: found no task, expected one task a line");
    refused(
        "\n\n 7\n",
        "tasks.jsonl:3: found a number, expected an object\nhint: a file has one JSON object a line, or one list of objects",
    );
    refused(
        "{\"a\": 1,\n\"b\": 2}",
        "tasks.jsonl:1: found the end of the line within a row, expected the rest of its value\n\
         hint: a row must be on one line; is this a torn row, or a file of indented JSON?",
    );
    refused(
        &format!("{TASK}\n{TASK}"),
        "tasks.jsonl:2: found the task `HumanEval/0` of line 1 again, expected distinct ids",
    );
    refused(&format!("{TASK} x"), "tasks.jsonl:1: found `x` after the row's value, expected the end of the line");
    refused(
        &format!("{TASK}\n{{\"task_id\":\"HumanEval/1\"}}"),
        "tasks.jsonl:2: found the fields `task_id`, expected a field `prompt`",
    );
    refused(&TASK.replace("\"def f():\\n\"", "3"), "tasks.jsonl:1: found a number in `prompt`, expected a string");
    refused(
        &TASK.replace("def check(candidate)", "x"),
        "tasks.jsonl:1: found a `test` without `def check(`, expected the definition of `check(candidate)`",
    );
    refused("{\"a\":1,\"a\":2}", "tasks.jsonl:1: found the key `a` twice in one object, expected distinct keys");
    refused("{\"a\":01}", "tasks.jsonl:1: found `01`, expected a number");
    refused("{\"a\":\"\u{7}\"}", "tasks.jsonl:1: found the control character 0x07 in a string, expected an escape");
    let error = read(&[b"{\"a\":\"".as_slice(), &[0xFF], b"\"}"].concat(), "tasks.jsonl").unwrap_err();
    assert!(
        error.to_string().starts_with("tasks.jsonl:1: found bytes that are no UTF-8 at byte 0 of a string"),
        "{error}"
    );
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(500), "]".repeat(500));
    refused(&deep, "tasks.jsonl:1: found values nested 201 deep, expected at most 200");
    let unknown = read(b"{\"question\":1,\"answer\":2}", "tasks.jsonl").unwrap_err().to_string();
    assert!(
        unknown
            .starts_with("tasks.jsonl:1: no known benchmark has the fields `question`, `answer`; expected those of "),
        "{unknown}"
    );
}

#[test]
fn rows_may_have_a_mark_carriage_returns_and_blank_lines() {
    let file = format!("\u{FEFF}\r\n{TASK}\r\n\r\n");
    assert_eq!(read(file.as_bytes(), "t").unwrap().1.len(), 1);
    let list = format!("[\n{TASK}\n,{}\n]\n", TASK.replace("Eval/0", "Eval/1"));
    assert_eq!(read(list.as_bytes(), "t").unwrap().1.len(), 2);
}

#[test]
fn codecontests_reads() {
    let cases = |task: &Task| match &task.tests {
        Tests::Stdio { cases, .. } => cases.len(),
        _ => 0,
    };
    let tasks = counts("codecontests_100_moretests.jsonl.gz", Format::CodeContests, 100);
    if !tasks.is_empty() {
        assert_eq!(tasks.iter().map(cases).sum::<usize>(), 3_193);
        assert!(tasks.iter().all(|task| task.reference.is_some() && cases(task) > 0));
    }
    let tasks = counts("sandboxfusion_code_contests_20.jsonl.gz", Format::SandboxFusion, 20);
    assert!(
        tasks.iter().all(|task| (35..=331).contains(&cases(task))),
        "{:?}",
        tasks.iter().map(cases).collect::<Vec<_>>()
    );
}

#[test]
fn codecontests_as_proto_json_reads() {
    let row = r#"{"name":"a","description":"d","publicTests":[{"input":"1\n","output":"2\n"},{"output":"3"}],
        "timeLimit":"2.5s","memoryLimitBytes":"256000000","solutions":[{"language":"CPP","solution":"x"},{"language":"PYTHON3","solution":"y"}]}"#
        .replace('\n', "");
    let (format, tasks) = read(row.as_bytes(), "c").unwrap();
    assert_eq!(format, Format::CodeContests);
    assert_eq!(
        (tasks[0].seconds, tasks[0].memory_bytes, tasks[0].reference.as_deref()),
        (2.5, Some(256_000_000), Some("y"))
    );
    let Tests::Stdio { cases, .. } = &tasks[0].tests else { panic!() };
    assert_eq!((cases[1].stdin.as_str(), cases[1].expected[0].as_str()), ("", "3"));
    for (limit, seconds) in [
        ("null", 10.0),
        ("{\"seconds\":3,\"nanos\":500000000}", 3.5),
        ("{\"seconds\":\"4\"}", 4.0),
        ("0", 10.0),
        ("7", 7.0),
    ] {
        let (_, tasks) = read(row.replace("\"2.5s\"", limit).as_bytes(), "c").unwrap();
        assert_eq!(tasks[0].seconds, seconds, "{limit}");
    }
    refused(
        &row.replace("\"2.5s\"", "\"soon\""),
        "tasks.jsonl:1: found a string in `timeLimit`, expected a duration such as `{\"seconds\": 2, \"nanos\": 0}`, `\"2.5s\"` or 2.5",
    );
    refused(
        "{\"name\":\"a\",\"description\":\"\",\"public_tests\":{\"input\":[\"1\"],\"output\":[]}}",
        "tasks.jsonl:1: found 1 inputs and 0 outputs in `public_tests`, expected as many outputs as inputs",
    );
    let (_, tasks) = read(row.replace("\"name\"", "\"input_file\":\"in.txt\",\"name\"").as_bytes(), "c").unwrap();
    assert!(matches!(&tasks[0].tests, Tests::Unsupported { why } if why.contains("`input_file`")));
}

#[test]
fn apps_reads() {
    let tasks = counts("coderl_apps_train5.jsonl", Format::Apps, 5);
    let Some(task) = tasks.iter().find(|task| task.id == "2404") else { return };
    let Tests::Calls(calls) = &task.tests else { panic!("{task:?}") };
    assert_eq!((calls.calls.len(), task.entry_point.as_deref()), (1, Some("findKthPositive")));
    assert_eq!(calls.calls[0].expected, Some(Value::Int(9)));
    assert_eq!(tasks.iter().filter(|task| matches!(task.tests, Tests::Stdio { .. })).count(), 3);
}

#[test]
fn apps_with_json_in_strings_reads() {
    let (_, tasks) = read(
        br#"{"problem_id":7,"input_output":"{\"fn_name\":\"f\",\"inputs\":[[{\"1\":2}]],\"outputs\":[[3]]}","solutions":"[\"def f(x): pass\"]"}
{"problem_id":8,"input_output":"","solutions":""}"#,
        "a",
    )
    .unwrap();
    let Tests::Calls(calls) = &tasks[0].tests else { panic!() };
    assert_eq!(calls.calls[0].expected, Some(Value::List(vec![Value::Int(3)])));
    assert_eq!(calls.calls[0].arguments, [Value::Dict(vec![(Value::Int(1), Value::Int(2))])]);
    assert!(matches!(&tasks[1].tests, Tests::Unsupported { why } if why == "it has no tests"));
    refused(
        "{\"problem_id\":7,\"input_output\":\"{\\\"inputs\\\":[\",\"solutions\":\"\"}",
        "tasks.jsonl:1: in `input_output`:1: found the end of the file, expected a value",
    );
}

#[test]
fn livecodebench_reads() {
    let public = r#"[{\"input\":\"1\\n2\",\"output\":\"3\",\"testtype\":\"functional\"}]"#;
    let row = format!(
        r#"{{"question_id":"a_1","public_test_cases":"{public}","private_test_cases":"eJxrYJmqxgABPUrR1UqZeQWlJUpWCkqGMXkmSjoKSvmlJVARU6Xa2Cl6ACB/DLU=","metadata":"{{\"func_name\":\"add\"}}"}}"#
    );
    let (format, tasks) = read(row.as_bytes(), "l").unwrap();
    assert_eq!((format, tasks[0].entry_point.as_deref()), (Format::LiveCodeBench, Some("add")));
    let error = read(row.replace("eJxr", "????").as_bytes(), "l").unwrap_err().to_string();
    assert_eq!(
        error,
        "l:1: in `private_test_cases`: found the byte 0x3f in base64, expected a list of tests as JSON, or base64 of zlib of a pickled \
         string of it"
    );
    let stdio = row.replace("functional", "stdin");
    let (_, tasks) = read(stdio.as_bytes(), "l").unwrap();
    let Tests::Stdio { cases, .. } = &tasks[0].tests else { panic!() };
    assert_eq!((cases.len(), tasks[0].entry_point.as_deref()), (2, None));
}

#[test]
fn the_other_languages_read() {
    for (file, count, language) in [
        ("js", 161, "javascript"),
        ("ts", 159, "typescript"),
        ("cpp", 161, "cpp"),
        ("java", 158, "java"),
        ("go", 154, "go"),
        ("rs", 156, "rust"),
        ("rb", 161, "ruby"),
    ] {
        let tasks = counts(&format!("multipl-e-humaneval-{file}.jsonl.gz"), Format::MultiplE, count);
        assert!(tasks.iter().all(|task| task.language == language && task.entry_point.is_some()), "{file}");
        let braces = match file {
            "cpp" | "rs" => 1,
            "java" => 2,
            _ => 0,
        };
        assert!(tasks.iter().all(|task| task.assembly.braces == braces), "{file}");
    }
    for (file, language) in [("cpp", "cpp"), ("java", "java"), ("js", "javascript"), ("go", "go"), ("rust", "rust")] {
        let tasks = counts(&format!("humaneval-x-{file}.jsonl.gz"), Format::HumanEvalX, 164);
        assert!(tasks.iter().all(|task| task.language == language && task.reference.is_some()), "{file}");
        for task in &tasks {
            assert!(task.entry_point.is_some(), "{}: {}", task.id, task.prompt);
        }
    }
}

#[test]
fn what_cannot_run_says_why() {
    let (format, tasks) =
        read(br#"{"task_id":"BigCodeBench/0","complete_prompt":"","instruct_prompt":"","libs":"['numpy']"}"#, "b")
            .unwrap();
    assert_eq!(format, Format::BigCodeBench);
    assert!(matches!(&tasks[0].tests, Tests::Unsupported { why } if why.contains("['numpy']")));
}

#[test]
fn any_file_reads_with_a_mapping() {
    let mapping = Mapping::of_pairs("id=name,entry_point=name,reference=correct_python,calls=json_testcases").unwrap();
    if let Some(bytes) = shared("repair/quixbugs.jsonl") {
        let tasks = read_mapped(&bytes, "quixbugs.jsonl", &mapping).unwrap();
        assert_eq!(tasks.len(), 40);
        let called = tasks.iter().filter(|task| matches!(task.tests, Tests::Calls(_))).count();
        assert!(called >= 30, "{called}");
    }
    let mapping = Mapping::of_toml("id = 'n'\ncases = 't'\nchecker = 'exact'\nseconds = 2", "m.toml").unwrap();
    let tasks = read_mapped(br#"{"n":1,"t":[{"input":"a","output":"b"}]}"#, "f", &mapping).unwrap();
    assert_eq!((tasks[0].id.as_str(), tasks[0].seconds), ("1", 2.0));
    for (pairs, message) in [
        ("id", "--map: found `id`, expected pairs such as `id=question_id`"),
        ("id=a", "--map: found 0 of tests, cases, calls, script, expected exactly one"),
        ("tests=a,cases=b", "--map: found 2 of tests, cases, calls, script, expected exactly one"),
        ("tests=a,seconds=0", "--map: found a time limit of 0 seconds, expected more than 0"),
        (
            "cases=a,checker=x",
            "--map: found the checker `x`, expected exact, rstrip, tokens, tokens-float, decimal-lines, or a Python file beside \
             the benchmark's, such as `checkers/tree.py`",
        ),
        (
            "tests=a,language=cobol",
            "--map: found the language `cobol`, expected one such as python, cpp, javascript, ruby",
        ),
    ] {
        assert_eq!(Mapping::of_pairs(pairs).unwrap_err().to_string(), message);
    }
    assert!(
        Mapping::of_toml("idd = 'n'", "m.toml")
            .unwrap_err()
            .to_string()
            .starts_with("m.toml: found unknown field `idd`")
    );
}

#[test]
fn a_row_names_its_checker() {
    let mapping = Mapping::of_pairs("id=n,cases=t,checker=exact").unwrap();
    let checker = |row: &str| match &read_mapped(row.as_bytes(), "f.jsonl", &mapping)?[0].tests {
        Tests::Stdio { checker, .. } => Ok(checker.name().to_owned()),
        other => panic!("{other:?}"),
    };
    let row = |field: &str| format!(r#"{{"n":1,{field}"t":[{{"input":"a","output":"b"}}]}}"#);
    for (field, name) in [
        ("", "exact"),
        (r#""checker":null,"#, "exact"),
        (r#""checker":"tokens-float","#, "tokens-float"),
        (r#""checker":"own/any.py","#, "own/any.py"),
        (r#""checker":"codecontests/45_h_road_problem","#, "codecontests/45_h_road_problem"),
    ] {
        assert_eq!(checker(&row(field)).unwrap(), name);
    }
    for field in [r#""checker":"any","#, r#""checker":"../any.py","#, r#""checker":7,"#] {
        let error: BenchError = checker(&row(field)).unwrap_err();
        assert!(error.to_string().starts_with("f.jsonl:1: found"), "{error}");
        assert!(error.to_string().contains("exact, rstrip, tokens"), "{error}");
    }
}

#[test]
fn contests_with_several_answers_have_checkers() {
    let Some(tasks) = shared("benchmarks/codecontests_100_moretests.jsonl.gz") else { return };
    let (_, tasks) = read(&tasks, "contests").unwrap();
    assert_eq!(tasks.iter().filter(|task| task.checker_program().is_some()).count(), 37);
}
