//! A store on a server is as good as one in a folder.

use std::time::Duration;

use super::proxy::Fault;
use super::{Cloud, STORE, isolated};
use crate::fixture::Fixture;
use crate::program::{LANGUAGES, Program};
use crate::scratch::{Said, Scratch, root_of, stage};

#[test]
fn the_server_refuses_a_second_create() {
    let Some(cloud) = Cloud::start("create") else { return };
    let create = |body: &[u8]| cloud.moto.ask("PUT", "once", &["If-None-Match: *"], body).0;
    assert_eq!((create(b"first"), create(b"second")), (200, 412));
    assert!(cloud.moto.ask("GET", "once", &[], b"").1.ends_with(b"first"));
}

#[test]
fn a_run_on_s3_equals_one_in_a_folder() {
    let Some(cloud) = Cloud::start("quickstart") else { return };
    Fixture::new(12).plant(&cloud.scratch);
    let want = cloud.scratch.root(&[]);
    let first = cloud.run(&[]);
    assert_eq!(root_of(&first), want);
    assert_eq!(first["dataset"], format!("{STORE}/runs/1/dataset"));
    cloud.verifies("1", &want);

    cloud.proxy.calm();
    let again = cloud.trommel(&["run", "recipe.toml", "--json"]).ends(0).tells(&[STORE, " requests"]).json();
    let requests = cloud.proxy.requests();
    eprintln!("{} requests for the first run, {requests} for one with nothing to do", first["requests"]);
    assert_eq!((root_of(&again), again["outcome"].as_str()), (want.clone(), Some("up-to-date")));
    assert!((1..=20).contains(&requests), "{requests} requests");
    assert_eq!(again["requests"], requests, "it counts what it sends");
    assert_eq!(cloud.trommel(&["status", "recipe.toml", "--quiet"]).code, Some(0));

    // One file more costs its shard, and no question about the others.
    cloud.scratch.write("code/new.py", Program::new(&LANGUAGES[0], 7777).text());
    let want = cloud.scratch.root(&[]);
    let changed = cloud.run(&[]);
    assert_eq!(root_of(&changed), want);
    let described = stage(&changed, "describe");
    assert!(described["computed"].as_u64() < described["reused"].as_u64(), "{described}");
    let (few, many) = (changed["requests"].as_u64(), first["requests"].as_u64());
    eprintln!("{few:?} requests after one file more");
    assert!(few < many, "{few:?} requests after {many:?}");

    // Every verb that reads.
    let rows = cloud.trommel(&["sql", "select count(*) as n from docs where keep", "--json"]).ends(0).json();
    assert_eq!(rows["rows"][0]["n"], changed["published"]["rows"]);
    let why = cloud.trommel(&["why", "latest", "new.py"]).ends(0);
    assert!(why.out.contains("new.py"), "{why}");
    assert_eq!(cloud.listed().len(), 2);
}

#[test]
fn gc_on_s3_keeps_what_is_needed() {
    let Some(cloud) = Cloud::start("gc") else { return };
    Fixture::new(6).plant(&cloud.scratch);
    let first = root_of(&cloud.run(&["-S", "near-dup.threshold=0.9"]));
    let second = root_of(&cloud.run(&[]));
    let clean = |arguments: &[&str]| {
        let arguments = [&["gc", "--min-age", "0s", "--json"], arguments].concat();
        cloud.trommel(&arguments).ends(0).json()["deleted"].as_u64().expect("a number")
    };
    assert_eq!(clean(&[]), 0, "all of it is in use");
    cloud.verifies("1", &first);
    cloud.verifies("2", &second);
    assert!(clean(&["--keep-runs", "1"]) > 0);
    assert_eq!(cloud.listed().iter().map(|(run, _)| *run).collect::<Vec<_>>(), [2]);
    cloud.verifies("2", &second);
    assert_eq!(cloud.run(&[])["outcome"], "up-to-date");
    // What was collected is made again.
    assert_eq!(root_of(&cloud.run(&["-S", "near-dup.threshold=0.9"])), first);
    cloud.verifies("latest", &first);
}

#[test]
fn an_object_that_vanished_is_made_again() {
    let Some(cloud) = Cloud::start("vanished") else { return };
    Fixture::new(6).plant(&cloud.scratch);
    let want = root_of(&cloud.run(&[]));
    for folder in ["objects/ingest", "objects/describe", "objects/near-dup", "dataset/data"] {
        // The first table there that the last run names.
        let (run, _) = cloud.listed().pop().expect("a run");
        let manifest = cloud.moto.ask("GET", &format!("deep/er/runs/{run}/manifest.json"), &[], b"").1;
        let manifest = String::from_utf8(manifest).expect("it is text");
        let named = manifest.split('"').find(|path| path.starts_with(folder) && path.ends_with(".parquet"));
        let place = if folder.starts_with("objects") { String::new() } else { format!("runs/{run}/") };
        let part = format!("deep/er/{place}{}", named.expect("a part"));
        cloud.moto.delete(&part);
        cloud.trommel(&["verify", "latest"]).ends(1);
        assert_eq!(root_of(&cloud.run(&[])), want, "after {part} was deleted");
        cloud.verifies("latest", &want);
    }
    // Everything of a stage, what no run's tables name included; its column is read again under another threshold.
    for key in cloud.moto.keys("deep/er/objects/near-dup/").iter().filter(|key| key.ends_with(".parquet")) {
        cloud.moto.delete(key);
    }
    let other = cloud.scratch.root(&["-S", "near-dup.threshold=0.8"]);
    assert_eq!(root_of(&cloud.run(&["-S", "near-dup.threshold=0.8"])), other);
    cloud.verifies("latest", &other);
}

#[test]
fn a_server_that_does_not_honour_create_if_absent_is_refused() {
    let Some(cloud) = Cloud::start("dishonest") else { return };
    Fixture::new(2).plant(&cloud.scratch);
    cloud.proxy.plan(|_, head| head.creates().then_some(Fault::Unconditional));
    let said = cloud.trommel(&["run", "recipe.toml"]).ends(2);
    said.tells(&["does not honour create-if-absent", STORE, "use a server"]);
    assert_eq!(cloud.moto.keys(""), [""; 0], "nothing is left");
    // Reading asks for nothing of that kind.
    cloud.trommel(&["ls"]).ends(0);
}

#[test]
fn two_runs_at_once_on_s3() {
    let Some(cloud) = Cloud::start("two") else { return };
    Fixture::new(6).plant(&cloud.scratch);
    let want = cloud.scratch.root(&[]);
    let runs: Vec<_> = (0..2)
        .map(|index| {
            let mut command = cloud.command(&["run", "recipe.toml", "--json"]);
            command.env("XDG_CACHE_HOME", cloud.scratch.path(format!("cache{index}")));
            std::thread::spawn(move || Said::of(&mut command))
        })
        .collect();
    for run in runs {
        assert_eq!(root_of(&run.join().expect("it ends").ends(0).json()), want);
    }
    for (run, root) in cloud.listed() {
        assert_eq!(root, want);
        cloud.verifies(&run.to_string(), &want);
    }
}

#[test]
fn a_long_object_goes_up_in_parts() {
    let Some(cloud) = Cloud::start("long") else { return };
    // Text that does not compress: one table of more than 8 MiB, which takes several requests.
    let mut random = crate::random::Random(5);
    let mut line = || (0..60).map(|_| char::from(b' ' + random.below(94) as u8)).collect::<String>();
    let record = |index: u64, text: String| serde_json::json!({ "path": format!("{index}.py"), "content": text });
    let records: Vec<String> = (0..8)
        .map(|index| record(index, (0..50_000).map(|_| format!("# {}\n", line())).collect()).to_string())
        .collect();
    cloud.scratch.write("long.jsonl", records.join("\n"));
    let recipe = "[[stage]]\ningest = { path = \"long.jsonl\", shard_bytes = 67108864 }\n[[stage]]\ndataset = {}\n";
    cloud.scratch.write("recipe.toml", recipe);
    let want = cloud.scratch.root(&[]);
    // One that cannot be ended leaves nothing, neither to be seen nor to be paid for.
    cloud.proxy.plan(|_, head| head.target().contains("partNumber=2").then_some(Fault::Status(503)));
    let said = Said::of(cloud.command(&["run", "recipe.toml"]).env("TROMMEL_PATIENCE", "2"));
    said.ends(2).tells(&["writing `objects/", "503"]);
    assert_eq!(cloud.moto.keys("deep/er/objects/"), [""; 0]);
    let uploads = cloud.moto.ask("GET", "?uploads", &[], b"").1;
    assert!(!String::from_utf8_lossy(&uploads).contains("<Upload>"), "what was sent is taken back");
    // The first try of each kind of request of an upload in parts goes wrong.
    let mut seen = std::collections::BTreeSet::new();
    cloud.proxy.plan(move |_, head| {
        let target = head.target();
        let kind = match head.method() {
            "POST" if target.contains("uploads") => Fault::Status(503),
            "PUT" if target.contains("partNumber=2") => Fault::CutRequest,
            "POST" if target.contains("uploadId") => Fault::LoseAnswer,
            "PUT" if target.contains("partNumber=3") => Fault::Late(Duration::from_millis(300)),
            _ => return None,
        };
        seen.insert(format!("{kind:?}")).then_some(kind)
    });
    assert_eq!(root_of(&cloud.run(&[])), want);
    assert_eq!(cloud.proxy.faults(), 4, "it went up in parts");
    cloud.proxy.calm();
    cloud.verifies("1", &want);
}

#[test]
fn what_is_missing_to_open_a_store_is_said() {
    let scratch = Scratch::new("options");
    Fixture::new(1).plant(&scratch);
    let check = |url: &str, environment: &[(&str, &str)], told: &[&str]| {
        let mut command = scratch.command(&["run", "recipe.toml", "--store", url]);
        isolated(&mut command, &scratch);
        let said = Said::of(command.env("TROMMEL_PATIENCE", "1").envs(environment.iter().copied()));
        said.ends(2).tells(&[&[url], told].concat());
    };
    check("az://container/x", &[], &["AZURE_STORAGE_ACCOUNT_NAME"]);
    check("gs://bucket/x", &[("GOOGLE_SERVICE_ACCOUNT", "no-such-file.json")], &["GOOGLE_SERVICE_ACCOUNT"]);
    check("s3:///x", &[], &["no bucket"]);
    check("https://example.org/x", &[], &["can be read, as a source, and is no store"]);
    check("ftp://example.org/x", &[], &["`ftp://` is no store"]);
    check("s3://bucket/x", &[("AWS_ENDPOINT_URL", "http://192.0.2.1:9")], &["plain http", "AWS_ALLOW_HTTP"]);
    let keys = [("AWS_ACCESS_KEY_ID", "k"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_ENDPOINT_URL", "http://127.0.0.1:9")];
    check("s3://bucket/x", &keys, &["listing `runs`", "the same command takes up where this one stopped"]);
    check("s3://bucket/x", &[("TROMMEL_PATIENCE", "soon")], &["TROMMEL_PATIENCE is `soon`"]);
}
