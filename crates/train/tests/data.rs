//! The order of rows: epochs, phases, replay, curriculum, the shuffled control.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Array, StringArray};
use trommel_tokens::Packed;
use trommel_train::{ExampleStream, Table, TrainConfig};

use crate::fixture::{Scene, config, rows, tokenizer, write, write_columns};

const EXACT: &str = "batch = { row = 64, tokens = 64, order = { preserve = {} } }";

fn origins(rows: &[Packed]) -> Vec<u64> {
    rows.iter().flat_map(|row| &row.parts).map(|part| part.origin).collect()
}

/// The rows of the first `count` examples or a few more, in the order in which they are drawn.
fn drawn(scene: &Scene, config: &TrainConfig, count: usize) -> Vec<u64> {
    let table = Table::open(&scene.train, false).unwrap();
    let mut stream = ExampleStream::new(&table, &scene.tokenizer, config).unwrap();
    let mut found = Vec::new();
    while found.len() < count {
        found.extend(origins(&stream.take(1).unwrap()));
    }
    found
}

#[test]
fn file_order_is_the_files_order() {
    let found = drawn(&Scene::new(), &config(&format!("{EXACT}\ndata = {{ order = 'file' }}")), 100);
    assert!(found.iter().zip((0..80).chain(0..80)).all(|(&row, want)| row == want), "{found:?}");
}

#[test]
fn every_epoch_has_every_row_once_in_another_order() {
    let scene = Scene::new();
    // Windows of two of the six row groups.
    let config = config(&format!("{EXACT}\ndata = {{ order = {{ shuffled = {{ groups = 2 }} }} }}"));
    let found = drawn(&scene, &config, 160);
    for epoch in [&found[..80], &found[80..160]] {
        let mut sorted = epoch.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..80).collect::<Vec<u64>>());
    }
    assert_ne!(found[..80], found[80..160]);
    assert!(!found[..80].is_sorted());
    assert_eq!(found, drawn(&scene, &config, 160));
    let other = TrainConfig { seed: 12, ..config };
    assert_ne!(found, drawn(&scene, &other, 160));
}

#[test]
fn a_stream_goes_on_from_any_cursor() {
    let scene = Scene::new();
    let table = Table::open(&scene.train, true).unwrap();
    for data in [
        "order = { shuffled = { groups = 2 } }",
        "curriculum = { start = 0.1, difficulty = 'entropy' }",
        "order = { shuffled = { groups = 2 } }, progressive = { separator = ' ' }",
        "curriculum = { start = 0.1 }, progressive = { separator = ' ', whole = 0.2 }",
        "phases = [{ languages = ['python'], share = 0.5 }, { languages = ['rust'], share = 0.5, replay = 0.4 }]",
    ] {
        let config = config(&format!("data = {{ {data} }}"));
        let mut stream = ExampleStream::new(&table, &scene.tokenizer, &config).unwrap();
        stream.take(9).unwrap();
        if data.starts_with("phases") {
            stream.enter(1).unwrap();
            stream.take(5).unwrap();
        }
        let text = serde_json::to_string(&stream.cursor()).unwrap();
        let cursor = serde_json::from_str(&text).unwrap();
        let mut resumed = ExampleStream::resume(&table, &scene.tokenizer, &config, cursor).unwrap();
        for _ in 0..15 {
            assert_eq!(stream.take(3).unwrap(), resumed.take(3).unwrap(), "{data}");
        }
        assert_eq!(stream.cursor(), resumed.cursor());
    }
}

#[test]
fn phases_read_their_languages_and_replay_a_share() {
    let scene = Scene::new();
    let phases =
        "phases = [{ languages = ['python'], share = 0.5 }, { languages = ['rust'], share = 0.5, replay = 0.25 }]";
    let config = config(&format!("data = {{ {phases} }}"));
    let table = Table::open(&scene.train, true).unwrap();
    let mut stream = ExampleStream::new(&table, &scene.tokenizer, &config).unwrap();
    let languages = |rows: &[Packed]| {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        rows.iter().flat_map(|row| &row.parts).for_each(|part| *counts.entry(part.language.clone()).or_default() += 1);
        counts
    };
    let first = languages(&stream.take(40).unwrap());
    assert!(first.contains_key("python") && !first.contains_key("rust"), "{first:?}");
    stream.enter(1).unwrap();
    // What waited for a row comes first.
    stream.take(20).unwrap();
    let second = languages(&stream.take(300).unwrap());
    let share = f64::from(second["python"]) / f64::from(second["python"] + second["rust"]);
    assert!((share - 0.25).abs() < 0.06, "{share}");
}

#[test]
fn short_rows_come_first_in_a_curriculum_by_length() {
    let scene = Scene::new();
    let curriculum = "curriculum = { difficulty = 'tokens', start = 0.1, duration = 2.0 }";
    let found = drawn(&scene, &config(&format!("{EXACT}\ndata = {{ {curriculum} }}")), 400);
    // `swap` rows are the shortest quarter.
    let short = |rows: &[u64]| rows.iter().filter(|&&row| row % 4 == 0).count();
    assert_eq!(short(&found[..8]), 8);
    let mut all = found.clone();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 80, "every row comes in the end");
}

#[test]
fn shuffled_pairs_leave_no_answer_with_its_prompt() {
    let mut scene = Scene::new();
    // Answers that name their row.
    let rows: Vec<_> = (0..50).map(|i| (format!("{i}: "), format!("{i} {i}"), "python", "t")).collect();
    write(&scene.train[0], &rows, 16);
    scene.train.truncate(1);
    let table = Table::open(&scene.train, false).unwrap();
    let mut seen = Vec::new();
    for shuffled in [true, false] {
        let config = config(&format!("{EXACT}\ndata = {{ order = 'file', shuffled_pairs = {shuffled} }}"));
        let mut stream = ExampleStream::new(&table, &scene.tokenizer, &config).unwrap();
        let mut pairs = Vec::new();
        while pairs.len() < 50 {
            for row in stream.take(1).unwrap() {
                for part in &row.parts {
                    let learned = (part.start..part.start + part.places).filter(|&place| row.loss_mask[place] == 1);
                    let ids: Vec<u32> = learned.map(|place| row.targets[place]).collect();
                    let answer = scene.tokenizer.decode(&ids, false).unwrap();
                    let number: u64 = answer.split_whitespace().next().unwrap().parse().unwrap();
                    pairs.push((part.origin, number));
                }
            }
        }
        let own = pairs[..50].iter().filter(|(prompt, answer)| prompt == answer).count();
        assert_eq!(own, if shuffled { 0 } else { 50 });
        let mut answers: Vec<u64> = pairs[..50].iter().map(|pair| pair.1).collect();
        answers.sort_unstable();
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1], "the same answers");
}

#[test]
fn a_table_knows_where_its_rows_lie() {
    let scene = Scene::new();
    let table = Table::open(&scene.train, false).unwrap();
    assert_eq!(table.rows(), 80);
    let place = table.place(67).unwrap();
    assert_eq!((place.file, place.row_group, place.row), (1, 1, 17));
    assert_eq!(table.describe(67), "b.parquet:17");
    assert_eq!(table.place(80), None);
    let again = Table::open(&scene.train, false).unwrap();
    assert_eq!(table.fingerprint(), again.fingerprint());
    write(&scene.train[1], &rows(100)[51..81], 16);
    assert_ne!(table.fingerprint(), Table::open(&scene.train, false).unwrap().fingerprint());
}

#[test]
fn other_schemas_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.parquet");
    let text = |values: Vec<Option<&str>>| Arc::new(StringArray::from(values)) as ArrayRef;
    let number = Arc::new(Int64Array::from(vec![1])) as ArrayRef;
    let error = |columns: Vec<(&str, ArrayRef)>, languages| {
        write_columns(&path, columns, 10);
        Table::open(std::slice::from_ref(&path), languages).unwrap_err().to_string()
    };
    let missing = error(vec![("prompt", text(vec![Some("a")])), ("body", text(vec![Some("b")]))], false);
    assert!(
        missing.contains("x.parquet: columns prompt (Utf8), body (Utf8); expected text columns `prompt` and `content`"),
        "{missing}"
    );
    let kind = error(vec![("prompt", text(vec![Some("a")])), ("content", number)], false);
    assert!(kind.contains("column `content` is Int64; expected text"), "{kind}");
    let language = error(vec![("prompt", text(vec![Some("a")])), ("content", text(vec![Some("b")]))], true);
    assert!(language.contains("expected a text column `language`"), "{language}");
    let config = config(EXACT);
    write_columns(
        &path,
        vec![("prompt", text(vec![Some("a"), Some("b")])), ("content", text(vec![Some("c"), None]))],
        10,
    );
    let (table, tokenizer) = (Table::open(std::slice::from_ref(&path), false).unwrap(), tokenizer());
    let null = ExampleStream::new(&table, &tokenizer, &config).unwrap().take(1).unwrap_err().to_string();
    assert!(null.contains("row 1 has no prompt or no answer"), "{null}");
    std::fs::write(&path, b"prompt,content\n").unwrap();
    let other = Table::open(std::slice::from_ref(&path), false).unwrap_err().to_string();
    assert!(other.contains("x.parquet") && other.contains("Parquet"), "{other}");
    let nothing = Table::open(&[], false).unwrap_err().to_string();
    assert!(nothing.contains("no rows"), "{nothing}");
}

#[test]
fn a_column_of_whole_texts_is_learned_from_its_first_token() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.parquet");
    write_columns(&path, vec![("text", Arc::new(StringArray::from(vec!["repeat 1 2"; 30])) as ArrayRef)], 10);
    let (table, tokenizer) = (Table::open(&[path], false).unwrap(), tokenizer());
    let row = ExampleStream::new(&table, &tokenizer, &config(EXACT)).unwrap().take(1).unwrap().remove(0);
    assert!(row.parts.iter().all(|part| part.learned == part.places), "{:?}", row.parts);
}
