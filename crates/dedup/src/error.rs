//! What a caller can ask for that cannot be had.

/// A setting of near-duplicate detection that is out of range, or cannot be met.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DedupError {
    /// The Jaccard threshold is no similarity that two documents can be asked to reach.
    #[error("`threshold` is {found}, expected a Jaccard similarity above 0 and at most 1; 0.7 is the usual one")]
    Threshold {
        /// The value given.
        found: f64,
    },
    /// The recall asked for is no share, or the whole, which no number of bands promises.
    #[error("`recall` is {found}, expected a share above 0 and below 1; 0.95 is the default")]
    Recall {
        /// The value given.
        found: f64,
    },
    /// No banding of a signature finds that many pairs.
    #[error(
        "`recall` is {recall} at threshold {threshold}, but a signature of 256 values finds at most {best:.3} there: \
         raise `threshold`, or ask for a recall of at most {best:.2}"
    )]
    Unreachable {
        /// The Jaccard threshold asked for.
        threshold: f64,
        /// The recall asked for.
        recall: f64,
        /// The most that any banding reaches (256 bands of one row), less the margin kept for noise.
        best: f64,
    },
    /// The bands do not fit in a signature.
    #[error(
        "{bands} bands of {rows} rows need {} signature values, expected at least one band and one row and at most 256 values: \
         lower one of them, or let `recall` choose both",
        u64::from(*bands) * u64::from(*rows)
    )]
    Bands {
        /// Bands asked for.
        bands: u32,
        /// Rows a band asked for.
        rows: u32,
    },
}
