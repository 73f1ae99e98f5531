//! The end of a run: files under its number, then the manifest that makes it visible.

use std::time::SystemTime;

use serde_json::{Value, json};
use trommel_corpus::Listing;
use trommel_corpus::card::{Amount, CardFacts, SplitFacts, StageFacts, features_of};
use trommel_store::{Claim, Key, Lease, Manifest, RowSum, RunFile, RunManifest, RunStage, Store, View};

use super::Job;
use super::report::{Report, StageReport};
use crate::Result;
use crate::events::Event;
use crate::stage::{Context, Stage};
use crate::stages::{Dataset, PublishedFile, PublishedHeld, ShardOutline};

/// What a commit is made of.
pub(super) struct Commit<'a> {
    pub job: &'a Job<'a>,
    pub key: Key,
    pub listing: &'a Listing,
    pub started: SystemTime,
}

impl Commit<'_> {
    /// Publishes the dataset and commits the run.
    pub(super) fn publish(
        &self,
        dataset: &Dataset,
        mut stages: Vec<RunStage>,
        view: &View,
        context: &Context<'_>,
        lease: &mut Lease<'_>,
        report: &mut Report,
    ) -> Result<()> {
        let store = context.store;
        let instructions = stages[0].facts["instruction_shards"].as_u64().unwrap_or(0) > 0;
        let schema = dataset.schema(view, instructions)?;
        let planned = dataset.plan(view, &schema, &outlines(self.listing))?;
        lease.hold(planned.iter().map(|file| file.key), self.job.environment.clock)?;
        let forced = self.job.forces(dataset.kind());
        let mut found = Vec::new();
        for file in planned {
            let manifest = match forced {
                true => None,
                false => Manifest::find(store, "dataset", file.key)?,
            };
            found.push((file, manifest));
        }
        let text_before = context.text_read();
        context.events.on(Event::Begin { name: "dataset", total: found.len() as u64 });
        let files = dataset.publish(context, view, &schema, found)?;
        context.events.on(Event::End);

        let mut sum = RowSum::new();
        let mut held = PublishedHeld::default();
        for file in &files {
            sum.add(&file.sum);
            held.add(&file.held);
        }
        let root = sum.root(&schema);
        self.job.expects(Some(root))?;
        let reused = files.iter().filter(|file| file.reused).count();
        report.stages.push(StageReport {
            stage: "dataset".to_owned(),
            shards: files.len() as u64,
            reused: reused as u64,
            computed: (files.len() - reused) as u64,
            rows: held.rows,
            text_read: context.text_read() - text_before,
            facts: json!({ "rows": held.rows, "bytes": held.bytes }),
            ..StageReport::default()
        });
        stages.push(RunStage {
            name: "dataset".to_owned(),
            kind: "dataset".to_owned(),
            version: dataset.version(),
            config: dataset.config(),
            objects: files.iter().map(|file| file.manifest.key).collect(),
            parts: Vec::new(),
            facts: json!({ "rows": held.rows, "bytes": held.bytes }),
        });
        report.root = Some(root.to_string());
        report.published = held;
        self.commit(root, &schema, stages, &files, context, lease, report)
    }

    #[allow(clippy::too_many_arguments)] // What a commit binds together, once.
    fn commit(
        &self,
        root: Key,
        schema: &arrow::datatypes::SchemaRef,
        stages: Vec<RunStage>,
        files: &[PublishedFile],
        context: &Context<'_>,
        lease: &mut Lease<'_>,
        report: &mut Report,
    ) -> Result<()> {
        let (store, recipe) = (context.store, self.job.recipe);
        context.check()?;
        crate::refresh::check(recipe, self.job.lock)?;
        let claim = Claim::next(store, &self.job.environment.holder)?;
        lease.writing(claim.number)?;
        let folder = RunManifest::folder(claim.number);
        report.run = Some(claim.number);
        report.dataset = Some(location(store, &format!("{folder}/dataset")));

        let parts: Vec<_> = files.iter().flat_map(|file| &file.manifest.parts).collect();
        report.files = parts.len() as u64;
        let mut written = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            let path = format!("dataset/data/train-{index:05}-of-{:05}.parquet", parts.len());
            store.link(&part.path, &format!("{folder}/{path}"))?;
            written.push(RunFile { path, size: part.size, rows: Some(part.rows), hash: part.hash });
        }
        let resolved = recipe.resolved();
        let card = self.card(root, schema, &resolved, &written, report).render();
        let (start, end) = (self.started, (self.job.environment.clock)());
        let event = |kind: &str, at| json!(openlineage(kind, at, recipe.name.as_str(), claim.number, self.key, report));
        let small = [
            ("dataset/README.md", card.into_bytes()),
            ("recipe.resolved.toml", resolved.into_bytes()),
            ("results.json", encode(&json!(report))),
            ("events/000001.json", encode(&event("START", start))),
            ("events/000002.json", encode(&event("COMPLETE", end))),
        ];
        for (path, bytes) in small {
            let hash = Key(*blake3::hash(&bytes).as_bytes());
            written.push(RunFile { path: path.to_owned(), size: bytes.len() as u64, rows: None, hash });
            store.put(&format!("{folder}/{path}"), bytes)?;
        }
        let manifest = RunManifest {
            number: claim.number,
            recipe: recipe.name.clone(),
            key: self.key,
            root: Some(root),
            trommel: env!("CARGO_PKG_VERSION").to_owned(),
            stages,
            files: written,
        };
        context.check()?;
        Ok(manifest.commit(store)?)
    }

    fn card(
        &self,
        root: Key,
        schema: &arrow::datatypes::SchemaRef,
        recipe: &str,
        files: &[RunFile],
        report: &Report,
    ) -> CardFacts {
        let held = &report.published;
        let size = |files: &[RunFile]| files.iter().map(|file| file.size).sum();
        CardFacts {
            name: report.recipe.clone(),
            rows: held.rows,
            bytes: held.bytes,
            languages: held
                .languages
                .iter()
                .map(|(name, (rows, bytes))| (name.clone(), Amount { rows: *rows, bytes: *bytes }))
                .collect(),
            licenses: held.licenses.clone(),
            sources: held.sources.clone(),
            stages: report.stages.iter().filter(|stage| stage.stage != "dataset").map(card_stage).collect(),
            root: root.to_string(),
            recipe: recipe.to_owned(),
            splits: vec![SplitFacts {
                name: "train".to_owned(),
                files: files.len() as u64,
                rows: held.rows,
                bytes: held.bytes,
                file_bytes: size(files),
            }],
            features: features_of(schema),
        }
    }
}

fn card_stage(stage: &StageReport) -> StageFacts {
    let count = |name: &str| stage.facts[name].as_u64().unwrap_or(0);
    let reasons = stage.facts["reasons"].as_object().into_iter().flatten();
    StageFacts {
        name: stage.stage.clone(),
        rows_in: stage.rows,
        dropped: stage.dropped,
        edited: count("edited"),
        reasons: reasons.filter_map(|(reason, count)| Some((reason.clone(), count.as_u64()?))).collect(),
    }
}

/// The shards of a listing as publishing sees them.
pub(crate) fn outlines(listing: &Listing) -> Vec<ShardOutline> {
    let outline =
        |shard: &trommel_corpus::ShardInput| ShardOutline { first_path: shard.first_path.clone(), bytes: shard.bytes };
    listing.shards.iter().map(outline).collect()
}

/// Where something of the store is, for people.
fn location(store: &Store, path: &str) -> String {
    match store.local_root() {
        Some(root) => root.join(path).display().to_string(),
        None => format!("{}/{path}", store.url().trim_end_matches('/')),
    }
}

fn encode(value: &Value) -> Vec<u8> {
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into_bytes()
}

/// Whether everything that a committed run names is there with the right sizes.
pub(crate) fn is_whole(store: &Store, run: &RunManifest) -> Result<bool> {
    let folder = RunManifest::folder(run.number);
    let files = run.files.iter().map(|file| (format!("{folder}/{}", file.path), file.size));
    let parts = run.stages.iter().flat_map(|stage| &stage.parts).map(|part| (part.path.clone(), part.size));
    Ok(store.has_all(files.chain(parts))?)
}

/// An event of the run in OpenLineage's shape; the id of the run is made of its key and number.
fn openlineage(kind: &str, at: SystemTime, recipe: &str, number: u64, key: Key, report: &Report) -> Value {
    let run = trommel_store::KeyBuilder::new("openlineage").field(key).field(number.to_le_bytes()).finish().to_string();
    // A version 8 (custom) UUID.
    let id = format!("{}-{}-8{}-a{}-{}", &run[..8], &run[8..12], &run[12..15], &run[15..18], &run[18..30]);
    json!({
        "eventType": kind,
        "eventTime": super::time::rfc3339(at),
        "producer": concat!("urn:trommel:", env!("CARGO_PKG_VERSION")),
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": { "runId": id },
        "job": { "namespace": "trommel", "name": recipe },
        "inputs": report.published.sources.keys().map(|name| json!({ "namespace": "trommel", "name": name })).collect::<Vec<_>>(),
        "outputs": [{ "namespace": "trommel", "name": format!("{recipe}/{number}") }],
    })
}
