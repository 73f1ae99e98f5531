//! Numbers and tables for people.

use std::fmt::Write;

/// `45,118`
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `702 MB`, `1.2 GB`: powers of ten.
pub fn bytes(number: u64) -> String {
    let number = number as f64;
    match number {
        n if n < 1e3 => format!("{n:.0} B"),
        n if n < 1e6 => format!("{:.0} kB", n / 1e3),
        n if (1e7..1e9).contains(&n) => format!("{:.0} MB", n / 1e6),
        n if n < 1e9 => format!("{:.1} MB", n / 1e6),
        n => format!("{:.2} GB", n / 1e9),
    }
}

/// `0.32 s`, `1 m 04 s`.
pub fn seconds(seconds: f64) -> String {
    match seconds {
        s if s < 10.0 => format!("{s:.2} s"),
        s if s < 60.0 => format!("{s:.1} s"),
        s => format!("{} m {:02} s", s as u64 / 60, s as u64 % 60),
    }
}

/// Lines of a table with a header, columns padded; columns in `right` are flush right.
pub fn table(header: &[&str], rows: &[Vec<String>], right: &[usize]) -> String {
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([header[column].chars().count()]).max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    for row in std::iter::once(&header).chain(rows) {
        let mut line = String::from(" ");
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column] - cell.chars().count());
            let _ = match right.contains(&column) {
                true => write!(line, " {pad}{cell} "),
                false => write!(line, " {cell}{pad} "),
            };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!((count(0), count(999), count(45_118)), ("0".into(), "999".into(), "45,118".into()));
        assert_eq!(
            (bytes(12), bytes(702_000_000), bytes(1_210_000_000)),
            ("12 B".into(), "702 MB".into(), "1.21 GB".into())
        );
        assert_eq!((seconds(0.42), seconds(64.2)), ("0.42 s".into(), "1 m 04 s".into()));
    }
}
