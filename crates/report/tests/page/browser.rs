//! The page in headless Chromium: nothing wrong in its console, nothing fetched, readable at every width and in both schemes.

use std::io::Read;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use trommel_report::{Report, html};

use crate::audit::{Found, SCRIPT};
use crate::made_up::MadeUp;
use crate::pipe::{self, Chromium};

/// A page of real runs to look at in place of the made-up one.
const GIVEN: &str = "TROMMEL_REPORT_HTML";

/// Hosts that Chromium asks for its own sake, whatever page is open.
const ITS_OWN: [&str; 4] = ["google.com", "googleapis.com", "gvt1.com", "gstatic.com"];

/// Answers nobody, and notes which hosts are asked for.
fn listener() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port of this machine");
    let address = listener.local_addr().expect("it is bound").to_string();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&asked);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut bytes = [0; 1024];
            let read = stream.read(&mut bytes).unwrap_or(0);
            let request = String::from_utf8_lossy(&bytes[..read]).into_owned();
            let target = request.split_whitespace().nth(1).unwrap_or_default();
            let host = target.trim_start_matches("http://").split(['/', ':']).next().unwrap_or_default().to_owned();
            let own = |own: &&str| host == **own || host.ends_with(&format!(".{own}"));
            if !ITS_OWN.iter().any(own) && !host.is_empty() {
                notes.lock().expect("nobody panicked").push(host);
            }
        }
    });
    (address, asked)
}

/// Where pictures go: `TROMMEL_PICTURES`, else a folder of this test that stays.
fn pictures() -> PathBuf {
    let given = std::env::var_os("TROMMEL_PICTURES").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report-pictures"));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn the_page_is_whole_readable_and_alone() {
    let Some(program) = pipe::find("the_page_is_whole_readable_and_alone") else { return };
    let report: Report = MadeUp::whole().run().report(Vec::new()).expect("a report");
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let file = scratch.path().join("report.html");
    let page = match std::env::var_os(GIVEN) {
        Some(path) => std::fs::read_to_string(path).expect("the page that is given"),
        None => html(&report).expect("a page"),
    };
    std::fs::write(&file, &page).expect("a file");
    let (proxy, asked) = listener();
    let mut browser = Chromium::start(&program, &scratch.path().join("profile"), &proxy);
    browser.events.clear();

    let url = format!("file://{}", file.display());
    for (width, scheme) in [(400, "light"), (400, "dark"), (1400, "light"), (1400, "dark"), (2200, "light")] {
        browser.look(width, scheme);
        browser.open(&url);
        let picture = pictures().join(format!("report-{width}-{scheme}.png"));
        std::fs::write(&picture, browser.picture()).expect("a picture");
        let found: Found = serde_json::from_value(browser.value(SCRIPT)).expect("what the script gives");
        let at = format!("{width} px, {scheme}: {found:#?}");
        assert!(found.overflow == 0.0, "the page is wider than its window: {at}");
        assert!(found.faint.is_empty(), "too little contrast: {at}");
        assert!(found.texts > 50 && found.drawings > 3, "too little was looked at: {at}");
        assert!(found.nameless.is_empty() && found.scopeless == 0, "{at}");
        assert!(found.broken.is_empty(), "links that lead nowhere: {at}");
        assert!(found.smallest >= 9.5, "letters of a drawing are too small: {at}");
        assert_eq!(found.headings[0], 1, "{at}");
        assert!(
            found.headings.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] > 1),
            "headings out of order: {at}"
        );
        if std::env::var_os(GIVEN).is_none() {
            let mut wanted: Vec<&str> = report.sections.iter().map(|section| section.id.as_str()).collect();
            wanted.extend((!report.left_out.is_empty()).then_some("left-out"));
            assert_eq!(found.sections, wanted, "{at}");
        }
    }
    let wrong: Vec<&(String, serde_json::Value)> = browser
        .events
        .iter()
        .filter(|(method, _)| {
            ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"].contains(&method.as_str())
        })
        .collect();
    assert!(wrong.is_empty(), "the console is not empty: {wrong:#?}");
    let fetched: Vec<&str> = browser
        .events
        .iter()
        .filter(|(method, _)| method == "Network.requestWillBeSent")
        .filter_map(|(_, request)| request["request"]["url"].as_str())
        .filter(|requested| *requested != url)
        .collect();
    assert!(fetched.is_empty(), "the page fetches {fetched:?}");
    let asked = asked.lock().expect("nobody panicked");
    assert!(asked.is_empty(), "the proxy was asked for {asked:?}");
}

/// The check above can fail: a page that does everything wrong is caught in everything.
#[test]
fn a_bad_page_is_caught() {
    let Some(program) = pipe::find("a_bad_page_is_caught") else { return };
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let file = scratch.path().join("bad.html");
    let bad = "<!DOCTYPE html><html><body style=\"background:#fff\"><h1>a</h1><h3>b</h3><p style=\"color:#ccc;width:900px\">faint</p>\
               <svg viewBox=\"0 0 1 1\"></svg><a href=\"#nowhere\">c</a><table><tr><th>d</th></tr></table>\
               <img src=\"http://example.invalid/x.png\"><script>console.error('e')</script></body></html>";
    std::fs::write(&file, bad).expect("a file");
    let (proxy, asked) = listener();
    let mut browser = Chromium::start(&program, &scratch.path().join("profile"), &proxy);
    browser.look(400, "light");
    browser.open(&format!("file://{}", file.display()));
    let found: Found = serde_json::from_value(browser.value(SCRIPT)).expect("what the script gives");
    assert_eq!((found.headings.as_slice(), found.nameless.len(), found.scopeless), (&[1, 3][..], 1, 1), "{found:#?}");
    assert!(found.overflow > 0.0 && found.least < 4.5 && !found.faint.is_empty(), "{found:#?}");
    assert_eq!(found.broken, ["#nowhere"]);
    let methods: Vec<&str> = browser.events.iter().map(|(method, _)| method.as_str()).collect();
    assert!(methods.contains(&"Runtime.consoleAPICalled"), "{methods:?}");
    assert!(
        asked.lock().expect("nobody panicked").iter().any(|host| host == "example.invalid"),
        "the picture is asked for"
    );
}
