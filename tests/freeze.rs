//! `freeze`: a recipe that gives one result or none.

use serde_json::json;

use crate::fixture::Fixture;
use crate::scratch::{Scratch, root_of};

/// A run, and its recipe frozen in `frozen.toml`.
fn planted(name: &str) -> (Scratch, String) {
    let scratch = Scratch::new(name);
    Fixture::new(12).plant(&scratch);
    let root = scratch.root(&[]);
    scratch.trommel(&["freeze", "1", "-o", "frozen.toml"]).ends(0).tells(&["run 1 of recipe, frozen: frozen.toml"]);
    (scratch, root)
}

/// The line of `[expect.stages]` about `describe`, and its code version.
fn describe(scratch: &Scratch) -> (String, u64) {
    let shown = scratch.trommel(&["freeze", "1", "--json"]).ends(0).json();
    let version = shown["expect"]["stages"]["describe"].as_u64().expect("a code version");
    (format!("\ndescribe = {version}\n"), version)
}

fn edit(scratch: &Scratch, from: &str, to: &str) {
    let text = std::fs::read_to_string(scratch.path("frozen.toml")).expect("it was written");
    assert!(text.contains(from), "no `{from}` in\n{text}");
    scratch.write("edited.toml", text.replacen(from, to, 1));
}

#[test]
fn the_same_again() {
    let (scratch, root) = planted("freeze");
    let same = scratch.trommel(&["run", "frozen.toml", "--json"]).ends(0).json();
    assert_eq!((&same["outcome"], same["run"].as_u64()), (&json!("up-to-date"), Some(1)));
    let other = scratch.trommel(&["run", "frozen.toml", "--json", "--store", "other"]).ends(0).json();
    assert_eq!((&other["outcome"], root_of(&other)), (&json!("committed"), root.clone()));
    let shown = scratch.trommel(&["freeze", "latest", "--json"]).ends(0).json();
    assert_eq!(
        (&shown["run"], &shown["recipe"], &shown["expect"]["root"]),
        (&json!(1), &json!("recipe"), &json!(root))
    );
    assert!(shown["expect"]["stages"]["near-dup"].is_u64(), "{shown}");
    let text = std::fs::read_to_string(scratch.path("frozen.toml")).expect("it was written");
    assert_eq!(shown["toml"], text);
    assert_eq!(scratch.trommel(&["freeze", "1"]).ends(0).out.trim_end(), text.trim_end());
    for default in ["recall = 0.95", "shingle = 5", "max_bytes = 5000000", "[expect.stages]", "[expect.sources]"] {
        assert!(text.contains(default), "no `{default}` in\n{text}");
    }
}

#[test]
fn other_inputs_are_refused_and_named() {
    let (scratch, _) = planted("freeze-inputs");
    scratch.write("code/python/u001.py", "x = 1\n");
    let said = scratch.trommel(&["run", "frozen.toml"]).ends(2);
    let said = said.tells(&["frozen.toml: the inputs are not those", "source `code`: ", "nothing was done", "hint: "]);
    assert!(!said.err.contains("source `cargo`"), "only what differs\n{said}");
    assert!(!said.err.contains("takes up where it stopped"), "{said}");
    scratch.trommel(&["plan", "frozen.toml"]).ends(2).tells(&["the inputs are not those"]);
    scratch.trommel(&["run", "frozen.toml", "--sample", "5"]).ends(2).tells(&["the inputs are not those"]);
    assert_eq!(scratch.runs(), [1]);
}

#[test]
fn another_result_is_not_published() {
    let (scratch, root) = planted("freeze-result");
    let said = scratch.trommel(&["run", "frozen.toml", "-S", "near-dup.threshold=0.9"]).ends(2);
    said.tells(&["the result is not the one", &root, "nothing was published", "hint: "]);
    assert_eq!(scratch.runs(), [1]);
    // Also when a run of the store has that result.
    scratch.run(&["-S", "near-dup.threshold=0.9"]);
    scratch
        .trommel(&["run", "frozen.toml", "-S", "near-dup.threshold=0.9"])
        .ends(2)
        .tells(&["the result is not the one"]);
    assert_eq!(scratch.runs(), [1, 2]);
}

#[test]
fn other_code_is_refused() {
    let (scratch, _) = planted("freeze-code");
    let (line, version) = describe(&scratch);
    edit(&scratch, &line, "\ndescribe = 99\n");
    let told = format!("stage `describe`: code version {version}, expected code version 99");
    scratch.trommel(&["run", "edited.toml"]).ends(2).tells(&[&told]);
    edit(&scratch, "[expect.stages]", "[expect.stages]\nmagic = 1");
    scratch.trommel(&["run", "edited.toml"]).ends(2).tells(&["stage `magic`: none, expected code version 1"]);
    // Another version of the program with the same code of stages is told of.
    edit(&scratch, "trommel = \"", "trommel = \"9.");
    scratch.trommel(&["run", "edited.toml"]).ends(0).tells(&["`[expect]` was written of a run of 9."]);
}

#[test]
fn mistakes_have_lines_and_hints() {
    let (scratch, _) = planted("freeze-mistakes");
    let check = |from: &str, to: &str, told: &[&str]| {
        edit(&scratch, from, to);
        scratch.trommel(&["run", "edited.toml"]).ends(2).tells(told);
    };
    check("\nroot = ", "\nrot = ", &["edited.toml:", "`[expect]`: unknown field `rot`", "did you mean `root`?"]);
    check("\ninputs = \"", "\ninputs = \"x", &["edited.toml:", "is not a key of 64 hexadecimal digits"]);
    check(&describe(&scratch).0, "\ndescribe = \"1\"\n", &["edited.toml:", "`[expect]`", "a whole number"]);
    check("[expect]\n", "[expct]\n", &["unknown key `expct`", "did you mean `expect`?"]);
}

#[test]
fn a_file_is_never_written_over() {
    let (scratch, _) = planted("freeze-file");
    let before = std::fs::read(scratch.path("recipe.toml")).expect("a recipe");
    scratch.trommel(&["freeze", "1", "-o", "recipe.toml"]).ends(2).tells(&["`recipe.toml` is there already"]);
    assert_eq!(std::fs::read(scratch.path("recipe.toml")).expect("a recipe"), before);
    scratch.trommel(&["freeze", "7"]).ends(2).tells(&["no run `7`"]);
    scratch.trommel(&["freeze", "1", "-o", "gone/x.toml"]).ends(2).tells(&["gone/x.toml"]);
}
