//! Progressive prompts: each stage's ids begin the next one's.

use trommel_tokens::{ExampleEncoder, Label, ProgressivePrompt, SEPARATOR, Staged, parts};

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

#[test]
fn parts_are_the_prompt_again() {
    let (some, tail) = parts("a\n\nb\n\n\n\nc\n\n", SEPARATOR);
    assert_eq!((some, tail), (vec!["a", "b", "\n\nc"], "\n\n"));
    assert_eq!(parts("\n\na\n\nb", SEPARATOR), (vec!["\n\na", "b"], ""));
    assert_eq!(parts("a\nb", SEPARATOR), (vec!["a\nb"], ""));
    assert_eq!(parts("\n\n\n\n", SEPARATOR), (vec![], "\n\n\n\n"));
    assert_eq!((parts("", SEPARATOR), parts("ab", "")), ((vec![], ""), (vec!["ab"], "")));
    let mut random = Random(7);
    for _ in 0..500 {
        let prompt: String = (0..8).map(|_| random.pick(&["a", "\n", "bc", "|", "é"])).collect();
        for separator in ["\n\n", "|", "\n", "a"] {
            let (some, tail) = parts(&prompt, separator);
            assert_eq!(format!("{}{tail}", some.join(separator)), prompt, "{separator:?}");
            assert!(some.iter().all(|part| !part.is_empty() && !part.ends_with(separator)), "{prompt:?} {separator:?}");
        }
    }
}

fn staged(encoder: &ExampleEncoder, rows: &[(&str, &str)], separator: &str) -> Vec<Staged> {
    let label = |origin| Label { origin, task: "t", language: "python" };
    let rows: Vec<_> = (0..).zip(rows).map(|(origin, &(prompt, answer))| (label(origin), prompt, answer)).collect();
    encoder.encode_staged(&rows, separator).expect("examples").into_iter().map(|row| row.expect("a row")).collect()
}

#[test]
fn a_staged_example_is_cut_to_what_follows_a_stage() {
    for (mode, tokenizer) in each() {
        for language_prefix in [false, true] {
            let Ok(encoder) = ExampleEncoder::new(tokenizer, language_prefix) else { panic!("{mode:?}") };
            let rows = [("Add.\n\ndef add(a, b):\n\n# 1 + 2", "return a"), ("Add. ", "return b"), ("a\n\nb\n\n", "c")];
            let found = staged(&encoder, &rows, SEPARATOR);
            assert_eq!(found.iter().map(Staged::stages).collect::<Vec<_>>(), [3, 1, 2]);
            let label = |origin| Label { origin, task: "t", language: "python" };
            let prompt = ProgressivePrompt::new(tokenizer, &["Add.", "def add(a, b):", "# 1 + 2"], SEPARATOR);
            let prompt = prompt.expect("a prompt");
            for stage in 1..=3 {
                let wanted = encoder.encode_after(label(0), &prompt, stage, "return a").expect("an example");
                assert_eq!(found[0].at(stage).expect("a stage"), wanted, "{mode:?} {stage}");
            }
            assert_eq!(*found[0].whole(), found[0].at(3).expect("a stage"));
            assert_eq!(found[1].at(1).expect("it"), encoder.encode(label(1), "Add. ", "return b").expect("it"));
            // What ends the prompt is learned with the answer, after any stage.
            let text = |stage| tokenizer.decode(&found[2].at(stage).expect("a stage").ids, false).expect("text");
            assert_eq!((text(1), text(2)), ("a\n\nc".to_owned(), "a\n\nb\n\nc".to_owned()));
            let error = found[1].at(2).expect_err("no stage 2").to_string();
            assert_eq!(error, "progressive prompt: there is no stage 2; stages are 1 to 1");
        }
    }
}

#[test]
fn stages_are_chosen_with_their_probabilities() {
    let encoder = ExampleEncoder::new(tokenizer(), false).expect("an encoder");
    let found = staged(&encoder, &[("a|b|c|d", "e"), ("a", "b")], "|");
    let mut random = Random(11);
    for whole in [0.0, 0.3, 0.5, 1.0] {
        let mut counts = [0u32; 4];
        (0..20_000).for_each(|_| counts[found[0].choose(whole, random.next()) - 1] += 1);
        let other = (1.0 - whole) / 3.0;
        for (count, share) in counts.iter().zip([other, other, other, whole]) {
            let deviation = (20_000.0_f64 * share * (1.0 - share)).sqrt();
            assert!((f64::from(*count) - 20_000.0 * share).abs() <= 5.0 * deviation, "{whole}: {counts:?}");
        }
        assert_eq!(found[1].choose(whole, random.next()), 1);
    }
    assert_eq!((found[0].choose(0.5, 0), found[0].choose(0.5, u64::MAX)), (4, 3));
    assert_eq!((found[0].choose(0.0, u64::MAX), found[0].choose(1.0, u64::MAX)), (3, 4));
}
