//! Whether ASTSim and SemSim are larger for programs that do the same: clones of POJ-104 (programs of one task beside those of others), and
//! HumanEval's references beside completions that pass and that fail. `cargo run --release -p trommel-score --example similar`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;
use trommel_lang::{Graph, Language, dependence_graph, parse, tokens};
use trommel_score::{Embedding, NodeLabels, Wl, ast_sim};

/// Tasks of each half of POJ-104, and programs of each task, that are compared pair by pair.
const TASKS: usize = 20;
const PROGRAMS: usize = 7;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let data = env::var_os("TROMMEL_SHARED").map_or_else(|| root.join("shared"), PathBuf::from).join("data");
    let Some(clones) = rows(&data.join("clones/poj104_codexglue_50each.jsonl.gz")) else {
        println!("SKIPPED: no shared data; name its folder in TROMMEL_SHARED");
        return;
    };
    for (half, what) in [(0, "tuned on"), (1, "reported")] {
        let programs = half_of(&clones, half);
        println!("POJ-104, {what}: {} programs of {TASKS} tasks", programs.len());
        let graphs: Vec<Graph> = programs.iter().map(|(_, text)| graph(Language::Cpp, text)).collect();
        for iterations in 0..=4 {
            for dimensions in [1_024, 65_536] {
                let wl = Wl { iterations, dimensions, seed: 0 };
                let vectors: Vec<Embedding> = graphs.iter().map(|graph| wl.embed(graph)).collect();
                show(&format!("sem-sim, {iterations} rounds, {dimensions}"), &programs, |a, b| {
                    vectors[a].cosine(&vectors[b])
                });
            }
        }
        let bags: Vec<HashMap<u64, f64>> = programs.iter().map(|(_, text)| grams(Language::Cpp, text)).collect();
        show("cosine of 1- to 4-grams of tokens", &programs, |a, b| cosine(&bags[a], &bags[b]));
        let ast = |labels| {
            let programs = &programs;
            move |a: usize, b: usize| ast_sim(&programs[a].1, &programs[b].1, Language::Cpp, labels)
        };
        show("ast-sim, kind", &programs, ast(NodeLabels::Kind));
        show("ast-sim, kind+text", &programs, ast(NodeLabels::KindAndText));
    }
    completions(&data);
}

/// Programs of every other task, the first of each.
fn half_of(rows: &[Value], half: usize) -> Vec<(u64, String)> {
    let mut by_task: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for row in rows {
        let text = row["code"].as_str().expect("code").to_owned();
        by_task.entry(row["label"].as_u64().expect("a label")).or_default().push(text);
    }
    let tasks = by_task.into_iter().skip(half).step_by(2).take(TASKS);
    tasks.flat_map(|(task, texts)| texts.into_iter().take(PROGRAMS).map(move |text| (task, text))).collect()
}

/// Area under the curve over all pairs, and mean average precision at R: of the R nearest of a program, R the number of others of its task.
fn show(what: &str, programs: &[(u64, String)], similarity: impl Fn(usize, usize) -> f64 + Sync) {
    let count = programs.len();
    let rows: Vec<Vec<f64>> = (0..count).into_par_iter().map(|a| (0..a).map(|b| similarity(a, b)).collect()).collect();
    let of = |a: usize, b: usize| if a > b { rows[a][b] } else { rows[b][a] };
    let pairs = (0..count).flat_map(|a| (0..a).map(move |b| (a, b)));
    let values: Vec<(f64, bool)> = pairs.map(|(a, b)| (of(a, b), programs[a].0 == programs[b].0)).collect();
    let mut sum = 0.0;
    for a in 0..count {
        let mut others: Vec<usize> = (0..count).filter(|b| *b != a).collect();
        others.sort_by(|b, c| of(a, *c).total_cmp(&of(a, *b)));
        let relevant = others.iter().filter(|b| programs[**b].0 == programs[a].0).count();
        let (mut found, mut precision) = (0.0, 0.0);
        for (rank, b) in others[..relevant].iter().enumerate() {
            if programs[*b].0 == programs[a].0 {
                found += 1.0;
                precision += found / (rank + 1) as f64;
            }
        }
        sum += precision / relevant as f64;
    }
    println!("  {what:36} AUC {:.4}  MAP@R {:.4}", area(&values), sum / count as f64);
}

/// The probability that of two, one of each sort, the one that is true has the larger value; half for equal ones.
fn area(values: &[(f64, bool)]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut wins) = (0.0, 0.0);
    for equal in sorted.chunk_by(|a, b| a.0 == b.0) {
        let (yes, no) =
            equal.iter().fold((0.0, 0.0), |(yes, no), one| if one.1 { (yes + 1.0, no) } else { (yes, no + 1.0) });
        wins += yes * (below + no / 2.0);
        below += no;
    }
    let yes = values.iter().filter(|value| value.1).count() as f64;
    if yes * below > 0.0 { wins / (yes * below) } else { f64::NAN }
}

/// Of each task the area under the curve of its completions, those that pass against those that fail, by similarity with the reference.
fn completions(data: &Path) {
    let (Some(tasks), Some(rows)) =
        (rows(&data.join("benchmarks/HumanEval.jsonl.gz")), rows(&data.join("samples/verdicts.jsonl.gz")))
    else {
        return;
    };
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let references: BTreeMap<String, String> = tasks
        .iter()
        .map(|task| (text(task, "task_id"), text(task, "prompt") + &text(task, "canonical_solution")))
        .collect();
    let mut by_task: BTreeMap<&str, BTreeSet<(String, bool)>> = BTreeMap::new();
    for row in rows
        .iter()
        .filter(|row| row["shape"] == "full" && references.contains_key(row["task_id"].as_str().unwrap_or("")))
    {
        let task = row["task_id"].as_str().unwrap_or_default();
        by_task.entry(task).or_default().insert((text(row, "code"), row["passed"] == true));
    }
    type Similarity<'s> = &'s (dyn Fn(&str, &str) -> f64 + Sync);
    let python = Language::Python;
    let metrics: [(&str, Similarity); 4] = [
        ("sem-sim", &|a, b| trommel_score::sem_sim(a, b, python)),
        ("ast-sim, kind", &|a, b| ast_sim(a, b, python, NodeLabels::Kind)),
        ("ast-sim, kind+text", &|a, b| ast_sim(a, b, python, NodeLabels::KindAndText)),
        ("cosine of 1- to 4-grams of tokens", &|a, b| cosine(&grams(python, a), &grams(python, b))),
    ];
    for (what, similarity) in metrics {
        let areas: Vec<f64> = by_task
            .par_iter()
            .map(|(task, texts)| {
                area(
                    &texts
                        .iter()
                        .map(|(text, passed)| (similarity(text, &references[*task]), *passed))
                        .collect::<Vec<_>>(),
                )
            })
            .collect();
        let known: Vec<f64> = areas.into_iter().filter(|area| !area.is_nan()).collect();
        println!(
            "HumanEval, {what:36} AUC {:.4}, mean of {} tasks",
            known.iter().sum::<f64>() / known.len() as f64,
            known.len()
        );
    }
}

fn graph(language: Language, text: &str) -> Graph {
    dependence_graph(&parse(language, text).expect("a tree"), text)
}

fn grams(language: Language, text: &str) -> HashMap<u64, f64> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let tokens: Vec<&[u8]> = tokens(Some(language), text).map(|token| token.bytes).collect();
    let mut bag = HashMap::new();
    for gram in (1..=4).flat_map(|length| tokens.windows(length)) {
        let mut hasher = DefaultHasher::new();
        gram.hash(&mut hasher);
        *bag.entry(hasher.finish()).or_insert(0.0) += 1.0;
    }
    bag
}

fn cosine(a: &HashMap<u64, f64>, b: &HashMap<u64, f64>) -> f64 {
    let product = |a: &HashMap<u64, f64>, b: &HashMap<u64, f64>| -> f64 {
        a.iter().map(|(gram, count)| count * b.get(gram).unwrap_or(&0.0)).sum()
    };
    product(a, b) / (product(a, a) * product(b, b)).sqrt()
}

fn rows(path: &Path) -> Option<Vec<Value>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).ok()?).read_to_string(&mut text).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).expect("JSON lines")).collect())
}
