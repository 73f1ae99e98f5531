//! Task, completion and preset give a program.

use serde::{Deserialize, Serialize};

use super::{
    Claim, Preset,
    fence::{Fence, fences},
    outline::{Kind, compiles, outline},
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
        Preset::Sanitize | Preset::Auto => auto(task, raw, claim),
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
            Claim::Alone => true,
            Claim::Continues => false,
            Claim::Unsaid => stands_alone(task, self.text),
        };
        let Self { text, how, mut notes } = self;
        let mut program = task.assembly.prefix.clone();
        let how = if alone || task.prompt.is_empty() {
            if claim == Claim::Unsaid && !task.assembly.preamble.is_empty() {
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

fn auto(task: &Task, raw: Piece<'_>, claim: Claim) -> Extracted {
    let text = raw.text;
    let plain = raw.program(task, claim);
    if task.language != "python" || good(task, &plain.program) {
        return plain;
    }
    if let Some(cut) = cut(text, &task.assembly.stops) {
        let program = cut.program(task, claim);
        if good(task, &program.program) {
            return program;
        }
    }
    let blocks = blocks(text);
    for block in &blocks {
        let program = fenced(block, &blocks).program(task, Claim::Unsaid);
        if good(task, &program.program) {
            return program;
        }
    }
    plain
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

fn fenced<'t>(block: &Fence<'t>, all: &[Fence<'_>]) -> Piece<'t> {
    let mut notes = vec!["dropped what is outside a fenced block".to_owned()];
    if all.len() > 1 {
        notes.push(format!("dropped {} other fenced blocks", all.len() - 1));
    }
    if !block.closed {
        notes.push("the block is not closed".into());
    }
    Piece { text: block.text, how: "fence", notes }
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
    compiles(program) && task.entry_point.as_deref().is_none_or(|name| binds(program, name))
}

fn binds(program: &str, name: &str) -> bool {
    outline(program).is_some_and(|statements| {
        statements.iter().any(|statement| statement.kind != Kind::Error && statement.binds.contains(name))
    })
}
