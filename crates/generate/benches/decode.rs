//! Tokens per second of a GPT-2 of 23 M parameters with random numbers: one text at a time, and in batches of more and
//! more; the prompt's part apart.
//!
//!     RAYON_NUM_THREADS=2 cargo bench -p trommel-generate --bench decode -- [texts] [tokens]

use std::time::Instant;

use trommel_bench::Claim;
use trommel_generate::{Generator, Options, Prompt, Sampling, jobs};
use trommel_model::{Batch, Config, DType, Device, Model, Run};
use trommel_tokens::{Corpus, Digits, Mode, Tokenizer, Training};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn tokenizer() -> Tokenizer {
    let corpus = Corpus::count([("python", "def add(a, b):\n    return a + b\n")], Digits::Single).expect("a corpus");
    Training::new(Mode::Bpe {}, 300).run(&corpus).expect("a tokenizer").0
}

/// Seconds of `work`, and what it gave.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begin = Instant::now();
    let result = work();
    (begin.elapsed().as_secs_f64(), result)
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let (texts, tokens): (usize, usize) = (arguments.next().unwrap_or(32), arguments.next().unwrap_or(64));
    let config = Config::gpt2(8192, 256, 512, 6, 8);
    let model = Model::random(config, 1, DType::F32, &Device::Cpu).expect("a model");
    println!("{} parameters, {texts} answers of {tokens} tokens to prompts of 48 to 64", model.params().count());
    let tokenizer = tokenizer();
    let generator = Generator::new(&model, &tokenizer, &[]).expect("a generator");
    let prompts: Vec<Prompt> = (0..texts)
        .map(|at| {
            let text = "add(a, b) + ".repeat(30);
            let mut prompt = Prompt::new(at.to_string(), &text, Claim::Continues, &tokenizer, &[], false).expect("ids");
            prompt.ids.truncate(49 + at % 16);
            prompt
        })
        .collect();

    // What a loop without a cache does: the whole text again for each token.
    let decoder = model.inference().expect("a decoder");
    let few = 8.min(tokens);
    let (seconds, ()) = timed(|| {
        let mut ids = prompts[0].ids.clone();
        for _ in 0..few {
            let batch = Batch::language(&[[ids.as_slice(), &[0]].concat()]).expect("a batch");
            let hidden = decoder.hidden(&batch, Run::default()).expect("hidden states");
            let last = hidden.narrow(1, ids.len() - 1, 1).expect("the last token");
            let logits = decoder.logits(&last.contiguous().expect("a copy")).expect("logits");
            ids.push(logits.flatten_all().and_then(|l| l.argmax(0)?.to_scalar::<u32>()).expect("an id"));
        }
    });
    println!("no cache, one text       {:8.1} tokens/s", few as f64 / seconds);

    for (what, sampling) in
        [("greedy", Sampling::default()), ("drawn ", Sampling { temperature: 0.8, top_p: 0.95, ..Sampling::default() })]
    {
        for batch in [1, 4, 8, 16, 32] {
            let options = Options { max_new_tokens: tokens, batch, sampling, ..Options::default() };
            let count = if batch == 1 { 2 } else { texts };
            let mut answered = 0;
            let (seconds, result) = timed(|| {
                generator.generate(&prompts[..count], &jobs(count, 1), &options, None, |_, row, _| {
                    answered += row.tokens;
                    Ok(())
                })
            });
            result.expect("answers");
            println!("{what}, batch of {batch:3}     {:8.1} tokens/s, prompts included", answered as f64 / seconds);
        }
    }
    let options = Options { max_new_tokens: tokens, batch: 16, samples: 16, ..Options::default() };
    let (seconds, result) = timed(|| generator.generate(&prompts[..1], &jobs(1, 16), &options, None, |_, _, _| Ok(())));
    result.expect("answers");
    println!("16 samples of one prompt {:8.1} tokens/s", (16 * tokens) as f64 / seconds);
}
