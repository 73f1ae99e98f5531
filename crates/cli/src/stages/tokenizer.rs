//! `tokenizer`: pieces of the published text, as many as a model is to have ids, in the files that others load.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trommel_pipeline::PipelineError;
use trommel_pipeline::stage::{Context, Made, Product, Stage, Work, Workplace};
use trommel_tokens::{CorpusCounter, Digits, Mode, Report, Tokenizer as Learned, Training};

use crate::modelling::documents;

/// Learns a tokenizer from the dataset's training rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tokenizer {
    /// What to learn: `{ bpe = {} }`, `{ unigram = {} }`, or of several languages fused into one vocabulary
    /// `{ bpe-parity = { exponent = 0.7 } }` or `{ unigram-union = { tau = 100, exponent = 0.7 } }`.
    pub mode: Mode,
    /// Ids at most, special tokens and bytes included.
    pub vocabulary: usize,
    /// Occurrences that a merged pair or a piece must have.
    pub least_count: u64,
    /// The longest token: bytes with BPE, letters with Unigram.
    pub longest: usize,
    /// How numbers are cut: `single` digits, `triples`, `whole`.
    pub digits: Digits,
    /// Special tokens beyond end of text, padding and the languages' prefixes, of the form `<|name|>`.
    pub special_tokens: Vec<String>,
    /// The context of the models it is made for, in tokens: `model_max_length` of its files.
    pub context: Option<usize>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        let Training { mode, vocabulary, least_count, longest, special_tokens } =
            Training::new(Mode::BpeParity { exponent: trommel_tokens::EXPONENT }, 32_768);
        let (digits, context) = (Digits::Single, None);
        Tokenizer { mode, vocabulary, least_count, longest, digits, special_tokens, context }
    }
}

/// What the stage writes.
pub const FILES: [&str; 4] = ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "report.json"];

impl Tokenizer {
    /// Learns from Parquet files and writes into `folder`.
    ///
    /// # Errors
    /// A file cannot be read or written, or the settings do not fit the text.
    pub fn learn(&self, files: &[std::path::PathBuf], folder: &std::path::Path) -> anyhow::Result<(Learned, Report)> {
        let mut counter = CorpusCounter::new(self.digits)?;
        documents::each(files, |batch| Ok(counter.add(batch)?))?;
        let training = Training {
            mode: self.mode,
            vocabulary: self.vocabulary,
            least_count: self.least_count,
            longest: self.longest,
            special_tokens: self.special_tokens.clone(),
        };
        let (tokenizer, report) = training.run(&counter.finish()?)?;
        tokenizer.save(folder, self.context)?;
        std::fs::write(folder.join("report.json"), format!("{:#}\n", json!(report)))?;
        Ok((tokenizer, report))
    }
}

/// The report without its lists of pieces.
pub fn facts(report: &Report) -> Value {
    let language = |language: &trommel_tokens::LanguageReport| {
        json!({
            "language": language.language, "documents": language.documents, "bytes": language.bytes,
            "tokens": language.tokens, "bytes_per_token": language.bytes_per_token,
        })
    };
    let languages: Vec<Value> = report.languages.iter().map(language).collect();
    json!({ "vocabulary": report.vocabulary, "spread": report.spread, "languages": languages })
}

impl Stage for Tokenizer {
    fn kind(&self) -> &'static str {
        "tokenizer"
    }

    fn version(&self) -> u32 {
        1
    }

    fn config(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn work(&self) -> Work<'_> {
        Work::Product(self)
    }
}

impl Product for Tokenizer {
    fn reads(&self) -> &[&'static str] {
        &[]
    }

    fn reads_dataset(&self) -> bool {
        true
    }

    fn make(&self, _: &Context<'_>, workplace: &Workplace) -> trommel_pipeline::Result<Made> {
        let failed = |error: anyhow::Error| PipelineError::stage("tokenizer", format!("{error:#}"));
        let none = Vec::new();
        let train = workplace.dataset.get("train").unwrap_or(&none);
        let (_, report) = self.learn(train, &workplace.folder).map_err(failed)?;
        Ok(Made { files: FILES.map(str::to_owned).to_vec(), facts: facts(&report) })
    }
}
