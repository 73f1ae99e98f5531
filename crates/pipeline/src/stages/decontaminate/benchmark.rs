//! Benchmarks: tasks from JSONL files, as an index of their n-grams.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trommel_dedup::contamination::{Builder, Class, Index, Token};
use trommel_dedup::token_hash;
use trommel_lang::{Language, LexemeKind, lexemes};
use trommel_store::Key;

use crate::{PipelineError, Result};

/// A benchmark: one task a line, in the form of HumanEval (`prompt`, `canonical_solution`, `test`) or MBPP (`text`, `code`,
/// `test_list`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The file: JSONL, also `.gz`.
    pub path: PathBuf,
    /// What reasons call it; by default the file's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The language of its tasks, where they do not say.
    #[serde(default = "python")]
    pub language: String,
}

fn python() -> String {
    "python".to_owned()
}

/// Fields that may hold each part of a task, best first.
const NAMES: [&str; 3] = ["task_id", "id", "name"];
const PROMPTS: [&str; 3] = ["prompt", "text", "instruction"];
const SOLUTIONS: [&str; 4] = ["canonical_solution", "code", "solution", "output"];
const TESTS: [&str; 4] = ["test", "test_list", "tests", "challenge_test_list"];

/// The index of a stage and of its half: read once for both.
#[derive(Debug, Clone, Default)]
pub(super) struct Loaded(Arc<OnceLock<(Arc<Index>, Key)>>);

impl Loaded {
    /// Reads the benchmarks, unless they were.
    pub(super) fn load(&self, benchmarks: &[Benchmark], n: usize) -> Result<()> {
        if self.0.get().is_none() {
            let mut builder = Builder::new(n);
            let mut hasher = blake3::Hasher::new();
            for benchmark in benchmarks {
                benchmark.read(&mut builder, &mut hasher)?;
            }
            let _ = self.0.set((Arc::new(builder.build()), Key(*hasher.finalize().as_bytes())));
        }
        Ok(())
    }

    pub(super) fn index(&self) -> Option<Arc<Index>> {
        self.0.get().map(|(index, _)| Arc::clone(index))
    }

    pub(super) fn fingerprint(&self) -> Option<Key> {
        self.0.get().map(|(_, key)| *key)
    }
}

impl Benchmark {
    fn name(&self) -> String {
        let file = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.name.clone().unwrap_or_else(|| file.split('.').next().unwrap_or(&file).to_lowercase())
    }

    fn read(&self, builder: &mut Builder, hasher: &mut blake3::Hasher) -> Result<()> {
        let told = |line: usize, what: String| {
            let place = if line == 0 { String::new() } else { format!(":{line}") };
            PipelineError::stage("decontaminate", format!("{}{place}: {what}", self.path.display()))
        };
        let language: Language = self.language.parse().map_err(|error| told(0, format!("{error}")))?;
        let open = open(&self.path)
            .map_err(|error| told(0, format!("cannot be read: {error}; give a benchmark's JSONL file")))?;
        let (mut tasks, name) = (0, self.name());
        for (number, line) in BufReader::new(open).lines().enumerate() {
            let line = line.map_err(|error| told(number + 1, format!("cannot be read: {error}")))?;
            if line.trim().is_empty() {
                continue;
            }
            hasher.update(&(line.len() as u64).to_le_bytes()).update(line.as_bytes());
            let task: Value = serde_json::from_str(&line).map_err(|error| {
                told(number + 1, format!("is not a JSON object: {error}; expected one task a line"))
            })?;
            self.task(builder, &task, language, &name, number)
                .ok_or_else(|| told(number + 1, format!("has none of {}; expected a task", SOLUTIONS.join(", "))))?;
            tasks += 1;
        }
        match tasks {
            0 => Err(told(0, "holds no tasks".to_owned())),
            _ => Ok(()),
        }
    }

    fn task(
        &self,
        builder: &mut Builder,
        task: &Value,
        language: Language,
        benchmark: &str,
        number: usize,
    ) -> Option<()> {
        let field = |names: &[&str]| names.iter().find_map(|name| text_of(&task[name]));
        let solution = field(&SOLUTIONS)?;
        let of_task = task["language"].as_str().and_then(|name| name.parse().ok()).unwrap_or(language);
        let name = field(&NAMES).unwrap_or_else(|| number.to_string());
        let prompt = field(&PROMPTS).unwrap_or_default();
        // A prompt that goes before the solution is code; one that describes it is words.
        let is_code = task.get("prompt").is_some();
        let prompt = match is_code {
            true => tokens(Some(of_task), &prompt),
            false => words(&prompt),
        };
        let tests = tokens(Some(of_task), &field(&TESTS).unwrap_or_default());
        builder.item(&format!("{benchmark}/{name}"), &prompt, &tokens(Some(of_task), &solution), &tests);
        Some(())
    }
}

fn open(path: &Path) -> std::io::Result<Box<dyn Read>> {
    let file = std::fs::File::open(path)?;
    Ok(match path.extension().is_some_and(|extension| extension == "gz") {
        true => Box::new(MultiGzDecoder::new(file)),
        false => Box::new(file),
    })
}

/// A text, a number, or a list of texts, one a line.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => Some(items.iter().filter_map(Value::as_str).map(|item| format!("{item}\n")).collect()),
        _ => None,
    }
}

fn tokens(language: Option<Language>, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    each_token(language, text, |token| tokens.push(token));
    tokens
}

/// Natural language is read as a comment is: its words count, whatever the language.
fn words(text: &str) -> Vec<Token> {
    tokens(Some(Language::Python), &text.lines().map(|line| format!("# {line}\n")).collect::<String>())
}

/// The tokens of a text as n-grams are made of them.
pub(super) fn each_token(language: Option<Language>, text: &str, mut sink: impl FnMut(Token)) {
    lexemes(language, text, |lexeme| {
        let class = match lexeme.kind {
            LexemeKind::Word => Class::Word,
            LexemeKind::Name => Class::Name,
            _ => Class::Fixed,
        };
        let hash = token_hash(lexeme.bytes);
        sink(Token { class, hash, range: (lexeme.start as u32, lexeme.end as u32) });
    });
}
