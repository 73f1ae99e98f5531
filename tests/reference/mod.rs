//! `pipelines/README.md`: the stage reference is made from the stages themselves (doc comments, defaults, columns), and is
//! compared with the file. `UPDATE_EXPECT=1` rewrites it.

mod docs;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use trommel_cli::stages as judging;
use trommel_pipeline::stage::{Stage, Work};
use trommel_pipeline::stages;

use docs::{Item, Source};

/// A stage with its defaults, the files its documentation is in, and the name of its configuration.
struct Entry {
    stage: Box<dyn Stage>,
    files: &'static [&'static str],
    config: &'static str,
    /// Structures whose keys it takes, below which key: of a stage that holds another crate's settings.
    settings: &'static [(&'static str, &'static str)],
}

impl Entry {
    fn new(stage: impl Stage + 'static, config: &'static str, files: &'static [&'static str]) -> Entry {
        Entry { stage: Box::new(stage), files, config, settings: &[] }
    }
}

fn entry<S: Stage + Default + 'static>(config: &'static str, files: &'static [&'static str]) -> Entry {
    Entry::new(S::default(), config, files)
}

/// In the order in which recipes use them.
fn entries() -> Vec<Entry> {
    let expand = stages::Expand { functions: Some(Default::default()), templates: Some(Default::default()) };
    vec![
        entry::<stages::Ingest>("Ingest", &["ingest.rs"]),
        Entry::new(expand, "Expand", &["expand/mod.rs", "expand/functions.rs", "expand/templates.rs"]),
        entry::<stages::Normalize>("Normalize", &["normalize.rs"]),
        entry::<stages::Secrets>("Secrets", &["secrets.rs"]),
        entry::<stages::Describe>("Describe", &["describe.rs"]),
        entry::<stages::Tags>("Tags", &["tags.rs"]),
        entry::<judging::Execute>("Execute", &["execute.rs"]),
        entry::<judging::Score>("Score", &["score.rs"]),
        entry::<stages::KeepIf>("KeepIf", &["keep_if.rs"]),
        entry::<stages::Decontaminate>("Decontaminate", &["decontaminate/mod.rs"]),
        entry::<stages::ExactDup>("ExactDup", &["exact_dup.rs"]),
        entry::<stages::NearDup>("NearDup", &["near_dup/mod.rs"]),
        entry::<stages::Split>("Split", &["split/mod.rs"]),
        entry::<stages::Balance>("Balance", &["balance/mod.rs"]),
        entry::<stages::Order>("Order", &["order/mod.rs"]),
        entry::<stages::Dataset>("Dataset", &["dataset/mod.rs"]),
        entry::<judging::Tokenizer>("Tokenizer", &["tokenizer.rs"]),
        Entry { settings: TRAIN, ..entry::<judging::Train>("Train", TRAIN_FILES) },
        entry::<judging::Generate>("Generate", &["generate.rs"]),
        entry::<judging::Evaluate>("Evaluate", &["evaluate.rs"]),
    ]
}

const TRAIN_FILES: &[&str] = &[
    "train.rs",
    "crates/train/src/config/mod.rs",
    "crates/train/src/config/model.rs",
    "crates/train/src/config/method.rs",
    "crates/train/src/config/order.rs",
    "crates/train/src/config/optimiser.rs",
    "crates/train/src/config/evaluation.rs",
    "crates/train/src/config/preset.rs",
];

/// A choice has a table of its own.
const TRAIN: &[(&str, &str)] = &[("", "TrainConfig"), ("model.shape.", "ShapeSpec"), ("method.lora.", "AdapterSpec")];

#[test]
fn the_stage_reference_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let entries = entries();
    let mut known: Vec<&str> = entries.iter().map(|entry| entry.stage.kind()).collect();
    known.sort_unstable();
    assert_eq!(known, judging::registry().kinds(), "every stage has its place in the reference");

    let file = root.join("pipelines/README.md");
    let want = whole(&entries, &root);
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    if found != want && std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, &want).unwrap();
        return;
    }
    let line = found.lines().zip(want.lines()).position(|(found, want)| found != want);
    assert!(
        found == want,
        "pipelines/README.md is stale from line {}: run this test with UPDATE_EXPECT=1",
        line.map_or(0, |line| line + 1)
    );
}

const HEAD: &str = "<!-- Made by tests/reference from the stages' own documentation; edit that, then UPDATE_EXPECT=1. -->

# Stages

A recipe is a list of `[[stage]]` tables, each naming one stage with its configuration; every key may be left out. The order is
`ingest`, then `expand`, then what describes documents, then what decides about them, then `dataset`. A stage that decides never
removes a row: it marks it with `keep`, `dropped_by`, `reason`, the measured `value`, the `threshold` it was compared with,
and for a duplicate the `survivor`. `trommel why RUN DOCUMENT` shows these; `trommel sql` queries them. `blast_radius` is the
largest share of any language or source (of 20 rows or more) that a stage may drop before the run fails.

";

fn whole(entries: &[Entry], root: &Path) -> String {
    let mut text = HEAD.to_owned();
    text.push_str(&recipes(root));
    text.push_str("| stage | kind | in one line |\n|---|---|---|\n");
    for entry in entries {
        let source = Source::read(&files(root, entry));
        let config = source.structure(entry.config);
        writeln!(
            text,
            "| [`{0}`](#{0}) | {1} | {2} |",
            entry.stage.kind(),
            kind(&*entry.stage),
            config.doc.replace('\n', " ")
        )
        .unwrap();
    }
    entries.iter().for_each(|entry| section(&mut text, entry, root));
    text
}

/// The recipes beside the file, by the comment on top of each.
fn recipes(root: &Path) -> String {
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(root.join("pipelines")).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    names.sort();
    let mut text = "| recipe | what it makes |\n|---|---|\n".to_owned();
    for path in names {
        let file = std::fs::read_to_string(&path).unwrap();
        let comment: Vec<&str> = file.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
        let comment = comment.join(" ");
        let first = comment.split_once(". ").map_or(comment.as_str(), |(first, _)| first);
        let name = path.file_name().unwrap().to_string_lossy();
        writeln!(text, "| [`{name}`]({name}) | {}. |", first.trim_end_matches('.')).unwrap();
    }
    text.push('\n');
    text
}

fn files(root: &Path, entry: &Entry) -> Vec<PathBuf> {
    let place = |file: &&str| {
        let folders = ["crates/pipeline/src/stages", "crates/cli/src/stages"];
        let paths = folders.map(|folder| root.join(folder).join(file));
        paths
            .into_iter()
            .chain([root.join(file)])
            .find(|path| path.exists())
            .unwrap_or_else(|| panic!("no {file} among the stages"))
    };
    entry.files.iter().map(place).collect()
}

fn kind(stage: &dyn Stage) -> &'static str {
    match stage.work() {
        Work::Ingest(_) => "reads sources",
        Work::Expand(_) => "makes new rows",
        Work::Map(_) => "describes",
        Work::Barrier(_) => "decides",
        Work::Publish(_) => "publishes",
        Work::Product(_) => "makes something of the dataset",
    }
}

fn section(text: &mut String, entry: &Entry, root: &Path) {
    let source = Source::read(&files(root, entry));
    writeln!(text, "\n## {}\n\n{}\n", entry.stage.kind(), source.module.trim()).unwrap();
    let defaults = entry.stage.config();
    table(text, &source, &source.structure(entry.config), &defaults, "");
    for (below, name) in entry.settings {
        let defaults =
            below.trim_end_matches('.').split('.').filter(|key| !key.is_empty()).fold(&defaults, |of, key| &of[key]);
        if !below.is_empty() {
            writeln!(
                text,
                "\nKeys below `{}`.\n\n| key | default | what |\n|---|---|---|",
                below.trim_end_matches('.')
            )
            .unwrap();
        }
        table(text, &source, &source.structure(name), defaults, below);
    }
    if let Some(adds) = &source.adds {
        writeln!(text, "\nColumns it adds. {}", adds.trim()).unwrap();
    }
    let columns = match entry.stage.work() {
        Work::Expand(expand) => expand.adds(),
        Work::Map(map) => map.adds(),
        Work::Barrier(barrier) => barrier.adds(),
        Work::Ingest(_) => trommel_corpus::schema(),
        Work::Publish(_) | Work::Product(_) => return,
    };
    let shown: Vec<String> =
        columns.fields().iter().map(|field| format!("`{}` {}", field.name(), type_name(field.data_type()))).collect();
    writeln!(text, "\n{}.", shown.join(", ")).unwrap();
    if let Some(half) = entry.stage.half() {
        writeln!(text, "\nIts half that reads text runs as a stage of its own, `{}`, with the maps.", half.kind())
            .unwrap();
    }
}

fn type_name(data_type: &arrow::datatypes::DataType) -> String {
    use arrow::datatypes::DataType::{FixedSizeBinary, List, Utf8};
    match data_type {
        Utf8 => "text".to_owned(),
        FixedSizeBinary(width) => format!("{width} bytes"),
        List(item) => format!("list of {}", type_name(item.data_type())),
        other => other.to_string().to_lowercase(),
    }
}

/// One row a key; those of nested tables below theirs.
fn table(text: &mut String, source: &Source, config: &Item, defaults: &serde_json::Value, prefix: &str) {
    if prefix.is_empty() && !config.fields.is_empty() {
        text.push_str("| key | default | what |\n|---|---|---|\n");
    }
    for field in &config.fields {
        let default = &defaults[&field.name];
        let inner = field.of.trim_start_matches("Option<").trim_start_matches("Vec<").trim_end_matches('>');
        let nested = source.find(inner).filter(|item| !item.fields.is_empty());
        let values = source.find(inner).map(|item| item.values()).unwrap_or_default();
        let shown = match (default, &nested) {
            (_, Some(_)) => "–".to_owned(),
            (serde_json::Value::Null, _) => "–".to_owned(),
            (value, _) => format!("`{value}`"),
        };
        let what = format!("{}{values}", field.doc).replace('\n', " ").replace('|', "\\|");
        let what = what.replace("[`", "`").replace("`]", "`");
        writeln!(text, "| `{prefix}{}` | {shown} | {what} |", field.name).unwrap();
        if let Some(nested) = nested {
            table(text, source, &nested, default, &format!("{prefix}{}.", field.name));
        }
    }
}
