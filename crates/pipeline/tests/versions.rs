//! Code versions cannot rot: what each stage gives on a fixture is pinned beside its version. A digest that changes
//! without its version, or a version without its digest, fails here.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use expect_test::expect;
use trommel_pipeline::run::{Environment, Outcome, Selection, run};
use trommel_pipeline::{Engine, Recipe, Registry, Silent};
use trommel_store::{KeyBuilder, RunManifest, Store};

const RECIPE: &str = r#"
[[stage]]
ingest = { path = "FIXTURE" }
[[stage]]
normalize = {}
[[stage]]
describe = {}
[[stage]]
keep-if = { sets = ["stack", "parses", "permissive-license"], sql = "bytes > 10", blast_radius = 1.0 }
[[stage]]
exact-dup = { blast_radius = 1.0 }
[[stage]]
near-dup = { blast_radius = 1.0 }
[[stage]]
dataset = {}
"#;

/// The other stages, on the functions of the same files.
const OTHERS: &str = r#"
[[stage]]
ingest = { path = "FIXTURE" }
[[stage]]
expand = { functions = {}, templates = { patterns = ["{signature}: "] } }
[[stage]]
normalize = { names = "anonymous" }
[[stage]]
secrets = { mask = "everything" }
[[stage]]
describe = {}
[[stage]]
tags = { append = true }
[[stage]]
decontaminate = { benchmarks = [{ path = "TASKS" }], blast_radius = 1.0 }
[[stage]]
split = { train = 0.6, validation = 0.2, test = 0.2 }
[[stage]]
balance = { exponent = 0.5 }
[[stage]]
order = { buckets = 2 }
[[stage]]
dataset = { text = true }
"#;

const TASK: &str = r#"{"task_id": "T/0", "prompt": "def first_3(value, other):\n", "canonical_solution": "    return value * 3 + other[3]\n", "test": "assert first_3(1, [0] * 9) == 3\n"}"#;

#[test]
fn outputs_are_pinned_beside_versions() {
    // Changed on purpose? Raise the stage's version, then run with UPDATE_EXPECT=1.
    expect![[r#"
        ingest version 1: 020d10f1d90c
        normalize version 2: 41b5b03f8db2
        describe version 2: 9b2f404d8e0c
        keep-if version 1: 2015bbaadae5
        exact-dup version 1: 35a7a1f8b513
        near-dup version 2: 3e097f8e4457
        root: 58e6e74cd3428e7db81e9aa59bc1a0b0316cfaac93aa7fabce72cee5aa548ac7
    "#]]
    .assert_eq(&pinned(RECIPE));
    expect![[r#"
        ingest version 1: 020d10f1d90c
        expand version 1: 85abd1f59f4c
        normalize version 2: 3af656b000cd
        secrets version 1: 9ba1ac260ea8
        describe version 2: 9e4e259c6558
        tags version 1: 95ec86c60469
        overlap version 1: 24a983632dc1
        vocabulary version 1: f43d9cb8752c
        decontaminate version 1: eae071fd42cc
        split version 1: 8ae79e502549
        balance version 1: d296fb983333
        order version 1: 1f54fa928243
        root: 88e94c822b446a72efbe31cfa613242b511fab53103b4a281033d295de92350a
    "#]]
    .assert_eq(&pinned(OTHERS));
}

fn pinned(recipe: &str) -> String {
    let scratch = tempfile::tempdir().unwrap();
    let fixture = scratch.path().join("fixture");
    write_fixture(&fixture);
    let tasks = scratch.path().join("tasks.jsonl");
    std::fs::write(&tasks, TASK).unwrap();
    let text = recipe.replace("FIXTURE", &fixture.display().to_string()).replace("TASKS", &tasks.display().to_string());
    let recipe = Recipe::parse("pinned.toml", "pinned", &text, &[], &Registry::new()).unwrap();
    let store = Arc::new(Store::open(scratch.path().join("store").to_str().unwrap()).unwrap());
    let engine = Engine::new(256 << 20, 2, Some(scratch.path())).unwrap();
    let environment = Environment {
        store: Arc::clone(&store),
        engine: &engine,
        cancel: &AtomicBool::new(false),
        events: &Silent,
        clock: &SystemTime::now,
        holder: "test".to_owned(),
        local: scratch.path().join("local"),
        jobs: 2,
        memory: 256 << 20,
        verify_inputs: false,
    };
    let outcome = run(&recipe, &Selection::default(), &environment).unwrap();
    assert!(matches!(outcome, Outcome::Committed(_)));
    let manifest = RunManifest::load(&store, "latest").unwrap();
    let mut pinned = String::new();
    for stage in manifest.stages.iter().filter(|stage| !stage.parts.is_empty()) {
        let columns: BTreeMap<_, _> = stage.parts.iter().flat_map(|part| &part.columns).collect();
        let digest =
            columns.iter().fold(KeyBuilder::new("pinned"), |key, (name, digest)| key.field(name).field(digest));
        pinned += &format!("{} version {}: {}\n", stage.kind, stage.version, digest.finish().short());
    }
    pinned + &format!("root: {}\n", outcome.report().root.as_deref().unwrap_or_default())
}

fn write_fixture(folder: &Path) {
    let function = |name: &str, count: usize| -> String {
        (0..count).map(|i| format!("def {name}_{i}(value, other):\n    return value * {i} + other[{i}]\n\n")).collect()
    };
    let files = [
        ("one-1.0.0/Cargo.toml", "[package]\nname = \"one\"\nversion = \"1.0.0\"\nlicense = \"MIT\"\n".to_owned()),
        ("one-1.0.0/long.py", function("first", 40)),
        ("one-1.0.0/near.py", function("first", 38)),
        ("one-1.0.0/same.py", "import os\n\n\ndef here():\n    return os.getcwd()\n".to_owned()),
        ("one-1.0.0/copy/same.py", "import os\r\n\r\n\r\ndef here():\r\n    return os.getcwd()   \r\n".to_owned()),
        ("one-1.0.0/broken.py", "def broken(:\n    return (1, 2\n".to_owned()),
        ("one-1.0.0/tiny.py", "x = 1\n".to_owned()),
        ("one-1.0.0/lib.rs", "// A comment.\npub fn add(a: u32, b: u32) -> u32 {\n\ta + b\n}\n".to_owned()),
        ("two/main.c", "#include <stdio.h>\n\nint main(void) {\n    puts(\"two\");\n    return 0;\n}\n".to_owned()),
        ("two/main.go", "package main\n\nfunc main() {\n\tprintln(\"two\")\n}\n".to_owned()),
    ];
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
