//! Which number of a run stands in a column.

use crate::scored::ScoredRun;

/// A column of a paper's table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quantity {
    /// The heading, as in the paper.
    pub heading: &'static str,
    /// Where the number comes from.
    pub source: Source,
    /// What it is multiplied with: papers print shares in per cent.
    pub scale: f64,
    /// Decimals, as in the paper.
    pub decimals: usize,
    /// Written behind the number, as in the paper.
    pub unit: &'static str,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// pass@k.
    Pass(u32),
    /// Completions that compile and whose body runs.
    Cesr,
    /// Completions that run to their end.
    Rsr,
    /// Test cases that pass.
    Fpr,
    /// A metric of texts, by its name.
    Metric(&'static str),
}

/// A number with its 95 % interval, if it has one; scaled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    pub value: f64,
    pub interval: Option<(f64, f64)>,
}

impl Quantity {
    /// A column of numbers with one decimal.
    pub const fn new(heading: &'static str, source: Source, scale: f64) -> Self {
        Self { heading, source, scale, decimals: 1, unit: "" }
    }

    /// The number of a run.
    pub fn of(&self, run: &ScoredRun) -> Option<Found> {
        let rates = &run.told.summary.rates;
        let found = match self.source {
            Source::Pass(k) => {
                let pass = run.pass_at(k)?;
                Found { value: pass.value, interval: Some((pass.interval.low, pass.interval.high)) }
            }
            Source::Cesr => Found { value: rates.cesr.value()?, interval: None },
            Source::Rsr => Found { value: rates.rsr.value()?, interval: None },
            Source::Fpr => Found { value: rates.fpr.value()?, interval: None },
            Source::Metric(name) => {
                let (_, metric) = run.metric(name)?;
                Found { value: metric.value, interval: Some((metric.low, metric.high)) }
            }
        };
        let scaled = |value: f64| value * self.scale;
        Some(Found {
            value: scaled(found.value),
            interval: found.interval.map(|(low, high)| (scaled(low), scaled(high))),
        })
    }

    /// As it is written in the table.
    pub fn write(&self, value: f64) -> String {
        format!("{value:.*}{}", self.decimals, self.unit)
    }

    /// Which command gives the number to a run that does not have it.
    pub fn missing(&self) -> String {
        match self.source {
            Source::Pass(k) => {
                format!("`trommel score BENCHMARK SAMPLES --k {k}` gives it, of at least {k} completions a task")
            }
            Source::Cesr | Source::Rsr | Source::Fpr => {
                "`trommel score BENCHMARK SAMPLES --all-tests` gives it where tasks have test cases".to_owned()
            }
            Source::Metric(_) => {
                "`trommel score BENCHMARK SAMPLES` gives it where tasks have reference solutions, without \
                                  `--no-metrics`; `trommel metrics PAIRS` of any pairs"
                    .to_owned()
            }
        }
    }
}
