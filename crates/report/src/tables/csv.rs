//! A table as comma-separated values (RFC 4180).

use super::papers::notes;
use super::sheet::{Entry, Line, Sheet};

/// A header, a line a row, and a last column with the notes: what a row's missing numbers need in that row, the notes on the whole table in
/// the first.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut text = String::new();
    let mut record = |cells: Vec<String>| {
        text.push_str(&cells.iter().map(|cell| quote(cell)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    };
    record(sheet.head.iter().map(|head| head.text.clone()).chain(["notes".to_owned()]).collect());
    let whole: Vec<String> =
        notes(sheet).into_iter().filter(|(mark, _)| mark.is_none()).map(|(_, note)| note).collect();
    for (at, row) in sheet.groups.iter().flatten().enumerate() {
        let mut said = missing(sheet, row);
        if at == 0 {
            said.extend(whole.iter().cloned());
        }
        record(row.cells.iter().map(written).chain([said.join(" ")]).collect());
    }
    text
}

fn written(cell: &Entry) -> String {
    match cell {
        Entry::Name(text) | Entry::Number(text, _) => text.clone(),
        Entry::Missing(_) => String::new(),
    }
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
