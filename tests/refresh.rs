//! `[refresh]`: runs that a scheduler starts, one at a time, of which so many are kept.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::fixture::{Fixture, RECIPE};
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Said, Scratch, root_of};

fn planted(name: &str, refresh: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(8).plant(&scratch);
    scratch.write("recipe.toml", format!("[refresh]\n{refresh}\n\n{RECIPE}"));
    scratch
}

/// A new version of a file, and a run.
fn version(scratch: &Scratch, number: u64) -> Value {
    scratch.write("code/python/u001.py", Program::new(&LANGUAGES[0], 7000 + number).text());
    scratch.run(&[])
}

/// Makes all that lies in a store two hours older.
fn age(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            age(&path);
        } else {
            let file = File::options().append(true).open(&path).expect("a file");
            file.set_modified(SystemTime::now() - Duration::from_secs(7200)).expect("a time");
        }
    }
}

#[test]
fn so_many_runs_are_kept_and_the_rest_is_collected() {
    let scratch = planted("refresh-keep", "keep = 2");
    // Runs of other recipes do not count.
    std::fs::copy(scratch.path("recipe.toml"), scratch.path("other.toml")).expect("a copy");
    scratch.trommel(&["run", "other.toml", "-S", "near-dup.threshold=0.9"]).ends(0);
    assert_eq!(version(&scratch, 1)["refresh"]["forgotten"], json!([]));
    assert_eq!(version(&scratch, 2)["refresh"]["forgotten"], json!([]));
    let third = version(&scratch, 3);
    assert_eq!(third["refresh"]["forgotten"], json!([2]));
    assert_eq!(scratch.runs(), [1, 3, 4]);
    age(&scratch.path("store"));
    let fourth = version(&scratch, 4);
    assert_eq!((&fourth["refresh"]["forgotten"], &fourth["outcome"]), (&json!([3]), &json!("committed")));
    assert!(fourth["refresh"]["deleted"].as_u64() > Some(0), "{fourth}");
    assert_eq!(scratch.runs(), [1, 4, 5]);
    assert!(!scratch.path("store/runs/2").exists() && !scratch.path("store/runs/3/dataset").exists(), "collected");
    for run in ["1", "4", "5"] {
        scratch.trommel(&["verify", run]).ends(0);
    }
    let said = scratch.trommel(&["run", "recipe.toml"]).ends(0).tells(&["recipe: nothing to do, run 5 is up to date"]);
    assert!(!said.err.contains("forgot"), "{said}");
    assert_eq!(scratch.run(&[])["refresh"], json!({ "forgotten": [], "deleted": 0, "deleted_bytes": 0 }));
}

#[test]
fn whether_there_is_a_new_version() {
    let scratch = planted("refresh-told", "keep = 1");
    scratch.trommel(&["run", "recipe.toml"]).ends(0).tells(&["recipe: new version, run 1"]);
    scratch.trommel(&["run", "recipe.toml"]).ends(0).tells(&["recipe: nothing to do, run 1 is up to date"]);
    scratch.trommel(&["run", "recipe.toml", "--to", "describe"]).ends(0).tells(&["stopped as told, no new version"]);
    let second = version(&scratch, 1);
    assert_eq!((&second["outcome"], &second["refresh"]["forgotten"]), (&json!("committed"), &json!([1])));
    assert_eq!(scratch.run(&[])["outcome"], "up-to-date");
    // Not done: the old version is still there.
    scratch.write("code/zz.py", b"\xff");
    scratch.trommel(&["run", "recipe.toml"]).ends(2).tells(&["zz.py", "nothing was published"]);
    scratch.verifies(&root_of(&second));
}

#[test]
fn mistakes() {
    let scratch = planted("refresh-mistakes", "keep = 0\nexclusve = true");
    scratch.trommel(&["run", "recipe.toml"]).ends(2).tells(&[
        "recipe.toml:3: ",
        "`exclusve`",
        "did you mean `exclusive`?",
    ]);
    let scratch = planted("refresh-zero", "keep = 0");
    scratch.trommel(&["run", "recipe.toml"]).ends(2).tells(&["recipe.toml:2: ", "keep is 0, expected at least 1"]);
    let scratch = planted("refresh-type", "keep = \"week\"");
    scratch.trommel(&["run", "recipe.toml"]).ends(2).tells(&["recipe.toml:2: ", "\"week\"", "a whole number"]);
}

/// A corpus with a source that waits, when it is listed, until the file `go` is there.
fn waiting(name: &str) -> Scratch {
    let scratch = planted(name, "exclusive = true");
    let text = std::fs::read_to_string(scratch.path("recipe.toml")).expect("a recipe");
    let sources = "sources = [{ python-stdlib = { python = \"./slow\" } }, ";
    scratch.write("recipe.toml", text.replacen("sources = [", sources, 1));
    scratch.write("library/one.py", Program::new(&LANGUAGES[0], 8000).text());
    let script = "#!/bin/sh\ntouch listing\nwhile [ ! -e go ]; do sleep 0.02; done\necho \"$PWD/library\"\necho 3.0\n";
    let slow = scratch.write("slow", script);
    let made = Command::new("chmod").arg("+x").arg(slow).status().expect("`chmod` starts");
    assert!(made.success());
    scratch
}

/// Starts a run and waits until it lists its sources.
fn start(scratch: &Scratch) -> Child {
    let _ = std::fs::remove_file(scratch.path("listing"));
    let mut command = scratch.command(&["run", "recipe.toml", "--json"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    while !scratch.path("listing").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

fn end(child: Child) -> Said {
    child.wait_with_output().expect("it ends").into()
}

#[test]
fn a_second_run_is_refused_while_the_first_is_alive() {
    let scratch = waiting("refresh-exclusive");
    let first = start(&scratch);
    let holder = format!("process {}", first.id());
    let said = scratch.trommel(&["run", "recipe.toml", "--json"]).ends(2);
    let said = said.tells(&["recipe `recipe` is being run by ", &holder, "since 20", "nothing was done", "hint: wait"]);
    assert!(said.out.is_empty() && !said.err.contains("takes up where"), "{said}");
    scratch.write("go", "");
    assert_eq!(end(first).ends(0).json()["outcome"], "committed");
    let again = scratch.run(&[]);
    assert_eq!((&again["outcome"], again["run"].as_u64()), (&json!("up-to-date"), Some(1)));
    assert!(locks(&scratch).is_empty(), "released");
}

#[test]
fn the_lock_is_released_however_a_run_ends() {
    let scratch = waiting("refresh-released");
    let interrupted = start(&scratch);
    let sent = Command::new("kill").args(["-INT", &interrupted.id().to_string()]).status().expect("`kill` starts");
    assert!(sent.success());
    scratch.write("go", "");
    end(interrupted).ends(2).tells(&["interrupted"]);
    assert!(locks(&scratch).is_empty(), "Ctrl-C");
    scratch.write("code/zz.py", b"\xff");
    scratch.trommel(&["run", "recipe.toml"]).ends(2).tells(&["zz.py"]);
    assert!(locks(&scratch).is_empty(), "an error");
    std::fs::remove_file(scratch.path("code/zz.py")).expect("it is there");
    scratch.run(&["--to", "describe"]);
    scratch.run(&[]);
    assert!(locks(&scratch).is_empty(), "a normal end");
}

#[test]
fn the_lock_of_a_killed_run_expires() {
    let scratch = waiting("refresh-killed");
    let mut killed = start(&scratch);
    killed.kill().expect("it can be killed");
    killed.wait().expect("it ends");
    scratch.write("go", "");
    scratch.trommel(&["run", "recipe.toml"]).ends(2).tells(&["if it was killed, its lock is over in "]);
    // Two minutes later.
    let [lock] = &locks(&scratch)[..] else { panic!("one lock") };
    let text = std::fs::read_to_string(lock).expect("a lock");
    let mut note: Value = serde_json::from_str(&text).expect("JSON");
    note["renewed"] = json!(note["renewed"].as_u64().expect("a time") - 121);
    std::fs::write(lock, note.to_string()).expect("disk");
    assert_eq!(scratch.run(&[])["outcome"], "committed");
    assert!(locks(&scratch).is_empty());
}

/// The files under `locks/` of the store.
fn locks(scratch: &Scratch) -> Vec<std::path::PathBuf> {
    let folders = std::fs::read_dir(scratch.path("store/locks")).into_iter().flatten().flatten();
    folders
        .flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten())
        .map(|file| file.path())
        .collect()
}
