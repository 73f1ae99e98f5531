//! Tokens as the decoder takes them.

use crate::error::{Error, Result};
use crate::ops::Spans;

/// Rows of tokens of one length, with positions, segments, targets and their weights. All lists have rows * tokens
/// entries, row after row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Rows.
    pub rows: usize,
    /// Tokens in each row.
    pub tokens: usize,
    /// Token ids.
    pub ids: Vec<u32>,
    /// Position of each token within its own text.
    pub positions: Vec<u32>,
    /// Number of the text within its row; texts do not see each other.
    pub segments: Vec<u32>,
    /// The id to predict at each token; not looked at where the weight is 0.
    pub targets: Vec<u32>,
    /// Weight of each token's loss; 0 for prompts and padding.
    pub weights: Vec<f32>,
}

/// One text to train on.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Its ids, one more than the tokens that are fed in.
    pub ids: Vec<u32>,
    /// For each id whether (and how much) predicting it counts; the first is never predicted.
    pub weights: Vec<f32>,
}

impl Batch {
    /// Rows of several texts each: inputs are all ids but the last of each text, targets all but the first, positions
    /// start at 0 with each text. Rows are padded on the right to the longest with id `pad` and weight 0.
    pub fn pack(rows: &[Vec<Text>], pad: u32) -> Result<Self> {
        let length = |row: &Vec<Text>| row.iter().map(|t| t.ids.len().saturating_sub(1)).sum::<usize>();
        let tokens = rows.iter().map(length).max().unwrap_or(0);
        let mut batch = Self { rows: rows.len(), tokens, ..Self::default() };
        for row in rows {
            for (segment, text) in row.iter().enumerate() {
                if text.ids.len() != text.weights.len() {
                    let (ids, weights) = (text.ids.len(), text.weights.len());
                    return Err(Error::Config(format!("a text has {ids} ids and {weights} weights")));
                }
                let Some(count) = text.ids.len().checked_sub(1) else { continue };
                batch.ids.extend(&text.ids[..count]);
                batch.targets.extend(&text.ids[1..]);
                batch.weights.extend(&text.weights[1..]);
                batch.positions.extend(0..count as u32);
                batch.segments.extend(std::iter::repeat_n(segment as u32, count));
            }
            let missing = tokens - length(row);
            batch.ids.extend(std::iter::repeat_n(pad, missing));
            batch.targets.extend(std::iter::repeat_n(pad, missing));
            batch.weights.extend(std::iter::repeat_n(0.0, missing));
            batch.positions.extend(0..missing as u32);
            batch.segments.extend(std::iter::repeat_n(u32::MAX, missing));
        }
        Ok(batch)
    }

    /// One text a row, every token's successor predicted: the inputs of `ids` (rows, tokens + 1).
    pub fn language(ids: &[Vec<u32>]) -> Result<Self> {
        let rows: Vec<Vec<Text>> =
            ids.iter().map(|ids| vec![Text { ids: ids.clone(), weights: vec![1.0; ids.len()] }]).collect();
        Self::pack(&rows, 0)
    }

    /// What each token sees.
    pub fn spans(&self) -> Spans {
        Spans::packed(self.rows, self.tokens, &self.segments)
    }

    /// The sum of weights: the divisor of a mean over tokens.
    pub fn weight(&self) -> f64 {
        self.weights.iter().map(|&w| f64::from(w)).sum()
    }

    /// Refuses lists of the wrong length and ids or positions outside the model's tables.
    pub fn check(&self, vocabulary: usize, context: usize) -> Result<()> {
        let all = self.rows * self.tokens;
        let lengths =
            [self.ids.len(), self.positions.len(), self.segments.len(), self.targets.len(), self.weights.len()];
        if lengths.iter().any(|&n| n != all) {
            let (rows, tokens) = (self.rows, self.tokens);
            return Err(Error::Config(format!("a batch of {rows} rows of {tokens} tokens has lists of {lengths:?}")));
        }
        if let Some(id) = self.ids.iter().find(|&&id| id as usize >= vocabulary) {
            return Err(Error::Config(format!(
                "token id {id} is outside the model's vocabulary of {vocabulary}: does the tokenizer belong to this model?"
            )));
        }
        if let Some(p) = self.positions.iter().find(|&&p| p as usize >= context) {
            return Err(Error::Config(format!(
                "position {p} is outside the model's context of {context} tokens: cut or split the text"
            )));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shifted_packed_and_padded() {
        let text = |ids: &[u32]| Text { ids: ids.to_vec(), weights: vec![1.0; ids.len()] };
        let batch = Batch::pack(&[vec![text(&[1, 2, 3]), text(&[4, 5])], vec![text(&[6, 7])]], 0).unwrap();
        assert_eq!((batch.rows, batch.tokens), (2, 3));
        assert_eq!(batch.ids, [1, 2, 4, 6, 0, 0]);
        assert_eq!(batch.targets, [2, 3, 5, 7, 0, 0]);
        assert_eq!(batch.positions, [0, 1, 0, 0, 0, 1]);
        assert_eq!(batch.weights, [1.0, 1.0, 1.0, 1.0, 0.0, 0.0]);
        batch.check(8, 2).unwrap();
        assert!(batch.check(6, 2).unwrap_err().to_string().contains("token id 6"));
        assert!(batch.check(8, 1).unwrap_err().to_string().contains("position 1"));
    }
}
