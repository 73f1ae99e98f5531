//! Blocks by indentation: the stack of columns, and when tabs and spaces contradict each other.

use super::Version;

/// The most blocks within each other.
const DEEPEST: usize = 100;

/// The column that a line starts at, measured twice: with tabs to multiples of 8, and with tabs of 1. Lines must compare the
/// same by both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    wide: u32,
    narrow: u32,
}

impl Column {
    /// Steps over a blank; a form feed starts over.
    pub fn step(&mut self, byte: u8) {
        match byte {
            b' ' => {
                self.wide += 1;
                self.narrow += 1;
            }
            b'\t' => {
                self.wide = (self.wide / 8 + 1) * 8;
                self.narrow += 1;
            }
            _ => *self = Column::default(),
        }
    }

    /// As CPython takes it where a backslash ends the blanks of a line: it forgets how wide a tab was.
    pub fn continued(self) -> Column {
        Column { narrow: self.wide, ..self }
    }

    pub fn is_start(self) -> bool {
        self.wide == 0
    }
}

/// What a line does to the blocks.
pub(super) enum Change {
    Same,
    Opens,
    /// So many blocks end.
    Closes(usize),
}

/// The columns of the blocks that are open, the outermost, at column 0, not listed.
#[derive(Debug)]
pub(super) struct Indents {
    open: Vec<Column>,
    version: Version,
}

impl Indents {
    pub fn new(version: Version) -> Indents {
        Indents { open: Vec::new(), version }
    }

    /// The next line of code starts at `column`.
    pub fn line(&mut self, column: Column) -> Result<Change, &'static str> {
        const TABS: &str = "inconsistent use of tabs and spaces in indentation";
        let top = self.top();
        if column.wide > top.wide {
            if self.open.len() + 1 >= DEEPEST {
                return Err("too many levels of indentation");
            }
            // Python 2 takes a tab for 8 columns and does not ask further.
            if column.narrow <= top.narrow && self.version == Version::Three {
                return Err(TABS);
            }
            self.open.push(column);
            return Ok(Change::Opens);
        }
        let before = self.open.len();
        while column.wide < self.top().wide {
            self.open.pop();
        }
        let top = self.top();
        if column.wide != top.wide {
            return Err("unindent does not match any outer indentation level");
        }
        if column.narrow != top.narrow && self.version == Version::Three {
            return Err(TABS);
        }
        match before - self.open.len() {
            0 => Ok(Change::Same),
            closed => Ok(Change::Closes(closed)),
        }
    }

    /// Blocks that are still open.
    pub fn open(&self) -> usize {
        self.open.len()
    }

    fn top(&self) -> Column {
        self.open.last().copied().unwrap_or_default()
    }
}
