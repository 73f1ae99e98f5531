//! The events of a run, by what the specification of OpenLineage requires; and by OpenLineage's own library.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fixture::{Fixture, STAGES};
use crate::scratch::Scratch;
use crate::venv;

/// Facets that may be there: where, name, schema, required fields.
const FACETS: &[(&str, &str, &str, &[&str])] = &[
    ("run", "errorMessage", "ErrorMessageRunFacet", &["message", "programmingLanguage"]),
    ("run", "parent", "ParentRunFacet", &["run", "job"]),
    ("run", "processing_engine", "ProcessingEngineRunFacet", &["version"]),
    ("job", "jobType", "JobTypeJobFacet", &["processingType", "integration"]),
    ("job", "sourceCode", "SourceCodeJobFacet", &["language", "sourceCode"]),
    ("facets", "columnLineage", "ColumnLineageDatasetFacet", &["fields"]),
    ("facets", "dataSource", "DatasourceDatasetFacet", &["name", "uri"]),
    ("facets", "datasetVersion", "DatasetVersionDatasetFacet", &["datasetVersion"]),
    ("facets", "schema", "SchemaDatasetFacet", &["fields"]),
    ("inputFacets", "dataQualityAssertions", "DataQualityAssertionsDatasetFacet", &["assertions"]),
    ("outputFacets", "outputStatistics", "OutputStatisticsOutputDatasetFacet", &["rowCount", "size", "fileCount"]),
];

const EVENTS: &str = "store/runs/1/events/000001.jsonl";

fn told(name: &str) -> (Scratch, Value, Vec<Value>) {
    let scratch = Scratch::new(name);
    Fixture::new(12).plant(&scratch);
    let report = scratch.run(&[]);
    let text = std::fs::read_to_string(scratch.path(EVENTS)).expect("the run's events");
    let events = text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    (scratch, report, events)
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer} of {value:#}"))
}

#[test]
fn events_have_what_is_required() {
    let (_scratch, report, events) = told("events");
    let mut runs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for event in &events {
        assert!(text(event, "/schemaURL").ends_with("/OpenLineage.json#/$defs/RunEvent"), "{event:#}");
        assert!(text(event, "/producer").starts_with("urn:trommel:"), "{event:#}");
        let time = text(event, "/eventTime");
        let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        assert_eq!(shape, "0000-00-00T00:00:00.000Z", "{time}");
        let id = text(event, "/run/runId");
        let hexadecimal = id.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert!(hexadecimal && lengths == [8, 4, 4, 4, 12] && id.as_bytes()[14] == b'7', "{id} is no UUID");
        runs.entry(id).or_default().push(text(event, "/eventType"));
        facets(event);
    }
    assert_eq!(runs.len(), 1 + STAGES.len(), "the recipe and each of its stages");
    assert!(runs.values().all(|kinds| *kinds == ["START", "COMPLETE"]), "{runs:?}");

    let last = events.last().expect("events");
    assert_eq!(text(last, "/job/name"), "recipe");
    assert_eq!(last.pointer("/outputs/0/facets/datasetVersion/datasetVersion"), Some(&report["root"]));
    let statistics = "/outputs/0/outputFacets/outputStatistics";
    assert_eq!(last.pointer(&format!("{statistics}/rowCount")), Some(&report["published"]["rows"]));
    assert_eq!(last.pointer(&format!("{statistics}/fileCount")), Some(&report["files"]));
    for event in events.iter().filter(|event| text(event, "/job/name") != "recipe") {
        assert_eq!(text(event, "/run/facets/parent/run/runId"), text(last, "/run/runId"));
        assert_eq!(text(event, "/run/facets/parent/job/name"), "recipe");
    }
}

/// Every facet of an event is one of [`FACETS`], in its place and whole.
#[track_caller]
fn facets(event: &Value) {
    let check = |place: &str, facets: &Value| {
        for (name, facet) in facets.as_object().into_iter().flatten() {
            let known = FACETS.iter().find(|(of, known, ..)| *of == place && known == name);
            let (_, _, schema, fields) = known.unwrap_or_else(|| panic!("a facet {name} of {place}"));
            let url = text(facet, "/_schemaURL");
            assert!(url.starts_with("https://openlineage.io/spec/facets/"), "{url}");
            assert!(url.ends_with(&format!("/{schema}.json#/$defs/{schema}")), "{url}");
            assert_eq!(facet["_producer"], event["producer"]);
            for field in *fields {
                assert!(facet.get(field).is_some_and(|value| !value.is_null()), "{name} without {field}: {facet:#}");
            }
        }
    };
    check("run", &event["run"]["facets"]);
    check("job", &event["job"]["facets"]);
    for dataset in ["inputs", "outputs"].iter().filter_map(|side| event[*side].as_array()).flatten() {
        assert!(!text(dataset, "/name").is_empty() && !text(dataset, "/namespace").is_empty());
        for place in ["facets", "inputFacets", "outputFacets"] {
            check(place, &dataset[place]);
        }
    }
}

#[test]
fn their_library_takes_our_events() {
    let (scratch, ..) = told("openlineage");
    let events = scratch.path(EVENTS);
    let Some(said) = venv::script("their_library_takes_our_events", &scratch, "lineage.py", &[&events]) else { return };
    eprint!("{}", said.ends(0).out);
}
