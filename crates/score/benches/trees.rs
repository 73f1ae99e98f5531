//! Tree edit distances of this crate beside those of zss and apted, on the same trees in the same run: Python's `ast` of HumanEval's
//! references and of completions. `TROMMEL_SHARED=… TROMMEL_VENV=… cargo bench -p trommel-score --bench trees` (both have defaults).

use std::collections::BTreeMap;
use std::env;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use trommel_lang::Language;
use trommel_score::{Labels, NodeLabels, Tree, ast_sim, edit_distance, sem_sim};

const PAIRS: usize = 40;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let data = env::var_os("TROMMEL_SHARED").map_or_else(|| root.join("shared"), PathBuf::from).join("data");
    let (Some(tasks), Some(completions)) =
        (rows(&data.join("benchmarks/HumanEval.jsonl.gz")), rows(&data.join("samples/verdicts.jsonl.gz")))
    else {
        println!("SKIPPED: no shared data; name its folder in TROMMEL_SHARED");
        return;
    };
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let references: BTreeMap<String, String> = tasks
        .iter()
        .map(|task| (text(task, "task_id"), text(task, "prompt") + &text(task, "canonical_solution")))
        .collect();
    let pairs: Vec<(String, String)> = completions
        .iter()
        .filter(|row| row["shape"] == "full")
        .filter_map(|row| Some((text(row, "code"), references.get(row["task_id"].as_str()?)?.clone())))
        .step_by(37)
        .take(PAIRS)
        .collect();
    beside_others(&pairs);
    for (what, work) in [
        (
            "ast-sim",
            (&|a: &str, b: &str| ast_sim(a, b, Language::Python, NodeLabels::Kind)) as &dyn Fn(&str, &str) -> f64,
        ),
        ("sem-sim", &|a, b| sem_sim(a, b, Language::Python)),
    ] {
        let start = Instant::now();
        let sum: f64 = pairs.iter().map(|(a, b)| work(a, b)).sum();
        let each = start.elapsed().as_secs_f64() / pairs.len() as f64;
        println!(
            "{what}, texts to value, one thread: {:.0} µs a pair, mean {:.4}",
            each * 1e6,
            sum / pairs.len() as f64
        );
    }
}

fn beside_others(pairs: &[(String, String)]) {
    let Some(said) = others(pairs) else {
        println!("SKIPPED: no interpreter with zss and apted; `tests/venv.sh` makes one and TROMMEL_VENV names it");
        return;
    };
    let (mut ours, mut zss, mut apted, mut nodes, mut count) = (0.0, 0.0, 0.0, 0, 0);
    for pair in said.iter().filter(|pair| !pair.is_null()) {
        let labels = &mut Labels::default();
        let (a, b) = (tree(labels, &pair["a"]), tree(labels, &pair["b"]));
        let start = Instant::now();
        let edits = edit_distance(&a, &b).edits;
        ours += start.elapsed().as_secs_f64();
        assert_eq!(Some(f64::from(edits)), pair["zss"].as_f64());
        assert_eq!(pair["zss"].as_f64(), pair["apted"].as_f64());
        zss += pair["zss_seconds"].as_f64().unwrap_or_default();
        apted += pair["apted_seconds"].as_f64().unwrap_or_default();
        (nodes, count) = (nodes + a.len() + b.len(), count + 1);
    }
    let each = |seconds: f64| seconds / f64::from(count) * 1e6;
    println!(
        "{count} pairs of Python trees, {} nodes each in the mean, the same distances:",
        nodes / (2 * count as usize).max(1)
    );
    println!("ours  {:10.1} µs a pair", each(ours));
    println!("zss   {:10.1} µs a pair, {:.0} times ours", each(zss), zss / ours);
    println!("apted {:10.1} µs a pair, {:.0} times ours", each(apted), apted / ours);
}

fn others(pairs: &[(String, String)]) -> Option<Vec<Value>> {
    let under = |variable: &str, below: &str| Some(PathBuf::from(env::var_os(variable)?).join(below));
    let cache = || under("XDG_CACHE_HOME", "trommel/venv").or_else(|| under("HOME", ".cache/trommel/venv"));
    let python = under("TROMMEL_VENV", "").or_else(cache)?.join("bin/python");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees.py");
    let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let lines: String = pairs.iter().map(|(a, b)| format!("{}\n", json!({"a": a, "b": b}))).collect();
    let mut input = child.stdin.take()?;
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().ok().filter(|output| output.status.success())?;
    writer.join().ok()?.ok()?;
    String::from_utf8(output.stdout).ok()?.lines().map(|line| serde_json::from_str(line).ok()).collect()
}

fn tree(labels: &mut Labels<String>, nodes: &Value) -> Tree {
    let node = |node: &Value| (node[0].as_u64().expect("a depth") as u32, labels.number(node[1].to_string()));
    let nodes: Vec<(u32, u32)> = nodes.as_array().expect("nodes").iter().map(node).collect();
    Tree::from_preorder(&nodes).expect("a tree")
}

fn rows(path: &Path) -> Option<Vec<Value>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).ok()?).read_to_string(&mut text).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).expect("JSON lines")).collect())
}
