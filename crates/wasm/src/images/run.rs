//! Running the programs that make images.

use std::process::{Command, Stdio};

use super::ImageError;

/// Lines of standard error that an error shows.
const TAIL: usize = 12;

/// Runs a command to its end, quietly; gives its standard output.
pub(super) fn run(command: &mut Command, hint: &'static str) -> Result<String, ImageError> {
    let output = command.stdin(Stdio::null()).output().map_err(|source| ImageError::NotStarted {
        command: shown(command),
        source,
        hint,
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.trim().is_empty() {
        said = String::from_utf8_lossy(&output.stdout).into_owned();
    }
    let lines: Vec<&str> = said.trim_end().lines().collect();
    let tail = lines[lines.len().saturating_sub(TAIL)..].join("\n");
    Err(ImageError::Failed { command: shown(command), status: output.status, tail, hint })
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
