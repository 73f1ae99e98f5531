//! Small data sets, a tokenizer, a small run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use trommel_model::Device;
use trommel_tokens::{Corpus, Digits, Mode, Tokenizer, Training};
use trommel_train::{Event, Flow, Job, Lineage, PassRate, Result, TrainConfig, TrainRecipe, Trained};

/// Prompt, answer, language, task.
pub type Row = (String, String, &'static str, &'static str);

/// Rows of two languages and two tasks; the answer follows from the prompt.
pub fn rows(count: usize) -> Vec<Row> {
    let row = |i: usize| {
        let (a, b) = (i % 10, i / 10 % 10);
        let language = if i.is_multiple_of(3) { "rust" } else { "python" };
        let task = if i.is_multiple_of(4) { "swap" } else { "repeat" };
        let answer = if i.is_multiple_of(4) { format!("{b} {a}") } else { format!("{a} {b} {a} {b}") };
        (format!("{task} {a} {b}: "), answer, language, task)
    };
    (0..count).map(row).collect()
}

/// Writes rows as Parquet, so many to a row group.
pub fn write(path: &Path, rows: &[Row], group: usize) {
    let column =
        |field: fn(&Row) -> &str| Arc::new(StringArray::from(rows.iter().map(field).collect::<Vec<_>>())) as ArrayRef;
    let columns: [(&str, ArrayRef); 4] = [
        ("prompt", column(|row| &row.0)),
        ("content", column(|row| &row.1)),
        ("language", column(|row| row.2)),
        ("task", column(|row| row.3)),
    ];
    write_columns(path, columns.to_vec(), group);
}

pub fn write_columns(path: &Path, columns: Vec<(&str, ArrayRef)>, group: usize) {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let file = std::fs::File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

pub fn tokenizer() -> Tokenizer {
    let text = rows(100).into_iter().map(|(prompt, answer, language, _)| (language, format!("{prompt}{answer}")));
    let corpus = Corpus::count(text, Digits::Single).unwrap();
    Training::new(Mode::Bpe {}, 280).run(&corpus).unwrap().0
}

/// A folder with the data of a run: two training files and one to evaluate on.
pub struct Scene {
    pub folder: tempfile::TempDir,
    pub train: Vec<PathBuf>,
    pub held: Vec<PathBuf>,
    pub tokenizer: Tokenizer,
}

impl Scene {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let rows = rows(100);
        write(&at("a.parquet"), &rows[..50], 16);
        write(&at("b.parquet"), &rows[50..80], 16);
        write(&at("held.parquet"), &rows[80..], 100);
        let (train, held) = (vec![at("a.parquet"), at("b.parquet")], vec![at("held.parquet")]);
        Self { train, held, tokenizer: tokenizer(), folder }
    }

    pub fn output(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn run(&self, config: &TrainConfig, name: &str) -> Result<Trained> {
        self.run_with(config, name, false, None, &mut |_| Flow::Go)
    }

    /// A run that is cut off after a step, as by a power cut.
    pub fn run_until(&self, config: &TrainConfig, name: &str, last: u64) -> Result<Trained> {
        let until = |event: &Event| match event {
            Event::Step { step, .. } if *step == last => Flow::Abandon,
            _ => Flow::Go,
        };
        self.run_with(config, name, false, None, &mut |event| until(event))
    }

    pub fn run_with(
        &self,
        config: &TrainConfig,
        name: &str,
        resume: bool,
        pass_rate: Option<PassRate>,
        progress: &mut dyn FnMut(&Event) -> Flow,
    ) -> Result<Trained> {
        let output = self.output(name);
        let job = self.job(config, &output, resume, pass_rate);
        trommel_train::train(&job, progress)
    }

    pub fn job<'a>(
        &'a self,
        config: &'a TrainConfig,
        output: &'a Path,
        resume: bool,
        pass_rate: Option<PassRate<'a>>,
    ) -> Job<'a> {
        let root_hash = "blake3:0123".to_owned();
        let lineage = Lineage { dataset: "swaps".into(), root_hash, ..Lineage::default() };
        let (train, evaluation, tokenizer) = (&self.train[..], &self.held[..], &self.tokenizer);
        Job {
            config,
            train,
            evaluation,
            tokenizer,
            lineage,
            device: Device::Cpu,
            output,
            resume,
            pass_rate,
            clock: &clock,
        }
    }
}

/// A clock that stands still at 2026-01-01.
fn clock() -> f64 {
    1_767_225_600.0
}

/// A small run: `changes` are lines of TOML over it.
pub fn config(changes: &str) -> TrainConfig {
    let base = "preset = 'tiny'\nseed = 11\n\
        model = { shape = { family = 'llama', context = 64, width = 32, layers = 2, heads = 2, inner = 48 } }\n\
        batch = { row = 32, tokens = 64, accumulate = 2, order = { best-fit = { window_rows = 4 } } }\n";
    // A later line replaces an earlier one of the same key.
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for line in base.lines().chain("length = { steps = 20 }\nsave = { every = 0, keep = 3, log_every = 1 }".lines()) {
        lines.insert(line.split('=').next().unwrap().trim().to_owned(), line.to_owned());
    }
    for line in changes.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines.insert(line.split('=').next().unwrap().trim().to_owned(), line.to_owned());
    }
    let text: Vec<String> = lines.into_values().collect();
    let recipe: TrainRecipe = toml::from_str(&text.join("\n")).unwrap_or_else(|error| panic!("{text:?}\n{error}"));
    recipe.0
}

/// All files below a folder by their relative path.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The files that count as the product: without wall-clock times.
pub fn product(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let timed = |name: &str| name.contains("tfevents") || name == "timings.jsonl";
    files(folder).into_iter().filter(|(name, _)| !timed(name)).collect()
}

/// Asserts that two folders hold the same files, byte for byte.
pub fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for (name, bytes) in one {
        let (left, right) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[name]));
        let text = name.ends_with("json") || name.ends_with("jsonl") || name.ends_with("md");
        assert!(
            bytes == &other[name],
            "{name} differs{}",
            if text { format!(":\n{left}\n--\n{right}") } else { String::new() }
        );
    }
}
