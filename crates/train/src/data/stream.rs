//! Examples of the phase at hand, packed into rows.

use std::collections::BTreeSet;

use trommel_model::rng::Key;
use trommel_tokens::{Packed, Packer, Packing, PackingReport, Tokenizer};

use super::cursor::{Cursor, Position};
use super::pass::{Pass, Source};
use super::table::Table;
use crate::config::{Batching, TrainConfig};
use crate::error::Result;

/// The site of this module's random numbers.
const REPLAY: u32 = 0x7265_706c;

/// An endless stream of packed rows, a function of the configuration, the data and the seed alone.
pub struct ExampleStream<'a> {
    source: Source<'a>,
    config: &'a TrainConfig,
    phase: usize,
    drawn: u64,
    rows: Pass,
    replay: Option<Pass>,
    packer: Packer,
    ready: Vec<Packed>,
}

impl<'a> ExampleStream<'a> {
    /// A stream from the beginning.
    ///
    /// # Errors
    /// Rows that cannot be read, settings of packing that cannot work.
    pub fn new(table: &'a Table, tokenizer: &'a Tokenizer, config: &'a TrainConfig) -> Result<Self> {
        let cursor = Cursor {
            phase: 0,
            drawn: 0,
            rows: Position::default(),
            replay: Position::default(),
            packer: Packer::new(packing(&config.batch, tokenizer)?)?,
            ready: Vec::new(),
        };
        let mut cursor = cursor;
        cursor.rows.seed = phase_seed(config.seed, 0, false);
        Self::resume(table, tokenizer, config, cursor)
    }

    /// A stream that goes on from a cursor of the same configuration and data.
    ///
    /// # Errors
    /// As [`ExampleStream::new`].
    pub fn resume(table: &'a Table, tokenizer: &'a Tokenizer, config: &'a TrainConfig, cursor: Cursor) -> Result<Self> {
        let source = Source::new(table, tokenizer, &config.data, config.seed)?;
        let (rows, replay) = passes(&source, config, cursor.phase, cursor.rows, cursor.replay)?;
        let Cursor { phase, drawn, packer, ready, .. } = cursor;
        Ok(Self { source, config, phase, drawn, rows, replay, packer, ready })
    }

    /// Where it stands.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor {
            phase: self.phase,
            drawn: self.drawn,
            rows: self.rows.position().clone(),
            replay: self.replay.as_ref().map(|pass| pass.position().clone()).unwrap_or_default(),
            packer: self.packer.clone(),
            ready: self.ready.clone(),
        }
    }

    /// The phase that it is in, from 0.
    pub(crate) fn cursor_phase(&self) -> usize {
        self.phase
    }

    /// Begins another phase; examples that wait for a row stay.
    ///
    /// # Errors
    /// When none of its rows can be read.
    pub fn enter(&mut self, phase: usize) -> Result<()> {
        let position = |replay| Position { seed: phase_seed(self.config.seed, phase, replay), ..Position::default() };
        (self.rows, self.replay) = passes(&self.source, self.config, phase, position(false), position(true))?;
        self.phase = phase;
        Ok(())
    }

    /// The next `count` rows.
    ///
    /// # Errors
    /// When a row cannot be read or tokenised, or nothing of any example is learned.
    pub fn take(&mut self, count: usize) -> Result<Vec<Packed>> {
        let mut fruitless = 0;
        while self.ready.len() < count {
            let before = (self.ready.len(), self.packer.waiting());
            let example = self.draw()?;
            self.ready.extend(self.packer.push(example)?);
            fruitless = if before == (self.ready.len(), self.packer.waiting()) { fruitless + 1 } else { 0 };
            if fruitless > self.source.table.rows() {
                return Err(crate::error::Error::Nothing(format!(
                    "no example fits into a row of {} tokens with an answer to learn: give longer rows, or another \
                     `batch.too_long`",
                    self.config.batch.row
                )));
            }
        }
        Ok(self.ready.drain(..count).collect())
    }

    /// Rows that `examples` examples fill, from the beginning of the stream.
    ///
    /// # Errors
    /// As [`ExampleStream::take`].
    pub(crate) fn count_rows(mut self, examples: u64) -> Result<u64> {
        let mut rows = 0;
        for _ in 0..examples {
            let example = self.draw()?;
            rows += self.packer.push(example)?.len() as u64;
        }
        Ok(rows + self.packer.finish().len() as u64)
    }

    /// Passes over the phase's rows that are behind it, with a fraction in the first.
    #[must_use]
    pub fn epoch(&self) -> f64 {
        self.drawn as f64 / self.source.table.rows() as f64
    }

    /// What became of the examples so far.
    #[must_use]
    pub fn report(&self) -> &PackingReport {
        self.packer.report()
    }

    fn draw(&mut self) -> Result<trommel_tokens::Example> {
        let probability = self.config.data.phases.get(self.phase).map_or(0.0, |phase| phase.replay);
        let key = Key { seed: self.config.seed, step: self.drawn, layer: u32::MAX, site: REPLAY };
        self.drawn += 1;
        match &mut self.replay {
            Some(replay) if probability > 0.0 && key.stream().unit() < probability => replay.draw(&self.source),
            _ => self.rows.draw(&self.source),
        }
    }
}

fn passes(
    source: &Source,
    config: &TrainConfig,
    phase: usize,
    rows: Position,
    replay: Position,
) -> Result<(Pass, Option<Pass>)> {
    let phases = &config.data.phases;
    let Some(now) = phases.get(phase) else { return Ok((Pass::new(source, Vec::new(), rows)?, None)) };
    let earlier: BTreeSet<String> = phases[..phase].iter().flat_map(|phase| phase.languages.clone()).collect();
    let replay = if now.replay > 0.0 { Some(Pass::new(source, earlier.into_iter().collect(), replay)?) } else { None };
    Ok((Pass::new(source, now.languages.clone(), rows)?, replay))
}

fn phase_seed(seed: u64, phase: usize, replay: bool) -> u64 {
    Key::named(seed, &format!("phase {phase} {replay}")).stream().bits()
}

pub(crate) fn packing(batch: &Batching, tokenizer: &Tokenizer) -> Result<Packing> {
    Ok(Packing { row: batch.row, order: batch.order, too_long: batch.too_long, pad: tokenizer.pad()? })
}
