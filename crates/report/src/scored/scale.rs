//! On which scale a metric of texts stands, and how it is spelt and written.

use trommel_score::metrics;

use crate::number::{fixed, value};

/// A metric's scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// From where to where its values lie, for a table: `0 to 100`.
    pub range: &'static str,
    /// Decimals of a value; none for a metric that is not ours, of which the scale is not known.
    decimals: Option<usize>,
}

impl Scale {
    /// That of the metric of this name, with or without options.
    pub fn of(name: &str) -> Scale {
        match plain(name) {
            // Of all kinds of BLEU only eq. 17 of MFTCoder++ is in [0, 1].
            "bleu" | "bleu-codexglue" | "bleu-codexglue-text" => Scale { range: "0 to 100", decimals: Some(2) },
            known if metrics::names().any(|name| name == known) => Scale { range: "0 to 1", decimals: Some(4) },
            _ => Scale { range: "—", decimals: None },
        }
    }

    /// A value with as many decimals as all of its metric.
    pub fn write(self, number: f64) -> String {
        self.decimals.map_or_else(|| value(number), |decimals| fixed(number, decimals))
    }

    /// `[0.3810, 0.4210]`
    pub fn interval(self, low: f64, high: f64) -> String {
        format!("[{}, {}]", self.write(low), self.write(high))
    }

    /// The same of a difference, with its sign.
    pub fn difference(self, number: f64) -> String {
        crate::number::signed(number, self.decimals.unwrap_or(4))
    }
}

/// A metric of ours as it is asked for: columns of tables have `rouge_l` where the metric is called `rouge-l`. Other names are left alone.
pub(super) fn spelt(name: &str) -> String {
    let hyphens = name.replace('_', "-");
    if metrics::names().any(|known| known == plain(&hyphens)) { hyphens } else { name.to_owned() }
}

/// Without options.
fn plain(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_a_scale_and_one_spelling() {
        assert_eq!(
            ["rouge_l", "em_tokens", "bleu:intl", "my_own"].map(spelt),
            ["rouge-l", "em-tokens", "bleu:intl", "my_own"]
        );
        for name in metrics::names() {
            assert_ne!(Scale::of(name).range, "—", "{name}");
        }
        let written = |name: &str| format!("{} {}", Scale::of(name).range, Scale::of(name).write(0.5));
        assert_eq!(
            ["bleu:intl", "bleu-n", "codebleu:strict", "my_own"].map(written),
            ["0 to 100 0.50", "0 to 1 0.5000", "0 to 1 0.5000", "— 0.5"]
        );
        assert_eq!(Scale::of("em").interval(-0.000_01, 0.1), "[0.0000, 0.1000]");
    }
}
