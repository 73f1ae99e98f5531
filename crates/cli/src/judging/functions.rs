//! The metrics as functions of SQL: `bleu(prediction, reference)`, `em_tree(prediction, reference, 'python')`.
//!
//! A name is the metric's with `_` for `-`; `exact_match` is `em`; `codebleu_strict` and
//! `bleu_intl` are those with that option. Each gives what the metric gives of one pair (for BLEU the sentence's), and
//! null where the pair does not count, as in a language without a grammar.

use anyhow::Result;
use trommel_pipeline::{Engine, TextFunction};
use trommel_score::Pair;
use trommel_score::metrics::{self, Takes};

use crate::judging::pairs::known;

/// Makes all metrics known to an engine's queries.
pub fn register(engine: &Engine) -> Result<()> {
    let more = [("exact-match", "em"), ("codebleu-strict", "codebleu:strict"), ("bleu-intl", "bleu:intl")];
    for (function, metric) in metrics::names().map(|name| (name, name)).chain(more) {
        let named = metrics::metric(metric)?;
        let takes = named.takes;
        let arguments = if takes == Takes::PairInLanguage { 3 } else { 2 };
        let call = move |texts: &[&str]| Ok(named.of_pair(&pair(takes, texts)?).0);
        engine.register_text_function(TextFunction::new(&function.replace('-', "_"), arguments, call));
    }
    Ok(())
}

/// The arguments as a pair: the language comes last.
fn pair(takes: Takes, texts: &[&str]) -> Result<Pair, String> {
    let (texts, language) = match (takes, texts) {
        (Takes::Pair, texts) => (texts, None),
        (_, [texts @ .., language]) => (texts, known(language).map_err(|unknown| unknown.to_string())?),
        (_, []) => (texts, None),
    };
    let [prediction, references @ ..] = texts else { return Err("no text".to_owned()) };
    Ok(Pair {
        task: None,
        prediction: (*prediction).to_owned(),
        references: references.iter().map(|text| (*text).to_owned()).collect(),
        language,
    })
}
