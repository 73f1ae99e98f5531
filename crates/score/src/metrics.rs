//! The metrics by name: one table feeds `trommel metrics`, scored runs and the functions of SQL.

use crate::metric::{Measured, Metric, Pair, Tally, measured, tallies};
use crate::text::{Bleu, BleuN, CodeXGlueBleu, CodeXGlueTextBleu, Level, Matches, Rouge, Sense, Smoothing, Tokenizer};
use crate::{AstSim, CodeBleu, Crs, ScoreError, SemSim};

#[cfg(test)]
mod tests;

/// A metric as it is held.
pub type Boxed = Box<dyn Metric + Send>;

/// A metric that was asked for by name.
pub struct Named {
    /// As it was asked for, options included: `bleu:intl`.
    pub name: String,
    /// Over a corpus.
    pub corpus: Boxed,
    /// Of one pair by itself: for BLEU the sentence's, for all others the same.
    pub single: Boxed,
    /// Whether those two differ.
    apart: bool,
    /// What it looks at.
    pub takes: Takes,
}

/// What a metric looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A prediction and its references; the language does not matter, or only to a tokenizer that was asked for.
    Pair,
    /// A prediction and its references in a language.
    PairInLanguage,
    /// A text in a language: there is nothing beside it.
    TextInLanguage,
}

/// A row of the table.
struct Entry {
    name: &'static str,
    /// Its range, what it is, and whose.
    says: &'static str,
    takes: Takes,
    /// What may follow the name after a colon, for the error.
    options: &'static str,
    /// The metric with options, or the option that it does not know.
    make: fn(&[&str]) -> Result<Boxed, String>,
    /// The option that makes it a metric of single pairs.
    single: Option<&'static str>,
}

/// Metrics that are computed unless others are asked for, where the language of the texts is not known.
pub const DEFAULT: &[&str] = &["bleu", "rouge-l", "em"];

/// The same where it is.
pub const DEFAULT_IN_LANGUAGE: &[&str] =
    &["bleu", "rouge-l", "em", "em-tokens", "em-tree", "codebleu", "ast-sim", "sem-sim", "crs"];

const METRICS: &[Entry] = &[
    Entry {
        name: "bleu",
        says: "0 to 100, of the corpus; Papineni et al. 2002, as sacrebleu 2.6.0",
        takes: Takes::Pair,
        options: "a tokenizer (13a, intl, none, char, code), a smoothing (exp, floor, floor=0.1, add-k, add-k=1, unsmoothed), `sentence`, `eff` or `lc`",
        make: bleu,
        single: Some("sentence"),
    },
    Entry {
        name: "bleu-codexglue",
        says: "0 to 100; as CodeXGLUE's code translation scores it",
        takes: Takes::Pair,
        options: "",
        make: |options| plain(options, CodeXGlueBleu),
        single: None,
    },
    Entry {
        name: "bleu-codexglue-text",
        says: "0 to 100; as CodeXGLUE's code summarisation scores it",
        takes: Takes::Pair,
        options: "",
        make: |options| plain(options, CodeXGlueTextBleu),
        single: None,
    },
    Entry {
        name: "bleu-n",
        says: "0 to 1; orders 1 to n weighted alike, not smoothed: MFTCoder++, equation 17",
        takes: Takes::Pair,
        options: "n (1, 2, 3, 4) or a tokenizer (13a, intl, none, char, code)",
        make: bleu_n,
        single: None,
    },
    Entry {
        name: "rouge-l",
        says: "0 to 1, mean F of the longest common subsequence; Lin 2004, as rouge-score 0.1.2",
        takes: Takes::Pair,
        options: "",
        make: |options| plain(options, Rouge { by_line: false }),
        single: None,
    },
    Entry {
        name: "rouge-lsum",
        says: "0 to 1, the same by lines and their union",
        takes: Takes::Pair,
        options: "",
        make: |options| plain(options, Rouge { by_line: true }),
        single: None,
    },
    Entry {
        name: "em",
        says: "0 to 1, the share of pairs with the same bytes",
        takes: Takes::Pair,
        options: "",
        make: |options| plain(options, Matches(Sense::Raw)),
        single: None,
    },
    Entry {
        name: "em-lines",
        says: "0 to 1, the same but for white space at line ends and blank lines around",
        takes: Takes::Pair,
        options: "",
        make: |options| plain(options, Matches(Sense::Lines)),
        single: None,
    },
    Entry {
        name: "em-tokens",
        says: "0 to 1, the same tokens of the language, comments left out",
        takes: Takes::PairInLanguage,
        options: "",
        make: |options| plain(options, Matches(Sense::Tokens)),
        single: None,
    },
    Entry {
        name: "em-tree",
        says: "0 to 1, the same syntax tree, layout and quotes left out",
        takes: Takes::PairInLanguage,
        options: "",
        make: |options| plain(options, Matches(Sense::Tree)),
        single: None,
    },
    Entry {
        name: "codebleu",
        says: "0 to 1, tokens, keywords, sub-trees and data flow; Ren et al. 2020, as codebleu 0.7.0",
        takes: Takes::PairInLanguage,
        options: "compat or strict, and four weights that add up to 1, such as 0.1/0.1/0.4/0.4",
        make: |options| boxed(options, CodeBleu::parse(&options.join(":").replace('/', ","))),
        single: None,
    },
    Entry {
        name: "ast-sim",
        says: "0 to 1, 1 − tree edit distance / nodes of the larger tree; Zhang and Shasha 1989",
        takes: Takes::PairInLanguage,
        options: "kind or kind+text",
        make: |options| boxed(options, AstSim::parse(&options.join(":"))),
        single: None,
    },
    Entry {
        name: "sem-sim",
        says: "0 to 1, cosine of hashed neighbourhoods of the program's dependences (Weisfeiler and Lehman)",
        takes: Takes::PairInLanguage,
        options: "iterations=3, dimensions=65536, seed=0, each after a colon",
        make: |options| boxed(options, SemSim::parse(&options.join(","))),
        single: None,
    },
    Entry {
        name: "crs",
        says: "0 to 1, readability as raters would rate it, of the prediction alone",
        takes: Takes::TextInLanguage,
        options: "a model's file that `trommel metrics train-crs` wrote",
        make: crs,
        single: None,
    },
];

/// The names, in the order in which they are shown.
pub fn names() -> impl Iterator<Item = &'static str> {
    METRICS.iter().map(|entry| entry.name)
}

/// Name, what it is and whose, and its options (or nothing) of every metric, in the order in which they are shown.
pub fn described() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    METRICS.iter().map(|entry| (entry.name, entry.says, entry.options))
}

/// The metric of a name with options: `bleu`, `bleu:intl`, `bleu:code:sentence`.
///
/// # Errors
/// No metric has this name, or it does not know an option; the error lists those that are.
pub fn metric(asked: &str) -> Result<Named, ScoreError> {
    let mut parts = asked.trim().split(':');
    let name = parts.next().unwrap_or_default();
    let options: Vec<&str> = parts.collect();
    let entry = METRICS.iter().find(|entry| entry.name == name).ok_or_else(|| unknown(name))?;
    let wrong = |option| ScoreError::MetricOption {
        metric: name.to_owned(),
        option,
        expected: if entry.options.is_empty() { "none" } else { entry.options },
    };
    let corpus = (entry.make)(&options).map_err(wrong)?;
    let mut single_options = options.clone();
    single_options.extend(entry.single.filter(|single| !options.contains(single)));
    let single = (entry.make)(&single_options).map_err(wrong)?;
    let apart = single_options.len() > options.len();
    Ok(Named { name: asked.trim().to_owned(), corpus, single, apart, takes: entry.takes })
}

/// Several, each once, in the order in which they are asked for.
///
/// # Errors
/// See [`metric`].
pub fn metrics<'n>(asked: impl IntoIterator<Item = &'n str>) -> Result<Vec<Named>, ScoreError> {
    let mut all: Vec<Named> = Vec::new();
    for name in asked {
        let named = metric(name)?;
        if all.iter().all(|other| other.name != named.name) {
            all.push(named);
        }
    }
    Ok(all)
}

impl Named {
    /// The value over pairs, with its interval; see [`measure`](crate::measure). The signature starts with the number of references, as
    /// sacrebleu's does.
    #[must_use]
    pub fn measure(&self, pairs: &[Pair], resamples: u32, seed: u64) -> Measured {
        self.measured(pairs, &tallies(&*self.corpus, pairs), resamples, seed)
    }

    /// The value over pairs as [`measure`](Self::measure) has it, and that of each by itself, none where it does not count.
    #[must_use]
    pub fn measure_each(&self, pairs: &[Pair], resamples: u32, seed: u64) -> (Measured, Vec<Option<f64>>) {
        let all = tallies(&*self.corpus, pairs);
        let values = |tallies: &[Tally]| {
            tallies.iter().map(|tally| tally.sums.as_ref().map(|sums| self.single.value(sums))).collect()
        };
        let single = if self.apart { values(&tallies(&*self.single, pairs)) } else { values(&all) };
        (self.measured(pairs, &all, resamples, seed), single)
    }

    fn measured(&self, pairs: &[Pair], tallies: &[Tally], resamples: u32, seed: u64) -> Measured {
        let mut measured = measured(&*self.corpus, pairs, tallies, resamples, seed);
        if self.takes != Takes::TextInLanguage {
            measured.signature = format!("nrefs:{}|{}", references(pairs), measured.signature);
        }
        measured
    }

    /// The value of one pair, unless it does not count.
    #[must_use]
    pub fn of_pair(&self, pair: &Pair) -> (Option<f64>, Tally) {
        let tally = self.single.tally(pair);
        (tally.sums.as_ref().map(|sums| self.single.value(sums)), tally)
    }
}

/// `1`, or `var` where pairs have different numbers of references.
fn references(pairs: &[Pair]) -> String {
    let count = |pair: &Pair| pair.references.len();
    match pairs.first().map(count) {
        Some(first) if pairs.iter().all(|pair| count(pair) == first) => first.to_string(),
        _ => "var".to_owned(),
    }
}

fn unknown(name: &str) -> ScoreError {
    let nearest = names().map(|known| (strsim::damerau_levenshtein(name, known), known)).min();
    let near = nearest.filter(|(distance, _)| *distance <= 1 + name.len() / 3);
    ScoreError::UnknownMetric {
        name: name.to_owned(),
        known: names().collect::<Vec<_>>().join(", "),
        hint: near.map_or(String::new(), |(_, near)| format!("; did you mean `{near}`?")),
    }
}

/// A metric without options.
fn plain(options: &[&str], metric: impl Metric + Send + 'static) -> Result<Boxed, String> {
    options.first().map_or_else(|| Ok(Box::new(metric) as Boxed), |option| Err((*option).to_owned()))
}

/// A metric that reads its options itself.
fn boxed<M: Metric + Send + 'static, E>(options: &[&str], made: Result<M, E>) -> Result<Boxed, String> {
    made.map(|metric| Box::new(metric) as Boxed).map_err(|_| options.join(":"))
}

fn bleu(options: &[&str]) -> Result<Boxed, String> {
    let mut bleu = Bleu::default();
    let (mut tokenizer, mut smoothing) = (None, None);
    for option in options {
        let refused = || (*option).to_owned();
        match *option {
            "sentence" => bleu.level = Level::Sentence,
            "eff" if bleu.level == Level::Corpus => bleu.level = Level::EffectiveOrder,
            "lc" => bleu.lowercase = true,
            other => match (other.parse::<Tokenizer>(), self::smoothing(other)) {
                // The second of a kind contradicts the first.
                (Ok(named), _) if tokenizer.replace(named).is_none() => {}
                (Err(()), Some(named)) if smoothing.replace(named).is_none() => {}
                _ => return Err(refused()),
            },
        }
    }
    bleu.tokenizer = tokenizer.unwrap_or(bleu.tokenizer);
    bleu.smoothing = smoothing.unwrap_or(bleu.smoothing);
    Ok(Box::new(bleu))
}

fn smoothing(option: &str) -> Option<Smoothing> {
    let (name, value) = option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value)));
    let value = match value {
        Some(value) => Some(value.parse::<f64>().ok().filter(|value| *value > 0.0 && value.is_finite())?),
        None => None,
    };
    match (name, value) {
        ("exp", None) => Some(Smoothing::Exp),
        ("unsmoothed", None) => Some(Smoothing::None),
        ("floor", value) => Some(Smoothing::Floor(value.unwrap_or(0.1))),
        ("add-k", value) => Some(Smoothing::AddK(value.unwrap_or(1.0))),
        _ => None,
    }
}

fn bleu_n(options: &[&str]) -> Result<Boxed, String> {
    let (mut n, mut tokenizer) = (None, None);
    for option in options {
        match (option.parse::<Tokenizer>(), option.parse::<usize>()) {
            (Ok(named), _) if tokenizer.replace(named).is_none() => {}
            (Err(()), Ok(number)) if n.replace(number).is_none() => {}
            _ => return Err((*option).to_owned()),
        }
    }
    let n = n.unwrap_or(4);
    match BleuN::new(n, tokenizer.unwrap_or(Tokenizer::V13a)) {
        Some(metric) => Ok(Box::new(metric)),
        None => Err(n.to_string()),
    }
}

/// With the model of a file, or the one that comes with the program.
fn crs(options: &[&str]) -> Result<Boxed, String> {
    if options.is_empty() {
        return Ok(Box::new(Crs::standard()));
    }
    let path = options.join(":");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path} ({error})"))?;
    match Crs::of_model(&text) {
        Ok(metric) => Ok(Box::new(metric)),
        Err(error) => Err(format!("{path} ({error})")),
    }
}
