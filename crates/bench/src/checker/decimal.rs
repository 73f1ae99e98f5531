//! Decimal numbers as text: compared by value without ever becoming binary.

/// `[+-] digits [. digits] [e [+-] digits]`, taken apart.
pub(super) struct Decimal<'t> {
    negative: bool,
    whole: &'t [u8],
    fraction: &'t [u8],
    exponent: i64,
    plain: bool,
}

impl<'t> Decimal<'t> {
    /// None where the word is no finite decimal number, or its exponent has more than 17 digits.
    pub(super) fn of(word: &'t [u8]) -> Option<Self> {
        let (negative, rest) = sign(word);
        let (mantissa, exponent) = match rest.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(at) => (&rest[..at], Some(&rest[at + 1..])),
            None => (rest, None),
        };
        let (whole, fraction, point) = match mantissa.iter().position(|byte| *byte == b'.') {
            Some(at) => (&mantissa[..at], &mantissa[at + 1..], true),
            None => (mantissa, &mantissa[mantissa.len()..], false),
        };
        let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
        if whole.len() + fraction.len() == 0 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let power = match exponent {
            None => 0,
            Some(text) => {
                let (negative, power) = sign(text);
                if power.is_empty() || power.len() > 17 || !digits(power) {
                    return None;
                }
                let power = power.iter().fold(0, |power, digit| 10 * power + i64::from(digit - b'0'));
                if negative { -power } else { power }
            }
        };
        Some(Self { negative, whole, fraction, exponent: power, plain: !point && exponent.is_none() })
    }

    /// Whether it is written as an integer.
    pub(super) fn integer(&self) -> bool {
        self.plain
    }

    pub(super) fn equal(&self, other: &Self) -> bool {
        let (a, b) = (self.significant(), other.significant());
        match (a, b) {
            (None, None) => true,
            (Some((a, a_digits)), Some((b, b_digits))) => {
                self.negative == other.negative && a == b && self.digits(a_digits).eq(other.digits(b_digits))
            }
            _ => false,
        }
    }

    /// The power of ten of the first digit that is not 0, and where the digits that count start and end; none of zero.
    fn significant(&self) -> Option<(i64, (usize, usize))> {
        let length = self.whole.len() + self.fraction.len();
        let first = (0..length).find(|at| self.digit(*at) != b'0')?;
        let last = (0..length).rev().find(|at| self.digit(*at) != b'0')?;
        Some((self.whole.len() as i64 - 1 - first as i64 + self.exponent, (first, last + 1)))
    }

    fn digits(&self, (start, end): (usize, usize)) -> impl Iterator<Item = u8> {
        (start..end).map(|at| self.digit(at))
    }

    fn digit(&self, at: usize) -> u8 {
        if at < self.whole.len() { self.whole[at] } else { self.fraction[at - self.whole.len()] }
    }
}

fn sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Decimal::of(a.as_bytes()).unwrap().equal(&Decimal::of(b.as_bytes()).unwrap())
    }

    #[test]
    fn by_value() {
        for (a, b) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("0.001", "1E-3"),
            ("-0", "0.0"),
            (".5", "+0.50"),
            ("5.", "5"),
            ("00", "0e9"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [("1", "-1"), ("1", "10"), ("0.1", "0.01"), ("12", "21"), ("1", "1.0000000000000000000001")] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for word in ["", ".", "-", "e5", "1e", "1e+", "nan", "inf", "0x10", "1_000", "1.2.3", "1e123456789012345678"] {
            assert!(Decimal::of(word.as_bytes()).is_none(), "{word}");
        }
    }
}
