//! What of a program answers its task, so that it can be compared with the reference as a text.
//!
//! Models repeat the prompt, leave its docstring out, write a whole function where a body was asked for, or a body alone; none of that is
//! part of the answer. What is compared is the function that the task asks for, from its signature to its end, without its documentation; where the
//! program has none of that name, or the task names none, the whole program.

use std::collections::HashMap;

use trommel_bench::Task;
use trommel_lang::{Language, functions, parse};
use trommel_score::{Measured, Pair};

/// What pairs hold, for signatures, and what was found of their tasks' references.
#[derive(Debug, Default)]
pub struct Held {
    functions: usize,
    programs: usize,
    /// By the task's id: the reference's function, where it has the one that is asked for.
    references: HashMap<String, Option<String>>,
}

impl Held {
    /// A program of a task beside its reference; none where the task has no reference.
    pub fn pair(&mut self, task: &Task, program: &str) -> Option<Pair> {
        let reference = task.reference.as_deref()?;
        let language: Option<Language> = task.language.parse().ok();
        let asked = task.entry_point.as_deref();
        let expected = match self.references.get(&task.id) {
            Some(found) => found.clone(),
            None => self.references.entry(task.id.clone()).or_insert(function(language, reference, asked)).clone(),
        };
        let (prediction, reference) = match expected {
            Some(expected) => {
                self.functions += 1;
                (function(language, program, asked).unwrap_or_else(|| program.to_owned()), expected)
            }
            None => {
                self.programs += 1;
                (program.to_owned(), reference.to_owned())
            }
        };
        Some(Pair { task: Some(task.id.clone()), prediction, references: vec![reference], language })
    }

    /// Says in a signature what was compared: two numbers compare where it is the same.
    pub fn sign(&self, measured: &mut Measured) {
        let text = match (self.functions, self.programs) {
            (_, 0) => "function",
            (0, _) => "program",
            _ => "mixed",
        };
        measured.signature += &format!("|text:{text}");
    }
}

/// The last function of this name: the first may be the prompt's, which has no body of its own.
fn function(language: Option<Language>, program: &str, name: Option<&str>) -> Option<String> {
    let (language, name) = (language?, name?);
    let parsed = parse(language, program).ok()?;
    let all = functions(&parsed, program);
    all.iter().rfind(|function| function.name.as_deref() == Some(name)).map(|function| function.code(program))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(program: &str) -> String {
        function(Some(Language::Python), program, Some("add")).unwrap_or_else(|| "none".to_owned())
    }

    /// As models write them: with the prompt, with the function once more, without a docstring.
    #[test]
    fn the_same_answer_in_every_shape() {
        let prompt = "from typing import List\n\ndef add(a, b):\n    \"\"\"The sum.\"\"\"\n";
        let alone = "def add(a, b):\n    return a + b";
        for program in [
            format!("{prompt}    return a + b\n"),
            format!("{prompt}\n{alone}\n"),
            format!("{alone}\n\nprint(add(1, 2))\n"),
            format!("def other():\n    pass\n\n{alone}\n"),
        ] {
            assert_eq!(found(&program).trim_end(), alone, "{program}");
        }
        assert_eq!(found("def other():\n    pass\n"), "none");
    }
}
