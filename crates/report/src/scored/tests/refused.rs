//! Folders that are no scored runs, or torn ones.

use std::path::Path;

use polars::prelude::{Column, DataFrame, ParquetReader, SerReader, df};

use crate::scored::ScoredRun;
use crate::scored::made_up::{MadeUp, write_parquet};

fn refused(change: impl FnOnce(&Path)) -> String {
    let folder = tempfile::tempdir().unwrap();
    MadeUp::new("a", &["P", "W"]).write(folder.path());
    change(folder.path());
    let error = ScoredRun::read(folder.path()).unwrap_err().to_string();
    error.replace(&folder.path().display().to_string(), "RUN")
}

#[test]
fn folders_that_are_no_scored_runs_are_refused() {
    let removed = |folder: &Path| std::fs::remove_file(folder.join("summary.json")).unwrap();
    let error = refused(removed);
    assert!(error.starts_with("RUN: found a folder without summary.json, expected a scored run\nhint: "), "{error}");
    let error = refused(|folder| {
        removed(folder);
        std::fs::write(folder.join("log.jsonl"), "").unwrap();
    });
    assert!(error.contains("the log of a scoring that did not end") && error.contains("goes on"), "{error}");
    let error = refused(|folder| std::fs::write(folder.join("summary.json"), "{\n\"benchmark\": 3}").unwrap());
    assert!(error.starts_with("RUN/summary.json:2: found invalid type: integer `3`"), "{error}");
    let error = refused(|folder| std::fs::write(folder.join("summary.json"), "{}").unwrap());
    assert!(error.contains("missing field `benchmark`"), "{error}");
    let error = refused(|folder| std::fs::remove_file(folder.join("verdicts.parquet")).unwrap());
    assert!(error.starts_with("cannot read RUN/verdicts.parquet"), "{error}");
    let error = refused(|folder| std::fs::write(folder.join("cheats.jsonl"), "{}\n").unwrap());
    assert!(error.starts_with("RUN/cheats.jsonl:1: found missing field `task_id`"), "{error}");
    let nowhere = ScoredRun::read(Path::new("no-such-folder")).unwrap_err().to_string();
    assert!(nowhere.starts_with("cannot read no-such-folder"), "{nowhere}");
}

#[test]
fn torn_and_foreign_tables_are_refused() {
    type Cut = fn(&[u8]) -> Vec<u8>;
    let torn = |cut: Cut| {
        refused(|folder| {
            let path = folder.join("verdicts.parquet");
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(&path, cut(&bytes)).unwrap();
        })
    };
    let cuts: [Cut; 4] = [
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |bytes| bytes[..4].to_vec(),
        |_| Vec::new(),
        |bytes| bytes.iter().map(|byte| byte ^ 0x5a).collect(),
    ];
    for cut in cuts {
        let error = torn(cut);
        assert!(error.starts_with("RUN/verdicts.parquet: found ") && error.contains("a whole Parquet file"), "{error}");
    }
    let replaced = |frame: DataFrame| refused(|folder| write_parquet(&folder.join("verdicts.parquet"), frame));
    let error = replaced(df!("id" => [1i64, 2]).unwrap());
    assert!(error.contains("found no column `task_id`, expected the verdicts of `trommel score`"), "{error}");
    let frame = |task: [&str; 2], verdict: &str, ordinal: [i64; 2]| {
        df!(
            "task_id" => task, "ordinal" => ordinal, "verdict" => [verdict, "WRONG_ANSWER"],
            "detail" => [None::<&str>, None], "passed" => [true, false], "ran" => [true, true],
            "tests_unprotected" => [0i64, 0], "fuel" => [5i64, 5]
        )
        .unwrap()
    };
    let error = replaced(frame(["a", "b"], "WON", [0, 0]));
    assert!(error.contains("found row 1: the verdict `WON`"), "{error}");
    let error = replaced(frame(["a", "a"], "PASSED", [0, 0]));
    assert!(error.contains("found completion 0 of a twice"), "{error}");
    let error = replaced(frame(["a", "b"], "PASSED", [-1, 0]));
    assert!(error.contains("row 1: ordinal -1"), "{error}");
    let mut typed = frame(["a", "b"], "PASSED", [0, 0]);
    typed.replace("fuel", Column::new("fuel".into(), ["5", "6"])).unwrap();
    let error = replaced(typed);
    assert!(error.contains("column `fuel` of type str, not i64"), "{error}");
}

#[test]
fn files_of_two_runs_are_refused() {
    let other = tempfile::tempdir().unwrap();
    MadeUp::new("b", &["P", "P", "E"]).write(other.path());
    let error = refused(|folder| {
        std::fs::copy(other.path().join("verdicts.parquet"), folder.join("verdicts.parquet")).unwrap();
    });
    assert!(error.contains("found 3 rows (PASSED 2, RUNTIME_ERROR 1)"), "{error}");
    assert!(error.contains("expected the 2 rows of summary.json (PASSED 1, WRONG_ANSWER 1)"), "{error}");
    let empty = refused(|folder| {
        let path = folder.join("verdicts.parquet");
        let whole = ParquetReader::new(std::fs::File::open(&path).unwrap()).finish().unwrap();
        write_parquet(&path, whole.head(Some(0)));
    });
    assert!(empty.contains("0 rows of which none counts"), "{empty}");
}
