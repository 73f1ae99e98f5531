//! A table as comma-separated values (RFC 4180), for programs: numbers in full and bare, intervals in columns of their own.

use super::sheet::{Entry, Line, Number, Sheet};

/// A header, the rows, and a last column with the notes: what a row's missing numbers need in that row, the notes on the whole table in the
/// first.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut text = String::new();
    let mut record = |cells: Vec<String>| {
        text.push_str(&cells.iter().map(|cell| quote(cell)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    };
    let rows: Vec<&Line> = sheet.groups.iter().flatten().collect();
    let with_ends: Vec<bool> =
        (0..sheet.head.len()).map(|at| rows.iter().any(|row| row.cells.get(at).is_some_and(has_ends))).collect();
    let head = sheet.head.iter().zip(&with_ends).flat_map(|(head, ends)| {
        let ends = if *ends { &["_low", "_high"][..] } else { &[] };
        std::iter::once(head.text.clone()).chain(ends.iter().map(|end| format!("{}{end}", head.text)))
    });
    record(head.chain(["notes".to_owned()]).collect());
    for (at, row) in rows.iter().enumerate() {
        let mut said = missing(sheet, row);
        if at == 0 {
            said.extend(sheet.notes.iter().map(|note| format!("{}.", note.trim_end_matches('.'))));
        }
        let cells = row.cells.iter().zip(&with_ends).flat_map(|(cell, ends)| written(row, cell, *ends));
        record(cells.chain([said.join(" ")]).collect());
    }
    text
}

fn has_ends(cell: &Entry) -> bool {
    matches!(cell, Entry::Number(Number { found, .. }) if found.interval.is_some())
}

/// A cell, and the ends of its interval where the column has them.
fn written(row: &Line, cell: &Entry, ends: bool) -> Vec<String> {
    let mut cells = match cell {
        // The unit that its numbers have elsewhere.
        Entry::Name(name) if !row.unit.is_empty() => vec![format!("{name} ({})", row.unit)],
        Entry::Name(name) => vec![name.clone()],
        Entry::Missing(_) => vec![String::new()],
        Entry::Number(Number { found, .. }) => {
            let ends = found.interval.map(|(low, high)| [low, high]).into_iter().flatten();
            std::iter::once(found.value).chain(ends).map(in_full).collect()
        }
    };
    if ends {
        cells.resize(3, String::new());
    }
    cells
}

/// To the tenth decimal: beyond it is only the noise of a multiplication with 100.
fn in_full(number: f64) -> String {
    let rounded = (number * 1e10).round() / 1e10;
    // Not `-0`.
    format!("{}", rounded + 0.0)
}

/// `pass@10 (%): …`
fn missing(sheet: &Sheet, row: &Line) -> Vec<String> {
    let said = row.cells.iter().zip(&sheet.head).filter_map(|(cell, head)| match cell {
        Entry::Missing(note) => Some(format!("{}: {}.", head.text, sheet.marked[*note])),
        _ => None,
    });
    said.collect()
}

/// In quotes where it must be.
fn quote(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
