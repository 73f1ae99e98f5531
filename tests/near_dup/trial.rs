//! A corpus in a scratch folder, and the binary run on it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::THRESHOLD;

/// A document to ingest.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Record {
    pub path: String,
    pub content: String,
    /// A name, a list of names, or null.
    pub license: Value,
    pub stars: Option<i64>,
    pub version: Option<String>,
}

/// A document after a run, with its marks.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// Hexadecimal digits.
    pub id: String,
    pub path: String,
    pub license: Option<String>,
    pub stars: Option<i64>,
    pub version: Option<String>,
    pub keep: bool,
    pub dropped_by: Option<String>,
    pub reason: Option<String>,
    pub value: Option<f64>,
    pub threshold: Option<f64>,
    /// The id of the document that stays.
    pub survivor: Option<String>,
    /// Sorted and distinct.
    pub shingles: Vec<u32>,
}

pub struct Trial {
    folder: TempDir,
    source: &'static str,
}

impl Trial {
    /// The records of one JSONL file, in the order given.
    pub fn of_records<'a>(records: impl IntoIterator<Item = &'a Record>) -> Trial {
        let source = r#"records = { path = "documents.jsonl", name = "documents" }"#;
        let trial = Trial { folder: tempfile::tempdir().expect("a scratch folder"), source };
        let lines: String = records.into_iter().map(|record| format!("{}\n", json!(record))).collect();
        fs::write(trial.path().join("documents.jsonl"), lines).expect("the scratch folder takes files");
        trial
    }

    /// A folder of files, by path and content.
    pub fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Trial {
        let source = r#"folder = { path = "documents" }"#;
        let trial = Trial { folder: tempfile::tempdir().expect("a scratch folder"), source };
        for (path, content) in files {
            let path = trial.path().join("documents").join(path);
            fs::create_dir_all(path.parent().expect("it is below the scratch folder")).expect("it takes folders");
            fs::write(path, content).expect("it takes files");
        }
        trial
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the stages, each as a recipe spells it, between `ingest` and `dataset`; gives the report.
    ///
    /// Shards are small, so that duplicates meet across them.
    pub fn run(&self, stages: &[&str]) -> Value {
        let mut recipe = format!(
            "[[stage]]\ningest = {{ sources = [{{ {} }}], shard_bytes = 131072, max_bad = 0.0 }}\n",
            self.source
        );
        for stage in stages.iter().chain(&["dataset = {}"]) {
            recipe.push_str(&format!("\n[[stage]]\n{stage}\n"));
        }
        fs::write(self.path().join("recipe.toml"), recipe).expect("the scratch folder takes files");
        self.trommel(&["run", "recipe.toml"])
    }

    /// Every document of the latest run, by path.
    pub fn rows(&self) -> Vec<Row> {
        let query = "select id, path, license, stars, version, keep, dropped_by, reason, value, threshold, survivor, \
                     shingles from docs order by path";
        let mut answer = self.trommel(&["sql", query]);
        serde_json::from_value(answer["rows"].take()).expect("the columns have the types of the specification")
    }

    /// What `why` tells of a path.
    pub fn why(&self, path: &str) -> Value {
        self.trommel(&["why", "latest", path])
    }

    fn trommel(&self, arguments: &[&str]) -> Value {
        let output = Command::new(env!("CARGO_BIN_EXE_trommel"))
            .args(arguments)
            .args(["--json", "--store", "store"])
            .current_dir(self.path())
            .output()
            .expect("the binary starts");
        let talk = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "trommel {arguments:?} ended with {}:\n{talk}", output.status);
        serde_json::from_slice(&output.stdout).expect("`--json` prints one JSON value")
    }
}

/// `near-dup` at the usual threshold; recall is measured on `sample` documents, and any share may be dropped.
pub fn near_dup(sample: usize) -> String {
    format!(
        "near-dup = {{ threshold = {THRESHOLD}, recall = {}, sample = {sample}, blast_radius = 1.0 }}",
        super::RECALL
    )
}

/// What a stage counted.
pub fn facts<'a>(report: &'a Value, stage: &str) -> &'a Value {
    let stages = report["stages"].as_array().expect("a report lists its stages");
    &stages.iter().find(|each| each["stage"] == stage).expect("the stage ran")["facts"]
}

/// The document at a path.
pub fn at<'a>(rows: &'a [Row], path: &str) -> &'a Row {
    rows.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("`{path}` is a document of the run"))
}
