//! Shapes in which rows are computed, so that a row's numbers do not depend on its neighbours.
//!
//! A matrix product takes its sums in an order that depends on the shape: `gemm` has one way for a single row, another
//! for small products (rows * columns of 256 at most), another where both sides have at most 64, and one for all others
//! (`gemm-common` 0.19, `gemm.rs` and `cache.rs`); in that one no sum depends on the number of rows. Attention goes
//! over blocks of 64 queries counted from a row's padding. So:
//!
//! - Prompts are padded to a length that follows from their own, and only prompts of one padded length go together.
//! - A decoder whose every product has more than 64 columns decodes at least [`FEWEST`] rows at a time; every other one,
//!   exactly [`EXACT`] rows. What is missing is filled with copies, whose results nobody looks at.
//! - On other devices nothing is known of the order: every step has exactly as many rows as the batch.

use trommel_model::Model;

/// Rows from which on a product of more than 64 columns is no longer small.
const FEWEST: usize = 4;

/// Rows of each step where products are small.
const EXACT: usize = 8;

/// How many rows a step computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// As many as there are, but not fewer than [`FEWEST`].
    AtLeast(usize),
    /// Always this many.
    Exactly(usize),
}

impl Rows {
    /// For a model (`wide`: see [`wide`]) on the CPU or elsewhere, and a batch of at most `batch` rows.
    pub fn of(cpu: bool, wide: bool, batch: usize) -> Self {
        match (cpu, wide) {
            (false, _) => Self::Exactly(batch),
            (true, true) => Self::AtLeast(FEWEST),
            (true, false) => Self::Exactly(EXACT),
        }
    }

    /// The most texts of a batch that may be computed at a time.
    pub fn most(self, batch: usize) -> usize {
        match self {
            Self::AtLeast(_) => batch,
            Self::Exactly(rows) => batch.min(rows),
        }
    }

    /// Rows that `texts` are computed in, token by token.
    pub fn step(self, texts: usize) -> usize {
        match self {
            Self::AtLeast(rows) => texts.max(rows),
            Self::Exactly(rows) => rows.max(texts),
        }
    }

    /// Rows that `prompts` are computed in: a padded prompt has enough tokens to make no small product.
    pub fn prefill(self, prompts: usize) -> usize {
        match self {
            Self::AtLeast(_) => prompts,
            Self::Exactly(rows) => rows.max(prompts),
        }
    }
}

/// Whether every product of a model has more than 64 columns. An adapter's have not.
pub(crate) fn wide(model: &Model) -> bool {
    let config = model.config();
    let columns = [config.width, config.inner, config.heads * config.head, config.kv_heads * config.head];
    model.adapter().is_none() && columns.into_iter().chain([config.vocabulary]).all(|columns| columns > 64)
}

/// The length that a prompt of `tokens` is padded to on the left: a multiple of 16, or of an eighth of the next power of
/// two, so that there are few lengths, and less than a fourth of a long row is padding.
pub(crate) fn padded(tokens: usize) -> usize {
    tokens.max(1).next_multiple_of((tokens.next_power_of_two() / 8).max(16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_little_and_lengths_are_few() {
        let lengths: std::collections::BTreeSet<usize> = (1..=4096).map(padded).collect();
        assert!(lengths.len() < 40, "{}", lengths.len());
        for tokens in 1..=4096 {
            let padded = padded(tokens);
            assert!(padded >= tokens && (padded - tokens < 16 || padded * 3 < tokens * 4), "{tokens} to {padded}");
        }
    }

    #[test]
    fn rows_follow_from_the_rule_alone() {
        assert_eq!([0, 1, 4, 9].map(|texts| Rows::AtLeast(4).step(texts)), [4, 4, 4, 9]);
        assert_eq!([1, 8].map(|texts| Rows::Exactly(8).step(texts)), [8, 8]);
        assert_eq!((Rows::Exactly(8).most(32), Rows::AtLeast(4).most(32)), (8, 32));
        assert_eq!((Rows::Exactly(8).prefill(1), Rows::AtLeast(4).prefill(1)), (8, 1));
    }
}
