//! Small models with random numbers, a small tokenizer, tasks.

use std::sync::LazyLock;

use trommel_bench::{Assembly, Claim, Task, Tests};
use trommel_generate::{Generated, Generator, Job, Options, Prompt, Row, jobs};
use trommel_model::{Config, DType, Device, Family, Model, Params};
use trommel_tokens::{Corpus, Digits, Mode, Tokenizer, Training};

pub const FAMILIES: [Family; 4] = [Family::Gpt2, Family::Llama, Family::Qwen2, Family::Qwen3];

const TEXTS: [&str; 4] = [
    "def add(a, b):\n    return a + b\n\ndef add_three(a, b, c):\n    return a + b + c\n",
    "def maximum(items):\n    best = items[0]\n    for item in items:\n        if item > best:\n            best = item\n    return best\n",
    "Instruction: Add two numbers.\nInput: def add(a, b)\nOutput: def add(a, b):\n    return a + b\n",
    "Prompt: Add two numbers. Code: def add(a, b):\n    return a + b\n",
];

/// Byte-level BPE of 300 tokens.
pub static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| {
    let corpus = Corpus::count(TEXTS.map(|text| ("python", text)), Digits::Single).unwrap();
    Training { longest: 8, ..Training::new(Mode::Bpe {}, 300) }.run(&corpus).unwrap().0
});

pub fn end() -> u32 {
    TOKENIZER.end_of_text().unwrap()
}

/// A shape with a vocabulary a little larger than the tokenizer's. `wide` has no product of 64 columns or fewer.
pub fn config(family: Family, wide: bool) -> Config {
    let (width, kv_heads) = if wide { (96, 3) } else { (32, 2) };
    let base = Config::gpt2(TOKENIZER.rows() + 4, 160, width, 2, if wide { 3 } else { 4 });
    if family == Family::Gpt2 {
        return base;
    }
    Config { family, inner: if wide { 144 } else { 48 }, kv_heads, tied: family != Family::Llama, ..base }
}

/// A model whose random numbers are large enough that its answers look random.
pub fn model(family: Family, wide: bool, dtype: DType, seed: u64) -> Model {
    let config = config(family, wide);
    let random = Params::random(&config, seed, dtype, &Device::Cpu).unwrap();
    for (name, param) in random.iter().filter(|(_, param)| param.var.rank() == 2) {
        random.set(name, &param.var.affine(6.0, 0.0).unwrap()).unwrap();
    }
    Model::new(config, random, dtype, &Device::Cpu).unwrap()
}

pub fn generator(model: &Model) -> Generator<'static> {
    Generator::new(model, &TOKENIZER, &[end()]).unwrap()
}

/// Prompts of many lengths, some of them equal ones.
pub fn prompts() -> Vec<Prompt> {
    let text = TEXTS.join("\n");
    let lengths = [5, 9, 30, 31, 75, 12, 90, 33, 9, 61];
    let plain = |(at, length): (usize, usize)| {
        Prompt::new(format!("t/{at}"), &text[at..at + length], Claim::Continues, &TOKENIZER, &[], false).unwrap()
    };
    lengths.into_iter().enumerate().map(plain).collect()
}

pub fn options(max_new_tokens: usize) -> Options {
    Options { max_new_tokens, ..Options::default() }
}

/// All samples of all prompts, in the order of jobs.
pub fn generate(generator: &Generator, prompts: &[Prompt], options: &Options) -> Vec<(Row, Generated)> {
    let all = jobs(prompts.len(), options.samples);
    let mut found: Vec<(Job, Row, Generated)> = Vec::new();
    generator
        .generate(prompts, &all, options, None, |job, row, generated| {
            found.push((job, row, generated));
            Ok(())
        })
        .unwrap();
    found.sort_by_key(|(job, ..)| *job);
    assert_eq!(found.iter().map(|(job, ..)| *job).collect::<Vec<_>>(), all, "each job is answered once");
    found.into_iter().map(|(_, row, generated)| (row, generated)).collect()
}

/// A task in the form of HumanEval's.
pub fn task(language: &str, prompt: &str, entry_point: &str) -> Task {
    Task {
        id: format!("Test/{entry_point}"),
        language: language.into(),
        prompt: prompt.into(),
        assembly: Assembly { stops: vec!["\ndef".into()], ..Assembly::default() },
        entry_point: Some(entry_point.into()),
        reference: None,
        tests: Tests::Unsupported { why: "a fixture".into() },
        seconds: 3.0,
        memory_bytes: None,
    }
}

pub const ADD: &str = "def add(a, b):\n    \"\"\"Add two numbers.\n\n    >>> add(1, 2)\n    3\n    \"\"\"\n";
