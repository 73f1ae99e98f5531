//! Progressive prompts: each row at one stage of its prompt, drawn anew in each epoch, by the seed alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};
use trommel_bench::{Assembly, Task, Tests};
use trommel_generate::{PromptOptions, Style, prompts};
use trommel_tokens::{Packed, Tokenizer};
use trommel_train::{Event, ExampleStream, Flow, Preview, Table, TrainConfig, preview};

use crate::fixture::{Row, Scene, config, tokenizer, write, write_columns};

const ROWS: usize = 40;

fn row(at: usize) -> Row {
    let (a, b) = (at % 10, at / 10);
    (format!("swap\n\n{a} {b}\n\n# {b}"), format!(": {b} {a}"), "python", "t")
}

fn scene(rows: &[Row]) -> Scene {
    let mut scene = Scene::new();
    scene.train.truncate(1);
    write(&scene.train[0], rows, 7);
    scene
}

fn settings(data: &str) -> TrainConfig {
    config(&format!("data = {{ {data} }}\nbatch = {{ row = 64, tokens = 64, order = {{ preserve = {{}} }} }}"))
}

/// Row, ids of the prompt, ids of the answer, in the order of drawing.
type Seen = (u64, Vec<u32>, Vec<u32>);

fn seen(rows: &[Packed]) -> Vec<Seen> {
    let mut found = Vec::new();
    for row in rows {
        for part in &row.parts {
            let end = part.start + part.places;
            let mut ids = row.tokens[part.start..end].to_vec();
            ids.push(row.targets[end - 1]);
            let unlearned = 1 + row.loss_mask[part.start..end].iter().take_while(|&&learned| learned == 0).count();
            let answer = ids.split_off(unlearned);
            found.push((part.origin, ids, answer));
        }
    }
    found
}

fn drawn(scene: &Scene, config: &TrainConfig, count: usize) -> Vec<Seen> {
    let table = Table::open(&scene.train, false).unwrap();
    let mut stream = ExampleStream::new(&table, &scene.tokenizer, config).unwrap();
    let mut found = Vec::new();
    while found.len() < count {
        found.extend(seen(&stream.take(1).unwrap()));
    }
    found.truncate(count);
    found
}

fn stage(tokenizer: &Tokenizer, prompt: &[u32]) -> usize {
    1 + tokenizer.decode(prompt, false).unwrap().matches("\n\n").count()
}

#[test]
fn rows_draw_their_stages_with_the_probabilities_that_were_asked_for() {
    let scene = scene(&(0..ROWS).map(row).collect::<Vec<_>>());
    for (whole, epochs) in [(0.5, 100), (0.2, 100), (1.0, 3), (0.0, 20)] {
        let found = drawn(&scene, &settings(&format!("progressive = {{ whole = {whole} }}")), ROWS * epochs);
        let mut counts = [0.0; 3];
        let mut by_row: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
        for (row, prompt, _) in &found {
            let stage = stage(&scene.tokenizer, prompt);
            counts[stage - 1] += 1.0;
            by_row.entry(*row).or_default().insert(stage);
        }
        let other = (1.0 - whole) / 2.0;
        let mut chi_square = 0.0;
        for (count, share) in counts.iter().zip([other, other, whole]) {
            let wanted = share * found.len() as f64;
            assert!(wanted > 0.0 || *count == 0.0, "{whole}: {counts:?}");
            chi_square += if wanted > 0.0 { (count - wanted).powi(2) / wanted } else { 0.0 };
        }
        // The 0.1 % quantile of two degrees of freedom.
        assert!(chi_square < 13.82, "{whole}: {counts:?}");
        assert_eq!(by_row.len(), ROWS);
        if epochs == 100 {
            assert!(by_row.values().all(|stages| stages.len() == 3), "each row comes at each stage: {by_row:?}");
        }
    }
}

#[test]
fn stages_are_strict_prefixes_with_the_same_answer() {
    let scene = scene(&(0..ROWS).map(row).collect::<Vec<_>>());
    let mut prompts: BTreeMap<u64, BTreeMap<usize, Vec<u32>>> = BTreeMap::new();
    let mut answers: BTreeMap<u64, BTreeSet<Vec<u32>>> = BTreeMap::new();
    for (row, prompt, answer) in drawn(&scene, &settings("progressive = {}"), ROWS * 60) {
        let stage = stage(&scene.tokenizer, &prompt);
        assert_eq!(*prompts.entry(row).or_default().entry(stage).or_insert(prompt.clone()), prompt);
        answers.entry(row).or_default().insert(answer);
    }
    for (&origin, stages) in &prompts {
        assert!(stages.len() == 3 && answers[&origin].len() == 1, "{origin}");
        for stage in 1..3 {
            let (one, next) = (&stages[&stage], &stages[&(stage + 1)]);
            assert!(next.len() > one.len() && next.starts_with(one), "{origin}: {one:?} {next:?}");
        }
        let (prompt, answer, ..) = row(origin as usize);
        assert_eq!(scene.tokenizer.decode(&stages[&3], false).unwrap(), prompt);
        let learned = answers[&origin].first().unwrap();
        assert_eq!(scene.tokenizer.decode(learned, false).unwrap(), answer);
        assert_eq!(learned.last(), Some(&scene.tokenizer.end_of_text().unwrap()));
    }
}

#[test]
fn a_row_s_stage_is_of_seed_epoch_and_row_alone() {
    let scene = scene(&(0..ROWS).map(row).collect::<Vec<_>>());
    let stages = |data: &str, seed: u64| {
        let config = TrainConfig { seed, ..settings(data) };
        let mut seen: BTreeMap<(usize, u64), Vec<u32>> = BTreeMap::new();
        for (at, (row, prompt, _)) in drawn(&scene, &config, ROWS * 4).into_iter().enumerate() {
            seen.insert((at / ROWS, row), prompt);
        }
        assert_eq!(seen.len(), ROWS * 4, "each row once an epoch");
        seen
    };
    let one = stages("progressive = {}, order = 'file'", 3);
    assert_eq!(one, stages("progressive = {}, order = { shuffled = { groups = 2 } }", 3));
    assert_ne!(one, stages("progressive = {}, order = 'file'", 4));
    let epoch = |epoch| one.iter().filter(move |((e, _), _)| *e == epoch).map(|(_, prompt)| prompt);
    assert!(!epoch(0).eq(epoch(1)), "another epoch, other stages");
}

#[test]
fn prompts_of_one_part_are_as_without() {
    let mut rows: Vec<Row> = (0..ROWS).map(|at| (format!("swap {at}: "), format!("{at}"), "python", "t")).collect();
    rows[5] = row(5);
    let scene = scene(&rows);
    let order = "order = 'file'";
    let plain = drawn(&scene, &settings(order), ROWS);
    let staged = drawn(&scene, &settings(&format!("{order}, progressive = {{}}")), ROWS);
    for (plain, staged) in plain.iter().zip(&staged) {
        assert!(plain == staged || plain.0 == 5, "{plain:?} {staged:?}");
    }
}

/// A task whose prompt the style `progressive` takes apart.
fn task(prompt: &str) -> Task {
    Task {
        id: "t/0".into(),
        language: "python".into(),
        prompt: prompt.into(),
        assembly: Assembly::default(),
        entry_point: Some("add".into()),
        reference: None,
        tests: Tests::Unsupported { why: "a fixture".into() },
        seconds: 3.0,
        memory_bytes: None,
    }
}

#[test]
fn a_row_of_the_same_parts_has_the_ids_that_generation_feeds() {
    let tokenizer = tokenizer();
    let options = PromptOptions { style: Style::Progressive, ..PromptOptions::default() };
    let text = "def add(a, b):\n    \"\"\"Adds two numbers.\n\n    >>> add(1, 2)\n    3\n    \"\"\"\n";
    let prompt = prompts(&[task(text)], &options, &tokenizer, None, &[]).unwrap().remove(0);
    assert_eq!(prompt.stages.len(), 2, "{prompt:?}");
    let scene = scene(&[(prompt.text.clone(), "def".into(), "python", "t")]);
    let mut config = settings("progressive = {}");
    (config.batch.row, config.batch.tokens) = (256, 256);
    let found = drawn(&scene, &config, 60);
    let ends: BTreeSet<usize> = found.iter().map(|(_, ids, _)| ids.len()).collect();
    let wanted: BTreeSet<usize> = prompt.stages.iter().copied().chain([prompt.ids.len()]).collect();
    assert_eq!(ends, wanted);
    assert!(found.iter().all(|(_, ids, _)| prompt.ids.starts_with(ids)), "{found:?}");
}

#[test]
fn steps_and_tokens_are_counted_of_the_stages_that_are_drawn() {
    let scene = scene(&(0..ROWS).map(row).collect::<Vec<_>>());
    let cost = |whole: f64| -> (Preview, u64, u64) {
        let config = config(&format!("length = {{ epochs = 3.0 }}\ndata = {{ progressive = {{ whole = {whole} }} }}"));
        let output = scene.output(&format!("run-{whole}"));
        let cost = preview(&scene.job(&config, &output, false, None)).unwrap();
        let trained = scene.run(&config, &format!("run-{whole}")).unwrap();
        (cost, trained.step, trained.tokens)
    };
    let (short, long) = (cost(0.0), cost(1.0));
    assert!(short.0.steps < long.0.steps, "{} {}", short.0.steps, long.0.steps);
    for (cost, steps, tokens) in [short, long] {
        assert_eq!(cost.steps, steps);
        let fed = tokens as f64 / steps as f64;
        assert!((fed - cost.step_tokens).abs() < 20.0, "{fed} {}", cost.step_tokens);
    }
}

#[test]
fn evaluation_reads_whole_prompts() {
    let mut scene = scene(&(0..ROWS).map(row).collect::<Vec<_>>());
    scene.held = scene.train.clone();
    let mut losses = Vec::new();
    // At this rate nothing is learned: the loss is that of the parameters to begin with, over the same ids.
    for whole in [0.0, 1.0] {
        let config = config(&format!(
            "length = {{ steps = 1 }}\noptimiser = {{ lr = 1e-30 }}\ndata = {{ progressive = {{ whole = {whole} }} }}"
        ));
        scene
            .run_with(&config, &format!("run-{whole}"), false, None, &mut |event| {
                if let Event::Evaluated { evaluation, .. } = event {
                    losses.push(evaluation.loss.unwrap());
                }
                Flow::Go
            })
            .unwrap();
    }
    assert_eq!((losses.len(), losses[0]), (2, losses[1]));
}

#[test]
fn mistakes_are_named() {
    let wrong = |data: &str| {
        let text = format!("preset = 'tiny'\ndata = {{ progressive = {data} }}");
        toml::from_str::<trommel_train::TrainRecipe>(&text).unwrap_err().to_string()
    };
    let whole = wrong("{ whole = 1.5 }");
    assert!(whole.contains("data.progressive.whole is 1.5, expected 0 to 1, the probability"), "{whole}");
    let empty = wrong("{ separator = '' }");
    assert!(empty.contains("data.progressive.separator is empty, expected the text between the parts"), "{empty}");
    let unknown = wrong("{ seperator = '|' }");
    assert!(unknown.contains("unknown field `seperator`, expected `separator` or `whole`"), "{unknown}");
    let off = toml::from_str::<trommel_train::TrainRecipe>("preset = 'tiny'\ndata = { progressive = false }").unwrap();
    assert_eq!(off.0.data.progressive, None);

    let scene = scene(&(0..ROWS).map(row).collect::<Vec<_>>());
    let none = scene.run(&settings("progressive = { separator = '|' }"), "run").unwrap_err().to_string();
    assert!(none.contains("data.progressive.separator is \"|\", expected the text between the parts"), "{none}");
    write_columns(&scene.train[0], vec![("text", Arc::new(StringArray::from(vec!["a\n\nb"])) as ArrayRef)], 10);
    let whole = scene.run(&settings("progressive = {}"), "run").unwrap_err().to_string();
    assert!(whole.contains("data.progressive is set, expected `false`, or files with the columns"), "{whole}");
}
