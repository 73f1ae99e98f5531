//! Task, completion and preset give a program.

use serde::{Deserialize, Serialize};
use trommel_lang::{Language, functions, parse};

use super::{
    Claim, Preset,
    fence::{Fence, fences},
    outline::compiled,
    sanitize::sanitize,
};
use crate::Task;

/// A program taken out of a completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// The program, without the tests. Empty where the completion holds none.
    pub program: String,
    /// How it was made: `raw`, `fence`, `stops`, `sanitize`, with `prompt+` before it where the prompt was put there; `none` where
    /// there is no code.
    pub how: String,
    /// What was dropped or added, for people; at most [`Extracted::MAX_NOTES`] lines.
    pub notes: Vec<String>,
}

impl Extracted {
    /// The most notes.
    pub const MAX_NOTES: usize = 20;

    /// Whether there is no program: the verdict is `NO_CODE`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.how == "none"
    }

    fn none() -> Self {
        Self { program: String::new(), how: "none".into(), notes: Vec::new() }
    }
}

/// Makes the program that is judged for a completion of a task, without its tests.
#[must_use]
pub fn assemble(task: &Task, completion: &str, claim: Claim, preset: Preset) -> Extracted {
    if completion.trim().is_empty() {
        return Extracted::none();
    }
    let raw = Piece { text: completion, how: "raw", notes: Vec::new() };
    match preset {
        Preset::Raw => raw.program(task, claim),
        Preset::FenceFirst | Preset::FenceLast => {
            let blocks = blocks(completion);
            let block = if preset == Preset::FenceFirst { blocks.first() } else { blocks.last() };
            block.map_or_else(|| raw.program(task, claim), |block| fenced(block, &blocks).program(task, Claim::Unsaid))
        }
        Preset::Sanitize => sanitized(task, completion).unwrap_or_else(|| raw.program(task, claim)),
        Preset::Auto if task.language == "python" => auto(task, raw, claim),
        Preset::Auto => other_language(task, raw, claim),
    }
}

/// A piece of a completion.
struct Piece<'t> {
    text: &'t str,
    how: &'static str,
    notes: Vec<String>,
}

impl Piece<'_> {
    /// The program that it makes.
    fn program(self, task: &Task, claim: Claim) -> Extracted {
        let alone = match claim {
            Claim::Alone | Claim::Whole => true,
            Claim::Continues => false,
            Claim::Unsaid => stands_alone(task, self.text),
        };
        let Self { text, how, mut notes } = self;
        let mut program = task.assembly.prefix.clone();
        let how = if alone || task.prompt.is_empty() {
            if claim != Claim::Alone && !task.assembly.preamble.is_empty() {
                program.push_str(&task.assembly.preamble);
                notes.push("put the prompt's imports and helpers before it".into());
            }
            how.to_owned()
        } else {
            program.push_str(&task.prompt);
            format!("prompt+{how}")
        };
        program.push_str(text);
        program.push_str(&task.assembly.suffix);
        Extracted { program, how, notes }
    }
}

/// The most fenced blocks that are tried: each costs a parse of the prompt.
const MAX_TRIED: usize = 32;

fn auto(task: &Task, raw: Piece<'_>, claim: Claim) -> Extracted {
    let text = raw.text;
    let plain = raw.program(task, claim);
    if good(task, &plain.program) {
        return plain;
    }
    if let Some(cut) = cut(text, &task.assembly.stops) {
        let program = cut.program(task, claim);
        if good(task, &program.program) {
            return program;
        }
    }
    let blocks = blocks(text);
    for block in blocks.iter().take(MAX_TRIED) {
        let program = fenced(block, &blocks).program(task, Claim::Unsaid);
        if good(task, &program.program) {
            return program;
        }
    }
    sanitized(task, text).filter(|program| good(task, &program.program)).unwrap_or(plain)
}

/// The completion's statements that the entry point needs: by themselves, or with the prompt before them where the completion goes
/// on with it.
fn sanitized(task: &Task, text: &str) -> Option<Extracted> {
    if task.language != "python" {
        return None;
    }
    let name = task.entry_point.as_deref();
    if let Some(found) = sanitize(text, name) {
        let program = Piece { text: &found.program, how: "sanitize", notes: found.notes };
        return Some(program.program(task, Claim::Unsaid));
    }
    if task.prompt.is_empty() {
        return None;
    }
    let whole = format!("{}{text}", task.prompt);
    // Something of the completion must be in it: the prompt alone defines the entry point, too.
    let found = sanitize(&whole, name).filter(|found| found.end > task.prompt.trim_end().len())?;
    let program = format!("{}{}{}", task.assembly.prefix, found.program, task.assembly.suffix);
    Some(Extracted { program, how: "prompt+sanitize".into(), notes: found.notes })
}

/// In other languages: the first fenced block if there is any; a whole function stands alone, else the completion goes on with the
/// prompt, up to the first stop word.
fn other_language(task: &Task, raw: Piece<'_>, claim: Claim) -> Extracted {
    let all = blocks(raw.text);
    let piece = all.first().map_or(raw, |block| fenced(block, &all));
    let alone = match claim {
        Claim::Alone | Claim::Whole => true,
        Claim::Continues | Claim::Unsaid => defines(task, piece.text),
    };
    if !alone {
        let cut = cut(piece.text, &task.assembly.stops);
        return cut.unwrap_or(piece).program(task, Claim::Continues);
    }
    let Piece { text, how, mut notes } = piece;
    let mut text = text.trim_end();
    for _ in 0..task.assembly.braces {
        text = text.strip_suffix('}').unwrap_or(text).trim_end();
    }
    if task.assembly.braces > 0 {
        notes.push(format!("dropped {} closing braces, with which the tests begin", task.assembly.braces));
    }
    let text = format!("{text}\n");
    Piece { text: &text, how, notes }.program(task, if claim == Claim::Alone { claim } else { Claim::Whole })
}

/// Whether a text in another language than Python defines the entry point.
fn defines(task: &Task, text: &str) -> bool {
    let Ok(language) = task.language.parse::<Language>() else { return false };
    let Some(name) = &task.entry_point else { return false };
    text.contains(name.as_str())
        && parse(language, text)
            .is_ok_and(|parsed| functions(&parsed, text).iter().any(|function| function.name.as_ref() == Some(name)))
}

/// The completion up to the first of the benchmark's stop words, if one is in it.
fn cut<'t>(text: &'t str, stops: &[String]) -> Option<Piece<'t>> {
    let (at, stop) =
        stops.iter().filter_map(|stop| text.find(stop.as_str()).map(|at| (at, stop))).min_by_key(|(at, _)| *at)?;
    let lines = text[at..].trim_start_matches('\n').lines().count();
    Some(Piece {
        text: &text[..at],
        how: "stops",
        notes: vec![format!("dropped the last {lines} lines, from the stop word {stop:?}")],
    })
}

/// The blocks that may hold a program: those with a label of another kind are left out where there are others.
fn blocks(text: &str) -> Vec<Fence<'_>> {
    let all = fences(text);
    let shown = |fence: &Fence<'_>| {
        matches!(fence.label.as_str(), "text" | "bash" | "sh" | "shell" | "console" | "output" | "plaintext")
    };
    if all.iter().all(shown) { all } else { all.into_iter().filter(|fence| !shown(fence)).collect() }
}

fn fenced<'b>(block: &'b Fence<'_>, all: &[Fence<'_>]) -> Piece<'b> {
    let mut notes = vec!["dropped what is outside a fenced block".to_owned()];
    if all.len() > 1 {
        notes.push(format!("dropped {} other fenced blocks", all.len() - 1));
    }
    if !block.closed {
        notes.push("the block is not closed".into());
    }
    Piece { text: &block.text, how: "fence", notes }
}

/// Whether a text is a whole program by itself.
fn stands_alone(task: &Task, text: &str) -> bool {
    if task.prompt.is_empty() {
        return true;
    }
    task.language == "python" && good(task, text)
}

/// Whether the language accepts a program and it defines the entry point.
fn good(task: &Task, program: &str) -> bool {
    compiled(program).is_some_and(|statements| {
        task.entry_point.as_ref().is_none_or(|name| statements.iter().any(|statement| statement.binds.contains(name)))
    })
}
