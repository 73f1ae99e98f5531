//! How the indentation of a text is rewritten: decided once for the whole text, from all of its lines.

use memchr::memchr;

use super::protect::Protected;
use crate::Language;
use crate::language::Indent;

/// What happens to an indentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// Nothing.
    Keep,
    /// Tabs are expanded to columns that are multiples of this.
    Expand(usize),
    /// So many spaces become a tab each; what is left over stays.
    Tabs(usize),
}

/// Columns that a tab stands for where a text mixes tabs and spaces as if they were interchangeable.
const WIDE_TAB: usize = 8;

pub(super) fn plan(language: Language, text: &str, protected: &Protected) -> Plan {
    let survey = Survey::of(text, protected);
    match language.spec().indent {
        Indent::Spaces(width) => Plan::Expand(if survey.means_wide_tabs() { WIDE_TAB } else { width }),
        Indent::Tabs => match survey.unit {
            2 | 4 | 8 => Plan::Tabs(survey.unit),
            // Not indentation, or alignment that tabs would break.
            _ => Plan::Keep,
        },
    }
}

impl Plan {
    /// The new form of an indentation; `None` when it stays.
    pub fn apply(self, indentation: &str) -> Option<String> {
        match self {
            Plan::Expand(stop) if indentation.contains('\t') => {
                let columns = indentation.bytes().fold(0, |column, byte| match byte {
                    b'\t' => (column / stop + 1) * stop,
                    _ => column + 1,
                });
                Some(" ".repeat(columns))
            }
            Plan::Tabs(unit) if indentation.len() >= unit && !indentation.contains('\t') => {
                Some("\t".repeat(indentation.len() / unit) + &" ".repeat(indentation.len() % unit))
            }
            _ => None,
        }
    }
}

/// What the lines of code look like; lines that start inside literals and comments say nothing.
#[derive(Default)]
struct Survey {
    with_tabs: usize,
    /// Two spaces or more, no tab.
    with_spaces: usize,
    longest_run_of_spaces: usize,
    /// Greatest common divisor of the indentations that are spaces alone; 0 when there is none.
    unit: usize,
}

impl Survey {
    fn of(text: &str, protected: &Protected) -> Survey {
        let bytes = text.as_bytes();
        let mut survey = Survey::default();
        let mut start = 0;
        while start < bytes.len() {
            let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
            let width = indentation_width(&bytes[start..end]);
            let blank = bytes[start + width..end].trim_ascii_start().is_empty();
            let edit = start..start + width;
            if width > 0 && !blank && !protected.keeps_indentation(edit.clone()) && !protected.in_comment(edit) {
                survey.see(&bytes[start..start + width]);
            }
            start = end + 1;
        }
        survey
    }

    fn see(&mut self, indentation: &[u8]) {
        let run = indentation.split(|byte| *byte == b'\t').map(<[u8]>::len).max().unwrap_or(0);
        self.longest_run_of_spaces = self.longest_run_of_spaces.max(run);
        if run < indentation.len() {
            self.with_tabs += 1;
        } else {
            self.unit = greatest_common_divisor(self.unit, run);
            self.with_spaces += usize::from(run >= 2);
        }
    }

    /// A good part of the lines have a few spaces and none has eight: eight are written as a tab.
    fn means_wide_tabs(&self) -> bool {
        self.with_spaces > 0 && self.with_spaces * 4 >= self.with_tabs && self.longest_run_of_spaces < WIDE_TAB
    }
}

/// Spaces and tabs at the start of a line.
pub(super) fn indentation_width(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(**byte, b' ' | b'\t')).count()
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}
