//! The facets that our events have, each with its producer and the schema it follows.

use arrow::datatypes::FieldRef;
use serde_json::{Map, Value, json};
use trommel_store::{Key, RunStage};

use crate::PipelineError;

/// The namespace of our jobs and of sources, whose names are the recipe's own.
pub(super) const JOB_NAMESPACE: &str = "trommel";

/// Who writes the events.
pub(super) const PRODUCER: &str = concat!("urn:trommel:", env!("CARGO_PKG_VERSION"));

pub(super) fn processing_engine() -> Value {
    facet("1-1-1/ProcessingEngineRunFacet", json!({ "name": "trommel", "version": env!("CARGO_PKG_VERSION") }))
}

pub(super) fn error_message(error: &PipelineError) -> Value {
    facet("1-0-1/ErrorMessageRunFacet", json!({ "message": error.to_string(), "programmingLanguage": "RUST" }))
}

/// The run that a stage's run is part of, which is also the root of all.
pub(super) fn parent(run: &str, recipe: &str) -> Value {
    let (run, job) = (json!({ "runId": run }), json!({ "namespace": JOB_NAMESPACE, "name": recipe }));
    let root = json!({ "run": run, "job": job });
    facet("1-2-0/ParentRunFacet", json!({ "run": run, "job": job, "root": root }))
}

pub(super) fn job_type(kind: &str) -> Value {
    let value = json!({ "processingType": "BATCH", "integration": "TROMMEL", "jobType": kind });
    facet("2-0-4/JobTypeJobFacet", value)
}

pub(super) fn source_code(recipe: &str) -> Value {
    facet("1-0-1/SourceCodeJobFacet", json!({ "language": "toml", "sourceCode": recipe }))
}

pub(super) fn schema<'a>(fields: impl Iterator<Item = &'a FieldRef>) -> Value {
    let field = |(index, field): (usize, &FieldRef)| json!({ "name": field.name(), "type": field.data_type().to_string(), "ordinal_position": index + 1 });
    facet("1-2-0/SchemaDatasetFacet", json!({ "fields": fields.enumerate().map(field).collect::<Vec<_>>() }))
}

pub(super) fn dataset_version(root: &Key) -> Value {
    facet("1-0-1/DatasetVersionDatasetFacet", json!({ "datasetVersion": root.to_string() }))
}

pub(super) fn data_source(name: &str, location: &str) -> Value {
    let uri = if location.contains("://") { location.to_owned() } else { format!("file://{location}") };
    facet("1-0-1/DatasourceDatasetFacet", json!({ "name": name, "uri": uri }))
}

pub(super) fn statistics(rows: u64, size: u64, files: u64) -> Value {
    let value = json!({ "rowCount": rows, "size": size, "fileCount": files });
    facet("1-0-2/OutputStatisticsOutputDatasetFacet", value)
}

pub(super) fn column_lineage(fields: Map<String, Value>, dataset: Vec<Value>) -> Value {
    facet("1-2-0/ColumnLineageDatasetFacet", json!({ "fields": fields, "dataset": dataset }))
}

/// The guards that a stage passed; null for one that has none. Those that it did not pass ended the run.
pub(super) fn assertions(stage: &RunStage) -> Value {
    let (config, facts) = (&stage.config, &stage.facts);
    let share = |part: u64, whole: u64| format!("{:.4}", part as f64 / whole.max(1) as f64);
    let guard = if let Some(allowed) = config["blast_radius"].as_f64() {
        let count = |name: &str| facts["marks"][name].as_u64().unwrap_or(0);
        json!({
            "assertion": "blast_radius", "success": true, "severity": "error",
            "description": "Share of documents dropped: in all as told here, and of each language and source.",
            "expected": format!("at most {allowed}"),
            "actual": share(count("dropped"), count("rows")),
        })
    } else if let Some(allowed) = config["max_bad"].as_f64() {
        let bad = facts["bad"].as_array().map_or(0, Vec::len) as u64;
        json!({
            "assertion": "max_bad", "success": true, "severity": "error",
            "description": "Share of inputs, over all sources, that could not be documents.",
            "expected": format!("at most {allowed}"),
            "actual": share(bad, bad + facts["documents"].as_u64().unwrap_or(0)),
        })
    } else {
        return Value::Null;
    };
    facet("1-1-0/DataQualityAssertionsDatasetFacet", json!({ "assertions": [guard] }))
}

/// A facet by version and name of its schema.
fn facet(schema: &str, mut value: Value) -> Value {
    let name = schema.rsplit('/').next().unwrap_or_default();
    value["_producer"] = json!(PRODUCER);
    value["_schemaURL"] = json!(format!("https://openlineage.io/spec/facets/{schema}.json#/$defs/{name}"));
    value
}
