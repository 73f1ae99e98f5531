use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::{Attack, attacks};

/// Verdicts that an attack may end with: those that say something about the program.
const VERDICTS: &[&str] = &[
    "PASSED",
    "WRONG_ANSWER",
    "ASSERTION",
    "EARLY_EXIT",
    "NOT_COMPILED",
    "TIME_LIMIT",
    "MEMORY_LIMIT",
    "OUTPUT_LIMIT",
    "STACK_LIMIT",
    "UNSERIALISABLE",
    "TAMPERED",
];

#[test]
fn the_catalogue_is_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sandbox/attacks");
    let mut files = BTreeSet::new();
    for folder in fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            files.insert(file.strip_prefix(&root).unwrap().with_extension("").to_str().unwrap().to_owned());
        }
    }
    let listed: BTreeSet<String> = attacks().iter().map(Attack::path).collect();
    let missing: Vec<_> = files.symmetric_difference(&listed).collect();
    assert!(missing.is_empty(), "crates/bench/src/attacks/catalogue.rs and sandbox/attacks/ differ in {missing:?}");
    assert_eq!(listed.len(), attacks().len(), "a name is listed twice");
}

#[test]
fn every_head_is_complete() {
    for attack in attacks() {
        let path = attack.path();
        assert!(attack.what.ends_with('.'), "{path}: its first line does not say what it tries: {:?}", attack.what);
        let bracketed = ["RUNTIME_ERROR(", "IMPORT_UNSUPPORTED("].iter().any(|name| attack.expect.starts_with(name));
        let known = VERDICTS.contains(&attack.expect.as_str()) || bracketed && attack.expect.ends_with(')');
        assert!(known, "{path}: expect is {:?}, expected a verdict's name", attack.expect);
        for line in attack.source.lines().map_while(|line| line.strip_prefix("# ")).skip(1) {
            let key = line.split_once(": ").map_or(line, |(key, _)| key);
            let known = ["expect", "room", "after"].contains(&key) || line.starts_with("-*-");
            assert!(known, "{path}: {line:?}, expected expect, room or after");
        }
        assert!(!attack.control() || attack.expect == "PASSED", "{path}: an honest program must pass");
    }
}

#[test]
fn every_capability_has_four_attacks_and_a_control() {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for attack in attacks() {
        let (attacks, controls) = counts.entry(attack.capability.clone()).or_default();
        *(if attack.control() { controls } else { attacks }) += 1;
    }
    assert_eq!(counts.len(), 23);
    for (capability, (attacks, controls)) in counts {
        assert!(attacks >= 4 && controls >= 1, "{capability}: {attacks} attacks and {controls} controls");
    }
}

#[test]
fn what_comes_after_follows() {
    let all = attacks();
    for (at, attack) in all.iter().enumerate() {
        let Some(after) = &attack.after else { continue };
        assert!(at > 0 && all[at - 1].path() == *after, "{}: {after} must be listed just before it", attack.path());
    }
}

/// The table in the folder's README is written by this test under `UPDATE_EXPECT=1`.
#[test]
fn the_table_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sandbox/attacks/README.md");
    let text = fs::read_to_string(&path).unwrap();
    let mark = "<!-- the table below is written by `UPDATE_EXPECT=1 cargo test -p trommel-bench attacks` -->\n";
    let (head, table) = text.split_once(mark).expect("the README has its mark");
    let wanted = table_of(&attacks());
    if table != wanted && std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, format!("{head}{mark}{wanted}")).unwrap();
        return;
    }
    assert!(table == wanted, "sandbox/attacks/README.md is stale: UPDATE_EXPECT=1 cargo test -p trommel-bench attacks");
}

fn table_of(all: &[Attack]) -> String {
    let mut table = String::new();
    let mut last = "";
    for attack in all {
        if attack.capability != last {
            table += &format!(
                "\n## {}\n\n| program | what it tries | room | verdict |\n|---|---|---|---|\n",
                attack.capability
            );
            last = &attack.capability;
        }
        let after = attack.after.as_ref().map_or(String::new(), |after| format!(" (after `{after}`)"));
        let cell = |text: &str| text.replace('|', "\\|").replace('\n', "\\n");
        let (what, room, expect) = (cell(&attack.what), attack.room.name(), cell(&attack.expect));
        table += &format!("| `{}` | {what}{after} | {room} | `{expect}` |\n", attack.name);
    }
    table
}
