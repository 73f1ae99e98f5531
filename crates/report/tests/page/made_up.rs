//! A small run in a store of its own, with tables, facts and products of every kind that a report shows.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Float32Array, RecordBatch, StringArray, UInt32Array};
use arrow::datatypes::{DataType, Field, Schema};
use serde_json::{Value, json};
use tempfile::TempDir;
use trommel_report::recipe::RecipeRun;
use trommel_store::{KeyBuilder, Part, Pending, RunManifest, Store, overlay};

/// Documents of each of two shards: language, licence, bytes, what dropped it and why.
type Row = (&'static str, Option<&'static str>, u32, Option<(&'static str, &'static str)>);

const SHARDS: [&[Row]; 2] = [
    &[
        ("python", Some("MIT"), 400, None),
        ("python", Some("MIT"), 300, None),
        ("python", None, 200, Some(("keep-if", "not line_max <= 1000"))),
        (
            "python",
            Some("MIT"),
            390,
            Some(("near-dup", "near-duplicate of a/b.py: newer version (2.0 over 1.0), same licence")),
        ),
        ("rust", Some("Apache-2.0 OR MIT"), 500, None),
    ],
    &[
        ("rust", Some("Apache-2.0 OR MIT"), 100, Some(("keep-if", "not line_max <= 1000"))),
        ("rust", Some("MIT"), 250, Some(("balance", "drawn less often: language rust"))),
        ("go", Some("BSD-3-Clause"), 150, None),
    ],
];

/// A store with one run.
pub struct MadeUp {
    _folder: TempDir,
    store: Arc<Store>,
    manifest: RunManifest,
}

impl MadeUp {
    /// Writes the tables and files of a run with these stages, of all that are made up.
    pub fn new(stages: &[&str]) -> MadeUp {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Arc::new(Store::open(folder.path().join("store").to_str().expect("UTF-8")).expect("a store"));
        let made: Vec<Value> = stages.iter().map(|name| stage(&store, name)).collect();
        let mut files = Vec::new();
        for (path, content) in files_of(stages) {
            store.put(&format!("runs/1/{path}"), content.clone()).expect("a file");
            let hash = KeyBuilder::new("file").field(&content).finish();
            files.push(json!({ "path": path, "size": content.len(), "rows": null, "hash": hash }));
        }
        let manifest = json!({
            "number": 1, "recipe": "made-up", "key": KeyBuilder::new("run").finish(), "root": null,
            "trommel": "0.0.0", "stages": made, "files": files,
        });
        MadeUp { _folder: folder, store, manifest: serde_json::from_value(manifest).expect("a manifest") }
    }

    /// With every stage.
    pub fn whole() -> MadeUp {
        MadeUp::new(&[
            "ingest",
            "describe",
            "keep-if",
            "near-dup",
            "balance",
            "order",
            "dataset",
            "tokenizer",
            "train",
            "generate",
            "evaluate",
        ])
    }

    pub fn run(&self) -> RecipeRun {
        RecipeRun::open(Arc::clone(&self.store), self.manifest.clone()).expect("the run is whole")
    }
}

fn stage(store: &Store, name: &str) -> Value {
    let key = KeyBuilder::new(name).finish();
    let mut pending = Pending::new(store, name, key);
    for shard in 0..SHARDS.len() {
        if let Some(batch) = table(name, shard) {
            pending.table(&batch.schema(), &[batch]).expect("a part");
        }
    }
    let parts: Vec<Part> = pending.parts().to_vec();
    json!({
        "name": name, "kind": name, "version": 1, "config": config(name), "objects": [key], "parts": parts,
        "facts": facts(name), "restarts": false,
    })
}

/// What a stage adds to a shard; none for one without tables.
fn table(stage: &str, shard: usize) -> Option<RecordBatch> {
    let rows = SHARDS[shard];
    let texts = |of: &dyn Fn(&Row) -> Option<&'static str>| -> ArrayRef {
        Arc::new(rows.iter().map(of).collect::<StringArray>())
    };
    let columns: Vec<(Field, ArrayRef)> = match stage {
        "ingest" => vec![
            (Field::new("language", DataType::Utf8, true), texts(&|row| Some(row.0))),
            (Field::new("license", DataType::Utf8, true), texts(&|row| row.1)),
            (Field::new("source", DataType::Utf8, false), texts(&|_| Some("folder"))),
            (Field::new("content", DataType::Utf8, false), texts(&|_| Some("text"))),
        ],
        "describe" => {
            let bytes: UInt32Array = rows.iter().map(|row| Some(row.2)).collect();
            vec![(Field::new("bytes", DataType::UInt32, false), Arc::new(bytes))]
        }
        "keep-if" | "near-dup" | "balance" => marks(stage, rows),
        "order" => order(shard),
        _ => return None,
    };
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
    Some(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).expect("a table"))
}

/// Marks as deciding stages write them: `keep` with all drops so far, the rest for this stage's own.
fn marks(stage: &str, rows: &[Row]) -> Vec<(Field, ArrayRef)> {
    const ORDER: [&str; 3] = ["keep-if", "near-dup", "balance"];
    let place = |name: &str| ORDER.iter().position(|known| *known == name).expect("a deciding stage");
    let kept = |row: &Row| row.3.is_none_or(|(by, _)| place(by) > place(stage));
    let keep: BooleanArray = rows.iter().map(|row| Some(kept(row))).collect();
    let own = |row: &Row| row.3.filter(|(by, _)| *by == stage);
    let by: StringArray = rows.iter().map(|row| own(row).map(|(by, _)| by)).collect();
    let reason: StringArray = rows.iter().map(|row| own(row).map(|(_, reason)| reason)).collect();
    let mut columns: Vec<(Field, ArrayRef)> = vec![
        (Field::new("keep", DataType::Boolean, false), Arc::new(keep)),
        (overlay(Field::new("dropped_by", DataType::Utf8, true)), Arc::new(by)),
        (overlay(Field::new("reason", DataType::Utf8, true)), Arc::new(reason)),
    ];
    if stage == "balance" {
        let times = rows.iter().map(|row| {
            Some(if row.3.is_some() {
                0
            } else if row.0 == "go" {
                3
            } else {
                1
            })
        });
        columns.push((Field::new("repeats", DataType::UInt32, false), Arc::new(times.collect::<UInt32Array>())));
    }
    columns
}

/// Four documents are for training: two of python, one of rust, one of go.
fn order(shard: usize) -> Vec<(Field, ArrayRef)> {
    type Placed = Option<(f32, u32, u32)>;
    let placed: [&[Placed]; 2] =
        [&[Some((2.0, 0, 0)), Some((3.0, 0, 1)), None, None, Some((5.0, 1, 2))], &[None, None, Some((4.0, 2, 3))]];
    let rows = placed[shard];
    let surprisal: Float32Array = rows.iter().map(|row| row.map(|row| row.0)).collect();
    let stratum: UInt32Array = rows.iter().map(|row| row.map(|row| row.1)).collect();
    let rank: UInt32Array = rows.iter().map(|row| row.map(|row| row.2)).collect();
    vec![
        (Field::new("surprisal", DataType::Float32, true), Arc::new(surprisal)),
        (Field::new("stratum", DataType::UInt32, true), Arc::new(stratum)),
        (Field::new("rank", DataType::UInt32, true), Arc::new(rank)),
    ]
}

fn config(stage: &str) -> Value {
    match stage {
        "order" => json!({ "entropy": "corpus" }),
        "tokenizer" => json!({ "mode": { "unigram-union": { "tau": 100 } }, "vocabulary": 512 }),
        "generate" => json!({ "benchmark": "tasks" }),
        _ => json!({}),
    }
}

fn facts(stage: &str) -> Value {
    let found = |found: u64, total: u64| json!({ "found": found, "total": total, "recall": (total > 0).then(|| found as f64 / total as f64) });
    let bin = |from: f64, all: Value| json!({ "from": from, "to": from + 0.05, "all": all, "short": found(0, 0), "mixed": found(0, 0), "long": all });
    match stage {
        "ingest" => json!({ "documents": 8, "bytes": 2290, "bad": [{ "file": "x", "reason": { "too-large": {} } }] }),
        "describe" => json!({ "rows": 8, "parses": 8 }),
        "keep-if" => json!({ "marks": { "rows": 8, "dropped": 2 } }),
        "near-dup" => json!({
            "marks": { "rows": 6, "dropped": 1 }, "bands": 31, "rows": 7, "threshold": 0.7, "documents": 6,
            "candidates": 2, "edges": 1, "clusters": { "2": 1, "14": 2 },
            "hot": { "skipped": 12, "lost": 3.0 },
            "recall": { "sample": 6, "all": found(9, 10), "bins": [bin(0.7, found(8, 9)), bin(0.75, found(0, 0)), bin(0.9, found(1, 1))] },
        }),
        "balance" => json!({
            "marks": { "rows": 5, "dropped": 1 }, "by": "language", "measure": "tokens", "exponent": 0.7,
            "groups": {
                "python": { "documents": 2, "size": 700, "target": 600, "after": 700, "documents_after": 2, "repeats_at_most": 1 },
                "rust": { "documents": 2, "size": 750, "target": 630, "after": 500, "documents_after": 1, "repeats_at_most": 1 },
                "go": { "documents": 1, "size": 150, "target": 370, "after": 450, "documents_after": 1, "repeats_at_most": 3 },
            },
        }),
        "order" => json!({
            "marks": { "rows": 4, "dropped": 0 }, "quantiles": [2.0, 2.0, 3.0, 4.0, 5.0],
            "strata": [
                { "phase": "python", "group": "python", "documents": 2, "mean": 2.5, "buckets": { "0": 2 } },
                { "phase": "rust", "group": "rust", "documents": 1, "mean": 5.0, "buckets": { "0": 1 } },
                { "phase": null, "group": "go", "documents": 1, "mean": 4.0, "buckets": { "0": 1 } },
            ],
        }),
        // Says that it dropped three rows, and has no table.
        "score" => json!({ "marks": { "rows": 5, "dropped": 3 } }),
        "dataset" => json!({ "rows": 4, "bytes": 1350 }),
        "tokenizer" => json!({ "vocabulary": 512 }),
        "train" => json!({ "steps": 40, "chosen_step": 40, "tokens": 4000, "best": { "loss": 1.25 } }),
        "generate" => json!({ "completions": 20 }),
        "evaluate" => json!({
            "benchmark": "tasks", "rows": { "counted": 20 }, "signature": "bench:tasks@0|n:1",
            "summary": { "pass": [{ "k": 1, "value": 0.25, "interval": { "low": 0.1, "high": 0.4 } }] },
        }),
        other => panic!("no facts of {other}"),
    }
}

/// The files that the products published.
fn files_of(stages: &[&str]) -> Vec<(&'static str, Vec<u8>)> {
    let mut files = Vec::new();
    if stages.contains(&"tokenizer") {
        let language = |name: &str, ratio: f64| {
            json!({
                "language": name, "documents": 2, "bytes": 700, "weight": 0.5, "tokens": 200, "bytes-per-token": ratio,
                "tokens-used": 120, "union": {
                    "kept": [{ "piece": "def ", "count": 9 }, { "piece": "\n    ", "count": 30 }],
                    "dropped": [{ "piece": "lambda|", "count": 1, "reason": "no-room" }],
                },
            })
        };
        let report = json!({
            "vocabulary": 512, "ran-out": false, "learned-together": null, "spread": 1.25,
            "languages": [language("go", 2.8), language("python", 3.5)],
        });
        files.push(("tokenizer/report.json", report.to_string().into_bytes()));
    }
    if stages.contains(&"train") {
        let mut lines = String::new();
        for step in (0..=40).step_by(5) {
            let loss = 1.0 + 5.0 / f64::from(step + 1);
            let row = json!({
                "step": step.max(1), "loss": loss, "learning_rate": 0.001 * f64::from(step), "tokens": step * 100,
                "tasks": { "complete": loss, "repair": loss * 1.1 },
            });
            lines.push_str(&format!("{row}\n"));
            if step % 20 == 0 && step > 0 {
                let row = json!({
                    "step": step, "eval_loss": loss * 1.05, "eval_loss_by_language": { "go": loss, "python": loss * 1.1 },
                    "eval_pass_rate": f64::from(step) / 160.0, "eval_ran": 0.8, "eval_parsed": 0.9,
                });
                lines.push_str(&format!("{row}\n"));
            }
        }
        files.push(("train/metrics.jsonl", lines.into_bytes()));
    }
    files
}
