//! `trommel exec`: one program in the sandbox.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::json;
use trommel_sandbox::{Ending, Limits, Program, Usage};

use crate::args::{Arguments, ExecArguments};
use crate::judging::crew::{Done, Order};
use crate::judging::kit::Kit;
use crate::judging::protocol::{Answer, Request};
use crate::progress::Progress;
use crate::verbs::print_json;
use crate::{DONE, NOT_DONE, WITH_FAILURES, show};

pub fn exec(arguments: &Arguments, exec: &ExecArguments) -> Result<u8> {
    let kit = Kit::open()?;
    let language = match &exec.language {
        Some(language) => language.clone(),
        None => kit.language_of(&exec.file)?,
    };
    let source = read(&exec.file)?;
    let Ok(source) = String::from_utf8(source) else {
        bail!("{}: the program is not UTF-8, expected UTF-8 text", exec.file.display())
    };
    let stdin = exec.stdin.as_deref().map(read).transpose()?.unwrap_or_default();
    let limits = Limits {
        fuel: exec.fuel,
        memory_bytes: exec.guest_memory,
        wall: Duration::from_secs(60 + exec.fuel / 500_000_000),
        ..kit.usual_limits()
    };
    kit.prepare([language.as_str()], &Progress::new())?;
    let crew = kit.crew(Some(1))?;
    let order = Order {
        request: Request::Run { program: Program::main(&language, &source), stdin, limits },
        ready: None,
        weight: 0,
    };
    let (ran, stdout, stderr, usage) = match crew.one_with_retry(&order) {
        Done::Answer(Answer::Ran { ran, stdout, stderr, usage }) => (ran, stdout, stderr, usage),
        Done::Answer(Answer::Host(why) | Answer::Unsupported(why)) | Done::Lost(why) => bail!("{why}"),
        Done::Answer(other) => bail!("a worker answered {other:?}"),
    };
    if arguments.json {
        print_json(&json!({
            "language": language, "image": kit.image(&language)?, "compiled": ran.compiled, "ending": ran.ending,
            "stdout": String::from_utf8_lossy(&stdout), "stderr": String::from_utf8_lossy(&stderr),
            "usage": usage, "limits": limits,
        }))?;
    } else {
        // What the program wrote, as it came: stdout is data.
        let _ = std::io::stdout().write_all(&stdout);
        let _ = std::io::stderr().write_all(&stderr);
        eprintln!("{}", told(&ran.ending, &usage, &limits));
    }
    Ok(match ran.ending {
        Ending::Finished | Ending::Exited { code: 0 } => DONE,
        Ending::NotCompiled { .. } => NOT_DONE,
        _ => WITH_FAILURES,
    })
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let read = || match file == Path::new("-") {
        true => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        }
        false => std::fs::read(file),
    };
    read().with_context(|| format!("reading `{}`", file.display()))
}

/// One line: how it ended, and what it used of what it might. A program's words are shown without control characters.
fn told(ending: &Ending, usage: &Usage, limits: &Limits) -> String {
    let ending: String = ending.to_string().chars().flat_map(plain).collect();
    format!(
        "{ending}; fuel {:.3} of {:.0} G, memory {} of {}, output {}, {}",
        usage.fuel as f64 / 1e9,
        limits.fuel as f64 / 1e9,
        show::bytes(usage.peak_memory),
        show::bytes(limits.memory_bytes),
        show::bytes(usage.output_bytes),
        show::seconds(usage.wall.as_secs_f64())
    )
}

fn plain(c: char) -> Vec<char> {
    if c.is_control() { c.escape_default().collect() } else { vec![c] }
}
