//! `gc`, and `dedup tune`.

use std::path::{Path, PathBuf};

use super::planted;
use crate::scratch::{Scratch, root_of};

/// All files of a store, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
fn a_dry_collection_deletes_nothing() {
    let scratch = planted("gc-dry");
    scratch.run(&["-S", "near-dup.threshold=0.9"]);
    let store = scratch.path("store");
    let before = files(&store);
    let arguments = ["gc", "--min-age", "0s", "--keep-runs", "1"];
    let dry = scratch.trommel(&[&arguments[..], &["--dry-run", "--json"]].concat()).ends(0).json();
    assert!(dry["deleted"].as_u64() > Some(0), "{dry}");
    assert_eq!(dry["runs"], serde_json::json!([1]));
    let said = scratch.trommel(&[&arguments[..], &["--dry-run"]].concat()).ends(0);
    assert!(said.out.starts_with("would delete "), "{said}");
    assert_eq!(files(&store), before);
    let wet = scratch.trommel(&[&arguments[..], &["--json"]].concat()).ends(0).json();
    for key in ["deleted", "deleted_bytes", "kept", "kept_bytes", "runs"] {
        assert_eq!(wet[key], dry[key], "{key}: what was announced is done");
    }
    assert_eq!(files(&store).len() as u64, before.len() as u64 - wet["deleted"].as_u64().expect("a count"));
    assert_eq!(scratch.runs(), [2]);
}

#[test]
fn what_runs_need_stays() {
    let scratch = planted("gc-needs");
    let root = root_of(&scratch.run(&[]));
    let other = root_of(&scratch.run(&["-S", "near-dup.threshold=0.9"]));
    // Both runs are kept, so all that they name is.
    scratch.trommel(&["gc", "--min-age", "0s"]).ends(0);
    assert_eq!(scratch.runs(), [1, 2]);
    for (run, root) in [("1", &root), ("2", &other)] {
        let verified = scratch.trommel(&["verify", run, "--json"]).ends(0).json();
        assert_eq!((verified["root"].as_str(), verified["ok"].as_bool()), (Some(root.as_str()), Some(true)));
    }
    let report = scratch.run(&["-S", "near-dup.threshold=0.9"]);
    assert_eq!(report["outcome"], "up-to-date");
    // What is young stays, also when no run names it.
    scratch.run(&["--to", "describe", "-S", "describe.shingle=9"]);
    let young = scratch.trommel(&["gc", "--json"]).ends(0).json();
    assert_eq!(young["deleted"], 0, "{young}");
    let old = scratch.trommel(&["gc", "--json", "--min-age", "0s"]).ends(0).json();
    assert!(old["deleted"].as_u64() > Some(0), "{old}");
    scratch.verifies(&other);
    // A deleted run is made anew, under a number that was never used.
    scratch.trommel(&["gc", "--keep-runs", "1", "--min-age", "0s"]).ends(0);
    let again = scratch.run(&[]);
    assert_eq!((again["run"].as_u64(), root_of(&again)), (Some(3), root.clone()));
    scratch.verifies(&root);
}

#[test]
fn ages_that_are_none() {
    let scratch = Scratch::new("gc-ages");
    scratch.trommel(&["gc", "--min-age", "soon"]).ends(2).tells(&["`soon`", "15m"]);
    scratch.trommel(&["gc", "--min-age", "-1s"]).ends(2);
    let report = scratch.trommel(&["gc", "--json"]).ends(0).json();
    assert_eq!((&report["deleted"], &report["kept"]), (&0.into(), &0.into()), "an empty store");
}

#[test]
fn bands_are_tuned_for_recall() {
    let scratch = Scratch::new("tune");
    let tune = |arguments: &[&str]| scratch.trommel(&[&["dedup", "tune", "--json"], arguments].concat()).ends(0).json();
    for (threshold, recall) in [(0.7, 0.95), (0.5, 0.95), (0.8, 0.99), (0.85, 0.9)] {
        let found = tune(&["--threshold", &threshold.to_string(), "--recall", &recall.to_string()]);
        let (bands, rows) =
            (found["tuned"]["bands"].as_u64().expect("bands"), found["tuned"]["rows"].as_u64().expect("rows"));
        assert!(bands * rows <= 256, "{bands} × {rows} of 256 values");
        // P(J) = 1 − (1 − J^r)^b, averaged over [τ, τ + 0.05).
        let hit = |j: f64| 1.0 - (1.0 - j.powi(rows as i32)).powi(bands as i32);
        let mean = (0..100).map(|step| hit(threshold + 0.05 * (f64::from(step) + 0.5) / 100.0)).sum::<f64>() / 100.0;
        assert!(mean >= recall, "{bands} × {rows}: recall {mean} at {threshold}");
        let told = found["tuned"]["recall"].as_f64().expect("a recall");
        assert!((told - mean).abs() < 1e-3, "told {told}, expected {mean}");
    }
    // The usual optimiser finds half of the pairs at its own threshold.
    let usual = &tune(&[])["usual"];
    assert_eq!((usual["bands"].as_u64(), usual["rows"].as_u64()), (Some(25), Some(10)));
    let said = scratch.trommel(&["dedup", "tune"]).ends(0);
    assert!(said.out.contains("25 bands × 10 rows") && said.out.contains("0.70"), "{said}");
    for wrong in [["--threshold", "1.5"], ["--threshold", "0"], ["--recall", "1.1"], ["--recall", "nan"]] {
        let said = scratch.trommel(&[&["dedup", "tune"], &wrong[..]].concat()).ends(2);
        assert_eq!(said.out, "", "{wrong:?}");
    }
}
