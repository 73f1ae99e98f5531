//! Splits: nothing similar on two sides, and nobody changes sides, across refreshes with files added, changed and removed.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fixture::{Fixture, RECIPE};
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Scratch, stage};

const SPLIT: &str = "[[stage]]\nsplit = { train = 0.5, validation = 0.25, test = 0.25 }\n\n[[stage]]\ndataset";

fn planted(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(24).plant(&scratch);
    scratch.write("recipe.toml", RECIPE.replace("[[stage]]\ndataset", SPLIT));
    scratch
}

/// A document of a run.
struct Row {
    path: String,
    cluster: Option<String>,
    survivor: Option<String>,
    kept: bool,
    split: String,
}

fn rows(scratch: &Scratch) -> BTreeMap<String, Row> {
    let query = "select encode(id, 'hex') as id, path, encode(cluster, 'hex') as cluster, encode(survivor, 'hex') as survivor, \
                 keep, split from docs";
    let told = scratch.sql(query);
    let text = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    let one = |row: &Value| {
        let of = Row {
            path: text(row, "path").expect("a path"),
            cluster: text(row, "cluster"),
            survivor: text(row, "survivor"),
            kept: row["keep"] == true,
            split: text(row, "split").expect("every row has a side"),
        };
        (text(row, "id").expect("an id"), of)
    };
    told.as_array().expect("rows").iter().map(one).collect()
}

/// Clusters, and documents with their survivors, are on one side each.
#[track_caller]
fn nothing_crosses(rows: &BTreeMap<String, Row>) -> usize {
    let mut sides: BTreeMap<&str, &str> = BTreeMap::new();
    let mut linked = 0;
    for (id, row) in rows {
        for link in [Some(id), row.cluster.as_ref(), row.survivor.as_ref()].into_iter().flatten() {
            let side = sides.entry(link).or_insert(&row.split);
            assert_eq!(*side, row.split, "{} is linked to {link}", row.path);
        }
        linked += usize::from(row.cluster.is_some());
    }
    linked
}

#[test]
fn no_cluster_crosses_and_assignments_stick_across_refreshes() {
    let scratch = planted("sticky");
    let report = scratch.run(&[]);
    let mut before = rows(&scratch);
    assert!(nothing_crosses(&before) > 60, "there are clusters");
    for side in ["train", "validation", "test"] {
        let facts = &stage(&report, "split")["facts"]["splits"][side];
        assert!(facts["rows"].as_u64() > Some(10), "{side}: {facts}");
    }
    for refresh in 1..=3u64 {
        let python = &LANGUAGES[0];
        for number in 0..6 {
            // New files, some of them close to old ones; files that change; files that go, survivors among them.
            let near = Program::new(&LANGUAGES[1], 6 * refresh + number).with_one_function_changed().text();
            scratch.write(format!("code/added/{refresh}/r{number}.rs"), near);
            scratch.write(
                format!("code/added/{refresh}/p{number}.py"),
                Program::new(python, 500 + 10 * refresh + number).text(),
            );
            let changed = format!("code/java/u{:03}.java", (7 * refresh + number) % 24);
            let text = Program::new(&LANGUAGES[3], 800 + 10 * refresh + number).text();
            scratch.write(&changed, text);
            let gone = scratch.path(format!("code/go/u{:03}.go", (6 * (refresh - 1) + number) % 24));
            std::fs::remove_file(gone).expect("it was there");
        }
        let report = scratch.run(&[]);
        let now = rows(&scratch);
        nothing_crosses(&now);
        let facts = &stage(&report, "split")["facts"];
        assert_eq!(facts["previous_run"], refresh, "{facts}");
        let mut same = 0;
        for (id, row) in &now {
            if let Some(old) = before.get(id) {
                // Only a link to another side may move a document, and never from test to train.
                assert!(!(old.split == "test" && row.split == "train"), "{} wandered from test to train", row.path);
                same += usize::from(old.split == row.split);
            }
        }
        let known = now.keys().filter(|id| before.contains_key(*id)).count();
        assert_eq!(known - same, moved_ids(&before, &now), "{facts}");
        assert!(known > 200 && same * 100 >= known * 97, "{same} of {known} stayed");
        assert!(now.values().any(|row| row.path.starts_with("added/") && row.kept));
        before = now;
    }
    let root = scratch.root(&[]);
    scratch.verifies(&root);
}

fn moved_ids(before: &BTreeMap<String, Row>, now: &BTreeMap<String, Row>) -> usize {
    now.iter().filter(|(id, row)| before.get(*id).is_some_and(|old| old.split != row.split)).count()
}

#[test]
fn without_history_the_draw_depends_on_names_alone() {
    let (one, other) = (planted("draw-one"), planted("draw-other"));
    one.run(&[]);
    // Another order of arrival: half the corpus first, then all of it, without stickiness.
    for language in &LANGUAGES[..4] {
        std::fs::rename(other.path(format!("code/{}", language.name)), other.path(format!("aside-{}", language.name)))
            .unwrap();
    }
    other.run(&[]);
    for language in &LANGUAGES[..4] {
        std::fs::rename(other.path(format!("aside-{}", language.name)), other.path(format!("code/{}", language.name)))
            .unwrap();
    }
    other.run(&["-S", "split.sticky=false"]);
    let (one, other) = (rows(&one), rows(&other));
    assert_eq!(one.len(), other.len());
    let differ: Vec<&str> =
        one.iter().filter(|(id, row)| other[*id].split != row.split).map(|(_, row)| row.path.as_str()).collect();
    assert_eq!(differ, [""; 0]);
}

#[test]
fn repositories_stay_together_unless_they_are_too_large() {
    let scratch = Scratch::new("repositories");
    let mut lines = String::new();
    for number in 0..400u64 {
        let repo = if number % 4 == 0 { "large".to_owned() } else { format!("small-{}", number % 60) };
        let language = &LANGUAGES[(number % 5) as usize];
        let path = format!("{repo}/f{number}.{}", language.extension);
        let record =
            serde_json::json!({ "repo": repo, "path": path, "content": Program::new(language, 3_000 + number).text() });
        lines.push_str(&format!("{record}\n"));
    }
    scratch.write("records.jsonl", lines);
    let recipe = "[[stage]]\ningest = { path = \"records.jsonl\" }\n\n[[stage]]\ndescribe = {}\n\n[[stage]]\nexact-dup = {}\n\n[[stage]]\n\
                  near-dup = { blast_radius = 1.0 }\n\n[[stage]]\nsplit = { train = 0.5, validation = 0.25, test = 0.25 }\n\n[[stage]]\ndataset = {}\n";
    scratch.write("recipe.toml", recipe);
    let report = scratch.run(&[]);
    assert_eq!(stage(&report, "split")["facts"]["repositories_not_joined"], serde_json::json!(["records/large"]));
    let told = scratch.sql("select repo, count(distinct split) sides from docs group by repo order by repo");
    for row in told.as_array().expect("rows") {
        let sides = row["sides"].as_u64();
        assert_eq!(sides, Some(if row["repo"] == "large" { 3 } else { 1 }), "{row}");
    }
}

/// The published files of each split hold just its rows.
#[test]
fn files_are_published_by_split() {
    let scratch = planted("published");
    let report = scratch.run(&[]);
    let folder = scratch.path("store/runs/1/dataset/data");
    let names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let mut published = 0;
    for side in ["train", "validation", "test"] {
        let mut held = 0;
        for name in names.iter().filter(|name| name.starts_with(&format!("{side}-"))) {
            let file = std::fs::File::open(folder.join(name)).unwrap();
            let reader = parquet::file::reader::SerializedFileReader::new(file).unwrap();
            held += parquet::file::reader::FileReader::metadata(&reader).file_metadata().num_rows();
        }
        assert_eq!(stage(&report, "split")["facts"]["splits"][side]["rows"], held, "{side}");
        published += held;
    }
    assert_eq!(report["published"]["rows"], published);
}
