//! Chromium, driven by its DevTools protocol through a pipe: no port, no WebSocket, nothing to install beside the browser.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// Names under which it is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser with one page.
pub struct Chromium {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: String,
    next: u64,
    /// What it told without being asked: the methods with their parameters.
    pub events: Vec<(String, Value)>,
}

/// The browser: `TROMMEL_CHROMIUM`, else the first of its usual names on the path. Without it the test is skipped, loudly;
/// with `TROMMEL_REQUIRE` naming `chromium` it fails.
pub fn find(test: &str) -> Option<PathBuf> {
    let given = env::var_os("TROMMEL_CHROMIUM").map(PathBuf::from);
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    let usual = || NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = given.or_else(|| usual().find(|path| path.is_file()));
    if found.is_none() {
        let why = "no Chromium on the path; `TROMMEL_CHROMIUM` names one";
        let required = env::var("TROMMEL_REQUIRE").is_ok_and(|all| all.split(',').any(|one| one.trim() == "chromium"));
        assert!(!required, "{test}: {why}");
        eprintln!("\n!!! SKIPPED {test}: {why}\n");
    }
    found
}

impl Chromium {
    /// Starts it with a profile of its own, everything that it would fetch sent to `proxy`.
    pub fn start(program: &Path, profile: &Path, proxy: &str) -> Chromium {
        // The shell hands its own input and output over as the descriptors 3 and 4 that the browser's pipe has.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null"])
            .arg(program)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run"])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
            ])
            .arg(format!("--proxy-server={proxy}"))
            .arg("--proxy-bypass-list=<-loopback>")
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the browser starts");
        let (to, from) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let mut browser =
            Chromium { child, to, from: BufReader::new(from), session: String::new(), next: 0, events: Vec::new() };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attached =
            browser.call("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = attached["sessionId"].as_str().expect("a session").to_owned();
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Calls a method and gives its result.
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.next += 1;
        let mut message = json!({ "id": self.next, "method": method, "params": parameters });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).expect("the browser listens");
        self.to.flush().expect("the browser listens");
        loop {
            let mut answer = self.message();
            if answer["id"] == json!(self.next) {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].take();
            }
        }
    }

    /// One message; events are kept.
    fn message(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.from.read_until(0, &mut bytes).expect("the browser answers");
        assert_eq!(bytes.pop(), Some(0), "the browser went away");
        let message: Value = serde_json::from_slice(&bytes).expect("it speaks JSON");
        if let Some(method) = message["method"].as_str() {
            self.events.push((method.to_owned(), message["params"].clone()));
        }
        message
    }

    /// Opens a page and waits until it is loaded.
    pub fn open(&mut self, url: &str) {
        self.events.retain(|(method, _)| method != "Page.loadEventFired");
        let answer = self.call("Page.navigate", json!({ "url": url }));
        assert!(answer["errorText"].is_null(), "{url}: {answer}");
        while !self.events.iter().any(|(method, _)| method == "Page.loadEventFired") {
            self.message();
        }
    }

    /// A window so wide, in this colour scheme.
    pub fn look(&mut self, width: u32, scheme: &str) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", metrics);
        let scheme = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": scheme }));
    }

    /// The same on paper: a sheet so wide between its margins.
    pub fn paper(&mut self, width: u32) {
        self.look(width, "light");
        self.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    }

    /// The value of an expression.
    pub fn value(&mut self, expression: &str) -> Value {
        let mut answer = self
            .call("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true, "awaitPromise": true }));
        assert!(answer["exceptionDetails"].is_null(), "{answer}");
        answer["result"]["value"].take()
    }

    /// The whole page as PNG.
    pub fn picture(&mut self) -> Vec<u8> {
        let shot = self.call("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "format": "png" }));
        base64(shot["data"].as_str().expect("a picture"))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.child.kill(); // It may have ended.
        let _ = self.child.wait();
    }
}

/// Bytes of their base64.
fn base64(text: &str) -> Vec<u8> {
    let digit = |letter: u8| match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four.iter().fold(0, |bits, letter| bits << 6 | digit(*letter)) << (6 * (4 - four.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}
