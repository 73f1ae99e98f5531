//! What a checkpoint was made with.

use serde::{Deserialize, Serialize};

use crate::card::Lineage;
use crate::config::{SaveConfig, TrainConfig};
use crate::error::Result;

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// The step after which it was made.
    pub step: u64,
    /// Steps of the whole run.
    pub steps: u64,
    /// BLAKE3 of the configuration without `save`, which may change between two parts of a run.
    pub config_hash: String,
    /// BLAKE3 of the footers of the training split's files.
    pub data_fingerprint: String,
    /// BLAKE3 of `tokenizer.json`.
    pub tokenizer_hash: String,
    /// Where the data come from.
    pub lineage: Lineage,
    /// The version of this crate.
    pub version: String,
    /// The configuration.
    pub config: TrainConfig,
}

impl Manifest {
    pub(crate) fn new(
        config: &TrainConfig,
        steps: u64,
        data_fingerprint: &str,
        tokenizer: &trommel_tokens::Tokenizer,
        lineage: &Lineage,
    ) -> Result<Self> {
        let decisive = TrainConfig { save: SaveConfig::default(), ..config.clone() };
        let text = serde_json::to_string(&decisive).expect("a configuration is plain data");
        Ok(Self {
            step: 0,
            steps,
            config_hash: blake3::hash(text.as_bytes()).to_hex().to_string(),
            data_fingerprint: data_fingerprint.to_owned(),
            tokenizer_hash: blake3::hash(tokenizer.to_json()?.as_bytes()).to_hex().to_string(),
            lineage: lineage.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            config: config.clone(),
        })
    }

    /// What differs between a checkpoint's manifest and this run's: (found, expected).
    pub(crate) fn differs(&self, run: &Self) -> Option<(String, String)> {
        let short = |hash: &str| hash.chars().take(12).collect::<String>();
        let hashes = [
            ("data with fingerprint", &self.data_fingerprint, &run.data_fingerprint),
            ("a tokenizer with hash", &self.tokenizer_hash, &run.tokenizer_hash),
            ("a configuration with hash", &self.config_hash, &run.config_hash),
        ];
        let (what, found, expected) = hashes.into_iter().find(|(_, found, expected)| found != expected)?;
        Some((format!("it was made with {what} {}", short(found)), format!("{what} {}", short(expected))))
    }
}
