//! A recipe as a graph: what each stage does, which columns it reads and adds, and how many rows went through last time.

use serde::Serialize;
use serde_json::Value;
use trommel_store::Store;

use crate::Result;
use crate::marks;
use crate::recipe::Recipe;
use crate::run::{Report, last_run_of};
use crate::stage::{Stage, Work};
use crate::stages::Ingest;

/// A recipe's stages in order.
#[derive(Debug, Clone, Serialize)]
pub struct Dag {
    /// The recipe's name.
    pub recipe: String,
    /// The run whose rows are told: the last of the recipe in the store.
    pub run: Option<u64>,
    /// The sources' names.
    pub sources: Vec<String>,
    /// The stages.
    pub stages: Vec<DagStage>,
}

/// One stage.
#[derive(Debug, Clone, Serialize)]
pub struct DagStage {
    /// Its name.
    pub stage: String,
    /// What kind of work it does: `ingest`, `map`, `barrier` or `publish`.
    pub work: &'static str,
    /// The columns it reads; of `publish`, empty when it takes all that describe a document.
    pub reads: Vec<String>,
    /// The columns it adds or changes, marks aside.
    pub adds: Vec<String>,
    /// Whether it marks rows: it adds `keep`, and for a dropped row `dropped_by`, `reason` and what was measured.
    pub marks: bool,
    /// What its configuration says, empty values aside: `threshold 0.7`.
    pub decides: Vec<String>,
    /// Rows that went in, in the run.
    pub rows_in: Option<u64>,
    /// Rows that it dropped.
    pub dropped: Option<u64>,
    /// Rows that came out and were still kept.
    pub rows_out: Option<u64>,
}

/// The graph of a recipe, with the rows of its last run in a store, if there is any.
///
/// # Errors
/// When a run of the store cannot be read.
pub fn dag(recipe: &Recipe, store: Option<&Store>) -> Result<Dag> {
    let run = match store {
        Some(store) => last_run_of(store, &recipe.name)?,
        None => None,
    };
    let report = match (store, &run) {
        (Some(store), Some(run)) => Some(Report::load(store, run)?),
        _ => None,
    };
    let mut sources = Vec::new();
    let mut stages = Vec::new();
    for stage in &recipe.stages {
        if let Work::Ingest(ingest) = stage.work() {
            sources = source_names(ingest);
        }
        let counted = report.as_ref().and_then(|report| report.stages.iter().find(|known| known.stage == stage.kind()));
        let columns = added(&**stage);
        let is_mark = |name: &String| marks::schema().index_of(name).is_ok();
        stages.push(DagStage {
            stage: stage.kind().to_owned(),
            work: work_name(&**stage),
            reads: read(&**stage),
            marks: columns.iter().any(|name| name == "keep"),
            adds: columns.into_iter().filter(|name| !is_mark(name)).collect(),
            decides: decides(&stage.config()),
            rows_in: counted.map(|stage| stage.rows),
            dropped: counted.map(|stage| stage.dropped),
            rows_out: counted.map(|stage| stage.rows.saturating_sub(stage.dropped)),
        });
    }
    Ok(Dag { recipe: recipe.name.clone(), run: run.map(|run| run.number), sources, stages })
}

/// Names of sources, whether they are there or not.
fn source_names(ingest: &Ingest) -> Vec<String> {
    match (ingest.specs(), &ingest.path) {
        (Err(_), Some(path)) => vec![path.display().to_string()],
        (specs, _) => specs.iter().flatten().map(|spec| spec.name()).collect(),
    }
}

// What is told of each kind of work stands in the next three functions; a new kind has its place in each.

fn work_name(stage: &dyn Stage) -> &'static str {
    match stage.work() {
        Work::Ingest(_) => "ingest",
        Work::Expand(_) => "expand",
        Work::Map(_) => "map",
        Work::Barrier(_) => "barrier",
        Work::Publish(_) => "publish",
        Work::Product(_) => "product",
    }
}

fn read(stage: &dyn Stage) -> Vec<String> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match stage.work() {
        Work::Ingest(_) => Vec::new(),
        Work::Expand(_) => trommel_corpus::schema().fields().iter().map(|field| field.name().clone()).collect(),
        Work::Map(map) => names(&["content", "language"]).into_iter().chain(names(map.also_reads())).collect(),
        Work::Barrier(barrier) => barrier.reads(),
        Work::Publish(dataset) => dataset.columns.clone(),
        Work::Product(_) => Vec::new(),
    }
}

fn added(stage: &dyn Stage) -> Vec<String> {
    let schema = match stage.work() {
        Work::Ingest(_) => trommel_corpus::schema(),
        Work::Expand(expand) => expand.adds(),
        Work::Map(map) => map.adds(),
        Work::Barrier(barrier) => barrier.adds(),
        Work::Publish(_) | Work::Product(_) => return Vec::new(),
    };
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

/// `key value` for every plain value of a configuration that is not empty.
fn decides(config: &Value) -> Vec<String> {
    let shown = |value: &Value| match value {
        Value::Null | Value::Object(_) => None,
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Array(items) if items.is_empty() || items.iter().any(|item| item.is_object() || item.is_array()) => None,
        Value::Array(items) => {
            let items = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            Some(items.collect::<Vec<_>>().join(", "))
        }
        other => Some(other.to_string()),
    };
    let values = config.as_object().into_iter().flatten();
    values.filter_map(|(key, value)| Some(format!("{key} {}", shown(value)?))).collect()
}

impl Dag {
    /// A Mermaid flowchart: rows on the edges where there was a run, and where they were dropped.
    pub fn mermaid(&self) -> String {
        let mut lines = vec!["flowchart TD".to_owned()];
        let sources = self.sources.iter().map(|name| escape(name)).collect::<Vec<_>>().join("<br/>");
        lines.push(format!("  sources[(\"{sources}\")]"));
        for stage in &self.stages {
            let (open, close) = match stage.work {
                "barrier" => ("{{", "}}"),
                "publish" => ("[/", "/]"),
                _ => ("[", "]"),
            };
            lines.push(format!("  {}{open}\"{}<br/>{}\"{close}", node(&stage.stage), escape(&stage.stage), stage.work));
        }
        let ids = std::iter::once("sources".to_owned()).chain(self.stages.iter().map(|stage| node(&stage.stage)));
        let edges = ids.collect::<Vec<_>>();
        for (pair, stage) in edges.windows(2).zip(&self.stages) {
            let rows = stage.rows_in.map(|rows| format!("|\"{} rows\"|", grouped(rows))).unwrap_or_default();
            lines.push(format!("  {} -->{rows} {}", pair[0], pair[1]));
        }
        for stage in self.stages.iter().filter(|stage| stage.marks) {
            let rows = stage.dropped.map(|rows| format!("|\"{} dropped\"|", grouped(rows))).unwrap_or_default();
            lines.push(format!("  {} -.->{rows} dropped([\"stay in the tables, marked\"])", node(&stage.stage)));
        }
        lines.join("\n")
    }
}

/// A name as the id of a node: `end` and the like are words of Mermaid's, so that it is never plain.
fn node(stage: &str) -> String {
    format!("stage_{}", stage.replace(|c: char| !c.is_ascii_alphanumeric(), "_"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `45,118`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::Registry;

    const RECIPE: &str = r#"
[[stage]]
ingest = { sources = [{ folder = { path = "some/<code>" } }] }
[[stage]]
normalize = {}
[[stage]]
describe = {}
[[stage]]
keep-if = { sets = ["parses"], sql = "bytes < 100" }
[[stage]]
dataset = {}
"#;

    fn made() -> Dag {
        dag(&Recipe::parse("r.toml", "r", RECIPE, &[], &Registry::new()).unwrap(), None).unwrap()
    }

    #[test]
    fn a_flowchart() {
        let check = |dag: &Dag, want: Expect| want.assert_eq(&dag.mermaid());
        let mut dag = made();
        check(
            &dag,
            expect![[r#"
            flowchart TD
              sources[("&lt;code&gt;")]
              stage_ingest["ingest<br/>ingest"]
              stage_normalize["normalize<br/>map"]
              stage_describe["describe<br/>map"]
              stage_keep_if{{"keep-if<br/>barrier"}}
              stage_dataset[/"dataset<br/>publish"/]
              sources --> stage_ingest
              stage_ingest --> stage_normalize
              stage_normalize --> stage_describe
              stage_describe --> stage_keep_if
              stage_keep_if --> stage_dataset
              stage_keep_if -.-> dropped(["stay in the tables, marked"])"#]],
        );
        dag.stages.retain(|stage| stage.stage == "keep-if");
        (dag.stages[0].rows_in, dag.stages[0].dropped) = (Some(12_345), Some(1_000));
        check(
            &dag,
            expect![[r#"
            flowchart TD
              sources[("&lt;code&gt;")]
              stage_keep_if{{"keep-if<br/>barrier"}}
              sources -->|"12,345 rows"| stage_keep_if
              stage_keep_if -.->|"1,000 dropped"| dropped(["stay in the tables, marked"])"#]],
        );
    }

    #[test]
    fn what_stages_read_add_and_decide() {
        let dag = made();
        let shown: Vec<String> = dag
            .stages
            .iter()
            .map(|stage| {
                let adds = stage.adds.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
                format!(
                    "{} {} | {} | {adds} | {}",
                    stage.stage,
                    stage.marks,
                    stage.reads.join(" "),
                    stage.decides.join(", ")
                )
            })
            .collect();
        expect![[r#"
            ingest false |  | id source | max_bad 0.001, max_bytes 5000000, shard_bytes 8388608"#]]
        .assert_eq(&shown[0]);
        assert!(shown[1].starts_with("normalize false | content language | content "), "{}", shown[1]);
        expect!["keep-if true | bytes parses id |  | blast_radius 0.5, sets parses, sql bytes < 100"]
            .assert_eq(&shown[3]);
    }
}
