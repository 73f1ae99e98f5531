//! The verbs of the model half as somebody at a terminal sees them: `tokenizer`, `train`, `generate`,
//! `compare full-vs-lora`, `export`.

mod bad_input;
mod export;
mod verbs;

use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;

use crate::judging::Court;

/// A model that learns next to nothing in six steps.
const SMALL: &str = r#"preset = "tiny"
length = { steps = 6 }
model = { shape = { layers = 1, width = 32, heads = 2, context = 256 } }
batch = { row = 128, tokens = 256 }
evaluation = { every = 3 }
save = { every = 2, keep = 3, log_every = 1 }
"#;

/// A folder with a dataset in `data`, tasks in `tasks.jsonl`, settings in `small.toml`.
fn scene(name: &str) -> Court {
    let court = Court::new(name);
    std::fs::create_dir_all(court.scratch.path("data")).unwrap();
    for (split, rows) in [("train", 0..64), ("validation", 64..72)] {
        let of = |text: fn(u32) -> String| Arc::new(StringArray::from_iter_values(rows.clone().map(text))) as ArrayRef;
        let columns = [
            ("language", of(|_| "python".to_owned())),
            ("prompt", of(|row| format!("def plus_{row}(x):\n    \"\"\"Adds {row}.\"\"\"\n"))),
            ("content", of(|row| format!("    return x + {row}\n"))),
        ];
        table(&court.scratch.path(format!("data/{split}-00000-of-00001.parquet")), columns);
    }
    court.scratch.write("small.toml", SMALL);
    court.tasks();
    court
}

fn table<const N: usize>(path: &Path, columns: [(&str, ArrayRef); N]) {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(std::fs::File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

const TOKENIZER: [&str; 7] = ["tokenizer", "data", "--out", "tok", "-S", "vocabulary=270", "--json"];
const TRAIN: [&str; 7] = ["train", "data", "--tokenizer", "tok", "--config", "small.toml", "--out"];

/// A scene with a tokenizer in `tok`.
fn with_tokenizer(name: &str) -> Court {
    let court = scene(name);
    court.trommel(&TOKENIZER).ends(0);
    court
}

/// A scene with a model in `run/model`.
fn with_model(name: &str) -> Court {
    let court = with_tokenizer(name);
    court.trommel(&[&TRAIN[..], &["run"]].concat()).ends(0);
    court
}

fn read(court: &Court, path: &str) -> Vec<u8> {
    let path = court.scratch.path(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
