//! A table as Markdown with pipes.

use super::papers::notes;
use super::sheet::{Entry, Line, Number, Sheet, mark};

/// The caption, the table, the notes.
pub(super) fn write(sheet: &Sheet) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = format!("**{}**\n\n", escape(&sheet.caption));
    text.push_str(&line(sheet.head.iter().map(|head| escape(&head.text)).collect()));
    text.push_str(&line(sheet.head.iter().map(|head| if head.numeric { "---:" } else { "---" }.to_owned()).collect()));
    for row in sheet.groups.iter().flatten() {
        text.push_str(&line(row.cells.iter().enumerate().map(|(at, cell)| written(row, at, cell)).collect()));
    }
    for (mark, note) in notes(sheet) {
        let mark = mark.map_or(String::new(), |mark| format!("<sup>{mark}</sup> "));
        text.push_str(&format!("\n{mark}{}\n", escape_but_code(&note)));
    }
    text
}

fn written(row: &Line, at: usize, cell: &Entry) -> String {
    match cell {
        Entry::Name(name) if row.slanted && at == 0 => format!("*{}*", escape(name)),
        Entry::Name(name) => escape(name),
        Entry::Number(Number { text, best: true, .. }) => format!("**{text}**"),
        Entry::Number(Number { text, .. }) => text.clone(),
        Entry::Missing(note) => format!("— <sup>{}</sup>", mark(*note)),
    }
}

/// A text that means itself.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => escaped.extend(['\\', letter]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The same with what stands between backticks left alone: code spans hold commands of ours.
fn escape_but_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(text);
    }
    let part = |(at, part): (usize, &&str)| if at % 2 == 1 { format!("`{part}`") } else { escape(part) };
    parts.iter().enumerate().map(part).collect()
}
