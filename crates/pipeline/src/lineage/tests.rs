use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow::datatypes::{DataType, Field, Schema};
use trommel_store::{Part, Survey};

use super::*;
use crate::run::{Environment, Selection, run};
use crate::{Engine, Recipe, Registry, Silent};

const KEY: Key = Key([7; 32]);

fn second(second: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_790_000_000 + second)
}

fn stage(name: &str, columns: &[&str], overlays: &[&str], config: Value, facts: Value) -> RunStage {
    let part = Part {
        path: format!("objects/{name}/part"),
        size: 100,
        rows: 10,
        hash: KEY,
        columns: columns.iter().map(|column| (column.to_string(), KEY)).collect(),
        overlays: overlays.iter().map(|overlay| overlay.to_string()).collect(),
        sha256: None,
    };
    let parts = if columns.is_empty() { Vec::new() } else { vec![part] };
    let (name, kind) = (name.to_owned(), name.to_owned());
    RunStage { name, kind, version: 1, config, objects: vec![KEY], parts, facts, restarts: false }
}

/// The events of a small run that ended so.
fn told(end: &End<'_>) -> Vec<Value> {
    let stages = [
        stage("ingest", &["id", "content"], &[], json!({ "max_bad": 0.1 }), json!({ "documents": 9, "bad": [1] })),
        stage("normalize", &["id", "content"], &["content"], json!({}), json!({})),
        stage(
            "exact-dup",
            &["id", "keep"],
            &[],
            json!({ "blast_radius": 0.5 }),
            json!({ "marks": { "rows": 9, "dropped": 3 } }),
        ),
        stage("dataset", &[], &[], json!({}), json!({})),
    ];
    let mut times = Times::begin(second(0));
    times.passed(["ingest", "normalize"], second(5));
    times.passed(["exact-dup"], second(7));
    times.passed(["dataset"], second(8));
    let store = Store::open("memory://test").expect("memory is always there");
    let lineage = Lineage {
        recipe: "small",
        resolved: "name = \"small\"\n",
        number: 4,
        key: KEY,
        holder: "test",
        store: &store,
        sources: &["code".to_owned()],
        stages: &stages,
        columns: columns(),
        started: second(0),
        times: &times,
    };
    let lines = String::from_utf8(lineage.lines(end, second(9))).expect("text");
    lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

fn columns() -> SchemaRef {
    let field = |name, data_type| Field::new(name, data_type, false);
    Arc::new(Schema::new(vec![
        field("id", DataType::FixedSizeBinary(16)),
        field("content", DataType::Utf8),
        field("keep", DataType::Boolean),
    ]))
}

fn published() -> Published {
    let schema = Arc::new(Schema::new(columns().fields()[..2].to_vec()));
    Published { root: KEY, schema, rows: 6, size: 300, files: 2, location: "s3://bucket/runs/4/dataset".to_owned() }
}

#[test]
fn every_run_starts_once_and_ends_once() {
    let check = |end: &End<'_>, want: &str| {
        let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for event in told(end) {
            let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).expect(pointer).to_owned();
            kinds.entry(text("/job/name")).or_default().push(text("/eventType"));
            ids.entry(text("/job/name")).or_default().insert(text("/run/runId"));
        }
        let shown: Vec<String> = kinds.iter().map(|(job, kinds)| format!("{job}: {}", kinds.join(" "))).collect();
        assert_eq!(shown.join("\n"), want);
        let each: Vec<&String> = ids.values().flatten().collect();
        let distinct: BTreeSet<&String> = each.iter().copied().collect();
        assert!(ids.values().all(|ids| ids.len() == 1) && distinct.len() == each.len(), "one id a run: {ids:?}");
    };
    let (done, failed) = (published(), PipelineError::stage("dataset", "the disk is full"));
    check(
        &End::Complete(&done),
        "small: START COMPLETE\nsmall.dataset: START COMPLETE\nsmall.exact-dup: START COMPLETE\n\
         small.ingest: START COMPLETE\nsmall.normalize: START COMPLETE",
    );
    check(
        &End::Failed(&failed),
        "small: START FAIL\nsmall.dataset: START FAIL\nsmall.exact-dup: START COMPLETE\n\
         small.ingest: START COMPLETE\nsmall.normalize: START COMPLETE",
    );
    check(
        &End::Failed(&PipelineError::Cancelled),
        "small: START ABORT\nsmall.dataset: START ABORT\nsmall.exact-dup: START COMPLETE\n\
         small.ingest: START COMPLETE\nsmall.normalize: START COMPLETE",
    );
}

#[test]
fn events_are_in_order_of_time_and_their_ids_are_of_it() {
    let events = told(&End::Complete(&published()));
    let times: Vec<&str> = events.iter().filter_map(|event| event["eventTime"].as_str()).collect();
    assert!(times.is_sorted() && times.len() == events.len(), "{times:?}");
    assert_eq!((times[0], times[times.len() - 1]), ("2026-09-21T14:13:20.000Z", "2026-09-21T14:13:29.000Z"));
    for event in &events {
        let id = event["run"]["runId"].as_str().unwrap_or_default();
        let id: uuid::Uuid = id.parse().expect("a UUID");
        let (seconds, _) = id.get_timestamp().expect("version 7 has a time").to_unix();
        assert_eq!((id.get_version_num(), seconds), (7, 1_790_000_000));
    }
}

#[test]
fn what_is_told_of_a_run_that_ended_well() {
    let events = told(&End::Complete(&published()));
    let last = |job: &str| events.iter().rfind(|event| event["job"]["name"] == job).expect(job);
    let (run, dataset) = (last("small"), last("small.dataset"));
    assert_eq!(run["outputs"], dataset["outputs"]);
    for (event, pointer, want) in [
        (run, "/inputs/0/name", json!("code")),
        (run, "/outputs/0/namespace", json!("memory://test")),
        (run, "/outputs/0/facets/datasetVersion/datasetVersion", json!(KEY.to_string())),
        (run, "/outputs/0/facets/dataSource/uri", json!("s3://bucket/runs/4/dataset")),
        (run, "/outputs/0/outputFacets/outputStatistics/rowCount", json!(6)),
        (run, "/outputs/0/facets/schema/fields/1/name", json!("content")),
        // A text that normalize left alone shows ingest's.
        (run, "/outputs/0/facets/columnLineage/fields/content/inputFields/0/name", json!("small/normalize")),
        (run, "/outputs/0/facets/columnLineage/fields/content/inputFields/1/name", json!("small/ingest")),
        (run, "/outputs/0/facets/columnLineage/fields/id/inputFields/0/name", json!("small/exact-dup")),
        (run, "/outputs/0/facets/columnLineage/dataset/0/name", json!("small/exact-dup")),
        (run, "/job/facets/sourceCode/sourceCode", json!("name = \"small\"\n")),
        (dataset, "/run/facets/parent/run/runId", run["run"]["runId"].clone()),
        (dataset, "/inputs/0/name", json!("small/exact-dup")),
        (last("small.ingest"), "/inputs/0/inputFacets/dataQualityAssertions/assertions/0/actual", json!("0.1000")),
        (last("small.exact-dup"), "/inputs/0/inputFacets/dataQualityAssertions/assertions/0/actual", json!("0.3333")),
        (last("small.exact-dup"), "/outputs/0/facets/schema/fields/1/name", json!("keep")),
        (last("small.exact-dup"), "/outputs/0/outputFacets/outputStatistics/size", json!(100)),
    ] {
        assert_eq!(event.pointer(pointer), Some(&want), "{pointer} of {event:#}");
    }
}

#[test]
fn what_is_told_of_a_run_that_failed() {
    let error = PipelineError::stage("dataset", "the disk is full");
    let events = told(&End::Failed(&error));
    let last = &events[events.len() - 1];
    assert_eq!(last["run"]["facets"]["errorMessage"]["message"], error.to_string());
    assert_eq!(last["outputs"], json!([]));
}

#[test]
fn an_interrupted_run_leaves_its_events_under_its_number_and_nothing_else() {
    let scratch = tempfile::tempdir().expect("a folder");
    let path = |below: &str| scratch.path().join(below);
    std::fs::create_dir(path("code")).expect("a folder");
    std::fs::write(path("code/a.py"), "print(1)\n").expect("a file");
    let text = format!("[[stage]]\ningest = {{ path = {:?} }}\n[[stage]]\ndescribe = {{}}\n", path("code"));
    let text = text + "[[stage]]\ndataset = { columns = [\"id\", \"content\"] }\n";
    let recipe = Recipe::parse("small.toml", "small", &text, &[], &Registry::new()).expect("a sound recipe");
    let store = Arc::new(Store::open(&path("store").display().to_string()).expect("a store"));
    let cancel = AtomicBool::new(false);
    // The user interrupts once the first run has its number.
    let clock = || {
        let claimed = path("store/runs/1/claim").exists() && !path("store/runs/2").exists();
        cancel.store(claimed, Ordering::Relaxed);
        second(0)
    };
    let environment = Environment {
        store: Arc::clone(&store),
        engine: &Engine::new(64 << 20, 1, Some(scratch.path())).expect("an engine"),
        cancel: &cancel,
        events: &Silent,
        clock: &clock,
        holder: "test".to_owned(),
        local: path("local"),
        jobs: 1,
        memory: 64 << 20,
        verify_inputs: false,
    };
    let ended = run(&recipe, &Selection::default(), &environment);
    assert!(matches!(ended, Err(PipelineError::Cancelled)), "it was interrupted");
    let events = std::fs::read_to_string(path("store/runs/1/events/000001.jsonl")).expect("its events");
    let events: Vec<Value> = events.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&events[0]["eventType"], &events[events.len() - 1]["eventType"]), (&json!("START"), &json!("ABORT")));
    assert!(Survey::of(&store).expect("a store").committed.is_empty(), "nobody sees it");
}
