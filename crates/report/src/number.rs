//! How numbers are written in a report.

/// A count with thousands apart: `45,118`.
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share of a whole, in per cent with one decimal: `12.5 %`. A whole of 0 gives `—`.
#[must_use]
pub fn share(part: u64, whole: u64) -> String {
    if whole == 0 { "—".to_owned() } else { format!("{:.1} %", 100.0 * part as f64 / whole as f64) }
}

/// Bytes in the unit that keeps the number short: `702.3 MB`.
#[must_use]
pub fn bytes(number: u64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let mut value = number as f64;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{number} B") } else { format!("{value:.1} {}", UNITS[unit]) }
}

/// A measured value with up to four significant digits and no trailing zeros: `0.4125`, `17`, `1.2e-5`.
#[must_use]
pub fn value(number: f64) -> String {
    if !number.is_finite() {
        return "—".to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    let magnitude = number.abs().log10().floor() as i32;
    if magnitude < -4 {
        return format!("{number:.1e}");
    }
    if number.abs() >= 10_000.0 {
        let sign = if number < 0.0 { "−" } else { "" };
        return format!("{sign}{}", count(number.abs().round() as u64));
    }
    let text = format!("{number:.*}", (3 - magnitude).clamp(0, 8) as usize);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.replacen('-', "−", 1)
}

/// A measured value with so many decimals, trailing zeros kept so that a column lines up: `0.4120`, `−0.05`. Nothing that rounds to zero
/// has a sign.
#[must_use]
pub fn fixed(number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return "—".to_owned();
    }
    let text = format!("{number:.decimals$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// The same with its sign, of a difference: `+0.120`, `−0.050`, `0.000`.
#[must_use]
pub fn signed(number: f64, decimals: usize) -> String {
    let text = fixed(number, decimals);
    let unsigned = !number.is_finite() || text.starts_with('−') || text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if unsigned { text } else { format!("+{text}") }
}

/// A label of an axis, short: `250`, `1.5k`, `30M`, `0.05`.
#[must_use]
pub fn tick(number: f64) -> String {
    for (unit, name) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] {
        if number.abs() >= unit && !(unit == 1e3 && number.abs() < 1e4) {
            return format!("{}{name}", value((number / unit * 100.0).round() / 100.0));
        }
    }
    // Steps of an axis come with rounding noise: 0.30000000000000004.
    if number.abs() < 1e-9 { "0".to_owned() } else { value(number) }
}

/// The start of a text, cut to so many characters with an ellipsis.
#[must_use]
pub fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_readers_expect() {
        assert_eq!(
            [count(0), count(999), count(1000), count(45_118), count(1_234_567)].join(" "),
            "0 999 1,000 45,118 1,234,567"
        );
        assert_eq!([share(1, 8), share(0, 3), share(1, 0)].join(" "), "12.5 % 0.0 % —");
        assert_eq!(
            [bytes(999), bytes(1000), bytes(702_345_678), bytes(999_999)].join(" "),
            "999 B 1.0 kB 702.3 MB 1.0 MB"
        );
        assert_eq!(
            [0.412_49, 17.0, 0.000_012, -2.5, 0.0, f64::NAN, 123_456.7, 1.0, 0.05].map(value).join(" "),
            "0.4125 17 1.2e-5 −2.5 0 — 123,457 1 0.05"
        );
        assert_eq!([250.0, 1500.0, 15_000.0, 3e7, 0.1 + 0.2, 2e9].map(tick).join(" "), "250 1500 15k 30M 0.3 2G");
        assert_eq!(
            [(0.5, 3), (-0.0004, 3), (-0.0, 3), (-0.05, 2), (17.0, 2), (f64::NAN, 1)]
                .map(|(of, to)| fixed(of, to))
                .join(" "),
            "0.500 0.000 0.000 −0.05 17.00 —"
        );
        assert_eq!(
            [0.12, -0.12, 0.000_4, -0.000_4, f64::NAN].map(|of| signed(of, 3)).join(" "),
            "+0.120 −0.120 0.000 0.000 —"
        );
        assert_eq!(short("abcdef", 4), "abc…");
        assert_eq!(short("abcd", 4), "abcd");
    }
}
