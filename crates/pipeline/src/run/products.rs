//! What is made of the published dataset, one product after the other, each an object of the store like any other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use trommel_store::{Key, Lease, Manifest, Pending, RunStage, Store};

use super::report::StageReport;
use super::{Environment, Job, Report, keys};
use crate::events::Event;
use crate::lineage::Times;
use crate::stage::{Context, Product, Stage, Work, Workplace};
use crate::stages::PublishedFile;
use crate::{PipelineError, Result};

/// The dataset as products see it.
pub(super) struct Published<'a> {
    pub root: Key,
    pub files: &'a [PublishedFile],
}

/// A product that is there.
pub(super) struct Done<'a> {
    pub stage: &'a dyn Stage,
    pub manifest: Manifest,
}

impl Done<'_> {
    /// As the run's manifest names it.
    pub(super) fn stage(&self) -> RunStage {
        RunStage {
            name: self.stage.kind().to_owned(),
            kind: self.stage.kind().to_owned(),
            version: self.stage.version(),
            config: self.stage.config(),
            objects: vec![self.manifest.key],
            parts: Vec::new(),
            facts: self.manifest.facts.clone(),
            restarts: false,
        }
    }
}

/// Makes all products that are asked for, in order; those that the store holds are not made again.
pub(super) fn make<'a>(
    job: &Job<'a>,
    published: &Published<'_>,
    context: &Context<'_>,
    lease: &mut Lease<'_>,
    report: &mut Report,
    times: &mut Times,
) -> Result<Vec<Done<'a>>> {
    let mut done: Vec<Done<'a>> = Vec::new();
    for stage in job.stages.products.iter().filter(|stage| !job.stops_before(stage.kind())) {
        let Work::Product(product) = stage.work() else { continue };
        context.check()?;
        let find = |kind| done.iter().find(|done| done.stage.kind() == kind);
        let missing = || PipelineError::stage(stage.kind(), "a product that it reads was not made");
        let reads = product_order(product, find).ok_or_else(missing)?;
        let files = published.hashes().filter(|_| product.reads_dataset());
        let read_keys: Vec<Key> = reads.iter().map(|done| done.manifest.key).collect();
        let key = keys::product_key(*stage, files, &read_keys);
        lease.hold([key], job.environment.clock)?;
        let anew = job.forces(stage.kind());
        let found = match anew {
            true => None,
            false => Manifest::find(context.store, stage.kind(), key)?,
        };
        let reused = found.is_some();
        context.events.on(Event::Begin { name: stage.kind(), total: 1 });
        let manifest = match found {
            Some(manifest) => manifest,
            None => {
                let bench = Bench { environment: job.environment, stage: *stage, key };
                bench.make(product, published, &reads, anew, context)?
            }
        };
        context.events.on(Event::Step { units: 1, bytes: 0 });
        context.events.on(Event::End);
        times.passed([stage.kind()], (job.environment.clock)());
        report.stages.push(StageReport {
            stage: stage.kind().to_owned(),
            shards: 1,
            reused: u64::from(reused),
            computed: u64::from(!reused),
            facts: manifest.facts.clone(),
            ..StageReport::default()
        });
        done.push(Done { stage: *stage, manifest });
    }
    Ok(done)
}

impl Published<'_> {
    /// The hash of every published file, with its split, in order.
    fn hashes(&self) -> impl Iterator<Item = (&'static str, Key)> + '_ {
        self.files.iter().flat_map(|file| file.manifest.parts.iter().map(|part| (file.split, part.hash)))
    }
}

/// Where one product is made.
struct Bench<'a> {
    environment: &'a Environment<'a>,
    stage: &'a dyn Stage,
    key: Key,
}

impl Bench<'_> {
    fn make(
        &self,
        product: &dyn Product,
        published: &Published<'_>,
        reads: &[&Done<'_>],
        anew: bool,
        context: &Context<'_>,
    ) -> Result<Manifest> {
        let (store, kind) = (context.store, self.stage.kind());
        // Of this machine, beside the stat index: a killed run's work on the same product is taken up again.
        let place = self.environment.local.join("products").join(format!("{kind}-{}", self.key));
        let folder = place.join("work");
        fs::create_dir_all(&folder).map_err(|source| self.failed(&folder, &source))?;
        let mut workplace =
            Workplace { dataset: BTreeMap::new(), root: published.root, products: BTreeMap::new(), folder };
        for file in published.files.iter().filter(|_| product.reads_dataset()) {
            for part in &file.manifest.parts {
                let copy = place.join("dataset").join(part.path.replace('/', "-"));
                workplace.dataset.entry(file.split).or_default().push(store.as_file(&part.path, &copy)?);
            }
        }
        for done in reads {
            let folder = place.join("reads").join(done.stage.kind());
            for part in &done.manifest.parts {
                let copy = folder.join(part.name());
                self.copy(&store.as_file(&part.path, &copy)?, &copy)?;
            }
            workplace.products.insert(done.stage.kind(), folder);
        }
        let made = product.make(context, &workplace)?;
        let mut pending = Pending::new(store, kind, self.key);
        for name in &made.files {
            pending.file(name, &workplace.folder.join(name))?;
        }
        // Made anew because somebody asked for it: what was there is not to be adopted.
        if let Some(old) = Manifest::find(store, kind, self.key)?.filter(|_| anew) {
            old.discard(store)?;
        }
        let manifest = pending.commit(made.facts)?;
        // Left behind, it only takes up room.
        let _ = fs::remove_dir_all(&place);
        Ok(manifest)
    }

    /// Links or copies a file of another product to where this one reads it.
    fn copy(&self, from: &Path, to: &Path) -> Result<()> {
        if from == to {
            return Ok(());
        }
        let made = fs::create_dir_all(to.parent().unwrap_or(to)).and_then(|()| match fs::remove_file(to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ())),
        });
        made.map_err(|error| self.failed(to, &error))
    }

    fn failed(&self, path: &Path, error: &std::io::Error) -> PipelineError {
        PipelineError::stage(self.stage.kind(), format!("{}: {error}", path.display()))
    }
}

/// Published files that the store holds: the split of each, and its parts' hashes.
pub(crate) type FoundFiles = Vec<(&'static str, Vec<Key>)>;

/// The keys of products that a plan can tell without making anything.
#[derive(Default)]
pub(crate) struct Foreseen {
    /// The published files, once all of them are in the store.
    pub files: Option<FoundFiles>,
    keys: BTreeMap<&'static str, Key>,
}

impl Foreseen {
    /// Whether the store holds the next product; not when anything that it reads has to be made.
    pub(crate) fn next(&mut self, stage: &dyn Stage, product: &dyn Product, store: &Store) -> Result<bool> {
        let reads: Option<Vec<Key>> = product_order(product, |kind| self.keys.get(kind).copied());
        let files = self.files.iter().flatten().flat_map(|(split, keys)| keys.iter().map(move |key| (*split, *key)));
        let files = files.filter(|_| product.reads_dataset());
        let key = match reads.filter(|_| self.files.is_some() || !product.reads_dataset()) {
            Some(reads) => keys::product_key(stage, files, &reads),
            None => return Ok(false),
        };
        let found = Manifest::find(store, stage.kind(), key)?.is_some();
        if found {
            self.keys.insert(stage.kind(), key);
        }
        Ok(found)
    }
}

/// Something of every product that a product reads, in the order in which it names them; none when one is missing.
fn product_order<T>(product: &dyn Product, of: impl Fn(&'static str) -> Option<T>) -> Option<Vec<T>> {
    product.reads().iter().map(|kind| of(kind)).collect()
}
