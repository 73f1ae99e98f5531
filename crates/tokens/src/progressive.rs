//! Progressive prompts (CodeFusion's section 6.2): a description, then also the signature, then also the constraints.
//!
//! Each stage's ids are a strict prefix of the next one's, so that what was computed for one serves the next. To hold
//! for every tokenizer, parts are tokenised one by one, each with the separator before it, and never merge across joins.

use crate::error::{Result, TokensError};
use crate::tokenizer::Tokenizer;

/// What stands between parts. It begins with a line break, before which our own tokenizers always cut.
pub const SEPARATOR: &str = "\n\n";

/// A prompt in stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressivePrompt {
    text: String,
    ids: Vec<u32>,
    /// The number of ids and of bytes that each stage has.
    stages: Vec<(usize, usize)>,
    as_whole: bool,
}

impl ProgressivePrompt {
    /// Tokenises `parts` joined by `separator`. Empty parts are left out, and make no stage.
    ///
    /// # Errors
    /// When all parts are empty, a stage adds no id, or the tokenizer puts something between parts, as those do that
    /// begin each text with a blank.
    pub fn new(tokenizer: &Tokenizer, parts: &[&str], separator: &str) -> Result<Self> {
        let (mut text, mut ids, mut stages) = (String::new(), Vec::new(), Vec::new());
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let more = if text.is_empty() { (*part).to_owned() } else { format!("{separator}{part}") };
            let added = tokenizer.encode(&more)?;
            if added.is_empty() {
                return Err(TokensError::Progressive(format!("stage {} adds no token: {more:?}", stages.len() + 1)));
            }
            ids.extend(added);
            text.push_str(&more);
            stages.push((ids.len(), text.len()));
        }
        if stages.is_empty() {
            return Err(TokensError::Progressive(format!("all {} parts are empty", parts.len())));
        }
        let whole = tokenizer.encode(&text)?;
        let as_whole = whole == ids;
        if !as_whole && tokenizer.decode(&ids, true)? != tokenizer.decode(&whole, true)? {
            return Err(TokensError::Progressive(
                "the tokenizer adds text where parts join; use a byte-level tokenizer, or prompts of one part"
                    .to_owned(),
            ));
        }
        Ok(Self { text, ids, stages, as_whole })
    }

    /// The number of stages.
    #[must_use]
    pub fn stages(&self) -> usize {
        self.stages.len()
    }

    /// The ids of the first `stage` stages, from 1.
    ///
    /// # Errors
    /// When there is no such stage.
    pub fn ids(&self, stage: usize) -> Result<&[u32]> {
        self.stage(stage).map(|(ids, _)| &self.ids[..ids])
    }

    /// The text of the first `stage` stages, from 1.
    ///
    /// # Errors
    /// When there is no such stage.
    pub fn text(&self, stage: usize) -> Result<&str> {
        self.stage(stage).map(|(_, bytes)| &self.text[..bytes])
    }

    /// Whether the last stage has the very ids of the whole text tokenised at once; otherwise a token would have
    /// crossed a join, and both spell the same text.
    #[must_use]
    pub fn as_whole(&self) -> bool {
        self.as_whole
    }

    fn stage(&self, stage: usize) -> Result<(usize, usize)> {
        let found = stage.checked_sub(1).and_then(|at| self.stages.get(at)).copied();
        let stages = self.stages.len();
        found.ok_or_else(|| TokensError::Progressive(format!("there is no stage {stage}; stages are 1 to {stages}")))
    }
}

/// The parts of a prompt in which `separator` stands between them, and the separators behind the last one. Parts joined by
/// the separator, and those behind, are the very prompt: where several separators follow one another, all but the first
/// belong to the part behind them.
#[must_use]
pub fn parts<'p>(prompt: &'p str, separator: &str) -> (Vec<&'p str>, &'p str) {
    if separator.is_empty() {
        return (vec![prompt], "");
    }
    let body = prompt.trim_end_matches(separator);
    let (mut parts, mut begin, mut at) = (Vec::new(), 0, 0);
    for piece in body.split(separator) {
        let end = at + piece.len();
        if !piece.is_empty() {
            parts.push(&body[begin..end]);
            begin = end + separator.len();
        }
        at = end + separator.len();
    }
    (parts, &prompt[body.len()..])
}
