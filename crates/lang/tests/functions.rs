//! Functions, calls and tags on real sources: Python functions against CPython's own parser, and what must hold for any text.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use flate2::read::GzDecoder;
use serde_json::{Value, json};
use trommel_lang::{ByName, FunctionKind, Language, calls, detect_by_name, functions, parse, tags};

/// Records on which name and docstring are those of CPython, of all that it parses, at least.
const AGREEMENT: f64 = 0.995;

/// Reads code and documentation, a record a line. Writes for each record that CPython parses as one function: the code with the
/// documentation put in as a docstring, and what `ast` says of it. `null` for the others.
const ORACLE: &str = r#"
import ast, json, sys, warnings
warnings.simplefilter("ignore")

def one(code):
    body = ast.parse(code).body
    return body[0] if len(body) == 1 and isinstance(body[0], (ast.FunctionDef, ast.AsyncFunctionDef)) else None

def arguments(f):
    a = f.args
    names = a.posonlyargs + a.args
    names = names[1:] if names and names[0].arg in ("self", "cls") else names
    return len(names) + len(a.kwonlyargs) + (a.vararg is not None) + (a.kwarg is not None)

def record(row, number):
    code = row["code"]
    f = one(code)
    if f is None:
        return None
    first = f.body[0]
    lines = code.split("\n")
    at = min([first.lineno] + [d.lineno for d in getattr(first, "decorator_list", [])]) - 1
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    doc = row["docstring"].replace("\\", "\\\\").replace('"""', "'''").rstrip('"')
    if line.strip() and at > f.lineno - 1:
        quote = ['"""', 'r"""', 'u"""'][number % 3]
        lines.insert(at, indent + quote + doc.replace("\n", "\n" + indent) + '\n' + indent + '"""')
    code = "\n".join(lines)
    f = one(code)
    alone = [s for s in f.body if s is not f.body[0]] if ast.get_docstring(f) is not None else f.body
    alone = [ast.dump(s) for s in alone] or [ast.dump(ast.Pass())]
    return {"code": code, "name": f.name, "docstring": ast.get_docstring(f) or None, "arity": arguments(f), "body": alone}

for number, line in enumerate(sys.stdin):
    try:
        print(json.dumps(record(json.loads(line), number)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        print("null")
"#;

/// Reads code, a function a line. Writes the dumps of the statements of its body; `null` where it does not parse.
const BODIES: &str = r#"
import ast, json, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        body = ast.parse(json.loads(line)).body
        print(json.dumps([ast.dump(s) for s in body[0].body] if len(body) == 1 else None))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        print("null")
"#;

#[test]
fn python_functions_are_those_of_cpython() {
    let Some(path) = shared("data/functions/edinburgh_code_docstring_python.jsonl.gz") else { return };
    let records: Vec<String> =
        BufReader::new(GzDecoder::new(fs::File::open(path).unwrap())).lines().map(|line| line.unwrap()).collect();
    let Some(answers) = python(ORACLE, &records) else { return };
    assert_eq!(answers.len(), records.len());
    let (mut total, mut right, mut arities, mut shown) = (0, 0, 0, 0);
    let (mut codes, mut bodies) = (Vec::new(), Vec::new());
    for answer in answers.iter().filter(|answer| !answer.is_null()) {
        total += 1;
        let text = answer["code"].as_str().unwrap();
        let Ok(parse) = parse(Language::Python, text) else { continue };
        let found = functions(&parse, text);
        // Those inside it have a parent.
        let outer: Vec<_> = found.iter().filter(|function| function.parent.is_none()).collect();
        let [function] = outer[..] else {
            println!("{} functions found in {text}", outer.len());
            continue;
        };
        let is_right = json!(function.name) == answer["name"] && json!(function.docstring) == answer["docstring"];
        assert_eq!(function.kind, FunctionKind::Function);
        right += usize::from(is_right);
        arities += usize::from(json!(function.arity()) == answer["arity"]);
        codes.push(json!(function.code(text)).to_string());
        bodies.push(&answer["body"]);
        if !is_right && shown < 20 {
            shown += 1;
            println!("CPython {:?}\nhere    {:?}\nof {text}\n", answer["docstring"], function.docstring);
        }
    }
    let same = python(BODIES, &codes).unwrap().iter().zip(&bodies).filter(|(got, want)| got == *want).count();
    let with_docstring = answers.iter().filter(|answer| answer["docstring"].is_string()).count();
    println!(
        "{} records, {total} that CPython parses, {with_docstring} of them with a docstring: name and docstring right in \
         {right}, arity in {arities}, the code without its docstring has the other statements in {same}",
        records.len()
    );
    for (what, count) in [("name and docstring", right), ("arity", arities), ("code", same)] {
        assert!(count as f64 >= AGREEMENT * total as f64, "{what}: {count} of {total}");
    }
    assert!(with_docstring > total / 2, "{with_docstring}");
}

/// Ranges are in the text and on characters, results are sorted and do not change, nothing panics: sources of crates as they are,
/// and cut off anywhere.
#[test]
fn any_text_has_functions_and_tags() {
    let mut paths = Vec::new();
    collect(&registry(), &mut paths);
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets"), &mut paths);
    paths.sort_unstable();
    let mut counts = [0_usize; Language::ALL.len()];
    let (mut found_functions, mut found_calls) = (0, 0);
    for path in &paths {
        let ByName::Known(language) = detect_by_name(&path.to_string_lossy()) else { continue };
        let Ok(text) = fs::read_to_string(path) else { continue };
        if text.len() > 200_000 || counts[language as usize] >= 60 {
            continue;
        }
        counts[language as usize] += 1;
        let middle = (text.len() / 2..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        for text in [&text[..], &text[..middle], &text[middle..]] {
            let Ok(parse) = parse(language, text) else { continue };
            let functions = functions(&parse, text);
            found_functions += functions.len();
            assert!(functions.is_sorted_by_key(|function| function.range.start), "{path:?}");
            for function in &functions {
                let (range, body) = (&function.range, &function.body);
                assert!(
                    range.start <= body.start && body.start <= body.end && body.end <= range.end,
                    "{path:?}: {function:?}"
                );
                assert!(text.get(range.start as usize..range.end as usize).is_some(), "{path:?}");
                assert!(text.get(body.start as usize..body.end as usize).is_some(), "{path:?}");
                // A line break is inside a literal, or continued by a backslash.
                assert!(
                    !function.signature.contains('\n') || function.signature.contains(['"', '`', '\'', '\\']),
                    "{path:?}: {}",
                    function.signature
                );
                assert!(function.code(text).len() <= (range.end - range.start) as usize + "pass".len());
            }
            let calls = calls(&parse, text);
            found_calls += calls.len();
            assert!(calls.is_sorted_by_key(|call| call.range.start), "{path:?}");
            for call in &calls {
                assert!(!call.name.is_empty(), "{path:?}");
                assert!(text.get(call.range.start as usize..call.range.end as usize).is_some(), "{path:?}");
            }
            let tags = tags(&parse, text);
            for list in [&tags.defines_functions, &tags.defines_classes, &tags.apis] {
                assert!(list.is_sorted_by(|a, b| a < b), "{path:?}: {list:?}");
            }
        }
    }
    println!("{counts:?} files of each language: {found_functions} functions, {found_calls} calls");
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("TROMMEL_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let path = folder.join(path);
    let present = path.is_file();
    if !present {
        println!("SKIPPED: there is no {path:?}; set TROMMEL_SHARED to the folder that has data/");
    }
    present.then_some(path)
}

/// A line of JSON out for a line in.
fn python(script: &str, lines: &[String]) -> Option<Vec<Value>> {
    let spawned = Command::new("python3").args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = spawned else {
        println!("SKIPPED: no python3 to compare with");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all((lines.join("\n") + "\n").as_bytes()).unwrap());
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success());
    Some(output.stdout.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect())
}

fn registry() -> PathBuf {
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    cargo.join("registry/src")
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), paths),
            Ok(kind) if kind.is_file() => paths.push(entry.path()),
            _ => {}
        }
    }
}
