//! What the run of a recipe tells, from its manifest, its tables and the files of its products.
//!
//! | module | question it answers |
//! |---|---|
//! | `flow` | how many rows went into and out of every stage, and why |
//! | `groups` | which languages and licences are there before and after |
//! | `balance` | what would another exponent give |
//! | `near_dup` | how large are clusters, and how many pairs were found |
//! | `curriculum` | in which order are documents learnt |
//! | `tokens` | how well does the tokenizer fit each language |
//! | [`training`] | how did the loss fall |
//! | `lineage` | from which sources came which score |
//! | `tally`, `frame` | what do the run's tables say, counted shard by shard |

mod balance;
mod curriculum;
mod flow;
mod frame;
mod groups;
mod lineage;
mod near_dup;
mod tally;
mod tokens;

use std::path::Path;
use std::sync::Arc;

use trommel_store::{RunManifest, RunStage, Store};

use crate::{LeftOut, Perhaps, Report, ReportError, Section, number, training};

use tally::Tallies;

/// A committed run and the store that holds it.
pub struct RecipeRun {
    store: Arc<Store>,
    manifest: RunManifest,
    tallies: Tallies,
}

impl RecipeRun {
    /// Counts a run's tables.
    ///
    /// # Errors
    /// A table is missing or damaged.
    pub fn open(store: Arc<Store>, manifest: RunManifest) -> Result<RecipeRun, ReportError> {
        let tallies = Tallies::of(&store, &manifest)?;
        Ok(RecipeRun { store, manifest, tallies })
    }

    /// The report. `scored` are the sections of what the recipe's products were scored with; none where it scores nothing.
    ///
    /// # Errors
    /// A published file is missing or damaged, or a figure cannot be drawn.
    pub fn report(&self, scored: Vec<Section>) -> Result<Report, ReportError> {
        let mut report = self.head();
        report.push(flow::section(self)?);
        report.push(groups::languages(self)?);
        report.push(balance::section(self)?);
        report.push(groups::licences(self)?);
        report.push(near_dup::section(self)?);
        report.push(curriculum::section(self)?);
        report.push(tokens::section(self)?);
        report.push(self.training()?);
        if scored.is_empty() {
            report.left_out.push(LeftOut::new(
                "Scores",
                "the recipe evaluates nothing; its stage `evaluate` does, or `trommel score` with a folder for this report",
            ));
        }
        report.sections.extend(scored);
        report.push(lineage::section(self));
        report.push(lineage::signatures(self));
        Ok(report)
    }

    /// Copies the files that a product published, such as `evaluate`, into a folder; whether there are any.
    ///
    /// # Errors
    /// A file is missing, or cannot be written.
    pub fn copy_product(&self, product: &str, folder: &Path) -> Result<bool, ReportError> {
        let below = |path: &str| path.strip_prefix(product)?.strip_prefix('/').map(|name| folder.join(name));
        let mut any = false;
        for (path, to) in self.manifest.files.iter().filter_map(|file| Some((&file.path, below(&file.path)?))) {
            let bytes = self.store.get(&format!("{}/{path}", RunManifest::folder(self.manifest.number)))?;
            let written =
                std::fs::create_dir_all(to.parent().unwrap_or(folder)).and_then(|()| std::fs::write(&to, &bytes));
            written.map_err(|source| ReportError::Write { path: to.clone(), source })?;
            any = true;
        }
        Ok(any)
    }

    fn head(&self) -> Report {
        let (run, flow) = (&self.manifest, flow::steps(self));
        let came = flow.first().map_or(0, |step| step.rows_in);
        let went = flow.iter().rev().find(|step| !step.product).map_or(0, |step| step.rows_out);
        let mut facts = vec![
            ("documents in".to_owned(), number::count(came)),
            ("rows published".to_owned(), number::count(went)),
            ("languages".to_owned(), number::count(self.tallies.languages_kept())),
        ];
        if let Some(bytes) = self.stage("dataset").and_then(|stage| stage.facts["bytes"].as_u64()) {
            facts.push(("bytes of text".to_owned(), number::bytes(bytes)));
        }
        if let Some(loss) = self.stage("train").and_then(|stage| stage.facts["best"]["loss"].as_f64()) {
            facts.push(("best held-out loss".to_owned(), number::value(loss)));
        }
        if let Some(pass) = self.stage("evaluate").and_then(|stage| stage.facts["summary"]["pass"].get(0).cloned()) {
            let name = format!("pass@{}", pass["k"]);
            facts.extend(pass["value"].as_f64().map(|value| (name, format!("{value:.3}"))));
        }
        let root = run.root.as_ref().map_or(String::new(), |root| format!(", root hash {root}"));
        let version = if run.trommel.is_empty() { String::new() } else { format!(", made by trommel {}", run.trommel) };
        Report {
            title: format!("Run {} of {}", run.number, run.recipe),
            subtitle: format!("{} stages{version}{root}.", run.stages.len()),
            facts,
            ..Report::default()
        }
    }

    fn training(&self) -> Result<Perhaps, ReportError> {
        let title = "Training";
        if self.stage("train").is_none() {
            return Ok(Err(LeftOut::new(title, "the recipe has no stage `train`")));
        }
        let path = "train/metrics.jsonl";
        let Some(bytes) = self.file(path)? else {
            return Ok(Err(LeftOut::new(title, format!("the run published no `{path}`"))));
        };
        let curves = training::Curves::read(&bytes, Path::new(path))?;
        Ok(Ok(training::section("training", title, &curves)?))
    }

    /// The stage of this name.
    fn stage(&self, name: &str) -> Option<&RunStage> {
        self.manifest.stage(name)
    }

    /// A published file by its path below the run's folder; none where the run published no such file.
    fn file(&self, path: &str) -> Result<Option<Vec<u8>>, ReportError> {
        if !self.manifest.files.iter().any(|file| file.path == path) {
            return Ok(None);
        }
        let whole = format!("{}/{path}", RunManifest::folder(self.manifest.number));
        Ok(Some(self.store.get(&whole)?.to_vec()))
    }
}
