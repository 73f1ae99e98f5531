//! The end of a run: files under its number, then the manifest that makes it visible.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use arrow::datatypes::SchemaRef;
use serde_json::{Value, json};
use trommel_corpus::card::{Amount, CardFacts, FileFacts, SplitFacts, StageFacts, features_of};
use trommel_corpus::{Listing, SourceSpec};
use trommel_store::{
    Claim, Key, Lease, Manifest, RowSum, RunFile, RunManifest, RunStage, Store, Survey, View, root_of_splits,
};

use super::report::{Report, StageReport};
use super::time::rfc3339;
use super::{Job, products};
use crate::Result;
use crate::events::Event;
use crate::lineage::{End, Lineage, Published, Times};
use crate::stage::{Context, Stage};
use crate::stages::{Dataset, PublishedFile, PublishedHeld, ShardOutline, Side};

/// What a commit is made of.
pub(super) struct Commit<'a> {
    pub job: &'a Job<'a>,
    pub key: Key,
    pub listing: &'a Listing,
    pub started: SystemTime,
    pub times: Times,
}

impl Commit<'_> {
    /// Publishes the dataset and commits the run; false when it was told to stop before its last product, and nothing is committed.
    pub(super) fn publish(
        mut self,
        dataset: &Dataset,
        mut stages: Vec<RunStage>,
        view: &View,
        context: &Context<'_>,
        lease: &mut Lease<'_>,
        report: &mut Report,
    ) -> Result<bool> {
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
        self.times.passed([dataset.kind()], (self.job.environment.clock)());

        let mut sums: BTreeMap<&str, RowSum> = BTreeMap::new();
        let mut held = PublishedHeld::default();
        for file in &files {
            sums.entry(file.split).or_default().add(&file.sum);
            held.add(&file.held);
        }
        let root = root_of_splits(&sums, &schema);
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
            restarts: false,
        });
        report.root = Some(root.to_string());
        report.published = held;
        let published = products::Published { root, files: &files };
        let products = products::make(self.job, &published, context, lease, report, &mut self.times)?;
        stages.extend(products.iter().map(products::Done::stage));
        if products.len() < self.job.stages.products.len() {
            return Ok(false);
        }
        self.commit(root, &schema, Arc::clone(view.schema()), stages, &files, &products, context, lease, report)?;
        Ok(true)
    }

    #[allow(clippy::too_many_arguments)] // What a commit binds together, once.
    fn commit(
        &self,
        root: Key,
        schema: &SchemaRef,
        columns: SchemaRef,
        stages: Vec<RunStage>,
        files: &[PublishedFile],
        products: &[products::Done<'_>],
        context: &Context<'_>,
        lease: &mut Lease<'_>,
        report: &mut Report,
    ) -> Result<()> {
        let (store, recipe, environment) = (context.store, self.job.recipe, self.job.environment);
        let sources: Vec<String> = self.job.stages.ingest.specs()?.iter().map(SourceSpec::name).collect();
        context.check()?;
        crate::refresh::check(recipe, self.job.lock)?;
        let claim = Claim::next(store, &environment.holder)?;
        lease.writing(claim.number)?;
        let (key, resolved) = (self.key, recipe.resolved());
        let mut manifest = RunManifest {
            number: claim.number,
            recipe: recipe.name.clone(),
            key,
            root: Some(root),
            trommel: env!("CARGO_PKG_VERSION").to_owned(),
            stages,
            files: Vec::new(),
        };
        let lineage = Lineage {
            recipe: &recipe.name,
            resolved: &resolved,
            number: claim.number,
            key,
            holder: &environment.holder,
            store,
            sources: &sources,
            stages: &manifest.stages,
            columns,
            started: self.started,
            times: &self.times,
        };
        let committed = match self.write(&lineage, root, schema, files, products, report) {
            Ok(files) => {
                manifest.files = files;
                context.check().and_then(|()| Ok(manifest.commit(store)?))
            }
            Err(error) => Err(error),
        };
        if let Err(error) = &committed {
            // Under a number that stays claimed they are in nobody's way; when this fails too, the error is told anyway.
            let ours = Survey::of(store).is_ok_and(|survey| survey.claimed.contains(&claim.number));
            let events = lineage.lines(&End::Failed(error), (environment.clock)());
            let _ = ours.then(|| store.put(&format!("{}/{EVENTS}", RunManifest::folder(claim.number)), events));
        }
        committed
    }

    /// Writes everything under the run's number but the manifest.
    fn write(
        &self,
        lineage: &Lineage<'_>,
        root: Key,
        schema: &SchemaRef,
        files: &[PublishedFile],
        products: &[products::Done<'_>],
        report: &mut Report,
    ) -> Result<Vec<RunFile>> {
        let store = lineage.store;
        let folder = RunManifest::folder(lineage.number);
        let location = location(store, &format!("{folder}/dataset"));
        report.run = Some(lineage.number);
        report.dataset = Some(location.clone());

        let (mut written, mut splits) = (Vec::new(), Vec::new());
        for split in Side::ALL.map(Side::name) {
            let files: Vec<&PublishedFile> = files.iter().filter(|file| file.split == split).collect();
            let parts: Vec<_> = files.iter().flat_map(|file| &file.manifest.parts).collect();
            let mut facts = Vec::new();
            for (index, part) in parts.iter().enumerate() {
                let path = format!("data/{split}-{index:05}-of-{:05}.parquet", parts.len());
                store.link(&part.path, &format!("{folder}/dataset/{path}"))?;
                let sha256 = part.sha256(store)?;
                facts.push(FileFacts { path: path.clone(), rows: part.rows, size: part.size, sha256 });
                let path = format!("dataset/{path}");
                written.push(RunFile { path, size: part.size, rows: Some(part.rows), hash: part.hash });
            }
            if !parts.is_empty() {
                let bytes = files.iter().map(|file| file.held.arrow_bytes).sum();
                splits.push(SplitFacts { name: split.to_owned(), files: facts, bytes });
            }
        }
        report.files = written.len() as u64;
        for product in products {
            for part in &product.manifest.parts {
                let path = format!("{}/{}", product.stage.kind(), part.name());
                store.link(&part.path, &format!("{folder}/{path}"))?;
                written.push(RunFile { path, size: part.size, rows: None, hash: part.hash });
            }
        }
        let end = (self.job.environment.clock)();
        let card = self.card(root, schema, lineage, splits, end, report);
        let (rows, size) = (report.published.rows, card.splits.iter().map(|split| split.file_bytes()).sum());
        let schema = Arc::clone(schema);
        let published = Published { root, schema, rows, size, files: report.files, location };
        let small = [
            ("dataset/README.md", card.render().into_bytes()),
            ("dataset/croissant.json", encode(&card.croissant())),
            ("recipe.resolved.toml", lineage.resolved.as_bytes().to_vec()),
            ("results.json", encode(&json!(report))),
            (EVENTS, lineage.lines(&End::Complete(&published), end)),
        ];
        for (path, bytes) in small {
            let hash = Key(*blake3::hash(&bytes).as_bytes());
            written.push(RunFile { path: path.to_owned(), size: bytes.len() as u64, rows: None, hash });
            store.put(&format!("{folder}/{path}"), bytes)?;
        }
        Ok(written)
    }

    fn card(
        &self,
        root: Key,
        schema: &SchemaRef,
        lineage: &Lineage<'_>,
        splits: Vec<SplitFacts>,
        end: SystemTime,
        report: &Report,
    ) -> CardFacts {
        let held = &report.published;
        let amount =
            |(name, (rows, bytes)): (&String, &(u64, u64))| (name.clone(), Amount { rows: *rows, bytes: *bytes });
        // What is made of the dataset is no part of it.
        let described = report.stages.iter().take_while(|report| report.stage != "dataset");
        CardFacts {
            name: report.recipe.clone(),
            run: lineage.number,
            date: rfc3339(end)[..10].to_owned(),
            rows: held.rows,
            bytes: held.bytes,
            languages: held.languages.iter().map(amount).collect(),
            licenses: held.licenses.clone(),
            sources: held.sources.clone(),
            stages: described.filter_map(|report| card_stage(report, lineage.stages)).collect(),
            root: root.to_string(),
            recipe: lineage.resolved.to_owned(),
            splits,
            features: features_of(schema),
        }
    }
}

/// The run's events, one a line.
const EVENTS: &str = "events/000001.jsonl";

/// What the card says of a stage; nothing of the one that publishes.
fn card_stage(report: &StageReport, stages: &[RunStage]) -> Option<StageFacts> {
    let stage = stages.iter().find(|stage| stage.name == report.stage)?;
    let count = |name: &str| report.facts[name].as_u64().unwrap_or(0);
    let reasons = report.facts["reasons"].as_object().into_iter().flatten();
    let reasons = reasons.filter_map(|(reason, count)| Some((reason.clone(), count.as_u64().filter(|n| *n > 0)?)));
    let mut facts = StageFacts {
        name: report.stage.clone(),
        rows_in: report.rows,
        dropped: report.dropped,
        edited: count("edited") + count("was_masked"),
        reasons: reasons.collect(),
    };
    // What stages do not count as reasons, because there is only one.
    let (reason, documents) = match stage.kind.as_str() {
        "dataset" => return None,
        "exact-dup" => ("the same text as a document that is kept".to_owned(), facts.dropped),
        "near-dup" => {
            (format!("at least {} similar to a document that is kept", stage.config["threshold"]), facts.dropped)
        }
        "secrets" => ("with a key, token or password left".to_owned(), count("has_secrets")),
        _ => return Some(facts),
    };
    facts.reasons.extend((documents > 0 && facts.reasons.is_empty()).then_some((reason, documents)));
    Some(facts)
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
