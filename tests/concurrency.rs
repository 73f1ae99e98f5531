//! Several at once on one store.

use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::fixture::Fixture;
use crate::scratch::{Said, Scratch, root_of};

fn planted(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(20).plant(&scratch);
    scratch
}

fn start(scratch: &Scratch, arguments: &[&str]) -> Child {
    let mut command = scratch.command(&[&["run", "recipe.toml", "--json"], arguments].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
}

#[track_caller]
fn end(child: Child) -> String {
    let said: Said = child.wait_with_output().expect("it ends").into();
    root_of(&said.ends(0).json())
}

#[test]
fn two_runs_on_a_cold_store() {
    let scratch = planted("two");
    let root = scratch.root(&["--store", "other"]);
    for round in 0..4 {
        let store = format!("store{round}");
        let arguments = ["--store", store.as_str(), "--jobs", "2"];
        let (first, second) = (start(&scratch, &arguments), start(&scratch, &arguments));
        assert_eq!((end(first), end(second)), (root.clone(), root.clone()), "round {round}");
        let listed = scratch.trommel(&[&["ls", "--json"], &arguments[..2]].concat()).ends(0).json();
        let runs = listed["runs"].as_array().expect("a list");
        assert!((1..=2).contains(&runs.len()) && runs.iter().all(|run| run["root"] == root.as_str()), "{listed}");
        for run in runs {
            let number = run["run"].to_string();
            let verified = scratch.trommel(&[&["verify", &number, "--json"], &arguments[..2]].concat()).ends(0).json();
            assert_eq!((verified["root"].as_str(), verified["ok"].as_bool()), (Some(root.as_str()), Some(true)));
        }
    }
}

#[test]
fn different_recipes_on_one_store() {
    let scratch = planted("different");
    let sets = [
        "near-dup.threshold=0.7",
        "near-dup.threshold=0.9",
        "keep-if.sets=[\"stack\", \"parses\"]",
        "describe.shingle=7",
    ];
    let roots: Vec<String> = sets.iter().map(|set| scratch.root(&["-S", set, "--store", "other"])).collect();
    let children: Vec<Child> = sets.iter().map(|set| start(&scratch, &["-S", set])).collect();
    let found: Vec<String> = children.into_iter().map(end).collect();
    assert_eq!(found, roots);
    assert_eq!(scratch.runs(), [1, 2, 3, 4], "numbers are given once each");
    for number in ["1", "2", "3", "4"] {
        let verified = scratch.trommel(&["verify", number, "--json"]).ends(0).json();
        assert_eq!(verified["ok"], true, "run {number}");
    }
}

#[test]
fn collecting_garbage_beside_runs() {
    let scratch = planted("garbage");
    let sets = ["near-dup.threshold=0.7", "near-dup.threshold=0.9", "describe.shingle=6"];
    let roots: Vec<String> = sets.iter().map(|set| scratch.root(&["-S", set, "--store", "other"])).collect();
    let over = AtomicBool::new(false);
    let collected = std::thread::scope(|scope| {
        let collector = scope.spawn(|| {
            let mut times = 0;
            while !over.load(Ordering::Relaxed) {
                scratch.trommel(&["gc", "--min-age", "0s", "--keep-runs", "1", "--json"]).ends(0);
                times += 1;
            }
            times
        });
        // Caught, so that the collector ends before the failure is told.
        let runs = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for round in 0..3 {
                for (set, root) in sets.iter().zip(&roots) {
                    assert_eq!(scratch.root(&["-S", set]), *root, "round {round}, {set}");
                }
                let (first, second) = (start(&scratch, &["-S", sets[0]]), start(&scratch, &["-S", sets[1]]));
                assert_eq!(
                    (end(first), end(second)),
                    (roots[0].clone(), roots[1].clone()),
                    "round {round}, two at once"
                );
            }
        }));
        over.store(true, Ordering::Relaxed);
        let times = collector.join().expect("the collector ends well");
        runs.unwrap_or_else(|failure| std::panic::resume_unwind(failure));
        times
    });
    assert!(collected > 10, "collected {collected} times");
    assert_eq!(scratch.root(&["-S", sets[2]]), roots[2]);
    scratch.verifies(&roots[2]);
    scratch.trommel(&["gc", "--min-age", "0s", "--keep-runs", "1"]).ends(0);
    assert_eq!(scratch.runs().len(), 1);
    scratch.verifies(&roots[2]);
}
