//! `diff`: what changed between two runs.

use serde_json::{Value, json};

use crate::fixture::Fixture;
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Scratch, stage};

/// Two runs: a file edited, one added, one removed, the threshold moved.
fn planted(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(12).plant(&scratch);
    scratch.run(&[]);
    scratch.write("code/rust/u003.rs", Program::new(&LANGUAGES[1], 6000).text());
    scratch.write("code/c/new.c", Program::new(&LANGUAGES[2], 6001).text());
    std::fs::remove_file(scratch.path("code/java/u002.java")).expect("it is there");
    scratch.run(&["-S", "near-dup.threshold=0.9"]);
    scratch
}

fn diff(scratch: &Scratch, arguments: &[&str]) -> Value {
    scratch.trommel(&[&["diff", "--json"], arguments].concat()).ends(0).json()
}

fn group<'a>(diff: &'a Value, by: &str, name: &str) -> &'a Value {
    let distributions = diff["distributions"].as_array().expect("a list").iter();
    let groups = distributions.filter(|one| one["by"] == by).flat_map(|one| one["groups"].as_array().expect("a list"));
    groups.into_iter().find(|group| group["name"] == name).unwrap_or_else(|| panic!("no {by} {name} in {diff}"))
}

#[test]
fn parameters_rows_and_documents() {
    let scratch = planted("diff");
    let fixture = Fixture::new(12);
    let found = diff(&scratch, &["1", "2"]);
    let threshold = json!([{ "stage": "near-dup", "parameter": "threshold", "before": 0.7, "after": 0.9 }]);
    assert_eq!(found["parameters"], threshold);
    assert_eq!(found["same_root"], false);
    let near = stage(&found, "near-dup");
    // Copies with one function changed are 0.83 alike.
    assert_eq!(near["dropped"], json!({ "before": fixture.near, "after": 0 }));
    for name in ["keep-if", "exact-dup", "near-dup"] {
        let told = stage(&found, name);
        for side in ["before", "after"] {
            let reasons = told["reasons"].as_array().expect("a list").iter();
            let sum: u64 = reasons.map(|reason| reason["rows"][side].as_u64().expect("a count")).sum();
            assert_eq!(told["dropped"][side], sum, "{name}: every drop has its reason");
        }
        assert!(told["reasons"].as_array().expect("a list").len() < 6, "{name}: classes, not documents: {told}");
    }
    let rules: Vec<&Value> =
        stage(&found, "keep-if")["reasons"].as_array().expect("a list").iter().map(|one| &one["reason"]).collect();
    assert!(rules.contains(&&json!("not line_max <= …")), "{rules:?}");

    let published = |run: &str| -> Vec<String> {
        let said = scratch.trommel(&["sql", "select hex(id) as id from docs where keep", "--run", run, "--json"]);
        let rows = said.ends(0).json()["rows"].take();
        rows.as_array().expect("rows").iter().map(|row| row["id"].as_str().expect("text").to_owned()).collect()
    };
    let (before, after) = (published("1"), published("2"));
    let only = |some: &[String], others: &[String]| some.iter().filter(|id| !others.contains(id)).count() as u64;
    let documents = &found["documents"];
    assert_eq!(documents["added"], only(&after, &before));
    assert_eq!(documents["removed"], only(&before, &after));
    assert_eq!(documents["kept"], after.len() as u64 - only(&after, &before));
    assert_eq!((&documents["removed"], &documents["same_path"]), (&json!(2), &json!(1)), "one edited, one gone");
    assert_eq!((&documents["moved"], documents["added"].as_u64()), (&json!([]), Some(2 + fixture.near)));
}

#[test]
fn every_document_is_listed_on_request() {
    let scratch = planted("diff-ids");
    let documents = diff(&scratch, &["1", "2", "--ids"])["documents"].take();
    let all = documents["all"].as_array().expect("a list");
    let changes = documents["added"].as_u64().expect("a count") + documents["removed"].as_u64().expect("a count");
    assert_eq!(all.len() as u64, changes);
    let said = scratch.trommel(&["diff", "1", "2", "--ids"]).ends(0);
    assert_eq!(said.out.lines().count() as u64, changes);
    for (sign, path) in [("- ", "java/u002.java"), ("+ ", "c/new.c"), ("- ", "rust/u003.rs"), ("+ ", "rust/u003.rs")] {
        let found = said.out.lines().any(|line| line.starts_with(sign) && line.ends_with(&format!(" code {path}")));
        assert!(found, "{sign}{path} in\n{said}");
    }
    // Backwards, what was added is removed.
    let back = scratch.trommel(&["diff", "2", "1", "--ids"]).ends(0);
    let turned = |text: &str| {
        let mut lines: Vec<String> =
            text.lines().map(|line| line.replacen('+', "*", 1).replacen("- ", "+ ", 1).replacen('*', "-", 1)).collect();
        lines.sort();
        lines
    };
    let mut lines: Vec<String> = back.out.lines().map(str::to_owned).collect();
    lines.sort();
    assert_eq!(lines, turned(&said.out));
}

#[test]
fn distributions_and_sizes() {
    let scratch = planted("diff-shares");
    let found = diff(&scratch, &["1", "2"]);
    for side in ["before", "after"] {
        for by in ["language", "license", "source"] {
            let distributions = found["distributions"].as_array().expect("a list");
            let groups = distributions.iter().find(|one| one["by"] == by).expect("it is there")["groups"].as_array();
            for number in ["rows", "bytes"] {
                let parts = groups.expect("a list").iter().map(|group| group[number][side].as_u64().expect("a count"));
                assert_eq!(found[side][number], parts.sum::<u64>(), "{by}: {number} {side} add up");
            }
        }
    }
    let rows = |run: &str| {
        let query = "select count(*) as n, sum(bytes) as b from docs where keep and language = 'c'";
        scratch.trommel(&["sql", query, "--run", run, "--json"]).ends(0).json()["rows"][0].take()
    };
    let (before, after) = (rows("1"), rows("2"));
    let c = group(&found, "language", "c");
    assert_eq!(c["rows"], json!({ "before": before["n"], "after": after["n"] }));
    assert_eq!(c["bytes"], json!({ "before": before["b"], "after": after["b"] }));
    let share = |side: &str| c["rows"][side].as_f64().expect("rows") / found[side]["rows"].as_f64().expect("rows");
    let points = 100.0 * (share("after") - share("before"));
    assert!((c["rows_points"].as_f64().expect("points") - points).abs() < 1e-3, "{c}: {points}");
}

#[test]
fn whether_they_differ() {
    let scratch = planted("diff-quiet");
    let check = |a: &str, b: &str, code: i32| {
        let said = scratch.trommel(&["diff", a, b, "-q"]).ends(code);
        assert_eq!(said.out, "", "{a} {b}");
    };
    check("1", "2", 1);
    check("2", "latest", 0);
    check("1", "7", 2);
    scratch.trommel(&["diff", "1", "7"]).ends(2).tells(&["no run `7`", "1 to 2"]);
    let same = diff(&scratch, &["latest", "2"]);
    assert_eq!((&same["same_root"], &same["parameters"]), (&json!(true), &json!([])));
    assert_eq!((&same["documents"]["added"], &same["documents"]["removed"]), (&json!(0), &json!(0)));
    let said = scratch.trommel(&["diff", "1", "2"]).ends(0);
    for told in ["0.7 → 0.9", "near-dup", "added", "removed", "points", "the published rows differ", "c/new.c"] {
        assert!(said.out.contains(told), "no `{told}` on\n{said}");
    }
}

#[test]
fn runs_of_different_recipes() {
    let scratch = planted("diff-recipes");
    let text = std::fs::read_to_string(scratch.path("recipe.toml")).expect("a recipe");
    scratch.write("other.toml", text.replace("[[stage]]\nexact-dup = {}\n\n", ""));
    scratch.trommel(&["run", "other.toml", "-S", "near-dup.threshold=0.9"]).ends(0);
    let found = diff(&scratch, &["2", "3"]);
    assert_eq!((&found["before"]["recipe"], &found["after"]["recipe"]), (&json!("recipe"), &json!("other")));
    let gone = json!([{ "stage": "exact-dup", "parameter": "code version", "before": 1, "after": null }]);
    assert_eq!(found["parameters"], gone);
    let exact = stage(&found, "exact-dup");
    assert_eq!((exact["rows"]["after"].is_null(), exact["dropped"]["after"].is_null()), (true, true));
}
