//! The whole line: source trees, dataset, tokenizer, model, completions, sandbox, score.

mod copying;
mod line;
