//! `forget`: a run is taken off the list, and `gc` deletes what only it used.

use serde_json::json;

use crate::fixture::Fixture;
use crate::scratch::{Scratch, root_of};

#[test]
fn a_run_is_forgotten_and_its_objects_are_collected() {
    let scratch = Scratch::new("forget");
    Fixture::new(12).plant(&scratch);
    scratch.run(&[]);
    let root = root_of(&scratch.run(&["-S", "near-dup.threshold=0.9"]));
    let kept = scratch.trommel(&["gc", "--min-age", "0s", "--json"]).ends(0).json();
    assert_eq!(kept["deleted"], 0);
    let forgotten = scratch.trommel(&["forget", "1", "--json"]).ends(0).json();
    assert_eq!(forgotten, json!({ "run": 1, "recipe": "recipe", "latest": false }));
    assert_eq!(scratch.runs(), [2]);
    scratch.trommel(&["why", "1", "python/u000.py"]).ends(2).tells(&["no run `1`"]);
    scratch.trommel(&["forget", "1"]).ends(2).tells(&["no run `1`"]);
    assert!(scratch.path("store/runs/1/dataset").exists(), "only `gc` deletes");
    let young = scratch.trommel(&["gc", "--json"]).ends(0).json();
    assert_eq!(young["deleted"], 0, "what is young stays");
    let collected = scratch.trommel(&["gc", "--min-age", "0s", "--json"]).ends(0).json();
    assert!(collected["deleted"].as_u64() > Some(0), "{collected}");
    assert!(!scratch.path("store/runs/1").exists());
    scratch.verifies(&root);
    assert_eq!(scratch.run(&["-S", "near-dup.threshold=0.9"])["outcome"], "up-to-date");
}

#[test]
fn the_latest_of_a_recipe_stays_unless_forced() {
    let scratch = Scratch::new("forget-latest");
    Fixture::new(6).plant(&scratch);
    scratch.run(&[]);
    std::fs::copy(scratch.path("recipe.toml"), scratch.path("other.toml")).expect("a copy");
    scratch.trommel(&["run", "other.toml", "-S", "near-dup.threshold=0.9"]).ends(0);
    for run in ["1", "2", "latest"] {
        let said = scratch.trommel(&["forget", run]).ends(2).tells(&["the latest of recipe `", "--force"]);
        assert_eq!(said.out, "");
    }
    let said = scratch.trommel(&["forget", "latest", "--force"]).ends(0);
    assert_eq!(said.out, "forgot run 2 of other; `trommel gc` deletes what only it used\n");
    assert_eq!(scratch.runs(), [1]);
    let again = scratch.trommel(&["run", "other.toml", "--json"]).ends(0).json();
    assert_eq!(again["run"], 3, "a number is never given again");
}
