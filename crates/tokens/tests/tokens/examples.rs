//! Examples: what is learned begins where the answer begins, on token ids.

use trommel_tokens::{Example, ExampleEncoder, Label};

use crate::fixture::{Random, each, tokenizer};

const LABEL: Label<'_> = Label { origin: 3, task: "completion", language: "python" };

/// Text of the learned ids but the last, which is checked to end the text.
fn learned(tokenizer: &trommel_tokens::Tokenizer, example: &Example) -> String {
    assert_eq!(example.ids.len(), example.learned.len());
    assert_eq!(example.learned[0], 0);
    assert_eq!((example.ids.last(), example.learned.last()), (Some(&tokenizer.end_of_text().expect("end")), Some(&1)));
    let first = example.learned.iter().position(|&learned| learned == 1).expect("something is learned");
    assert!(example.learned[first..].iter().all(|&learned| learned == 1), "one stretch");
    tokenizer.decode(&example.ids[first..example.ids.len() - 1], true).expect("text")
}

#[test]
fn the_answer_is_learned_and_nothing_more_where_tokens_part() {
    for (mode, tokenizer) in each() {
        let encoder = ExampleEncoder::new(tokenizer, true).expect("an encoder");
        let (prompt, answer) = ("def add(a, b):\n", "    return a + b\n");
        let example = encoder.encode(LABEL, prompt, answer).expect("an example");
        assert_eq!(learned(tokenizer, &example), answer, "{mode:?}");
        assert_eq!(example.ids[0], tokenizer.language("python").expect("python"));
        let text = tokenizer.decode(&example.ids, false).expect("text");
        assert_eq!(text, format!("{prompt}{answer}"));
    }
}

#[test]
fn a_token_across_the_join_is_learned() {
    // "ret" + "urn" is one token together, and others alone: the boundary is before it.
    let tokenizer = tokenizer();
    let encoder = ExampleEncoder::new(tokenizer, true).expect("an encoder");
    let together = tokenizer.encode("return").expect("ids");
    assert_eq!(together.len(), 1, "the corpus has many");
    let example = encoder.encode(LABEL, "\nret", "urn\n").expect("an example");
    assert_eq!(learned(tokenizer, &example), "return\n");
    let mut random = Random(23);
    for (mode, tokenizer) in each() {
        let encoder = ExampleEncoder::new(tokenizer, false).expect("an encoder");
        for _ in 0..400 {
            let (prompt, answer) = (random.text(8), random.text(8));
            let example = encoder.encode(LABEL, &prompt, &answer).expect("an example");
            let learned: usize = example.learned.iter().map(|&learned| usize::from(learned)).sum();
            let whole = tokenizer.encode(&format!("{prompt}{answer}")).expect("ids");
            let boundary = example.learned.iter().filter(|&&learned| learned == 0).count();
            let body = &example.ids[example.ids.len() - 1 - whole.len()..example.ids.len() - 1];
            assert_eq!(body, whole, "{mode:?}");
            // Nothing of the answer is missed: what comes before the boundary is a prefix of the prompt's own ids.
            let before = boundary - (example.ids.len() - 1 - whole.len());
            assert_eq!(tokenizer.encode(&prompt).expect("ids")[..before], whole[..before]);
            assert!(learned >= 1);
        }
    }
}

#[test]
fn all_together_are_as_one_by_one() {
    let mut random = Random(29);
    let texts: Vec<(String, String)> = (0..200).map(|_| (random.text(8), random.text(8))).collect();
    for (mode, tokenizer) in each() {
        let encoder = ExampleEncoder::new(tokenizer, true).expect("an encoder");
        let examples: Vec<_> = texts.iter().map(|(prompt, answer)| (LABEL, prompt.as_str(), answer.as_str())).collect();
        let together = encoder.encode_all(&examples).expect("examples");
        for ((label, prompt, answer), example) in examples.iter().zip(&together) {
            assert_eq!(&encoder.encode(*label, prompt, answer).expect("an example"), example, "{mode:?}");
        }
        assert_eq!(together.len(), examples.len());
    }
}

#[test]
fn an_answer_without_prompt_follows_the_end_of_a_text() {
    let tokenizer = tokenizer();
    let end = tokenizer.end_of_text().expect("end");
    let encoder = ExampleEncoder::new(tokenizer, false).expect("an encoder");
    let example = encoder.encode(LABEL, "", "return").expect("an example");
    assert_eq!(example.ids, [end, tokenizer.encode("return").expect("ids")[0], end]);
    assert_eq!(example.learned, [0, 1, 1]);
    let empty = encoder.encode(LABEL, "return", "").expect("an example");
    assert_eq!(empty.learned, [0, 1], "the end alone is learned");
}

#[test]
fn a_language_that_the_tokenizer_lacks_is_refused() {
    let encoder = ExampleEncoder::new(tokenizer(), true).expect("an encoder");
    let label = Label { language: "cobol", ..LABEL };
    assert!(encoder.encode(label, "a", "b").expect_err("no cobol").to_string().contains("`<|cobol|>`"));
}
