//! The cache, with real files where they are at hand.

use std::fs;

use crate::{BenchError, How, Mapping, cache, fetch, tests::shared::shared};

const ROW: &str = "{\"n\":1,\"t\":\"assert f(1)\"}\n{\"n\":2,\"t\":\"assert g(1)\"}\n";

#[test]
fn what_was_imported_is_loaded_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.jsonl");
    fs::write(&file, ROW).unwrap();
    let how = How::Mapping(Box::new(Mapping::of_pairs("id=n,tests=t").unwrap()));
    let imported = cache::import(folder.path(), "mine", &file, &how).unwrap();
    assert_eq!(cache::load(folder.path(), "mine", None).unwrap(), imported);
    assert_eq!(cache::load(folder.path(), "mine", Some(&imported.sha256)).unwrap(), imported);
    assert_eq!(cache::names(folder.path()).unwrap(), ["mine"]);
    // A second version becomes the current one, and the first stays.
    fs::write(&file, ROW.replace('1', "3")).unwrap();
    let second = cache::import(folder.path(), "mine", &file, &how).unwrap();
    assert_eq!(cache::load(folder.path(), "mine", None).unwrap(), second);
    assert_eq!(cache::versions(folder.path(), "mine").unwrap().len(), 2);
    // What was changed behind our back is refused.
    fs::write(folder.path().join("bench/mine").join(&second.sha256).join("source"), ROW).unwrap();
    let error = cache::load(folder.path(), "mine", None).unwrap_err();
    assert!(matches!(error, BenchError::Checksum { .. }), "{error}");
    // Importing the same again changes nothing.
    fs::write(&file, ROW).unwrap();
    assert_eq!(cache::import(folder.path(), "mine", &file, &how).unwrap(), imported);
    assert!(cache::versions(folder.path(), "mine").unwrap().len() == 2);
}

#[test]
fn what_is_not_there_says_how_to_get_it() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        cache::load(folder.path(), "mbpp", None).unwrap_err().to_string(),
        "the benchmark `mbpp` is not on this machine: it was neither fetched nor imported\n\
         hint: get mbpp.jsonl from the folder `mbpp` of google-research/google-research on GitHub, then `trommel bench import mbpp <file>`"
    );
    let error = fetch::fetch(folder.path(), "mbpp", |_| {}).unwrap_err().to_string();
    assert!(error.contains("no package carries it"), "{error}");
    assert_eq!(
        cache::load(folder.path(), "../x", None).unwrap_err().to_string(),
        "the benchmark's name: found \"../x\", expected up to 64 letters, digits, `-`, `_`, `+`, `.`"
    );
    assert!(cache::load(folder.path(), "mbpp", Some("../..")).is_err());
}

#[test]
fn every_real_file_is_a_known_version() {
    let folder = tempfile::tempdir().unwrap();
    for (name, file) in [
        ("humaneval", "HumanEval.jsonl.gz"),
        ("humaneval+", "HumanEvalPlus.jsonl.gz"),
        ("mbpp", "mbpp.jsonl.gz"),
        ("mbpp-sanitized", "sanitized-mbpp.json"),
        ("mbpp-typed", "mbpp-typed-multipl-e-py.jsonl.gz"),
        ("mbpp+", "MbppPlus.jsonl.gz"),
        ("codecontests", "codecontests_100_moretests.jsonl.gz"),
        ("codecontests-sandboxfusion", "sandboxfusion_code_contests_20.jsonl.gz"),
        ("apps", "coderl_apps_train5.jsonl"),
        ("multipl-e-js", "multipl-e-humaneval-js.jsonl.gz"),
        ("multipl-e-ts", "multipl-e-humaneval-ts.jsonl.gz"),
        ("multipl-e-cpp", "multipl-e-humaneval-cpp.jsonl.gz"),
        ("multipl-e-java", "multipl-e-humaneval-java.jsonl.gz"),
        ("multipl-e-go", "multipl-e-humaneval-go.jsonl.gz"),
        ("multipl-e-rs", "multipl-e-humaneval-rs.jsonl.gz"),
        ("multipl-e-rb", "multipl-e-humaneval-rb.jsonl.gz"),
        ("humaneval-x-cpp", "humaneval-x-cpp.jsonl.gz"),
        ("humaneval-x-java", "humaneval-x-java.jsonl.gz"),
        ("humaneval-x-js", "humaneval-x-js.jsonl.gz"),
        ("humaneval-x-go", "humaneval-x-go.jsonl.gz"),
        ("humaneval-x-rust", "humaneval-x-rust.jsonl.gz"),
    ] {
        let Some(bytes) = shared(&format!("benchmarks/{file}")) else { continue };
        let benchmark = cache::import_bytes(folder.path(), name, &bytes, file, &How::ByFields).unwrap();
        let known = crate::Known::of_name(name).unwrap();
        assert_eq!(
            known.version(&benchmark.sha256).map(|version| version.tasks),
            Some(benchmark.tasks.len()),
            "{name}"
        );
        // Tasks survive being written and read: infinities and big integers, too.
        let text = serde_json::to_string(&benchmark).unwrap();
        assert_eq!(serde_json::from_str::<crate::Benchmark>(&text).unwrap(), benchmark, "{name}");
    }
}

/// Needs a network: only where `TROMMEL_NETWORK` is set.
#[test]
fn humaneval_is_fetched() {
    if std::env::var_os("TROMMEL_NETWORK").is_none() {
        eprintln!("SKIPPED: fetching HumanEval: set TROMMEL_NETWORK to try it");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut steps = Vec::new();
    let fetched = fetch::fetch(folder.path(), "humaneval", |step| steps.push(step)).unwrap();
    assert_eq!((fetched.tasks.len(), steps.len()), (164, 2));
    let again = fetch::fetch(folder.path(), "humaneval", |step| steps.push(step)).unwrap();
    assert_eq!((&again, steps.last()), (&fetched, Some(&fetch::Step::Cached)));
}

/// A checker beside the file comes along, and whoever changes it has another benchmark.
#[test]
fn checkers_are_kept_beside() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    fs::create_dir_all(own.join("checkers")).unwrap();
    let (file, checker) = (own.join("mine.jsonl"), own.join("checkers/any.py"));
    let row = |id: u32| {
        format!("{{\"n\":{id},\"checker\":\"checkers/any.py\",\"t\":[{{\"input\":\"a\",\"output\":\"b\"}}]}}\n")
    };
    fs::write(&file, row(1) + &row(2)).unwrap();
    let how = How::Mapping(Box::new(Mapping::of_pairs("id=n,cases=t").unwrap()));
    let error = cache::open("mine", &file, &how).unwrap_err().to_string();
    assert!(error.contains("any.py: found no file that can be read"), "{error}");
    assert!(error.contains("task `1` of") && error.contains("paths are relative to that file"), "{error}");

    fs::write(&checker, "def check(given, expected, output):\n    return True\n").unwrap();
    let imported = cache::import(folder.path(), "mine", &file, &how).unwrap();
    assert_eq!(imported.tasks[1].checker_program().unwrap().source, fs::read_to_string(&checker).unwrap());
    fs::rename(&own, folder.path().join("gone")).unwrap();
    assert_eq!(cache::load(folder.path(), "mine", None).unwrap(), imported);

    fs::rename(folder.path().join("gone"), &own).unwrap();
    fs::write(&checker, "def check(given, expected, output):\n    return 'no'\n").unwrap();
    let second = cache::import(folder.path(), "mine", &file, &how).unwrap();
    assert_eq!(second.sha256, imported.sha256);
    assert_ne!(second.checkers(), imported.checkers());
    assert_eq!(cache::load(folder.path(), "mine", None).unwrap(), second);

    let kept = folder.path().join("bench/mine").join(&second.sha256).join("beside/checkers/any.py");
    fs::write(kept, "def check(given, expected, output):\n    return True\n").unwrap();
    let error = cache::load(folder.path(), "mine", None).unwrap_err();
    assert!(matches!(error, BenchError::Checksum { .. }), "{error}");
}
