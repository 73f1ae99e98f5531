//! CPython's own verdicts.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What `compile(text, "x", "exec")` says.
pub struct Verdict {
    pub valid: bool,
    /// Why not, with the line.
    pub message: String,
}

const SCRIPT: &str = r#"
import json, sys
for line in sys.stdin:
    try:
        compile(json.loads(line), "x", "exec", dont_inherit=True)
        print("true")
    except Exception as error:
        print(json.dumps(f"{type(error).__name__}: {error}"))
"#;

/// A verdict for each text; `None`, said loudly, without `python3`.
pub fn verdicts(texts: &[String]) -> Option<Vec<Verdict>> {
    let child = Command::new("python3")
        .args(["-W", "ignore", "-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        println!("SKIPPED: no python3 to compare with");
        return None;
    };
    let mut input = child.stdin.take().expect("piped");
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            for text in texts {
                writeln!(input, "{}", serde_json::Value::from(text.as_str())).expect("python3 reads");
            }
        });
        child.wait_with_output().expect("python3 runs")
    });
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let verdicts: Vec<Verdict> = lines
        .lines()
        .map(|line| match line {
            "true" => Verdict { valid: true, message: "valid".to_owned() },
            line => Verdict { valid: false, message: serde_json::from_str(line).expect("a JSON string") },
        })
        .collect();
    assert_eq!(verdicts.len(), texts.len(), "python3 stopped early");
    Some(verdicts)
}

/// The folder of the standard library.
pub fn standard_library() -> Option<PathBuf> {
    let script = "import sysconfig; print(sysconfig.get_path('stdlib'), end='')";
    let output = Command::new("python3").args(["-c", script]).output().ok().filter(|output| output.status.success());
    let folder = output.and_then(|output| String::from_utf8(output.stdout).ok()).map(PathBuf::from);
    if folder.is_none() {
        println!("SKIPPED: no python3; its standard library is not compared");
    }
    folder
}
