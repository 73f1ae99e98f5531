//! Sources on web servers and in buckets: read only, fetched when they changed, and refused whole when they fail.

use std::io::Write;
use std::process::Command;

use super::tls::Tls;
use super::web::{Page, Web};
use super::{Cloud, isolated};
use crate::fixture::Fixture;
use crate::scratch::{Said, Scratch, root_of};

fn recipe(path: &str) -> String {
    format!(
        "[[stage]]\ningest = {{ sources = [{{ records = {{ path = \"{path}\", name = \"corpus\" }} }}], shard_bytes = \
         32768 }}\n[[stage]]\nnormalize = {{}}\n[[stage]]\ndescribe = {{}}\n[[stage]]\ndataset = {{}}\n"
    )
}

fn text() -> Vec<u8> {
    let mut lines = Fixture::new(4).records().join("\n");
    lines.push('\n');
    lines.into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("it is in memory")
}

/// Runs a recipe over one path; the machine's own proxies have no say.
fn run(scratch: &Scratch, path: &str, arguments: &[&str]) -> Said {
    Said::of(&mut command(scratch, path, arguments))
}

fn command(scratch: &Scratch, path: &str, arguments: &[&str]) -> Command {
    scratch.write("recipe.toml", recipe(path));
    let mut command = scratch.command(&[&["run", "recipe.toml", "--json"], arguments].concat());
    isolated(&mut command, scratch);
    command.env("TROMMEL_PATIENCE", "2").env_remove("SSL_CERT_DIR").env_remove("SSL_CERT_FILE");
    command
}

#[test]
fn a_file_on_a_web_server_is_the_same_as_here_and_fetched_once() {
    let (scratch, web) = (Scratch::new("web"), Web::start());
    for (name, bytes) in [("train.jsonl", text()), ("deep/train.jsonl.gz", gzip(&text()))] {
        let local = scratch.write(name, &bytes);
        let want = root_of(&run(&scratch, &local.display().to_string(), &["--store", "here"]).ends(0).json());
        let url = web.put(name, Page::Whole(bytes.clone()));
        let path = format!("/{name}");
        let first = run(&scratch, &url, &[]).ends(0).json();
        assert_eq!(root_of(&first), want, "{url}");
        assert_eq!(web.asked(), [(path.clone(), 200)]);
        assert_eq!(run(&scratch, &url, &[]).ends(0).json()["outcome"], "up-to-date");
        assert_eq!(web.asked(), [(path.clone(), 304)], "unchanged: asked for, and not sent");
        assert_eq!(root_of(&run(&scratch, &url, &["--verify-inputs"]).ends(0).json()), want);
        assert_eq!(web.asked(), [(path.clone(), 200)], "told not to trust what is known");
        // With a query, as many servers have them, it is another file of that name.
        assert_eq!(root_of(&run(&scratch, &format!("{url}?download=true"), &[]).ends(0).json()), want);
        assert_eq!(web.asked(), [(path.clone(), 200)]);
    }
}

#[test]
fn a_file_comes_by_tls_from_those_who_are_trusted() {
    let scratch = Scratch::new("tls");
    let local = scratch.write("www/train.jsonl", text());
    let Some(tls) = Tls::start("tls", &scratch.path("")) else { return };
    let want = root_of(&run(&scratch, &local.display().to_string(), &["--store", "here"]).ends(0).json());
    let url = tls.url("train.jsonl");
    run(&scratch, &url, &[]).ends(2).tells(&["certificate", &url]);
    let trusting = || {
        let mut command = command(&scratch, &url, &[]);
        Said::of(command.env("SSL_CERT_FILE", tls.certificate())).ends(0).json()
    };
    assert_eq!(root_of(&trusting()), want);
    assert_eq!(trusting()["outcome"], "up-to-date");
}

#[test]
fn a_file_that_changed_is_fetched_again() {
    let (scratch, web) = (Scratch::new("changed"), Web::start());
    let before = text();
    let whole = &before[..before.len() - 1];
    let cut = whole.iter().rposition(|byte| *byte == b'\n').expect("more than one record") + 1;
    for (name, pages) in [
        ("told.jsonl", [Page::Whole(before.clone()), Page::Whole(before[..cut].to_vec())]),
        ("untold.jsonl", [Page::Untold(before.clone()), Page::Untold(before[..cut].to_vec())]),
    ] {
        let documents = |page: &Page| {
            let url = web.put(name, page.clone());
            run(&scratch, &url, &[]).ends(0).json()["documents_in"].as_u64().expect("a number")
        };
        let [first, second] = [documents(&pages[0]), documents(&pages[1])];
        assert_eq!(first, second + 1, "{name}");
        assert_eq!(web.asked().len(), 2);
    }
}

#[test]
fn a_connection_that_is_cut_is_made_again() {
    let (scratch, web) = (Scratch::new("cut"), Web::start());
    let local = scratch.write("train.jsonl", text());
    let want = root_of(&run(&scratch, &local.display().to_string(), &["--store", "here"]).ends(0).json());
    let url = web.put("train.jsonl", Page::Cut { bytes: text(), times: 2 });
    assert_eq!(root_of(&run(&scratch, &url, &[]).ends(0).json()), want);
}

#[test]
fn what_a_server_does_not_give_is_refused_with_its_url() {
    let (scratch, web) = (Scratch::new("refused"), Web::start());
    let check = |url: &str, told: &[&str]| {
        let said = run(&scratch, url, &[]).ends(2).tells(&[&["error: ", url], told].concat());
        assert_eq!(said.out, "", "nothing on stdout");
        assert_eq!(scratch.runs(), [0u64; 0], "nothing was published");
    };
    check(&web.put("gone/train.jsonl", Page::Status(404)), &["no such file"]);
    check(&web.put("secret/train.jsonl", Page::Status(403)), &["check the credentials"]);
    check(&web.put("cut/train.jsonl", Page::Cut { bytes: text(), times: u32::MAX }), &["downloading"]);
    check(&web.put("broken/train.jsonl", Page::Status(500)), &["500", "when the server answers again"]);
    check(&web.put("train.csv", Page::Whole(text())), &["the format of a record file is told by its name"]);
    check("http://192.0.2.1/train.jsonl", &["plain http", "https://"]);
    check("ftp://127.0.0.1/train.jsonl", &["`ftp://`"]);
    check("http://127.0.0.1:9/train.jsonl", &["when the server answers again"]);
}

#[test]
fn a_file_that_is_cut_short_for_good_is_bad_input() {
    let (scratch, web) = (Scratch::new("short"), Web::start());
    let whole = gzip(&text());
    let url = web.put("train.jsonl.gz", Page::Whole(whole[..whole.len() - 100].to_vec()));
    run(&scratch, &url, &[]).ends(2).tells(&["truncated gzip file", "ingest.max_bad"]);
}

#[test]
fn a_prefix_of_a_bucket_is_a_folder_of_record_files() {
    let Some(cloud) = Cloud::start("bucket") else { return };
    let lines = Fixture::new(4).records();
    let (first, second) = lines.split_at(lines.len() / 2);
    for (name, lines) in [("a.jsonl", first), ("deep/b.jsonl", second)] {
        cloud.scratch.write(format!("corpus/{name}"), lines.join("\n"));
        cloud.moto.put(&format!("some/corpus/{name}"), lines.join("\n").as_bytes());
    }
    cloud.moto.put("some/corpus/README.md", b"not records");
    let recipe = |path: &str| format!("[[stage]]\ningest = {{ path = \"{path}\" }}\n[[stage]]\ndataset = {{}}\n");
    cloud.scratch.write("recipe.toml", recipe("corpus"));
    let want = cloud.scratch.root(&[]);
    for path in ["s3://bucket/some/corpus/", "s3://bucket/some/corpus"] {
        cloud.scratch.write("recipe.toml", recipe(path));
        let report = cloud.run(&[]);
        assert_eq!((root_of(&report), &report["documents_in"]), (want.clone(), &lines.len().into()), "{path}");
    }
    let single = "[[stage]]\ningest = { sources = [{ records = { path = \"s3://bucket/some/corpus/a.jsonl\" } }] }\n\
                  [[stage]]\ndataset = {}\n";
    cloud.scratch.write("recipe.toml", single);
    assert_eq!(cloud.run(&[])["documents_in"], first.len());
    cloud.scratch.write("recipe.toml", recipe("s3://bucket/nowhere/"));
    cloud.trommel(&["run", "recipe.toml"]).ends(2).tells(&["s3://bucket/nowhere/", "no such file"]);
}
