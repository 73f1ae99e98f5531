//! `metrics.jsonl`, a line a step and an evaluation, as curves.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::ReportError;

/// Points `[step, value]`, in the order of steps.
type Points = Vec<[f64; 2]>;

/// What a training logged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curves {
    /// Training loss, nats a token.
    pub loss: Points,
    /// The same of each task, by name.
    pub parts: Vec<(String, Points)>,
    /// Loss on the held-out split, nats a token.
    pub held_out: Points,
    /// The same of each language, by name.
    pub held_out_parts: Vec<(String, Points)>,
    /// pass@1 of each evaluation, 0 to 1.
    pub pass_rate: Points,
    /// Share of completions that run to their end.
    pub ran: Points,
    /// Share of completions that parse.
    pub parsed: Points,
    /// The learning rate.
    pub learning_rate: Points,
    /// Tokens that were fed in, in all.
    pub tokens: u64,
}

/// One line: a step has a loss, an evaluation has what it found.
#[derive(Debug, Deserialize)]
struct Row {
    step: u64,
    loss: Option<f64>,
    learning_rate: Option<f64>,
    tokens: Option<u64>,
    #[serde(default)]
    tasks: BTreeMap<String, Option<f64>>,
    eval_loss: Option<f64>,
    #[serde(default)]
    eval_loss_by_language: BTreeMap<String, Option<f64>>,
    eval_pass_rate: Option<f64>,
    eval_ran: Option<f64>,
    eval_parsed: Option<f64>,
}

impl Curves {
    /// Reads the lines of `metrics.jsonl`; `path` is for messages.
    ///
    /// # Errors
    /// [`ReportError::Foreign`] with the line that is no row of a training, or when there is no step at all.
    pub fn read(bytes: &[u8], path: &Path) -> Result<Curves, ReportError> {
        let foreign = |line: Option<u64>, found: String| ReportError::Foreign {
            path: path.to_owned(),
            line,
            found,
            expected: "a training's row with `step` and `loss`, or `step` and `eval_loss`".to_owned(),
        };
        let mut curves = Curves::default();
        let (mut parts, mut held_out_parts) = (BTreeMap::new(), BTreeMap::new());
        let lines = bytes.split(|byte| *byte == b'\n').zip(1u64..);
        for (line, at) in lines.filter(|(line, _)| !line.trim_ascii().is_empty()) {
            let row: Row = serde_json::from_slice(line).map_err(|error| foreign(Some(at), error.to_string()))?;
            curves.add(&row, &mut parts, &mut held_out_parts);
        }
        if curves.loss.is_empty() {
            return Err(foreign(None, "no step".to_owned()));
        }
        curves.parts = parts.into_iter().collect();
        curves.held_out_parts = held_out_parts.into_iter().collect();
        Ok(curves)
    }

    fn add(&mut self, row: &Row, parts: &mut BTreeMap<String, Points>, held_out: &mut BTreeMap<String, Points>) {
        let step = row.step as f64;
        let named = [
            (&mut self.loss, row.loss),
            (&mut self.learning_rate, row.learning_rate),
            (&mut self.held_out, row.eval_loss),
            (&mut self.pass_rate, row.eval_pass_rate),
            (&mut self.ran, row.eval_ran),
            (&mut self.parsed, row.eval_parsed),
        ];
        for (points, value) in named {
            points.extend(value.filter(|value| value.is_finite()).map(|value| [step, value]));
        }
        for (all, of_row) in [(parts, &row.tasks), (held_out, &row.eval_loss_by_language)] {
            for (name, value) in of_row {
                all.entry(name.clone()).or_default().extend(value.map(|value| [step, value]));
            }
        }
        self.tokens = self.tokens.max(row.tokens.unwrap_or(0));
    }

    /// Optimiser steps.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.loss.last().map_or(0, |point| point[0] as u64)
    }

    /// Step and value of the lowest held-out loss, the first of equals.
    #[must_use]
    pub fn best_held_out(&self) -> Option<[f64; 2]> {
        self.held_out.iter().copied().min_by(|a, b| a[1].total_cmp(&b[1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = concat!(
        "{\"step\":1,\"loss\":4.0,\"learning_rate\":0.1,\"tokens\":10,\"tasks\":{\"a\":3.0,\"b\":5.0},\"epoch\":0.1,\"grad_norm\":1.0}\n",
        "{\"step\":2,\"loss\":2.0,\"learning_rate\":0.2,\"tokens\":20,\"tasks\":{\"a\":2.0,\"b\":null}}\n",
        "{\"step\":2,\"eval_loss\":2.5,\"eval_loss_by_language\":{\"python\":2.5},\"eval_pass_rate\":0.25,\"eval_ran\":null,\"eval_parsed\":null}\n",
    );

    #[test]
    fn rows_become_curves_with_their_parts() {
        let curves = Curves::read(LINES.as_bytes(), Path::new("metrics.jsonl")).unwrap();
        assert_eq!(curves.loss, [[1.0, 4.0], [2.0, 2.0]]);
        assert_eq!(curves.parts, [("a".to_owned(), vec![[1.0, 3.0], [2.0, 2.0]]), ("b".to_owned(), vec![[1.0, 5.0]])]);
        assert_eq!((curves.held_out.as_slice(), curves.pass_rate.as_slice()), (&[[2.0, 2.5]][..], &[[2.0, 0.25]][..]));
        assert_eq!((curves.steps(), curves.tokens, curves.best_held_out()), (2, 20, Some([2.0, 2.5])));
        let section = super::super::section("training", "Training", &curves).unwrap();
        assert_eq!(section.blocks.iter().filter(|block| matches!(block, crate::Block::Figure(_))).count(), 4);
    }

    /// The axis of a loss says that it is logarithmic, and is so from fiftyfold on.
    #[test]
    fn losses_of_many_sizes_have_a_logarithmic_axis() {
        let drawn = |last: f64| {
            let loss = vec![[1.0, 10.0], [2.0, 1.0], [3.0, last]];
            let section = super::super::section(
                "training",
                "Training",
                &Curves { loss, learning_rate: vec![[1.0, 0.1]], ..Curves::default() },
            )
            .unwrap();
            match &section.blocks[0] {
                crate::Block::Figure(figure) => figure.svg.clone(),
                other => panic!("{other:?}"),
            }
        };
        assert!(drawn(0.1).contains("loss, nats a token (logarithmic)"), "{}", drawn(0.1));
        assert!(!drawn(0.21).contains("logarithmic"), "{}", drawn(0.21));
        // A loss of exactly 0 has no place on such an axis and does not decide for it.
        assert!(!drawn(0.0).contains("logarithmic"), "{}", drawn(0.0));
    }

    #[test]
    fn a_foreign_line_is_named() {
        let wrong = format!("{LINES}{{\"stepp\":3}}\n");
        let error = Curves::read(wrong.as_bytes(), Path::new("run/metrics.jsonl")).unwrap_err().to_string();
        assert!(error.starts_with("run/metrics.jsonl:4: found missing field `step`"), "{error}");
        let error = Curves::read(b"", Path::new("metrics.jsonl")).unwrap_err().to_string();
        assert!(error.contains("found no step"), "{error}");
    }
}
