//! Progressive prompts: all at once, and with drafts.

use trommel_generate::{Options, Prompt, PromptOptions, Sampling, Style, prompts};
use trommel_model::DType;

use crate::fixture::{ADD, FAMILIES, TOKENIZER, generate, generator, model, options, task};

fn progressive() -> Vec<Prompt> {
    let tasks = [
        task("python", ADD, "add"),
        task("python", "def maximum(items):\n    \"\"\"The best of items.\"\"\"\n", "maximum"),
        task("python", "\"\"\"Return a item.\"\"\"\n", "f"),
    ];
    let options = PromptOptions { style: Style::Progressive, ..PromptOptions::default() };
    prompts(&tasks, &options, &TOKENIZER, None, &[9]).unwrap()
}

#[test]
fn each_stage_is_a_strict_prefix_of_the_next_in_ids() {
    let prompts = progressive();
    assert_eq!(prompts.iter().map(|prompt| prompt.stages.len() + 1).collect::<Vec<_>>(), [3, 2, 1]);
    for prompt in &prompts {
        assert_eq!(prompt.ids[0], 9);
        assert!(prompt.stages.iter().chain([&prompt.ids.len()]).is_sorted_by(|a, b| a < b));
    }
    let first = TOKENIZER.decode(&prompts[0].ids[1..prompts[0].stages[0]], true).unwrap();
    assert_eq!(first, "Add two numbers.");
}

#[test]
fn without_drafts_it_is_one_prompt() {
    let model = model(FAMILIES[1], false, DType::F32, 2);
    let generator = generator(&model);
    let plain: Vec<Prompt> = progressive().into_iter().map(|prompt| Prompt { stages: Vec::new(), ..prompt }).collect();
    let drafting = Options { draft_tokens: 5, ..options(8) };
    assert_eq!(generate(&generator, &progressive(), &options(8)), generate(&generator, &plain, &options(8)));
    assert_eq!(generate(&generator, &plain, &drafting), generate(&generator, &plain, &options(8)));
}

/// The greedy answer with drafts equals one that is put together by hand, stage by stage.
#[test]
fn a_draft_is_read_before_the_next_stage() {
    let model = model(FAMILIES[3], true, DType::F32, 2);
    let generator = generator(&model);
    let drafting = Options { draft_tokens: 5, ..options(8) };
    let found = generate(&generator, &progressive(), &drafting);
    for (prompt, (_, found)) in progressive().iter().zip(&found) {
        let (mut ids, mut from) = (Vec::new(), 0);
        for &stage in &prompt.stages {
            ids.extend(&prompt.ids[from..stage]);
            from = stage;
            let shown = Prompt { ids: ids.clone(), stages: Vec::new(), ..prompt.clone() };
            let (_, draft) = generate(&generator, &[shown], &options(5)).swap_remove(0);
            ids.extend(draft.ids.iter().filter(|id| **id != crate::fixture::end()));
        }
        ids.extend(&prompt.ids[from..]);
        let shown = Prompt { ids, stages: Vec::new(), ..prompt.clone() };
        assert_eq!(generate(&generator, &[shown], &options(8))[0].1, *found, "{}", prompt.task);
    }
}

#[test]
fn drafts_are_the_same_in_any_batch() {
    let model = model(FAMILIES[0], false, DType::F32, 2);
    let generator = generator(&model);
    let sampling = Sampling { temperature: 1.0, ..Sampling::default() };
    let drafting = Options { draft_tokens: 5, samples: 4, sampling, ..options(8) };
    let expected = generate(&generator, &progressive(), &drafting);
    for batch in [1, 3] {
        assert_eq!(generate(&generator, &progressive(), &Options { batch, ..drafting.clone() }), expected);
    }
}
