//! Trains the preset `tiny` on `datasets/steps` and says how many held-out tasks it answers with exactly the canonical
//! code, greedily. Each argument is a line of TOML that changes the recipe:
//!
//!     cargo bench -p trommel-train --bench steps -- 'optimiser = { lr = 1e-3 }' 'length = { steps = 500 }'
//!
//! `vocabulary=N` chooses the tokenizer's size, `untrained` leaves the steps out.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use trommel_model::{Device, Model};
use trommel_tokens::{Corpus, Digits, Mode, Tokenizer, Training};
use trommel_train::{Event, Flow, Job, Lineage, TrainRecipe, train};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A function as it is trained on: its signature with docstring, and its body.
type Pair = (String, String);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let vocabulary = words.iter().find_map(|word| word.strip_prefix("vocabulary=")?.parse().ok()).unwrap_or(512);
    let changes: Vec<&str> = words.iter().map(String::as_str).filter(|word| word.contains(" = ")).collect();
    let recipe = format!("preset = 'tiny'\n{}", changes.join("\n"));
    let recipe: TrainRecipe = toml::from_str(&recipe).unwrap_or_else(|error| panic!("{recipe}\n{error}"));

    let datasets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/steps");
    let (functions, tasks) = (functions(&datasets.join("source")), tasks(&datasets.join("tasks.jsonl")));
    let texts = functions.iter().map(|(prompt, body)| ("python", format!("{prompt}{body}")));
    let corpus = Corpus::count(texts, Digits::Single).expect("text");
    let (tokenizer, _) = Training::new(Mode::Bpe {}, vocabulary).run(&corpus).expect("a tokenizer");
    let lengths: Vec<usize> = functions
        .iter()
        .map(|(prompt, body)| tokenizer.encode(&format!("{prompt}{body}")).map_or(0, |ids| ids.len() + 1))
        .collect();
    let all: usize = lengths.iter().sum();
    println!("{} functions, {all} tokens, longest {:?}", functions.len(), lengths.iter().max());

    let folder = tempfile::tempdir().expect("a folder");
    let files = [folder.path().join("train.parquet"), folder.path().join("held.parquet")];
    write(&files[0], &functions);
    write(&files[1], &tasks);
    let begun = Instant::now();
    let clock = || begun.elapsed().as_secs_f64();
    let output = folder.path().join("run");
    let job = Job {
        config: &recipe.0,
        train: &files[..1],
        evaluation: &files[1..],
        tokenizer: &tokenizer,
        lineage: Lineage::default(),
        device: Device::Cpu,
        output: &output,
        resume: false,
        pass_rate: None,
        clock: &clock,
    };
    let trained = train(&job, &mut |event| {
        match event {
            Event::Started { preview, .. } => println!("{preview:?}"),
            Event::Step { step, loss, grad_norm, tokens, seconds, .. } if step % 50 == 0 => {
                println!(
                    "{:6.1} s  step {step}  loss {loss:.4}  norm {grad_norm:.2}  {tokens} tokens  {seconds:.3} s",
                    clock()
                );
            }
            Event::Evaluated { step, evaluation, .. } => {
                println!("{:6.1} s  step {step}  {:?}", clock(), evaluation.loss)
            }
            _ => {}
        }
        Flow::Go
    })
    .unwrap_or_else(|error| panic!("{error}"));
    println!("{:6.1} s  trained; parameters of step {}", clock(), trained.chosen);
    let model = Model::load(&trained.path, trommel_model::DType::F32, &Device::Cpu).expect("a model");
    let answers = greedy(&model, &tokenizer, &tasks, 120);
    let right = answers.iter().zip(&tasks).filter(|(answer, (_, body))| answer.trim_end() == body.trim_end()).count();
    for (answer, (prompt, body)) in
        answers.iter().zip(&tasks).filter(|(a, (_, b))| a.trim_end() != b.trim_end()).take(3)
    {
        println!("{prompt}{answer}\n# canonical:\n{body}\n");
    }
    println!("{:6.1} s  exact match {right} of {}", clock(), tasks.len());
}

/// The functions of the source files.
fn functions(folder: &Path) -> Vec<Pair> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("datasets/steps/source")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let text: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).expect("text")).collect();
    let functions = text.iter().flat_map(|text| text.split("\n\n\n")).filter(|text| text.contains("def "));
    let split = |text: &str| {
        let text = text.trim_matches('\n');
        let end = text.rfind("\"\"\"\n").expect("a docstring") + 4;
        (text[..end].to_owned(), format!("{}\n", &text[end..]))
    };
    functions.map(split).collect()
}

fn tasks(file: &Path) -> Vec<Pair> {
    let text = std::fs::read_to_string(file).expect("datasets/steps/tasks.jsonl");
    let task = |line: &str| {
        let task: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let field = |name: &str| task[name].as_str().expect("text").to_owned();
        (field("prompt"), field("canonical_solution"))
    };
    text.lines().map(task).collect()
}

fn write(path: &Path, pairs: &[Pair]) {
    let column = |values: Vec<&str>| Arc::new(StringArray::from(values)) as ArrayRef;
    let prompts = column(pairs.iter().map(|pair| pair.0.as_str()).collect());
    let contents = column(pairs.iter().map(|pair| pair.1.as_str()).collect());
    let batch = RecordBatch::try_from_iter([("prompt", prompts), ("content", contents)]).expect("a batch");
    let file = std::fs::File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("written");
    writer.close().expect("closed");
}

/// The most likely continuation of each prompt, token by token.
fn greedy(model: &Model, tokenizer: &Tokenizer, tasks: &[Pair], most: usize) -> Vec<String> {
    let decoder = model.inference().expect("a view");
    let end = tokenizer.end_of_text().expect("an end");
    let prompts: Vec<Vec<u32>> = tasks.iter().map(|(prompt, _)| tokenizer.encode(prompt).expect("ids")).collect();
    let longest = prompts.iter().map(Vec::len).max().unwrap_or(0);
    let padding: Vec<usize> = prompts.iter().map(|prompt| longest - prompt.len()).collect();
    let mut cache = decoder.cache(&padding);
    let mut ids: Vec<u32> = prompts
        .iter()
        .zip(&padding)
        .flat_map(|(prompt, &n)| std::iter::repeat_n(end, n).chain(prompt.iter().copied()))
        .collect();
    let mut answers: Vec<Vec<u32>> = vec![Vec::new(); tasks.len()];
    let mut done = vec![false; tasks.len()];
    for _ in 0..most {
        let logits = decoder.extend(&ids, &mut cache).and_then(|logits| Ok(logits.to_vec2::<f32>()?)).expect("logits");
        let best =
            |row: &Vec<f32>| row.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(end, |(id, _)| id as u32);
        ids = logits.iter().map(best).collect();
        for (row, &id) in ids.iter().enumerate() {
            done[row] |= id == end;
            if !done[row] {
                answers[row].push(id);
            }
        }
        if done.iter().all(|&done| done) {
            break;
        }
    }
    answers.iter().map(|ids| tokenizer.decode(ids, false).expect("text")).collect()
}
