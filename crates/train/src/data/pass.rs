//! One pass after another over the rows of some languages.

use std::collections::VecDeque;

use trommel_model::rng::Key;
use trommel_tokens::{Example, Label, Staged, Tokenizer};

use super::cursor::Position;
use super::pace::{Pace, difficulties};
use super::staged::{examples, refuse_unparted};
use super::table::{Group, Row, Table};
use crate::config::{DataConfig, RowOrder};
use crate::error::{Error, Result};

/// Sites of this module's random numbers.
const GROUPS: u32 = 0x6772_7073;
const ROWS: u32 = 0x726f_7773;
const PAIRS: u32 = 0x7061_6972;
const STAGES: u32 = 0x7374_6167;

/// Rows that are tokenised at a time.
const AHEAD: usize = 512;

/// What all passes of a stream read from.
pub(crate) struct Source<'a> {
    pub table: &'a Table,
    pub tokenizer: &'a Tokenizer,
    pub config: &'a DataConfig,
    /// For the control of shuffled pairs: the answers of all rows, dealt anew.
    pub answers: Option<Vec<String>>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(table: &'a Table, tokenizer: &'a Tokenizer, config: &'a DataConfig, seed: u64) -> Result<Self> {
        refuse_unparted(table, config)?;
        let mut source = Self { table, tokenizer, config, answers: None };
        if config.shuffled_pairs {
            let rows = table.head(u64::MAX)?;
            if rows.len() < 2 {
                return Err(Error::setting("data.shuffled_pairs", true, "false with a single row, or more rows"));
            }
            let mut answers: Vec<String> = rows.into_iter().map(|row| row.answer).collect();
            // Sattolo's permutation is one cycle: no answer stays with its prompt.
            let mut random = Key { seed, step: 0, layer: u32::MAX, site: PAIRS }.stream();
            for at in (1..answers.len()).rev() {
                answers.swap(at, (random.bits() % at as u64) as usize);
            }
            source.answers = Some(answers);
        }
        Ok(source)
    }

    /// The examples of these rows, by several threads.
    fn examples(&self, rows: &[Row]) -> Result<Vec<Staged>> {
        let mut all: Vec<(Label, &str, &str)> = rows.iter().map(Row::labelled).collect();
        if let Some(dealt) = &self.answers {
            all.iter_mut().for_each(|(label, _, answer)| *answer = &dealt[label.origin as usize]);
        }
        examples(self.table, self.tokenizer, self.config, &all)
    }
}

/// Passes over the rows of `languages` (of all, if empty).
pub(crate) struct Pass {
    languages: Vec<String>,
    position: Position,
    /// The window that `rows` is, if it was read.
    loaded: Option<(u64, usize)>,
    /// The window's rows, in the order in which they are drawn.
    rows: Vec<Row>,
    /// The next of them as token ids.
    ahead: VecDeque<Staged>,
    paced: Option<(Pace, Vec<Staged>)>,
}

impl Pass {
    /// Passes that go on from `position`.
    pub(crate) fn new(source: &Source, languages: Vec<String>, position: Position) -> Result<Self> {
        let mut pass =
            Self { languages, position, loaded: None, rows: Vec::new(), ahead: VecDeque::new(), paced: None };
        if let Some(curriculum) = source.config.curriculum {
            let rows = source.table.head(u64::MAX)?;
            let rows: Vec<Row> = rows.into_iter().filter(|row| pass.wants(row)).collect();
            let examples = source.examples(&rows)?;
            if examples.is_empty() {
                return Err(pass.nothing());
            }
            let whole: Vec<&Example> = examples.iter().map(Staged::whole).collect();
            let difficulty = difficulties(curriculum.difficulty, &whole);
            let mut pace = Pace::new(curriculum, pass.position.seed, &difficulty);
            pace.forward(pass.position.drawn);
            pass.paced = Some((pace, examples));
        }
        Ok(pass)
    }

    pub(crate) fn position(&self) -> &Position {
        &self.position
    }

    /// The next example.
    pub(crate) fn draw(&mut self, source: &Source) -> Result<Example> {
        let seed = self.position.seed;
        let example = match &mut self.paced {
            Some((pace, examples)) => {
                let example = staged(&examples[pace.draw()], source, seed, self.position.epoch)?;
                self.position.epoch = (self.position.drawn + 1) / examples.len() as u64;
                example
            }
            None => {
                let row = self.next_row(source)?;
                if self.ahead.is_empty() {
                    let some = &self.rows[row..self.rows.len().min(row + AHEAD)];
                    self.ahead = source.examples(some)?.into();
                }
                self.position.at = row + 1;
                let next = self.ahead.pop_front().expect("at least one row was encoded");
                staged(&next, source, seed, self.position.epoch)?
            }
        };
        self.position.drawn += 1;
        self.position.last = source.table.place(example.origin);
        Ok(example)
    }

    /// Moves to a window with a row that was not drawn, and gives that row's place in it.
    fn next_row(&mut self, source: &Source) -> Result<usize> {
        let windows = source.table.groups().len().div_ceil(window_groups(source.config));
        let mut empty = 0;
        loop {
            let here = (self.position.epoch, self.position.window);
            if self.loaded != Some(here) {
                self.rows = self.window(source)?;
                self.ahead.clear();
                self.loaded = Some(here);
            }
            if self.position.at < self.rows.len() {
                return Ok(self.position.at);
            }
            // As many windows without a row as there are: no row is wanted at all.
            empty += 1;
            if empty > windows + 1 {
                return Err(self.nothing());
            }
            self.position.at = 0;
            self.position.window += 1;
            if self.position.window >= windows {
                self.position.window = 0;
                self.position.epoch += 1;
            }
        }
    }

    /// The rows of the window at hand, in the order in which they are drawn.
    fn window(&self, source: &Source) -> Result<Vec<Row>> {
        let Position { seed, epoch, window, .. } = self.position;
        let mut groups: Vec<Group> = source.table.groups().to_vec();
        let shuffled = matches!(source.config.order, RowOrder::Shuffled { .. });
        if shuffled {
            shuffle(&mut groups, Key { seed, step: epoch, layer: 0, site: GROUPS });
        }
        let width = window_groups(source.config);
        let mut rows = Vec::new();
        for group in groups.chunks(width).nth(window).unwrap_or_default() {
            rows.extend(source.table.read(*group, u64::MAX)?.into_iter().filter(|row| self.wants(row)));
        }
        if shuffled {
            shuffle(&mut rows, Key { seed, step: epoch, layer: window as u32, site: ROWS });
        }
        Ok(rows)
    }

    fn wants(&self, row: &Row) -> bool {
        self.languages.is_empty() || self.languages.contains(&row.language)
    }

    fn nothing(&self) -> Error {
        let languages = if self.languages.is_empty() { "any language".into() } else { self.languages.join(", ") };
        Error::Nothing(format!(
            "no row of the training split is in {languages}: look at the column `language`, or at `data.phases`"
        ))
    }
}

/// An example at the stage that its row has in this epoch, whatever was drawn before.
fn staged(example: &Staged, source: &Source, seed: u64, epoch: u64) -> Result<Example> {
    let Some(progressive) = &source.config.progressive else { return Ok(example.whole().clone()) };
    let key = Key { seed, step: example.whole().origin, layer: epoch as u32, site: STAGES };
    Ok(example.at(example.choose(progressive.whole, key.stream().bits()))?)
}

fn window_groups(config: &DataConfig) -> usize {
    match config.order {
        RowOrder::File => 1,
        RowOrder::Shuffled { groups } => groups.max(1),
    }
}

/// Fisher and Yates' shuffle with the numbers of one key.
fn shuffle<T>(items: &mut [T], key: Key) {
    let mut random = key.stream();
    for at in (1..items.len()).rev() {
        let other = ((u128::from(random.bits()) * (at as u128 + 1)) >> 64) as usize;
        items.swap(at, other);
    }
}
