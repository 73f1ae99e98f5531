//! Tree edit distances as zss and apted have them. The environment is `$TROMMEL_VENV` or `trommel/venv` in the user's cache; without it, and
//! without the two packages of `tests/requirements.txt` in it, the test says that it is skipped; with `TROMMEL_REQUIRE=venv` it fails.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use trommel_score::{Labels, Tree, edit_distance};

/// What the script says of each pair; none where there is no interpreter with the packages.
fn others(pairs: &[Value]) -> Option<Vec<Value>> {
    let under = |variable: &str, below: &str| Some(PathBuf::from(env::var_os(variable)?).join(below));
    let cache = || under("XDG_CACHE_HOME", "trommel/venv").or_else(|| under("HOME", ".cache/trommel/venv"));
    let python = under("TROMMEL_VENV", "").or_else(cache)?.join("bin/python");
    let has = Command::new(&python).args(["-c", "import zss, apted"]).stderr(Stdio::null()).status();
    if !has.is_ok_and(|status| status.success()) {
        let required = env::var("TROMMEL_REQUIRE").is_ok_and(|all| all.split(',').any(|one| one.trim() == "venv"));
        let why = format!("{} has no zss and apted; `tests/venv.sh` installs them", python.display());
        assert!(!required, "{why}");
        println!("SKIPPED: {why}");
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees.py");
    let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines: String = pairs.iter().map(|pair| format!("{pair}\n")).collect();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    Some(said.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn tree(labels: &mut Labels<String>, nodes: &Value) -> Tree {
    let node = |node: &Value| (node[0].as_u64().unwrap() as u32, labels.number(node[1].to_string()));
    let nodes: Vec<(u32, u32)> = nodes.as_array().unwrap().iter().map(node).collect();
    Tree::from_preorder(&nodes).unwrap()
}

fn check(pairs: &[Value]) {
    let Some(said) = others(pairs) else { return };
    assert_eq!(said.len(), pairs.len());
    for pair in said {
        let labels = &mut Labels::default();
        let (a, b) = (tree(labels, &pair["a"]), tree(labels, &pair["b"]));
        let ours = edit_distance(&a, &b);
        assert!(ours.exact);
        assert_eq!(Some(f64::from(ours.edits)), pair["zss"].as_f64(), "{pair}");
        assert_eq!(pair["zss"].as_f64(), pair["apted"].as_f64(), "{pair}");
    }
}

/// Xorshift64* (Vigna 2016).
fn below(state: &mut u64, bound: usize) -> usize {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
}

#[test]
fn a_thousand_random_pairs() {
    let state = &mut 42;
    let mut nodes = |letters: usize| {
        let mut nodes = vec![json!([0, below(state, letters)])];
        for _ in 0..below(state, 30) {
            let last = nodes[nodes.len() - 1][0].as_u64().unwrap() as usize;
            nodes.push(json!([1 + below(state, last + 1), below(state, letters)]));
        }
        nodes
    };
    let pairs: Vec<Value> = (0..1_000)
        .map(|at| {
            let letters = 1 + at % 6;
            json!({"a": nodes(letters), "b": nodes(letters)})
        })
        .collect();
    check(&pairs);
}

#[test]
fn trees_of_python() {
    let texts = [
        "def f(a, b):\n    return a + b",
        "def f(a, b):\n    t = a - b\n    return t",
        "for i in range(3):\n    print(i)",
        "i = 0\nwhile i < 3:\n    print(i)\n    i += 1",
        "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)",
        "class A(B):\n    x: int = 1\n\n    def go(self, *xs, **ys):\n        return {k: [v for v in xs if v] for k, v in ys.items()}",
        "try:\n    import a\nexcept (B, C) as d:\n    raise E from d\nfinally:\n    with f() as g, h():\n        pass",
        "x = 1",
        "",
    ];
    let pairs: Vec<Value> = texts.iter().flat_map(|a| texts.iter().map(move |b| json!({"a": a, "b": b}))).collect();
    check(&pairs);
}
