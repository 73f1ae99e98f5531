//! Two small runs, written by hand.

use arrow::array::{ArrayRef, BooleanArray, FixedSizeBinaryArray, RecordBatch, StringArray, UInt32Array};
use serde_json::json;
use trommel_store::{Key, Pending, RunFile, RunStage};

use super::*;
use crate::run::StageReport;

/// A document: its id, its path, and its split, or `-reason` if it was dropped.
type Row = (u8, &'static str, &'static str);

fn shard(rows: &[Row]) -> RecordBatch {
    let text = |texts: Vec<Option<&str>>| Arc::new(StringArray::from(texts)) as ArrayRef;
    let ids = rows.iter().map(|(id, ..)| [*id; 16]);
    let kept = |row: &Row| !row.2.starts_with('-');
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(FixedSizeBinaryArray::try_from_iter(ids).unwrap())),
        ("source", text(vec![Some("s"); rows.len()])),
        ("path", text(rows.iter().map(|(_, path, _)| Some(*path)).collect())),
        ("language", text(rows.iter().map(|(_, path, _)| path.rsplit('.').next()).collect())),
        ("keep", Arc::new(rows.iter().map(|row| Some(kept(row))).collect::<BooleanArray>())),
        ("dropped_by", text(rows.iter().map(|row| (!kept(row)).then_some("near-dup")).collect())),
        ("reason", text(rows.iter().map(|(.., split)| split.strip_prefix('-')).collect())),
        ("split", text(rows.iter().map(|row| kept(row).then_some(row.2)).collect())),
        ("bytes", Arc::new(UInt32Array::from(vec![10; rows.len()]))),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true))).unwrap()
}

fn run(store: &Store, number: u64, threshold: f64, shards: &[&[Row]]) -> RunManifest {
    let mut parts = Vec::new();
    for rows in shards {
        let batch = shard(rows);
        let mut pending = Pending::new(store, "ingest", Key([number as u8; 32]));
        parts.push(pending.table(&batch.schema(), &[batch]).unwrap().clone());
    }
    let dropped = shards.iter().copied().flatten().filter(|row| row.2.starts_with('-')).count() as u64;
    let rows = parts.iter().map(|part| part.rows).sum();
    let stage = StageReport { stage: "near-dup".to_owned(), rows, dropped, ..StageReport::default() };
    let report = Report { documents_in: rows, stages: vec![stage], ..Report::default() };
    let folder = RunManifest::folder(number);
    store.put(&format!("{folder}/results.json"), serde_json::to_vec(&report).unwrap()).unwrap();
    let stage: RunStage = serde_json::from_value(json!({
        "name": "near-dup", "kind": "near-dup", "version": 1, "config": { "threshold": threshold },
        "objects": [], "parts": parts, "facts": null,
    }))
    .unwrap();
    let file = RunFile { path: "dataset/x.parquet".to_owned(), size: 7, rows: Some(1), hash: Key([0; 32]) };
    RunManifest {
        number,
        recipe: "r".to_owned(),
        key: Key([0; 32]),
        root: Some(Key([number as u8; 32])),
        trommel: String::new(),
        stages: vec![stage],
        files: vec![file],
    }
}

const SAME: &[Row] = &[(1, "a.py", "train"), (2, "b.py", "-near-duplicate of a.py: shorter path (a.py over b.py), x")];
const OLD: &[Row] = &[(3, "c.py", "train"), (4, "d.rs", "train"), (5, "e.rs", "test"), (6, "f.rs", "train")];
const NEW: &[Row] = &[(3, "c.py", "test"), (7, "d.rs", "train"), (8, "g.rs", "train"), (6, "f.rs", "train")];

fn compared(check: impl FnOnce(&Comparison<'_>)) {
    let store = Arc::new(Store::open("memory://").unwrap());
    let before = run(&store, 1, 0.7, &[SAME, OLD]);
    let after = run(&store, 2, 0.8, &[NEW, SAME]);
    check(&Comparison::of(&store, &before, &after).unwrap());
}

#[test]
fn documents_are_compared_by_id_and_those_that_moved_are_told() {
    compared(|comparison| {
        let mut seen = Vec::new();
        let each = comparison.each(&mut |change| {
            let splits = change.from.iter().chain(&change.to).cloned().collect::<Vec<_>>().join("→");
            seen.push(format!("{:?} {} {splits}", change.change, change.path));
            Ok(())
        });
        each.unwrap();
        assert_eq!(seen, ["Removed d.rs ", "Removed e.rs ", "Moved c.py train→test", "Added d.rs ", "Added g.rs "]);
        let counts = comparison.diff(1).unwrap().documents;
        assert_eq!((counts.kept, counts.added, counts.removed, counts.same_path), (3, 2, 2, 1));
        assert_eq!(counts.moved, [Moved { from: "train".to_owned(), to: "test".to_owned(), rows: 1 }]);
        let first: Vec<&str> = counts.first.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(first, ["d.rs", "c.py", "d.rs"], "one of each kind");
    });
}

#[test]
fn stages_and_distributions_have_both_sides() {
    compared(|comparison| {
        let diff = comparison.diff(0).unwrap();
        assert!(!diff.same_root);
        let parameter = &diff.parameters[..];
        assert_eq!((parameter.len(), &parameter[0].before, &parameter[0].after), (1, &json!(0.7), &json!(0.8)));
        let [stage] = &diff.stages[..] else { panic!("{:?}", diff.stages) };
        assert_eq!(stage.rows, Pair { before: Some(6), after: Some(6) });
        let rows = Pair { before: 1, after: 1 };
        assert_eq!(stage.reasons, [Reason { reason: "near-duplicate: shorter path".to_owned(), rows }]);
        let shown: Vec<String> = diff
            .distributions
            .iter()
            .flat_map(|by| by.groups.iter().map(move |group| (by, group)))
            .map(|(by, group)| {
                let (rows, bytes) = (group.rows, group.bytes);
                let points = group.rows_points;
                format!(
                    "{} {} {}→{} {}→{} {points}",
                    by.by, group.name, rows.before, rows.after, bytes.before, bytes.after
                )
            })
            .collect();
        let want = [
            "language rs 3→3 30→30 0",
            "language py 2→2 20→20 0",
            "source s 5→5 50→50 0",
            "split train 4→4 40→40 0",
            "split test 1→1 10→10 0",
        ];
        assert_eq!(shown, want);
    });
}

#[test]
fn a_run_differs_from_itself_in_nothing() {
    let store = Arc::new(Store::open("memory://").unwrap());
    let run = run(&store, 1, 0.7, &[SAME, OLD]);
    let diff = Comparison::of(&store, &run, &run).unwrap().diff(5).unwrap();
    assert!(diff.same_root && diff.parameters.is_empty() && diff.documents.first.is_empty());
    assert_eq!((diff.documents.kept, diff.documents.added, diff.documents.removed), (5, 0, 0));
}

#[test]
fn a_stage_that_was_taken_out_stands_where_it_stood() {
    let names = |before: &[&str], after: &[&str]| {
        let stages = |names: &[&str]| -> Vec<StageReport> {
            names.iter().map(|name| StageReport { stage: (*name).to_owned(), ..StageReport::default() }).collect()
        };
        stage_names(&stages(before), &stages(after)).join(" ")
    };
    assert_eq!(names(&["a", "b", "c"], &["a", "c"]), "a b c");
    assert_eq!(names(&["b", "c"], &["a", "c"]), "b a c");
    assert_eq!(names(&["a", "b", "x", "c"], &["a", "d", "c"]), "a b x d c");
}
