//! Everything that can go wrong between a run and its store, and nothing lost by it.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use super::proxy::Fault;
use super::{Cloud, STORE};
use crate::fixture::Fixture;
use crate::program::{LANGUAGES, Program};
use crate::random::Random;
use crate::scratch::root_of;

/// Faults that must have been injected in the end.
const FAULTS: u64 = 50;

const SINGLE: [Fault; 7] = [
    Fault::Status(500),
    Fault::Status(503),
    Fault::Status(429),
    Fault::Late(Duration::from_millis(400)),
    Fault::CutRequest,
    Fault::CutAnswer,
    Fault::LoseAnswer,
];

#[test]
fn fifty_faults_and_nothing_lost() {
    let Some(cloud) = Cloud::start("faults") else { return };
    Fixture::new(3).plant(&cloud.scratch);
    let mut random = Random(2026);
    let (mut injected, mut failed, mut round) = (0, 0, 0);
    // As many requests as a run of this kind sends, found out by the first.
    let mut span = 60;
    let mut roots = Vec::new();
    while injected < FAULTS || failed < 3 {
        assert!(round < 30, "{injected} faults in {round} rounds, {failed} runs failed");
        let text = Program::new(&LANGUAGES[0], 8000 + round).text();
        cloud.scratch.write(format!("code/round/{}.py", round % 3), text);
        let want = cloud.scratch.root(&[]);
        roots.push(want.clone());

        let planned: BTreeMap<u64, Fault> =
            (0..8).map(|_| (random.below(span), SINGLE[random.below(7) as usize])).collect();
        // Every third round the server goes away, for good as far as this run can tell.
        let outage = if round % 3 == 2 { random.below(span / 2) } else { u64::MAX };
        cloud.proxy.plan(move |number, _| match number >= outage {
            true => Some(Fault::Status(503)),
            false => planned.get(&number).copied(),
        });
        let patience = if outage < u64::MAX { "1.5" } else { "60" };
        let mut command = cloud.command(&["run", "recipe.toml", "--json"]);
        let said = crate::scratch::Said::of(command.env("TROMMEL_PATIENCE", patience));
        // An outage is one fault, however often it was met.
        let (faults, requests) = (cloud.proxy.faults(), cloud.proxy.requests());
        injected += if outage < u64::MAX { faults.min(6) } else { faults };
        cloud.proxy.calm();
        match said.code {
            Some(0) => {
                assert_eq!(root_of(&said.json()), want, "round {round}\n{said}");
                span = span.max(requests);
            }
            _ => {
                failed += 1;
                assert!(outage < u64::MAX, "single faults are got over: round {round}\n{said}");
                let said = said.ends(2).tells(&["error: ", STORE, "hint: "]);
                assert_eq!(said.out, "", "nothing on stdout");
            }
        }
        for (run, root) in cloud.listed() {
            assert!(roots.contains(&root), "run {run} has a root that no run should have");
            if run + 1 >= round {
                cloud.verifies(&run.to_string(), &root);
            }
        }
        assert_eq!(root_of(&cloud.run(&[])), want, "round {round}: a calm run");
        cloud.verifies("latest", &want);
        round += 1;
    }
    eprintln!("{injected} faults in {round} rounds; {failed} runs ended with exit 2");
    let clean = cloud.trommel(&["gc", "--min-age", "0s", "--keep-runs", "1", "--json"]).ends(0).json();
    assert!(clean["deleted"].as_u64() > Some(0), "what failed runs left goes: {clean}");
    cloud.verifies("latest", roots.last().expect("a round"));
}

#[test]
fn creations_whose_answers_are_lost_are_known_again() {
    let Some(cloud) = Cloud::start("lost") else { return };
    Fixture::new(3).plant(&cloud.scratch);
    let want = cloud.scratch.root(&[]);
    // The first answer to each creation is lost, or fails though the server did what it was asked.
    let mut met = std::collections::BTreeSet::new();
    cloud
        .proxy
        .plan(move |_, head| (head.creates() && met.insert(head.target().to_owned())).then_some(Fault::LoseAnswer));
    let report = cloud.run(&[]);
    let lost = cloud.proxy.faults();
    cloud.proxy.calm();
    assert_eq!(root_of(&report), want);
    assert!(lost > 10, "{lost} creations");
    assert_eq!(cloud.listed(), [(1, want.clone())], "one number, taken once");
    cloud.verifies("1", &want);
}

#[test]
fn a_server_that_is_gone_is_named_and_the_next_run_takes_up() {
    let Some(cloud) = Cloud::start("gone") else { return };
    Fixture::new(3).plant(&cloud.scratch);
    let want = cloud.scratch.root(&[]);
    for (fault, after) in
        [(Fault::Status(503), 40), (Fault::CutRequest, 50), (Fault::Late(Duration::from_secs(20)), 60)]
    {
        cloud.proxy.plan(move |number, _| (number >= after).then_some(fault));
        let mut command = cloud.command(&["run", "recipe.toml"]);
        let begun = std::time::Instant::now();
        let said = crate::scratch::Said::of(command.env("TROMMEL_PATIENCE", "1"));
        let said =
            said.ends(2).tells(&["error: ", STORE, "the same command takes up where this one stopped", "hint: "]);
        assert!(begun.elapsed() < Duration::from_secs(15), "{:?}: patience ends\n{said}", begun.elapsed());
        assert_eq!(said.out, "");
        cloud.proxy.calm();
        assert!(cloud.listed().is_empty(), "nothing was published");
    }
    assert_eq!(root_of(&cloud.run(&[])), want);
    cloud.verifies("latest", &want);
}

#[test]
fn killed_on_s3_and_run_again() {
    let Some(cloud) = Cloud::start("killed-s3") else { return };
    Fixture::new(3).plant(&cloud.scratch);
    let want = cloud.scratch.root(&[]);
    let begun = std::time::Instant::now();
    assert_eq!(root_of(&cloud.run(&[])), want);
    let took = begun.elapsed();
    let mut random = Random(9);
    for kill in 0..6 {
        // Another file each time, so that there is something to do.
        cloud.scratch.write("code/again.py", Program::new(&LANGUAGES[0], 8100 + kill).text());
        let before = cloud.listed();
        let mut command = cloud.command(&["run", "recipe.toml"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        std::thread::sleep(took.mul_f64(random.unit()));
        child.kill().and_then(|()| child.wait()).expect("it ends");
        let after = cloud.listed();
        assert!(after.starts_with(&before), "what was committed stays");
        for (run, root) in &after[before.len()..] {
            cloud.verifies(&run.to_string(), root);
        }
        let want = cloud.scratch.root(&[]);
        assert_eq!(root_of(&cloud.run(&[])), want, "after kill {kill}");
        cloud.verifies("latest", &want);
    }
}
