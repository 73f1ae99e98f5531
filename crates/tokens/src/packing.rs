//! Packing: examples side by side in rows of one length.
//!
//! An example of n ids fills n − 1 places: a place has the id that is read and the id that is to be told from it. Each
//! example is a segment with positions from 0; attention must be causal inside segments and nowhere else, so that a packed
//! example gives what it gives alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::{Result, TokensError};
use crate::example::Example;
use crate::tally::TokenTally;

/// How examples are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Order {
    /// In the order in which they came: the next row begins when one does not fit. For curricula.
    Preserve {},
    /// Best fit decreasing among the examples of a window: the longest first, each into the fullest row with room.
    BestFit {
        /// The window: examples wait until they would fill this many rows. More rows waste less, and mix more.
        window_rows: usize,
    },
}

/// What happens to an example that is longer than a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TooLong {
    /// Its beginning is cut off: the answer stays whole while it fits.
    TruncateLeft,
    /// Its end is cut off, with the end of text.
    TruncateRight,
    /// It is left out.
    Drop,
}

/// How to pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packing {
    /// Places in a row.
    pub row: usize,
    /// How examples are placed.
    pub order: Order,
    /// What happens to those longer than a row.
    pub too_long: TooLong,
    /// The id in places that are left over.
    pub pad: u32,
}

/// One row; each list has as many entries as the row has places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// Ids that are read.
    pub tokens: Vec<u32>,
    /// Ids to be told, one place on in the same example.
    pub targets: Vec<u32>,
    /// 1 where the target is learned, else 0.
    pub loss_mask: Vec<u8>,
    /// The example of each place, from 1 in each row; 0 where nothing is.
    pub segments: Vec<u32>,
    /// Position in the example, from 0.
    pub positions: Vec<u32>,
    /// The examples, in the order of their segments.
    pub parts: Vec<Part>,
}

/// One example in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// See [`Example::origin`].
    pub origin: u64,
    /// See [`Example::task`].
    pub task: String,
    /// See [`Example::language`].
    pub language: String,
    /// Its first place.
    pub start: usize,
    /// Its places.
    pub places: usize,
    /// Its places with a learned target.
    pub learned: usize,
}

/// What became of the examples.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackingReport {
    /// Examples that came.
    pub examples: u64,
    /// Those that were longer than a row and lost some ids.
    pub truncated: u64,
    /// The ids that they lost.
    pub truncated_ids: u64,
    /// Those that were longer than a row and were left out.
    pub too_long: u64,
    /// Those left out because none of their targets is learned, perhaps after truncation.
    pub nothing_learned: u64,
    /// Rows given out.
    pub rows: u64,
    /// Places in them that are left over.
    pub padding: u64,
    /// What the rows given out hold.
    pub packed: TokenTally,
}

/// Packs a stream of examples. Written to a checkpoint and read again it goes on as if nothing had happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packer {
    packing: Packing,
    /// Examples that wait, in the order in which they came.
    waiting: Vec<Example>,
    report: PackingReport,
}

fn places(example: &Example) -> usize {
    example.ids.len() - 1
}

impl Packer {
    /// A packer with nothing in it.
    ///
    /// # Errors
    /// When rows or the window have no places.
    pub fn new(packing: Packing) -> Result<Self> {
        let none = |option| TokensError::Option { option, found: "0".to_owned(), expected: "1 or more".to_owned() };
        if packing.row == 0 {
            return Err(none("row"));
        }
        if packing.order == (Order::BestFit { window_rows: 0 }) {
            return Err(none("window_rows"));
        }
        Ok(Self { packing, waiting: Vec::new(), report: PackingReport::default() })
    }

    /// Takes an example, and gives the rows that are ready.
    ///
    /// # Errors
    /// When `ids` and `learned` of the example differ in length.
    pub fn push(&mut self, example: Example) -> Result<Vec<Packed>> {
        if example.ids.len() != example.learned.len() {
            return Err(TokensError::Option {
                option: "example",
                found: format!(
                    "{} ids with {} marks (origin {})",
                    example.ids.len(),
                    example.learned.len(),
                    example.origin
                ),
                expected: "a mark for each id".to_owned(),
            });
        }
        self.report.examples += 1;
        let Some(example) = self.fitting(example) else { return Ok(Vec::new()) };
        let row = self.packing.row;
        let waiting: usize = self.waiting.iter().map(places).sum();
        match self.packing.order {
            Order::Preserve {} => {
                let full = waiting + places(&example) > row;
                let ready = if full { vec![std::mem::take(&mut self.waiting)] } else { Vec::new() };
                self.waiting.push(example);
                Ok(self.give(ready))
            }
            Order::BestFit { window_rows } => {
                let full = waiting + places(&example) >= row.saturating_mul(window_rows);
                self.waiting.push(example);
                let mut rows = if full { self.best_fit() } else { return Ok(Vec::new()) };
                // The emptiest row waits for the next window.
                let emptiest =
                    rows.iter().enumerate().min_by_key(|(at, row)| (row.iter().map(places).sum::<usize>(), *at));
                let emptiest = emptiest.map(|(at, _)| at).expect("the window has an example");
                self.waiting = rows.remove(emptiest);
                Ok(self.give(rows))
            }
        }
    }

    /// Gives the rows that are left when no more examples come.
    pub fn finish(&mut self) -> Vec<Packed> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        let rows = match self.packing.order {
            Order::Preserve {} => vec![std::mem::take(&mut self.waiting)],
            Order::BestFit { .. } => self.best_fit(),
        };
        self.give(rows)
    }

    /// The account so far.
    #[must_use]
    pub fn report(&self) -> &PackingReport {
        &self.report
    }

    /// Examples that wait for a row.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn fitting(&mut self, mut example: Example) -> Option<Example> {
        let most = self.packing.row + 1;
        let excess = example.ids.len().saturating_sub(most);
        if excess > 0 {
            match self.packing.too_long {
                TooLong::Drop => {
                    self.report.too_long += 1;
                    return None;
                }
                TooLong::TruncateLeft => {
                    example.ids.drain(..excess);
                    example.learned.drain(..excess);
                }
                TooLong::TruncateRight => {
                    example.ids.truncate(most);
                    example.learned.truncate(most);
                }
            }
        }
        if !example.learned.iter().skip(1).any(|&learned| learned == 1) {
            self.report.nothing_learned += 1;
            return None;
        }
        self.report.truncated += u64::from(excess > 0);
        self.report.truncated_ids += excess as u64;
        Some(example)
    }

    /// All that wait, in rows by the first example of each, each in the order in which its examples came.
    fn best_fit(&mut self) -> Vec<Vec<Example>> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut order: Vec<usize> = (0..waiting.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(places(&waiting[at])), at));
        let mut rows: Vec<Vec<usize>> = Vec::new();
        let mut room: BTreeSet<(usize, usize)> = BTreeSet::new();
        for at in order {
            let length = places(&waiting[at]);
            let (left, row) = room.range((length, 0)..).next().copied().unwrap_or((self.packing.row, rows.len()));
            if row == rows.len() {
                rows.push(Vec::new());
            }
            room.remove(&(left, row));
            room.insert((left - length, row));
            rows[row].push(at);
        }
        rows.iter_mut().for_each(|row| row.sort_unstable());
        rows.sort_unstable();
        let mut waiting: Vec<Option<Example>> = waiting.into_iter().map(Some).collect();
        rows.into_iter().map(|row| row.into_iter().filter_map(|at| waiting[at].take()).collect()).collect()
    }

    fn give(&mut self, rows: Vec<Vec<Example>>) -> Vec<Packed> {
        let packed: Vec<Packed> = rows.into_iter().map(|row| lay(row, &self.packing)).collect();
        for row in &packed {
            self.report.rows += 1;
            self.report.padding += row.segments.iter().filter(|&&segment| segment == 0).count() as u64;
            row.parts.iter().for_each(|part| self.report.packed.add(part));
        }
        packed
    }
}

fn lay(examples: Vec<Example>, packing: &Packing) -> Packed {
    let mut row = Packed {
        tokens: Vec::with_capacity(packing.row),
        targets: Vec::with_capacity(packing.row),
        loss_mask: Vec::with_capacity(packing.row),
        segments: Vec::with_capacity(packing.row),
        positions: Vec::with_capacity(packing.row),
        parts: Vec::with_capacity(examples.len()),
    };
    for (segment, example) in (1..).zip(examples) {
        let (start, places) = (row.tokens.len(), places(&example));
        row.tokens.extend_from_slice(&example.ids[..places]);
        row.targets.extend_from_slice(&example.ids[1..]);
        row.loss_mask.extend_from_slice(&example.learned[1..]);
        row.segments.extend(std::iter::repeat_n(segment, places));
        row.positions.extend(0..places as u32);
        let learned = example.learned[1..].iter().filter(|&&learned| learned == 1).count();
        let Example { origin, task, language, .. } = example;
        row.parts.push(Part { origin, task, language, start, places, learned });
    }
    row.tokens.resize(packing.row, packing.pad);
    row.targets.resize(packing.row, packing.pad);
    row.loss_mask.resize(packing.row, 0);
    row.segments.resize(packing.row, 0);
    row.positions.resize(packing.row, 0);
    row
}
