//! Numeric literals.

use super::Version;

/// The most digits of a decimal integer that the compiler converts.
const MOST_DIGITS: usize = 4300;

type IsDigit = fn(&u8) -> bool;

/// Where the number at `start` (a digit, or a dot before one) ends.
pub(super) fn end(bytes: &[u8], start: usize, version: Version) -> Result<usize, &'static str> {
    let number = Number { bytes, version };
    let at = |offset: usize| bytes.get(start + offset).copied().unwrap_or(0) | 0x20;
    let base: Option<(IsDigit, &'static str)> = match (bytes[start], at(1)) {
        (b'0', b'x') => Some((u8::is_ascii_hexdigit, "invalid hexadecimal literal")),
        (b'0', b'o') => Some((|byte| matches!(byte, b'0'..=b'7'), "invalid octal literal")),
        (b'0', b'b') => Some((|byte| matches!(byte, b'0' | b'1'), "invalid binary literal")),
        _ => None,
    };
    match base {
        Some((is_digit, what)) => {
            let end = number.digits(start + 2, true, is_digit).ok_or(what)?;
            number.finish(end, true, what)
        }
        None => number.decimal(start),
    }
}

struct Number<'a> {
    bytes: &'a [u8],
    version: Version,
}

const DECIMAL: &str = "invalid decimal literal";

impl Number<'_> {
    fn at(&self, position: usize) -> u8 {
        self.bytes.get(position).copied().unwrap_or(0)
    }

    fn decimal(&self, start: usize) -> Result<usize, &'static str> {
        let whole = match self.at(start) {
            b'.' => start,
            _ => self.digits(start, false, u8::is_ascii_digit).ok_or(DECIMAL)?,
        };
        let mut end = whole;
        if self.at(end) == b'.' {
            end += 1;
            if self.at(end).is_ascii_digit() {
                end = self.digits(end, false, u8::is_ascii_digit).ok_or(DECIMAL)?;
            }
        }
        if self.at(end) | 0x20 == b'e' {
            let sign = usize::from(matches!(self.at(end + 1), b'+' | b'-'));
            if self.at(end + 1 + sign).is_ascii_digit() {
                end = self.digits(end + 1 + sign, false, u8::is_ascii_digit).ok_or(DECIMAL)?;
            } else if sign == 1 {
                return Err(DECIMAL);
            }
        }
        if self.at(end) | 0x20 == b'j' {
            return self.finish(end + 1, false, "invalid imaginary literal");
        }
        if end == whole {
            self.check_integer(&self.bytes[start..end])?;
        }
        self.finish(end, end == whole, DECIMAL)
    }

    fn check_integer(&self, digits: &[u8]) -> Result<(), &'static str> {
        let zeros_first = digits[0] == b'0' && digits.iter().any(|digit| matches!(digit, b'1'..=b'9'));
        let octal = self.version == Version::Two && digits.iter().all(|digit| matches!(digit, b'0'..=b'7'));
        if zeros_first && !octal {
            return Err("leading zeros in decimal integer literals are not permitted");
        }
        if digits.len() > MOST_DIGITS
            && digits.iter().filter(|digit| digit.is_ascii_digit()).count() > MOST_DIGITS
            && self.version == Version::Three
        {
            return Err("integer literal has too many digits");
        }
        Ok(())
    }

    /// Digits, single underscores between them (before the first one too after a base).
    fn digits(&self, start: usize, after_base: bool, is_digit: IsDigit) -> Option<usize> {
        let underscores = self.version == Version::Three;
        let mut end = start;
        let mut needs_digit = true;
        if after_base && underscores && self.at(end) == b'_' {
            end += 1;
        }
        loop {
            match self.at(end) {
                byte if is_digit(&byte) => needs_digit = false,
                b'_' if underscores && !needs_digit => needs_digit = true,
                _ => break,
            }
            end += 1;
        }
        (!needs_digit).then_some(end)
    }

    /// A name may not start where the number ends, but for some keywords: `1if x else 2`.
    fn finish(&self, end: usize, integer: bool, what: &'static str) -> Result<usize, &'static str> {
        if self.version == Version::Two {
            return Ok(end + usize::from(integer && self.at(end) | 0x20 == b'l'));
        }
        let rest = self.bytes.get(end..).unwrap_or(&[]);
        let next = self.at(end);
        let keywords: &[&[u8]] = &[b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        let in_name = next.is_ascii_alphanumeric() || next == b'_' || next >= 0x80;
        match in_name && !keywords.iter().any(|keyword| rest.starts_with(keyword)) {
            true => Err(what),
            false => Ok(end),
        }
    }
}
