//! Stop words.

use trommel_bench::Claim;
use trommel_generate::{Finish, Generator, Options, Prompt, Sampling};
use trommel_model::DType;

use crate::fixture::{FAMILIES, TOKENIZER, generate, model, options, prompts};

#[test]
fn a_stop_word_that_spans_tokens_cuts_exactly() {
    let model = model(FAMILIES[1], false, DType::F32, 4);
    let generator = Generator::new(&model, &TOKENIZER, &[]).unwrap();
    let sampling = Sampling { temperature: 1.0, ..Sampling::default() };
    let free = Options { sampling, seed: 8, ..options(40) };
    let (mut spanning, mut checked) = (0, 0);
    for (at, (row, found)) in generate(&generator, &prompts(), &free).into_iter().enumerate() {
        let text = row.completion;
        let letters: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (from, length) in [(2, 2), (3, 1), (5, 2), (7, 4), (9, 3), (11, 2), (12, 5), (14, 3), (16, 2), (20, 8)] {
            let Some((&from, &to)) = letters.get(from).zip(letters.get(from + length)) else { continue };
            let stop = text[from..to].to_owned();
            // A letter of which only a part is written reads as U+FFFD, until the rest follows.
            if stop.contains('\u{fffd}') {
                continue;
            }
            let stops = vec!["never written".to_owned(), stop.clone()];
            let (row, stopped) = generate(&generator, &prompts(), &Options { stops, ..free.clone() }).swap_remove(at);
            assert_eq!(row.finish_reason, Finish::Stop, "{stop:?}");
            assert_eq!(row.completion, text[..text.find(&stop).unwrap()], "{stop:?} in {text:?}");
            assert_eq!(stopped.ids, found.ids[..stopped.ids.len()], "the same tokens up to there");
            let before = TOKENIZER.decode(&stopped.ids[..stopped.ids.len() - 1], false).unwrap();
            assert!(!before.contains(&stop), "the last token completed it");
            let last = TOKENIZER.decode(&stopped.ids[stopped.ids.len() - 1..], false).unwrap();
            spanning += usize::from(!last.contains(&stop));
            checked += 1;
        }
    }
    assert!(checked > 20 && spanning > 10, "{spanning} of {checked} spanned tokens");
}

#[test]
fn a_tasks_own_stop_words_count_unless_they_are_left_out() {
    let model = model(FAMILIES[1], false, DType::F32, 4);
    let generator = Generator::new(&model, &TOKENIZER, &[]).unwrap();
    let mut prompts = vec![Prompt::new("a", "def add(", Claim::Continues, &TOKENIZER, &[], false).unwrap()];
    let free = generate(&generator, &prompts, &options(20)).swap_remove(0).0.completion;
    let letter = free.chars().find(|letter| *letter != '\u{fffd}').unwrap();
    prompts[0].stops = vec![letter.to_string()];
    let (row, _) = generate(&generator, &prompts, &options(20)).swap_remove(0);
    assert_eq!((row.completion.as_str(), row.finish_reason), (free.split(letter).next().unwrap(), Finish::Stop));
    let (row, _) = generate(&generator, &prompts, &Options { task_stops: false, ..options(20) }).swap_remove(0);
    assert_eq!((row.completion, row.finish_reason), (free, Finish::Length));
}
