//! The statements that an entry point needs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use super::{
    Extracted,
    blocks::blocks,
    outline::{Kind, Statement, compiled},
};

/// A text with only what the entry point needs.
pub(super) struct Sanitized {
    /// The statements, in their order.
    pub program: String,
    /// Where the last of them ends in the text.
    pub end: usize,
    /// What was dropped.
    pub notes: Vec<String>,
}

/// Calls that change how a program runs, and belong to it whatever they are made on.
const SETTINGS: &[&str] = &[
    "setrecursionlimit",
    "set_int_max_str_digits",
    "stack_size",
    "getcontext",
    "setcontext",
    "seed",
    "simplefilter",
    "filterwarnings",
];

/// Names of which a statement that runs a program rather than defining it has one.
const RUNS: &[&str] = &["print", "input", "exit", "quit"];

/// Keeps the imports, the definitions that the entry point reaches, and the statements that bind or change what these use; all
/// definitions where there is no entry point. Drops prose, assertions, a `__main__` block, and what only runs the program. A name that
/// is defined twice keeps both definitions, of which the last counts, as it does in Python.
///
/// `None` where no statement defines the entry point, or the text is too long.
pub(super) fn sanitize(text: &str, entry_point: Option<&str>) -> Option<Sanitized> {
    let statements = statements(text)?;
    let keep = match entry_point {
        Some(name) => needed(&statements, name)?,
        None => statements.iter().map(|statement| may_stay(statement, None)).collect(),
    };
    let mut program = String::new();
    let mut end = 0;
    let mut notes = Vec::new();
    let mut kept = vec![0..0];
    for (statement, keep) in statements.iter().zip(keep) {
        if keep {
            program.push_str(text[statement.range.clone()].trim_end());
            program.push('\n');
            end = statement.range.end;
            kept.push(statement.range.clone());
        }
    }
    kept.push(text.len()..text.len());
    for pair in kept.windows(2) {
        note(text, pair[0].end..pair[1].start, &mut notes);
    }
    (!program.is_empty()).then_some(Sanitized { program, end, notes })
}

/// Says what was dropped between two kept statements.
fn note(text: &str, gap: Range<usize>, notes: &mut Vec<String>) {
    let dropped = text.get(gap.clone()).unwrap_or_default();
    let code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let Some(first) = dropped.lines().find(code) else { return };
    if notes.len() + 1 >= Extracted::MAX_NOTES {
        if notes.len() < Extracted::MAX_NOTES {
            notes.push("dropped more".into());
        }
        return;
    }
    let lines = dropped.lines().filter(code).count();
    let shown: String = first.trim().chars().take(60).collect();
    notes.push(format!("dropped {lines} lines, the first `{shown}`"));
}

/// The statements of a text: those of the whole where it compiles, else those of the blocks that do.
fn statements(text: &str) -> Option<Vec<Statement>> {
    if let Some(statements) = compiled(text) {
        return Some(statements);
    }
    let mut statements = Vec::new();
    for block in blocks(text)? {
        for mut statement in compiled(&text[block.clone()]).into_iter().flatten() {
            statement.range = statement.range.start + block.start..statement.range.end + block.start;
            statements.push(statement);
        }
    }
    Some(statements)
}

/// Which statements the entry point needs: a walk over names, each looked at once.
fn needed(statements: &[Statement], entry_point: &str) -> Option<Vec<bool>> {
    let mut about: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, statement) in statements.iter().enumerate() {
        for name in statement.binds.union(&statement.changes) {
            about.entry(name).or_default().push(at);
        }
    }
    if !statements.iter().any(|statement| statement.binds.contains(entry_point)) {
        return None;
    }
    let mut keep: Vec<bool> = statements.iter().map(always).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut names: VecDeque<&str> = VecDeque::from([entry_point]);
    for (statement, keep) in statements.iter().zip(&keep) {
        // What an import binds is needed by no one yet; what a setting uses is.
        if *keep && statement.kind != Kind::Import {
            names.extend(statement.uses.iter().map(String::as_str));
        }
    }
    while let Some(name) = names.pop_front() {
        if !seen.insert(name) {
            continue;
        }
        for &at in about.get(name).into_iter().flatten() {
            if !keep[at] && may_stay(&statements[at], Some(entry_point)) {
                keep[at] = true;
                names.extend(statements[at].uses.iter().map(String::as_str));
            }
        }
    }
    Some(keep)
}

/// Whether a statement stays whatever is needed.
fn always(statement: &Statement) -> bool {
    match statement.kind {
        Kind::Import => true,
        Kind::Other => statement.binds.is_empty() && SETTINGS.iter().any(|name| statement.uses.contains(*name)),
        _ => false,
    }
}

/// Whether a statement may be part of the program, rather than a use of it.
fn may_stay(statement: &Statement, entry_point: Option<&str>) -> bool {
    match statement.kind {
        Kind::Import | Kind::Definition => true,
        Kind::Other => {
            let runs = RUNS.iter().any(|name| statement.uses.contains(*name))
                || entry_point.is_some_and(|name| statement.uses.contains(name) && !statement.binds.contains(name));
            !runs
        }
        Kind::MainGuard | Kind::Assert | Kind::Constant | Kind::Error => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(sanitize(text, Some("f")).map(|sanitized| sanitized.program).as_deref(), Some(expected));
    }

    #[test]
    fn what_the_entry_point_reaches_stays() {
        // Each of these is thrown away by evalplus's sanitize.
        check(
            "def gen(n):\n    yield n\n\ndef f(n):\n    return list(gen(n))\n",
            "def gen(n):\n    yield n\ndef f(n):\n    return list(gen(n))\n",
        );
        check("def log():\n    pass\ndef f():\n    log()\n", "def log():\n    pass\ndef f():\n    log()\n");
        check("@cache\ndef f(n): return n\n", "@cache\ndef f(n): return n\n");
        check(
            "try:\n    import a\nexcept ImportError:\n    a = None\ndef f(): return a\n",
            "try:\n    import a\nexcept ImportError:\n    a = None\ndef f(): return a\n",
        );
        check("A, B = 1, 2\nA += 1\nC = 3\ndef f(): return A\n", "A, B = 1, 2\nA += 1\ndef f(): return A\n");
        check(
            "import sys\nsys.setrecursionlimit(10)\ndef f(): pass\n",
            "import sys\nsys.setrecursionlimit(10)\ndef f(): pass\n",
        );
        check("def f(): return 1\ndef f(): return 2\n", "def f(): return 1\ndef f(): return 2\n");
        check(
            "memo = {}\nmemo[0] = 1\nfor i in range(9): memo[i] = i\ndef f(n): return memo[n]\n",
            "memo = {}\nmemo[0] = 1\nfor i in range(9): memo[i] = i\ndef f(n): return memo[n]\n",
        );
        check("def g(n): return n\nf = cache(g)\n", "def g(n): return n\nf = cache(g)\n");
        check("class T:\n    x = 1\ndef f(): return T()\n", "class T:\n    x = 1\ndef f(): return T()\n");
    }

    #[test]
    fn prose_tests_and_main_go() {
        check(
            "Sure! Here's it:\n```python\nimport os\ndef f():\n    return 1\n\ndef test_f():\n    assert f() == 1\n\nprint(f())\nassert f() == 1\nif __name__ == \"__main__\":\n    f()\n```\nIt's fine.\n",
            "import os\ndef f():\n    return 1\n",
        );
        check("x = f(3)\ndef f(a):\n    x = 1\n    return x\n", "def f(a):\n    x = 1\n    return x\n");
        check("def f(): return 1\ndef torn(a):\n    return [\n", "def f(): return 1\n");
        assert!(sanitize("def g(): pass\n", Some("f")).is_none());
        assert!(sanitize("no code at all", Some("f")).is_none());
    }

    #[test]
    fn what_was_dropped_is_told() {
        let notes = sanitize("Sure:\ndef f(): pass\n# remark\nprint(f())\nassert f()\n", Some("f")).unwrap().notes;
        assert_eq!(notes, ["dropped 1 lines, the first `Sure:`", "dropped 2 lines, the first `print(f())`"]);
    }

    #[test]
    fn a_long_text_takes_linear_time() {
        let text: String = (0..15_000).map(|at| format!("def f{at}(): return f{}()\n", at + 1)).collect::<String>()
            + "oops (\ndef f15000(): pass\n";
        let sanitized = sanitize(&text, Some("f0")).unwrap();
        assert_eq!(sanitized.program.lines().count(), 15_001);
    }
}
