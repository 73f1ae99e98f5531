//! Killed at any moment and run again: the same result, and nothing half done to be seen.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::fixture::Fixture;
use crate::random::Random;
use crate::scratch::{Said, Scratch};

/// Kills, and how many of them must come before the run is committed.
const KILLS: usize = 32;
const BEFORE: usize = 24;

fn planted(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    Fixture::new(24).plant(&scratch);
    scratch
}

fn start(scratch: &Scratch, arguments: &[&str]) -> Child {
    let mut command = scratch.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
}

/// The shortest of three cold runs, and their root.
fn measure(scratch: &Scratch) -> (Duration, String) {
    let mut root = String::new();
    let cold = |index| {
        let begun = Instant::now();
        root = scratch.root(&["--store", &format!("cold{index}")]);
        begun.elapsed()
    };
    let shortest = (0..3).map(cold).min().expect("three runs");
    (shortest, root)
}

#[test]
fn killed_and_run_again() {
    let scratch = planted("killed");
    let (duration, root) = measure(&scratch);
    let (mut before, mut kills, mut random) = (0, 0, Random(77));
    // Moments are spread evenly, one drawn in each part; the run ends a little later than it was measured to.
    let mut span = duration.as_secs_f64() * 1.1;
    while kills < KILLS || before < BEFORE {
        assert!(kills < 3 * KILLS, "{before} of {kills} kills came before the commit");
        let store = format!("store{kills}");
        let part = (kills % KILLS) as f64;
        let moment = span * (part + random.unit()) / KILLS as f64;
        let mut child = start(&scratch, &["run", "recipe.toml", "--store", &store]);
        std::thread::sleep(Duration::from_secs_f64(moment));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let committed = scratch.path(format!("{store}/runs/1/manifest.json")).exists();
        before += usize::from(!committed);
        kills += 1;
        if kills == KILLS {
            span *= 0.7; // A machine that became faster: the rest earlier.
        }
        let listed = scratch.trommel(&["ls", "--json", "--store", &store]).ends(0).json();
        let runs = listed["runs"].as_array().expect("a list");
        assert_eq!(runs.len(), usize::from(committed), "{moment}: only whole runs are listed: {listed}");
        let arguments = ["--store", store.as_str()];
        assert_eq!(scratch.root(&arguments), root, "killed after {moment} s");
        let verified = scratch.trommel(&[&["verify", "--json"], &arguments[..]].concat()).ends(0).json();
        assert_eq!((verified["root"].as_str(), verified["ok"].as_bool()), (Some(root.as_str()), Some(true)));
        let listed = scratch.trommel(&[&["ls", "--json"], &arguments[..]].concat()).ends(0).json();
        let roots = listed["runs"].as_array().expect("a list").iter().map(|run| run["root"].as_str());
        assert!(roots.eq([Some(root.as_str())]), "one run, whole: {listed}");
        std::fs::remove_dir_all(scratch.path(&store)).expect("a store");
    }
    eprintln!("{kills} kills over {span:.2} s, {before} before the commit");
}

#[test]
fn killed_again_and_again_on_one_store() {
    let scratch = planted("stubborn");
    let (duration, root) = measure(&scratch);
    let mut random = Random(78);
    for _ in 0..10 {
        let mut child = start(&scratch, &["run", "recipe.toml"]);
        std::thread::sleep(duration.mul_f64(random.unit()));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
    }
    assert_eq!(scratch.root(&[]), root);
    scratch.verifies(&root);
    // What the dead left behind is garbage like any other.
    scratch.trommel(&["gc", "--min-age", "0s", "--keep-runs", "1"]).ends(0);
    scratch.verifies(&root);
    assert_eq!(scratch.run(&[])["outcome"], "up-to-date");
}

/// Starts a run, interrupts it as Ctrl-C does after a share of the time it takes, and waits for its end.
fn interrupted(scratch: &Scratch, after: Duration) -> Said {
    let child = start(scratch, &["run", "recipe.toml", "--jobs", "1"]);
    std::thread::sleep(after);
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("`kill` starts");
    let output = child.wait_with_output().expect("it ends");
    assert!(sent.success() || output.status.success(), "the signal was sent");
    output.into()
}

#[test]
fn interrupted_and_retried() {
    let scratch = planted("interrupted");
    let (mut duration, root) = measure(&scratch);
    scratch.trommel(&["retry"]).ends(2).tells(&["nothing to retry"]);
    let said = loop {
        duration /= 2;
        assert!(duration > Duration::from_millis(5), "it never was interrupted in time");
        let said = interrupted(&scratch, duration);
        // Before it listens for it, the signal ends it at once; after its end, there is nothing to interrupt.
        if said.code == Some(2) {
            break said;
        }
        std::fs::remove_dir_all(scratch.path("store")).expect("a store");
    };
    let resume = "hint: `trommel run recipe.toml --jobs 1 --store store` takes up where it stopped";
    let said = said.ends(2).tells(&["error: interrupted", resume]);
    assert_eq!(said.out, "", "nothing on stdout");
    assert_eq!(scratch.runs(), [0u64; 0], "nothing was published");
    let retried = scratch.trommel(&["retry", "--json"]).ends(0).json();
    assert_eq!((retried["root"].as_str(), retried["outcome"].as_str()), (Some(root.as_str()), Some("committed")));
    scratch.verifies(&root);
    let runs = scratch.runs();
    scratch.trommel(&["retry"]).ends(0).tells(&["nothing to retry"]);
    assert_eq!(scratch.runs(), runs, "nothing was done");
}

#[test]
fn a_failed_run_is_retried_as_it_was_typed() {
    let scratch = planted("retried");
    scratch.write("code/zz.py", b"\xff");
    let arguments = ["run", "recipe.toml", "-S", "near-dup.threshold=0.9"];
    let resume = "hint: `trommel run recipe.toml -S near-dup.threshold=0.9 --store store` takes up where it stopped";
    scratch.trommel(&arguments).ends(2).tells(&["zz.py", resume]);
    scratch.trommel(&["retry"]).ends(2).tells(&["zz.py"]);
    std::fs::remove_file(scratch.path("code/zz.py")).expect("it is there");
    let retried = scratch.trommel(&["retry", "--json"]).ends(0).json();
    let want = scratch.root(&["-S", "near-dup.threshold=0.9", "--store", "other"]);
    assert_eq!(retried["root"], want);
}
