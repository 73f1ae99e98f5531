//! Named checkers of standard output. All but programs work on bytes, in time proportional to both outputs, and allocate nothing.

mod catalogue;
mod decimal;
mod program;

use serde::{Deserialize, Serialize};

use crate::equal::close;
use decimal::Decimal;
pub use program::CheckerProgram;
pub(crate) use program::beside;

/// How an output is compared with what is expected. Where several outputs are expected, any of them will do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checker {
    /// Byte for byte.
    Exact,
    /// Line by line: white space at the end of a line, `\r\n` for `\n`, and blank lines at the end do not count.
    Rstrip,
    /// The same words, whatever white space is between them.
    Tokens,
    /// The same words; or both are finite decimal numbers: two integers must have the same value, of other numbers the difference is
    /// at most 1e-5, or 1e-5 of the expected one. `nan` and `inf` are words, and equal themselves.
    TokensFloat,
    /// As many lines, blank ones at both ends aside; the same words in each, or decimal numbers of exactly the same value
    /// (LiveCodeBench's rule). `nan` and `inf` are words.
    DecimalLines,
    /// What a program says: for problems that accept more answers than can be listed.
    Program(CheckerProgram),
}

impl Checker {
    /// Its name, as in files and signatures.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Exact => "exact",
            Self::Rstrip => "rstrip",
            Self::Tokens => "tokens",
            Self::TokensFloat => "tokens-float",
            Self::DecimalLines => "decimal-lines",
            Self::Program(program) => &program.name,
        }
    }

    /// What names may be.
    pub(crate) const NAMES: &str = "exact, rstrip, tokens, tokens-float, decimal-lines, or a Python file beside the \
                                    benchmark's, such as `checkers/tree.py`";

    /// The checker that a file names: one of those above, the path of a Python file relative to the benchmark's file, whose text is still
    /// to be read, or a checker of ours, such as `codecontests/1385_g_columns_swaps`.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "exact" => Self::Exact,
            "rstrip" => Self::Rstrip,
            "tokens" => Self::Tokens,
            "tokens-float" => Self::TokensFloat,
            "decimal-lines" => Self::DecimalLines,
            _ => Self::Program(CheckerProgram::shipped(name).or_else(|| CheckerProgram::file(name))?),
        })
    }

    /// Whether `output` is as `expected` has it; none where a program has to be asked.
    #[must_use]
    pub fn accepts(&self, output: &[u8], expected: &[u8]) -> Option<bool> {
        Some(match self {
            Self::Exact => output == expected,
            Self::Rstrip => lines(output).eq(lines(expected)),
            Self::Tokens => words(output).eq(words(expected)),
            Self::TokensFloat => pairwise(words(output), words(expected), near),
            Self::DecimalLines => {
                let same = |a: &[u8], b: &[u8]| pairwise(words(a), words(b), same_value);
                pairwise(lines(output.trim_ascii()), lines(expected.trim_ascii()), same)
            }
            Self::Program(_) => return None,
        })
    }
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| byte.is_ascii_whitespace() || *byte == 0x0b).filter(|word| !word.is_empty())
}

/// Lines without the white space at their ends; blank ones at the end of the text are left out.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.trim_ascii_end().split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end)
}

fn pairwise<'a>(
    mut output: impl Iterator<Item = &'a [u8]>,
    mut expected: impl Iterator<Item = &'a [u8]>,
    same: impl Fn(&[u8], &[u8]) -> bool,
) -> bool {
    loop {
        match (output.next(), expected.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || same(a, b) => {}
            _ => return false,
        }
    }
}

fn same_value(output: &[u8], expected: &[u8]) -> bool {
    match (Decimal::of(output), Decimal::of(expected)) {
        (Some(a), Some(b)) => a.equal(&b),
        _ => false,
    }
}

fn near(output: &[u8], expected: &[u8]) -> bool {
    let (Some(a), Some(b)) = (Decimal::of(output), Decimal::of(expected)) else { return false };
    if a.integer() && b.integer() {
        return a.equal(&b);
    }
    // Rust reads a double in time proportional to its digits.
    let double = |word: &[u8]| std::str::from_utf8(word).ok()?.parse::<f64>().ok();
    a.equal(&b)
        || double(output).zip(double(expected)).is_some_and(|(a, b)| close(a, b, 1e-5, 0.0) || close(a, b, 0.0, 1e-5))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(checker: Checker, output: &str, expected: &str) -> bool {
        checker.accepts(output.as_bytes(), expected.as_bytes()).unwrap()
    }

    #[test]
    fn white_space() {
        assert!(!check(Checker::Exact, "1\n", "1"));
        assert!(check(Checker::Rstrip, "1 \r\n2\n\n", "1\n2"));
        assert!(!check(Checker::Rstrip, " 1\n2", "1\n2"));
        assert!(!check(Checker::Rstrip, "1\n\n2", "1\n2"));
        assert!(check(Checker::Tokens, " 1\n\n2", "1 2\n"));
        assert!(!check(Checker::Tokens, "12", "1 2"));
        assert!(check(Checker::Tokens, "", "\n"));
    }

    #[test]
    fn numbers() {
        assert!(check(Checker::TokensFloat, "0.333333", "0.33333333"));
        assert!(check(Checker::TokensFloat, "1000001.0", "1000000.5"));
        assert!(!check(Checker::TokensFloat, "0.3334", "0.3333"));
        assert!(check(Checker::TokensFloat, "+007", "7"));
        assert!(check(Checker::TokensFloat, "7.0", "7"));
        assert!(!check(Checker::TokensFloat, "9007199254740993", "9007199254740992"));
        assert!(check(Checker::TokensFloat, "NaN inf", "NaN inf"));
        assert!(!check(Checker::TokensFloat, "inf", "1e400"));
        assert!(!check(Checker::TokensFloat, "nan", "1"));
        assert!(!check(Checker::TokensFloat, "1 2", "1 2 3"));
        assert!(!check(Checker::TokensFloat, "Yes", "yes"));
    }

    #[test]
    fn decimal_lines() {
        assert!(check(Checker::DecimalLines, "1.0 2e0\n3\n", "1 2\n3.00"));
        assert!(!check(Checker::DecimalLines, "1 2 3", "1 2\n3"));
        assert!(!check(Checker::DecimalLines, "0.30000000000000004", "0.3"));
        assert!(check(Checker::DecimalLines, "1e999999999999999999999", "1e999999999999999999999"));
        assert!(!check(Checker::DecimalLines, "nan", "inf"));
    }

    /// A hundred megabytes of digits, on either side.
    #[test]
    fn long_outputs_take_linear_time() {
        let digits = vec![b'7'; 100 << 20];
        let mut other = digits.clone();
        *other.last_mut().unwrap() = b'8';
        for checker in [Checker::Exact, Checker::Rstrip, Checker::Tokens, Checker::TokensFloat, Checker::DecimalLines] {
            assert_eq!(checker.accepts(&digits, &digits), Some(true), "{checker:?}");
            assert_eq!(checker.accepts(&digits, &other), Some(false), "{checker:?}");
        }
        let mut fraction = digits;
        fraction[1] = b'.';
        assert_eq!(Checker::TokensFloat.accepts(&fraction, b"7.7777777777"), Some(true));
    }
}
