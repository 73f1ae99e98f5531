//! What happened in a run, as OpenLineage tells it (spec 2-0-2): a job for the recipe, one for each stage below it, and
//! the datasets between them. Written once, when the run ends, one event a line.
//!
//! ```text
//! sources ─► recipe.ingest ─► recipe/ingest ─► recipe.describe ─► recipe/describe ─► … ─► recipe.dataset ─► recipe
//! ```

mod facets;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use arrow::datatypes::SchemaRef;
use serde_json::{Value, json};
use trommel_store::{Key, KeyBuilder, RunStage, Store};

use crate::PipelineError;
use crate::run::time::rfc3339;
use facets::{JOB_NAMESPACE, PRODUCER};

/// When stages were at work: [`Times::passed`] is told after each.
pub(crate) struct Times {
    latest: SystemTime,
    stages: Vec<(String, SystemTime, SystemTime)>,
}

impl Times {
    /// The run begins.
    pub(crate) fn begin(now: SystemTime) -> Times {
        Times { latest: now, stages: Vec::new() }
    }

    /// These stages were at work together from the last call until now.
    pub(crate) fn passed<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, now: SystemTime) {
        let began = std::mem::replace(&mut self.latest, now);
        self.stages.extend(names.into_iter().map(|name| (name.to_owned(), began, now)));
    }

    /// When a stage began and ended; the whole run so far for one that nobody told of.
    fn of(&self, stage: &str, started: SystemTime) -> (SystemTime, SystemTime) {
        let found = self.stages.iter().find(|(name, ..)| name == stage);
        found.map_or((started, self.latest), |(_, began, ended)| (*began, *ended))
    }
}

/// A run that has its number, as its events tell it.
pub(crate) struct Lineage<'a> {
    /// The recipe's name.
    pub recipe: &'a str,
    /// The recipe with every default written out, as TOML.
    pub resolved: &'a str,
    /// The run's number.
    pub number: u64,
    /// The run's key.
    pub key: Key,
    /// Who runs: host and process.
    pub holder: &'a str,
    /// Where its tables lie.
    pub store: &'a Store,
    /// The names of its sources.
    pub sources: &'a [String],
    /// Its stages, in order.
    pub stages: &'a [RunStage],
    /// Every column of its tables.
    pub columns: SchemaRef,
    /// When it began.
    pub started: SystemTime,
    /// When its stages were at work.
    pub times: &'a Times,
}

/// What a run published.
pub(crate) struct Published {
    /// The root hash.
    pub root: Key,
    /// The published columns.
    pub schema: SchemaRef,
    /// Rows.
    pub rows: u64,
    /// Bytes of the Parquet files.
    pub size: u64,
    /// Parquet files.
    pub files: u64,
    /// Where the dataset lies.
    pub location: String,
}

/// How a run ended.
pub(crate) enum End<'a> {
    /// It is committed.
    Complete(&'a Published),
    /// It is not: ABORT when the user interrupted it, else FAIL.
    Failed(&'a PipelineError),
}

impl End<'_> {
    fn kind(&self) -> &'static str {
        match self {
            End::Complete(_) => "COMPLETE",
            End::Failed(PipelineError::Cancelled) => "ABORT",
            End::Failed(_) => "FAIL",
        }
    }
}

impl Lineage<'_> {
    /// The events in order of time, one a line.
    pub(crate) fn lines(&self, end: &End<'_>, ended: SystemTime) -> Vec<u8> {
        self.events(end, ended).iter().flat_map(|event| format!("{event}\n").into_bytes()).collect()
    }

    fn events(&self, end: &End<'_>, ended: SystemTime) -> Vec<Value> {
        let mut stages = Vec::new();
        for index in 0..self.stages.len() {
            stages.extend(self.stage(index, end));
        }
        // Times are of equal length, so that their order as text is theirs; what happened at once keeps its order.
        stages.sort_by(|a, b| a["eventTime"].as_str().cmp(&b["eventTime"].as_str()));
        let mut events = vec![self.run("START", self.started, end)];
        events.extend(stages);
        events.push(self.run(end.kind(), ended, end));
        events
    }

    /// An event of the whole run.
    fn run(&self, kind: &str, at: SystemTime, end: &End<'_>) -> Value {
        let mut run = json!({ "processing_engine": facets::processing_engine() });
        let mut outputs = Vec::new();
        match (kind, end) {
            ("START", _) => {}
            (_, End::Failed(error)) => run["errorMessage"] = facets::error_message(error),
            (_, End::Complete(published)) => outputs.push(self.published(published)),
        }
        let job = json!({ "jobType": facets::job_type("JOB"), "sourceCode": facets::source_code(self.resolved) });
        let inputs = self.sources.iter().map(|source| dataset(JOB_NAMESPACE, source)).collect();
        event(kind, at, (self.id(None), run), (self.recipe, job), inputs, outputs)
    }

    /// The two events of a stage, whose job is a child of the recipe's.
    fn stage(&self, index: usize, end: &End<'_>) -> [Value; 2] {
        let stage = &self.stages[index];
        let (began, ended) = self.times.of(&stage.name, self.started);
        let name = format!("{}.{}", self.recipe, stage.name);
        let parent = facets::parent(&self.id(None), self.recipe);
        // What has tables is done, whatever became of the run; what publishes is done when the run is.
        let last = if stage.parts.is_empty() { end.kind() } else { "COMPLETE" };
        [("START", began), (last, ended)].map(|(kind, at)| {
            let mut inputs = match index.checked_sub(1) {
                None => self.sources.iter().map(|source| dataset(JOB_NAMESPACE, source)).collect(),
                Some(before) => vec![self.table(before)],
            };
            let mut outputs = Vec::new();
            if kind == "COMPLETE" {
                let assertions = facets::assertions(stage);
                for input in inputs.iter_mut().filter(|_| !assertions.is_null()) {
                    input["inputFacets"] = json!({ "dataQualityAssertions": assertions });
                }
                let is_product = self.stages[..index].iter().any(|stage| stage.kind == "dataset");
                outputs.extend(match (stage.parts.is_empty(), end) {
                    _ if is_product => Some(self.table(index)),
                    (false, _) => Some(self.written(index)),
                    (true, End::Complete(published)) => Some(self.published(published)),
                    (true, End::Failed(_)) => None,
                });
            }
            let run = json!({ "parent": parent, "processing_engine": facets::processing_engine() });
            let job = json!({ "jobType": facets::job_type("TASK") });
            event(kind, at, (self.id(Some(&stage.name)), run), (&name, job), inputs, outputs)
        })
    }

    /// The tables of a stage, by name.
    fn table(&self, index: usize) -> Value {
        dataset(&self.namespace(), &self.table_name(&self.stages[index]))
    }

    fn table_name(&self, stage: &RunStage) -> String {
        format!("{}/{}", self.recipe, stage.name)
    }

    /// The tables of a stage, with what is in them.
    fn written(&self, index: usize) -> Value {
        let stage = &self.stages[index];
        let (rows, size) = stage.parts.iter().fold((0, 0), |sum, part| (sum.0 + part.rows, sum.1 + part.size));
        let has = |name: &str| stage.parts.first().is_some_and(|part| part.columns.contains_key(name));
        let fields = self.columns.fields().iter().filter(|field| has(field.name()));
        let mut table = self.table(index);
        table["facets"] = json!({ "schema": facets::schema(fields) });
        table["outputFacets"] = json!({ "outputStatistics": facets::statistics(rows, size, stage.parts.len() as u64) });
        table
    }

    /// The published dataset, with what is in it and which stage each column comes from.
    fn published(&self, published: &Published) -> Value {
        let Published { root, schema, rows, size, files, location } = published;
        let mut output = dataset(&self.namespace(), self.recipe);
        output["facets"] = json!({
            "schema": facets::schema(schema.fields().iter()),
            "datasetVersion": facets::dataset_version(root),
            "dataSource": facets::data_source(self.recipe, location),
            "columnLineage": self.column_lineage(schema),
        });
        output["outputFacets"] = json!({ "outputStatistics": facets::statistics(*rows, *size, *files) });
        output
    }

    fn column_lineage(&self, schema: &SchemaRef) -> Value {
        let namespace = self.namespace();
        let input = |stage: &RunStage, field: &str, how: [&str; 2]| {
            let [kind, subtype] = how;
            json!({
                "namespace": namespace, "name": self.table_name(stage), "field": field,
                "transformations": [{ "type": kind, "subtype": subtype }],
            })
        };
        let of_field = |name: &str| {
            // Published ids are text.
            let how = if name == "id" { "TRANSFORMATION" } else { "IDENTITY" };
            let inputs = self.showing(name).into_iter().map(|stage| input(stage, name, ["DIRECT", how]));
            json!({ "inputFields": inputs.collect::<Vec<_>>() })
        };
        let fields = schema.fields().iter().map(|field| (field.name().clone(), of_field(field.name()))).collect();
        let rows = self.showing("keep").into_iter().map(|stage| input(stage, "keep", ["INDIRECT", "FILTER"]));
        facets::column_lineage(fields, rows.collect())
    }

    /// The stages whose tables a column is seen in: the last that has it, and those that one lets through.
    fn showing(&self, column: &str) -> Vec<&RunStage> {
        let mut showing = Vec::new();
        for stage in self.stages.iter().rev() {
            let Some(part) = stage.parts.first().filter(|part| part.columns.contains_key(column)) else { continue };
            showing.push(stage);
            if !part.overlays.iter().any(|overlay| overlay == column) {
                break;
            }
        }
        showing
    }

    fn namespace(&self) -> String {
        match self.store.local_root() {
            Some(root) => format!("file://{}", root.display()),
            None => self.store.url().trim_end_matches('/').to_owned(),
        }
    }

    /// A version 7 UUID: the time at which the run began, and a hash of what makes it this run.
    fn id(&self, stage: Option<&str>) -> String {
        let since = self.started.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        let hash = KeyBuilder::new("openlineage")
            .field(self.key)
            .field(self.number.to_le_bytes())
            .field(self.holder)
            .field(since.as_nanos().to_le_bytes())
            .field(stage.unwrap_or_default())
            .finish();
        let mut random = [0; 10];
        random.copy_from_slice(&hash.0[..10]);
        uuid::Builder::from_unix_timestamp_millis(since.as_millis() as u64, &random).into_uuid().to_string()
    }
}

fn event(
    kind: &str,
    at: SystemTime,
    (run_id, run_facets): (String, Value),
    (job, job_facets): (&str, Value),
    inputs: Vec<Value>,
    outputs: Vec<Value>,
) -> Value {
    json!({
        "eventType": kind,
        "eventTime": rfc3339(at),
        "producer": PRODUCER,
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": { "runId": run_id, "facets": run_facets },
        "job": { "namespace": JOB_NAMESPACE, "name": job, "facets": job_facets },
        "inputs": inputs,
        "outputs": outputs,
    })
}

fn dataset(namespace: &str, name: &str) -> Value {
    json!({ "namespace": namespace, "name": name })
}

#[cfg(test)]
mod tests;
