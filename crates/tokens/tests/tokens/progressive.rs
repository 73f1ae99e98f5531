//! Progressive prompts: each stage's ids begin the next one's.

use trommel_tokens::{ExampleEncoder, Label, ProgressivePrompt, SEPARATOR};

use crate::fixture::{Random, each, tokenizer};

#[test]
fn stages_are_strict_prefixes_on_ids() {
    let mut random = Random(31);
    for (mode, tokenizer) in each() {
        for _ in 0..200 {
            let parts: Vec<String> = (0..3).map(|_| random.text(6)).collect();
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let separator = random.pick(&["\n\n", " ", "", "\n", "abc"]);
            let full: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
            let Ok(prompt) = ProgressivePrompt::new(tokenizer, &parts, separator) else {
                assert!(full.is_empty(), "{mode:?} {parts:?}");
                continue;
            };
            assert_eq!(prompt.stages(), full.len());
            for stage in 1..=prompt.stages() {
                let ids = prompt.ids(stage).expect("ids");
                if stage > 1 {
                    let before = prompt.ids(stage - 1).expect("ids");
                    assert!(ids.len() > before.len() && ids.starts_with(before), "{mode:?} {parts:?}");
                }
                assert_eq!(tokenizer.decode(ids, true).expect("text"), full[..stage].join(separator));
                assert_eq!(prompt.text(stage).expect("text"), full[..stage].join(separator));
            }
            let whole = tokenizer.encode(&full.join(separator)).expect("ids");
            assert_eq!(prompt.as_whole(), prompt.ids(prompt.stages()).expect("ids") == whole);
        }
    }
}

#[test]
fn the_full_prompt_is_the_plain_prompt() {
    let parts = ["Add two numbers.", "def add(a, b):", "# add(1, 2) == 3"];
    for (mode, tokenizer) in each() {
        let prompt = ProgressivePrompt::new(tokenizer, &parts, SEPARATOR).expect("a prompt");
        assert!(prompt.as_whole(), "{mode:?}");
        assert_eq!(prompt.ids(3).expect("ids"), tokenizer.encode(&parts.join("\n\n")).expect("ids"));
    }
}

#[test]
fn the_last_stage_half_of_the_time() {
    let prompt = ProgressivePrompt::new(tokenizer(), &["a", "b", "c"], SEPARATOR).expect("a prompt");
    let mut counts = [0; 3];
    (0..30_000).for_each(|origin| counts[prompt.choose(5, origin) - 1] += 1);
    // Six standard deviations of a binomial count.
    for (count, share) in counts.iter().zip([0.25, 0.25, 0.5]) {
        let deviation = (30_000.0_f64 * share * (1.0 - share)).sqrt();
        assert!((f64::from(*count) - 30_000.0 * share).abs() < 6.0 * deviation, "{counts:?}");
    }
    assert_eq!(prompt.choose(5, 17), prompt.choose(5, 17));
    let one = ProgressivePrompt::new(tokenizer(), &["", "b", ""], SEPARATOR).expect("a prompt");
    assert!((0..50).all(|origin| one.choose(1, origin) == 1));
}

#[test]
fn an_answer_after_a_stage_leaves_its_ids_alone() {
    let tokenizer = tokenizer();
    let prompt = ProgressivePrompt::new(tokenizer, &["Add.", "ret"], SEPARATOR).expect("a prompt");
    let encoder = ExampleEncoder::new(tokenizer, false).expect("an encoder");
    let label = Label { origin: 0, task: "t", language: "python" };
    let example = encoder.encode_after(label, &prompt, 2, "urn").expect("an example");
    let ids = prompt.ids(2).expect("ids");
    assert_eq!(&example.ids[..ids.len()], ids);
    assert_eq!(example.learned.iter().position(|&learned| learned == 1), Some(ids.len()));
    let error = encoder.encode_after(label, &prompt, 3, "urn").expect_err("no stage 3").to_string();
    assert_eq!(error, "progressive prompt: there is no stage 3; stages are 1 to 2");
    let none = ProgressivePrompt::new(tokenizer, &["", ""], SEPARATOR).expect_err("empty").to_string();
    assert_eq!(none, "progressive prompt: all 2 parts are empty");
}
