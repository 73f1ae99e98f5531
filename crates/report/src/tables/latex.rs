//! A table for LaTeX, with the rules of the package booktabs.

use super::papers::notes;
use super::sheet::{Entry, Line, Number, Sheet, mark};

/// A floating `table`; the notes below it in a paragraph box as wide as the text.
pub(super) fn write(sheet: &Sheet) -> String {
    let columns: String = sheet.head.iter().map(|head| if head.numeric { 'r' } else { 'l' }).collect();
    let mut text = format!(
        "% needs \\usepackage{{booktabs}}\n\\begin{{table}}\n\\centering\n\\caption{{{}}}\n\\label{{{}}}\n\\begin{{tabular}}{{{columns}}}\n\\toprule\n",
        escape(&sheet.caption),
        sheet.label
    );
    let head: Vec<String> = sheet.head.iter().map(|head| escape(&head.text)).collect();
    text.push_str(&format!("{} \\\\\n", head.join(" & ")));
    for group in &sheet.groups {
        text.push_str("\\midrule\n");
        for row in group {
            let cells: Vec<String> = row.cells.iter().enumerate().map(|(at, cell)| written(row, at, cell)).collect();
            text.push_str(&format!("{} \\\\\n", cells.join(" & ")));
        }
    }
    text.push_str("\\bottomrule\n\\end{tabular}\n");
    let notes = notes(sheet).into_iter().map(|(mark, note)| {
        let mark = mark.map_or(String::new(), |mark| format!("\\textsuperscript{{{mark}}}~"));
        format!("{mark}{}", with_code(&note))
    });
    let notes = notes.collect::<Vec<_>>().join("\\par\n");
    text.push_str(&format!(
        "\\par\\smallskip\\begin{{minipage}}{{\\linewidth}}\\footnotesize\n{notes}\n\\end{{minipage}}\n"
    ));
    text.push_str("\\end{table}\n");
    text
}

fn written(row: &Line, at: usize, cell: &Entry) -> String {
    match cell {
        Entry::Name(name) if row.slanted && at == 0 => format!("\\textit{{{}}}", escape(name)),
        Entry::Name(name) => escape(name),
        Entry::Number(Number { text, best: true, .. }) => format!("\\textbf{{{}}}", escape(text)),
        Entry::Number(Number { text, .. }) => escape(text),
        Entry::Missing(note) => format!("---\\textsuperscript{{{}}}", mark(*note)),
    }
}

/// A text that means itself, in text mode and with any font encoding. A bracket or a star at the start of a row would be an argument of the
/// `\\` before it, hence the braces.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', letter]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '<' => escaped.push_str("\\textless{}"),
            '>' => escaped.push_str("\\textgreater{}"),
            '|' => escaped.push_str("\\textbar{}"),
            // A straight quotation mark needs another font encoding than the default.
            '"' => escaped.push_str("''"),
            '[' | ']' | '*' => escaped.extend(['{', letter, '}']),
            '-' if escaped.ends_with('-') => escaped.push_str("{}-"),
            '—' => escaped.push_str("---"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The same, and what stands between backticks in the typewriter face.
fn with_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escape(text).replace('`', "\\textasciigrave{}");
    }
    let part =
        |(at, part): (usize, &&str)| if at % 2 == 1 { format!("\\texttt{{{}}}", escape(part)) } else { escape(part) };
    parts.iter().enumerate().map(part).collect()
}
