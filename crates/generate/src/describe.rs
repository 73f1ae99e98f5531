//! What a task's prompt says: signature, documentation, examples.

use trommel_bench::Task;
use trommel_lang::{Function, Language, functions, parse};

/// The parts of a task's prompt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// The language as people write it.
    pub language: String,
    /// The head of the function that is asked for, without the final `:` or `{`; empty where the prompt has none.
    pub signature: String,
    /// All that its documentation says; the prompt's text where it has no function.
    pub docstring: String,
    /// The documentation up to the first example or constraint.
    pub description: String,
    /// The rest of it.
    pub constraints: String,
}

/// What begins a line with which examples or constraints begin.
const CONSTRAINTS: &[&str] =
    &[">>>", "assert ", "example", "for example", "constraint", "note", "input:", "output:", "sample", "e.g."];

impl Description {
    /// Of a task.
    #[must_use]
    pub fn of(task: &Task) -> Self {
        let language = task.language.parse::<Language>().ok();
        let found = language.and_then(|language| function(language, task));
        let (signature, docstring) = match found {
            Some(function) => {
                let aside = || aside(&task.prompt, function.range.start as usize);
                (function.signature, function.docstring.unwrap_or_else(aside))
            }
            None => (String::new(), unquoted(&task.prompt)),
        };
        let (description, constraints) = split(&docstring);
        let language = language.map_or_else(|| task.language.clone(), |language| shown(language).to_owned());
        Self { language, signature, docstring, description, constraints }
    }
}

/// The function that is asked for, or the prompt's last one. A prompt stops in the middle of it: what would close it is
/// tried, too.
fn function(language: Language, task: &Task) -> Option<Function> {
    let ends: &[&str] = if language == Language::Python { &["", "\n    pass\n"] } else { &["\n}\n", "", "\nend\n"] };
    let mut last = None;
    for end in ends {
        let text = format!("{}{end}", task.prompt);
        let Ok(parsed) = parse(language, &text) else { continue };
        let mut all = functions(&parsed, &text);
        let asked = task.entry_point.as_ref().and_then(|name| all.iter().rposition(|f| f.name.as_ref() == Some(name)));
        match asked {
            Some(at) => return Some(all.swap_remove(at)),
            None => last = last.or(all.pop()),
        }
    }
    last
}

/// Documentation that the language itself does not count as such, but benchmarks write: line comments right above the
/// function; else the last block comment before it; else, in Python, the first text in three quotes behind its head.
fn aside(prompt: &str, place: usize) -> String {
    let (before, behind) = prompt.split_at_checked(place).unwrap_or((prompt, ""));
    // `#include` and `#[derive]` are no comments.
    let marks = ["///", "//", "# "];
    let text = |line: &str| {
        let line = line.trim();
        let inside = marks.iter().find_map(|mark| line.strip_prefix(mark))?;
        Some(inside.strip_prefix(' ').unwrap_or(inside).to_owned())
    };
    let mut lines: Vec<String> = before.trim_end().lines().rev().map_while(text).collect();
    lines.reverse();
    let block = || Some(before.rsplit_once("*/")?.0.rsplit_once("/*")?.1);
    let quoted = || behind.split("\"\"\"").nth(1);
    match lines.is_empty() {
        false => lines.join("\n").trim().to_owned(),
        true => block().or_else(quoted).unwrap_or_default().trim_matches(['*', ' ', '\n']).to_owned(),
    }
}

/// A prompt that is only documentation, without its quotes.
fn unquoted(prompt: &str) -> String {
    let text = prompt.trim();
    let inside = ["\"\"\"", "'''"].into_iter().find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inside.unwrap_or(text).trim().to_owned()
}

/// Documentation before and from its first example or constraint.
fn split(docstring: &str) -> (String, String) {
    let mut at = 0;
    for line in docstring.split_inclusive('\n') {
        let lower = line.trim_start().to_lowercase();
        if !docstring[..at].trim().is_empty() && CONSTRAINTS.iter().any(|begin| lower.starts_with(begin)) {
            break;
        }
        at += line.len();
    }
    (docstring[..at].trim_end().to_owned(), docstring[at..].trim_end().to_owned())
}

/// A language as people write it.
fn shown(language: Language) -> &'static str {
    match language {
        Language::Python => "Python",
        Language::Java => "Java",
        Language::Go => "Go",
        Language::C => "C",
        Language::Cpp => "C++",
        Language::Rust => "Rust",
        Language::JavaScript => "JavaScript",
        Language::TypeScript => "TypeScript",
        Language::Ruby => "Ruby",
        Language::CSharp => "C#",
        Language::Php => "PHP",
    }
}
